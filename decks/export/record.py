"""A card as JSON has it."""

from cuedeck.cards.card import Card
from cuedeck.notes.cue import Cue


def record(card: Card) -> dict[str, object]:
    """A card as an object of JSON; its keys and their order are fixed."""
    return {
        "guid": card.guid,
        "kind": card.kind,
        "question": card.question.plain,
        "answer": card.answer.plain,
        "question_html": card.question.html,
        "answer_html": card.answer.html,
        "items": card.items,
        "context": card.context,
        "cue": None if card.cue is None else _cue(card.cue),
        "note": card.note,
        "line": card.line,
        "deck": card.deck,
        "tags": card.tags,
        "tier": card.tier,
        "by": card.by,
    }


def _cue(cue: Cue) -> dict[str, object]:
    return {
        "seconds": cue.seconds,
        "label": cue.label,
        "url": cue.url,
        "inherited": cue.inherited,
        "suspect": cue.suspect,
        "repaired": cue.repaired,
    }
