"""Decks as notes of Obsidian, for its plug-in Spaced Repetition.

https://stephenmwangi.com/obsidian-spaced-repetition/flashcards/q-and-a-cards/ describes the format: a card is some lines
without a blank one, its sides parted by a line that is `?`; what stands between `==` in a line is a gap. The headings above
a card are its context, a tag above it its deck.
"""

import re
from collections.abc import Iterator, Sequence

from cuedeck.cards.card import Card
from cuedeck.cards.direction import is_right_to_left
from cuedeck.decks.export.dialect import Dialect, words
from cuedeck.decks.export.footer import footer, hashtag
from cuedeck.decks.export.markdown import Block, blocks, joined
from cuedeck.decks.export.markup import Node, tree, with_gap
from cuedeck.decks.export.prepared import Leaving
from cuedeck.notes.tags import lies_under

DIALECT = Dialect(
    gap=("==", "=="),
    strong="__",
    emphasis="*",
    doubled=":=*{};%",
    line=re.compile(r"\s*\?{1,2}\s*\Z"),
    anywhere=("<%",),
    run=re.compile(r"\$?="),
    runs_blocks=True,
    has_blank_lines=False,
)
"""`::` parts sides, `==` and, where its user says so, `**` and `{{` are gaps, `;;` a hint in one; `%%` hides text in Obsidian, whose
plug-ins run code: Dataview `= this` and blocks of `dataviewjs`, Templater what stands behind `<%`."""
_DECKS = "flashcards"
"""The tag that decks lie under."""
_MARK = "written by cuedeck export"
_REVIEWED = b"<!--SR:"
"""Begins what the plug-in remembers of a card, below it."""
_HEAD = 1024
_DEEPEST = 6
_NONE = ("…",)
"""Ends the context of the cards before one that has none."""


def note(deck: str, cards: Sequence[Leaving]) -> str:
    """The cards of one deck as a note, below the headings that are their context.

    Its front matter keeps cuedeck from taking its cards for new ones, should it lie among the notes.
    """
    way = ["direction: rtl"] if all(is_right_to_left(card.question.html) for card, _ in cards) else []
    tag = "/".join(filter(None, [f"#{_DECKS}", hashtag(deck)]))
    head = "\n".join(["---", f"cuedeck: {{skip: true}} # {_MARK}", *way, "---", tag])
    return "\n\n".join([head, *_parts([card for card, _ in cards])]) + "\n"


def is_own(data: bytes) -> bool:
    """Whether a file was written here, and nobody has reviewed its cards since."""
    return _MARK.encode() in data[:_HEAD] and _REVIEWED not in data


def _parts(cards: Sequence[Card]) -> Iterator[str]:
    """Headings and cards, one after the other."""
    above: tuple[str, ...] = ()
    for card in cards:
        below = _headings(card) or _NONE[: len(above)]
        first = _shared(above, below)
        if first == len(below) < len(above):  # it stands higher than the card before it, so its heading comes again
            first -= 1
        yield from (f"{'#' * (level + 1)} {below[level]}" for level in range(first, len(below)))
        above = below
        yield _card(card)


def _headings(card: Card) -> tuple[str, ...]:
    """The context as headings, of which there are six levels."""
    deep = (*card.context[: _DEEPEST - 1], " › ".join(card.context[_DEEPEST - 1 :]))
    return tuple(words(" ".join(part.split()), DIALECT) for part in deep if part.strip())


def _shared(above: Sequence[str], below: Sequence[str]) -> int:
    """How many headings are the same."""
    pairs = enumerate(zip(above, below, strict=False))
    return next((at for at, (one, other) in pairs if one != other), min(len(above), len(below)))


def _card(card: Card) -> str:
    """One card."""
    gapped = with_gap(card.question.html, card.answer.html) if card.kind.family == "cloze" else None
    if gapped is not None:
        return _closed(card, gapped)
    question = joined(blocks(tree(card.question.html), DIALECT), DIALECT)
    return f"{question}\n?\n{_closed(card, tree(card.answer.html))}"


def _closed(card: Card, nodes: Sequence[Node]) -> str:
    """The end of a card: its last side, its time and tags, and its guid, which is the name of its block in Obsidian."""
    parts = blocks(nodes, DIALECT)
    below = footer(card, DIALECT, (tag for tag in card.tags if not lies_under(tag, _DECKS)))
    name = f"^{card.guid}"
    if below or not parts or parts[-1].kind not in {"words", "bullets", "steps"}:
        return joined([*parts, Block("words", f"{below} {name}".strip())], DIALECT)
    return f"{joined(parts, DIALECT)} {name}"
