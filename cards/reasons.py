"""Why a found card is a remembered one: the sentences of the plan."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Self

from cuedeck.cards.card import Card
from cuedeck.cards.fact import Section
from cuedeck.cards.history import Origin
from cuedeck.cards.ledger import Entry
from cuedeck.cards.similarity import compare

SAME = "the same"
"""Why a card is known again of which nothing rendered differs."""


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """The notes and sections that have cards, before and now."""

    before: frozenset[Section]
    now: frozenset[Section]
    notes_before: frozenset[str]
    notes_now: frozenset[str]

    @classmethod
    def of(cls, remembered: Iterable[Entry], found: Iterable[Card]) -> Self:
        """Of the cards that lived before a build, and of those found by it."""
        before = frozenset((entry.note, entry.path) for entry in remembered if entry.retired is None)
        now = frozenset((card.note, card.path) for card in found)
        return cls(before, now, frozenset(note for note, _ in before), frozenset(note for note, _ in now))


def why(origin: Origin, entry: Entry, deck: str, where: Whereabouts) -> str:
    """What made a card known again, and what differs; `deck` is the top-level name of the one that it is in now."""
    was = origin.was
    if was.retired is None and was.content == entry.content:
        return SAME
    back = ["back in the notes"] if was.retired is not None else []
    moves = list(_moves(origin, entry, deck, where))
    edits = ", ".join(_edits(was, entry))
    if not edits and not moves and was.content != entry.content:
        edits = "markup, link, context, tags or deck changed"
    parts = [*back, *moves, f"edited: {edits}" if moves and edits else edits]
    doubt = "nothing else could be meant" if origin.doubtful else ""
    return "; ".join(part for part in (*parts, doubt) if part)


def _moves(origin: Origin, entry: Entry, deck: str, where: Whereabouts) -> Iterator[str]:
    was = origin.was
    if origin.deck != deck:
        yield f"moved to deck {deck}"
    if was.note != entry.note:
        yield _note_move(was.note, entry.note, where)
    if was.path[1:] != entry.path[1:]:
        yield _section_move(was, entry, where)
    elif was.path != entry.path and was.note == entry.note:
        yield "title of the note changed"


def _note_move(was: str, now: str, where: Whereabouts) -> str:
    if was in where.notes_now or now in where.notes_before:
        return f"moved from {was}"
    renamed = was.rpartition("/")[2] != now.rpartition("/")[2]
    return f"file renamed from {was}" if renamed else f"file moved from {was}"


def _section_move(was: Entry, entry: Entry, where: Whereabouts) -> str:
    gone = (was.note, was.path) not in where.now and (entry.note, entry.path) not in where.before
    if gone and len(was.path) == len(entry.path) and was.path[1:-1] == entry.path[1:-1]:
        return f"heading renamed from “{was.path[-1]}”"
    return f"moved from section “{was.path[-1]}”" if was.path[1:] else "moved from the top of the note"


def _edits(was: Entry, entry: Entry) -> Iterator[str]:
    """What of a card itself differs."""
    if (was.question, was.answer) != (entry.question, entry.answer):
        yield _side("question", was.question, entry.question)
        yield _side("answer", was.answer, entry.answer)
    if was.cue != entry.cue:
        yield "time changed"
    if was.kind is not entry.kind:
        yield f"{was.kind} became {entry.kind}"


def _side(name: str, was: str, now: str) -> str:
    if was == now:
        return f"same {name}"
    likeness = compare(was, now)
    if likeness.equal:
        return f"{name} the same but for case and punctuation"
    return f"{name} {likeness.share:.0%} alike".replace("%", " %")
