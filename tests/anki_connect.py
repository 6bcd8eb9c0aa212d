"""AnkiConnect as a client sees it, over the real Anki backend: its actions, and the words of its errors.

It does what the add-on does with a collection that is open in Anki: the same calls of Anki's own library, and for an
import the same options. Replies are those of version 6 of the protocol.
"""

import json
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from anki.cards import CardId
    from anki.collection import Collection
    from anki.notes import NoteId

Request = Mapping[str, Any]
_GONE = (BrokenPipeError, ConnectionResetError)


class _RefusalError(Exception):
    """What the add-on says of an action that it cannot do."""


@dataclass
class AddOn:
    """The add-on in one profile."""

    collection: "Collection | None"
    profile: str
    """Folder of the profile."""
    key: str | None = None
    permission: str = "granted"
    status: int = 200
    """Of every reply; 403 where the add-on keeps a client out."""
    absent: frozenset[str] = frozenset()
    """Actions that an older add-on does not have."""
    heard: list[str] = field(default_factory=list)
    """The actions that were asked for, in order."""

    def handle(self, request: Request) -> dict[str, object]:
        """The reply to a request."""
        name = str(request.get("action", ""))
        self.heard.append(name)
        if request.get("key") != self.key and name != "requestPermission":
            return {"result": None, "error": "valid api key must be provided"}
        if name not in _ACTIONS or name in self.absent:
            return {"result": None, "error": "unsupported action"}
        try:
            return {"result": _ACTIONS[name](self, **request.get("params", {})), "error": None}
        except Exception as error:  # noqa: BLE001 - so does the add-on
            return {"result": None, "error": str(error)}

    @property
    def _col(self) -> "Collection":
        if self.collection is None:
            raise _RefusalError("collection is not available")
        return self.collection

    # --- the add-on itself ---

    def _request_permission(self) -> object:
        if self.permission != "granted":
            return {"permission": self.permission}
        return {"permission": "granted", "requireApikey": self.key is not None, "version": 6}

    def _version(self) -> int:
        return 6

    def _get_media_dir_path(self) -> str:
        _ = self._col
        return f"{self.profile}/collection.media"

    def _get_active_profile(self) -> str:
        return self.profile.rsplit("/", 1)[-1]

    def _multi(self, actions: Sequence[Request]) -> object:
        return [self.handle(action) for action in actions]

    # --- what it tells ---

    def _find_notes(self, query: str) -> list[int]:
        return list(map(int, self._col.find_notes(query)))

    def _find_cards(self, query: str) -> list[int]:
        return list(map(int, self._col.find_cards(query)))

    def _notes_info(self, notes: "Sequence[NoteId]") -> object:
        return [self._note(number) for number in notes]

    def _note(self, number: "NoteId") -> dict[str, object]:
        note = self._col.get_note(number)
        kind = note.note_type()
        assert kind is not None
        fields = {one["name"]: {"value": note.fields[one["ord"]], "order": one["ord"]} for one in kind["flds"]}
        cards = [int(card) for card in note.card_ids()]
        if not cards:
            raise KeyError(number)  # so does the add-on, for a note without a card
        return {
            "noteId": note.id,
            "tags": note.tags,
            "fields": fields,
            "modelName": kind["name"],
            "mod": note.mod,
            "cards": cards,
        }

    def _get_decks(self, cards: "Sequence[CardId]") -> dict[str, list[int]]:
        decks: dict[str, list[int]] = {}
        for card in cards:
            decks.setdefault(self._col.decks.name(self._col.get_card(card).did), []).append(card)
        return decks

    # --- what it does ---

    def _import_package(self, path: str) -> bool:
        from anki.collection import ImportAnkiPackageOptions, ImportAnkiPackageRequest  # noqa: PLC0415 - may be missing

        options = ImportAnkiPackageOptions(merge_notetypes=True, with_scheduling=True, with_deck_configs=True)
        self._col.import_anki_package(ImportAnkiPackageRequest(package_path=path, options=options))
        return True

    def _change_deck(self, cards: "Sequence[CardId]", deck: str) -> None:
        target = self._col.decks.id(deck)
        assert target is not None
        self._col.set_deck(cards, int(target))

    def _update_note_fields(self, note: Mapping[str, Any]) -> None:
        found = self._col.get_note(note["id"])
        for name, value in note["fields"].items():
            if name in found:
                found[name] = value
        self._col.update_note(found)

    def _add_tags(self, notes: "Sequence[NoteId]", tags: str) -> None:
        self._col.tags.bulk_add(notes, tags)

    def _remove_tags(self, notes: "Sequence[NoteId]", tags: str) -> None:
        self._col.tags.bulk_remove(notes, tags)

    def _suspend(self, cards: "Sequence[CardId]") -> bool:
        self._col.sched.suspend_cards(cards)
        return True

    def _unsuspend(self, cards: "Sequence[CardId]") -> None:
        self._col.sched.unsuspend_cards(cards)

    def _delete_notes(self, notes: "Sequence[NoteId]") -> None:
        self._col.remove_notes(notes)


_ACTIONS: Mapping[str, Callable[..., object]] = {
    "requestPermission": AddOn._request_permission,
    "version": AddOn._version,
    "getMediaDirPath": AddOn._get_media_dir_path,
    "getActiveProfile": AddOn._get_active_profile,
    "multi": AddOn._multi,
    "findNotes": AddOn._find_notes,
    "findCards": AddOn._find_cards,
    "notesInfo": AddOn._notes_info,
    "getDecks": AddOn._get_decks,
    "importPackage": AddOn._import_package,
    "changeDeck": AddOn._change_deck,
    "updateNoteFields": AddOn._update_note_fields,
    "addTags": AddOn._add_tags,
    "removeTags": AddOn._remove_tags,
    "suspend": AddOn._suspend,
    "unsuspend": AddOn._unsuspend,
    "deleteNotes": AddOn._delete_notes,
}
"""By the names that clients ask for."""


@contextmanager
def listening(handle: Callable[[Request], object], status: Callable[[], int] = lambda: 200) -> Iterator[str]:
    """An address that answers as `handle` says, for as long as it is needed."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            data = json.dumps(handle(json.loads(body))).encode() if status() == 200 else b""
            with suppress(*_GONE):
                self.send_response(status())
                self.send_header("Content-Type", "text/json")
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name that its class gives it
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
