"""Pages filled with values, and a card as Anki shows it."""

from pathlib import Path

from cuedeck.cards.card import GAP, Face
from cuedeck.cards.face import plain_answer, plain_face
from cuedeck.decks.local.assets import TEMPLATES
from cuedeck.decks.page import template
from cuedeck.decks.page.typeset import typeset

_GAP = '<span class="cloze">[...]</span>'


def fill(name: str, folder: Path, **values: object) -> str:
    """The text of a template that a room has, or all rooms have."""
    return template.fill(name, folders=(folder, TEMPLATES), **values)


def preview(question: str, answer: str, context: str = "") -> str:
    """A card of plain words as Anki shows it, turned over."""
    return turned(plain_face(question.strip()), plain_answer(answer.strip()), context)


def turned(question: Face, answer: Face, context: str = "") -> str:
    """A card as Anki shows it, turned over."""
    asked, told = typeset(question.html), typeset(answer.html)
    if GAP in asked:
        shown = asked.replace(GAP, _GAP, 1)
        whole = asked.replace(GAP, f'<span class="cloze">{told}</span>', 1)
        return _turned(shown, whole, context)
    return _turned(asked, told, context)


def _turned(question: str, answer: str, context: str) -> str:
    return fill("preview.html.j2", TEMPLATES, question=question, answer=answer, context=context)
