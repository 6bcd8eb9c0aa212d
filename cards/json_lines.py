"""Text files of one JSON object a line, made to be read in a diff, merged, and now and then broken by hand."""

import json
import re
from collections.abc import Iterator, Mapping

Record = Mapping[str, object]
"""One line, as JSON reads it."""

_HALF = re.compile(r"[\ud800-\udfff]")
"""A surrogate without its other half: JSON may escape it, and no file can hold it."""
_CONFLICT = ("<<<<<<<", "|||||||", "=======", ">>>>>>>")


class LinesError(Exception):
    """A file that cannot be trusted: `file:line: reason`."""

    def __init__(self, where: str, line: int, reason: str) -> None:
        super().__init__(f"{where}:{line}: {reason}")
        self.where = where
        self.line = line
        self.reason = reason


def lines(text: str) -> Iterator[tuple[int, str]]:
    """Lines that hold something, counted from 1; only a newline ends one, since a text may hold U+2028.

    A byte-order mark, CRLF line ends and blank lines, as editors and git leave them, do no harm.
    """
    return ((at, line) for at, line in enumerate(_split(text.removeprefix("\ufeff")), start=1) if line.strip())


def _split(text: str) -> Iterator[str]:
    """The lines of a text without their newlines, of which not all are in memory at once."""
    start = 0
    while (end := text.find("\n", start)) >= 0:
        yield text[start:end]
        start = end + 1
    yield text[start:]


def is_conflict(line: str) -> bool:
    """Whether a line is the mark of a merge conflict."""
    return line.startswith(_CONFLICT)


def record(line: str) -> Record:
    """One line as JSON reads it. ValueError says what is wrong with it."""
    if is_conflict(line):
        raise ValueError("unresolved merge conflict: keep the lines of one side and build again")
    try:
        found = json.loads(line)
    except json.JSONDecodeError as error:
        raise ValueError(f"not JSON: {error.msg} at column {error.colno}") from error
    except RecursionError as error:
        raise ValueError("not JSON that anybody wrote: it is nested too deep") from error
    if _HALF.search(line) or ("\\u" in line and _HALF.search(json.dumps(found, ensure_ascii=False))):
        raise ValueError("holds half a character: an escape such as \\ud800 without its other half")
    if not isinstance(found, dict):
        raise ValueError("not a JSON object")  # noqa: TRY004 - a fault of the file, as the others
    return found


def line(of: Record) -> str:
    """A record as a line, with its newline."""
    return f"{json.dumps(of, ensure_ascii=False)}\n"
