"""`<details><summary>Title</summary>...</details>`, and components like it, as callouts of the kind `details`."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from cuedeck.notes.blocks import Block, Callout, Paragraph
from cuedeck.notes.paragraphs import divided
from cuedeck.notes.text import Form, Text

KIND = "details"

_NAMES = "details|Accordion|Collapsible|Collapse|Toggle|Spoiler"
_OPEN = re.compile(rf"^(?P<indent>[ \t]*)<(?:{_NAMES})\b(?P<attributes>[^<>\n]{{0,300}})>", re.IGNORECASE)
_CLOSE = re.compile(rf"</(?:{_NAMES})>", re.IGNORECASE)
_TITLE = re.compile(r"\b(?:title|summary|label)=(?P<quote>[\"'])(?P<title>[^\n]{1,200}?)(?P=quote)")
_SUMMARY = re.compile(r"<summary\b[^<>\n]{0,200}>", re.IGNORECASE)
_HEADING = re.compile(r"^[ \t>]*(?:#{1,6}[ \t]|<h[1-6]\b)", re.IGNORECASE)
_DEEPEST = 20
"""Elements one in another that are told apart, more than any real note has."""
_ANSWER = re.compile(
    r"<summary\b[^<>]{0,200}>(?:\s|<[^<>]{1,100}>|\*){0,10}(?:show |view |see )?(?:the )?(?:answer|solution|explanation)",
    re.IGNORECASE,
)
_TITLED = re.compile(r"^(?P<lead>[ \t>]*)#{1,6}[ \t]+(?P<title>.*)$")
_MARKER = re.compile(rf"(?:^|(?<=\s))\[!{KIND}\]\s*")


@dataclass(slots=True)
class _Element:
    """An element that is open."""

    indent: int
    inner: int | None = None
    """How far its lines are indented, as the first of them tells."""


@dataclass(slots=True)
class _Quoter:
    """Puts the lines of open elements into quotes."""

    open: list[_Element] = field(default_factory=list)

    def code(self, line: str) -> str:
        """A line of fenced code."""
        return self._quoted(line) if self.open else line

    def prose(self, line: str) -> str:
        """Any other line."""
        opens = _OPEN.match(line)
        if opens is not None:
            self.open.append(_Element(len(opens["indent"])))
            title = _TITLE.search(opens["attributes"])
            named = title["title"] + "<br>" if title else ""
            line = f"{opens['indent']}[!{KIND}] {named}{line[opens.end() :]}"
        if not self.open:
            return line
        line = _TITLED.sub(_answered, line)
        closing = len(_CLOSE.findall(line)[: len(self.open)])
        content = _CLOSE.sub("", line)
        quoted = self._quoted(_SUMMARY.sub("<wbr>", content))
        del self.open[len(self.open) - closing :]
        return self._signs.rstrip() if closing and not content.strip() else quoted

    def _quoted(self, line: str) -> str:
        """The line below the signs of a quote for each open element, indented as the elements are."""
        outer, last = self.open[0].indent, self.open[-1]
        depth = len(line) - len(line.lstrip(" \t"))
        if last.inner is None and line.strip() and not line.lstrip().startswith(f"[!{KIND}]"):
            last.inner = depth
        known = last.inner if last.inner is not None else last.indent
        return (" " * outer + self._signs + line[min(depth, known) :]).rstrip()

    @property
    def _signs(self) -> str:
        return "> " * min(len(self.open), _DEEPEST)


def quoted(stretches: Iterable[tuple[bool, list[str]]]) -> list[str]:
    """Lines, given as stretches of code and of prose, with each element as a callout; no line is moved.

    An element that is never closed, or that holds headings, is left as it is: it folds a part of the note away.
    """
    lines = [(is_code, line) for is_code, stretch in stretches for line in stretch]
    folded = _folded(lines)
    quoter = _Quoter()
    done: list[str] = []
    for at, (is_code, line) in enumerate(lines):
        if at not in folded:
            done.append(line)
        else:
            done.append(quoter.code(line) if is_code else quoter.prose(line))
    return done


def _answered(match: re.Match[str]) -> str:
    """A heading inside as the bold sentence that it is there."""
    title = match["title"].rstrip(" \t#")
    stop = "" if title.endswith((".", ":", "?", "!")) else "."
    return f"{match['lead']}**{title}{stop}**" if title else match["lead"]


def callouts(content: tuple[Block, ...]) -> Iterator[Callout]:
    """The callouts that the blocks of a quote hold: elements that follow one another make one quote."""
    title: Text | None = None
    body: list[Block] = []
    for block in content:
        if not isinstance(block, Paragraph):
            body.append(block)
            continue
        for opens, text in _parts(block.text):
            if opens and title is not None:
                yield Callout(KIND, title, tuple(body), KIND)
                body = []
            title, rest = _halves(text) if opens else (title, text)
            body += [Paragraph(rest)] if rest else []
    if title is not None:
        yield Callout(KIND, title, tuple(body), KIND)


def is_details(content: tuple[Block, ...]) -> bool:
    """Whether a quote was made of such elements."""
    return bool(content) and isinstance(content[0], Paragraph) and _MARKER.match(content[0].text.plain) is not None


def _folded(lines: list[tuple[bool, str]]) -> frozenset[int]:
    """The lines of elements that are closed and hold no heading."""
    starts: list[int] = []
    folded: list[range] = []
    answers: set[int] = set()
    headed = -1
    for at, (is_code, line) in enumerate(lines):
        if is_code:
            continue
        if _HEADING.match(line):
            headed = at
        if _OPEN.match(line):
            starts.append(at)
            answers |= {at} if _opens_answer(lines, at) else set()
        for _ in _CLOSE.findall(line)[: len(starts)]:
            start = starts.pop()
            if start > headed or start in answers:
                # Those inside it were closed before.
                while folded and folded[-1].start > start:
                    folded.pop()
                folded.append(range(start, at + 1))
    return frozenset(line for lines in folded for line in lines)


def _opens_answer(lines: Sequence[tuple[bool, str]], at: int) -> bool:
    """Whether an element folds an answer away, as its title tells: headings in it belong to that."""
    return _ANSWER.search(" ".join(line for _, line in lines[at : at + 3])) is not None


def _parts(text: Text) -> tuple[tuple[bool, Text], ...]:
    """A text cut where an element opens, each part with whether it opens one."""
    found = [match.span() for match in _MARKER.finditer(text.plain)]
    ends = [*(start for start, _ in found), len(text.plain)]
    opened = tuple((True, text.cut(end, ends[at + 1])) for at, (_, end) in enumerate(found))
    return ((False, text.cut(0, ends[0]).strip()), *opened)


def _halves(text: Text) -> tuple[Text, Text]:
    """The summary and what stands behind it in the same paragraph."""
    at = 0
    for number, span in enumerate(text.spans):
        if span.form is Form.BREAK and at:
            return divided(text, number, number + 1)
        at += len(span.plain)
    return text.strip(), Text()
