"""Decks as Markdown files of hashcards.

https://github.com/eudoxia0/hashcards describes the format: a file is a deck, named after it; `Q:` and `A:` begin the sides
of a card, `C:` begins a text whose gaps stand in square brackets, and a line `---` ends a card.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from cuedeck.cards.card import Card
from cuedeck.decks.export.dialect import Dialect
from cuedeck.decks.export.footer import footer, hashtags
from cuedeck.decks.export.markdown import Block, blocks, joined, paragraph
from cuedeck.decks.export.markup import Element, Node, tree, with_gap
from cuedeck.decks.export.prepared import Leaving, context

DIALECT = Dialect(gap=("[", "]"), line=re.compile(r"[QAC]:|\s*---\s*\Z|\s*#"))
"""Some versions take a line that begins with `#` for a comment, in code, too."""
GAPPED = replace(DIALECT, has_brackets=False)
"""In a text with gaps, all that stands in brackets is one."""
_MARK = "<!-- written by cuedeck export -->"
_HEAD = f"{_MARK}\n<!-- cuedeck: skip -->"
"""Keeps cuedeck from taking these cards for new ones, should the file lie among the notes."""


def deck_file(cards: Sequence[Leaving]) -> str:
    """The cards of one deck as a file."""
    return "\n\n---\n\n".join([_HEAD, *(_card(card) for card, _ in cards)]) + "\n"


def is_own(data: bytes) -> bool:
    """Whether a file was written here."""
    return data.startswith(_MARK.encode())


def _card(card: Card) -> str:
    """One card, below a comment with its guid and its tags."""
    gapped = with_gap(card.question.html, card.answer.html) if card.kind.family == "cloze" else None
    comment = f"<!-- {' '.join([card.guid, *hashtags(card.tags)]).replace('--', '- -')} -->"
    if gapped is not None:
        return f"{comment}\n{_begun('C:', _side(card, gapped, GAPPED, is_front=True, is_back=True), GAPPED)}"
    question = _side(card, tree(card.question.html), DIALECT, is_front=True)
    answer = _side(card, tree(card.answer.html), DIALECT, is_back=True)
    return f"{comment}\n{_begun('Q:', question, DIALECT)}\n\n{_begun('A:', answer, DIALECT)}"


def _side(
    card: Card, nodes: Sequence[Node], dialect: Dialect, *, is_front: bool = False, is_back: bool = False
) -> list[Block]:
    """The blocks of a side: the context stands above a front, the time below a back."""
    above = paragraph([Element("em", (context(card),))], dialect)
    below = Block("words", footer(card, dialect))
    parts = [*([above] if is_front else []), *blocks(nodes, dialect), *([below] if is_back else [])]
    return [part for part in parts if part.text]


def _begun(sign: str, parts: Sequence[Block], dialect: Dialect) -> str:
    """A side behind its sign; what is no line of words begins below it."""
    blank = " " if parts and parts[0].kind == "words" else "\n\n"
    return f"{sign}{blank}{joined(parts, dialect)}".rstrip()
