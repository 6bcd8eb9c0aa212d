"""Cards and ledger entries for tests, with defaults for all that a test does not speak of."""

from dataclasses import replace
from html import escape

from cuedeck.cards.card import Card, Face, Kind
from cuedeck.cards.ledger import Entry
from cuedeck.notes.cue import Cue

CUE = Cue(seconds=81, url="https://www.youtube.com/watch?v=IQJ4DBkCnco&t=81s")
CREATED = 1_700_000_000


def face(plain: str, html: str | None = None) -> Face:
    """Give a face whose HTML is the escaped text, unless told otherwise."""
    return Face(plain=plain, html=escape(plain, quote=False) if html is None else html)


def card(guid: str = "guid-1", question: str = "What is mitosis?", answer: str = "Cell division") -> Card:
    """Give a definition card; change the rest with `dataclasses.replace`."""
    return Card(
        guid=guid,
        kind=Kind.DEFINITION,
        question=face(question),
        answer=face(answer),
        context=("Cell division", "Mitosis"),
        cue=CUE,
        note="biology/cell_division.md",
        line=12,
        deck="biology",
        tags=("biology",),
        path=("Cell division", "Mitosis"),
    )


def cloze(guid: str = "guid-c", sentence: str = "Cells divide by […].", gap: str = "mitosis") -> Card:
    """Give a cloze card with one gap."""
    return replace(card(guid), kind=Kind.CLOZE, question=face(sentence), answer=face(gap))


def entry(of: Card, number: int = 1, *, created: int = CREATED, changed: int = CREATED) -> Entry:
    """Give the ledger's entry of a card."""
    return Entry(
        guid=of.guid,
        number=number,
        kind=of.kind,
        note=of.note,
        path=of.path,
        cue=None if of.cue is None else of.cue.seconds,
        question=of.question.plain,
        answer=of.answer.plain,
        content="",
        created=created,
        changed=changed,
    )


def with_entries(*cards: Card, changed: int = CREATED) -> list[tuple[Card, Entry]]:
    """Give each card its entry, numbered in order, all changed at the same time."""
    return [(one, entry(one, number, changed=changed)) for number, one in enumerate(cards, start=1)]
