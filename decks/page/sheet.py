"""The sheet: a deck as one self-contained HTML page, to study from on screen and to print as a list."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import PurePosixPath

from cuedeck.cards.card import Card
from cuedeck.cards.ledger import Entry
from cuedeck.cards.siblings import Kin, kin
from cuedeck.cards.spacing import apart
from cuedeck.decks.page.formulas import Draw, drawn
from cuedeck.decks.page.media import embed
from cuedeck.decks.page.template import fill, policy, source, style_counters, style_text
from cuedeck.decks.page.time_link import is_near, safe_link, shown_time
from cuedeck.decks.page.typeset import bare, typeset
from cuedeck.decks.page.words import wording
from cuedeck.notes.stages import Stage

_SCRIPTS = ("study.js", "session.js")
_NEIGHBOURS = 2
"""Places that siblings come apart on the list, so that it stays as near as can be to the order of the note."""


@dataclass(frozen=True, slots=True)
class _Row:
    """One card as the page shows it."""

    number: int
    guid: str
    context: str
    """What the headings above the row do not say already; mostly empty."""
    place: str
    """The whole context, for a row that stands among those of other notes."""
    question: str
    """HTML, as is `answer`."""
    answer: str
    time: str
    is_near: bool
    """Whether the time is that of a neighbour."""
    url: str | None
    tags: str
    """The places of its tags in the page's list of them: `0 3`."""
    tells: str
    """Numbers of what it gives away, `5 8`; a card is its sibling whose `asks` has one of them, or the other way."""
    asks: str
    branch: str
    """That of its section in the page's list of them."""


@dataclass(frozen=True, slots=True)
class _Section:
    """Neighbouring cards under the same headings."""

    heading: str
    rows: tuple[_Row, ...]


@dataclass(frozen=True, slots=True)
class _Branch:
    """A section of a note in the list to pick from, with all that is in it."""

    place: str
    """`1.2` for the second section of the first note; those in it begin alike."""
    heading: str
    depth: int
    """How many sections of the note it is in, itself included."""


@dataclass(frozen=True, slots=True)
class _Chapter:
    """The cards of one note."""

    title: str
    note: str
    language: str
    """Code of the one that it is in, empty where that is not known."""
    sections: tuple[_Section, ...]
    branches: tuple[_Branch, ...]
    """Every section that has cards, or is around one that has, in reading order."""

    @property
    def size(self) -> int:
        """How many cards the note has."""
        return sum(len(section.rows) for section in self.sections)


MARK = b'<meta name="generator" content="cuedeck part">'
"""Stands in the head of every page that is a part of a larger one, and in no other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Where a page belongs that shows a part of a deck; addresses are as they stand in links."""

    number: int
    parts: int
    contents: str
    """Address of the page that leads to all parts."""
    before: str | None
    """Address of the part before it, as `after` of the next one."""
    after: str | None


@Stage("rendering pages")
def page(  # noqa: PLR0913 - each is a choice of its own
    deck: str,
    cards: Sequence[tuple[Card, Entry]],
    *,
    images: Mapping[str, str],
    languages: Mapping[str, str] | None = None,
    interface: str | None = None,
    paper: str | None = None,
    part: Part | None = None,
    draw: Draw = drawn,
) -> str:
    """One HTML page that shows the cards in the given order, gathered by note; within one, siblings are no neighbours.

    `images` gives the `data:` URI of each image by its source; for one without, its alternative text stands in.
    The faces' HTML must be sanitised already. `languages` are the codes of those that notes are in, by path, where they
    are known; `interface` is that of the page's own words. `paper` is the size of its pages as CSS has it, such as `A4`
    or `148mm 105mm`; without it, the printer's paper is taken. `part` says which of several pages of the deck it is; `draw` is that of `typeset`.
    The page needs no network, and shows and prints all
    answers without its script; the same cards and languages give the same text.
    """
    by_note: dict[str, list[tuple[Card, Entry]]] = {}
    for card, entry in cards:
        by_note.setdefault(card.note, []).append((card, entry))
    words = wording(interface)
    tags = tuple(sorted({tag for card, _ in cards for tag in card.tags}))
    relations = dict(zip((card.guid for card, _ in cards), kin([card for card, _ in cards]), strict=True))
    shared = _Shared(images, tags, relations, languages or {}, draw)
    script = "".join(map(source, _SCRIPTS))
    style = fill(
        "sheet.css.j2", deck_in_css=style_text(deck), page_in_css=style_counters(words.page_of), paper=paper, part=part
    )
    return fill(
        "sheet.html.j2",
        deck=deck,
        style=style,
        policy=policy(style=style, script=script),
        words=words,
        extent=words.extent_of(len(cards), len(by_note)),
        chapters=[_chapter(at, own, shared) for at, own in enumerate(by_note.values(), 1)],
        tags=tags,
        doubtful=any(card.cue is not None and card.cue.suspect for card, _ in cards),
        near=any(is_near(card.cue) for card, _ in cards),
        script=script,
        part=part,
        mark=MARK.decode(),
    )


@dataclass(frozen=True, slots=True)
class _Shared:
    """What the rows of a page have in common."""

    images: Mapping[str, str]
    tags: tuple[str, ...]
    relations: Mapping[str, Kin]
    """By guid."""
    languages: Mapping[str, str]
    """By note, where they are known."""
    draw: Draw


def _chapter(at: int, cards: Sequence[tuple[Card, Entry]], shared: _Shared) -> _Chapter:
    first = cards[0][0]
    title = title_of(first)
    places = _places(at, (card.path[1:] for card, _ in cards))
    by_path: dict[tuple[str, ...], list[Card]] = {}
    for card, _ in cards:
        by_path.setdefault(card.path, []).append(card)
    headings = {path: _safe_headings(own) for path, own in by_path.items()}
    ordered = [cards[at] for at in apart([card for card, _ in cards], _NEIGHBOURS)]
    placed = [
        (_trail(headings[card.path]), _row(card, entry, (title, *headings[card.path]), places[card.path[1:]], shared))
        for card, entry in ordered
    ]
    sections = (
        _Section(heading, tuple(row for _, row in group))
        for heading, group in groupby(placed, key=lambda pair: pair[0])
    )
    return _Chapter(
        bare(title), first.note, shared.languages.get(first.note, ""), tuple(sections), tuple(_branches(places))
    )


def title_of(card: Card) -> str:
    """That of the card's note."""
    return card.path[0] if card.path else PurePosixPath(card.note).stem


_Path = tuple[str, ...]
"""Headings, from the outermost on, without the title of the note."""
_Place = tuple[int, ...]


def _places(at: int, paths: Iterable[_Path]) -> dict[_Path, _Place]:
    """The place of each section of the note that is the `at`-th, and of all sections around it."""
    places: dict[_Path, _Place] = {(): (at,)}
    inner: Counter[_Path] = Counter()
    for path in paths:
        for end in range(1, len(path) + 1):
            around, own = path[: end - 1], path[:end]
            if own not in places:
                inner[around] += 1
                places[own] = (*places[around], inner[around])
    return places


def _branches(places: Mapping[_Path, _Place]) -> Iterator[_Branch]:
    for path, place in sorted(places.items(), key=lambda pair: pair[1]):
        if path:
            yield _Branch(_dotted(place), bare(path[-1]), len(path))


def _dotted(place: _Place) -> str:
    return ".".join(map(str, place))


def _safe_headings(cards: Sequence[Card]) -> tuple[str, ...]:
    """The headings over cards of one path, less those that would give one of the answers away.

    A card leaves such a heading out of its context; its neighbours then show the heading themselves.
    """
    return tuple(heading for heading in cards[0].path[1:] if all(heading in card.context for card in cards))


def _row(card: Card, entry: Entry, above: tuple[str, ...], place: _Place, shared: _Shared) -> _Row:
    relation = shared.relations[card.guid]
    return _Row(
        number=entry.number,
        guid=card.guid,
        context=_trail(part for part in card.context if part not in above),
        place=_trail(card.context),
        question=typeset(embed(card.question.html, shared.images), shared.draw),
        answer=typeset(embed(card.answer.html, shared.images), shared.draw),
        time=shown_time(card.cue),
        is_near=is_near(card.cue),
        url=safe_link(card.cue),
        tags=" ".join(str(at) for at, tag in enumerate(shared.tags) if tag in card.tags),
        tells=" ".join(map(str, sorted(relation.tells))),
        asks=" ".join(map(str, sorted(relation.asks))),
        branch=_dotted(place),
    )


def _trail(parts: Iterable[str]) -> str:
    return " › ".join(bare(part) for part in parts)
