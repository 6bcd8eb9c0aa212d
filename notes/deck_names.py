"""Names of decks: `A::B` is the deck B inside the deck A."""

from collections.abc import Iterable

SEPARATOR = "::"
UNNAMED = "a level of `deck` has no name; write it as in `Biology::Cells`"
"""What is wrong with a name that `full` does not take."""


def is_seen(name: str) -> bool:
    """Whether a name has a sign that is seen, and not only blanks and control characters."""
    return any(sign.isprintable() and not sign.isspace() for sign in name)


def levels(name: str) -> tuple[str, ...]:
    """The name of each level, with single blanks."""
    return tuple(" ".join(level.split()) for level in name.split(SEPARATOR))


def full(name: str) -> str | None:
    """A full name as its user gives it; None where a level of it has no name."""
    named = levels(name)
    return SEPARATOR.join(named) if all(map(is_seen, named)) else None


def shortened(name: str) -> str:
    """A full name as others give it, without the levels that have no name; empty where none has."""
    return SEPARATOR.join(level for level in levels(name) if is_seen(level))


def of_folders(folders: Iterable[str]) -> str:
    """The full name of the deck of a folder, given by the names of the folders that lead to it."""
    return SEPARATOR.join(map(_level, folders))


def _level(folder: str) -> str:
    """A folder's name as a level: no `::` of its own, no white space or colon at its ends, never empty."""
    name = " ".join(folder.replace(SEPARATOR, ":").split()).strip(": ")
    return name if is_seen(name) else "notes"
