"""Findings: what `check` tells a writer about one note, besides its cards."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from cuedeck.cards.card import Card
from cuedeck.cards.duplicates import Duplicate, Same
from cuedeck.cards.written import Written
from cuedeck.extract.coverage import Uncovered
from cuedeck.notes.note import Note, Problem

if TYPE_CHECKING:
    from cuedeck.extract.extraction import Extraction


class Sort(StrEnum):
    """What a finding is about."""

    PROBLEM = "problem"
    """A note that cannot be read, or asks for what is not there."""
    CUE = "cue"
    """A timestamp that cannot be trusted, or that was put right."""
    REJECTED = "rejected"
    """A candidate that became no card."""
    UNCOVERED = "uncovered"
    """A sentence or timestamp that is on no card, or a note that has none."""
    REMARK = "remark"
    """Something that was read as its writer meant, although it is written otherwise."""
    ORPHAN = "orphan"
    """An entry of `cards.yaml` whose card is gone, or a written card whose sentence is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing about one line of a note."""

    sort: Sort
    note: str
    """Path relative to the vault, with `/`."""
    line: int
    reason: str
    text: str
    """The words it is about; empty where it is about none."""
    statement: str = ""
    """Of a candidate, the words of the note that it was made from."""


def problem(found: Problem) -> Finding:
    """A problem as a finding."""
    return Finding(sort=Sort.PROBLEM, note=found.note, line=found.line, reason=found.reason, text="")


def on_the_web(card: Card, address: str) -> Finding:
    """A picture of a card that is not fetched."""
    reason = "its picture lies on the web and is not fetched; save it in the vault"
    return Finding(sort=Sort.UNCOVERED, note=card.note, line=card.line, reason=reason, text=address)


def remark(found: Problem) -> Finding:
    """What was read as its writer meant, as a finding."""
    return Finding(sort=Sort.REMARK, note=found.note, line=found.line, reason=found.reason, text="")


def barren(note: str, reason: str) -> Finding:
    """A note that gives no card."""
    return Finding(sort=Sort.UNCOVERED, note=note, line=1, reason=f"the note gives no card: {reason}", text="")


def waiting(note: str, cards: int) -> Finding:
    """A note whose cards are only offered."""
    are = "its one card is" if cards == 1 else f"all of its {cards} cards are"
    reason = f"the note gives no card to its deck: {are} only offered"
    return Finding(sort=Sort.UNCOVERED, note=note, line=1, reason=reason, text="")


def rejected(note: Note, extraction: "Extraction") -> Iterator[Finding]:
    """The candidates of a note that were turned down."""
    for turned_down in extraction.rejected:
        draft = turned_down.draft
        answer = "; ".join(item.plain for item in draft.items) or draft.answer.plain
        found = _rejected(note.path, draft.statement.line, "; ".join(turned_down.reasons), draft.question.plain, answer)
        yield replace(found, statement=draft.statement.plain)


def duplicate(found: Duplicate) -> Finding:
    """A card left out since another one asks or says the same, or has its guid."""
    card, other = found.card, f"{found.other.note}:{found.other.line}"
    reason = {
        Same.FRONT: f"the same question as {other}",
        Same.GUID: f"the same identity as {other}; name one of the notes differently",
        Same.SENSE: f"says the same as {other}",
        Same.WRITTEN: f"asks for the same as the card written on {other}",
    }[found.same]
    left_out = _rejected(card.note, card.line, reason, card.question.plain, card.answer.plain)
    return replace(left_out, statement=card.statement)


def stale(card: Written) -> Finding:
    """A written card whose sentence does not stand in its note any more."""
    where = Path(card.file).resolve().as_posix()
    reason = f"the sentence that it rests on does not stand in {card.note} any more, or in a part that is skipped"
    return Finding(sort=Sort.ORPHAN, note=where, line=card.line, reason=reason, text=card.question)


def doubtful(cards: tuple[Card, ...]) -> Iterator[Finding]:
    """The lines of one note whose cue cannot be trusted or was put right, each cue once, with the reason."""
    seen: set[tuple[int, int]] = set()
    for card in cards:
        cue = card.cue
        if cue is not None and (cue.suspect or cue.repaired) and (card.line, cue.seconds) not in seen:
            seen.add((card.line, cue.seconds))
            reason = cue.reason or f"the time {cue.label} cannot be trusted"
            yield Finding(sort=Sort.CUE, note=card.note, line=card.line, reason=reason, text=card.question.plain)


def uncovered(note: Note, missed: Iterable[Uncovered]) -> Iterator[Finding]:
    """What of a note is on no card."""
    for one in missed:
        yield Finding(sort=Sort.UNCOVERED, note=note.path, line=one.line, reason=one.reason, text=one.text)


def _rejected(note: str, line: int, reason: str, question: str, answer: str) -> Finding:
    return Finding(sort=Sort.REJECTED, note=note, line=line, reason=reason, text=f"{question} — {answer}")
