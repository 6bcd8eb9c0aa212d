"""Quotes -> the statements of a note that they stand for, with their stamps and lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from cuedeck.cards.similarity import compare, found
from cuedeck.extract.parser.sentences import bounds
from cuedeck.extract.text.place import Place
from cuedeck.extract.text.texts import own_texts
from cuedeck.notes.blocks import Callout, Definition, Table
from cuedeck.notes.fragment import fragment
from cuedeck.notes.text import Text

_ALIKE = 0.9
"""Share of letters that a statement must have in common with what was quoted of it."""
_SHORT = 20
"""Characters; of shorter quotes every letter counts."""
_PARTS = re.compile(r"\s*\n\s*|(?<=[.!?])\s+(?=[A-Z])|\s*\|\s*")
"""What parts a quote that takes in more than one statement."""
_LEAD = re.compile(r"^\s*(?:[-*+]|\d{1,3}[.)])\s+")
_SIGNS = str.maketrans("’‘“”„–—\u00a0\u2011", '\'\'"""-- -')
"""Signs that are spelt in several ways, letter by letter."""


@dataclass(frozen=True)
class Ground:
    """A text of a note and where it stands."""

    text: Text
    place: Place

    @cached_property
    def folded(self) -> str:
        """Its words as they are compared, as long as `plain`."""
        return _folded(self.text.plain)


@dataclass(frozen=True, slots=True)
class Anchor:
    """What a quote stands for."""

    statement: Text
    place: Place


@dataclass(frozen=True, slots=True)
class _Hit:
    """Where in which text a quote was found."""

    ground: Ground
    start: int
    end: int
    alike: float


def grounds(places: Iterable[Place]) -> tuple[Ground, ...]:
    """All texts of a note that a card may rest on, in reading order."""
    return tuple(Ground(text, place) for place in places for text in _texts(place) if text.plain.strip())


def _texts(place: Place) -> Iterator[Text]:
    match place.block:
        case None:
            yield place.section.heading
        case Table(rows=rows):
            yield from (_joined(row) for row in rows)
        case Callout(title=title):
            yield title
        case Definition(term=term):
            yield term
        case block:
            yield from own_texts(block)


def _joined(cells: Iterable[Text]) -> Text:
    return sum((cell + " " for cell in cells), start=Text()).strip()


def anchor(quote: str, within: Iterable[Ground]) -> Anchor | None:
    """The statement that a quote stands for; None where it stands nowhere, or says something else now."""
    candidates = tuple(within)
    hit = _hit(_plain(quote), candidates) or _first_part(quote, candidates)
    if hit is None:
        return None
    touched = [(start, end) for start, end in bounds(hit.ground.text) if start < hit.end and end > hit.start]
    statement = hit.ground.text.cut(touched[0][0], touched[-1][1]).strip()
    return Anchor(statement, hit.ground.place)


def stamped(found_at: Anchor, entries: Iterable[str], within: Iterable[Ground]) -> Anchor:
    """The anchor of an enumeration with the first stamp inside it, where its announcement has none of its own."""
    if found_at.statement.stamps:
        return found_at
    beside = tuple(ground for ground in within if ground.place.section is found_at.place.section)
    hits = (_hit(_plain(entry), beside) for entry in entries)
    stamp = next((hit.ground.text.stamps[0][1] for hit in hits if hit is not None and hit.ground.text.stamps), None)
    if stamp is None:
        return found_at
    return replace(found_at, statement=replace(found_at.statement, stamps=((len(found_at.statement.plain), stamp),)))


def _plain(quote: str) -> str:
    return fragment(_LEAD.sub("", quote)).plain.strip()


def _hit(quote: str, candidates: Iterable[Ground]) -> _Hit | None:
    """Where a quote stands: letter by letter if it does, else where it is most alike and says the same."""
    wanted = _folded(quote)
    if not wanted:
        return None
    near: list[_Hit] = []
    for ground in candidates:
        start = ground.folded.find(wanted)
        if start >= 0:
            return _Hit(ground, start, start + len(wanted), 1.0)
        if len(wanted) >= _SHORT and (place := found(wanted, ground.folded, _ALIKE)) is not None:
            near.append(_Hit(ground, *place))
    best = max(near, key=lambda hit: hit.alike, default=None)
    return best if best is not None and not compare(quote, _words(best)).clash else None


def _words(hit: _Hit) -> str:
    """What stands where a quote was found, its first and last word whole."""
    plain = hit.ground.text.plain
    start = plain.rfind(" ", 0, hit.start + 1) + 1
    end = plain.find(" ", max(hit.end - 1, start))
    return plain[start : end if end >= 0 else None]


def _first_part(quote: str, candidates: tuple[Ground, ...]) -> _Hit | None:
    """Where the first part of a quote stands, all parts of which do."""
    parts = [_plain(part) for part in _PARTS.split(quote) if any(letter.isalnum() for letter in part)]
    hits = [_hit(part, candidates) for part in parts]
    return hits[0] if len(hits) > 1 and None not in hits else None


def _folded(text: str) -> str:
    """A text as it is compared, of the same length."""
    folded = text.translate(_SIGNS)
    lowered = folded.lower()
    return lowered if len(lowered) == len(text) else folded
