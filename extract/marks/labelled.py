"""Lines that open with `Q:` and `A:`: in one paragraph, in one list, or in blocks of their own."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from cuedeck.cards.draft import Draft
from cuedeck.extract.marks import signs
from cuedeck.extract.marks.answers import joined
from cuedeck.extract.marks.making import Asked, cards, waiting
from cuedeck.extract.marks.pictures import held
from cuedeck.extract.marks.spots import Spot, extended, spots
from cuedeck.extract.marks.whole import whole
from cuedeck.extract.parser.parser import Parser
from cuedeck.extract.text.place import Place
from cuedeck.extract.text.silence import Silence
from cuedeck.notes.blocks import Block, Paragraph
from cuedeck.notes.text import Text

_FARTHEST = 6
"""Blocks between `Q:` and `A:`: more belong to no question."""


@dataclass(slots=True)
class _Piece:
    """Lines of one text that belong together."""

    spot: Spot
    start: int
    end: int
    is_answer: bool = False

    @property
    def said(self) -> Text:
        """Its words."""
        return self.spot.text.cut(self.start, self.end).strip()

    @property
    def text(self) -> Text:
        """Its words, without its label."""
        label = signs.ANSWER if self.is_answer else signs.QUESTION
        match = label.match(self.said.plain)
        return self.said.without_lead(match.end()).strip() if match else self.said

    @property
    def is_last(self) -> bool:
        """Whether its text ends with it."""
        return self.end == len(self.spot.text.plain)


def labelled(place: Place, _: Parser) -> Iterator[Draft | Silence]:
    """The cards of a paragraph or list whose lines are labelled, and of an answer below a heading that asks."""
    pieces = [piece for spot in spots(place) for piece in _pieces(spot)]
    starts = [at for at, piece in enumerate(pieces) if _asks(piece)]
    for start, end in pairwise([*starts, len(pieces)]):
        yield from _group(place, list(_together(pieces[start:end])))
    heading = place.section.heading
    asks = heading.plain.endswith("?") or signs.QUESTION.match(heading.plain)
    if asks and pieces and pieces[0].is_answer and place.section.blocks[:1] == (place.block,):
        asking = _Piece(Spot(place.note, held(heading), ()), 0, len(heading.plain))
        yield from _answered(place, [asking], (), pieces[: starts[0] if starts else len(pieces)])


def _pieces(spot: Spot) -> Iterator[_Piece]:
    """The parts of a text, each from a label to the next."""
    if not any(sign in spot.text.plain for sign in (":", ")", ".", "A")):
        yield _Piece(spot, 0, len(spot.text.plain))
        return
    current: _Piece | None = None
    for start, end in spot.text.line_bounds:
        line = spot.text.plain[start:end].lstrip()
        is_answer = signs.ANSWER.match(line) is not None
        if current is None or is_answer or signs.QUESTION.match(line):
            if current is not None:
                yield current
            current = _Piece(spot, start, end, is_answer)
        else:
            current.end = end
    if current is not None:
        yield current


def _together(pieces: Sequence[_Piece]) -> Iterator[_Piece]:
    """The pieces up to an entry of a list that has no label."""
    last = pieces[0].spot
    for piece in pieces:
        if piece.spot is not last and not piece.is_answer:
            return
        last = piece.spot
        yield piece


def _asks(piece: _Piece) -> bool:
    return not piece.is_answer and signs.QUESTION.match(piece.spot.text.plain[piece.start :].lstrip()) is not None


def _group(place: Place, pieces: Sequence[_Piece]) -> Iterator[Draft | Silence]:
    """The card of a question and what stands behind it, the answer from the first that opens with `A:`."""
    at = next((at for at, piece in enumerate(pieces) if piece.is_answer), None)
    if at is not None:
        yield from _answered(place, pieces[:at], (), pieces[at:])
        return
    spot = pieces[-1].spot
    for by, block in enumerate(spot.behind[:_FARTHEST], 1):
        if signs.opens(block) and not _answers(block):
            return
        if _answers(block):
            answering = list(_pieces(spot.next(by)))
            end = next((at for at, piece in enumerate(answering) if _asks(piece)), len(answering))
            yield from _answered(place, pieces, spot.behind[: by - 1], answering[:end])
            return


def _answers(block: Block) -> bool:
    """Whether a block opens with `A:`."""
    return isinstance(block, Paragraph) and signs.ANSWER.match(held(block.text).plain) is not None


def _answered(
    place: Place, asking: Sequence[_Piece], between: tuple[Block, ...], pieces: Sequence[_Piece]
) -> Iterator[Draft | Silence]:
    """The card of a question, which may go on in blocks between, and its answers."""
    ends = [at for at, piece in enumerate(pieces) if piece.is_answer]
    answers = [
        joined(piece.text for piece in pieces[start:end])
        for start, end in zip(ends, [*ends[1:], len(pieces)], strict=True)
    ]
    last = pieces[-1]
    behind = extended(last.spot, answers[-1]) if last.is_last else ()
    question = joined(piece.text for piece in asking)
    said = joined((*(piece.said for piece in asking), whole(between), *(piece.said for piece in pieces)))
    shown = whole((Paragraph(question), *between)) if between else question
    asked = Asked(shown, said, answers[0], behind, others=tuple(answers[1:]))
    yield from cards(place, asked, "mark.labelled")
    yield from waiting(last.spot, asked) if last.is_last else ()
