"""A deck that is too large for one page: its parts, each a page that works alone, and the page that leads to them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from urllib.parse import quote

from cuedeck.cards.card import Card
from cuedeck.cards.ledger import Entry
from cuedeck.decks.page.formulas import Draw, drawn
from cuedeck.decks.page.sheet import Part, page, title_of
from cuedeck.decks.page.template import fill, policy, source
from cuedeck.decks.page.typeset import bare
from cuedeck.decks.page.words import Wording, wording

MOST = 1000
"""Cards of one page; more are slow to load, and nobody reads that far."""
_ENOUGH = MOST // 2
"""Cards from which on a part is rather ended than one of the decks inside is cut in two."""
_WIDTH = 8
"""Letters of a guid, its last, that tell a card from the others of its deck: 40 bits."""

_FEW = 60
"""Notes whose list is open from the beginning."""

_Pair = tuple[Card, Entry]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page of a deck, made when its HTML is asked for."""

    file: str
    """Its path beside the deck's other files: `A.html`, `A.pages/01.html`."""
    cards: Sequence[_Pair]
    """Those that it shows or leads to."""
    part: Part | None
    """Where it belongs; None for the page that stands alone, or leads to the others."""
    html: Callable[[], str]


def pages(  # noqa: PLR0913 - what a page needs, and its name
    deck: str,
    cards: Sequence[_Pair],
    *,
    name: str,
    folder: str,
    images: Mapping[str, str],
    languages: Mapping[str, str] | None = None,
    interface: str | None = None,
    draw: Draw = drawn,
) -> Iterator[Page]:
    """The pages of a deck, one after another: `A.html` alone, or that and `A.pages/01.html` ….

    `name` is that of the deck's files, here `A`, and `folder` that of its parts; all else is that of `page`. More than
    `MOST` cards become parts in the order of the notes, and `A.html` leads to them; such a part ends with a note, and
    where that can be with a deck inside the deck.
    """
    parts = in_parts(cards) if len(cards) > MOST else ()
    shown = partial(page, deck, images=images, languages=languages, interface=interface, draw=draw)
    if not parts:
        yield Page(file=f"{name}.html", cards=cards, part=None, html=partial(shown, cards))
        return
    files = [f"{number:0{max(len(str(len(parts))), 2)}}.html" for number in range(1, len(parts) + 1)]
    for at, own in enumerate(parts):
        part = Part(
            number=at + 1,
            parts=len(parts),
            contents=f"../{quote(name)}.html",
            before=files[at - 1] if at else None,
            after=files[at + 1] if at + 1 < len(files) else None,
        )
        yield Page(file=f"{folder}/{files[at]}", cards=own, part=part, html=partial(shown, own, part=part))
    listed = [(f"./{quote(folder)}/{file}", own) for file, own in zip(files, parts, strict=True)]
    leading = partial(_contents, deck, listed, languages or {}, wording(interface))
    yield Page(file=f"{name}.html", cards=cards, part=None, html=leading)


def in_parts(cards: Sequence[_Pair]) -> tuple[tuple[_Pair, ...], ...]:
    """The cards in parts of at most `MOST`, gathered by note; a note is cut only if it is larger than that."""
    by_note: dict[str, list[_Pair]] = {}
    for pair in cards:
        by_note.setdefault(pair[0].note, []).append(pair)
    parts: list[list[_Pair]] = [[]]
    for _, notes in groupby(by_note.values(), key=lambda own: own[0][0].deck):
        own = list(notes)
        size = sum(map(len, own))
        if size <= MOST < len(parts[-1]) + size and len(parts[-1]) >= _ENOUGH:
            parts.append([])
        for note in own:
            if len(parts[-1]) + len(note) > MOST and parts[-1]:
                parts.append([])
            parts[-1] += note
            while len(parts[-1]) > MOST:
                parts[-1:] = [parts[-1][:MOST], parts[-1][MOST:]]
    return tuple(map(tuple, parts))


@dataclass(frozen=True, slots=True)
class _Note:
    """A note in the list of a part."""

    title: str
    place: str
    """The deck inside the deck, empty for the deck itself."""
    language: str
    size: int


@dataclass(frozen=True, slots=True)
class _Listed:
    """A part in the list."""

    number: int
    address: str
    extent: str
    cards: str
    """The ends of its cards' guids, one after another."""
    notes: tuple[_Note, ...]

    @property
    def first(self) -> str:
        """Title of its first note."""
        return self.notes[0].title

    @property
    def last(self) -> str:
        """Title of its last note, empty where it is the first."""
        return self.notes[-1].title if len(self.notes) > 1 else ""


def _contents(
    deck: str, parts: Sequence[tuple[str, Sequence[_Pair]]], languages: Mapping[str, str], words: Wording
) -> str:
    """The page that leads to the parts, each with its address."""
    style, script = fill("contents.css.j2"), source("contents.js")
    cards = [card for _, own in parts for card, _ in own]
    notes = len({card.note for card in cards})
    return fill(
        "contents.html.j2",
        deck=deck,
        style=style,
        script=script,
        policy=policy(style=style, script=script, is_bare=True),
        words=words,
        width=_WIDTH,
        extent=words.extent_of(len(cards), notes),
        is_short=notes <= _FEW,
        parts=[_listed(at, *part, languages, words) for at, part in enumerate(parts, 1)],
    )


def _listed(number: int, address: str, cards: Sequence[_Pair], languages: Mapping[str, str], words: Wording) -> _Listed:
    by_note: dict[str, list[Card]] = {}
    for card, _ in cards:
        by_note.setdefault(card.note, []).append(card)
    return _Listed(
        number=number,
        address=address,
        extent=words.extent_of(len(cards), len(by_note)),
        cards="".join(card.guid[-_WIDTH:].rjust(_WIDTH) for card, _ in cards),
        notes=tuple(_note(own, languages) for own in by_note.values()),
    )


def _note(cards: Sequence[Card], languages: Mapping[str, str]) -> _Note:
    first = cards[0]
    place = " › ".join(first.deck.split("::")[1:])
    return _Note(bare(title_of(first)), place, languages.get(first.note, ""), len(cards))
