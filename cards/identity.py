"""Which card is which: the guid that outlives edits, and the hash that notices them."""

import json
import re
import unicodedata
from base64 import b32encode
from collections.abc import Container, Sequence
from functools import lru_cache
from hashlib import blake2b
from itertools import count

from cuedeck.cards.card import Card
from cuedeck.cards.direction import is_right_to_left

SCHEME = 1
"""Version of the recipe below; another recipe would give every card a new identity."""

_HYPHENS = "-\u2010\u2212"
_SIGNS = "#%&*/@^_"
_DIGRAPHS = {"!=": "≠", "->": "→"}
"""Signs spelt with a character that is punctuation elsewhere."""
_JOINING = re.compile(r"-(?:(?<=\w-)-*(?=\w)|(?<!\S-)-*(?!\S))")
"""A hyphen or dash between two words; one on a word's edge is a sign, as in `-1`."""
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


def guid(note_id: str, family: str, key: Sequence[str], occurrence: int = 0) -> str:
    """The identity of a card: 16 characters `a-z2-7`, the first of them the first letter of its family.

    `key` holds what the question asks for (term, heading, list lead-in) and is compared by `normalise`;
    `occurrence` counts, from 0, the cards of one note whose key is the same. A leading letter keeps YAML and
    spreadsheets from reading a number; the other 75 bits make a clash among a million cards less likely than 1 in 10^10.
    """
    parts = (SCHEME, clean(note_id), family, [normalise(part) for part in key], occurrence)
    return family[0] + b32encode(_digest(parts, size=10)).decode().lower()[:15]


def another(guid_held: str, taken: Container[str]) -> str:
    """The identity of a new card whose own belongs to another card: the first free one of an endless row."""
    family = "cloze" if guid_held.startswith("c") else "question"
    row = (guid(guid_held, family, (), occurrence) for occurrence in count(1))
    return next(free for free in row if free not in taken)


def content(card: Card) -> str:
    """Hash of all that is rendered of a card, as 16 hex digits; a line number, for one, is not."""
    cue = card.cue and (card.cue.seconds, _clean(card.cue.url), card.cue.suspect, *(["near"] * card.cue.inherited))
    question = (clean(card.question.plain), clean(card.question.html))
    answer = (clean(card.answer.plain), clean(card.answer.html), _clean_all(card.items))
    source = (clean(card.note), _clean_all(card.path), _clean_all(card.context))
    parts: tuple[object, ...] = (card.kind, question, answer, source, cue, clean(card.deck), _clean_all(card.tags))
    if card.pictures:
        parts += (_clean_all(card.pictures),)
    if any(is_right_to_left(side.html) for side in (card.question, card.answer)):
        parts += ("rtl",)
    return _digest(parts, size=8).hex()


@lru_cache(maxsize=4096)
def normalise(text: str) -> str:
    """The words and signs of a text without markup: case, punctuation and white space make no difference.

    `"Self-serve"` and `self serve` are one; `C`, `C++` and `C#` are three; `-1` is not `1`. Symbols such as emoji
    count only where the text has nothing else, so that it never becomes empty.
    """
    folded = _nfkc(_nfkc(text).casefold())
    spelt = folded
    for digraph, sign in _DIGRAPHS.items():
        spelt = spelt.replace(digraph, sign)
    words = _JOINING.sub(" ", spelt.translate(_MEANINGS)).split()
    return " ".join(words or folded.split())


def clean(text: str) -> str:
    """The text as Anki stores it when it imports a note: NFC, without control characters other than tab and newline."""
    if text.isascii() and text.isprintable():
        return text
    return unicodedata.normalize("NFC", _CONTROL.sub("", text))


class _Meanings(dict[int, str]):
    """What each character adds to a normalised text, by its number, told once of each."""

    def __missing__(self, number: int) -> str:
        self[number] = meaning = _meaning(chr(number))
        return meaning


_MEANINGS = _Meanings()


def _meaning(char: str) -> str:
    """What a character adds to a normalised text: itself, nothing where it cannot be seen, else a space."""
    category = unicodedata.category(char)
    if char in _HYPHENS:
        return "-"
    if char in _SIGNS or category in {"Sm", "Sc"}:
        return f" {char} "
    if category in {"Cf", "Me"} or "\ufe00" <= char <= "\ufe0f":  # joiners, key caps, variation selectors
        return ""
    return char if category[0] in "LMN" else " "


def _nfkc(text: str) -> str:
    return unicodedata.normalize("NFKC", text)


def _clean(text: str | None) -> str | None:
    return None if text is None else clean(text)


@lru_cache(maxsize=4096)
def _clean_all(texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(map(clean, texts))


def _digest(parts: Sequence[object], size: int) -> bytes:
    """Hash of nested values; JSON keeps ("a", "b c") and ("a b", "c") apart."""
    return blake2b(json.dumps(parts).encode(), digest_size=size).digest()
