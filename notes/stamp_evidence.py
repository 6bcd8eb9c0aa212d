"""What a note says of its recording: which one it is, how long, and the stamps that stand in the note."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from cuedeck.notes.blocks import texts
from cuedeck.notes.cue import Stamp
from cuedeck.notes.note import Note, Section
from cuedeck.notes.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Witness:
    """All that the times of a note are judged by."""

    note: str
    """Path relative to the vault, with `/`."""
    deck: str
    """The top-level deck, such as `A` for `A::B`."""
    recording: str | None
    """Its id; None where the note names none."""
    duration: int | None
    """Seconds, where the front matter tells."""
    stamps: tuple[Stamp, ...]
    """In reading order, each once: a stamp that is repeated a thousand times proves no more than one."""


def witness_of(note: Note) -> Witness:
    """What a note says of its recording."""
    return Witness(
        note=note.path,
        deck=note.deck.partition("::")[0],
        recording=None if note.recording is None else note.recording.id,
        duration=note.duration,
        stamps=tuple(dict.fromkeys(_bare(stamp) for text in _section(note.root) for _, stamp in text.stamps)),
    )


def _bare(stamp: Stamp) -> Stamp:
    """A stamp as it is spelt, wherever it stands."""
    return replace(stamp, opens=False) if stamp.opens else stamp


def _section(section: Section) -> Iterator[Text]:
    yield section.heading
    for block in section.blocks:
        yield from texts(block)
    for below in section.sections:
        yield from _section(below)
