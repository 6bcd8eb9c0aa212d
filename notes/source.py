"""Markdown source made ready for the parser: dialects put into one, stamps marked, every line kept in its place."""

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from cuedeck.notes import (
    angles,
    anki_blocks,
    comments,
    details,
    dialects,
    directives,
    flashcards,
    footnotes,
    gaps,
    layout,
    properties,
    wide_tables,
)
from cuedeck.notes.line_times import Recorded, line_times
from cuedeck.notes.stamps import Stamps, has_chapters, without_marks
from cuedeck.notes.unwrap import unwrap

_FENCE = re.compile(r"^(?P<indent>[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?)(?P<fence>`{3,}|~{3,})(?P<info>[^`]*)$")
_INLINE_CODE = re.compile(dialects.INLINE_CODE)
_PADDING = re.compile(r"[ \t]{64,}")
_DEEP = re.compile(
    r"^((?:[ \t]{0,40}(?:>|(?:[-*+]|\d{1,9}[.)])(?=[ \t]))){20})(?:[ \t]*(?:>|(?:[-*+]|\d{1,9}[.)])(?=[ \t])))+"
)
_FAR = re.compile(r"^[ \t]{100,}")


@dataclass(frozen=True, slots=True)
class Source:
    """Source ready for the parser."""

    markdown: str
    stamps: Stamps
    lines: tuple[str, ...]
    """The same lines as the note has them: code that is only indented keeps its characters."""
    skips: tuple[int, ...] = ()
    """Lines, counted from 1, that tell to make no cards from the section they stand in."""
    flashcards: bool = False
    """Whether its writer makes flashcards in the note."""


@dataclass(frozen=True, slots=True)
class _Told:
    """What the whole of a note tells of its lines."""

    tags: angles.Tags
    cards: bool
    """Whether its writer makes flashcards in it."""
    braces: bool
    """Whether `{{words}}` are a gap."""


def prepare(body: str, *, is_deck: bool = False, recorded: Recorded | None = None) -> Source:
    """Make a note's body ready: as many lines as before, each thing on the line it came from.

    `is_deck`: whether the note's tags say that it holds flashcards; `recorded`: what is known of the recording that it
    was made from.
    """
    body = unwrap(body)
    stamps = Stamps(chapters=has_chapters(body))
    marked = is_deck or flashcards.marks_cards(body)
    shown = directives.without_directives(comments.without_comments(anki_blocks.spelt_out(body.split("\n"))))
    lines = details.quoted(
        (is_code, stretch if is_code else layout.laid_out(stretch)) for is_code, stretch in _stretches(_closed(shown))
    )
    told = _Told(angles.tags(lines), cards=marked, braces=marked and not flashcards.is_template(body))
    known, times = properties.names(lines, flashcards=marked), footnotes.times(lines)
    timed = line_times(_numbered_prose(lines), recorded)
    ready: list[str] = []
    skips: list[int] = []
    for is_code, stretch in _stretches(lines):
        skips += [] if is_code else _skips(stretch, after=len(ready))
        if is_code:
            ready += _code(stretch, stamps)
            continue
        prose = footnotes.placed(properties.without(stretch, known, flashcards=marked), times)
        ready += _prose(prose, stamps, told, timed=timed, after=len(ready))
    return Source("\n".join(ready), stamps, tuple(lines), tuple(skips), marked)


def _closed(lines: list[str]) -> list[str]:
    """The lines with a line of its own for each fence that closes behind the last word of its code.

    Some programs join the lines of code, so that the fence would swallow the rest of the note.
    """
    closed, fence, has_blank = list(lines), "", False
    last = {line.strip(): at for at, line in enumerate(lines) if line.lstrip().startswith(("```", "~~~"))}
    for at, line in enumerate(lines):
        match = _FENCE.match(line)
        if not fence and match is not None:
            fence, has_blank = match["fence"], " " in line.strip()
        elif fence and match is not None and match["fence"].startswith(fence) and not match["info"].strip():
            fence = ""
        elif fence and has_blank and line.rstrip().endswith(fence) and last.get(fence, 0) <= at:
            # No fence stands below that could close the code instead.
            closed[at], fence = fence, ""
    return closed


def _stretches(lines: list[str]) -> Iterator[tuple[bool, list[str]]]:
    """Fenced code (True) and what stands between, in order."""
    stretch: list[str] = []
    fence = ""
    quoted = False
    for line in lines:
        match = _FENCE.match(line)
        if fence and quoted and not line.lstrip().startswith(">"):
            yield True, stretch
            stretch, fence = [], ""
        if fence:
            stretch.append(line)
            if match is not None and match["fence"].startswith(fence) and not match["info"].strip():
                yield True, stretch
                stretch, fence = [], ""
        elif match is not None:
            yield False, stretch
            stretch, fence, quoted = [line], match["fence"], ">" in match["indent"]
        else:
            stretch.append(line)
    yield fence != "", stretch


def _numbered_prose(lines: list[str]) -> Iterator[tuple[int, str]]:
    """The lines that are no fenced code, counted from 0."""
    at = 0
    for is_code, stretch in _stretches(lines):
        yield from () if is_code else enumerate(stretch, at)
        at += len(stretch)


def _code(lines: list[str], stamps: Stamps) -> list[str]:
    """A fenced block as it is; a `timestamp` block (the plug-in Timestamp Notes) as one mark."""
    match = _FENCE.match(lines[0])
    if match is None or match["info"].split()[:1] != ["timestamp"]:
        return lines
    reading = match["info"].split()[1:2] or lines[1:2]
    mark = stamps.mark(reading[0]) if reading else None
    return lines if mark is None else [mark, *([""] * (len(lines) - 1))]


def _skips(lines: list[str], *, after: int) -> list[int]:
    return [number for number, line in enumerate(lines, after + 1) if dialects.skips(line)]


def _prose(lines: list[str], stamps: Stamps, told: _Told, *, timed: Collection[int], after: int) -> list[str]:
    """The lines as the parser reads them; those that `timed` counts from 0, and `after` others, start with stamps."""
    if not lines:
        return []
    joined = gaps.bracketed(dialects.join_lines("\n".join(wide_tables.undone(lines))).split("\n"))
    return [_line(line, stamps, told, timed=number in timed) for number, line in enumerate(joined, after)]


def _line(line: str, stamps: Stamps, told: _Told, *, timed: bool) -> str:
    if not line.strip():
        return line
    line = _shallow(_PADDING.sub(" ", line) if len(line) > 1000 else line)
    line = line if line.isascii() else _decoded(line)
    line = stamps.take_coded(dialects.whole_line(without_marks(line)))
    line = stamps.take_leading(line) if timed else line
    line = gaps.elements(flashcards.spelt_out(line) if told.cards else line, cards=told.cards)
    return outside_code(line, lambda part: dialects.translate(stamps.take(part), tags=told.tags, braces=told.braces))


def _decoded(line: str) -> str:
    """The line, read anew where it was read in the wrong encoding."""
    import ftfy  # noqa: PLC0415 - takes long, and no unchanged note needs it
    from ftfy.badness import is_bad  # noqa: PLC0415

    return ftfy.fix_encoding(line) if is_bad(line) else line


def _shallow(line: str) -> str:
    """The line at a depth of at most twenty, deeper than any real note: blocks are read by recursion."""
    return _FAR.sub(" " * 100, _DEEP.sub(r"\1", line))


def outside_code(line: str, change: Callable[[str], str]) -> str:
    """The line with everything but its inline code changed."""
    if "`" not in line:
        return change(line)
    parts: list[str] = []
    at = 0
    for match in _INLINE_CODE.finditer(line):
        parts += [change(line[at : match.start()]), match[0]]
        at = match.end()
    return "".join([*parts, change(line[at:])])
