"""Notes opened, each once, and put into their decks, before any is read through."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from cuedeck.cards.written import Written
from cuedeck.notes.note import Problem
from cuedeck.notes.reader import named_deck, source_of
from cuedeck.notes.vault import File


@dataclass(frozen=True, slots=True)
class Opened:
    """A note whose file has been read, and whose text has not."""

    file: File
    source: str | Problem
    """Its text, or why there is none."""
    written: tuple[Written, ...] = ()
    """The cards that somebody wrote on it."""


def opened(files: Iterable[File]) -> list[Opened]:
    """The notes with their texts."""
    return [Opened(file, _source(file)) for file in files]


def placed(notes: Sequence[Opened]) -> list[Opened]:
    """The notes, each in the deck that its own settings name, if any, spelt as that of a folder if there is one."""
    named = {note.file: name for note in notes if (name := _named(note)) is not None}
    spelling = {deck.casefold(): deck for note in notes if note.file not in named for deck, _ in note.file.levels}
    return [
        replace(note, file=replace(note.file, deck=_spelt(named[note.file], spelling))) if note.file in named else note
        for note in notes
    ]


def mistake(path: str, error: Exception) -> Problem:
    """A mistake of ours in one note, which must not cost the user all others."""
    reason = f"internal error: {type(error).__name__}: {error}; please report it"
    return Problem(note=path, line=1, reason=" ".join(reason.split()))


def _source(file: File) -> str | Problem:
    try:
        return source_of(file.file, file.path)
    except Exception as error:  # noqa: BLE001
        return mistake(file.path, error)


def _named(note: Opened) -> str | None:
    return None if isinstance(note.source, Problem) else named_deck(note.source)


def _spelt(name: str, spelling: dict[str, str]) -> str:
    """A deck's name, each level as it is spelt already."""
    deck = ""
    for level in name.split("::"):
        below = f"{deck}::{level}" if deck else level
        deck = spelling.setdefault(below.casefold(), below)
    return deck
