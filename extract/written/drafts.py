"""Written cards -> drafts, each at the place in its note that its quote leads to."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from cuedeck.cards.card import WRITTEN, YOU, Kind
from cuedeck.cards.draft import Draft
from cuedeck.cards.written import Written
from cuedeck.extract.gates.context import Context
from cuedeck.extract.gates.verdict import verdict_on_written
from cuedeck.extract.written.anchors import Anchor, Ground, anchor, stamped
from cuedeck.extract.written.timing import timed
from cuedeck.notes import blocks
from cuedeck.notes.blocks import Block, Code, Table
from cuedeck.notes.config import Limits
from cuedeck.notes.fragment import fragment, lined
from cuedeck.notes.note import Note, Section
from cuedeck.notes.text import Text

RULE = "written"
"""Name of the source of written cards, among those of rules."""


@dataclass(frozen=True, slots=True)
class Drafted:
    """What became of a written card."""

    written: Written
    section: Section
    draft: Draft
    reasons: tuple[str, ...]
    """Why it is no card; none where it is."""


def drafted(
    note: Note, within: Sequence[Ground], cards: Iterable[Written], limits: Limits
) -> Iterator[Drafted | Written]:
    """The written cards of a note as drafts; as they are where the sentence that one rests on no longer stands."""
    for written in cards:
        found = anchor(written.quote, within)
        if found is None:
            yield written
            continue
        draft = _draft(written, stamped(found, written.items, within))
        reasons = verdict_on_written(draft, _context(note, written, found, limits))
        yield Drafted(written, found.place.section, draft, reasons)


def _draft(written: Written, found: Anchor) -> Draft:
    items = tuple(map(fragment, written.items)) if len(written.items) > 1 else ()
    first = written.items[0] if items else written.answer
    return Draft(
        kind=Kind.LIST if items else Kind.STATEMENT,
        question=lined(written.question),
        answer=Text() if items else lined(written.answer or "; ".join(written.items)),
        items=items,
        path=found.place.path,
        key=(RULE, *found.place.names, found.statement.plain),
        statement=timed(found.statement, written.question, first),
        rule=RULE,
        is_marked=written.by == YOU,
        by=written.by,
        doubt=written.doubt if written.is_doubted else "",
        tags=(WRITTEN,),
    )


def _context(note: Note, written: Written, found: Anchor, limits: Limits) -> Context:
    section = found.place.section
    above = (note.title, *(heading.plain for heading in section.path))
    return Context(
        title=note.title,
        limits=limits,
        quote=fragment(written.quote).plain,
        section="\n".join((*above, *_words(section.blocks))),
        beside="\n".join((found.statement.plain, *_head(found), *(_listed(found) if written.items else ()))),
    )


def _head(found: Anchor) -> Iterator[str]:
    """The names of the columns, where a statement is a row of a table."""
    block = found.place.block
    return (cell.plain for cell in block.header) if isinstance(block, Table) else iter(())


def _listed(found: Anchor) -> Iterator[str]:
    """What a statement may enumerate: the rest of its block and the next; below a heading, all of its section."""
    place = found.place
    if place.block is None:
        inner = (below.heading.plain for below in place.section.sections)
        return chain(inner, _words(place.section.blocks))
    said = chain.from_iterable(_words([block]) for block in (place.block, place.following) if block is not None)
    return (_from(found.statement.plain, text) for text in said)


def _from(statement: str, text: str) -> str:
    """A text from a statement on that stands in it."""
    return text[max(text.find(statement), 0) :]


def _words(of: Iterable[Block]) -> Iterator[str]:
    for block in of:
        yield from [block.text] if isinstance(block, Code) else (text.plain for text in blocks.texts(block))
