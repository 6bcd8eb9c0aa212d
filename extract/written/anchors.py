"""Quotes -> the statements of a note that they stand for, with their stamps and lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain

from cuedeck.cards.identity import normalise
from cuedeck.cards.similarity import found, letters_shared, negations
from cuedeck.extract.parser.sentences import bounds
from cuedeck.extract.text.place import Place
from cuedeck.extract.text.texts import own_texts
from cuedeck.notes.blocks import Callout, Code, Definition, List, Table
from cuedeck.notes.cue import Stamp
from cuedeck.notes.fragment import fragment
from cuedeck.notes.text import Form, Span, Text

BELOW = "Sections below:"
"""Announces the headings of what stands below a section, where these are shown as one statement."""
_ALIKE = 0.9
"""Share of letters that a statement must have in common with what was quoted of it."""
_SHORT = 20
"""Characters; of shorter quotes every letter counts."""
_PARTS = re.compile(r"\s*\n\s*|(?<=[.!?])\s+(?=[A-Z])")
"""What parts a quote that takes in more than one statement."""
_LEAD = re.compile(r"^\s*(?:[-*+>]|#{1,6}|\d{1,3}[.)])\s+")
"""The mark of an entry, a heading or a quote."""
_BLANKS = re.compile(r"\s+")
_NO_SYMBOLS = frozenset("ast")
"""Letters that are words of their own, or are left of `it's` and `don't`."""
_SIGNS = str.maketrans("’‘“”„–—\u00a0\u2011", '\'\'"""-- -')
"""Signs that are spelt in several ways, letter by letter."""


@dataclass(frozen=True)
class Ground:
    """A text of a note and where it stands."""

    text: Text
    place: Place

    @cached_property
    def folded(self) -> str:
        """Its words as they are compared."""
        return _folded(self.text.plain)

    @cached_property
    def _offsets(self) -> tuple[int, ...]:
        """Where in `plain` each letter of `folded` stands, and where it ends."""
        plain = self.text.plain
        kept = [at for at, letter in enumerate(plain) if not (letter.isspace() and plain[at - 1 : at].isspace())]
        return (*kept, len(plain))

    @cached_property
    def spoken(self) -> tuple[tuple[int, int, str], ...]:
        """Where in `folded` each sentence stands, and its words and signs alone."""
        shift = {at: place for place, at in enumerate(self._offsets)}
        parts = ((start, end, normalise(self.text.plain[start:end])) for start, end in bounds(self.text))
        return tuple((shift.get(start, 0), shift.get(end, len(self.folded)), said) for start, end, said in parts)

    def stretch(self, start: int, end: int) -> tuple[int, int]:
        """The part of `plain` that a part of `folded` is."""
        return self._offsets[start], self._offsets[end]


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
    """All texts of a note that a card may rest on, in reading order, then what its headings enumerate."""
    around = tuple(places)
    said = (Ground(text, place) for place in around for text in _texts(place) if text.plain.strip())
    return (*_dated(said), *(Ground(_outline(place), place) for place in around if _has_outline(place)))


def _has_outline(place: Place) -> bool:
    return place.block is None and len(place.section.sections) > 1


def _outline(place: Place) -> Text:
    """The headings below a section, as `passages` shows them."""
    named = [below.heading for below in place.section.sections]
    return sum((heading + "; " for heading in named[:-1]), start=Text()) + named[-1]


def _dated(of: Iterable[Ground]) -> Iterator[Ground]:
    """The texts, code with the stamp before it: it has no stamps of its own."""
    last: Stamp | None = None
    for ground in of:
        yield replace(ground, text=replace(ground.text, near=last)) if isinstance(ground.place.block, Code) else ground
        last = ground.text.stamps[-1][1] if ground.text.stamps else last


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
        case Code(text=text, line=line):
            yield Text((Span(text, Form.CODE, line=line),))
        case block:
            yield from own_texts(block)


def _joined(cells: Iterable[Text]) -> Text:
    return sum((cell + " " if cell.plain else cell for cell in cells), start=Text()).strip()


def anchor(quote: str, within: Iterable[Ground]) -> Anchor | None:
    """The statement that a quote stands for; None where it stands nowhere, or says something else now."""
    candidates, quote = tuple(within), quote.removeprefix(BELOW)
    hit = _whole(quote, candidates) or _first_part(quote, candidates) or _respelt(_plain(quote), candidates)
    if hit is None:
        return None
    first, last = hit.ground.stretch(hit.start, hit.end)
    touched = [(start, end) for start, end in bounds(hit.ground.text) if start < last and end > first]
    statement = hit.ground.text.cut(touched[0][0], touched[-1][1]).strip()
    return Anchor(statement, hit.ground.place)


def stamped(found_at: Anchor, entries: Sequence[str], within: Iterable[Ground]) -> Anchor:
    """The anchor of an enumeration with the first stamp inside it, where its announcement has none of its own.

    That of its first entry that stands there, else the first one of the list that is announced.
    """
    statement, place = found_at.statement, found_at.place
    if statement.stamps or not entries:
        return found_at
    beside = (ground for ground in within if _is_inside(place, ground.place))
    behind = [ground for ground in beside if ground.text.line > statement.line]
    hits = (_hit(_plain(entry), behind) for entry in entries)
    own = (hit.ground for hit in hits if hit is not None)
    announced = (ground for ground in behind if _announces(place, ground))
    stamp = next((ground.text.stamps[0][1] for ground in chain(own, announced) if ground.text.stamps), None)
    if stamp is None:
        return found_at
    return replace(found_at, statement=replace(statement, stamps=((len(statement.plain), stamp),)))


def _is_inside(place: Place, other: Place) -> bool:
    """Whether a text stands in the section of another; below a heading, also in the sections below it."""
    if place.block is not None:
        return other.section is place.section
    return other.section.path[: len(place.section.path)] == place.section.path


def _announces(place: Place, ground: Ground) -> bool:
    """Whether a heading, or what stands right before a list or table, announces a text behind it."""
    is_list = isinstance(place.following, List | Table)
    return place.block is None or (is_list and ground.place.block is place.following)


def _plain(quote: str) -> str:
    return fragment(_LEAD.sub("", quote)).plain.strip()


def _whole(quote: str, candidates: Iterable[Ground]) -> _Hit | None:
    """Where all of a quote stands in one text, be it in the cells of a row."""
    plain = _plain(quote)
    cells = " ".join(plain.replace("|", " ").split())
    # What is no Markdown, such as `x[i]`, stands in the note as it is quoted.
    return _exact(quote, candidates) or _hit(plain, candidates) or (_hit(cells, candidates) if "|" in plain else None)


def _hit(quote: str, candidates: Iterable[Ground]) -> _Hit | None:
    """Where a quote stands: letter by letter if it does, else where it is most alike and denies as much."""
    exact, wanted = _exact(quote, candidates), _folded(quote)
    if exact is not None or len(wanted) < _SHORT:
        return exact
    places = ((ground, found(wanted, ground.folded, _ALIKE)) for ground in candidates)
    near = (_Hit(ground, *place) for ground, place in places if place is not None)
    same = (hit for hit in near if _says_as_much(hit, quote))
    return max(same, key=lambda hit: hit.alike, default=None)


def _respelt(quote: str, candidates: Iterable[Ground]) -> _Hit | None:
    """Where the sentence stands that a quote was before its signs were spelt otherwise, as those of formulas."""
    wanted = normalise(quote)
    hits = (
        _Hit(ground, start, end, letters_shared(wanted, said))
        for ground in candidates
        for start, end, said in ground.spoken
    )
    best = max(hits, key=lambda hit: hit.alike, default=None)
    if len(wanted) < _SHORT or best is None or best.alike < _ALIKE:
        return None
    return best if _says_as_much(best, quote) else None


def _says_as_much(hit: _Hit, quote: str) -> bool:
    """Whether what is only nearly a quote denies as much, and has all of its numbers and symbols."""
    here = _words(hit)
    return negations(quote) == negations(here) and not _symbols(quote) - _symbols(here)


def _symbols(text: str) -> Counter[str]:
    """Numbers and single letters, such as the names of variables."""
    said = (word for word in normalise(text).split() if len(word) == 1 or word.isdigit())
    return Counter(word for word in said if word.isalnum() and word not in _NO_SYMBOLS)


def _exact(quote: str, candidates: Iterable[Ground]) -> _Hit | None:
    """Where a quote stands letter by letter: alone if it does, as an entry or heading; else where it first does."""
    wanted = _folded(quote.strip())
    if not any(letter.isalnum() for letter in wanted):
        return None
    starts = ((ground, _start(wanted, ground.folded)) for ground in candidates)
    hits = [_Hit(ground, start, start + len(wanted), 1.0) for ground, start in starts if start is not None]
    return next((hit for hit in hits if hit.ground.folded.strip() == wanted), next(iter(hits), None))


def _start(wanted: str, text: str) -> int | None:
    """Where words stand letter by letter, as no part of other words: `stable` does not stand in `unstable`."""
    start = text.find(wanted)
    while start >= 0 and (_cuts(text, start) or _cuts(text, start + len(wanted))):
        start = text.find(wanted, start + 1)
    return start if start >= 0 else None


def _cuts(text: str, at: int) -> bool:
    """Whether a word or number would be cut there; letters without a case, as in Chinese, have no spaces between words."""
    sides = text[max(at - 1, 0) : at + 1]
    return len(sides) > 1 and all(letter.isdigit() or letter.lower() != letter.upper() for letter in sides)


def _words(hit: _Hit) -> str:
    """What stands where a quote was found, its first and last word whole."""
    plain = hit.ground.text.plain
    first, last = hit.ground.stretch(hit.start, hit.end)
    start = plain.rfind(" ", 0, first + 1) + 1
    end = plain.find(" ", max(last - 1, start))
    return plain[start : end if end >= 0 else None]


def _first_part(quote: str, candidates: tuple[Ground, ...]) -> _Hit | None:
    """Where the first part of a quote stands, all parts of which do."""
    parts = [part for part in _PARTS.split(quote) if any(letter.isalnum() for letter in part)]
    hits = [_whole(part, candidates) for part in parts]
    return hits[0] if hits and None not in hits else None


def _folded(text: str) -> str:
    """A text as it is compared: of white space one blank is left, and every other letter has its place."""
    folded = _BLANKS.sub(" ", text).translate(_SIGNS)
    lowered = folded.lower()
    return lowered if len(lowered) == len(folded) else folded
