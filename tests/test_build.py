"""What the main job promises: whole decks, the same again for the same notes, and nothing lost."""

import json
import os
import zipfile
from pathlib import Path

import pytest

from cuedeck.cards.ledger import LedgerError
from cuedeck.decks.app.build import Report, build
from cuedeck.decks.app.pipeline import cards_of, collect
from cuedeck.decks.app.planning import now
from cuedeck.decks.app.pool import default_jobs
from cuedeck.decks.app.progress import Doing, Way
from cuedeck.notes.config import Config, ConfigError
from cuedeck.notes.note import Problem
from cuedeck.notes.vault import File, Vault
from tests.vaults import BROKEN, KNOTS, STARS, TIDES, entries, sea, state, vocabulary, write

FIRST, LATER = 1_750_000_000, 1_760_000_000
PNG = b"\x89PNG\r\n\x1a\n"
DECKS = {f"{deck}.{ending}" for deck in ("sea", "sky") for ending in ("apkg", "html", "ledger.jsonl")}


def built(notes: Path, directory: Path, at: int = FIRST, *, force: bool = False) -> Report:
    """Build at a given time."""
    return build(notes, directory, clock=lambda: at, force=force)


def edit(file: Path, old: str, new: str) -> None:
    """Change a note."""
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


# --- what is written ---


@pytest.mark.slow
def test_a_page_that_grew_large_comes_in_parts(tmp_path: Path) -> None:
    """And is one page again when it has shrunk; the folder of its parts goes."""
    lines = [f"w{at} of the sea::u{at} of the harbour" for at in range(600)]
    for name in ("one", "two"):
        write(tmp_path / "notes", {f"sea/{name}.md": "\n\n".join(line.replace("w", name) for line in lines)})
    assert built(tmp_path / "notes", tmp_path / "decks").cards == 1200
    assert {file for file in state(tmp_path / "decks") if file.endswith(".html")} == {
        "sea.html",
        "sea.pages/01.html",
        "sea.pages/02.html",
    }
    (tmp_path / "notes" / "sea" / "two.md").unlink()
    built(tmp_path / "notes", tmp_path / "decks", LATER, force=True)
    assert {file for file in state(tmp_path / "decks") if ".html" in file} == {"sea.html"}


def test_every_deck_becomes_a_package_a_page_and_a_ledger(tmp_path: Path) -> None:
    """Three files for each top-level folder, one that leads to all, and no other file."""
    report = built(sea(tmp_path), tmp_path / "decks")
    assert set(state(tmp_path / "decks")) == DECKS | {"index.html"}
    assert [deck.deck for deck in report.decks] == ["sea", "sky"]
    assert (report.notes, report.problems, report.remarks) == (3, (), ())
    assert report.cards == report.changes["new"] > 0
    assert "above the north pole" in (tmp_path / "decks" / "sky.html").read_text("utf-8")


def test_notes_lying_in_the_vault_form_a_deck_named_after_it(tmp_path: Path) -> None:
    """Notes in no folder belong to the vault's own deck."""
    report = built(write(tmp_path / "harbour", {"knots.md": KNOTS, "sky/stars.md": STARS}), tmp_path / "decks")
    assert [deck.deck for deck in report.decks] == ["harbour", "sky"]


def test_a_deck_lists_its_cards_note_by_note(tmp_path: Path) -> None:
    """Numbers follow the reading order of the first build."""
    built(sea(tmp_path), tmp_path / "decks")
    found = entries(tmp_path / "decks" / "sea.ledger.jsonl").values()
    order = [entry.note for entry in sorted(found, key=lambda entry: entry.number)]
    assert order == sorted(order)


def test_a_folder_that_no_file_system_takes_as_a_name_still_has_files(tmp_path: Path) -> None:
    """Characters that some system forbids give way to `_`."""
    report = built(write(tmp_path / "vault", {'a: "b"/knots.md': KNOTS}), tmp_path / "decks")
    assert report.decks[0].deck == 'a: "b"'
    assert report.decks[0].apkg == tmp_path / "decks" / "a_ _b_.apkg"
    assert report.decks[0].apkg.exists()


def test_an_image_of_the_vault_goes_into_package_and_page(tmp_path: Path) -> None:
    """An image is carried along under the name of its content."""
    note = "- **Bowline:** ![loop](loop.png) A knot that makes a fixed loop at the end of a rope.\n"
    notes = write(tmp_path / "harbour", {"knots.md": note})
    (notes / "loop.png").write_bytes(PNG)
    report = built(notes, tmp_path / "decks")
    assert report.problems == ()
    with zipfile.ZipFile(report.decks[0].apkg) as archive:
        assert [archive.read(member) for member in json.loads(archive.read("media"))] == [PNG]
    assert "data:image/png;base64," in report.decks[0].sheet.read_text("utf-8")


def test_a_picture_that_is_drawn_anew_changes_its_card(tmp_path: Path) -> None:
    """The card stays the same one, and the package shows the new picture under a new name."""
    vault = write(tmp_path / "vault", {"sea/boats.md": "Which boat is it?::A sloop ![](boat.svg)"})
    picture = vault / "sea" / "boat.svg"
    picture.write_text("<svg xmlns='http://www.w3.org/2000/svg' width='1'/>")
    built(vault, tmp_path / "decks")
    (was,) = entries(tmp_path / "decks" / "sea.ledger.jsonl").values()
    picture.write_text("<svg xmlns='http://www.w3.org/2000/svg' width='2'/>")
    assert built(vault, tmp_path / "decks").changes["edited"] == 1
    (now,) = entries(tmp_path / "decks" / "sea.ledger.jsonl").values()
    assert (now.guid, now.changed > was.changed) == (was.guid, True)
    assert built(vault, tmp_path / "decks").changes["edited"] == 0


def test_a_missing_image_is_a_problem_of_its_line(tmp_path: Path) -> None:
    """The card is made all the same."""
    note = "# Knots\n\n- **Bowline:** ![loop](gone.png) A knot that makes a fixed loop at the end of a rope.\n"
    report = built(write(tmp_path / "harbour", {"knots.md": note}), tmp_path / "decks")
    assert [str(problem) for problem in report.problems] == ["knots.md:3: image not found: gone.png"]
    assert report.cards > 0


# --- the same again ---


def test_building_again_touches_no_file(tmp_path: Path) -> None:
    """Files whose content stays the same keep their time of change."""
    notes, directory = sea(tmp_path), tmp_path / "decks"
    built(notes, directory)
    before = {path: path.stat().st_mtime_ns for path in directory.iterdir()}
    report = built(notes, directory, LATER)
    assert {path: path.stat().st_mtime_ns for path in directory.iterdir()} == before
    assert report.changes["kept"] == report.cards
    assert not any(deck.written for deck in report.decks)


def test_two_builds_at_one_time_give_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With SOURCE_DATE_EPOCH, a build depends on nothing but the notes."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(FIRST))
    notes = sea(tmp_path)
    build(notes, tmp_path / "one")
    build(notes, tmp_path / "two")
    assert state(tmp_path / "one") == state(tmp_path / "two")


@pytest.mark.slow
@pytest.mark.evidence
def test_several_processes_build_the_same(tmp_path: Path) -> None:
    """The number of processes shows in nothing but the time."""
    copies = {f"sea/copy{number}.md": TIDES.replace("tide", f"tide{number}") for number in range(6)}
    notes = write(sea(tmp_path), copies | {"cuedeck.yaml": "cards: all\n"})
    told: list[Way] = []
    one = build(notes, tmp_path / "one", clock=lambda: FIRST)
    two = build(notes, tmp_path / "two", clock=lambda: FIRST, jobs=2, progress=told.append)
    assert state(tmp_path / "one") == state(tmp_path / "two")
    assert (one.cards, one.changes) == (two.cards, two.changes)
    reading = [way for way in told if way.doing is Doing.READING]
    assert reading == sorted(reading, key=lambda way: (way.done, way.cards, way.share))
    assert (reading[0].done, reading[-1].done, reading[-1].share) == (0, 9, 1)


def test_few_notes_are_read_by_one_process() -> None:
    """Starting another one would take longer than it saves."""
    assert default_jobs(0) == default_jobs(20) == 1
    assert default_jobs(10**6) == os.cpu_count()


def test_notes_are_never_written_to(tmp_path: Path) -> None:
    """Not even where the decks go into the vault."""
    notes = sea(tmp_path)
    before = state(notes)
    built(notes, notes / "out")
    after = state(notes)
    assert {path: data for path, data in after.items() if not path.startswith("out/")} == before
    assert built(notes, notes / "out", LATER).changes["new"] == 0


@pytest.mark.parametrize("given", ["", "soon", "0", "-5", "1e9", str(10**15)])
def test_the_clock_counts_unless_a_valid_time_is_given(given: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What SOURCE_DATE_EPOCH cannot mean is passed over."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", given)
    assert now() > FIRST


def test_the_time_of_a_build_can_be_given(monkeypatch: pytest.MonkeyPatch) -> None:
    """SOURCE_DATE_EPOCH holds POSIX seconds."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(FIRST))
    assert now() == FIRST


# --- edits ---


def test_an_edited_answer_keeps_its_card(tmp_path: Path) -> None:
    """Guid, number and time of creation stay; the time of change is later."""
    notes, ledger = sea(tmp_path), tmp_path / "decks" / "sky.ledger.jsonl"
    built(notes, tmp_path / "decks")
    before = entries(ledger)
    edit(notes / "sky" / "stars.md", "almost still", "nearly still")
    report = built(notes, tmp_path / "decks", LATER)
    changed = {question: entry for question, entry in entries(ledger).items() if entry != before.get(question)}
    (question, entry), *_ = changed.items()
    was = before[question]
    assert "nearly still" in entry.answer
    assert (entry.guid, entry.number, entry.created) == (was.guid, was.number, FIRST)
    assert entry.changed == LATER > was.changed
    assert report.changes["edited"] == len(changed)
    assert [deck.written for deck in report.decks] == [False, True]


def test_a_clock_that_went_back_still_gives_a_later_time(tmp_path: Path) -> None:
    """Anki takes only what is newer than what it has."""
    notes = sea(tmp_path)
    built(notes, tmp_path / "decks", LATER)
    edit(notes / "sky" / "stars.md", "almost still", "nearly still")
    built(notes, tmp_path / "decks", FIRST)
    assert {entry.changed for entry in entries(tmp_path / "decks" / "sky.ledger.jsonl").values()} >= {LATER + 1}


def test_a_deck_whose_folder_is_gone_is_retired(tmp_path: Path) -> None:
    """The ledger remembers its cards; package and page are the user's to delete."""
    notes, directory = sea(tmp_path), tmp_path / "decks"
    number = built(notes, directory).decks[1].cards
    package = (directory / "sky.apkg").read_bytes()
    (notes / "sky" / "stars.md").unlink()
    report = built(notes, directory, LATER, force=True)
    assert report.changes["retired"] == number
    assert [deck.deck for deck in report.decks] == ["sea"]
    assert {entry.retired for entry in entries(directory / "sky.ledger.jsonl").values()} == {LATER}
    assert (directory / "sky.apkg").read_bytes() == package
    assert report.remarks[0].startswith("deck sky has no cards any more")
    assert built(notes, directory, LATER + 9).remarks == ()


def test_a_deck_that_comes_back_is_revived(tmp_path: Path) -> None:
    """Its cards are the ones from before."""
    notes, directory = sea(tmp_path), tmp_path / "decks"
    built(notes, directory)
    before = {entry.guid: entry.number for entry in entries(directory / "sky.ledger.jsonl").values()}
    (notes / "sky" / "stars.md").unlink()
    built(notes, directory, LATER, force=True)
    write(notes, {"sky/stars.md": STARS})
    assert built(notes, directory, LATER + 9).changes["revived"] == len(before)
    assert {entry.guid: entry.number for entry in entries(directory / "sky.ledger.jsonl").values()} == before


def test_no_notes_at_all_retire_nothing(tmp_path: Path) -> None:
    """An empty folder is rather a disk that is not there than the end of all decks."""
    notes, directory = sea(tmp_path), tmp_path / "decks"
    built(notes, directory)
    before = state(directory)
    for note in notes.rglob("*.md"):
        note.unlink()
    assert built(notes, directory, LATER).notes == 0
    assert state(directory) == before


def test_the_cards_of_a_note_that_cannot_be_read_stay(tmp_path: Path) -> None:
    """A mistake in front matter costs no card its life, and stops no other note."""
    notes, directory = sea(tmp_path), tmp_path / "decks"
    built(notes, directory)
    before = entries(directory / "sea.ledger.jsonl")
    write(notes, {"sea/tides.md": BROKEN})
    report = built(notes, directory, LATER)
    assert [(problem.note, problem.line) for problem in report.problems] == [("sea/tides.md", 2)]
    assert report.changes["retired"] == 0
    assert entries(directory / "sea.ledger.jsonl") == before
    assert "makes a fixed loop" in (directory / "sea.html").read_text("utf-8")


def test_a_mistake_of_ours_costs_one_note_at_most(tmp_path: Path) -> None:
    """An error that nobody foresaw is a problem of its note; all others give their cards."""
    files = Vault.around(sea(tmp_path)).files(tmp_path / "vault" / "sky")
    impossible = File(Path("no\0name.md"), "sky/impossible.md", "sky")
    found = collect([impossible, *files], Config())
    reason = "internal error: ValueError: embedded null byte; please report it"
    assert found.problems == (Problem(note="sky/impossible.md", line=1, reason=reason),)
    assert {card.note for card in found.cards} == {"sky/stars.md"}


# --- parts of a vault ---


@pytest.mark.parametrize("part", ["sea", "sea/rope", "sea/tides.md", "sea/rope/knots.md"])
def test_a_part_of_a_deck_builds_it_whole_and_leaves_the_others_alone(tmp_path: Path, part: str) -> None:
    """A sub-folder or note gives the same deck as the whole vault, and touches no other."""
    notes = sea(tmp_path)
    built(notes, tmp_path / "all")
    built(notes / part, tmp_path / "part")
    whole = state(tmp_path / "all")
    assert state(tmp_path / "part") == {name: data for name, data in whole.items() if name.startswith("sea.")}
    built(notes / part, tmp_path / "all", LATER)
    assert state(tmp_path / "all") == whole


@pytest.mark.parametrize("part", ["sea", "sea/rope", "sea/tides.md", "sea/rope/knots.md"])
def test_a_part_is_known_again_where_no_settings_mark_the_vault(tmp_path: Path, part: str) -> None:
    """What was built with the whole folder stays the same deck when only a part of it is named."""
    notes, directory = sea(tmp_path), tmp_path / "all"
    (notes / "cuedeck.yaml").unlink()
    built(notes, directory)
    whole = state(directory)
    built(notes / part, directory, LATER)
    assert state(directory) == whole


def test_a_note_in_no_folder_stands_for_its_deck(tmp_path: Path) -> None:
    """The notes lying in the vault are one deck, folders are others."""
    notes = write(tmp_path / "harbour", {"knots.md": KNOTS, "tides.md": TIDES, "sky/stars.md": STARS})
    report = built(notes / "knots.md", tmp_path / "decks")
    assert [(deck.deck, report.notes) for deck in report.decks] == [("harbour", 2)]


# --- refusals ---


def test_two_decks_of_one_name_are_refused(tmp_path: Path) -> None:
    """Names count without case, at every level."""
    for names in (("sea/a.md", "Sea/b.md"), ("vault/a.md", "b.md"), ("sea/Rope/a.md", "sea/rope/b.md")):
        notes = write(tmp_path / str(len(names[0])) / "vault", dict.fromkeys(names, KNOTS))
        with pytest.raises(ConfigError, match="two decks would be called"):
            built(notes, tmp_path / "decks")
    assert not (tmp_path / "decks").exists()


def test_two_decks_of_one_file_are_refused(tmp_path: Path) -> None:
    """Names that differ only in what file systems forbid would overwrite each other."""
    notes = write(tmp_path / "vault", {"a?/knots.md": KNOTS, "a*/stars.md": STARS})
    with pytest.raises(ConfigError, match="the same files"):
        built(notes, tmp_path / "decks")


def test_a_directory_of_code_is_refused(tmp_path: Path) -> None:
    """Decks never go among the modules of a Python package."""
    (tmp_path / "decks").mkdir()
    (tmp_path / "decks" / "__init__.py").touch()
    with pytest.raises(ConfigError, match="__init__"):
        built(sea(tmp_path), tmp_path / "decks")
    assert set(state(tmp_path / "decks")) == {"__init__.py"}


@pytest.mark.parametrize(
    ("data", "where"), [(b"no ledger\n", ":1: "), (b'{"cuedeck": "ledger"}\n', ":1: "), (b"\n\xff\n", ":2: ")]
)
def test_a_broken_ledger_stops_the_build(tmp_path: Path, data: bytes, where: str) -> None:
    """No deck is written, not even those whose ledger is sound; a deck without notes counts too."""
    notes, directory = sea(tmp_path), tmp_path / "decks"
    built(notes, directory)
    (directory / "sky.ledger.jsonl").write_bytes(data)
    edit(notes / "sea" / "tides.md", "largest", "highest")
    before = state(directory)
    for _ in range(2):
        with pytest.raises(LedgerError, match=f"sky.ledger.jsonl{where}"):
            built(notes, directory)
        (notes / "sky" / "stars.md").unlink(missing_ok=True)
    assert state(directory) == before


# --- interruptions ---


@pytest.mark.slow
def test_an_interrupted_build_leaves_everything_as_it_was(tmp_path: Path) -> None:
    """Ctrl-C while notes are read writes nothing."""

    def interrupt(_: Way) -> None:
        raise KeyboardInterrupt

    for jobs in (1, 2):
        with pytest.raises(KeyboardInterrupt):
            build(sea(tmp_path), tmp_path / "decks", jobs=jobs, progress=interrupt)
    assert not (tmp_path / "decks").exists()


def test_the_ledger_and_the_list_of_cards_stay_in_reading_order(tmp_path: Path) -> None:
    """Numbers follow the notes; what is apart is only the order in which cards are asked."""
    vault = write(tmp_path / "vault", vocabulary(10))
    build(vault, tmp_path / "out")
    known = entries(tmp_path / "out/words.ledger.jsonl")
    assert [known[one.question.plain].number for one in cards_of(vault)] == list(range(1, 21))
