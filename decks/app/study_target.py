"""What is to be studied: notes, or a deck by its name."""

from dataclasses import dataclass
from pathlib import Path

from cuedeck.decks.app.belonging import home_of
from cuedeck.decks.app.deck_files import check_directory, others
from cuedeck.decks.app.options import NOTES
from cuedeck.decks.app.telling import existing
from cuedeck.notes import deck_names
from cuedeck.notes.config import ConfigError


@dataclass(frozen=True, slots=True)
class Target:
    """Notes, all of them or those of one deck."""

    notes: Path
    deck: str | None = None
    """Full name of the only deck that is wanted, with its sub-decks."""


def target(named: Path, directory: Path, command: str) -> Target:
    """What a user of a command names: a folder or file of notes, or a deck that was built here.

    Where nobody names any, and there is no folder of that name, it is the vault that all decks here were built from.
    Raises ConfigError, OSError.
    """
    check_directory(directory)
    if named == NOTES and not named.exists() and (vault := _only_vault(directory)) is not None:
        return Target(vault)
    name = deck_names.full(str(named)) or ""
    if named.exists() or not name:
        return Target(existing(named, command))
    top = deck_names.levels(name)[0]
    shelf = next((shelf for shelf in others(directory, ()) if shelf.deck == top), None)
    if shelf is None:
        existing(named, command)
        raise ConfigError(f"{named}: no such file or folder, and {directory} has no deck of that name")
    home = home_of(shelf)
    if home is None:
        raise ConfigError(f"deck {top}: the notes that it was built from are not found; name their folder instead")
    return Target(home, name)


def _only_vault(directory: Path) -> Path | None:
    """The vault that the decks of a directory come from; None where that is not one and the same."""
    homes = {home_of(shelf) for shelf in others(directory, ())}
    return homes.pop() if len(homes) == 1 else None
