"""Writes cards as an Anki package; the only module that knows genanki."""

import hashlib
import io
import json
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO

import genanki
from genanki.apkg_col import APKG_COL
from genanki.apkg_schema import APKG_SCHEMA

from cuedeck.cards.card import Card
from cuedeck.cards.ledger import Entry
from cuedeck.cards.spacing import apart
from cuedeck.decks.anki.archive import new_collection, write_archive
from cuedeck.decks.anki.fields import COMMON_FIELDS, components, fields_of, forget, tags_of
from cuedeck.decks.anki.look import side, style
from cuedeck.decks.page.media import Image, sources
from cuedeck.notes.stages import Stage

TEMPLATES_RELEASED = 1793491200
"""When the templates or their styling last changed, in POSIX seconds.

Anki takes a changed template only if this is later than what it has; a reader's own later styling stays.
"""

NOTE_TYPES = 1788000000001, 1788000000002
"""Ids of the two note types, frozen for good."""
_DAY = 86_400_000  # milliseconds
_NOTE = "INSERT INTO notes VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_CARD = "INSERT INTO cards VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_MANY = 50_000
_UNSENT = -1
"""What Anki writes for a row that it has not synchronised."""
_SEPARATOR = "\x1f"
"""What parts the fields of a note."""


_Numbered = tuple[Card, Entry, int, int, int]
"""A card and its entry, the id of its note, the id of its deck, and its position among new cards."""


def package(cards: Sequence[tuple[Card, Entry]], *, root: str | None, images: Mapping[str, Image]) -> bytes:
    """Give the bytes of an `.apkg` file, as `write_package` writes them."""
    file = io.BytesIO()
    write_package(file, cards, root=root, images=images)
    return file.getvalue()


@Stage("packing")
def write_package(
    file: IO[bytes], cards: Sequence[tuple[Card, Entry]], *, root: str | None, images: Mapping[str, Image]
) -> None:
    """Write an `.apkg` file with one note and one Anki card for each card into a file that can be sought in.

    The cards stand in reading order, which becomes the order of new cards, but for siblings, which come apart:
    they are notes of their own, which Anki does not bury for each other. `root` is a deck to put all decks under. `images` are by their source, as from `find_images`; any other image gives way to its alternative text.
    The same cards give the same bytes. A note's modification time is its entry's `changed`, so that Anki updates
    exactly the notes that changed, and never touches a schedule. A retired card becomes a note with a tag and a
    banner but no Anki card, which only marks what a collection has already. Raises ValueError for cards that Anki would
    take wrongly: a guid twice, an empty front, a cloze without gap, no time of change; OSError.
    """
    _check(cards)
    shown = _shown(cards, images)
    names = {source: image.name for source, image in shown.items()}
    with tempfile.TemporaryDirectory(prefix="cuedeck-") as folder:
        collection = Path(folder) / "collection.anki2"
        _write_collection(collection, cards, root=root, names=names)
        write_archive(file, collection, {image.name: image.data for image in shown.values()})


def _shown(cards: Sequence[tuple[Card, Entry]], images: Mapping[str, Image]) -> dict[str, Image]:
    """The images that stand on cards, by source, in the order of their first."""
    if not images:
        return {}
    faces = (face for card, _ in cards for face in (card.question, card.answer))
    return {source: images[source] for face in faces for source in sources(face.html) if source in images}


def note_types() -> dict[str, genanki.Model]:
    """Give the two note types, by family.

    Frozen for good: a field or template added, moved or given another id would make Anki refuse updates and
    grow a second note type. The spare fields are there for what may come; names may change, ids may not.
    """
    of_questions, of_clozes = NOTE_TYPES
    question = _note_type(of_questions, "Cuedeck Question", "question", first=100, fields=("Front", *COMMON_FIELDS))
    cloze = _note_type(of_clozes, "Cuedeck Cloze", "cloze", first=200, fields=("Text", *COMMON_FIELDS))
    return {"question": question, "cloze": cloze}


def _note_type(number: int, name: str, family: str, *, first: int, fields: Sequence[str]) -> genanki.Model:
    """Build a note type whose template has the id `first` and whose fields have the ids that follow."""
    template = {
        "id": first,
        "name": name,
        "qfmt": side(f"{family}_front.html"),
        "afmt": side(f"{family}_back.html"),
    }
    return genanki.Model(
        number,
        name,
        fields=[{"id": first + place, "name": field} for place, field in enumerate(fields, start=1)],
        templates=[template],
        css=style(),
        model_type=genanki.Model.CLOZE if family == "cloze" else genanki.Model.FRONT_BACK,
    )


def _check(cards: Sequence[tuple[Card, Entry]]) -> None:
    """Refuse what Anki would take without complaint and never give back: double guids, notes without a time."""
    seen: set[str] = set()
    for card, entry in cards:
        if card.guid in seen:
            raise ValueError(f"{card.guid}: two cards have this guid")
        if card.guid != entry.guid:
            raise ValueError(f"{card.guid}: its ledger entry is that of {entry.guid}")
        if entry.changed <= 0:
            raise ValueError(f"{card.guid}: has no time of change")
        seen.add(card.guid)


# --- the collection ---


def _write_collection(
    path: Path, cards: Sequence[tuple[Card, Entry]], *, root: str | None, names: Mapping[str, str]
) -> None:
    """Write the SQLite file inside a package: row by row, so that memory does not grow with it.

    Decks and note types are written once: genanki's own way writes all decks anew for each deck.
    """
    decks = _decks(cards, root)
    numbers = [deck.deck_id for deck in decks]
    with new_collection(path) as database:
        database.executescript(APKG_SCHEMA)
        database.executescript(APKG_COL)
        _add_to_col(database, "decks", {deck.deck_id: deck.to_json() for deck in dict.fromkeys(decks)})
        types = {model.model_id: model.to_json(TEMPLATES_RELEASED, 1) for model in note_types().values()}
        _add_to_col(database, "models", types)
        notes = list(_note_numbers(entry for _, entry in cards))
        order = _order_of(notes)
        dues = _dues(cards, numbers)
        _add_notes(database, ((*cards[at], notes[at], numbers[at], dues[at]) for at in order), names)
    forget()


def _order_of(notes: Sequence[int]) -> Sequence[int]:
    """The order in which notes with these ids are added: that of the cards; many by id, which costs a third."""
    return range(len(notes)) if len(notes) < _MANY else sorted(range(len(notes)), key=notes.__getitem__)


def _add_notes(database: sqlite3.Connection, cards: Iterable[_Numbered], names: Mapping[str, str]) -> None:
    """Add a note for each card, and the Anki card of those that live: there is one template, and one gap."""
    types = {family: model.model_id for family, model in note_types().items()}
    put = database.cursor().execute
    for card, entry, note, deck, due in cards:
        fields = fields_of(card, entry, names)
        tags = f" {' '.join(tags_of(card, entry))} "
        kind, now = types[card.kind.family], entry.changed
        put(_NOTE, (note, card.guid, kind, now, _UNSENT, tags, _SEPARATOR.join(fields), fields[0], 0, 0, ""))
        if entry.retired is None:
            put(_CARD, (note, note, deck, 0, now, _UNSENT, 0, 0, due, 0, 0, 0, 0, 0, 0, 0, 0, ""))


def _add_to_col(database: sqlite3.Connection, column: str, values: Mapping[int, object]) -> None:
    """Add values to one of the JSON objects that describe a collection."""
    (present,) = database.execute(f"SELECT {column} FROM col").fetchone()  # noqa: S608  # our own two words
    merged = json.loads(present) | {str(key): value for key, value in values.items()}
    database.execute(f"UPDATE col SET {column} = ?", (json.dumps(merged),))  # noqa: S608  # as above


def _decks(cards: Sequence[tuple[Card, Entry]], root: str | None) -> list[genanki.Deck]:
    """Give the deck of each card.

    Anki tells decks apart by name without case, so the first spelling stands for all. It ignores the ids of a
    package, which only have to differ.
    """
    decks: dict[str, genanki.Deck] = {}
    found = []
    for card, _ in cards:
        name = components(card.deck if root is None else f"{root}::{card.deck}")
        key = name.casefold()
        if key not in decks:
            decks[key] = genanki.Deck(2 + _spread(key, 2**40), name)
        found.append(decks[key])
    return found


def _dues(cards: Sequence[tuple[Card, Entry]], decks: Sequence[int]) -> list[int]:
    """Give the position of each card among those that are new, from 1; siblings come apart within their deck."""
    places: dict[int, list[int]] = {}
    for place, deck in enumerate(decks):
        places.setdefault(deck, []).append(place)
    dues = [0] * len(cards)
    for own in places.values():
        for due, at in zip(own, apart([cards[place][0] for place in own]), strict=True):
            dues[own[at]] = due + 1
    return dues


def _note_numbers(entries: Iterable[Entry]) -> Iterator[int]:
    """Give each note an id that lasts as long as its ledger: a millisecond of the day before it was created.

    Anki takes these ids for dates, and renumbers those of the future.
    """
    taken: set[int] = set()
    for entry in entries:
        number = max(entry.created * 1000 - _DAY, 0) + 1 + _spread(entry.guid, _DAY)
        while number in taken:
            number += 1
        taken.add(number)
        yield number


def _spread(text: str, size: int) -> int:
    """Give a number from 0 to `size - 1` that always belongs to this text."""
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big") % size
