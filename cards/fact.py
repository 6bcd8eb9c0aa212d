"""What a card says and where it stands, whether it is remembered or was just found."""

from dataclasses import dataclass
from typing import Self

from cuedeck.cards.card import Card, Kind
from cuedeck.cards.identity import normalise
from cuedeck.cards.ledger import Entry

Section = tuple[str, tuple[str, ...]]
"""A note, and the headings down to one of its sections."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Fact:
    """What matching sees of a card."""

    guid: str
    kind: Kind
    deck: str
    """Top-level name."""
    note: str
    path: tuple[str, ...]
    cue: int | None
    question: str
    answer: str
    number: int
    """Of a remembered card, else its place in reading order."""
    retired: bool = False

    @classmethod
    def remembered(cls, entry: Entry, deck: str) -> Self:
        """What a ledger tells of a card."""
        return cls(
            guid=entry.guid,
            kind=entry.kind,
            deck=deck,
            note=entry.note,
            path=entry.path,
            cue=entry.cue,
            question=entry.question,
            answer=entry.answer,
            number=entry.number,
            retired=entry.retired is not None,
        )

    @classmethod
    def found(cls, card: Card, deck: str, number: int) -> Self:
        """What a note tells of a card."""
        return cls(
            guid=card.guid,
            kind=card.kind,
            deck=deck,
            note=card.note,
            path=card.path,
            cue=None if card.cue is None else card.cue.seconds,
            question=card.question.plain,
            answer=card.answer.plain,
            number=number,
        )

    @property
    def family(self) -> str:
        """`question` or `cloze`."""
        return self.kind.family

    @property
    def section(self) -> Section:
        """Where it stands."""
        return self.note, self.path

    @property
    def words(self) -> tuple[str, str, str]:
        """What it says, whatever the case, punctuation and white space."""
        return self.family, normalise(self.question), normalise(self.answer)
