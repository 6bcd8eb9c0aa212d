"""Recipes: what the files of a deck are made from, so that none is made again whose recipe stayed the same."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import groupby
from pathlib import Path

from cuedeck.cards.card import Card
from cuedeck.cards.ledger import Entry
from cuedeck.decks.app.transaction import Content
from cuedeck.decks.cache.codec import encode
from cuedeck.decks.page.media import sources

Recipes = dict[str, bytes]
"""Those of the files of a deck, by name; empty where none can be told."""
_Pair = tuple[Card, Entry]


@dataclass(frozen=True, slots=True)
class Made:
    """A file of a deck."""

    path: Path
    content: Content | None
    """What it holds; None where there is to be none."""
    recipe: bytes = b""
    """Differs where its content may; empty where that cannot be told."""


def recipe(*of: object) -> bytes:
    """Differs where a row of values does."""
    digest = blake2b(digest_size=16)
    for one in of:
        digest.update(encode(one))
    return digest.digest()


def of_notes(cards: Sequence[_Pair], pictures: Mapping[str, str]) -> dict[str, bytes]:
    """What files take from the cards of each note and their entries; `pictures` are named by their content, by source."""
    found: dict[str, bytes] = {}
    for note, own in groupby(cards, key=lambda pair: pair[0].note):
        found[note] = recipe(found.get(note), _of_cards(own, pictures))
    return found


def of_cards(cards: Sequence[_Pair], notes: Mapping[str, bytes]) -> Iterator[object]:
    """What files take from cards that stand note by note; `notes` are those of all cards of their notes."""
    for note, own in groupby(cards, key=lambda pair: pair[0].note):
        first, *others = own
        yield notes[note], first[1].guid, len(others)


def _of_cards(cards: Iterable[_Pair], pictures: Mapping[str, str]) -> list[object]:
    lines: dict[int, int] = {}
    return [(*_shown(card, lines), entry, _pictures(card, pictures)) for card, entry in cards]


def _shown(card: Card, lines: dict[int, int]) -> tuple[object, ...]:
    """A card, with a line that only tells which cards of a note have it in common: all may have moved."""
    line = lines.setdefault(card.line, len(lines))
    return (
        *(card.guid, card.kind, card.question, card.answer, card.items, card.context, card.cue, card.note, line),
        *(card.deck, card.tags, card.path, card.pictures, card.by, card.statement, card.is_vocabulary),
    )


def _pictures(card: Card, names: Mapping[str, str]) -> tuple[str | None, ...]:
    return tuple(map(names.get, sources(card.question.html + card.answer.html))) if names else ()
