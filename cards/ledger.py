"""The text file beside a deck that remembers each card's identity from build to build."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import lru_cache
from itertools import islice
from operator import attrgetter
from typing import Self, TypeVar

from cuedeck.cards import json_lines
from cuedeck.cards.card import Kind
from cuedeck.cards.json_lines import LinesError, Record
from cuedeck.cards.sharing import Shared

VERSION = 1
"""Version of the file format, written in its first line."""

T = TypeVar("T")


class LedgerError(LinesError):
    """A ledger that cannot be trusted: `file:line: reason`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What the ledger remembers of one card."""

    guid: str
    number: int
    """The number printed on the card; given once and never reused."""
    kind: Kind
    note: str
    path: tuple[str, ...]
    """Note title and headings above the statement."""
    cue: int | None
    """Seconds."""
    question: str
    answer: str
    content: str
    """Hash of all that is rendered."""
    created: int
    """POSIX seconds, as are `changed` and `retired`."""
    changed: int
    """Always later than its previous value; the modification time of the Anki note."""
    retired: int | None = None
    """When the card was last found missing; None while it lives."""

    @classmethod
    def of(cls, record: Record, shared: Shared | None = None) -> Self:
        """Read from one line; ValueError says which field is wrong, unknown fields are passed over.

        What is `shared` with cards, or with entries read before (names of notes and headings), is not kept twice.
        """
        shared = Shared() if shared is None else shared
        return cls(
            guid=shared.known(_field(record, "guid", str)),
            number=_field(record, "number", int),
            kind=Kind(_field(record, "kind", str)),
            note=shared.text(_field(record, "note", str)),
            path=shared.texts(_texts(record, "path")),
            cue=_optional(record, "cue", int),
            question=shared.known(_field(record, "question", str)),
            answer=shared.known(_field(record, "answer", str)),
            content=_field(record, "content", str),
            created=_seconds(record, "created"),
            changed=_seconds(record, "changed"),
            retired=None if _optional(record, "retired", str) is None else _seconds(record, "retired"),
        )

    def record(self) -> Record:
        """The values of its line, in the order they are written."""
        return {
            "guid": self.guid,
            "number": self.number,
            "kind": self.kind,
            "note": self.note,
            "path": self.path,
            "cue": self.cue,
            "question": self.question,
            "answer": self.answer,
            "content": self.content,
            "created": _time(self.created),
            "changed": _time(self.changed),
            "retired": None if self.retired is None else _time(self.retired),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """All that is remembered of one deck."""

    deck: str
    """The top-level name, such as `A` for `A::B`."""
    next_number: int = 1
    """Above every number ever given."""
    entries: tuple[Entry, ...] = ()
    """Sorted by note, then guid; retired cards stay."""
    vault: str | None = None
    """Where the vault of its notes lies, seen from the ledger's folder, with `/`; None where an older release wrote it."""

    def __post_init__(self) -> None:
        ordered = tuple(sorted(self.entries, key=attrgetter("note", "guid")))
        object.__setattr__(self, "entries", ordered)


def dump(ledger: Ledger) -> str:
    """The text of the file."""
    return "".join(lines(ledger))


def lines(ledger: Ledger) -> Iterator[str]:
    """The lines of the file, one after another: a header, then one for each card."""
    header: Record = {
        "cuedeck": "ledger",
        "version": VERSION,
        "deck": ledger.deck,
        "next_number": ledger.next_number,
        **({} if ledger.vault is None else {"vault": ledger.vault}),
        "cards": len(ledger.entries),
    }
    yield json_lines.line(header)
    for entry in ledger.entries:
        yield json_lines.line(entry.record())


def parse(text: str, where: str, shared: Shared | None = None) -> Ledger:
    """Read the text of a ledger; `where` names its file in a LedgerError. `shared` are texts that are in memory already."""
    numbered_lines = json_lines.lines(text)
    at, header = next(numbered_lines, (1, ""))
    try:
        empty, cards = _header(header)
        entries: dict[str, Entry] = {}
        numbered: dict[int, str] = {}
        shared = Shared() if shared is None else shared
        for at, line in numbered_lines:  # noqa: B007 - named in the error
            entry = Entry.of(json_lines.record(line), shared)
            _check(entry, empty.next_number, entries, numbered)
            entries[entry.guid] = entry
            numbered[entry.number] = entry.guid
        _count(len(entries), cards)
    except ValueError as error:
        raise LedgerError(where, at, str(error)) from error
    return replace(empty, entries=tuple(entries.values()))


def glimpse(text: str, where: str) -> Ledger:
    """What the first line of a ledger's text tells: a ledger without entries. Raises LedgerError."""
    at, header = next(json_lines.lines(text), (1, ""))
    try:
        return _header(header)[0]
    except ValueError as error:
        raise LedgerError(where, at, str(error)) from error


def notes(text: str, where: str) -> Iterator[str]:
    """The note of each card that the text of a ledger remembers, read line by line. Raises LedgerError."""
    for at, line in islice(json_lines.lines(text), 1, None):
        try:
            yield _field(json_lines.record(line), "note", str)
        except ValueError as error:
            raise LedgerError(where, at, str(error)) from error


def _header(first: str) -> tuple[Ledger, int]:
    """What the first line tells of a ledger, and of how many cards; older releases tell no number."""
    found = json_lines.record(first) if first else {}
    if found.get("cuedeck") != "ledger":
        raise ValueError('the first line must be a header such as {"cuedeck": "ledger", "version": 1, ...}')
    version = _field(found, "version", int)
    if version != VERSION:
        raise ValueError(f"version {version} is not known to this cuedeck, which reads version {VERSION}")
    vault = _field(found, "vault", str) if "vault" in found else None
    cards = _field(found, "cards", int) if "cards" in found else 0
    return Ledger(deck=_field(found, "deck", str), next_number=_field(found, "next_number", int), vault=vault), cards


def _count(found: int, told: int) -> None:
    """Refuse a file that was cut at the end of a line; a merge may leave more lines than the first one tells."""
    if found < told:
        raise ValueError(
            f"the file ends after {found} of {told} cards: get it back from git or a backup, or, if it is whole, "
            f'write `"cards": {found}` in its first line'
        )


def _check(entry: Entry, next_number: int, entries: Mapping[str, Entry], numbered: Mapping[int, str]) -> None:
    """Refuse an entry at odds with those above it or with the header."""
    if entry.guid in entries:
        raise ValueError(f"guid {entry.guid} stands here twice")
    if entry.number in numbered:
        raise ValueError(f"number {entry.number} belongs to {numbered[entry.number]} already")
    if not 0 < entry.number < next_number:
        raise ValueError(f"number {entry.number} is not between 1 and next_number, {next_number}")


def _field(record: Record, name: str, kind: type[T]) -> T:
    if name not in record:
        raise ValueError(f"field missing: {name}")
    value = record[name]
    if not isinstance(value, kind) or isinstance(value, bool):
        raise ValueError(f"field {name} is not of type {kind.__name__}: {value!r}")  # noqa: TRY004 - a fault of the file, as the others
    return value


def _optional(record: Record, name: str, kind: type[T]) -> T | None:
    return None if record.get(name, "") is None else _field(record, name, kind)


def _texts(record: Record, name: str) -> tuple[str, ...]:
    values: list[object] = _field(record, name, list)
    texts = tuple(value for value in values if isinstance(value, str))
    if len(texts) < len(values):
        raise ValueError(f"field {name} holds more than text: {values!r}")
    return texts


@lru_cache
def _time(seconds: int) -> str:
    """`2026-11-23T10:00:00Z`."""
    return datetime.fromtimestamp(seconds, UTC).isoformat().replace("+00:00", "Z")


def _seconds(record: Record, name: str) -> int:
    """POSIX seconds of a field such as `2026-11-23T10:00:00Z`."""
    return _moment(_field(record, name, str))


@lru_cache
def _moment(time: str) -> int:
    """POSIX seconds of a time; many cards have the same."""
    moment = datetime.fromisoformat(time)
    if moment.tzinfo is None:
        raise ValueError(f"time without a zone: {time}")
    try:
        found = int(moment.timestamp())
        _time(found)
    except (ValueError, OverflowError, OSError):
        raise ValueError(f"time out of range: {time}") from None
    return found
