"""The two sides of a card as pages show them, like Anki does."""

from collections.abc import Mapping

from cuedeck.cards.card import GAP, Card
from cuedeck.decks.page.media import embed
from cuedeck.decks.page.typeset import typeset

_GAP, _FILLED = '<span class="cloze">[...]</span>', '<span class="cloze">{}</span>'


def sides(card: Card, pictures: Mapping[str, str]) -> tuple[str, str]:
    """Question and answer as HTML, formulas drawn; `pictures` have an address for each source.

    The answer of a cloze is its sentence with the gap filled.
    """
    question, answer = (typeset(embed(face.html, pictures)) for face in (card.question, card.answer))
    if card.kind.family != "cloze":
        return question, answer
    if not _is_text(question):
        whole = embed(card.question.html, pictures).replace(GAP, embed(card.answer.html, pictures), 1)
        return question, typeset(whole)
    return question.replace(GAP, _GAP, 1), question.replace(GAP, _FILLED.format(answer), 1)


def _is_text(html: str) -> bool:
    """Whether the gap stands in plain text: one in a formula is drawn with it."""
    before = html.partition(GAP)[0]
    return before.rfind("<") <= before.rfind(">")
