"""A question on a sentence, in parts of the sentence and words of ours."""

from dataclasses import dataclass

from cuedeck.extract.parser.parse import Parse
from cuedeck.extract.wording.words import words

Piece = str | tuple[int, int]
"""Part of a question: words of ours, or a range of characters of the sentence."""
SUBJECT = "\0"
"""Stands for the subject in a question."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """Where a clause is opened: the question ends before it, the answer begins with it. Positions are tokens."""

    rule: str
    ask: str
    """Name of the question's template in the wording."""
    until: int
    """Last token that stays in the question."""
    start: int
    """First token of the answer."""
    end: int | None = None
    """Last token of the answer; None where it runs to the end of the clause."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question on a clause, with the range of characters that answers it."""

    question: tuple[Piece, ...]
    answer: tuple[int, int]
    rule: str
    subject: tuple[int, int]
    """The characters of the subject."""
    anaphoric: bool
    """Whether the subject points back to something outside the sentence."""
    opens_with_name: bool
    """Whether the first word of the sentence keeps its capital wherever it stands."""


def opens_with_name(parse: Parse) -> bool:
    """Whether the first word of a sentence keeps its capital wherever it stands."""
    first = parse.tokens[0]
    return first.tag in {"NNP", "NNPS"} or first.text == "I" or first.text in words("peoples")


def characters(parse: Parse, first: int, last: int) -> tuple[int, int]:
    """The range of characters from one token to another, without a comma behind it."""
    while last > first and parse.tokens[last].tag in {",", ":"}:
        last -= 1
    return parse.tokens[first].start, parse.tokens[last].end
