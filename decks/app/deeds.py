"""What a person does to cards, each deed with its undoing."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from cuedeck.cards.correction import Correction
from cuedeck.cards.written import Writings, Written
from cuedeck.decks.app import written_files
from cuedeck.decks.app.asking import Asking
from cuedeck.decks.app.decisions import Decisions
from cuedeck.decks.app.written_files import Addition


class ChangedSinceError(Exception):
    """What should be undone was changed by somebody else meanwhile."""


@dataclass(frozen=True, slots=True)
class Decided:
    """Decisions about cards of a note."""

    note: str
    what: str
    """As in `Undo: dropping 3 cards`."""
    before: Mapping[str, Correction | None]
    after: Mapping[str, Correction | None]

    def undo(self, decisions: Decisions, _: Path) -> tuple[str, ...]:
        """Take them back, and give the cards concerned. Raises ChangedSinceError, ConfigError, OSError."""
        there = decisions.all
        if any(there.get(guid) != correction for guid, correction in self.after.items()):
            raise ChangedSinceError
        if self.before:
            decisions.put(self.before)
        return tuple(self.before)


@dataclass(frozen=True, slots=True)
class Wrote:
    """A card that was written."""

    asking: Asking
    """The note that it is on."""
    card: Written
    what: str
    """As in `Undo: writing a card`."""

    @property
    def note(self) -> str:
        """Path of the note."""
        return self.card.note

    def undo(self, _: Decisions, directory: Path) -> tuple[str, ...]:
        """Take the card out of its file. Raises ChangedSinceError, ConfigError, LinesError, OSError."""
        if self.card not in written_files.read(directory).cards:
            raise ChangedSinceError
        replace_cards(self.asking, directory, new=(), old=(self.card,))
        return ()


@dataclass(frozen=True, slots=True)
class Rewrote:
    """A card of one's own that has other words now."""

    note: str
    what: str
    """As in `Undo: changing a card`."""
    before: Written
    after: Written
    decided: Decided
    """What was decided about it with that."""
    order: Addition | None
    """That of its note, where it rests on another sentence now."""

    def undo(self, decisions: Decisions, directory: Path) -> tuple[str, ...]:
        """Give it its words back. Raises ChangedSinceError, ConfigError, LinesError, OSError."""
        guids = self.decided.undo(decisions, directory)
        if not written_files.rewrite(directory, [(self.after, self.before)], self.order):
            decisions.put(self.decided.after)
            raise ChangedSinceError
        return guids


Deed = Decided | Wrote | Rewrote


def replace_cards(asking: Asking, directory: Path, *, new: tuple[Written, ...], old: tuple[Written, ...]) -> None:
    """Put written cards of a note in the place of others. Raises ConfigError, LinesError, OSError."""
    addition = Addition(asking.note.path, Writings(new), old, asking.place)
    written_files.add(directory, asking.deck, addition)
