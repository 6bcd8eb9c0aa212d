"""The sheet: a deck as one self-contained HTML page, to read on screen and to print."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import PurePosixPath

from cards.card import Card
from cards.ledger import Entry
from decks.media import embed
from decks.moment import safe_link, shown_time
from decks.page import fill, style_text
from decks.typeset import bare, typeset


@dataclass(frozen=True, slots=True)
class _Row:
    """One card as the page shows it."""

    number: int
    guid: str
    context: str
    """What the headings above the row do not say already; mostly empty."""
    question: str
    """HTML, as is `answer`."""
    answer: str
    time: str
    """`1:21`, `1:21?` where it cannot be trusted, empty without a cue."""
    url: str | None


@dataclass(frozen=True, slots=True)
class _Section:
    """Neighbouring cards under the same headings."""

    heading: str
    rows: tuple[_Row, ...]


@dataclass(frozen=True, slots=True)
class _Chapter:
    """The cards of one note."""

    title: str
    note: str
    sections: tuple[_Section, ...]

    @property
    def size(self) -> int:
        """How many cards the note has."""
        return sum(len(section.rows) for section in self.sections)


def page(deck: str, cards: Sequence[tuple[Card, Entry]], *, images: Mapping[str, str]) -> str:
    """One HTML page that shows the cards in the given order, gathered by note.

    `images` gives the `data:` URI of each image by its source; for one without, its alternative text stands in.
    The faces' HTML must be sanitised already. The page needs no network and no script; the same cards
    give the same text.
    """
    by_note: dict[str, list[tuple[Card, Entry]]] = {}
    for card, entry in cards:
        by_note.setdefault(card.note, []).append((card, entry))
    return fill(
        "sheet.html.j2",
        deck=deck,
        deck_in_css=style_text(deck),
        size=len(cards),
        chapters=[_chapter(note, own, images) for note, own in by_note.items()],
        doubtful=any(card.cue is not None and card.cue.suspect for card, _ in cards),
    )


def _chapter(note: str, cards: Sequence[tuple[Card, Entry]], images: Mapping[str, str]) -> _Chapter:
    first = cards[0][0]
    title = first.path[0] if first.path else PurePosixPath(note).stem
    placed: list[tuple[str, _Row]] = []
    for _, group in groupby(cards, key=lambda pair: pair[0].path):
        run = list(group)
        headings = _safe_headings([card for card, _ in run])
        placed += [(_trail(headings), _row(card, entry, (title, *headings), images)) for card, entry in run]
    sections = (
        _Section(heading, tuple(row for _, row in group))
        for heading, group in groupby(placed, key=lambda pair: pair[0])
    )
    return _Chapter(bare(title), note, tuple(sections))


def _safe_headings(cards: Sequence[Card]) -> tuple[str, ...]:
    """The headings over cards of one path, less those that would give one of the answers away.

    A card leaves such a heading out of its context; its neighbours then show the heading themselves.
    """
    return tuple(heading for heading in cards[0].path[1:] if all(heading in card.context for card in cards))


def _row(card: Card, entry: Entry, above: tuple[str, ...], images: Mapping[str, str]) -> _Row:
    return _Row(
        number=entry.number,
        guid=card.guid,
        context=_trail(part for part in card.context if part not in above),
        question=typeset(embed(card.question.html, images)),
        answer=typeset(embed(card.answer.html, images)),
        time=shown_time(card.cue),
        url=safe_link(card.cue),
    )


def _trail(parts: Iterable[str]) -> str:
    return " › ".join(bare(part) for part in parts)
