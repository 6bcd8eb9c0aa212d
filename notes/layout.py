"""Lines put where the parser reads them as their writer meant them; no line is moved to another."""

import re
from collections.abc import Iterator, Mapping, Sequence

_ENTRY = re.compile(r"^(?P<lead>[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+)\S")
START = "cuedeck-start"
"""Element that stands for the number that a list begins with, where it is not one."""
_LATER = re.compile(r"^(?P<lead>[ \t>]*)(?P<number>[02-9]|[1-9]\d{1,3})(?P<sign>[.)][ \t]+)(?=\S)")
_ROW = re.compile(r"^[ \t]{0,3}\|.*\|[ \t]*$")
_DELIMITERS = re.compile(r"^[ \t]{0,3}\|(?:[ \t]*:?-+:?[ \t]*\|)+[ \t]*$")
_RULE = re.compile(r"^[ \t>]*(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$")
_UNDERLINE = re.compile(r"^(?P<lead>[ \t>]*)-{3,}[ \t]*$")
_MARKED = re.compile(r"^[ \t>]*(?:[-*+][ \t]+)?(?:\*{0,2}[QAC]:|\?{1,2}[ \t]*$)|\S::")
_BLOCK_ID = re.compile(r"^[ \t]*id:: (?P<id>[0-9a-f]{8}-[0-9a-f-]{27})[ \t]*$")
_REFERENCE = re.compile(r"\(\((?P<id>[0-9a-f]{8}-[0-9a-f-]{27})\)\)")
_NAMED = re.compile(r"^(?P<said>.*\S)[ \t]+\^(?P<id>[A-Za-z0-9-]{1,40})[ \t]*$")
_EMBEDDED = re.compile(r"!\[\[#\^(?P<id>[A-Za-z0-9-]{1,40})(?:\|[^\[\]\n]{0,200})?\]\]")
_MOST_PUT = 100_000
"""Characters that references may add to a note."""
_BULLET = re.compile(r"^[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+")


def laid_out(lines: Sequence[str]) -> list[str]:
    """The lines with tables below the entries that they follow, and rules below marks as rules, not as headings."""
    placed = list(_ruled(lines))
    return list(_referring(_tabled(placed)))


def ruled(lines: Sequence[str]) -> frozenset[int]:
    """The lines, counted from 1, that have a horizontal rule below them, with nothing but blank lines between."""
    found: set[int] = set()
    last = 0
    for number, line in enumerate(lines, 1):
        if _RULE.match(line):
            found.add(last)
        if line.strip(" \t>"):
            last = number
    return frozenset(found)


def blanks(lines: Sequence[str]) -> frozenset[int]:
    """The lines, counted from 1, that are blank, but for the sign of a quote."""
    return frozenset(number for number, line in enumerate(lines, 1) if not line.strip(" \t>"))


def _ruled(lines: Sequence[str]) -> Iterator[str]:
    is_marked, above = False, ""
    for line in lines:
        match = _UNDERLINE.match(line) if is_marked else None
        opens = is_marked and above.endswith(("?", ":"))
        yield f"{match['lead']}***" if match else _numbered(line) if opens else line
        is_marked = bool(line.strip()) and (is_marked or _MARKED.search(line) is not None)
        above = line.rstrip()


def _numbered(line: str) -> str:
    """A line on which a list begins with another number than one: only a first number lets it begin in a paragraph."""
    match = _LATER.match(line)
    return f'{match["lead"]}1{match["sign"]}<{START} value="{match["number"]}">{line[match.end() :]}' if match else line


def _tabled(lines: Sequence[str]) -> list[str]:
    placed = list(lines)
    entry = 0
    for at, line in enumerate(lines):
        match = _ENTRY.match(line)
        if match is not None:
            entry = len(match["lead"].expandtabs(4))
        elif not line.strip():
            entry = 0
        elif entry and _ROW.match(line):
            below = lines[at + 1] if at + 1 < len(lines) else ""
            is_table = _DELIMITERS.match(below) or placed[at - 1].startswith(" " * entry + "|")
            placed[at] = " " * entry + line.lstrip() if is_table else line
    return placed


def _referring(lines: Sequence[str]) -> Sequence[str]:
    """The lines with what a block of the note says in the place of a reference to it, as Logseq and Obsidian have them."""
    if any("![[#^" in line for line in lines):
        named = {match["id"]: _BULLET.sub("", match["said"]) for line in lines if (match := _NAMED.match(line))}
        shown = {name: said for name, said in named.items() if "![[" not in said}
        lines = _put(lines, _EMBEDDED, shown)
    if any("((" in line for line in lines):
        said = {
            match["id"]: _BULLET.sub("", lines[at - 1]).strip()
            for at, line in enumerate(lines)
            if at and (match := _BLOCK_ID.match(line))
        }
        lines = _put(lines, _REFERENCE, said)
    return lines


def _put(lines: Sequence[str], reference: re.Pattern[str], said: Mapping[str, str]) -> list[str]:
    """The lines with what is said for each reference, as long as that does not make the note much longer."""
    left = _MOST_PUT

    def words(match: re.Match[str]) -> str:
        nonlocal left
        left -= len(said.get(match["id"], ""))
        return said.get(match["id"], match[0]) if left >= 0 else match[0]

    return [reference.sub(words, line) for line in lines]
