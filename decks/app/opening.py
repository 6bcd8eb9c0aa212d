"""Notes looked at and put into their decks, before any is read through."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from cuedeck.cards.written import Written
from cuedeck.decks.app.looks import Looks
from cuedeck.decks.app.progress import Doing, Progress, Way, unheard
from cuedeck.notes.note import Problem
from cuedeck.notes.vault import File

_MISTAKE = "internal error:"
_SOME = 200
"""Notes that are looked at before that is told."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A note whose file has been looked at, and whose text is read when it is asked for."""

    file: File
    digest: bytes | None = None
    """Of its text; None where there is none, or it was not looked at."""
    size: int = 0
    """Bytes of its file, as far as is known."""
    deck: str | None = None
    """The deck that its own settings name."""
    written: tuple[Written, ...] = ()
    """The cards that somebody wrote on it."""
    parses: bytes | None = None
    """The parses of its sentences when it was read last, encoded."""

    text: str | Problem | None = None
    """What `source` gives where its file may not be there; None where it is."""

    def with_text(self) -> Opened:
        """This with its text, so that it can be read anywhere."""
        return replace(self, text=self.source)

    @property
    def source(self) -> str | Problem:
        """Its text, or why there is none."""
        if self.text is not None:
            return self.text
        from cuedeck.notes.reader import source_of  # noqa: PLC0415 - most notes are not read anew

        try:
            return source_of(self.file.file, self.file.path)
        except Exception as error:  # noqa: BLE001
            return mistake(self.file.path, error)


def opened(files: Sequence[File], looks: Looks | None = None, progress: Progress = unheard) -> list[Opened]:
    """The notes, each looked at; those that look as they did according to `looks` are not read."""
    seen, notes = Looks() if looks is None else looks, []
    for at, file in enumerate(files):
        if at % _SOME == 0:
            progress(Way(Doing.LOOKING, at, len(files), share=at / len(files)))
        notes.append(_opened(file, seen))
    return notes


def placed(notes: Sequence[Opened]) -> list[Opened]:
    """The notes, each in the deck that its own settings name, if any, spelt as that of a folder if there is one."""
    spelling = {deck.casefold(): deck for note in notes if note.deck is None for deck, _ in note.file.levels}
    return [
        note if note.deck is None else replace(note, file=replace(note.file, deck=_spelt(note.deck, spelling)))
        for note in notes
    ]


def mistake(path: str, error: Exception) -> Problem:
    """A mistake of ours in one note, which must not cost the user all others."""
    reason = f"{_MISTAKE} {type(error).__name__}: {error}; please report it"
    return Problem(note=path, line=1, reason=" ".join(reason.split()))


def is_mistake(problem: Problem) -> bool:
    """Whether a problem is a mistake of ours, which may not happen again."""
    return problem.reason.startswith(_MISTAKE)


def _opened(file: File, looks: Looks) -> Opened:
    try:
        look = looks.of(file)
    except Exception:  # noqa: BLE001 - told when it is read for its cards
        return Opened(file)
    return Opened(file) if look is None else Opened(file, look.digest, look.stamp[0], look.deck)


def _spelt(name: str, spelling: dict[str, str]) -> str:
    """A deck's name, each level as it is spelt already."""
    deck = ""
    for level in name.split("::"):
        below = f"{deck}::{level}" if deck else level
        deck = spelling.setdefault(below.casefold(), below)
    return deck
