"""From note to Anki, event by event: what a build's package does to a collection that has been studied."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cuedeck.cards.card import Tier
from cuedeck.decks.app import readings, worker
from cuedeck.extract.extraction import Extraction
from cuedeck.extract.extraction import extract as real
from tests.vaults import KNOTS, TIDES, entries, run, sea, write

if TYPE_CHECKING:
    from anki.collection import Collection
    from anki.import_export_pb2 import ImportResponse
    from anki.notes import Note

anki = pytest.importorskip("anki.collection", reason="the Anki backend is not installed: pip install anki")


@dataclass(frozen=True)
class Studied:
    """A vault that was built, imported and reviewed."""

    vault: Path
    out: Path
    collection: "Collection"

    def change(self, notes: dict[str, str]) -> None:
        """Write notes and build, later than before."""
        write(self.vault, notes)
        assert run("build", self.vault, "-o", self.out) == 0

    def bring(self, name: str) -> "ImportResponse.Log":
        """Import a package of the build with Anki's default options."""
        request = anki.ImportAnkiPackageRequest(
            package_path=str(self.out / name), options=anki.ImportAnkiPackageOptions()
        )
        return self.collection.import_anki_package(request).log

    def note(self, said: str) -> "Note":
        """Give the one note whose front says something."""
        (found,) = self.collection.find_notes(f'"Front:*{said}*"')
        return self.collection.get_note(found)

    @property
    def schedules(self) -> dict[str, tuple[object, ...]]:
        """All that Anki knows of each card's progress, by guid."""
        assert self.collection.db is not None
        cards = map(self.collection.get_card, self.collection.find_cards(""))
        return {
            one.note().guid: (
                (one.type, one.queue, one.due, one.ivl, one.factor, one.reps, one.lapses, str(one.memory_state)),
                tuple(map(tuple, self.collection.db.all("select id, ease, ivl from revlog where cid = ?", one.id))),
            )
            for one in cards
        }


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Set the time of the next builds, in seconds after the first."""

    def set_to(seconds: int) -> None:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", str(1_700_000_000 + seconds))

    set_to(0)
    return set_to


@pytest.fixture
def studied(tmp_path: Path, clock: Callable[[int], None]) -> Iterator[Studied]:
    """Build, import, and review every card of the deck with FSRS on."""
    vault, out = sea(tmp_path), tmp_path / "out"
    run("build", vault, "-o", out)
    collection = anki.Collection(str(tmp_path / "collection.anki2"))
    collection.set_config("fsrs", True)  # noqa: FBT003  # Anki's own signature
    one = Studied(vault, out, collection)
    one.bring("sea.apkg")
    for deck in collection.decks.all_names_and_ids():
        collection.decks.select(deck.id)
        while (shown := collection.sched.getCard()) is not None:
            shown.start_timer()
            collection.sched.answerCard(shown, 4)
    clock(3600)
    yield one
    collection.close()


def test_nothing_changed(studied: Studied) -> None:
    """The package is the same file, and importing it again touches nothing."""
    before, package = studied.schedules, (studied.out / "sea.apkg").read_bytes()
    studied.change({})
    assert (studied.out / "sea.apkg").read_bytes() == package
    log = studied.bring("sea.apkg")
    assert (len(log.new), len(log.updated)) == (0, 0)
    assert studied.schedules == before


def test_an_answer_edited(studied: Studied) -> None:
    """That note alone is updated; progress, and the user's own edits and tags on other notes, stay."""
    before = studied.schedules
    own = studied.note("bowline")
    own["Back"] = "my own words"
    own.tags.append("mine")
    studied.collection.update_note(own)
    studied.change({"sea/tides.md": TIDES.replace("smallest tide", "weakest tide")})
    log = studied.bring("sea.apkg")
    assert len(log.new) == 0
    assert len(log.updated) > 0
    assert "weakest" in studied.note("neap")["Back"]
    assert studied.note("bowline")["Back"] == "my own words"
    assert "mine" in studied.note("bowline").tags
    assert studied.schedules == before


def test_only_a_timestamp_changed(studied: Studied) -> None:
    """The link of the cards of that statement is updated, nothing else."""
    before = studied.schedules
    studied.change({"sea/tides.md": TIDES.replace("[02:30]", "[02:45]")})
    log = studied.bring("sea.apkg")
    assert len(log.new) == 0
    assert "t=165s" in studied.note("neap")["Link"]
    assert studied.schedules == before


def test_a_term_reworded(studied: Studied) -> None:
    """The card keeps its history under its new question."""
    before = studied.schedules
    studied.change({"sea/rope/knots.md": KNOTS.replace("Clove hitch", "Clove-hitch knot")})
    log = studied.bring("sea.apkg")
    assert len(log.new) == 0
    assert studied.note("clove-hitch knot")["Back"] == "A knot that ties a rope to a post with two turns"
    assert studied.schedules == before


def test_a_new_term(studied: Studied) -> None:
    """It arrives as new; all others are left alone."""
    before = studied.schedules
    studied.change({"sea/rope/knots.md": f"{KNOTS}- **Sheet bend:** A knot that joins two ropes of unequal size.\n"})
    log = studied.bring("sea.apkg")
    assert len(log.new) > 0
    assert {guid: kept for guid, kept in studied.schedules.items() if guid in before} == before


def test_a_term_removed_and_back_again(studied: Studied, clock: Callable[[int], None]) -> None:
    """Gone, it stays in Anki until its tombstone marks it; back, it has its old history and no mark."""
    before = studied.schedules
    studied.change({"sea/rope/knots.md": KNOTS.split("- **Clove")[0]})
    assert len(studied.bring("sea.apkg").updated) == 0
    assert studied.schedules == before
    assert len(studied.bring("sea-retired.apkg").new) == 0
    assert "cuedeck::retired" in studied.note("clove hitch").tags
    assert studied.note("clove hitch")["Retired"] == "2023-11-14"
    assert studied.schedules == before
    clock(7200)
    studied.change({"sea/rope/knots.md": KNOTS})
    studied.bring("sea.apkg")
    assert "cuedeck::retired" not in studied.note("clove hitch").tags
    assert studied.note("clove hitch")["Retired"] == ""
    assert studied.schedules == before


def test_a_kind_of_card_only_offered_and_taken_again(
    studied: Studied, clock: Callable[[int], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is marked as retired; kept by its user, it is back with its progress, also when it is then edited."""

    def extract(*args: object) -> Extraction:
        found = real(*args)  # type: ignore[arg-type]
        return replace(found, drafts=tuple(replace(one, tier=Tier.OFFERED) for one in found.drafts))

    before = studied.schedules
    was = studied.note("bowline").guid
    monkeypatch.setattr(worker, "extract", extract)
    monkeypatch.setattr(readings, "_settings", lambda _: b"another release")
    assert run("build", studied.vault, "-o", studied.out, "--force") == 1
    studied.bring("sea-retired.apkg")
    assert "cuedeck::retired" in studied.note("bowline").tags
    clock(7200)
    assert run("keep", was, "-o", studied.out) == 0
    studied.change({"sea/rope/knots.md": KNOTS.replace("fixed loop", "firm loop")})
    log = studied.bring("sea.apkg")
    assert (len(log.new), len(log.updated)) == (0, 1)
    assert studied.note("bowline")["Back"] == "A knot that makes a firm loop at the end of a rope"
    assert "cuedeck::retired" not in studied.note("bowline").tags
    assert studied.schedules == before


def test_a_note_moved_and_renamed(studied: Studied) -> None:
    """The file's new name is on its cards and their tags; no card is new, and no progress is lost."""
    before = studied.schedules
    (studied.vault / "sea/rope/knots.md").rename(studied.vault / "sea/useful_knots.md")
    studied.change({})
    log = studied.bring("sea.apkg")
    assert len(log.new) == 0
    assert "cuedeck::note::useful_knots" in studied.note("bowline").tags
    assert studied.schedules == before


def test_a_deck_renamed(studied: Studied) -> None:
    """All cards keep their guid under the deck's new name, so that none is new."""
    before = studied.schedules
    (studied.vault / "sea").rename(studied.vault / "ocean")
    studied.change({})
    assert len(studied.bring("ocean.apkg").new) == 0
    assert studied.schedules == before
    assert {entry.retired for entry in entries(studied.out / "ocean.ledger.jsonl").values()} == {None}


def test_the_note_types_never_become_two(studied: Studied) -> None:
    """After all those imports there is one note type of each kind."""
    studied.change({"sea/tides.md": TIDES.replace("largest", "highest")})
    studied.bring("sea.apkg")
    names = [one.name for one in studied.collection.models.all_names_and_ids() if one.name.startswith("Cuedeck")]
    assert sorted(names) == sorted(set(names))
    assert not any(name.endswith("+") for name in names)
