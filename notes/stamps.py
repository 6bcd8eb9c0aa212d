"""Timestamps in Markdown source, in every spelling seen in real notes, each replaced by a mark of its own.

Taking them out before Markdown is parsed keeps broken spellings (an unclosed `<a`, a stamp inside a wikilink)
from spoiling the words around them. Every pattern is bounded, so that scanning stays linear on notes with thousands
of stamps in a row.
"""

import re
from collections.abc import Iterator
from urllib.parse import quote

from cuedeck.notes.clock import CLOCK, is_clock, is_regular, seconds
from cuedeck.notes.cue import Stamp
from cuedeck.notes.line_times import LINE_TIME
from cuedeck.notes.recording import duration

_KEPT = "/:#=?&%,;@+$!~*'-._"
"""What an address keeps as it is."""
_OPEN, _CLOSE, _FIRST = "⟦", "⟧", 0xF0000
_MARK = rf"{_OPEN}[\U000F0000-\U000FFFFD]{_CLOSE}"
_ANY_MARK = re.compile(_MARK)

_READINGS = re.compile(rf"(?<![\d:]){CLOCK}(?!:?\d)")
_SEVERAL = rf"{CLOCK}(?:\s{{0,3}}(?:[,;&|–—-]|to|and)\s{{0,3}}{CLOCK}){{0,200}}"
_FULL = r"\d{1,2}:\d{2}:\d{2}"

_ANCHOR = re.compile(
    r"<a\s(?P<attributes>[^<>\n]{0,300}?(?:yt|data)[^<>\n]{0,300}?)(?:>(?P<text>[^<\n]{0,300}?)</a>|</a>|>(?:\[{1,2}[\d:.]{4,12}\]{1,2})?)",
    re.IGNORECASE,
)
_BRACKET = re.compile(
    rf"(?P<open>\[{{1,3}})\s?(?P<readings>{_SEVERAL})\s?(?P<close>\]{{1,5}})"
    rf"(?:\((?P<url>{_MARK}|[^()\s]{{0,500}}(?=\)))\)?(?P<after>\]?))?"
)
_INDEX = re.compile(r"[A-Za-z_]\Z")
"""What stands before a bracket that picks from a list, such as `rows[10:20]`; stamps stuck to a word have hours."""
_MEDIA_LINK = re.compile(r"!?\[(?P<text>[^\[\]\n]{0,300})\]\((?P<url>[^()\s]{1,500})\)")
_ANGLED = re.compile(r"\]\(<(?P<url>[^<>\n]{1,500}#t=[\d:hms.,]{1,40})>\)")
"""The address of a link that has blanks in it."""
_MEDIA_WIKILINK = re.compile(r"!?\[\[(?P<url>[^\[\]|\n]{0,300}#t=[\d:hms.]{1,20})[^\[\]\n]{0,300}\]\]")
_BARE_LINK = re.compile(r"<?(?P<url>https?://[^\s<>()\[\]]{0,500}[^\s<>()\[\].,;:!?*_'\"|])>?")
_PARENTHESIS = re.compile(rf"\((?P<readings>{_FULL}(?:\s?[,–-]\s?{_FULL}){{0,20}})\)")
_CLOCK_LINK = re.compile(rf"\[(?P<text>[^\[\]\n]{{1,300}})\]\((?P<readings>{CLOCK})\)")
_CODED = re.compile(rf"^(?P<lead>\s*(?:[-*+]|\d{{1,9}}[.)])?\s*)`(?P<readings>{CLOCK})`(?=\s)")
_CHAPTER = re.compile(rf"(?P<lead>^\s*#+\s.{{0,300}})\((?P<readings>{CLOCK}\s?[–-]\s?{CLOCK})\)")

_FRAGMENT = re.compile(r"#t=(?P<time>[\d:hms.]{1,20})")
_VIDEO_TIME = re.compile(
    r"https?://(?:www\.|m\.|player\.)?(?:youtube\.com|youtu\.be|vimeo\.com)/[^\s]*[?&](?:t|start)=(?P<time>[\dhms]{1,12})",
    re.IGNORECASE,
)

_JOINED = re.compile(rf"({_MARK})\s{{0,3}}(?:[,;&–-]|and|to)?\s{{0,3}}(?={_MARK})")
_WRAPPED = re.compile(rf"[(\[]\s?((?:{_MARK}\s?){{1,300}})[)\]]")
_PLACEHOLDER = re.compile(r"\bN/A\b|\bHH(?::\w\w){0,2}\b")
_DASHED = re.compile(rf"^(\s*(?:[-*+]\s|\d{{1,9}}[.)]\s)?\s*(?:{_MARK}))\s[–—-]\s")


class Stamps:
    """The stamps of one note, gathered line by line; `take` leaves a mark in the place of each."""

    def __init__(self, *, chapters: bool = False) -> None:
        """`chapters`: headings carry ranges such as `(0:00-5:30)`, so that these are times, not hours of a day."""
        self._found: list[Stamp] = []
        self._spellings: list[str] = []
        self._chapters = chapters

    def take(self, line: str) -> str:
        """The line with a mark for every stamp; no part of it may be code."""
        if ":" not in line and "t=" not in line:
            return line
        if "<" in line:
            line = _ANCHOR.sub(self._anchor, line)
        if "[" in line:
            line = self._take_bracketed(line)
        if "://" in line:
            line = _BARE_LINK.sub(self._media, line)
        if "(" in line:
            line = _PARENTHESIS.sub(self._readings, line)
        if self._chapters:
            line = _CHAPTER.sub(
                lambda m: m["lead"] + self._mark(_READINGS.findall(m["readings"])[0], m["readings"]), line
            )
        if _OPEN not in line:
            return line
        return _DASHED.sub(r"\1 ", _WRAPPED.sub(r"\1", _JOINED.sub(r"\1", line)))

    def _take_bracketed(self, line: str) -> str:
        line = _ANGLED.sub(lambda match: f"]({quote(match['url'], safe=_KEPT)})", line)
        line = _BRACKET.sub(self._bracket, line)
        line = _MEDIA_LINK.sub(self._media, line)
        line = _MEDIA_WIKILINK.sub(self._media, line)
        return _CLOCK_LINK.sub(lambda m: f"{m['text']} {self._readings(m)}", line)

    def take_coded(self, line: str) -> str:
        """The line with a mark for a reading set as code at its start: `` - `05:30` osmosis ``."""
        line = _CODED.sub(lambda m: m["lead"] + self._mark(m["readings"], f"`{m['readings']}`"), line)
        return _DASHED.sub(r"\1 ", line)

    def take_leading(self, line: str) -> str:
        """The line with a mark for the time that it starts with: `- **12:40:** osmosis`."""
        match = LINE_TIME.match(line)
        if match is None:
            return line
        mark = self._mark(match["reading"], match[0][len(match["lead"]) :].rstrip(), opens=True)
        setting = "" if match["close"] else match["open"]
        return f"{match['lead']}{mark} {setting}{line[match.end() :]}"

    def mark(self, reading: str) -> str | None:
        """A mark for a reading that stands alone, or None where it is no clock reading."""
        return self._mark(reading.strip(), reading) if is_clock(reading) else None

    def split(self, text: str) -> Iterator[str | Stamp]:
        """The words and the stamps of a text, in order."""
        at = 0
        for match in _ANY_MARK.finditer(text):
            index = self._index(match[0])
            if index is not None:
                yield text[at : match.start()]
                yield self._found[index]
                at = match.end()
        yield text[at:]

    def restore(self, text: str) -> str:
        """The text with every stamp as it was spelt: for code, which keeps its characters."""
        return self._restored(text, len(self._found))

    def _restored(self, text: str, found: int) -> str:
        """The text with the first so many stamps as they were spelt; a spelling holds none but those before it."""

        def spelt(mark: re.Match[str]) -> str:
            index = self._index(mark[0])
            return mark[0] if index is None or index >= found else self._restored(self._spellings[index], index)

        return _ANY_MARK.sub(spelt, text) if _OPEN in text else text

    def _index(self, mark: str) -> int | None:
        index = ord(mark[1]) - _FIRST
        return index if index < len(self._found) else None

    def _mark(
        self, reading: str, spelling: str, *, suspect: bool = False, url: str | None = None, opens: bool = False
    ) -> str:
        if _FIRST + len(self._found) > 0xFFFFD:
            return spelling
        self._found.append(Stamp(seconds(reading), reading, suspect or not is_regular(reading), url, opens))
        self._spellings.append(spelling)
        return f"{_OPEN}{chr(_FIRST + len(self._found) - 1)}{_CLOSE}"

    def _readings(self, match: re.Match[str]) -> str:
        found: list[str] = _READINGS.findall(match["readings"])
        is_range = len(found) == 2 and re.search(r"[–—-]|to", match["readings"])
        first, rest = found[0], () if is_range else found[1:]
        return "".join([self._mark(first, match[0]), *(self._mark(reading, "") for reading in rest)])

    def _bracket(self, match: re.Match[str]) -> str:
        found: list[str] = _READINGS.findall(match["readings"])
        if not found or _is_index(match, found[0]):
            return match[0]
        link = match["url"]
        surplus = _surplus(match)
        if link is None or _ANY_MARK.search(link):
            return self._readings(match) + surplus
        linked = _time_of(link)
        disagrees = linked is not None and linked != seconds(found[0])
        url = link if link.startswith("http") else None
        return self._mark(found[0], match[0], suspect=disagrees, url=url) + surplus

    def _media(self, match: re.Match[str]) -> str:
        time = _time_of(match["url"])
        if time is None:
            return match[0]
        words = match.groupdict().get("text") or ""
        reading = f"{time // 3600}:{time // 60 % 60:02}:{time % 60:02}"
        url = match["url"] if match["url"].startswith("http") else None
        return f"{words} {self._mark(reading, match[0], url=url)}".lstrip()

    def _anchor(self, match: re.Match[str]) -> str:
        words = (match["text"] or "").strip()
        linked: list[str] = _READINGS.findall(match["attributes"])
        shown = list(dict.fromkeys(_READINGS.findall(words)))
        left = "" if _PLACEHOLDER.search(words) else "".join(filter(str.isalpha, _READINGS.sub("", words)))
        if not linked and not shown:
            return match[0] if "yt-timestamp" not in match["attributes"] else words.strip("[]") if left else ""
        first = (linked or shown)[0]
        disagrees = bool(linked and shown) and seconds(linked[0]) != seconds(shown[0])
        mark = self._mark(first, match[0], suspect=disagrees)
        more = "".join(self._mark(reading, "") for reading in shown[1:] if not disagrees and len(shown) < 300)
        return f"{words} {mark}" if left else mark + more


def without_marks(line: str) -> str:
    """The line with what looks like a mark of ours made a sign that stands for none."""
    return _ANY_MARK.sub(f"{_OPEN}\ufffd{_CLOSE}", line) if _OPEN in line else line


def has_chapters(body: str) -> bool:
    """Whether a heading carries a range that starts at zero, such as `(0:00-5:30)`."""
    return (
        re.search(rf"^\s{{0,3}}#+\s[^\n]{{0,300}}\(0?0:00(?::00)?\s?[–-]\s?{CLOCK}\)", body, re.MULTILINE) is not None
    )


def _is_index(match: re.Match[str], reading: str) -> bool:
    """Whether a bracket picks from a list: `rows[10:20]`."""
    return reading.count(":") == 1 and _INDEX.search(match.string, max(match.start() - 1, 0), match.start()) is not None


def _surplus(match: re.Match[str]) -> str:
    """The closing brackets that belong to a wikilink around the stamp: `[[slug | words [00:01:56]]]`."""
    before = match.string[max(match.start() - 300, 0) : match.start()]
    inside_link = before.rfind("[[") > before.rfind("]]")
    surplus = len(match["close"]) - len(match["open"])
    return "]" * surplus if inside_link and surplus > 0 else ""


def _time_of(address: str) -> int | None:
    match = _FRAGMENT.search(address) or _VIDEO_TIME.search(address)
    if match is None:
        return None
    time = match["time"].strip(".:")
    return seconds(time) if is_clock(time) else duration(time)
