"""The sheet: a deck as one self-contained HTML page, to study from on screen and to print as a list."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import PurePosixPath

from cuedeck.cards.card import Card
from cuedeck.cards.ledger import Entry
from cuedeck.decks.page.media import embed
from cuedeck.decks.page.template import fill, policy, source, style_counters, style_text
from cuedeck.decks.page.time_link import safe_link, shown_time
from cuedeck.decks.page.typeset import bare, typeset
from cuedeck.decks.page.words import wording

_SCRIPT = "study.js"


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
    url: str | None
    tags: str
    """The places of its tags in the page's list of them: `0 3`."""


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

    @property
    def headings(self) -> tuple[str, ...]:
        """The headings of its sections, each once, in reading order."""
        return tuple(dict.fromkeys(section.heading for section in self.sections if section.heading))


def page(
    deck: str,
    cards: Sequence[tuple[Card, Entry]],
    *,
    images: Mapping[str, str],
    language: str | None = None,
    paper: str | None = None,
) -> str:
    """One HTML page that shows the cards in the given order, gathered by note.

    `images` gives the `data:` URI of each image by its source; for one without, its alternative text stands in.
    The faces' HTML must be sanitised already. `language` is the code of the one that the cards are in; the page's own
    words are in it too if there is a wording for it. `paper` is the size of its pages as CSS has it, such as `A4` or
    `148mm 105mm`; without it, the printer's paper is taken. The page needs no network, and shows and prints all answers
    without its script; the same cards give the same text.
    """
    by_note: dict[str, list[tuple[Card, Entry]]] = {}
    for card, entry in cards:
        by_note.setdefault(card.note, []).append((card, entry))
    words = wording(language)
    tags = tuple(sorted({tag for card, _ in cards for tag in card.tags}))
    script = source(_SCRIPT)
    style = fill("sheet.css.j2", deck_in_css=style_text(deck), page_in_css=style_counters(words.page_of), paper=paper)
    return fill(
        "sheet.html.j2",
        deck=deck,
        style=style,
        policy=policy(style=style, script=script),
        language=language or words.language,
        words=words,
        extent=words.extent_of(len(cards), len(by_note)),
        chapters=[_chapter(note, own, images, tags) for note, own in by_note.items()],
        tags=tags,
        doubtful=any(card.cue is not None and card.cue.suspect for card, _ in cards),
        script=script,
    )


def _chapter(
    note: str, cards: Sequence[tuple[Card, Entry]], images: Mapping[str, str], tags: tuple[str, ...]
) -> _Chapter:
    first = cards[0][0]
    title = first.path[0] if first.path else PurePosixPath(note).stem
    placed: list[tuple[str, _Row]] = []
    for _, group in groupby(cards, key=lambda pair: pair[0].path):
        run = list(group)
        headings = _safe_headings([card for card, _ in run])
        placed += [(_trail(headings), _row(card, entry, (title, *headings), images, tags)) for card, entry in run]
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


def _row(card: Card, entry: Entry, above: tuple[str, ...], images: Mapping[str, str], tags: tuple[str, ...]) -> _Row:
    return _Row(
        number=entry.number,
        guid=card.guid,
        context=_trail(part for part in card.context if part not in above),
        place=_trail(card.context),
        question=typeset(embed(card.question.html, images)),
        answer=typeset(embed(card.answer.html, images)),
        time=shown_time(card.cue),
        url=safe_link(card.cue),
        tags=" ".join(str(at) for at, tag in enumerate(tags) if tag in card.tags),
    )


def _trail(parts: Iterable[str]) -> str:
    return " › ".join(bare(part) for part in parts)
