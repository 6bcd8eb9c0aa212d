"""A note -> the drafts of its cards, and the candidates that were turned down."""

from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from cuedeck.cards.card import Kind, Tier
from cuedeck.cards.draft import Draft
from cuedeck.cards.written import Written
from cuedeck.extract.gates.verdict import verdict
from cuedeck.extract.marks.making import merged
from cuedeck.extract.marks.precedence import without_marked
from cuedeck.extract.parser.parser import Parser
from cuedeck.extract.rules import CLAIMING, MARKS, NEUTRAL_RULES, RULES
from cuedeck.extract.structure.reverse import reverse
from cuedeck.extract.text.expected import expected
from cuedeck.extract.text.language_id import language_of
from cuedeck.extract.text.place import Place, places
from cuedeck.extract.text.silence import Silence
from cuedeck.extract.text.wanted import wanted
from cuedeck.extract.tiers import tier
from cuedeck.extract.written.anchors import grounds
from cuedeck.extract.written.drafts import Drafted, drafted
from cuedeck.extract.written.reading_order import in_reading_order
from cuedeck.notes.config import Config
from cuedeck.notes.note import Note
from cuedeck.notes.stages import Stage
from cuedeck.notes.text import Text

_DEFAULTS = Config()
_LABEL = "label"
_STAYING = frozenset({"acronym", "cell", "pair", "pair_back", "verb_form"})
"""Rules whose cards stay sure beside written ones, as do marks and headings."""

_STAGES = {rule: Stage(f"rules: {rule.__module__.split('.')[2]}") for rule in (*CLAIMING, *RULES, *NEUTRAL_RULES)}
_PLACES, _WRITTEN, _FORESEEN = Stage("places"), Stage("written cards"), Stage("foreseeing sentences")


@dataclass(frozen=True, slots=True)
class Rejected:
    """A candidate that would not be worth a student's minute."""

    draft: Draft
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Extraction:
    """What the rules found in one note and what was written on it, in reading order."""

    drafts: tuple[Draft, ...]
    rejected: tuple[Rejected, ...]
    switched_off: tuple[Draft, ...] = ()
    """Candidates of kinds that the writer does not want."""
    silent: tuple[Silence, ...] = ()
    """Statements that gave no candidate."""
    lost: tuple[Written, ...] = ()
    """Written cards whose statement does not stand in the note."""
    of_prose: bool = True
    """Whether sentences were asked about, and not structure alone, as in a language without a wording of its own."""


def foreseen(note: Note, config: Config = _DEFAULTS) -> tuple[str, ...]:
    """The sentences that `extract` will most likely ask the parser for."""
    return tuple(_FORESEEN.each(expected(wanted(note)))) if _language(note, config) == "en" else ()


def extract(
    note: Note,
    parser: Parser,
    config: Config = _DEFAULTS,
    written: Sequence[Written] = (),
    tell: Callable[[float], None] = lambda _: None,
) -> Extraction:
    """The cards that a note gives, with those that were written on it.

    `tell` hears which share of the note's places rules were asked about.
    """
    language = _language(note, config)
    around = tuple(_PLACES.each(places(wanted(note), parser, language)))
    within = grounds(around) if written else ()
    own = tuple(_WRITTEN.each(drafted(note, within, written, config.limits))) if written else ()
    found = tuple(_found(_told(around, tell), parser, language))
    candidates = tuple(merged(tuple(without_marked([one for one in found if isinstance(one, Draft)])), note.title))
    judged = _Judged(note, config, frozenset(_names(place.section.path) for place in around))
    judged.take_written(one for one in own if isinstance(one, Drafted))
    judged.take_found(candidates)
    return Extraction(
        drafts=in_reading_order(judged.drafts, within),
        rejected=tuple(judged.rejected),
        switched_off=tuple(draft for draft in candidates if draft.kind not in note.kinds),
        silent=tuple(one for one in found if isinstance(one, Silence)),
        lost=tuple(one for one in own if isinstance(one, Written)),
        of_prose=language == "en",
    )


def _language(note: Note, config: Config) -> str | None:
    return language_of(note) if config.language is None else config.language.partition("-")[0]


def _told(around: Sequence[Place], tell: Callable[[float], None]) -> Iterator[Place]:
    for done, place in enumerate(around):
        tell(done / len(around))
        yield place


class _Judged:
    """The candidates of one note as they are judged, each against those before it."""

    def __init__(self, note: Note, config: Config, sections: frozenset[tuple[str, ...]]) -> None:
        self.drafts: list[Draft] = []
        self.rejected: list[Rejected] = []
        self._note, self._limits = note, config.limits
        self._sections = sections
        self._asked: set[str] = set()
        self._written: set[tuple[str, ...]] = set()
        """The headings of sections that have written cards."""

    def take_written(self, candidates: Iterable[Drafted]) -> None:
        """Judge what was written on the note."""
        for one in candidates:
            own = Tier.OFFERED if one.draft.doubt else Tier.SURE
            if self._take(one.draft, one.reasons or self._repeats(one.draft), own):
                self._written.add(_names(one.section.path))

    def take_found(self, candidates: Sequence[Draft]) -> None:
        """Judge what rules found; where a section has written cards, rules on its prose and entries only offer."""
        labels = Counter(draft.term.plain.casefold() for draft in candidates if draft.term and draft.rule == _LABEL)
        for draft in candidates:
            if draft.kind in self._note.kinds:
                reasons = verdict(draft, title=self._note.title, limits=self._limits)
                own = Tier.OFFERED if self._stands_back(draft) else tier(draft, self._note.title)
                self._take(draft, reasons or self._repeats(draft) or _recurs(draft, labels), own)

    def _take(self, draft: Draft, reasons: tuple[str, ...], into: Tier) -> bool:
        if reasons:
            self.rejected.append(Rejected(draft, reasons))
        else:
            self.drafts.append(replace(draft, tier=into))
        return not reasons

    def _repeats(self, draft: Draft) -> tuple[str, ...]:
        """Whether the note has asked this before."""
        front = " ".join((*_names(draft.path), draft.direction or "", draft.question.words)).casefold()
        if front in self._asked:
            return ("the same question was asked before",)
        self._asked.add(front)
        return ()

    def _stands_back(self, draft: Draft) -> bool:
        stays = draft.is_marked or draft.kind in {Kind.HEADING, Kind.QA} or draft.rule in _STAYING
        return not stays and _section(draft, self._sections) in self._written


def _recurs(draft: Draft, labels: Mapping[str, int]) -> tuple[str, ...]:
    """Whether a draft asks for a label such as `Correct` that the note has in several places."""
    recurs = draft.rule == _LABEL and draft.term is not None and labels[draft.term.plain.casefold()] > 1
    return ("the label stands in several places of the note",) if recurs else ()


def _section(draft: Draft, sections: Container[tuple[str, ...]]) -> tuple[str, ...]:
    """The headings of the section that a draft stands in: its path without the entries that it is nested below."""
    path = _names(draft.path)
    return next((path[:end] for end in range(len(path), 0, -1) if path[:end] in sections), ())


def _names(path: Iterable[Text]) -> tuple[str, ...]:
    return tuple(text.plain for text in path)


def _found(around: Iterable[Place], parser: Parser, language: str | None) -> Iterator[Draft | Silence]:
    """What all rules say of the places of a note, each definition with its reverse."""
    rules = RULES if language == "en" else NEUTRAL_RULES
    for place in around:
        claimed = next((found for claim in CLAIMING if (found := tuple(_STAGES[claim].each(claim(place, parser))))), ())
        yield from claimed
        for rule in MARKS if claimed else rules:
            for one in _STAGES[rule].each(rule(place, parser)):
                yield one
                back = reverse(one) if isinstance(one, Draft) else None
                if back is not None:
                    yield back
