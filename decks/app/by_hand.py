"""Cards that a person writes in a review: as they are typed, and as their file has them."""

from dataclasses import replace

from cuedeck.cards.card import YOU, Card
from cuedeck.cards.correction import Correction
from cuedeck.cards.entries import dashed, entries
from cuedeck.cards.written import Written
from cuedeck.decks.review.views import Typed, Wish
from cuedeck.notes.fragment import with_tex

_NUMBERED = "<ol"


def written(note: str, typed: Typed) -> Written:
    """A card on a note as its file has it."""
    items = entries(typed.answer)
    answer = "; ".join(items) or typed.answer
    return Written(note=note, quote=typed.quote, question=typed.question, answer=answer, items=items, by=YOU)


def typed(card: Written) -> Typed:
    """The same as it is typed."""
    return Typed(card.quote, card.question, dashed(card.items) or card.answer)


def rewritten(card: Written, typed: Typed) -> Written:
    """A card with other words."""
    now = written(card.note, typed)
    return replace(card, quote=now.quote, question=now.question, answer=now.answer, items=now.items)


def wished(there: Correction, wish: Wish, *, words: bool) -> Correction:
    """What `cards.yaml` says of a card that shall be made so, with or without its words."""
    return replace(
        there,
        drop=False,
        question=_said(there.question, wish.question) if words else there.question,
        answer=_said(there.answer, wish.answer) if words else there.answer,
        tags=there.tags if wish.tags is None else wish.tags,
        deck=there.deck if wish.deck is None else wish.deck,
    )


def _said(there: str | None, wish: str | None) -> str | None:
    """Plain words, whose formulas stand in them as cards have them."""
    return there if wish is None else with_tex(wish)


def shown(card: Card) -> Typed:
    """What somebody types who would have a card of the notes as it is."""
    numbered = card.answer.html.startswith(_NUMBERED)
    lines = (f"{at}. {item}" for at, item in enumerate(card.items, 1)) if numbered else (dashed(card.items),)
    return Typed("", card.question.plain, "\n".join(lines) if card.items else card.answer.plain)
