"""Answers that are folded away: `<details>` with a summary, and callouts whose title asks."""

from collections.abc import Iterator
from dataclasses import dataclass

from cuedeck.cards.draft import Draft
from cuedeck.extract.marks import signs
from cuedeck.extract.marks.making import Asked, cards
from cuedeck.extract.marks.pictures import held
from cuedeck.extract.marks.whole import whole
from cuedeck.extract.parser.parser import Parser
from cuedeck.extract.parser.sentences import sentences
from cuedeck.extract.text.place import Place
from cuedeck.notes import details
from cuedeck.notes.blocks import Block, Callout, List, Paragraph
from cuedeck.notes.text import Text

_MOST_BETWEEN = 4
"""Blocks, such as code and choices, between a question and what folds its answer away."""


@dataclass(frozen=True, slots=True)
class _Folded:
    question: Text
    body: tuple[Block, ...]


def folded(place: Place, _: Parser) -> Iterator[Draft]:
    """`<details><summary>Question</summary>Answer</details>`, and a callout whose title asks: `> [!question] Why ...?`."""
    callout = place.block
    if not isinstance(callout, Callout) or signs.is_hint(callout):
        return
    found = _found(place, callout)
    asks = found.question.plain.endswith("?") or callout.kind in {
        details.KIND,
        *signs.ASKING_CALLOUTS,
        *signs.CARD_CALLOUTS,
    }
    if asks and found.question.shows and not signs.SHOWS.match(found.question.plain):
        question = held(found.question)
        yield from cards(place, Asked(question, question, behind=found.body), "mark.folded")


def _found(place: Place, callout: Callout) -> _Folded:
    """What a callout asks and the blocks that answer it: its title, its first words, or the question before it."""
    first = callout.blocks[0] if callout.blocks else None
    title = callout.title.strip(" :")
    asks = callout.kind in signs.ASKING_CALLOUTS | signs.CARD_CALLOUTS
    if not title.shows and asks and isinstance(first, Paragraph) and first.text.plain.strip():
        asking = sentences(first.text)[0]
        rest = first.text.cut(first.text.plain.find(asking.plain) + len(asking.plain)).strip()
        return _Folded(asking, (Paragraph(rest), *callout.blocks[1:]) if rest.shows else callout.blocks[1:])
    if signs.shows(callout):
        above = _above(place)
        return _Folded(title if above is None else above, callout.blocks)
    return _Folded(title, callout.blocks)


def _above(place: Place) -> Text | None:
    """The question before a callout that only says what it opens: hints, code and choices may stand between."""
    between: list[Block] = []
    for at in range(place.at - 1, place.at - 2 - _MOST_BETWEEN, -1):
        block = place.siblings[at] if at >= 0 else None
        if block is None:
            heading = place.section.heading
            asks = heading.plain.endswith("?") and not place.nested
            return whole((Paragraph(heading), *reversed(between))) if asks else None
        if isinstance(block, Callout):
            if not signs.is_hint(block):
                return None
        elif isinstance(block, Paragraph) and block.text.plain.endswith("?"):
            return whole((Paragraph(sentences(block.text)[-1]), *reversed(between)))
        elif isinstance(block, List) and len(block.items) == 1 and block.items[0].text.plain.endswith("?"):
            return whole((Paragraph(block.items[0].text), *block.items[0].blocks, *reversed(between)))
        else:
            between.append(block)
    return None
