"""Replies of models -> written cards: read leniently, checked strictly."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from cuedeck.cards.written import Written
from cuedeck.decks.asking.requests import (
    LONGEST_ANSWER,
    LONGEST_ITEM,
    LONGEST_QUESTION,
    LONGEST_QUOTE,
    MOST_ITEMS,
    Request,
)

_THOUGHT = re.compile(r"<think>.*?</think>", re.DOTALL)
"""What a model says to itself."""
_OPENING = re.compile(r"[\[{]")
_SLACK = 2
"""A text may be so many times longer than was asked for; the gates on cards have limits of their own."""
_DEEPEST = "the reply is not JSON that can be read: it is nested too deep"


class ReplyError(ValueError):
    """A reply that holds no cards; the message says why, to the user and to the model."""


@dataclass(frozen=True, slots=True)
class Reply:
    """The cards of one reply."""

    cards: tuple[Written, ...]
    text: str | None = None
    """The mark of the request that it says to answer."""
    misshapen: int = 0
    """How many cards were left out since they have no question, answer or quote."""


def read_reply(text: str, request: Request, by: str) -> Reply:
    """The cards that were written on what was asked about, by whom. Raises ReplyError."""
    reply = _reply(_first(text), request.note, by)
    return replace(reply, cards=reply.cards[: request.most])


def listed(text: str) -> list[object]:
    """What a reply lists as its cards, whatever that is. Raises ReplyError."""
    return _cards_of(_first(text))


def _first(text: str) -> object:
    """The first JSON in a reply that lists cards. Raises ReplyError."""
    found = next(filter(_lists_cards, _objects(_THOUGHT.sub("", text))), None)
    if found is None:
        raise ReplyError("the reply is empty" if not text.strip() else "the reply holds no complete JSON")
    return found


def read_replies(text: str, by: str) -> Iterator[Reply]:
    """The replies in a text, such as a chat that was copied; their cards name no note yet. Raises ReplyError."""
    for found in _objects(text):
        if _lists_cards(found) or (isinstance(found, dict) and "question" in found):
            yield _reply(found, "", by)


def _objects(text: str) -> Iterator[object]:
    """The outermost JSON objects and arrays in a text, whatever stands around them."""
    decoder, at = json.JSONDecoder(), 0
    while (match := _OPENING.search(text, at)) is not None:
        try:
            found, at = decoder.raw_decode(text, match.start())
        except RecursionError as error:
            raise ReplyError(_DEEPEST) from error
        except ValueError:  # also of an integer with thousands of digits
            at = match.end()
        else:
            yield found


def _lists_cards(found: object) -> bool:
    match found:
        case {"cards": list()} | [{"question": _}, *_] | [{"number": _}, *_]:
            return True
        case _:
            return False


def _reply(found: object, note: str, by: str) -> Reply:
    mark = found.get("text") if _lists_cards(found) and isinstance(found, dict) else None
    cards = [_card(one, note, by) for one in _cards_of(found)]
    sound = tuple(card for card in cards if card is not None)
    if cards and not sound:
        raise ReplyError("none of its cards has a question, an answer and a quote as text")
    return Reply(sound, mark if isinstance(mark, str) else None, len(cards) - len(sound))


def _cards_of(found: object) -> list[object]:
    """What JSON lists as cards, or is one itself."""
    if isinstance(found, dict) and isinstance(found.get("cards"), list):
        return list(found["cards"])
    return found if isinstance(found, list) else [found]


def _card(found: object, note: str, by: str) -> Written | None:
    """A card as the schema has it, None if it lacks something or is far too long."""
    if not isinstance(found, dict):
        return None
    items = found.get("items") or []
    entries = [_text(entry, LONGEST_ITEM) for entry in items] if isinstance(items, list) else [None]
    question, quote = _text(found.get("question"), LONGEST_QUESTION), _text(found.get("quote"), LONGEST_QUOTE)
    answer = _text(found.get("answer") or "; ".join(filter(None, entries)), LONGEST_ANSWER)
    if question is None or answer is None or quote is None or None in entries or len(entries) > _SLACK * MOST_ITEMS:
        return None
    return Written(note=note, quote=quote, question=question, answer=answer, items=tuple(filter(None, entries)), by=by)


def _text(value: object, longest: int) -> str | None:
    """A text that can be stored, None if it is none."""
    if not isinstance(value, str) or not value.strip() or len(value) > _SLACK * longest:
        return None
    return value.strip().encode("utf-8", "replace").decode()
