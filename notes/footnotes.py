"""Times that stand in footnotes, put where the note refers to them: `Whales sing.[^1]` with `[^1]: [00:01:02]`."""

import re
from collections.abc import Iterable, Mapping

_NOTE = re.compile(r"^[ \t]{0,3}\[\^(?P<name>[\w-]{1,40})\^?\]:(?P<text>.{0,2000})$")
_REFERENCE = re.compile(r"\[\^(?P<name>[\w-]{1,40})\^?\](?!:)")
_STAMP = re.compile(
    r"<a\s[^<>\n]{0,300}data-t=[^<>\n]{0,100}>[^<\n]{0,60}</a>|\[{1,2}\d{1,2}:\d{2}(?::\d{2})?\]{1,2}", re.IGNORECASE
)


def times(lines: Iterable[str]) -> dict[str, str]:
    """The first timestamp of each footnote that has one, as it is spelt, by the footnote's name."""
    notes = (_NOTE.match(line) for line in lines if line.lstrip().startswith("[^"))
    return {note["name"]: stamp[0] for note in notes if note is not None and (stamp := _STAMP.search(note["text"]))}


def placed(lines: Iterable[str], known: Mapping[str, str]) -> list[str]:
    """The lines with the time of its footnote behind each reference."""
    return [_placed(line, known) if "[^" in line else line for line in lines]


def _placed(line: str, known: Mapping[str, str]) -> str:
    return _REFERENCE.sub(
        lambda match: f"{match[0]} {known[match['name']]}" if match["name"] in known else match[0], line
    )
