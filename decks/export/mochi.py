"""A deck as a package of Mochi.

https://mochi.cards/docs/import-and-export/mochi-format-reference describes the format: a zip archive with `data.json`, which
is Transit, and the files of pictures. A card is Markdown whose sides are parted by `---`; `{{…}}` is a gap.
"""

import io
import json
import re
import zipfile
from collections.abc import Mapping, Sequence
from hashlib import blake2b

from cuedeck.cards.card import Card
from cuedeck.cards.spacing import apart
from cuedeck.decks.export.dialect import Dialect
from cuedeck.decks.export.footer import footer
from cuedeck.decks.export.markdown import Block, blocks, joined, paragraph
from cuedeck.decks.export.markup import Element, Node, tree, with_gap
from cuedeck.decks.export.prepared import Leaving, context
from cuedeck.notes import deck_names

MEDIA = "@media/"
"""Stands before the name of a file of the package, in Markdown."""
DIALECT = Dialect(gap=("{{", "}}"), doubled=":={}", line=re.compile(r"\s*-{3,}\s*\Z"))
"""`==` is a highlight, `::` parts the number of a gap from its words."""
_COMMENT = b"written by cuedeck export"
_LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The time of every file in a package, so that the same cards give the same bytes."""
_RESERVED = ("~", "^", "`")
"""What begins a string that is none, in Transit."""


def package(cards: Sequence[Leaving], pictures: Mapping[str, bytes]) -> bytes:
    """The bytes of a `.mochi` file with these cards, each deck inside the one that it belongs to, and pictures by name.

    New cards come in the order in which siblings stand apart.
    """
    decks: dict[str, list[Card]] = {}
    for card, _ in cards:
        own = [decks.setdefault(name, []) for name in _with_parents(card.deck)]
        own[-1].append(card)
    data = {"version": 2, "decks": [_deck(name, own) for name, own in decks.items()]}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.comment = _COMMENT
        for name, content in {"data.json": json.dumps(_transit(data), ensure_ascii=False).encode(), **pictures}.items():
            archive.writestr(zipfile.ZipInfo(name, _LONG_AGO), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def is_own(data: bytes) -> bool:
    """Whether a package was written here."""
    return data.endswith(_COMMENT)


def _with_parents(deck: str) -> list[str]:
    levels = deck_names.levels(deck)
    return [deck_names.SEPARATOR.join(levels[:end]) for end in range(1, len(levels) + 1)]


def _deck(name: str, cards: Sequence[Card]) -> dict[str, object]:
    *above, own = deck_names.levels(name)
    parent = {"parent-id": _Keyword(_deck_id(deck_names.SEPARATOR.join(above)))} if above else {}
    ordered = (cards[at] for at in apart(cards))
    return {
        "name": own,
        "id": _Keyword(_deck_id(name)),
        **parent,
        "cards": [_card(card, name, place) for place, card in enumerate(ordered)],
    }


def _deck_id(name: str) -> str:
    """An id that always belongs to a deck of this name."""
    return blake2b(name.encode(), digest_size=8).hexdigest()


def _card(card: Card, deck: str, place: int) -> dict[str, object]:
    return {
        "id": _Keyword(card.guid),
        "deck-id": _Keyword(_deck_id(deck)),
        "name": " ".join(card.question.plain.split()),
        "content": _content(card),
        "pos": f"{place:06d}",
    }


def _content(card: Card) -> str:
    """The Markdown of a card: its context above the question, its time and tags below the answer."""
    above = paragraph([Element("em", (context(card),))], DIALECT)
    below = Block("words", footer(card, DIALECT, card.tags))
    gapped = with_gap(card.question.html, card.answer.html) if card.kind.family == "cloze" else None
    if gapped is not None:
        return _side(above, gapped, below)
    nothing = Block("words", "")
    front = _side(above, tree(card.question.html), nothing)
    return f"{front}\n\n---\n\n{_side(nothing, tree(card.answer.html), below)}"


def _side(above: Block, nodes: Sequence[Node], below: Block) -> str:
    return joined([part for part in (above, *blocks(nodes, DIALECT), below) if part.text], DIALECT)


# --- Transit ---


class _Keyword(str):
    """A name, which Transit tells from a string."""

    __slots__ = ()


def _transit(value: object) -> object:
    """A value as JSON with the semantics of Transit: names begin with `~:`, and strings with nothing that means something."""
    match value:
        case dict():
            return {f"~:{name}": _transit(one) for name, one in value.items()}
        case list():
            return [_transit(one) for one in value]
        case _Keyword():
            return f"~:{value}"
        case str():
            return f"~{value}" if value.startswith(_RESERVED) else value
        case _:
            return value
