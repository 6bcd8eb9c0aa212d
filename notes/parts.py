"""The text of a file -> its front matter and its body."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from cuedeck.notes import front_matter, toml_reader, yaml_reader
from cuedeck.notes.front_matter import Flaw
from cuedeck.notes.unwrap import unwrap

_FENCES = {"---": ("---", "..."), "+++": ("+++",)}
"""What front matter opens with, in YAML and in TOML, and what closes it."""
_KEY = re.compile(r"[\w\"'][^:\n]{0,80}:(?:\s|$)")


@dataclass(frozen=True, slots=True)
class Parts:
    """A file, parted."""

    front_matter: dict[str, yaml_reader.Value]
    """Its keys in lower case."""
    body: str
    """As many lines as the file, those of the front matter empty."""
    settings: str = ""
    """The front matter that holds cuedeck's settings, each line in its place."""
    flaws: tuple[Flaw, ...] = ()


def split(source: str) -> Parts:
    """Front matter and body. Raises MappingError with the line of the file."""
    outer = _front_matter(unwrap(source))
    # A program that puts a note into a code fence puts front matter of its own in with it.
    body = unwrap(outer.body)
    inner = Parts({}, body) if body == outer.body else _front_matter(body)
    settings = outer.settings if "cuedeck" in outer.front_matter else inner.settings
    flaws = (*outer.flaws, *inner.flaws)
    return Parts({**inner.front_matter, **outer.front_matter}, inner.body, settings, flaws)


def _front_matter(source: str) -> Parts:
    lines = source.split("\n")
    start = next((at for at, line in enumerate(lines) if line.strip()), 0)
    fence = lines[start].rstrip()
    if fence not in _FENCES:
        return Parts({}, source)
    end = next((at for at in range(start + 1, len(lines)) if lines[at].rstrip() in _FENCES[fence]), None)
    if fence == "+++" and (end is None or not toml_reader.is_toml("\n".join(lines[start + 1 : end]))):
        return Parts({}, source)
    if _is_rule(lines[start + 1 : end], closed=end is not None):
        return Parts({}, source)
    if end is None:
        return _unclosed(lines, start)
    return _parsed(lines, start, end, body_from=end + 1)


def _unclosed(lines: list[str], start: int) -> Parts:
    """What stands below a `---` that is never closed, as it was meant. Raises MappingError."""
    size, is_certain = front_matter.extent(lines[start + 1 :])
    if not size:
        reason = "the opening `---` is never closed; read as a rule, and what is below it as text"
        return Parts({}, "\n".join(lines), flaws=(Flaw(start + 1, reason, is_certain=True),))
    end = start + 1 + size
    if not "".join(lines[end:]).strip():  # a file that was cut is no note without cards
        raise yaml_reader.MappingError(start + 1, "the opening `---` is never closed")
    parts = _parsed(lines, start, end, body_from=end)
    reason = f"the opening `---` is never closed; read as front matter up to line {end}"
    reason = reason if is_certain else f"broken front matter: {reason}, and the rest of the note is read"
    return replace(parts, flaws=(Flaw(start + 1, reason, is_certain=is_certain), *parts.flaws))


def _parsed(lines: list[str], start: int, end: int, *, body_from: int) -> Parts:
    """Front matter between two lines, counted from 0, with the body from a third on. Raises MappingError."""
    try:
        found = front_matter.parse("\n".join(lines[start + 1 : end]))
    except yaml_reader.MappingError as error:
        raise yaml_reader.MappingError(start + 1 + error.line, error.reason) from error
    body = "\n".join([""] * body_from + lines[body_from:])
    padded = "\n".join([""] * (start + 1) + [found.sound])
    flaws = tuple(replace(flaw, line=start + 1 + flaw.line) for flaw in found.flaws)
    return Parts({key.lower(): value for key, value in found.values.items()}, body, padded, flaws)


def _is_rule(below: Sequence[str], *, closed: bool) -> bool:
    """Whether a `---` at the top is a horizontal rule: front matter starts with a key on the very next line."""
    if not closed:
        return not below or not _KEY.match(below[0])
    return bool(below) and not below[0].strip() and not any(_KEY.match(line) for line in below)
