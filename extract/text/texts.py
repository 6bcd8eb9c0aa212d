"""All texts of a section, in reading order."""

from collections.abc import Iterator

from cuedeck.notes import blocks
from cuedeck.notes.blocks import Block, List, Paragraph, Part
from cuedeck.notes.note import Section
from cuedeck.notes.text import Text

_NAMES = frozenset({Part.NAME})


def texts(section: Section) -> Iterator[Text]:
    """The running texts of a section and of those below it; titles are left out."""
    for block in section.blocks:
        yield from block_texts(block)
    for inner in section.sections:
        yield from texts(inner)


def block_texts(block: Block) -> Iterator[Text]:
    """The running texts of a block and of those nested in it."""
    return blocks.texts(block, without=_NAMES)


def own_texts(block: Block | None) -> Iterator[Text]:
    """The texts of a paragraph or list itself; those of nested blocks come with their own places."""
    match block:
        case Paragraph(text=text):
            yield text
        case List(items=items):
            yield from (item.text for item in items)
        case _:
            pass
