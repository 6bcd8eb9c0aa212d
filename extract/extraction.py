"""A note -> the drafts of its cards, and the candidates that were turned down."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from cuedeck.cards.card import Kind
from cuedeck.cards.draft import Draft
from cuedeck.extract.gates.verdict import verdict
from cuedeck.extract.marks.precedence import without_marked
from cuedeck.extract.parser.parser import Parser
from cuedeck.extract.rules import NEUTRAL_RULES, RULES
from cuedeck.extract.structure.reverse import reverse
from cuedeck.extract.text.appendix import is_appendix
from cuedeck.extract.text.language_id import language_of
from cuedeck.extract.text.place import places
from cuedeck.extract.text.silence import Silence
from cuedeck.extract.tiers import share, tier
from cuedeck.notes.config import Config
from cuedeck.notes.note import Note, Section

_DEFAULTS = Config()
_MOST_OF_ONE = 2
"""Cards made of one statement; more would ask for the same thing in other words."""
_LABEL = "label"
_COMPETING = frozenset({Kind.STATEMENT, Kind.ITEM, Kind.DEFINITION, Kind.CLOZE})


@dataclass(frozen=True, slots=True)
class Rejected:
    """A candidate that would not be worth a student's minute."""

    draft: Draft
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Extraction:
    """What the rules found in one note, in reading order."""

    drafts: tuple[Draft, ...]
    rejected: tuple[Rejected, ...]
    switched_off: tuple[Draft, ...] = ()
    """Candidates of kinds that the writer does not want."""
    silent: tuple[Silence, ...] = ()
    """Statements that gave no candidate."""


def extract(note: Note, parser: Parser, config: Config = _DEFAULTS) -> Extraction:
    """The cards that a note gives."""
    drafts: list[Draft] = []
    rejected: list[Rejected] = []
    switched_off: list[Draft] = []
    asked: set[str] = set()
    candidates, silent = _told_apart(_found(note, parser, config))
    labels = Counter(draft.term.plain.casefold() for draft in candidates if draft.term and draft.rule == _LABEL)
    for draft in without_marked(candidates):
        if draft.kind not in note.kinds:
            switched_off.append(draft)
            continue
        reasons = (
            verdict(draft, title=note.title, limits=config.limits) or _repeats(draft, asked) or _recurs(draft, labels)
        )
        if reasons:
            rejected.append(Rejected(draft, reasons))
        else:
            drafts.append(replace(draft, tier=tier(draft, note.title)))
    kept, surplus = _best(drafts)
    rejected += [
        Rejected(draft, (f"{_MOST_OF_ONE} better cards were made of the same statement",)) for draft in surplus
    ]
    kept.sort(key=lambda draft: draft.statement.line)
    return Extraction(tuple(kept), tuple(rejected), tuple(switched_off), silent)


def _recurs(draft: Draft, labels: Mapping[str, int]) -> tuple[str, ...]:
    """Whether a label such as `Correct` stands in several places of the note, and so means nothing by itself."""
    recurs = draft.rule == _LABEL and draft.term is not None and labels[draft.term.plain.casefold()] > 1
    return ("the label stands in several places of the note",) if recurs else ()


def _best(drafts: list[Draft]) -> tuple[list[Draft], list[Draft]]:
    """The cards to keep of each statement, best first, and the others; lists and table cells do not compete."""
    taken: Counter[tuple[int, str]] = Counter()
    surplus: set[int] = set()
    for draft in sorted(drafts, key=lambda draft: -share(draft.rule)):
        statement = (draft.statement.line, draft.statement.plain)
        if draft.kind in _COMPETING and not draft.is_marked:
            taken[statement] += 1
            if taken[statement] > _MOST_OF_ONE:
                surplus.add(id(draft))
    return [draft for draft in drafts if id(draft) not in surplus], [draft for draft in drafts if id(draft) in surplus]


def _found(note: Note, parser: Parser, config: Config) -> Iterator[Draft | Silence]:
    language = _language(note, config)
    rules = RULES if language == "en" else NEUTRAL_RULES
    for place in places(replace(note, root=_wanted(note.root)), parser, language):
        for rule in rules:
            yield from rule(place, parser)


def _told_apart(found: Iterable[Draft | Silence]) -> tuple[tuple[Draft, ...], tuple[Silence, ...]]:
    """The candidates, each definition with its reverse; and the statements that gave none."""
    drafts: list[Draft] = []
    silent: list[Silence] = []
    for one in found:
        if isinstance(one, Silence):
            silent.append(one)
        else:
            back = reverse(one)
            drafts += [one] if back is None else [one, back]
    return tuple(drafts), tuple(silent)


def _language(note: Note, config: Config) -> str | None:
    """Code of the language that the settings say, else that the note's words tell."""
    return language_of(note) if config.language is None else config.language.partition("-")[0]


def _wanted(section: Section) -> Section:
    """A section without what its writer wants no cards from."""
    inner = tuple(_wanted(below) for below in section.sections if not (below.skipped or is_appendix(below.heading)))
    return replace(section, blocks=() if section.skipped else section.blocks, sections=inner)


def _repeats(draft: Draft, asked: set[str]) -> tuple[str, ...]:
    """Whether the note has asked this before; an acronym is asked for once, wherever it stands."""
    front = " ".join((*(text.plain for text in draft.path), draft.question.plain)).casefold()
    if front in asked:
        return ("the same question was asked before",)
    asked.add(front)
    return ()
