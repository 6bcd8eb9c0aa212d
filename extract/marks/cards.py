"""Cards that a note's writer marked up: every mark is read as its plug-in reads it, and the words stay the writer's.

Gaps in a sentence stand in `clozes`, callouts in `folded`, `Q:` and `A:` in `labelled`; how marks look, in `signs`.
"""

import re
from collections.abc import Iterator, Sequence

from cuedeck.cards.draft import Draft
from cuedeck.extract.marks import signs
from cuedeck.extract.marks.answers import joined
from cuedeck.extract.marks.making import Asked, cards, waiting
from cuedeck.extract.marks.pictures import held
from cuedeck.extract.marks.spots import Spot, adjoining, before, extended, spots
from cuedeck.extract.marks.whole import whole
from cuedeck.extract.parser.parser import Parser
from cuedeck.extract.text.place import Place
from cuedeck.extract.text.silence import Silence
from cuedeck.notes.blocks import Block, Paragraph
from cuedeck.notes.tags import nested
from cuedeck.notes.text import Form, Mark, Text

_BLOCK = re.compile(
    r"STARTI?\s+\[?Basic(?P<both> \(and reversed card\))?\]?\s+(?:Front:\s*)?(?P<front>.{1,4000}?)\s+Back:\s*(?P<back>.+?)"
    r"(?:\s+Tags:\s*(?P<tags>.*?))?(?:\s+ID:\s*\d+)?(?:\s+ENDI?)?$"
)
_TAGS = re.compile(r"(?:^|\s)Tags:\s*(?P<tags>[^:]*)$")
_ON_ONE_LINE = re.compile(r"STARTI\s.*\sENDI")
_END = re.compile(r"(?:^|\s)(?:Tags:\s*(?P<tags>.*?)\s+)?(?:ID:\s*\d+\s+)?ENDI?$")


def inline(place: Place, _: Parser) -> Iterator[Draft]:
    """`Question::Answer` on one line, and `A:::B`, which asks both ways; what stands below an entry belongs to it."""
    for spot in spots(place):
        if "::" in spot.text.plain:
            yield from _inline(place, spot)


def multiline(place: Place, _: Parser) -> Iterator[Draft | Silence]:
    """Question and answer with a line between them that holds `?` alone, or `??`, which asks both ways."""
    for spot in spots(place):
        asked = _divided(spot) if "?" in spot.text.plain else None
        if asked is not None:
            yield from cards(place, asked, "mark.multiline")
            yield from waiting(spot, asked)


def tagged(place: Place, _: Parser) -> Iterator[Draft | Silence]:
    """A bullet, a line or a heading that ends in `#card`: what stands below it is the answer."""
    section = place.section
    if place.block is None:
        yield from _asked(place, Spot(place.note, held(section.heading), section.whole))
    for spot in spots(place):
        yield from _asked(place, spot)


def blocks(place: Place, _: Parser) -> Iterator[Draft]:
    """`START Basic ... Back: ... END`, as Obsidian_to_Anki has it."""
    for spot in spots(place):
        for part in _block_texts(spot.text):
            match = _BLOCK.search(part.plain)
            if match is not None:
                front, back = (part.cut(*match.span(side)).strip() for side in ("front", "back"))
                behind, tags = ((), "") if _END.search(part.plain) else _up_to_end(spot)
                named = nested((match["tags"] or tags).replace(",", " ").split())
                asked = Asked(front, part, back, behind, both_ways=bool(match["both"]), tags=named)
                yield from cards(place, asked, "mark.block")


def _block_texts(text: Text) -> Iterator[Text]:
    """The blocks that a text holds: each of its lines that is one as a whole, else all of it."""
    if "START" not in text.plain or "Back:" not in text.plain:
        return
    whole_lines = [line for line in text.lines if _ON_ONE_LINE.fullmatch(line.plain)]
    yield from whole_lines or [text]


def _up_to_end(spot: Spot) -> tuple[tuple[Block, ...], str]:
    """The blocks behind `START ... Back:` up to `END`, and the tags that stand before that; none where it is missing."""
    for at, block in enumerate(spot.behind):
        text = block.text if isinstance(block, Paragraph) else Text()
        match = _END.search(text.plain)
        if match is not None:
            rest = text.cut(0, match.start()).strip()
            return _without_tags((*spot.behind[:at], *((Paragraph(rest),) if rest.shows else ())), match["tags"] or "")
    return (), ""


def _without_tags(blocks: tuple[Block, ...], tags: str) -> tuple[tuple[Block, ...], str]:
    """Blocks without the tags that the last one of them ends in, and these."""
    last = blocks[-1] if blocks and not tags else None
    match = _TAGS.search(last.text.plain) if isinstance(last, Paragraph) else None
    if match is None or not isinstance(last, Paragraph):
        return blocks, tags
    rest = last.text.cut(0, match.start()).strip()
    return (*blocks[:-1], *((Paragraph(rest),) if rest.shows else ())), match["tags"]


def is_inline(text: Text) -> bool:
    """Whether a line of a text holds both sides of a card."""
    return "::" in text.plain and any(signs.separator(held(line)) is not None for line in text.lines)


def _inline(place: Place, spot: Spot) -> Iterator[Draft]:
    bounds = spot.text.line_bounds
    for at, (start, end) in enumerate(bounds):
        line = spot.text.cut(start, end).strip()
        match = signs.separator(line)
        if match is not None:
            last = _last_line(spot, bounds, at)
            line = spot.text.cut(start, bounds[last][1]).strip()
            question, answer = line.cut(0, match.start()).strip(), line.cut(match.end()).strip()
            goes_on = last == len(bounds) - 1 and (spot.below or answer.plain.endswith(":"))
            below = adjoining(spot, answer) if goes_on else ()
            asked = Asked(question, line, answer, below, both_ways=len(match[0]) == len(":::"))
            yield from cards(place, asked, "mark.inline")


def _last_line(spot: Spot, bounds: Sequence[tuple[int, int]], at: int) -> int:
    """The line that an answer ends on which begins on one: all lines of an entry are its, and those behind hard breaks."""
    last = at
    while last + 1 < len(bounds):
        ends = spot.text.cut(*bounds[last]).spans[-2:]
        goes_on = spot.below or any(span.form is Form.BREAK for span in ends)
        if not goes_on or signs.separator(spot.text.cut(*bounds[last + 1])) is not None:
            break
        last += 1
    return last


def _divided(spot: Spot) -> Asked | None:
    text = spot.text
    dividers = (
        (start, end, sign)
        for start, end in text.line_bounds
        if (sign := text.plain[start:end].strip()) in signs.DIVIDERS
    )
    start, end, sign = next(dividers, (0, 0, ""))
    above = before(spot) if sign else ()
    if not sign or (not start and not above):
        return None
    own = text.cut(_after_cards(text, start), start).strip()
    question: tuple[Block, ...] = (*above, Paragraph(own)) if own.shows else above
    rest = text.cut(end).strip()
    return Asked(
        whole(question), joined((whole(above), text)), rest, extended(spot, rest), both_ways=signs.DIVIDERS[sign]
    )


def _after_cards(text: Text, end: int) -> int:
    """Where the lines begin, of those up to an offset, that stand below the last card on one line."""
    bounds = [(start, stop) for start, stop in text.line_bounds if stop <= end and "::" in text.plain[start:stop]]
    return next((stop for start, stop in reversed(bounds) if signs.separator(text.cut(start, stop)) is not None), 0)


def _asked(place: Place, spot: Spot) -> Iterator[Draft | Silence]:
    asked = _tagged(spot)
    if asked is not None:
        yield from cards(place, asked, "mark.tagged")
        yield from waiting(spot, asked)


def _tagged(spot: Spot) -> Asked | None:
    text = spot.text
    if not any(Mark.ASKS in span.marks for span in text.spans) or any(span.marks & Mark.CLOZE for span in text.spans):
        return None
    for start, end in text.line_bounds:
        line = text.cut(start, end)
        marks = next((span.marks for span in line.spans if Mark.ASKS in span.marks), None)
        if marks is not None and signs.separator(line) is None:
            rest = text.cut(end).strip()
            question = text.cut(0, end).strip()
            return Asked(question, text, rest, adjoining(spot, rest), both_ways=Mark.BOTH_WAYS in marks)
    return None
