"""Where marks are looked for: a text of a note, with the blocks around it that belong to its question or answer."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from cuedeck.extract.marks.pictures import held
from cuedeck.extract.marks.signs import is_divided, opens
from cuedeck.extract.text.place import Place
from cuedeck.notes.blocks import Block, Code, List, Paragraph, Quote, Table, first_line, last_lines
from cuedeck.notes.note import Note
from cuedeck.notes.text import Text

_MOST_BLOCKS = 20
"""Behind a question: more are no answer."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A text and the blocks around it."""

    note: Note
    text: Text
    """Its pictures count as words."""
    siblings: tuple[Block, ...]
    """The blocks that it may go on in, and those around it."""
    at: int = -1
    """Which of the siblings it is; -1 where all stand below it."""
    contained: bool = False
    """Whether the siblings stand below the text, or in one block with it: all behind it belong to it."""

    @property
    def behind(self) -> tuple[Block, ...]:
        """The blocks behind it, as many as an answer may have."""
        return tuple(islice(self.siblings, self.at + 1, self.at + 1 + _MOST_BLOCKS))

    @property
    def below(self) -> bool:
        """Whether the blocks behind it stand below it, as those of an entry do."""
        return self.contained and self.at < 0

    def next(self, by: int) -> "Spot":
        """The spot of the paragraph that stands so many blocks behind it."""
        at = self.at + by
        block = self.siblings[at]
        text = block.text if isinstance(block, Paragraph) else Text()
        return Spot(self.note, held(text), self.siblings, at, self.contained)


def spots(place: Place) -> Iterator[Spot]:
    """The texts of a paragraph or list itself; those of nested blocks come with their own places."""
    match place.block:
        case Paragraph(text=text):
            yield Spot(place.note, held(text), place.siblings, place.at, place.nested)
        case List(items=items):
            for item in items:
                yield Spot(place.note, held(item.text), item.blocks, contained=True)
        case _:
            pass


def before(spot: Spot) -> tuple[Block, ...]:
    """The blocks right before a text, without a blank line between, in the order of the note."""
    found: list[Block] = []
    line = spot.text.line
    for at in range(spot.at - 1, max(spot.at - _MOST_BLOCKS, -1), -1):
        block = spot.siblings[at]
        if line - 1 in spot.note.blanks or opens(block) or not line:
            break
        found.append(block)
        line = first_line(block)
    return tuple(reversed(found))


def adjoining(spot: Spot, rest: Text) -> tuple[Block, ...]:
    """The blocks that an answer goes on in whose first words may stand in the text of its question.

    Below an entry or in a quote all that follows; else what follows without a blank line, and what a colon announces.
    """
    if spot.contained:
        return tuple(_unmarked(spot.behind))
    taken: list[Block] = []
    for at, block in enumerate(spot.behind):
        shown = rest.shows or bool(taken)
        if opens(block) or _is_ruled(spot, taken) or (shown and _asks_next(spot, at)):
            break
        if shown and _is_apart(spot.note, block) and not _announces(rest, taken):
            break
        taken.append(block)
    return tuple(taken)


def extended(spot: Spot, rest: Text) -> tuple[Block, ...]:
    """As `adjoining`, and all up to a horizontal rule, or else the code, quotes, lists and tables that come next."""
    taken = adjoining(spot, rest)
    if spot.contained or _is_ruled(spot, taken):
        return taken
    ruled = _up_to_rule(spot)
    return ruled if len(ruled) > len(taken) else (*taken, *_set_apart(spot, len(taken)))


def parted(spot: Spot, taken: Sequence[Block]) -> Text | None:
    """The paragraph that stands right behind an answer and is no part of it."""
    if spot.contained or _is_ruled(spot, taken) or len(taken) >= len(spot.behind):
        return None
    after = spot.behind[len(taken)]
    return after.text if isinstance(after, Paragraph) and not opens(after) else None


def _is_apart(note: Note, block: Block) -> bool:
    """Whether a blank line stands before a block."""
    line = first_line(block)
    # Of a fence in a quote or a table only its first words tell the line.
    return line == 0 or line - 1 in note.blanks


def _is_ruled(spot: Spot, taken: Sequence[Block]) -> bool:
    """Whether a horizontal rule stands right behind what was taken."""
    last = last_lines(taken[-1]) if taken else (max((span.line for span in spot.text.spans), default=0),)
    return any(line in spot.note.ruled for line in last)


def _announces(rest: Text, taken: Sequence[Block]) -> bool:
    last = taken[-1].text if taken and isinstance(taken[-1], Paragraph) else None if taken else rest
    return last is not None and last.plain.rstrip().endswith(":")


def _up_to_rule(spot: Spot) -> tuple[Block, ...]:
    """The blocks up to a horizontal rule; none where a mark stands before it."""
    for at, block in enumerate(spot.behind):
        if opens(block):
            return ()
        if _is_ruled(spot, (block,)):
            return spot.behind[: at + 1]
    return ()


def _set_apart(spot: Spot, start: int) -> Iterator[Block]:
    for at, block in enumerate(spot.behind[start:], start):
        if opens(block) or not isinstance(block, Code | Quote | List | Table):
            return
        if _asks_next(spot, at):
            return
        yield block


def _asks_next(spot: Spot, at: int) -> bool:
    """Whether a block behind a text is the question of the mark behind it."""
    after = spot.behind[at + 1] if at + 1 < len(spot.behind) else None
    return isinstance(after, Paragraph) and is_divided(after)


def _unmarked(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks up to the next mark among them; of a list the entries without marks."""
    for block in blocks:
        if isinstance(block, List):
            items = tuple(item for item in block.items if not opens(replace(block, items=(item,))))
            if items:
                yield replace(block, items=items)
        elif opens(block):
            return
        else:
            yield block
