"""What stands below an answer: the time, which opens the recording, and the tags of the card."""

import re
from collections.abc import Iterable
from urllib.parse import quote

from cuedeck.cards.card import Card
from cuedeck.decks.export.dialect import Dialect, entity, words
from cuedeck.decks.export.prepared import time_of, web_link

_KEPT = "!#$%&'()*+,/:;=?@_~-."
_UNFIT = re.compile(r"[^\w/-]+")


def footer(card: Card, dialect: Dialect, tags: Iterable[str] = ()) -> str:
    """A line of Markdown: `[1:21](https://…) #biology/cells`; empty where there is neither time nor tag."""
    return " ".join(filter(None, [_time(card, dialect), *hashtags(tags)]))


def hashtags(tags: Iterable[str]) -> tuple[str, ...]:
    """Tags as they stand in text, each once: `#biology/cells`."""
    return tuple(dict.fromkeys(f"#{tag}" for tag in map(hashtag, tags) if tag))


def hashtag(name: str) -> str:
    """A tag, or the name of a deck, as a tag that may stand in text: `Cell biology::Exam 1` becomes `Cell-biology/Exam-1`."""
    levels = (_UNFIT.sub("-", level.replace("/", "-")).strip("-") for level in name.split("::"))
    tag = "/".join(filter(None, levels))
    return f"_{tag}" if tag and not re.search(r"[^\d/]", tag) else tag


def _time(card: Card, dialect: Dialect) -> str:
    time, link = time_of(card), web_link(card.cue)
    if link is None:
        return words(time, dialect)
    address = _address(link, dialect)
    if dialect.has_brackets:
        return f"[{time}]({address})"
    return f'<a href="{address.replace("&", entity("&"))}">{time}</a>'


def _address(link: str, dialect: Dialect) -> str:
    """An address without what would end it, or what the program would read as its own."""
    fit = quote(link, safe=_KEPT).replace("(", "%28").replace(")", "%29")
    for sign in dialect.doubled:
        fit = re.sub(rf"(?<={re.escape(sign)}){re.escape(sign)}", f"%{ord(sign):02X}", fit)
    return fit
