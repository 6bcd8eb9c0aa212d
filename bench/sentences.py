"""Labelled sentences: which of them define something, and which of them give a card that says so.

A file holds a line for each sentence: its label, 1 for a definition and 0 for anything else, a tab, and the sentence.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from cuedeck.cards.card import Kind
from cuedeck.extract.extraction import extract
from cuedeck.extract.parser.parser import Parser
from cuedeck.extract.parser.sentences import sentences, spoken
from cuedeck.extract.text.texts import texts
from cuedeck.notes.config import Config
from cuedeck.notes.note import Note
from cuedeck.notes.reader import read_text

DEFINING = frozenset({Kind.DEFINITION, Kind.TERM})
"""The kinds of cards that say what something is."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """A sentence and whether it defines something."""

    sentence: str
    defines: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Hits:
    """How many sentences were found to define something, and how many do."""

    found: int
    right: int
    """Of those found, the ones that do."""
    defining: int
    sentences: int

    @property
    def precision(self) -> float:
        """Share of the sentences found that define something."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """Share of the sentences that define something that were found."""
        return self.right / self.defining if self.defining else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def read(file: Path) -> tuple[Labelled, ...]:
    """The sentences of a file, in order. Raises ValueError with the line that has no label."""
    found: list[Labelled] = []
    for number, line in enumerate(file.read_text("utf-8").split("\n"), 1):
        label, tab, sentence = line.partition("\t")
        if tab and label in {"0", "1"}:
            found.append(Labelled(sentence.strip(), label == "1"))
        elif line.strip():
            raise ValueError(f"{file}:{number}: no label 0 or 1 and a tab before the sentence")
    return tuple(found)


def hits(labelled: Sequence[Labelled], parser: Parser) -> Hits:
    """What a note that holds nothing but the sentence gives, for each sentence."""
    found = [one for one, is_found in zip(labelled, defining(labelled, parser), strict=True) if is_found]
    return Hits(
        found=len(found),
        right=sum(one.defines for one in found),
        defining=sum(one.defines for one in labelled),
        sentences=len(labelled),
    )


def defining(labelled: Sequence[Labelled], parser: Parser) -> list[bool]:
    """Whether each sentence, alone in a note, gives a card that says what something is."""
    notes = [
        read_text(one.sentence, path="sentences/sentence.md", deck="sentences", config=Config()) for one in labelled
    ]
    # Parsed together, thousands of sentences take seconds.
    whole = (text for note in notes if isinstance(note, Note) for text in texts(note.root))
    parser.read(spoken(sentence) for text in whole for sentence in sentences(text))
    return [isinstance(note, Note) and _defines(note, parser) for note in notes]


def _defines(note: Note, parser: Parser) -> bool:
    return any(draft.kind in DEFINING for draft in extract(note, parser).drafts)
