"""Clock readings such as `01:02:03` or `6:33`, and the seconds they stand for."""

import re

CLOCK = r"(?=\d{1,3}(?::\d)?:\d\d)\d{1,3}:\d{1,2}(?::\d{1,3}){0,2}(?:\.\d{1,3})?"
"""One clock reading in any spelling found in notes: MM:SS, H:MM:SS, and broken ones with fields missing a digit or a
fourth field. Some field behind a colon has two digits: `1:1` and `6:0` are ratios and scores."""

_FIELDS = re.compile(CLOCK)


def seconds(reading: str) -> int:
    """Seconds since the start of the recording; of four fields, the fourth (frames) is dropped."""
    fields = [int(field) for field in reading.split(".", maxsplit=1)[0].split(":")[:3]]
    total = 0
    for field in fields:
        total = total * 60 + field
    return total


def is_clock(text: str) -> bool:
    """Whether the whole text is one clock reading."""
    return _FIELDS.fullmatch(text.strip()) is not None


def is_regular(reading: str) -> bool:
    """Whether minutes and seconds stay below 60, two digits each, in two or three fields."""
    fields = reading.split(".", maxsplit=1)[0].split(":")
    rest = fields[1:]
    first_ok = len(fields[0]) <= 2 and (len(fields) == 3 or int(fields[0]) < 60)
    return len(fields) <= 3 and first_ok and all(len(field) == 2 and int(field) < 60 for field in rest)


def label(total: int) -> str:
    """A short reading for people: `1:21`, `1:02:03`."""
    hours, rest = divmod(total, 3600)
    minutes, secs = divmod(rest, 60)
    return f"{hours}:{minutes:02}:{secs:02}" if hours else f"{minutes}:{secs:02}"
