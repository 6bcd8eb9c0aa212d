"""What a note is once it has been read."""

from __future__ import annotations

from dataclasses import dataclass

from cuedeck.notes.blocks import Block
from cuedeck.notes.config import KINDS
from cuedeck.notes.front_matter import Flaw
from cuedeck.notes.recording import Recording
from cuedeck.notes.text import Text
from cuedeck.notes.vocabulary import Ways


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with the blocks below it, up to the next heading of its level or above."""

    heading: Text
    """Empty for the part of a note above its first heading."""
    level: int
    blocks: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()
    """The sections below this one."""
    path: tuple[Text, ...] = ()
    """The headings above and including this one, outermost first."""
    number: str = ""
    """That of the heading in the note, such as `1.`."""
    whole: tuple[Block, ...] = ()
    """Its blocks, and the pictures that stand alone between them."""
    skipped: bool = False
    """Whether its writer wants no cards from it and the sections below; of the root, only its own blocks count."""

    @property
    def numbered(self) -> bool:
        """Whether the heading has a number in the note."""
        return bool(self.number)


@dataclass(frozen=True, kw_only=True)
class Note:
    """One Markdown file."""

    path: str
    """Relative to the vault, with `/`."""
    title: str
    deck: str
    """Full name of the deck, such as `A::B`."""
    recording: Recording | None
    duration: int | None
    """Seconds, where the front matter tells."""
    tags: tuple[str, ...]
    root: Section
    blanks: frozenset[int] = frozenset()
    """Its blank lines, counted from 1."""
    ruled: frozenset[int] = frozenset()
    """The lines that end right above a horizontal rule, blank lines aside."""
    flashcards: bool = False
    """Whether its writer makes flashcards in it: a highlight is then a cloze."""
    kinds: frozenset[str] = frozenset(KINDS)
    """The kinds of cards that its writer wants."""
    flaws: tuple[Flaw, ...] = ()
    """What is wrong with its front matter, by line."""
    vocabulary: Ways = Ways.BOTH
    """Which way its vocabulary is asked."""
    is_vocabulary: bool = False
    """Whether its writer says that all its pairs of words are vocabulary."""

    @property
    def stem(self) -> str:
        """The file name without its ending."""
        return self.path.rsplit("/", 1)[-1].rsplit(".", 1)[0]

    @property
    def id(self) -> str:
        """Recording and file stem where a recording is known, else the path inside the deck."""
        if self.recording is not None:
            return f"{self.recording.id}/{self.stem}"
        return self.path.partition("/")[2] or self.path


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something in a note that its writer should know."""

    note: str
    """Path relative to the vault, with `/`."""
    line: int
    reason: str

    def __str__(self) -> str:
        return f"{self.note}:{self.line}: {self.reason}"
