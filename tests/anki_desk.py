"""A vault, and a collection that is open in Anki: what is built there is pushed through the protocol of AnkiConnect."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.anki_connect import AddOn, listening
from tests.vaults import run, sea, write

if TYPE_CHECKING:
    from anki.collection import Collection
    from anki.decks import DeckId
    from anki.notes import Note

anki = pytest.importorskip("anki.collection", reason="the Anki backend is not installed: pip install anki")
KEEPS_MEMORY = int(version("anki").partition(".")[0]) >= 26
"""Older releases forget what FSRS made of a card's reviews when it goes to another deck, and make it anew when asked."""


@dataclass
class Desk:
    """A vault, and a collection that is open in Anki."""

    vault: Path
    out: Path
    add_on: AddOn
    address: str
    _pushed: int = 0
    """POSIX seconds when it was pushed last."""

    def push(self, *options: object, notes: dict[str, str] | None = None) -> int:
        """Change notes, and push, in another second than before: Anki takes only what is newer by its seconds."""
        write(self.vault, notes or {})
        while int(time.time()) <= self._pushed:
            time.sleep(0.02)
        code = run("push", self.vault, "-o", self.out, "--anki", self.address, *options)
        self._pushed = int(time.time())
        return code

    def pull(self, *options: object) -> int:
        """Look at what was done in Anki."""
        return run("pull", "-o", self.out, "--anki", self.address, *options)

    def bring(self, package: Path) -> None:
        """Import a package by hand, as Anki does by default."""
        options = anki.ImportAnkiPackageOptions()
        self.collection.import_anki_package(anki.ImportAnkiPackageRequest(package_path=str(package), options=options))

    def deck(self, name: str) -> "DeckId":
        """Give the id of a deck, which is made where it is missing."""
        found = self.collection.decks.id(name)
        assert found is not None
        return found

    def has(self, said: str) -> bool:
        """Tell whether any note says something."""
        return bool(self.collection.find_notes(f'"Front:*{said}*"'))

    @property
    def collection(self) -> "Collection":
        """What is open."""
        assert self.add_on.collection is not None
        return self.add_on.collection

    def note(self, said: str) -> "Note":
        """Give the one note that says something."""
        (found,) = self.collection.find_notes(f'"Front:*{said}*"')
        return self.collection.get_note(found)

    def edit(self, said: str, **fields: str) -> None:
        """Edit a note as a person does in Anki's browser."""
        note = self.note(said)
        for name, text in fields.items():
            note[name] = text
        self.collection.update_note(note)

    def review(self) -> None:
        """Answer every card that is new."""
        for deck in self.collection.decks.all_names_and_ids():
            self.collection.decks.select(deck.id)  # type: ignore[arg-type]  # Anki mixes two types
            while (card := self.collection.sched.getCard()) is not None:
                card.start_timer()
                self.collection.sched.answerCard(card, 4)

    @property
    def schedules(self) -> dict[str, tuple[object, ...]]:
        """All that Anki knows of each card's progress, by guid and card; nothing else of it."""
        assert self.collection.db is not None
        cards = map(self.collection.get_card, self.collection.find_cards(""))
        return {
            f"{one.note().guid} {one.ord}": (
                (
                    one.type,
                    one.queue,
                    one.due,
                    one.ivl,
                    one.factor,
                    one.reps,
                    one.lapses,
                    str(one.memory_state) if KEEPS_MEMORY else "",
                ),
                tuple(map(tuple, self.collection.db.all("select id, ease, ivl from revlog where cid = ?", one.id))),
            )
            for one in cards
        }

    @property
    def decks(self) -> dict[str, str]:
        """The deck of each card, by guid."""
        cards = map(self.collection.get_card, self.collection.find_cards(""))
        return {one.note().guid: self.collection.decks.name(one.did) for one in cards}


@contextmanager
def opened(folder: Path) -> Iterator[Desk]:
    """Open a collection with a note of its user's own, with FSRS on."""
    profile = folder / "Anki2" / "User 1"
    profile.mkdir(parents=True)
    collection = anki.Collection(str(profile / "collection.anki2"))
    collection.set_config("fsrs", True)  # noqa: FBT003  # Anki's own signature
    own = collection.new_note(collection.models.by_name("Basic"))
    own["Front"], own["Back"], own.tags = "my own question", "my own answer", ["mine"]
    collection.add_note(own, collection.decks.id("My deck"))
    add_on = AddOn(collection, str(profile))
    with listening(add_on.handle, lambda: add_on.status) as address:
        yield Desk(sea(folder), folder / "out", add_on, address)
    collection.close()
