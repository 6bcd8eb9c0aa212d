"""What cuedeck asks of a running Anki, and does there; of all that it holds only notes of cuedeck's own types are seen."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from pathlib import Path, PurePosixPath, PureWindowsPath

from cuedeck.decks.anki.apkg_writer import NOTE_TYPES
from cuedeck.decks.running.anki_connect import AnkiConnect, AnkiError, RefusedError
from cuedeck.decks.running.anki_note import AnkiNote

_OURS = f"({' or '.join(f'mid:{number}' for number in NOTE_TYPES)}) prop:reps>=0"
"""Search for the notes of our types that have a card: the add-on fails on those that have none."""
_FLAGS = range(1, 8)
_AT_ONCE = 500
"""Ids in one request: the add-on reads about forty kilobytes a second."""
_UPDATES = 50
"""Notes changed in one request."""


@dataclass(frozen=True, slots=True)
class There:
    """Our notes in a collection."""

    notes: Mapping[str, AnkiNote]
    """By the guid of their card."""
    doubled: frozenset[str]
    """Guids that several notes bear, as copies made in Anki do; nothing tells which one is ours."""


class RunningAnki:
    """A collection that is open in Anki. All methods raise AnkiError."""

    def __init__(self, connection: AnkiConnect) -> None:
        connection.greet()
        self._anki = connection
        self.profile = self._profile()
        """Where it lies: the folder of the profile, whose name is the profile's."""

    def notes(self, guids: Collection[str]) -> There:
        """The notes of these cards."""
        numbers = self._numbers("findNotes", query=_OURS)
        found = [info for part in _parts(numbers) for info in self._records("notesInfo", notes=part)]
        bare = [one for info in found if _guid(info) in guids and (one := _bare(info)) is not None]
        counts = Counter(one.guid for one in bare)
        single = [one for one in bare if counts[one.guid] == 1]
        decks = self._decks([one.cards[0] for one in single])
        suspended, borrowed = self._cards("is:suspended"), self._cards("deck:filtered")
        flags = (
            {card: flag for flag in _FLAGS for card in self._cards(f"flag:{flag}")} if self._cards("-flag:0") else {}
        )
        placed = (
            AnkiNote(
                number=one.number,
                guid=one.guid,
                fields=one.fields,
                tags=one.tags,
                cards=one.cards,
                deck=decks.get(one.cards[0], ""),
                suspended=suspended.issuperset(one.cards),
                flag=max(flags.get(card, 0) for card in one.cards),
                is_borrowed=not borrowed.isdisjoint(one.cards),
            )
            for one in single
        )
        doubled = frozenset(guid for guid, count in counts.items() if count > 1)
        return There({note.guid: note for note in placed}, doubled)

    def bring(self, package: Path) -> None:
        """Import a package that lies on this disk.

        As every import through the add-on it updates notes that are newer, merges note types, and takes scheduling and
        deck options along, of which our packages hold none.
        """
        if self._anki.ask("importPackage", path=str(package.resolve())) is not True:
            raise AnkiError("Anki did not import the package: is a profile open there?")

    def move(self, notes: Sequence[AnkiNote], deck: str) -> None:
        """Put the cards of notes into a deck, which is made where it is missing."""
        for part in _parts([card for note in notes for card in note.cards]):
            self._anki.ask("changeDeck", cards=part, deck=deck)

    def fill(self, fields: Mapping[int, Mapping[str, str]]) -> None:
        """Write fields of notes, by the notes' ids; their other fields stay."""
        each = [{"note": {"id": number, "fields": dict(values)}} for number, values in fields.items()]
        for at in range(0, len(each), _UPDATES):
            self._anki.ask_all("updateNoteFields", each[at : at + _UPDATES])

    def tag(self, notes: Sequence[AnkiNote], tags: Sequence[str]) -> None:
        """Add tags to notes."""
        for part in _parts([note.number for note in notes]):
            self._anki.ask("addTags", notes=part, tags=" ".join(tags))

    def untag(self, notes: Sequence[AnkiNote], tags: Sequence[str]) -> None:
        """Take tags from notes."""
        for part in _parts([note.number for note in notes]):
            self._anki.ask("removeTags", notes=part, tags=" ".join(tags))

    def suspend(self, notes: Sequence[AnkiNote]) -> None:
        """Keep the cards of notes from being asked."""
        for part in _parts([card for note in notes for card in note.cards]):
            self._anki.ask("suspend", cards=part)

    def wake(self, notes: Sequence[AnkiNote]) -> None:
        """Have the cards of notes asked again."""
        for part in _parts([card for note in notes for card in note.cards]):
            self._anki.ask("unsuspend", cards=part)

    def delete(self, notes: Sequence[AnkiNote]) -> None:
        """Delete notes, with their cards."""
        for part in _parts([note.number for note in notes]):
            self._anki.ask("deleteNotes", notes=part)

    def _profile(self) -> str:
        try:
            media = str(self._anki.ask("getMediaDirPath"))
        except RefusedError as refused:
            if not refused.is_unknown:
                raise
            return str(self._anki.ask("getActiveProfile"))
        return str((PureWindowsPath if "\\" in media else PurePosixPath)(media).parent)

    def _decks(self, cards: Sequence[int]) -> dict[int, str]:
        """The name of the deck of each card."""
        decks: dict[int, str] = {}
        for part in _parts(cards):
            answer = self._anki.ask("getDecks", cards=part)
            for name, own in answer.items() if isinstance(answer, dict) else ():
                decks |= dict.fromkeys(own if isinstance(own, list) else (), name)
        return decks

    def _cards(self, search: str) -> set[int]:
        return set(self._numbers("findCards", query=f"{_OURS} {search}"))

    def _numbers(self, action: str, **params: object) -> list[int]:
        answer = self._anki.ask(action, **params)
        if not isinstance(answer, list) or not all(isinstance(one, int) for one in answer):
            raise AnkiError(f"AnkiConnect's answer to `{action}` cannot be read")
        return answer

    def _records(self, action: str, **params: object) -> list[Mapping[str, object]]:
        answer = self._anki.ask(action, **params)
        if not isinstance(answer, list):
            raise AnkiError(f"AnkiConnect's answer to `{action}` cannot be read")
        return [one for one in answer if isinstance(one, dict)]


@dataclass(frozen=True, slots=True)
class _Bare:
    """A note as it is told, before it is known where its cards lie."""

    number: int
    guid: str
    fields: Mapping[str, str]
    tags: tuple[str, ...]
    cards: tuple[int, ...]


def _bare(info: Mapping[str, object]) -> _Bare | None:
    """A note of ours; None for what is not told as one."""
    number, tags, cards = info.get("noteId"), info.get("tags"), info.get("cards")
    if not isinstance(number, int) or not isinstance(tags, list) or not isinstance(cards, list) or not cards:
        return None
    return _Bare(number, _guid(info), _fields(info), tuple(map(str, tags)), tuple(map(int, cards)))


def _guid(info: Mapping[str, object]) -> str:
    return unescape(_fields(info).get("Id", "")).strip()


def _fields(info: Mapping[str, object]) -> dict[str, str]:
    fields = info.get("fields")
    told = fields.items() if isinstance(fields, dict) else ()
    return {name: str(field.get("value", "")) for name, field in told if isinstance(field, dict)}


def _parts(numbers: Sequence[int]) -> Iterator[list[int]]:
    """Numbers in portions that a request can hold."""
    return (list(numbers[at : at + _AT_ONCE]) for at in range(0, len(numbers), _AT_ONCE))
