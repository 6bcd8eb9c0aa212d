"""A block of HTML as the parser gives it, raw: what stands between its tags, or the code that it holds."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from html import unescape
from itertools import accumulate

_TOKEN = re.compile(r"(<!--.{0,500}?-->|<[^<>\n]*>|</?[A-Za-z][^<>]*>)")
"""A tag may go over several lines; comments that do are gone before."""
_MUTE = (("<?", "?>"), ("<![CDATA[", "]]>"), ("<!", ">"))
"""How blocks begin that no browser shows, and what ends them."""
_ESCAPED_TIMES = re.compile(r"(?<=\d)\\\*(?=\d)")
_OPENS_CODE = re.compile(r"\s*<pre\b(?P<outer>[^<>]*)>\s*<code\b(?P<inner>[^<>]*)>\n?", re.IGNORECASE)
_CLOSES_CODE = re.compile(r"</code\s*>\s*</pre\s*>", re.IGNORECASE)
_LANGUAGE = re.compile(r"(?:\blanguage-|\blang-|\blang(?:uage)?\s*=\s*[\"']?)(?P<name>[\w+#.-]{1,30})", re.IGNORECASE)
_ANY_TAG = re.compile(r"</?[A-Za-z][^<>]*>")

Piece = tuple[str, str, int]
"""What the builder of texts takes: an event's name, its value, and its line."""


def pieces(lines: Sequence[tuple[int, str]]) -> Iterator[Piece]:
    """The tags and the words of a block that is given as lines with their numbers."""
    whole = "".join(text for _, text in lines)
    starts = list(accumulate((len(text) for _, text in lines), initial=0))[:-1]
    at = _muted(whole)
    for part in _TOKEN.split(whole[at:]):
        line = lines[max(0, bisect_right(starts, at) - 1)][0] if lines else 1
        at += len(part)
        if part.startswith("<") and _TOKEN.fullmatch(part):
            yield "InlineHtml", part, line
        else:
            yield from _words(part, line)


def code(written: str) -> tuple[str, str] | None:
    """The language and the characters of a block, as its note has it, that is nothing but `<pre><code>`."""
    opens = _OPENS_CODE.match(written)
    closes = _CLOSES_CODE.search(written, opens.end()) if opens else None
    if opens is None or closes is None or written[closes.end() :].strip():
        return None
    named = _LANGUAGE.search(opens["inner"]) or _LANGUAGE.search(opens["outer"])
    text = unescape(_ANY_TAG.sub("", written[opens.end() : closes.start()]))
    return named["name"] if named else "", text.rstrip("\n")


def _muted(whole: str) -> int:
    """How much at the start of a block is a declaration, an instruction or data of XML."""
    start = len(whole) - len(whole.lstrip())
    for opening, closing in _MUTE:
        if whole.startswith(opening, start) and not whole.startswith("<!--", start):
            end = whole.find(closing, start)
            return 0 if end < 0 else end + len(closing)
    return 0


def _words(part: str, line: int) -> Iterator[Piece]:
    """Words over several lines, each with its own; signs that were made literal for Markdown are themselves again."""
    for number, words in enumerate(part.splitlines(keepends=True), line):
        yield "Text", unescape(_ESCAPED_TIMES.sub("*", words)), number
