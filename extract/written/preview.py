"""A written card before it is one: what its two sides will show."""

from cuedeck.cards.card import Face
from cuedeck.cards.entries import entries
from cuedeck.cards.face import enumeration, face
from cuedeck.notes.fragment import fragment, lined


def faces(question: str, answer: str) -> tuple[Face, Face]:
    """Both sides of a card as somebody types it, a line of an enumeration behind each dash."""
    items = tuple(map(fragment, entries(answer)))
    return face(lined(question)), enumeration(items, ordered=False) if items else face(lined(answer))
