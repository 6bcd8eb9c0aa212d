"""A note -> the drafts of its cards, and the candidates that were turned down."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from cuedeck.cards.card import Kind
from cuedeck.cards.draft import Draft
from cuedeck.extract.gates.verdict import verdict
from cuedeck.extract.marks.precedence import without_marked
from cuedeck.extract.parser.parser import Language
from cuedeck.extract.rules import NEUTRAL_RULES, RULES
from cuedeck.extract.structure import definitions
from cuedeck.extract.text.appendix import is_appendix
from cuedeck.extract.text.language_id import language_of
from cuedeck.extract.text.place import places
from cuedeck.notes.config import Config
from cuedeck.notes.note import Note, Section

_DEFAULTS = Config()
_MOST_OF_ONE = 2
"""Cards made of one statement; more would ask for the same thing in other words."""
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


def extract(note: Note, language: Language, config: Config = _DEFAULTS) -> Extraction:
    """The cards that a note gives."""
    drafts: list[Draft] = []
    rejected: list[Rejected] = []
    switched_off: list[Draft] = []
    asked: set[str] = set()
    for draft in without_marked(tuple(_candidates(note, language, config))):
        if draft.kind not in note.kinds:
            switched_off.append(draft)
            continue
        reasons = verdict(draft, title=note.title, limits=config.limits) or _repeats(draft, asked)
        if reasons:
            rejected.append(Rejected(draft, reasons))
        else:
            drafts.append(draft)
    kept, surplus = _best(drafts)
    rejected += [
        Rejected(draft, (f"{_MOST_OF_ONE} better cards were made of the same statement",)) for draft in surplus
    ]
    kept.sort(key=lambda draft: draft.statement.line)
    return Extraction(tuple(kept), tuple(rejected), tuple(switched_off))


def _best(drafts: list[Draft]) -> tuple[list[Draft], list[Draft]]:
    """The cards to keep of each statement, best first, and the others; lists and table cells do not compete."""
    taken: Counter[tuple[int, str]] = Counter()
    surplus: set[int] = set()
    for draft in sorted(drafts, key=lambda draft: -share(draft.rule)):
        statement = (draft.statement.line, draft.statement.plain)
        if draft.kind in _COMPETING and not draft.marked:
            taken[statement] += 1
            if taken[statement] > _MOST_OF_ONE:
                surplus.add(id(draft))
    return [draft for draft in drafts if id(draft) not in surplus], [draft for draft in drafts if id(draft) in surplus]


def _candidates(note: Note, language: Language, config: Config) -> Iterator[Draft]:
    tongue = _tongue(note, config)
    rules = RULES if tongue == "en" else NEUTRAL_RULES
    for place in places(replace(note, root=_wanted(note.root)), language, tongue):
        for rule in rules:
            for draft in rule(place, language):
                yield draft
                reverse = definitions.reverse(draft)
                if reverse is not None:
                    yield reverse


def _tongue(note: Note, config: Config) -> str | None:
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


_LEGACY = {
    "cause": 0.84,
    "grounds": 0.91,
    "means": 0.79,
    "tool": 0.85,
    "result": 0.64,
    "possible_result": 0.64,
    "sense": 0.8,
    "limit": 0.85,
    "change": 0.85,
    "occurrence": 0.43,
    "moment": 0.43,
    "provided": 0.8,
    "agent": 0.71,
    "year": 0.88,
    "duration": 0.85,
    "measure": 0.85,
    "count": 0.85,
    "reason": 0.5,
    "end": 0.45,
    "membership": 0.85,
    "holder": 0.85,
    "value": 0.85,
    "definition": 0.76,
    "description": 0.46,
    "meaning": 0.85,
    "light": 0.8,
    "between": 0.8,
    "aim": 0.66,
    "doing": 0.66,
    "quality": 0.61,
    "ground": 0.85,
    "comparison": 0.85,
    "purpose": 0.79,
    "meant_to": 0.79,
    "location": 0.88,
    "thought_of": 0.85,
    "name": 0.85,
    "label": 0.85,
    "range": 0.54,
    "place": 0.32,
    "defined": 0.75,
    "alias": 0.75,
    "role": 0.85,
    "passive": 0.75,
    "duty": 0.6,
    "frame": 0.61,
    "counterpart": 0.61,
    "counterpart_deed": 0.61,
    "enabling": 0.89,
    "claim": 0.85,
    "which": 0.56,
    "object": 0.56,
    "help": 0.82,
    "intention": 0.82,
    "reference": 1,
    "complement": 0.66,
    "maker": 0.9,
    "also_known": 0.83,
    "condition": 0.64,
    "case": 0.85,
    "fronted_why": 0.9,
    "fronted_how": 0.9,
    "fronted_when": 0.9,
    "series": 0.85,
    "figure": 0.73,
    "gloss": 0.9,
    "judged": 0.55,
    "question_heading": 0.8,
    "enumeration_heading": 0.85,
    "versus": 0.7,
    "file_name": 0.85,
    "described": 0.75,
    "comparison_row": 0.93,
    "cell": 0.51,
    "attribute": 0.63,
    "term": 0.54,
    "asked_term": 0.95,
    "reverse": 0.66,
}


def share(rule):
    return _LEGACY.get(rule, 0.7)
