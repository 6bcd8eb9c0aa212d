"""A note -> the drafts of its cards, and the candidates that were turned down."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

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
from cuedeck.extract.tiers import tier
from cuedeck.notes.config import Config
from cuedeck.notes.note import Note, Section

_DEFAULTS = Config()
_LABEL = "label"


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
    of_prose: bool = True
    """Whether sentences were asked about, and not structure alone, as in a language without a wording of its own."""


def extract(note: Note, parser: Parser, config: Config = _DEFAULTS) -> Extraction:
    """The cards that a note gives."""
    drafts: list[Draft] = []
    rejected: list[Rejected] = []
    asked: set[str] = set()
    language = language_of(note) if config.language is None else config.language.partition("-")[0]
    found = tuple(_found(note, parser, language))
    candidates = tuple(without_marked([one for one in found if isinstance(one, Draft)]))
    labels = Counter(draft.term.plain.casefold() for draft in candidates if draft.term and draft.rule == _LABEL)
    for draft in candidates:
        if draft.kind in note.kinds:
            reasons = verdict(draft, title=note.title, limits=config.limits) or _repeats(draft, asked, labels)
            if reasons:
                rejected.append(Rejected(draft, reasons))
            else:
                drafts.append(replace(draft, tier=tier(draft, note.title)))
    return Extraction(
        drafts=tuple(sorted(drafts, key=lambda draft: draft.statement.line)),
        rejected=tuple(rejected),
        switched_off=tuple(draft for draft in candidates if draft.kind not in note.kinds),
        silent=tuple(one for one in found if isinstance(one, Silence)),
        of_prose=language == "en",
    )


def _found(note: Note, parser: Parser, language: str | None) -> Iterator[Draft | Silence]:
    """What all rules say of a note, each definition with its reverse."""
    rules = RULES if language == "en" else NEUTRAL_RULES
    for place in places(replace(note, root=_wanted(note.root)), parser, language):
        for rule in rules:
            for one in rule(place, parser):
                yield one
                back = reverse(one) if isinstance(one, Draft) else None
                if back is not None:
                    yield back


def _wanted(section: Section) -> Section:
    """A section without what its writer wants no cards from."""
    inner = tuple(_wanted(below) for below in section.sections if not (below.skipped or is_appendix(below.heading)))
    return replace(section, blocks=() if section.skipped else section.blocks, sections=inner)


def _repeats(draft: Draft, asked: set[str], labels: Mapping[str, int]) -> tuple[str, ...]:
    """Whether the note has asked this before, or asks for a label such as `Correct` that it has in several places."""
    front = " ".join((*(text.plain for text in draft.path), draft.question.plain)).casefold()
    if front in asked:
        return ("the same question was asked before",)
    asked.add(front)
    recurs = draft.rule == _LABEL and draft.term is not None and labels[draft.term.plain.casefold()] > 1
    return ("the label stands in several places of the note",) if recurs else ()
