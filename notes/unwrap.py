"""Notes that some program has put into a code fence, as a whole or behind another note."""

import re

_OPENING = re.compile(
    r"\A(?P<before>(?:[ \t]*\n|From:[^\n]*\n)*)(?P<fence>`{3,}|~{3,})[ \t]*(?P<info>markdown|md)?[ \t]*\n",
    re.IGNORECASE,
)
_BARE = re.compile(r"(?P<fence>`{3,}|~{3,})[ \t]*(?:markdown|md)?[ \t]*$", re.IGNORECASE)
_LINKED = re.compile(r"\[\[[^\]\n]+\]\]|\bdata-t=")
"""What a note has and an example of Markdown has not: links to other notes and times."""
_SUBHEADING = re.compile(r"^#{2,6} \S", re.MULTILINE)


def unwrap(body: str) -> str:
    """The body without the fence around it; the fence's two lines are left empty."""
    match = _OPENING.match(body)
    if match is None:
        return _appended(body)
    lines = body[match.end() :].split("\n")
    end = _closing(lines, match["fence"])
    inside, after = "\n".join(lines[:end]), "\n".join(lines[end + 1 :])
    if not _is_note(inside, after, named=match["info"] is not None):
        return body
    lines[end : end + 1] = [""] if end < len(lines) else []
    return match["before"] + "\n" + "\n".join(lines)


def _appended(body: str) -> str:
    """The body without the fence around a second note that reaches to its end."""
    lines, fence = body.split("\n"), ""
    for at, line in enumerate(lines):
        bare = _BARE.match(line)
        if fence:
            fence = "" if line.strip() == fence else fence
        elif bare is None:
            opened = re.match(r"`{3,}|~{3,}", line)
            fence = opened[0] if opened else ""
        else:
            fence, below = bare["fence"], lines[at + 1 :]
            end = _closing(below, fence)
            inside, after = "\n".join(below[:end]), "\n".join(below[end + 1 :])
            if _LINKED.search(inside) and _is_note(inside, after, named=False):
                below[end : end + 1] = [""] if end < len(below) else []
                return "\n".join([*lines[:at], "", *below])
    return body


def _is_note(inside: str, after: str, *, named: bool) -> bool:
    """Whether a fence holds the note and no example; without `markdown` on it, only what looks like a note does."""
    if named:
        return len(after) <= len(inside)
    return not after.strip() and _SUBHEADING.search(inside) is not None


def _closing(lines: list[str], fence: str) -> int:
    """Where the fence is closed; the number of lines where it never is.

    A bare fence closes the code that stands open; where none does, it opens code of its own, unless it is the last.
    """
    last = max((at for at, line in enumerate(lines) if line.strip() == fence), default=-1)
    in_code = False
    for at, line in enumerate(lines):
        if line.strip() == fence:
            if at == last and not in_code:
                return at
            in_code = not in_code
        elif line.strip().startswith(fence):
            in_code = True
    return len(lines)
