"""Places in a note: every block with what stands around it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import zip_longest

from cuedeck.extract.parser.parser import Parser
from cuedeck.extract.text.capitals import Capitals, capitals
from cuedeck.extract.text.lead_in import entry_lead_in
from cuedeck.extract.text.nouns import uncapitalised
from cuedeck.notes.blocks import Block, Callout, Definition, Item, List, Paragraph, Quote
from cuedeck.notes.note import Note, Section
from cuedeck.notes.text import Text

_TITLED = re.compile(r"\b[A-Z][a-z]{2,}")
_LATIN = re.compile(r"[a-z]+(?:a|ae|es|i|is|um|us)\b")
"""Second word of a scientific name, such as `Giardia lamblia`."""

_LONGEST_TITLE = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A block and its surroundings, or, without a block, a section as a whole."""

    note: Note
    section: Section
    block: Block | None = None
    introduction: Text | None = None
    """The paragraph or item right before the block."""
    following: Block | None = None
    """The block right behind it."""
    siblings: tuple[Block, ...] = ()
    """All that stands where the block does, and pictures too."""
    at: int = 0
    """Which of the siblings the block is."""
    nested: bool = False
    """Whether the siblings stand inside another block."""
    path: tuple[Text, ...] = ()
    """Headings above the block, and the bold entries it is nested below."""
    topic: Text | None = None
    """The bold entry that the block is nested below."""
    capitals: Capitals
    """How the note writes its words."""
    language: str | None = "en"
    """Code of the language that the note is in, where it is known."""

    def in_sentence(self, text: Text) -> Text:
        """A title or term of the note as it would stand inside a sentence."""
        return self.capitals.in_sentence(text)

    def as_owner(self, title: Text) -> Text:
        """A heading, entry or title that labels belong to, as it stands inside a sentence."""
        name = self.in_sentence(title)
        opening, _, inner = name.plain.partition(" ")
        changed = name.plain != title.plain
        if changed and _TITLED.search(inner):
            return title
        is_name = opening.lower() not in self.capitals.ordinary and (changed or not inner or _LATIN.match(inner))
        return name if is_name else uncapitalised(name)

    @property
    def names(self) -> tuple[str, ...]:
        """The path as words."""
        return tuple(text.plain for text in self.path)


def places(note: Note, parser: Parser, language: str | None = "en") -> Iterator[Place]:
    """All places of a note, in reading order; `language` is the code of the language it is in."""
    yield from _section(Place(note=note, section=note.root, capitals=capitals(note, parser), language=language))


def _section(place: Place) -> Iterator[Place]:
    section = place.section
    here = replace(place, path=section.path)
    yield here
    yield from _blocks(here, section.blocks, None, section.whole)
    for inner in section.sections:
        yield from _section(replace(place, section=inner))


def _blocks(
    around: Place, blocks: tuple[Block, ...], before: Text | None, whole: tuple[Block, ...] | None = None
) -> Iterator[Place]:
    """Each of some blocks; `whole` are those of a section, with the pictures between them."""
    siblings = blocks if whole is None else whole
    at = 0
    for block, following in zip_longest(blocks, blocks[1:]):
        while siblings[at] is not block:
            at += 1
        here = replace(around, siblings=siblings, at=at, nested=whole is None)
        yield from _block(replace(here, block=block, introduction=before, following=following))
        before = block.text if isinstance(block, Paragraph) else None


def _block(place: Place) -> Iterator[Place]:
    yield place
    match place.block:
        case List(items=items):
            for item in items:
                yield from _blocks(_below(place, item), item.blocks, item.text)
        case Callout(title=title, blocks=blocks):
            yield from _blocks(_titled(place, title, blocks), blocks, None)
        case Quote(blocks=blocks):
            yield from _blocks(place, blocks, None)
        case Definition(term=term, blocks=blocks):
            yield from _blocks(_under(place, term), blocks, None)
        case _:
            pass


def _titled(place: Place, title: Text, blocks: tuple[Block, ...]) -> Place:
    """The surroundings of what stands in a callout; a short title is the heading of its list."""
    name = title.strip(" :")
    is_heading = isinstance(blocks[0] if blocks else None, List) and 0 < len(name.plain.split()) <= _LONGEST_TITLE
    return replace(place, path=(*place.path, name)) if is_heading and not name.plain.endswith(".") else place


def _below(place: Place, item: Item) -> Place:
    """The surroundings of what is nested below an item."""
    term = entry_lead_in(item.text)
    return place if term is None else _under(place, term.name)


def _under(place: Place, term: Text) -> Place:
    return replace(place, path=(*place.path, term), topic=term)
