"""What the notes of one deck gave, set against each other: their times judged, and of cards that say the same one left."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field

from cuedeck.cards.card import Card
from cuedeck.cards.duplicates import Compare, told_apart
from cuedeck.cards.written import Written
from cuedeck.decks.app.dated import Dated
from cuedeck.decks.app.finding import Finding, barren, duplicate
from cuedeck.extract.barren import Barren
from cuedeck.extract.coverage import Coverage
from cuedeck.notes.note import Problem

_OVERSHADOWED = Barren("all of its cards are left out, since other cards say the same")


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """What the notes of one top-level deck gave."""

    deck: str
    notes: int
    """How many there are, those that could not be read included."""
    cards: tuple[Card, ...]
    """In reading order; no two have the same front or guid."""
    findings: tuple[Finding, ...]
    problems: tuple[Problem, ...]
    """Why notes could not be read, one each."""
    flaws: tuple[Problem, ...]
    """What is wrong with notes that were read, by note and line."""
    notices: tuple[Problem, ...]
    """What was read as its writer meant, although it is written otherwise, by note and line."""
    barren: Mapping[str, Barren]
    """Why notes that were read have no card, sure or offered, by note."""
    lost: tuple[Written, ...] = ()
    """Written cards whose sentence does not stand in the notes any more."""
    left_out: tuple[int, ...] = ()
    """The places of those cards, among all that its notes gave, that are none of its."""
    losing: tuple[str, ...] = ()
    """The notes that they were looked for in."""
    coverages: Mapping[str, Coverage] = field(default_factory=dict)
    """How much of each note is on a card, by its path."""
    languages: Mapping[str, str] = field(default_factory=dict)
    """Code of the language of each note, by its path, where it is known."""


def gathered(deck: str, own: Sequence[Dated], compare: Compare) -> Gathered:
    """What the notes of a deck gave; `compare` is that of `told_apart`."""
    every = [card for note in own for card in note.cards]
    cards, left_out = told_apart(every, [gist for note in own for gist in note.gists], compare)
    kept = set(map(id, cards))
    none = _barren(own, {card.note for card in cards})
    findings = (
        *(finding for note in own for finding in note.findings),
        *map(duplicate, left_out),
        *(barren(note, why.reason) for note, why in none.items()),
    )
    return Gathered(
        deck=deck,
        notes=len(own),
        cards=cards,
        left_out=tuple(at for at, card in enumerate(every) if id(card) not in kept),
        findings=tuple(sorted(findings, key=lambda finding: (finding.note, finding.line))),
        problems=tuple(note.reading.problem for note in own if note.reading.problem is not None),
        flaws=tuple(flaw for note in own for flaw in note.reading.flaws),
        notices=tuple(notice for note in own for notice in note.reading.notices),
        barren=none,
        lost=tuple(card for note in own for card in note.reading.lost),
        losing=tuple(note.path for note in own if note.reading.lost),
        coverages={note.path: note.reading.coverage for note in own},
        languages={one.path: one.reading.language for one in own if one.reading.language is not None},
    )


def _barren(notes: Sequence[Dated], having: Container[str]) -> dict[str, Barren]:
    """Why notes have no card, those that could not be read left out; `having` are the notes that have some."""
    none = (note for note in notes if note.reading.problem is None and note.path not in having)
    return {note.path: note.reading.barren or _OVERSHADOWED for note in none}
