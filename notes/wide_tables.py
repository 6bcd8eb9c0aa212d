"""Tables so wide that their short rows cost more than all of the note, for a parser fills up each of them."""

import re
from collections.abc import Iterator, Sequence

_MOST_COLUMNS = 100
"""In wider tables, which no reader sees whole, a short row would be thousands of cells made of a few signs."""
_DELIMITER = re.compile(r"[ \t>]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)+\|?[ \t]*")


def undone(lines: Sequence[str]) -> list[str]:
    """The lines, with nothing in the row of dashes where a wide table has rows less than half as long."""
    done = list(lines)
    for at in _misshapen(lines):
        done[at] = lines[at].split("|")[0].rstrip(":-")
    return done


def _misshapen(lines: Sequence[str]) -> Iterator[int]:
    """Where the rows of dashes of such tables stand."""
    start, columns = 0, 0
    for at, line in enumerate(lines):
        bars = line.count("|")
        if not line.strip(" \t>"):
            columns = 0
        elif not columns and bars > _MOST_COLUMNS and _DELIMITER.fullmatch(line):
            start, columns = at, bars
        elif bars * 2 < columns:
            yield start
            columns = 0
