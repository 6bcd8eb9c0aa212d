"""Times at the start of lines, as transcripts and video plug-ins write them: `12:40 - Bees dance`, `**0:45** Bees`.

Such a time may as well be one of day, a verse, a ratio, a score or a duration, so that none is taken for a stamp by
itself. All those of one setting (bold, in parentheses, ...) are judged together, and only where a recording is known.
"""

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cuedeck.notes.clock import is_regular, seconds

_READING = r"\d{1,4}(?::\d{1,4}){1,3}(?:\.\d{1,3})?"
LINE_TIME = re.compile(
    rf"""^(?P<lead>[ \t>]*(?:\#{{1,6}}[ \t]+)?(?:(?:[-*+]|\d{{1,3}}[.)])[ \t]+)?(?:\[[ xX]\][ \t]+)?(?P<row>\|[ \t]*)?)
    (?P<open>[*_(]{{0,4}})(?P<reading>{_READING})(?![\d.,:]{{0,9}}\d)
    (?:[ \t]{{0,2}}(?:[–—-]|-->)[ \t]{{0,2}}(?P<end>{_READING})(?![\d.,:]{{0,9}}\d))?
    (?P<verses>(?:[–—/-]|,[ \t]?)\d{{1,3}})?
    :?(?P<close>[*_)]{{0,4}})
    (?(row)(?=[ \t|])|(?:[ \t]{{0,3}}[–—-](?=[ \t])|[ \t]{{0,3}}[:|•·→](?=[ \t])|(?=[ \t]|$)))
    [ \t]*""",
    re.VERBOSE,
)
"""A line that starts with a time, up to its words."""
_UNIT = re.compile(
    r"(?:[ap]\.?m\b|[AP]M\b|Uhr\b|o['’]clock\b|h\b|hrs?\b|hours?\b|mins?\b|minutes?\b|secs?\b|seconds?\b"
    r"|(?:UTC|GMT|C?E[SD]?T|[CMP][SD]T)\b)"
)
"""What stands behind a time of day or a duration."""
_FEWEST = 3
"""Fewer times show no order."""
_OUTLIERS = 0.1
"""Share of times that may stand out of order, and are then none."""
_MINUTE, _HOUR = 60, 3600
_DAY = 24
"""Hours, which no time of day reaches."""
_EARLY = 2 * _MINUTE
"""Seconds; where the first time is later, read as minutes and seconds, it may be that of a day."""
_LONG = 3 * _MINUTE
"""Seconds; sets of exercises are shorter."""
_SAYING = 5
"""Words; fewer may be a step of a recipe or a name."""
_SPREAD = 0.5
"""Share of the last time that the first one may reach: results of races and days at work start late."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """What is known of the recording that times may stand for."""

    certain: bool
    """Whether the note names a video or audio file, not a page that may have none."""
    length: int | None
    """Seconds, where that is told."""


@dataclass(frozen=True, slots=True)
class _Time:
    line: int
    """Counted from 0 in the lines that were looked at."""
    reading: str
    says: bool
    """Whether enough words stand behind it to say something."""
    may_be_stamp: bool
    """Whether it is regular, and nothing beside it tells that it is a time of day, a duration or a verse."""

    @property
    def fields(self) -> list[str]:
        """Its digits between colons."""
        return self.reading.partition(".")[0].split(":")

    @property
    def seconds(self) -> int:
        """Offset that it would stand for."""
        return seconds(self.reading)


def line_times(lines: Iterable[tuple[int, str]], recorded: Recorded | None) -> frozenset[int]:
    """The numbers of the lines that start with a stamp without brackets; code must not be among the lines.

    `recorded`: None where the note names no recording, and so has no stamps without brackets.
    """
    if recorded is None:
        return frozenset()
    settings: defaultdict[str, list[_Time]] = defaultdict(list)
    for number, line in lines:
        match = LINE_TIME.match(line)
        if match is not None and _is_closed(match):
            settings[match["open"] + ("|" if match["row"] else "")].append(_time(number, match))
    return frozenset(time.line for times in settings.values() for time in _stamps(times, recorded))


def _is_closed(match: re.Match[str]) -> bool:
    """Whether what opens before a time closes behind it, or, where it only sets it off, later."""
    opened = match["open"]
    return match["close"] == opened[::-1].replace("(", ")") or (not match["close"] and "(" not in opened)


def _time(number: int, match: re.Match[str]) -> _Time:
    readings = filter(None, (match["reading"], match["end"]))
    is_other = match["verses"] or _UNIT.match(match.string, match.end())
    words = match.string[match.end() : match.end() + 1000].split(maxsplit=_SAYING)
    regular = all(map(is_regular, readings))
    return _Time(number, match["reading"], len(words) >= _SAYING, may_be_stamp=regular and not is_other)


def _stamps(times: Sequence[_Time], recorded: Recorded) -> Sequence[_Time]:
    """Those of the times of one setting that are doubtless offsets in the recording."""
    kept, longest = _rising([time for time in times if time.may_be_stamp])
    if len({time.seconds for time in kept}) < _FEWEST or len(times) - longest > _OUTLIERS * len(times):
        return ()
    fits = recorded.length is None or kept[-1].seconds <= recorded.length
    return kept if fits and _is_of_recording(kept, certain=recorded.certain) else ()


def _rising(times: Sequence[_Time]) -> tuple[Sequence[_Time], int]:
    """The times that are in every longest run of times in order, and how long such a run is.

    Where 4:04 and 3:16 stand between 3:03 and 5:05, none of the two is known to be out of order.
    """
    seconds = [time.seconds for time in times]
    before = _runs(seconds)
    behind = _runs([-each for each in reversed(seconds)])[::-1]
    longest = max(before, default=0)
    joined = zip(before, behind, times, strict=True)
    inside = [(start, time) for start, rest, time in joined if start + rest - 1 == longest]
    rivals = Counter(start for start, _ in inside)
    return [time for start, time in inside if rivals[start] == 1], longest


def _runs(seconds: Sequence[int]) -> list[int]:
    """For each time, the length of the longest run up to it of which none is earlier than the one before it."""
    ends: list[int] = []
    lengths: list[int] = []
    for each in seconds:
        place = bisect_right(ends, each)
        ends[place : place + 1] = [each]
        lengths.append(place + 1)
    return lengths


def _is_of_recording(times: Sequence[_Time], *, certain: bool) -> bool:
    """Whether rising times are doubtless offsets in a recording."""
    first, last = times[0].seconds, times[-1].seconds
    lengths = {len(time.fields) for time in times}
    if lengths == {3}:
        return first < _HOUR
    if first > _SPREAD * last or not any(map(_shows_seconds, times)):
        return False
    if len(lengths) > 1:
        return len(times[-1].fields) == 3
    if any(int(time.fields[0]) >= _DAY for time in times):
        return certain or first < _MINUTE
    if not certain and len(times[0].fields[0]) > 1:
        return False
    return (_is_exact(times) and first < (_EARLY if certain else _MINUTE)) or (certain and _is_told(times))


def _shows_seconds(time: _Time) -> bool:
    """Whether a time has a field that no verse, ratio or score would have: `0:45`, `3:05`."""
    return any(field.startswith("0") for field in time.fields)


def _is_exact(times: Iterable[_Time]) -> bool:
    """Whether times are told to the second; people round those of a day and of a recipe."""
    return any(time.seconds % 5 for time in times)


def _is_told(times: Sequence[_Time]) -> bool:
    """Whether rounded times go on for longer than exercises do, in other steps than quarters, with sentences."""
    first, last = times[0].seconds, times[-1].seconds
    runs = first < _MINUTE and last >= max(_LONG, 4 * first)
    return runs and any(time.seconds % 15 for time in times) and sum(time.says for time in times) * 2 > len(times)
