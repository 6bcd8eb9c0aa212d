"""What programs put into notes around their content: channel lines, hand-over sentences, lists of links."""

import re
from collections.abc import Iterable, Iterator

from cuedeck.notes.blocks import Block, Heading, Item, List, Paragraph
from cuedeck.notes.text import Mark, Text

_CHANNEL = re.compile(r"From: \S+(?: \S+){0,5}")
_HAND_OVER = re.compile(
    r"(?:here(?: is|'s|’s| are)|below is|sure|certainly|of course)\b.{0,200}\b(?:article|note|notes|summary|markdown|wiki)\b.{0,120}[:.!]?",
    re.IGNORECASE,
)
_NO_INFORMATION = re.compile(
    r"\bno (?:specific |relevant |direct |explicit )?(?:information|mention|details?|content|discussion)\b.{0,120}"
    r"\b(?:transcript|source|text|video|material|provided|excerpt)\b"
    r"|\b(?:transcript|source material|provided text|excerpt)\b.{0,60}\b(?:does not|doesn't|do not|did not) "
    r"(?:contain|provide|mention|include|discuss|cover)",
    re.IGNORECASE,
)
_HASHTAGS = re.compile(r"(?:#[^\s#]+\s*)+")


def tells_nothing(sentence: str) -> bool:
    """Whether a sentence says that the source holds nothing on the subject."""
    return _NO_INFORMATION.search(sentence) is not None


def says_nothing(blocks: Iterable[Block]) -> bool:
    """Whether half of a note, or more, says that the source holds nothing on the subject."""
    empty = said = 0
    for block in blocks:
        if isinstance(block, Paragraph) and not _is_boilerplate(block.text, first=True):
            words = len(block.text.plain.split())
            empty, said = (empty + words, said) if tells_nothing(block.text.plain) else (empty, said + words)
        elif not isinstance(block, Paragraph | Heading):
            return False
    return empty > 0 and empty * 2 >= said


def content(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks without boilerplate."""
    for number, block in enumerate(blocks):
        match block:
            case Paragraph(text=text) if _is_boilerplate(text, first=number < 3):
                pass
            case Paragraph(text=text) if number < 3:
                yield Paragraph(_without_channel(text))
            case List() if is_links(block):
                pass
            case _:
                yield block


def _without_channel(text: Text) -> Text:
    """A paragraph without the channel line that stands in it, above the first sentence."""
    first, *rest = text.lines
    is_channel = rest and _CHANNEL.fullmatch(first.plain)
    return text.without_lead(text.plain.index(rest[0].plain, len(first.plain))) if is_channel else text


def is_index(blocks: Iterable[Block]) -> bool:
    """Whether a note is a page of links: at least three entries are nothing but a link, and little else is said."""
    linked = said = entries = 0
    for block in blocks:
        if isinstance(block, List):
            for item in _items(block):
                words = len(item.text.plain.split())
                if _is_link(item.text):
                    linked, entries = linked + words, entries + 1
                else:
                    said += words
        elif isinstance(block, Paragraph) and not _is_boilerplate(block.text, first=True):
            said += len(block.text.plain.split())
    return entries >= 3 and linked > said


def is_links(block: List) -> bool:
    """Whether every entry of a list is nothing but a link."""
    return all(_is_link(item.text) for item in _items(block))


def _items(block: List) -> Iterator[Item]:
    for item in block.items:
        yield item
        for nested in item.blocks:
            if isinstance(nested, List):
                yield from _items(nested)


def _is_link(text: Text) -> bool:
    plain = text.plain.strip(" .,;")
    return not plain or all(Mark.LINK in span.marks for span in text.spans if span.plain.strip(" .,;"))


def _is_boilerplate(text: Text, *, first: bool) -> bool:
    plain = text.plain
    if _HASHTAGS.fullmatch(plain):
        return True
    return first and bool(_CHANNEL.fullmatch(plain) or (len(plain) < 320 and _HAND_OVER.fullmatch(plain)))
