"""A card as paper has it: measured faces, a time, and a code that opens its moment."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from html import escape

from cuedeck.cards.card import Card
from cuedeck.cards.ledger import Entry
from cuedeck.decks.page.media import embed
from cuedeck.decks.page.time_link import shown_time
from cuedeck.decks.page.typeset import typeset
from cuedeck.decks.paper.choices import Codes
from cuedeck.decks.paper.content import Content, content
from cuedeck.decks.paper.qr import Code, code, short_link, spoken


class Reason(Enum):
    """Why a card is not printed like the others."""

    LINK = "no QR code, since the link is too long for one"
    CROWDED = "no QR code, since the text needs its room"
    LARGER = "on larger cards at the end, since the text is too long for the others"
    LEFT_OUT = "left out, since the text does not fit on a page; the study list has it"


@dataclass(frozen=True, slots=True)
class Misfit:
    """A card that is not printed like the others."""

    number: int
    reason: Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """One card, ready to be placed."""

    number: int
    context: Content
    question: Content
    answer: Content
    time: str
    """`1:21`, `1:21?` where it cannot be trusted, empty without a cue."""
    link: str
    """The address beside the code, to be typed; empty without a code."""
    code: Code | None
    chapter: str
    """Title of its note."""
    section: str
    """The headings it stands under."""
    language: str = ""
    """Code of the one it is in; empty where that is not known."""


Pair = tuple[Card, Entry]


def leaves(
    cards: Sequence[Pair], *, images: Mapping[str, str], codes: Codes, languages: Mapping[str, str] | None = None
) -> tuple[tuple[Leaf, ...], tuple[Misfit, ...]]:
    """The cards in the order given, and those that can have no code.

    `images` gives the `data:` URI of each image by its source, `languages` the code of the language of each note by
    its path, where that is known.
    """
    coded = _coded(cards, codes)
    known = languages or {}
    made = tuple(
        replace(_leaf(card, entry, images, is_coded=card.guid in coded), language=known.get(card.note, ""))
        for card, entry in cards
    )
    lacking = (leaf for leaf, (card, _) in zip(made, cards, strict=True) if card.guid in coded and leaf.code is None)
    return made, tuple(Misfit(leaf.number, Reason.LINK) for leaf in lacking)


def _coded(cards: Sequence[Pair], codes: Codes) -> frozenset[str]:
    """The guids of cards that are to have a code."""
    if codes is Codes.NONE:
        return frozenset()
    linked = [card for card, _ in cards if short_link(card.cue) is not None]
    if codes is Codes.CARD:
        return frozenset(card.guid for card in linked)
    first: dict[tuple[str, tuple[str, ...]], str] = {}
    for card in linked:
        first.setdefault((card.note, card.path), card.guid)
    return frozenset(first.values())


def _leaf(card: Card, entry: Entry, images: Mapping[str, str], *, is_coded: bool) -> Leaf:
    link = short_link(card.cue) if is_coded else None
    found = code(link) if link else None
    return Leaf(
        number=entry.number,
        context=_trail(card.context),
        question=content(typeset(embed(card.question.html, images))),
        answer=content(typeset(embed(card.answer.html, images))),
        time=shown_time(card.cue),
        link=spoken(link) if link and found else "",
        code=found,
        chapter=card.path[0] if card.path else "",
        section=" › ".join(card.path[1:]),
    )


def _trail(parts: Sequence[str]) -> Content:
    return content(typeset(escape(" › ".join(parts), quote=False)))
