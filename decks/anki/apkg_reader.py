"""Reads our notes back from an Anki package: one that was built, or one exported from Anki."""

import json
import re
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from html import unescape
from pathlib import Path

from cuedeck.cards.card import GAP, Kind
from cuedeck.cards.ledger import Entry
from cuedeck.notes.clock import CLOCK, seconds
from cuedeck.notes.config import ConfigError

_MODERN, _LEGACY = "collection.anki21b", ("collection.anki21", "collection.anki2")
"""What a package calls its collection: compressed since Anki 2.1.50, plain before and in our own."""
_TAG = re.compile(r"<[^>]+>")
_BREAK = re.compile(r"</li>\s*<li>|<br\s*/?>")
_KIND = re.compile(r"\bcuedeck::kind::(?P<kind>\w+)")
_CLOZE = re.compile(r"\{\{c1::(?P<answer>(?:(?!\{\{c1::).)*?)\}\}", re.DOTALL)
_SEPARATOR = "\x1f"
"""What parts the fields of a note in Anki's database."""


@dataclass(frozen=True, slots=True)
class Packaged:
    """One of our notes as a package has it."""

    entry: Entry
    """What a ledger would remember of it; `content` is empty, since nothing tells what was rendered."""
    sides: tuple[str, str]
    """Its first two fields, as HTML."""


def packaged(package: Path) -> tuple[Packaged, ...]:
    """Our notes in a package, with the numbers that they have there, 0 where one is missing.

    Raises ConfigError for a file that is no Anki package, and OSError.
    """
    found = (_packaged(fields, tags, changed) for fields, tags, changed in _rows(package) if "Id" in fields)
    return tuple({one.entry.guid: one for one in found}.values())


def numbered(found: Sequence[Packaged]) -> tuple[Packaged, ...]:
    """The notes of one deck by number; those whose number is missing or taken get the next free one."""
    taken: set[int] = set()
    free = max((one.entry.number for one in found), default=0)
    told: list[Packaged] = []
    for one in sorted(found, key=lambda one: (one.entry.number, one.entry.guid)):
        number = one.entry.number
        if number < 1 or number in taken:
            free += 1
            number = free
        taken.add(number)
        told.append(Packaged(_replaced(one.entry, number), one.sides))
    return tuple(told)


def _replaced(entry: Entry, number: int) -> Entry:
    return Entry(**{**{name: getattr(entry, name) for name in Entry.__slots__}, "number": number})


def _rows(package: Path) -> Iterator[tuple[Mapping[str, str], str, int]]:
    """The fields by name, tags and time of change (POSIX seconds) of every note in a package."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "collection"
        file.write_bytes(_collection(package))
        with closing(sqlite3.connect(file)) as database:
            try:
                names = _field_names(database)
                rows = database.execute("SELECT mid, flds, tags, mod FROM notes").fetchall()
            except sqlite3.DatabaseError as error:
                raise ConfigError(f"{package}: its collection cannot be read ({error})") from error
    for note_type, fields, tags, changed in rows:
        yield dict(zip(names.get(note_type, ()), fields.split(_SEPARATOR), strict=False)), tags, changed


def _collection(package: Path) -> bytes:
    try:
        with zipfile.ZipFile(package) as archive:
            names = archive.namelist()
            if _MODERN in names:
                import zstandard  # noqa: PLC0415 - only for packages that Anki exported

                with archive.open(_MODERN) as packed:
                    return zstandard.ZstdDecompressor().stream_reader(packed).read()
            return archive.read(next(name for name in _LEGACY if name in names))
    except (zipfile.BadZipFile, StopIteration) as error:
        raise ConfigError(f"{package}: not an Anki package (.apkg)") from error


def _field_names(database: sqlite3.Connection) -> dict[int, list[str]]:
    """The names of the fields of each note type; newer collections have a table for them, older ones a JSON text."""
    tables = {name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    names: dict[int, list[str]] = {}
    if "fields" in tables:
        database.create_collation("unicase", lambda one, other: (one > other) - (one < other))
        for note_type, name in database.execute("SELECT ntid, name FROM fields ORDER BY ntid, ord"):
            names.setdefault(note_type, []).append(name)
        return names
    (models,) = database.execute("SELECT models FROM col").fetchone()
    return {int(key): [field["name"] for field in model["flds"]] for key, model in json.loads(models).items()}


def _packaged(fields: Mapping[str, str], tags: str, changed: int) -> Packaged:
    is_cloze = "Text" in fields
    front, back = fields["Text" if is_cloze else "Front"], fields.get("Back", "")
    gap = _CLOZE.search(front) if is_cloze else None
    kind = _KIND.search(tags)
    note, *headings = _plain(fields.get("Source", "")).split(" › ")
    title = _plain(fields.get("Context", "")).split(" › ")[0] or Path(note).stem
    time = re.search(CLOCK, _plain(fields.get("Link", "")))
    number = fields.get("Number", "").strip()
    entry = Entry(
        guid=_plain(fields["Id"]),
        number=int(number) if number.isdecimal() else 0,
        kind=_kind(kind["kind"] if kind else "", is_cloze=is_cloze),
        note=note,
        path=(title, *headings),
        cue=seconds(time[0]) if time else None,
        question=_plain(_CLOZE.sub(GAP, front)),
        answer=_plain(gap["answer"]) if gap else _plain(back),
        content="",
        created=changed,
        changed=changed,
    )
    return Packaged(entry, (front, back))


def _kind(name: str, *, is_cloze: bool) -> Kind:
    try:
        return Kind(name)
    except ValueError:
        return Kind.CLOZE if is_cloze else Kind.QA


def _plain(html: str) -> str:
    return " ".join(unescape(_TAG.sub("", _BREAK.sub("; ", html))).split())
