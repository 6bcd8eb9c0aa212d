"""The numbers that headings and lists begin with."""

import re
from dataclasses import replace

from cuedeck.notes.blocks import Heading, Item, List
from cuedeck.notes.text import Form, Text

_NUMBER = re.compile(r"(?:\d{1,3}(?:\.\d{1,3}){0,4}[.):]|\d{1,3}(?:\.\d{1,3}){1,4}|[A-Z]\.|[IVX]{1,5}\.)\s+(?=\S)")
_VALUE = re.compile(r"value=\"(?P<number>\d{1,4})\"")


def heading(level: int, text: Text) -> Heading:
    """A heading without the number in front of its words."""
    match = _NUMBER.match(text.plain)
    name = text.without_lead(match.end()) if match else text
    return Heading(level, name.strip(" :"), match[0].strip() if match else "")


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
