"""Cards as they leave: with the full names of their decks and the files of their pictures, and nothing no file can hold."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from cuedeck.cards.card import Card, Face
from cuedeck.cards.identity import clean
from cuedeck.cards.ledger import Entry
from cuedeck.decks.anki.fields import components
from cuedeck.decks.page.media import embed
from cuedeck.decks.page.time_link import shown_time
from cuedeck.notes import deck_names
from cuedeck.notes.cue import Cue

Leaving = tuple[Card, Entry]
"""A card on its way to another program, with what is remembered of it."""

_HALF = re.compile(r"[\ud800-\udfff]")
"""A surrogate without its other half."""
_C1 = re.compile(r"[\x80-\x9f]")


def prepared(cards: Sequence[Leaving], *, root: str | None, pictures: Mapping[str, str]) -> list[Leaving]:
    """Cards of a deck, those of a deck before those of the decks in it, else in reading order.

    `root` is a deck that all decks lie in; `pictures` says where each picture lies, by its source: any other gives way
    to its words.
    """
    leaving = [(_prepared(card, root, pictures), entry) for card, entry in cards]
    return sorted(leaving, key=lambda pair: deck_names.levels(pair[0].deck))


def context(card: Card) -> str:
    """What stands above a card: `Title › Heading`; empty where nothing does."""
    return " › ".join(card.context)


def web_link(cue: Cue | None) -> str | None:
    """What opens the recording at a card's second from wherever the card has gone to; None where nothing does."""
    url = None if cue is None else cue.url
    return url if url is not None and url.startswith(("https://", "http://")) else None


def time_of(card: Card) -> str:
    """A card's time as it is shown everywhere; empty where it has none."""
    return shown_time(card.cue)


def _prepared(card: Card, root: str | None, pictures: Mapping[str, str]) -> Card:
    return replace(
        card,
        deck=components(card.deck if root is None else f"{root}::{card.deck}"),
        question=_face(card.question, pictures),
        answer=_face(card.answer, pictures),
        items=tuple(map(_storable, card.items)),
        context=tuple(map(_storable, card.context)),
        note=_storable(card.note),
        tags=tuple(map(_storable, card.tags)),
    )


def _face(face: Face, pictures: Mapping[str, str]) -> Face:
    return Face(plain=_storable(face.plain), html=_storable(embed(face.html, pictures)))


def _storable(text: str) -> str:
    """Text as Anki stores it, also without the control characters that a terminal obeys."""
    return clean(_C1.sub("", _HALF.sub("\ufffd", text.replace("\r\n", "\n"))))
