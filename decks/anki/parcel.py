"""What a package of ours brings, note by note, and a package that brings only some of them."""

import io
import json
import sqlite3
import zipfile
from collections.abc import Collection, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass

_COLLECTION = "collection.anki2"
_SEPARATOR = "\x1f"
"""What parts the fields of a note in Anki's database."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """One note in a package."""

    guid: str
    fields: Mapping[str, str]
    """HTML, by name."""
    tags: tuple[str, ...]
    deck: str
    """Full name of the deck that its card is for."""
    changed: int
    """POSIX seconds."""


def parcels(package: bytes) -> dict[str, Parcel]:
    """The notes of a package that was built here, by guid."""
    with _opened(package) as database:
        models, decks = database.execute("SELECT models, decks FROM col").fetchone()
        names = {int(key): [field["name"] for field in model["flds"]] for key, model in json.loads(models).items()}
        called = {int(key): deck["name"] for key, deck in json.loads(decks).items()}
        rows = database.execute(
            "SELECT guid, mid, flds, tags, notes.mod, did FROM notes JOIN cards ON nid = notes.id ORDER BY notes.id"
        ).fetchall()
    return {
        guid: Parcel(
            guid=guid,
            fields=dict(zip(names[note_type], fields.split(_SEPARATOR), strict=True)),
            tags=tuple(tags.split()),
            deck=called[deck],
            changed=changed,
        )
        for guid, note_type, fields, tags, changed, deck in rows
    }


def only(package: bytes, guids: Collection[str]) -> bytes:
    """A package with no others than these of its notes; pictures that none of them shows do no harm in it."""
    with _opened(package) as database:
        database.execute("CREATE TEMP TABLE wanted (guid TEXT PRIMARY KEY)")
        database.executemany("INSERT INTO wanted VALUES (?)", ((guid,) for guid in sorted(guids)))
        database.execute("DELETE FROM notes WHERE guid NOT IN wanted")
        database.execute("DELETE FROM cards WHERE nid NOT IN (SELECT id FROM notes)")
        database.commit()
        collection = database.serialize()
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as whole, zipfile.ZipFile(buffer, "w") as part:
        for member in whole.infolist():
            data = collection if member.filename == _COLLECTION else whole.read(member)
            part.writestr(member, data, compress_type=zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


@contextmanager
def _opened(package: bytes) -> Iterator[sqlite3.Connection]:
    """The collection of a package, in memory."""
    with closing(sqlite3.connect(":memory:")) as database:
        with zipfile.ZipFile(io.BytesIO(package)) as archive:
            database.deserialize(archive.read(_COLLECTION))
        yield database
