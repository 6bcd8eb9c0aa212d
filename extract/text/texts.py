"""All texts of a section, in reading order."""

from collections.abc import Iterator

from cuedeck.notes.blocks import Block, Callout, Code, Definition, Heading, List, Paragraph, Quote, Table
from cuedeck.notes.note import Section
from cuedeck.notes.text import Text


def texts(section: Section) -> Iterator[Text]:
    """The running texts of a section and of those below it; titles are left out."""
    for block in section.blocks:
        yield from block_texts(block)
    for inner in section.sections:
        yield from texts(inner)


def block_texts(block: Block) -> Iterator[Text]:
    """The running texts of a block and of those nested in it."""
    match block:
        case Paragraph(text=text) | Heading(text=text):
            yield text
        case List(items=items):
            for item in items:
                yield item.text
                yield from _nested(item.blocks)
        case Table(rows=rows):
            yield from (cell for row in rows for cell in row)
        case Callout(title=title, blocks=blocks):
            yield title
            yield from _nested(blocks)
        case Quote(blocks=blocks) | Definition(blocks=blocks):
            yield from _nested(blocks)
        case Code():
            pass


def own_texts(block: Block | None) -> Iterator[Text]:
    """The texts of a paragraph or list itself; those of nested blocks come with their own places."""
    match block:
        case Paragraph(text=text):
            yield text
        case List(items=items):
            yield from (item.text for item in items)
        case _:
            pass


def _nested(blocks: tuple[Block, ...]) -> Iterator[Text]:
    for block in blocks:
        yield from block_texts(block)
