"""Writes cards as an Anki package; the only module that knows genanki."""

import hashlib
import io
import json
import re
import sqlite3
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from datetime import UTC, datetime
from html import escape
from importlib.resources import files
from itertools import repeat
from pathlib import PurePosixPath

import genanki
from genanki.apkg_col import APKG_COL
from genanki.apkg_schema import APKG_SCHEMA

from cards.card import Card
from cards.ledger import Entry
from decks.media import Image, embed, sources
from notes.cue import Cue

TEMPLATES_RELEASED = 1793491200
"""When the templates or their styling last changed, in POSIX seconds.

Anki takes a changed template only if this is later than what it has; a reader's own later styling stays.
"""

COMMON_FIELDS = ("Back", "Context", "Source", "Link", "Number", "Id", "Retired", "Spare1", "Spare2")

_DAY = 86_400_000  # milliseconds
_GAP = "[…]"
_TEX = re.compile(r"(\\\(.*?\\\)|\\\[.*?\\\])", re.DOTALL)
_DIRECTIVE = re.compile(r"\[(?=\[type:|sound:|/?anki:|/?(?:latex|\$\$?)\])", re.IGNORECASE)
_OPENING_BRACE = re.compile(r"\{(?=\{|\Z)|(?<=\{)\{")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_UNFIT_FOR_TAGS = re.compile(r"[\s\"\x00-\x1f\x7f]+")


class _Note(genanki.Note):  # type: ignore[misc]  # genanki has no types
    def _check_invalid_html_tags_in_fields(self) -> None:
        """Leave out genanki's check: the HTML is sanitised, and the check is quadratic in its length."""


def package(cards: Sequence[tuple[Card, Entry]], *, root: str | None, images: Mapping[str, Image]) -> bytes:
    """Give the bytes of an `.apkg` file with one note and one Anki card for each card.

    The cards stand in reading order, which becomes the order of new cards. `root` is a deck to put all decks
    under. `images` are by their source, as from `find_images`; any other image gives way to its alternative text.
    The same cards give the same bytes. A note's modification time is its entry's `changed`, so that Anki updates
    exactly the notes that changed, and never touches a schedule. Raises ValueError for cards that Anki would
    take wrongly: a guid twice, an empty front, a cloze without gap, no time of change.
    """
    _check(cards)
    faces = (face for card, _ in cards for face in (card.question, card.answer))
    shown = dict.fromkeys(source for face in faces for source in sources(face.html) if source in images)
    names = {source: images[source].name for source in shown}
    content = {names[source]: images[source].data for source in shown}
    return _archive(_collection(cards, root=root, names=names), content)


def note_types() -> dict[str, genanki.Model]:
    """Give the two note types, by family.

    Frozen for good: a field or template added, moved or given another id would make Anki refuse updates and
    grow a second note type. The spare fields are there for what may come; names may change, ids may not.
    """
    question = _note_type(1788000000001, "Cuedeck Question", "question", first=100, fields=("Front", *COMMON_FIELDS))
    cloze = _note_type(1788000000002, "Cuedeck Cloze", "cloze", first=200, fields=("Text", *COMMON_FIELDS))
    return {"question": question, "cloze": cloze}


def _note_type(number: int, name: str, family: str, *, first: int, fields: Sequence[str]) -> genanki.Model:
    """Build a note type whose template has the id `first` and whose fields have the ids that follow."""
    template = {
        "id": first,
        "name": name,
        "qfmt": _template(f"{family}_front.html"),
        "afmt": _template(f"{family}_back.html"),
    }
    return genanki.Model(
        number,
        name,
        fields=[{"id": first + place, "name": field} for place, field in enumerate(fields, start=1)],
        templates=[template],
        css=_template("anki.css"),
        model_type=genanki.Model.CLOZE if family == "cloze" else genanki.Model.FRONT_BACK,
    )


def _template(name: str) -> str:
    return (files("decks") / "templates" / name).read_text(encoding="utf-8")


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


# --- fields and tags of a note ---


def _fields(card: Card, entry: Entry, names: Mapping[str, str]) -> list[str]:
    """Give the fields of a note in the order of its note type."""
    question = embed(card.question.html, names)
    answer = embed(card.answer.html, names)
    sides = (
        [_cloze(card.guid, question, answer), ""] if card.kind.family == "cloze" else [_inert(question), _inert(answer)]
    )
    if not sides[0].strip():
        raise ValueError(f"{card.guid}: has an empty front")
    retired = "" if entry.retired is None else datetime.fromtimestamp(entry.retired, UTC).date().isoformat()
    return [
        *sides,
        _text(" › ".join(card.context)),
        _text(" › ".join((card.note, *card.path[1:]))),
        _link(card.cue),
        str(entry.number),
        _text(card.guid),
        retired,
        "",
        "",
    ]


def _text(plain: str) -> str:
    return _inert(escape(plain, quote=False))


def _inert(html: str) -> str:
    """Keep Anki from reading anything in HTML as its own language, except for TeX: `[sound:…]`, `{{c1::…}}`.

    Also NFC, and without what no field may hold: control characters (one of them separates fields) and lone
    surrogates. The entities look the same on the card.
    """
    storable = _SURROGATE.sub("\ufffd", _CONTROL.sub("", html.replace("\r\n", "\n")))
    quiet = _OPENING_BRACE.sub("&#123;", _DIRECTIVE.sub("&#91;", storable))
    return unicodedata.normalize("NFC", quiet)


def _cloze(guid: str, question: str, answer: str) -> str:
    """Put the answer into the one gap of the question, as Anki writes it: `{{c1::answer}}`."""
    before, gap, after = question.partition(_GAP)
    if not gap or not answer.strip():
        raise ValueError(f"{guid}: a cloze without a gap or without an answer")
    return f"{_inert(before)}{{{{c1::{_closed(_inert(answer))}}}}}{_inert(after)}"


def _closed(answer: str) -> str:
    """Keep `}}` from ending the gap early and `::` from beginning a hint.

    In TeX a space parts the braces: that too outlives an edit in Anki, which turns entities into characters.
    """
    parts = _TEX.split(answer.replace("::", "&#58;&#58;"))
    parts[::2] = [part.replace("}", "&#125;") for part in parts[::2]]
    parts[1::2] = [re.sub(r"\}(?=\})", "} ", part) for part in parts[1::2]]
    return "".join(parts)


def _link(cue: Cue | None) -> str:
    """Give the time as a link that opens the recording there; a doubtful time has a question mark."""
    if cue is None:
        return ""
    time = f"{cue.label}?" if cue.suspect else cue.label
    if cue.url is None or not cue.url.startswith(("https://", "http://")):
        return time
    return _inert(f'<a href="{escape(cue.url)}">{time}</a>')


def _tags(card: Card) -> list[str]:
    """Give the note's own tags, then cuedeck's, without what Anki cannot hold in a tag."""
    stem = unicodedata.normalize("NFC", PurePosixPath(card.note).stem).lower()
    slug = re.sub(r"[^\w]+", "-", stem).strip("-") or "note"
    own = [f"cuedeck::kind::{card.kind}", f"cuedeck::note::{slug}"]
    doubtful = ["cuedeck::check-time"] if card.cue is not None and card.cue.suspect else []
    tags = (_components(tag) for tag in (*card.tags, *own, *doubtful))
    return list(dict.fromkeys(_UNFIT_FOR_TAGS.sub("_", tag) for tag in tags if tag))


def _components(name: str) -> str:
    """Give a hierarchical name such as `A::B` without empty components, which Anki would call `blank`."""
    storable = unicodedata.normalize("NFC", _SURROGATE.sub("\ufffd", _CONTROL.sub(" ", name)))
    parts = (part.strip() for part in storable.split("::"))
    return "::".join(part for part in parts if part)


# --- the collection and its archive ---


def _collection(cards: Sequence[tuple[Card, Entry]], *, root: str | None, names: Mapping[str, str]) -> bytes:
    """Give the bytes of the SQLite file inside a package, which never touches the disk.

    Decks and note types are written once: genanki's own way writes all decks anew for each deck.
    """
    models = note_types()
    decks = _decks(cards, root)
    with closing(sqlite3.connect(":memory:")) as database:
        database.executescript(APKG_SCHEMA)
        database.executescript(APKG_COL)
        _add_to_col(database, "decks", {deck.deck_id: deck.to_json() for deck in decks})
        types = {model.model_id: model.to_json(TEMPLATES_RELEASED, 1) for model in models.values()}
        _add_to_col(database, "models", types)
        numbers = _note_numbers(entry for _, entry in cards)
        for due, ((card, entry), deck, number) in enumerate(zip(cards, decks, numbers, strict=True), start=1):
            note = _Note(
                models[card.kind.family], _fields(card, entry, names), tags=_tags(card), guid=card.guid, due=due
            )
            note.write_to_db(database.cursor(), entry.changed, deck.deck_id, repeat(number))
        database.commit()
        return database.serialize()


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
        name = _components(card.deck if root is None else f"{root}::{card.deck}")
        key = name.casefold()
        if key not in decks:
            decks[key] = genanki.Deck(2 + _spread(key, 2**40), name)
        found.append(decks[key])
    return found


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


def _archive(collection: bytes, media: Mapping[str, bytes]) -> bytes:
    """Pack a collection and its media files, by name, in the layout every Anki since 2.1 reads."""
    listing = {str(place): name for place, name in enumerate(media)}
    members = {"collection.anki2": collection, "media": json.dumps(listing).encode()}
    members |= {str(place): data for place, data in enumerate(media.values())}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in members.items():
            member = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            member.create_system = 3  # else it would name the system that packed it
            archive.writestr(member, data, compress_type=zipfile.ZIP_DEFLATED)
    return buffer.getvalue()
