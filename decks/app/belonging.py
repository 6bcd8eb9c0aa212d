"""Which vault decks belong to, as their ledgers remember it, so that building a part or another vault leaves them alone."""

import os
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from cuedeck.decks.app.deck_files import Shelf, entries_of, others, shelves
from cuedeck.notes.vault import Remembered


def remembered(directory: Path) -> Remembered:
    """The vaults and notes that the ledgers in a directory remember. Raises LedgerError, OSError."""
    there = list(others(directory, ()))
    homes = {shelf: home for shelf in there if (home := home_of(shelf)) is not None}
    # A folder with none of the notes is another one of that name, or a stranger's.
    known = {home for shelf, home in homes.items() if _has_notes(home, (shelf,))}
    paths = frozenset(entry.note for shelf in there if shelf not in homes for entry in entries_of(shelf))
    return Remembered(folders=frozenset(known), paths=paths)


def home_of(shelf: Shelf) -> Path | None:
    """The vault that a deck's notes lay in at its last build; None where that is not told, or not there any more."""
    told = None if shelf.header is None else shelf.header.vault
    with suppress(OSError, ValueError, RuntimeError):
        home = None if told is None else (shelf.directory / told).resolve()
        return home if home is not None and home.is_dir() else None
    return None


def way_to(vault: Path, directory: Path) -> str | None:
    """Where a vault lies, seen from a directory of decks, as a ledger remembers it; None where no text can tell."""
    try:
        way = os.path.relpath(vault, directory.resolve())
    except ValueError:  # another drive of Windows
        way = os.fspath(vault)
    text = way.replace(os.sep, "/")
    return text if text == text.encode(errors="replace").decode() else None


@dataclass(frozen=True, slots=True)
class SortedOut:
    """What a build does with the decks of a directory."""

    chosen: tuple[Shelf, ...]
    """Those that it builds, by name, then those whose notes are gone."""
    elsewhere: tuple[Shelf, ...]
    """Those that it leaves alone."""
    homeless: tuple[Shelf, ...]
    """Those among them that live, and that nothing tells to belong to a vault."""


def sorted_out(vault: Path, directory: Path, decks: Iterable[str], *, is_whole: bool) -> SortedOut:
    """What becomes of the decks in a directory where these have notes; `is_whole`: all notes of the vault were seen.

    Only then the others that belong to the vault are known to have lost theirs. Raises ConfigError, LedgerError, OSError.
    """
    at_hand = shelves(decks, directory)
    beside = tuple(others(directory, at_hand))
    if not is_whole:
        return SortedOut(at_hand, beside, ())
    belongs = [(shelf, _is_of(vault, shelf, (*at_hand, *beside))) for shelf in beside]
    return SortedOut(
        chosen=(*at_hand, *(shelf for shelf, does in belongs if does)),
        elsewhere=tuple(shelf for shelf, does in belongs if not does),
        homeless=tuple(shelf for shelf, does in belongs if does is None and _lives(shelf)),
    )


def _is_of(vault: Path, shelf: Shelf, beside: Iterable[Shelf]) -> bool | None:
    """Whether the notes of a deck belong to a vault; None where nothing tells.

    That of an older ledger, or of a vault that lies elsewhere now, is told by its notes, and those of decks `beside` it
    that remember the same.
    """
    home = home_of(shelf)
    if home is not None:
        return home.is_relative_to(vault)
    alike = [one for one in beside if home_of(one) is None and _told(one) == _told(shelf)]
    return True if _has_notes(vault, (shelf, *alike)) else None


def _lives(shelf: Shelf) -> bool:
    return any(entry.retired is None for entry in entries_of(shelf))


def _told(shelf: Shelf) -> str | None:
    return None if shelf.header is None else shelf.header.vault


def _has_notes(folder: Path, of: Iterable[Shelf]) -> bool:
    """Whether any note that decks remember lies in a folder."""
    return any((folder / note).is_file() for shelf in of for note in shelf.notes)
