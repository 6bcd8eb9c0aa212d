"""Cards as one JSON document, described by `cards.schema.json`."""

import json
from collections.abc import Sequence

from cuedeck.decks.export.prepared import Leaving
from cuedeck.decks.export.record import record

_HEAD = '{"cuedeck": "cards", "version": 1, "cards": ['


def document(cards: Sequence[Leaving]) -> str:
    """One object, with a card on each of its lines: that of `cuedeck cards --json`, and its number."""
    lines = (json.dumps(record(card) | {"number": entry.number}, ensure_ascii=False) for card, entry in cards)
    return "\n".join([_HEAD, ",\n".join(lines), "]}", ""])


def is_own(data: bytes) -> bool:
    """Whether a document was written here."""
    return data.startswith(_HEAD.encode())
