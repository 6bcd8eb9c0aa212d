"""Lines by which Obsidian_to_Anki is told the deck and the tags of a note: `TARGET DECK: A::B`, `FILE TAGS: a b`."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from cuedeck.notes import deck_names

_LINE = re.compile(r"(?P<name>TARGET DECK|FILE TAGS)(?:[ \t]*:[ \t]*(?P<value>.*?))?[ \t]*")


@dataclass(frozen=True, slots=True)
class Directives:
    """What such lines say."""

    deck: str | None = None
    tags: tuple[str, ...] = ()


def directives(lines: Iterable[str]) -> Directives:
    """What the lines of a note say of it as a whole."""
    said = {name: value for name, value in _read(lines) if name and value}
    return Directives(
        deck_names.shortened(said.get("TARGET DECK", "")) or None,
        tuple(said.get("FILE TAGS", "").replace(",", " ").split()),
    )


def without_directives(lines: Iterable[str]) -> list[str]:
    """The lines, empty where they say something of the note as a whole."""
    kept = list(lines)
    return ["" if name else line for line, (name, _) in zip(kept, _read(kept), strict=True)]


def _read(lines: Iterable[str]) -> Iterator[tuple[str, str]]:
    """What each line belongs to, if to anything, and its value; the value may stand on the next line."""
    waiting = ""
    for line in lines:
        match = _LINE.fullmatch(line) if line[:4] in {"TARG", "FILE"} else None
        if match is not None:
            waiting = "" if match["value"] else match["name"]
            yield match["name"], match["value"] or ""
        else:
            yield (waiting, line.strip()) if waiting and line.strip() else ("", "")
            waiting = ""
