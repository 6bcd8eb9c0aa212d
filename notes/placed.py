"""Where stamps stand in a text: behind the words that they were taken for, or, as in transcripts, before them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from cuedeck.notes.cue import Stamp

_ENDS = tuple('.!?…"”»)')
"""How sentences end."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A stamp, and where it was met."""

    stamp: Stamp
    offset: int
    """Length of the words before it, white space at their end included."""
    gap: int
    """Length of that white space."""
    starts_line: bool
    """Whether nothing stands before it on its line."""


def bound(placed: Sequence[Placed], plain: str) -> Iterator[tuple[int, Stamp]]:
    """The stamps of a text with their offsets: those that open words at the words, the others behind what they close.

    In a text that begins with a stamp and ends with none, stamps at the start of a line or of a sentence open words,
    those of sentences only where no stamp stands elsewhere.
    """
    first = len(plain) - len(plain.lstrip())
    opens = bool(placed) and placed[0].offset <= first and placed[-1].offset < len(plain.rstrip())
    everywhere = opens and all(one.starts_line or _follows_sentence(one, plain) for one in placed)
    for one in placed:
        leads = opens and one.offset > first and (one.starts_line or everywhere)
        if leads or one.stamp.opens:
            yield one.offset, replace(one.stamp, opens=True)
        else:
            yield one.offset - one.gap, one.stamp


def _follows_sentence(one: Placed, plain: str) -> bool:
    return one.gap > 0 and plain.endswith(_ENDS, 0, one.offset - one.gap)
