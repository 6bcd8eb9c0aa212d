"""The overview: one page that leads to the pages of all decks."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

from cuedeck.decks.page.template import fill, policy
from cuedeck.decks.page.words import wording

MARK = b'<meta name="generator" content="cuedeck overview">'
"""Stands in the head of every such page, and in no other."""
HEAD = 4096
"""Bytes from the beginning of a page in which its mark stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A deck that an overview names."""

    deck: str
    file: str
    """Name of its page, which lies beside the overview."""
    cards: int
    notes: int


def overview(title: str, decks: Sequence[Listed], *, interface: str | None = None) -> str:
    """One HTML page that names decks in the given order, with links to their pages and how much each holds.

    It is in the language whose code is `interface`, and needs neither network nor script; the same decks give the same
    text.
    """
    words = wording(interface)
    style = fill("overview.css.j2")
    return fill(
        "overview.html.j2",
        title=title,
        words=words,
        extent=words.extent_of(sum(one.cards for one in decks), sum(one.notes for one in decks)),
        decks=[(one.deck, f"./{quote(one.file)}", words.extent_of(one.cards, one.notes)) for one in decks],
        mark=MARK.decode(),
        style=style,
        policy=policy(style=style, is_bare=True),
    )
