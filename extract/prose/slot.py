"""A place where a clause can be opened for a question."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Gap:
    """Where a clause is opened: the question ends before it, the answer begins with it. Positions are tokens."""

    question_word: str
    last: int
    """Last token that stays in the question."""
    start: int
    """First token of the answer."""
    pattern: str
    confidence: float
    tail: str = ""
    """Words of ours at the end of the question, such as `do`."""
    rest: tuple[int, int] = (0, -1)
    """What follows the answer in the sentence and closes the question, such as the end that something serves."""
    tells: bool = False
    """Whether the question tells the clause as it stands, as behind `when`, instead of asking with a helper verb."""
    end: int | None = None
    """Last token of the answer; None where it runs to the end of the clause."""
