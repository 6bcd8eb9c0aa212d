"""What is left of cards that are gone from the notes: a package that marks them in Anki, and a table."""

import csv
from collections.abc import Sequence
from datetime import UTC, datetime
from io import StringIO

from cuedeck.cards.card import Card
from cuedeck.cards.face import plain_face
from cuedeck.cards.ledger import Entry
from cuedeck.decks.anki.apkg_writer import package
from cuedeck.decks.anki.searches import searches
from cuedeck.notes.cue import Cue


def tombstones(deck: str, entries: Sequence[Entry]) -> bytes:
    """An Anki package with a note, but no Anki card, for each retired card: importing it marks the notes there are."""
    return package([(_remembered(deck, entry), entry) for entry in entries], root=None, images={})


def table(entries: Sequence[Entry]) -> bytes:
    """The retired cards as tab-separated values, below lines that hold searches for them in Anki's browser."""
    text = StringIO()
    for search in searches([entry.guid for entry in entries]):
        text.write(f"# {search}\n")
    rows = csv.writer(text, delimiter="\t", lineterminator="\n")
    rows.writerow(("guid", "number", "retired", "note", "question", "answer"))
    rows.writerows((one.guid, one.number, _day(one), one.note, one.question, one.answer) for one in entries)
    return text.getvalue().encode()


def _remembered(deck: str, entry: Entry) -> Card:
    """A card as far as its ledger remembers it."""
    return Card(
        guid=entry.guid,
        kind=entry.kind,
        question=plain_face(entry.question),
        answer=plain_face(entry.answer),
        context=entry.path,
        cue=None if entry.cue is None else Cue(seconds=entry.cue, url=None),
        note=entry.note,
        line=1,
        deck=deck,
        path=entry.path,
    )


def _day(entry: Entry) -> str:
    return "" if entry.retired is None else datetime.fromtimestamp(entry.retired, UTC).date().isoformat()
