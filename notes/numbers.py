"""The numbers that headings and lists begin with."""

import re
import unicodedata
from dataclasses import replace

from cuedeck.notes.blocks import Heading, Item, List
from cuedeck.notes.text import Form, Text

_NUMBER = re.compile(r"(?:\d{1,3}(?:\.\d{1,3}){0,4}[.):]|\d{1,3}(?:\.\d{1,3}){1,4}|[A-Z]\.|[IVX]{1,5}\.)\s+(?=\S)")
_JOINING = frozenset("\u200d\ufe0f")
"""What makes one picture of several signs."""
_VALUE = re.compile(r"value=\"(?P<number>\d{1,4})\"")


def heading(level: int, text: Text) -> Heading:
    """A heading without the number in front of its words, nor the emoji in front of that."""
    bare = text.without_lead(_ornament(text.plain))
    match = _NUMBER.match(bare.plain)
    name = bare.without_lead(match.end()) if match else bare
    return Heading(level, name.strip(" :"), match[0].strip() if match else "")


def _ornament(plain: str) -> int:
    """How many characters in front of a text are emoji, with the blank behind them; none where it has nothing else."""
    end = next((at for at, sign in enumerate(plain) if not (sign.isspace() or _is_emoji(sign))), 0)
    return end if plain[:end].strip() else 0


def _is_emoji(sign: str) -> bool:
    return sign in _JOINING or unicodedata.category(sign) in {"So", "Sk"}


def numbered(block: List) -> List:
    """A list with the number that it begins with, as its first entry tells."""
    first = block.items[0] if block.items else Item(Text())
    told = next((span for span in first.text.spans if span.form is Form.OPEN), None)
    match = _VALUE.search(told.target) if told is not None else None
    if match is None:
        return block
    spans = tuple(span for span in first.text.spans if span is not told)
    bare = replace(first, text=replace(first.text, spans=spans))
    return replace(block, items=(bare, *block.items[1:]), start=int(match["number"]))
