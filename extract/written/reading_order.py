"""The drafts of a note in reading order, written ones where their sentence has its place in the line."""

from collections.abc import Iterable, Iterator, Sequence

from cuedeck.cards.draft import Draft
from cuedeck.extract.written.anchors import Ground
from cuedeck.extract.written.drafts import RULE

_Spot = tuple[int, int]
"""Which text of a line, and where in it."""


def in_reading_order(drafts: Iterable[Draft], within: Sequence[Ground]) -> tuple[Draft, ...]:
    """Drafts by line; those of rules on one line stay as they come, written ones go behind those of what stands before."""
    by_line: dict[int, list[Draft]] = {}
    for draft in sorted(drafts, key=lambda draft: draft.statement.line):
        by_line.setdefault(draft.statement.line, []).append(draft)
    return tuple(draft for own in by_line.values() for draft in _ordered(own, within))


def _ordered(own: Sequence[Draft], within: Sequence[Ground]) -> Iterator[Draft]:
    """The drafts of one line."""
    written = [draft for draft in own if draft.rule == RULE]
    found = [draft for draft in own if draft.rule != RULE]
    if not written:
        yield from found
        return
    texts = [ground.text.plain for ground in within if own[0].statement.line in _lines(ground)]
    spots = {id(draft): _spot(draft, texts) for draft in own}
    waiting = sorted(written, key=lambda draft: spots[id(draft)])
    for draft in waiting:
        spot = spots[id(draft)]
        before = max((at for at, other in enumerate(found, 1) if spots[id(other)] < spot), default=0)
        yield from found[:before]
        del found[:before]
        yield draft
    yield from found


def _lines(ground: Ground) -> range:
    text = ground.text
    return range(text.line, max((span.line for span in text.spans), default=text.line) + 1)


def _spot(draft: Draft, texts: Sequence[str]) -> _Spot:
    """Where a draft's statement stands; behind all where that is not known, as of the cells of a row."""
    said = draft.statement.plain.strip()
    places = ((at, text.find(said)) for at, text in enumerate(texts))
    return next((place for place in places if place[1] >= 0), (len(texts), 0))
