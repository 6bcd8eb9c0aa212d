"""The entries of a list as an answer has them: in few words each, or as sentences."""

import re
from collections.abc import Iterable

from cuedeck.extract.parser.sentences import sentences
from cuedeck.extract.text import nouns
from cuedeck.extract.text.lead_in import entry_lead_in
from cuedeck.notes.blocks import Block, Item, List, texts
from cuedeck.notes.text import Text

FEWEST = 2
"""Entries an enumeration has at least."""
_LONGEST_ENTRY = 12
_LONGEST_TOLD = 25
_MOST_TOLD = 45
"""Words of entries that are sentences, one by one and all together."""
_BACK = re.compile(r"(?:this|these|such|he|she)\b", re.IGNORECASE)
_ASIDE = re.compile(r",?\s(?:such as|including|like|e\.g\.|for example)\b|\s\(|\s[–—]\s|[:;]\s")
"""Where a long entry goes into detail."""


def short_entries(block: List) -> tuple[Text, ...]:
    """The entries of a list in few words each; none where one of them needs more."""
    entries = tuple(_entry(item) for item in block.items)
    return tuple(entry for entry in entries if entry is not None) if None not in entries else ()


def told_entries(block: List) -> tuple[Text, ...]:
    """The entries of a list as sentences, the first of each; none where they are more than can be recalled."""
    if any(entry_lead_in(item.text) or item.blocks or not item.text.plain.strip() for item in block.items):
        return ()
    entries = tuple(nouns.capitalised(sentences(item.text)[0].strip(" .;,")) for item in block.items)
    lengths = [len(entry.plain.split()) for entry in entries]
    told = max(lengths) <= _LONGEST_TOLD and sum(lengths) <= _MOST_TOLD
    apart = not any(_BACK.match(entry.plain) or entry.plain.endswith((":", "?")) for entry in entries[1:])
    return entries if told and apart else ()


def _entry(item: Item) -> Text | None:
    """An entry in few words: its term, or all of it where it is short."""
    term = entry_lead_in(item.text)
    if term is not None:
        return term.name
    text, aside = item.text, _ASIDE.search(item.text.plain)
    if len(text.plain.split()) > _LONGEST_ENTRY and aside is not None:
        text = text.cut(0, aside.start())
    short = 0 < len(text.plain.split()) <= _LONGEST_ENTRY and not text.plain.endswith("?")
    return nouns.capitalised(text.strip(" .;,:")) if short else None


def whole(block: List) -> Text:
    """All words of the entries of a list, and the stamps of what is nested below them, for the first one inside it."""
    return sum((item.text + stamps_of(item.blocks) for item in block.items), start=Text())


def stamps_of(blocks: Iterable[Block]) -> Text:
    """The stamps of some blocks, without their words."""
    return Text(stamps=tuple((0, stamp) for block in blocks for text in texts(block) for _, stamp in text.stamps))
