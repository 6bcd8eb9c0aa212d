"""Comments that go over several lines, blank ones too: `%%` and `%%` as Obsidian hides them, `<!--` and `-->`."""

import re
from collections.abc import Sequence

_FENCE = re.compile(r"^[ \t>]*(?P<fence>`{3,}|~{3,})")
_OPENS = re.compile(r"^[ \t>]*(?P<sign>%%|<!--)(?P<rest>.*)$")
_ENDS = {"%%": "%%", "<!--": "-->"}


def without_comments(lines: Sequence[str]) -> list[str]:
    """The lines, empty where they belong to a comment that opens at the start of a line and ends on a later one.

    One that is never closed is left as it is, and so is one within a line or paragraph.
    """
    closing = {end: _lines_with(lines, end) for end in _ENDS.values()}
    shown: list[str] = []
    fence = ""
    while len(shown) < len(lines):
        at = len(shown)
        opens = None if fence else _OPENS.match(lines[at])
        end = _end(at, opens, closing) if opens else None
        if opens is not None and end is not None:
            sign = _ENDS[opens["sign"]]
            shown += [""] * (end - at)
            shown.append(lines[end].partition(sign)[2])
            continue
        fence = _fence(lines[at], fence)
        shown.append(lines[at])
    return shown


def _lines_with(lines: Sequence[str], sign: str) -> list[int]:
    """The lines that hold a sign, the last one first."""
    return [at for at in range(len(lines) - 1, -1, -1) if sign in lines[at]]


def _end(at: int, opens: re.Match[str], closing: dict[str, list[int]]) -> int | None:
    """The line below that closes a comment; None where its own line does, or none."""
    end = _ENDS[opens["sign"]]
    if end in opens["rest"]:
        return None
    left = closing[end]
    while left and left[-1] <= at:
        left.pop()
    return left[-1] if left else None


def _fence(line: str, fence: str) -> str:
    """The fence that is open behind a line, where `fence` was open before it."""
    match = _FENCE.match(line)
    if match is None:
        return fence
    if not fence:
        return match["fence"]
    return "" if match["fence"].startswith(fence) and not line.strip(" \t>`~") else fence
