"""Shelves: where the files of a deck lie, and what its ledger remembers."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from cuedeck.cards import ledger as ledgers
from cuedeck.cards.card import Card
from cuedeck.cards.ledger import Entry, Ledger, LedgerError
from cuedeck.cards.sharing import Shared
from cuedeck.decks.app.file_names import file_name
from cuedeck.notes import regular
from cuedeck.notes.config import ConfigError

_LEDGER = ".ledger.jsonl"
_FIRST_LINE = 65_536
"""Bytes that the first line of a ledger fits into."""
WRITTEN = ".written.jsonl"
"""How the name of a file of written cards ends."""


@dataclass(frozen=True)
class Shelf:
    """Where the files of one deck are, and what its ledger remembers."""

    directory: Path
    deck: str
    """Top-level name."""
    header: Ledger | None
    """What the first line of its ledger tells, without entries; None where it has no ledger."""

    @cached_property
    def remembered(self) -> Ledger | None:
        """Its ledger, read when it is first asked for. Raises LedgerError, OSError."""
        return self._read(Shared())

    def recall(self, cards: Iterable[Card]) -> Ledger | None:
        """Its ledger; if it is read only now, its texts are those of these cards where they say the same."""
        if "remembered" not in vars(self):
            vars(self)["remembered"] = self._read(Shared.by(cards))
        return self.remembered

    def _read(self, shared: Shared) -> Ledger | None:
        return None if self.header is None else ledgers.parse(_text(self.ledger), str(self.ledger), shared)

    @property
    def notes(self) -> Iterator[str]:
        """The note of each card that its ledger remembers, read as far as they are asked for. Raises LedgerError, OSError."""
        return iter(()) if self.header is None else ledgers.notes(_text(self.ledger), str(self.ledger))

    @property
    def apkg(self) -> Path:
        """The Anki package."""
        return self.file(".apkg")

    @property
    def sheet(self) -> Path:
        """The page to study from and to print."""
        return self.file(".html")

    @property
    def ledger(self) -> Path:
        """The text file that remembers the cards."""
        return self.file(_LEDGER)

    @property
    def written(self) -> Path:
        """The text file with the cards that a model or a person wrote."""
        return self.file(WRITTEN)

    @property
    def retired(self) -> Path:
        """The Anki package of cards that are gone from the notes."""
        return self.file("-retired.apkg")

    @property
    def retired_list(self) -> Path:
        """The same cards as a table."""
        return self.file("-retired.tsv")

    def file(self, ending: str) -> Path:
        """A file of the deck."""
        return self.directory / f"{file_name(self.deck)}{ending}"


def check_directory(directory: Path) -> None:
    """Refuse a directory that holds something else than decks. Raises ConfigError."""
    if directory.exists() and not directory.is_dir():
        raise ConfigError(f"{directory}: not a folder; decks are written into one")
    if (directory / "__init__.py").exists():
        raise ConfigError(f"{directory}: holds Python code (an __init__.py); name another folder for the decks with -o")


def shelves(decks: Iterable[str], directory: Path) -> tuple[Shelf, ...]:
    """The shelves of some decks, by name. Raises ConfigError, LedgerError, OSError."""
    named: dict[str, str] = {}
    for deck in sorted(set(decks)):
        other = named.setdefault(file_name(deck).casefold(), deck)
        if other != deck:
            raise ConfigError(f"the decks `{other}` and `{deck}` would have the same files; rename one folder")
    return tuple(Shelf(directory, deck, _header(Shelf(directory, deck, None).ledger)) for deck in named.values())


def others(directory: Path, beside: Iterable[Shelf]) -> Iterator[Shelf]:
    """The decks in a directory that have a ledger, other than those at hand. Raises LedgerError, OSError."""
    known = {file_name(shelf.deck).casefold() for shelf in beside}
    for path in sorted(directory.glob(f"*{_LEDGER}")):
        if path.name.removesuffix(_LEDGER).casefold() in known:
            continue
        header = _header(path)
        # A ledger that was renamed by hand is none of ours.
        if header is not None and path.name == f"{file_name(header.deck)}{_LEDGER}":
            yield Shelf(directory, header.deck, header)


def _header(path: Path) -> Ledger | None:
    """What the first line of a ledger tells, None if there is no file. Raises LedgerError, OSError."""
    try:
        return ledgers.glimpse(regular.read_bytes(path, _FIRST_LINE).decode(errors="replace"), str(path))
    except FileNotFoundError:
        return None
    except LedgerError:
        return ledgers.parse(_text(path), str(path))  # which tells the first fault of the whole file


def _text(path: Path) -> str:
    """What a ledger's file holds. Raises LedgerError, OSError."""
    try:
        return regular.read_bytes(path).decode()
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise LedgerError(str(path), line, "not UTF-8 text") from error


def entries_of(shelf: Shelf) -> tuple[Entry, ...]:
    """What a deck's ledger remembers."""
    return shelf.remembered.entries if shelf.remembered is not None else ()
