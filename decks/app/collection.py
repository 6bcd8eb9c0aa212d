"""What many notes gave."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from cuedeck.cards.card import Card, Tier
from cuedeck.cards.written import Written
from cuedeck.decks.app.finding import Finding
from cuedeck.decks.app.gathering import Gathered
from cuedeck.extract.barren import Barren
from cuedeck.extract.coverage import Coverage
from cuedeck.notes.note import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Collection:
    """What many notes gave."""

    notes: int
    """How many there are, those that could not be read included."""
    decks: dict[str, tuple[Card, ...]]
    """The cards of each top-level deck, in reading order; no two have the same front or guid."""
    findings: tuple[Finding, ...]
    problems: tuple[Problem, ...]
    """Why notes could not be read, one each."""
    flaws: tuple[Problem, ...]
    """What is wrong with notes that were read, by note and line."""
    notices: tuple[Problem, ...]
    """What was read as its writer meant, although it is written otherwise, by note and line."""
    barren: Mapping[str, Barren]
    """Why notes that were read have no card, sure or offered, by note."""
    remarks: tuple[str, ...]
    """What else the user should know, a sentence each."""
    lost: tuple[Written, ...] = ()
    """Written cards whose sentence does not stand in the notes any more."""
    losing: frozenset[str] = frozenset()
    """The notes that they were looked for in."""
    coverages: Mapping[str, Coverage] = field(default_factory=dict)
    """How much of each note is on a card, by its path."""
    languages: dict[str, str] = field(default_factory=dict)
    """Code of the language of each note, by its path, where it is known."""

    @property
    def coverage(self) -> Coverage:
        """How much of the notes is on a card."""
        return sum(self.coverages.values(), start=Coverage())

    @property
    def by_deck(self) -> Iterator[Card]:
        """The cards of all decks, one deck after the other."""
        return chain.from_iterable(self.decks.values())

    @property
    def cards(self) -> tuple[Card, ...]:
        """The cards of all decks, in reading order."""
        return tuple(sorted(self.by_deck, key=lambda card: card.note))

    @property
    def sure(self) -> tuple[Card, ...]:
        """Those that are in the decks by themselves."""
        return tuple(card for card in self.cards if card.tier is Tier.SURE)


def collection_of(decks: Sequence[Gathered], remarks: tuple[str, ...]) -> Collection:
    """What decks gave together; `remarks`: what else the user should know."""
    return Collection(
        notes=sum(one.notes for one in decks),
        decks={one.deck: one.cards for one in decks},
        findings=tuple(
            sorted((each for one in decks for each in one.findings), key=lambda finding: (finding.note, finding.line))
        ),
        problems=_by_note(each for one in decks for each in one.problems),
        flaws=_by_note(each for one in decks for each in one.flaws),
        notices=_by_note(each for one in decks for each in one.notices),
        barren={note: why for one in decks for note, why in one.barren.items()},
        remarks=remarks,
        lost=tuple(card for one in decks for card in one.lost),
        losing=frozenset(note for one in decks for note in one.losing),
        coverages={note: told for one in decks for note, told in one.coverages.items()},
        languages={note: code for one in decks for note, code in one.languages.items()},
    )


def _by_note(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Problems by note, those of one note in their order."""
    return tuple(sorted(problems, key=lambda problem: problem.note))
