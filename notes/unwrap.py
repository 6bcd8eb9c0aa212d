"""Notes that some program has put into a code fence, as a whole or behind another note."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache, partial

_OPENING = re.compile(
    r"\A(?P<before>(?:[ \t]*\n|From:[^\n]*\n)*)(?P<fence>`{3,}|~{3,})[ \t]*(?P<info>markdown|md)?[ \t]*\n",
    re.IGNORECASE,
)
_BARE = re.compile(r"(?P<fence>`{3,20}|~{3,20})[ \t]*(?:markdown|md)?[ \t]*$", re.IGNORECASE)
"""No program writes a longer fence around a note."""
_LINKED = re.compile(r"(?:^|\])(?>[^\]]*?\[\[)[^\]]++\]\]|\bdata-t=")
"""What lines of a note have and of an example of Markdown have not: links to other notes and times."""
_SUBHEADING = re.compile(r"^#{2,6} \S", re.MULTILINE)


def unwrap(body: str) -> str:
    """The body without the fence around it; the fence's two lines are left empty."""
    match = _OPENING.match(body)
    if match is None:
        return _appended(body)
    lines = body[match.end() :].split("\n")
    end = _Closing(lines, match["fence"]).below(-1)
    inside, after = "\n".join(lines[:end]), "\n".join(lines[end + 1 :])
    if not _is_note(inside, after, named=match["info"] is not None):
        return body
    lines[end : end + 1] = [""] if end < len(lines) else []
    return match["before"] + "\n" + "\n".join(lines)


def _appended(body: str) -> str:
    """The body without the fence around a second note that reaches to its end."""
    lines, fence = body.split("\n"), ""
    closing = cache(partial(_Closing, lines))
    signs = cache(partial(_Signs, lines))
    for at, line in enumerate(lines):
        bare = _BARE.match(line)
        if fence:
            fence = "" if line.strip() == fence else fence
        elif bare is None:
            opened = re.match(r"`{3,}|~{3,}", line)
            fence = opened[0] if opened else ""
        else:
            fence = bare["fence"]
            end = closing(fence).below(at)
            if signs().say_note(at, end):
                lines[end : end + 1] = [""] if end < len(lines) else []
                return "\n".join([*lines[:at], "", *lines[at + 1 :]])
    return body


def _is_note(inside: str, after: str, *, named: bool) -> bool:
    """Whether a fence holds the note and no example; without `markdown` on it, only what looks like a note does."""
    if named:
        return len(after) <= len(inside)
    return not after.strip() and _SUBHEADING.search(inside) is not None


class _Signs:
    """Where lines have what tells a second note: links and headings, and nothing behind it."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._linked = [at for at, line in enumerate(lines) if _LINKED.search(line)]
        self._headed = [at for at, line in enumerate(lines) if _SUBHEADING.match(line)]
        self._last = max((at for at, line in enumerate(lines) if line.strip()), default=-1)

    def say_note(self, start: int, end: int) -> bool:
        """Whether a note stands between two lines, and nothing behind them."""
        return end >= self._last and all(_is_between(start, found, end) for found in (self._linked, self._headed))


def _is_between(start: int, found: Sequence[int], end: int) -> bool:
    after = bisect_right(found, start)
    return after < len(found) and found[after] < end


class _Closing:
    """Where a fence is closed, on whichever line it opens.

    A bare fence closes the code that stands open; where none does, it opens code of its own, unless it is the last.
    """

    def __init__(self, lines: Sequence[str], fence: str) -> None:
        spelt = [line.strip() for line in lines]
        self._never = len(lines)
        self._last = max((at for at, line in enumerate(spelt) if line == fence), default=-1)
        self._inside = _in_code(spelt[: max(self._last, 0)], fence)

    def below(self, opening: int) -> int:
        """The line that closes a fence which opens on this line; the number of lines where none does."""
        return self._last if opening < self._last and not self._inside[opening + 1] else self._never


def _in_code(lines: Sequence[str], fence: str) -> list[bool]:
    """For each line, and behind the last, whether code stands open at the end where none does before that line."""
    inside = [False] * (len(lines) + 1)
    # Whether code stands open at the end where none does before a line, and where some does.
    closed, opened = False, True
    for at in range(len(lines) - 1, -1, -1):
        if lines[at] == fence:
            closed, opened = opened, closed
        elif lines[at].startswith(fence):
            closed = opened
        inside[at] = closed
    return inside
