"""A deck arrives in Anki by itself: `cuedeck push` against the real backend, through the protocol of AnkiConnect."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from cuedeck.decks.app import delivered
from tests.anki_connect import listening
from tests.anki_desk import Desk, opened
from tests.vaults import KNOTS, TIDES, entries, run, sea, state, write

BIGHT = "- **Bight:** A slack part of a rope.\n"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """Open a collection with a note of its user's own, with FSRS on."""
    monkeypatch.delenv("CUEDECK_ANKI_KEY", raising=False)
    with opened(tmp_path) as one:
        yield one


def own_note(desk: Desk) -> tuple[object, ...]:
    """All that Anki stores of the user's own note and its card."""
    assert desk.collection.db is not None
    number = desk.note("my own question").id
    rows = desk.collection.db.all("select * from notes where id = ?", number)
    return (rows, desk.collection.db.all("select * from cards where nid = ?", number))


def test_five_rounds(desk: Desk) -> None:
    """Push, edit, rename a folder, retire, push again: schedules stay, nothing is doubled, the deck is right."""
    assert desk.push() == 0
    desk.review()
    before, own = desk.schedules, own_note(desk)
    first = set(desk.decks)
    for turn in range(5):
        word = ("first", "second", "third", "fourth", "fifth")[turn]
        folder = "shore" if turn % 2 == 0 else "sea"
        (desk.vault / ("sea" if turn % 2 == 0 else "shore")).rename(desk.vault / folder)
        gone = KNOTS.split("- **Clove")[0] if turn % 2 == 0 else KNOTS
        notes = {f"{folder}/tides.md": TIDES.replace("one line", f"the {word} line"), f"{folder}/rope/knots.md": gone}
        assert desk.push("--move", "--force", notes=notes) == 0
        assert word in desk.note("spring tide")["Back"]
        assert desk.schedules == before
        assert set(desk.decks) == first
        assert desk.decks[desk.note("bowline").guid] == f"{folder}::rope"
        assert ("cuedeck::retired" in desk.note("clove hitch").tags) == (turn % 2 == 0)
        assert own_note(desk) == own
    desk.add_on.heard.clear()
    assert desk.push("--move") == 0
    assert {"importPackage", "changeDeck", "updateNoteFields", "addTags", "multi"}.isdisjoint(desk.add_on.heard)


def test_a_first_push_says_what_is_there(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    """Each change is a few words, and the options that AnkiConnect leaves ticked are told once."""
    assert desk.push() == 0
    out = capsys.readouterr().out
    cards = sum(len(entries(desk.out / f"{deck}.ledger.jsonl")) for deck in ("sea", "sky"))
    assert out.splitlines()[0] == f"Anki, profile `User 1`: {cards} new cards"
    assert "Merge note types" in out
    assert desk.push() == 0
    assert capsys.readouterr().out == "Anki, profile `User 1`: nothing had to change\n"


# --- what somebody did in Anki stays ---


def changed(word: str) -> dict[str, str]:
    """The note on tides with another answer to what a spring tide is."""
    return {"sea/tides.md": TIDES.replace("one line", f"the {word} line")}


def test_an_edit_in_anki_stays_where_the_notes_say_the_same(desk: Desk) -> None:
    """Also when other cards of the deck change, push after push."""
    desk.push()
    desk.edit("bowline", Back="my own words")
    for word in ("first", "second"):
        assert desk.push(notes=changed(word)) == 0
        assert word in desk.note("spring tide")["Back"]
        assert desk.note("bowline")["Back"] == "my own words"


def test_an_edit_on_both_sides_is_left_alone_and_told(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    """Until its user says which of them counts."""
    desk.push()
    desk.edit("spring tide", Back="my own words")
    assert desk.push(notes=changed("first")) == 0
    assert desk.note("spring tide")["Back"] == "my own words"
    assert "1 card changed here, and edited in Anki as well: left as it is there" in capsys.readouterr().out
    assert desk.push("--overwrite") == 0
    assert "first" in desk.note("spring tide")["Back"]
    capsys.readouterr()
    assert desk.push() == 0
    assert capsys.readouterr().out == "Anki, profile `User 1`: nothing had to change\n"


def test_tags_and_fields_that_its_user_added_outlive_an_update(desk: Desk) -> None:
    """Those of the notes that are gone go; all others stay."""
    desk.push()
    kind = desk.note("spring tide").note_type()
    assert kind is not None
    models = desk.collection.models
    models.add_field(kind, models.new_field("My remark"))
    models.update_dict(kind)
    desk.edit("spring tide", **{"My remark": "seen at the harbour", "Spare1": "and here"})
    note = desk.note("spring tide")
    note.tags += ["exam", "marked"]
    desk.collection.update_note(note)
    before = desk.schedules
    assert (
        desk.push(notes={"sea/tides.md": changed("first")["sea/tides.md"].replace("tags: [sea]", "tags: [ocean]")}) == 0
    )
    note = desk.note("spring tide")
    assert "first" in note["Back"]
    assert (note["My remark"], note["Spare1"]) == ("seen at the harbour", "and here")
    assert {"exam", "marked", "ocean"} <= set(note.tags)
    assert "sea" not in note.tags
    assert desk.schedules == before


def test_a_card_deleted_in_anki_stays_away(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    """Although its note changes; it comes back only where that is asked for."""
    desk.push()
    desk.collection.remove_notes([desk.note("spring tide").id])
    assert desk.push(notes=changed("first")) == 0
    assert not desk.has("spring tide")
    assert "1 card deleted in Anki: not brought again" in capsys.readouterr().out
    assert desk.push("--overwrite") == 0
    assert "first" in desk.note("spring tide")["Back"]


def test_what_was_imported_by_hand_is_known(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing is doubled, and what was edited before the first push stays and is told."""
    run("build", desk.vault, "-o", desk.out)
    desk.bring(desk.out / "sea.apkg")
    desk.review()
    desk.edit("spring tide", Back="my own words")
    before = desk.schedules
    assert desk.push() == 0
    assert "1 card edited in Anki after the build: left as it is there" in capsys.readouterr().out
    assert desk.note("spring tide")["Back"] == "my own words"
    after = desk.schedules
    assert {guid: after[guid] for guid in before} == before
    assert desk.pull() == 0
    assert "edited in Anki: What is a spring tide? -> answer: my own words" in capsys.readouterr().out.replace(
        "What is spring", "What is a spring"
    )


def test_a_copy_made_in_anki_is_left_alone(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing tells it from the first one, so that neither is touched."""
    desk.push()
    first = desk.note("bowline")
    kind = first.note_type()
    assert kind is not None
    copy = desk.collection.new_note(kind)
    copy.fields = list(first.fields)
    desk.collection.add_note(copy, desk.deck("My deck"))
    assert desk.push("--retired", "delete", notes={"sea/rope/knots.md": KNOTS.split("- **Bow")[0] + BIGHT}) == 0
    assert len(desk.collection.find_notes('"Front:*bowline*"')) == 2
    capsys.readouterr()


# --- decks ---


def test_cards_of_a_renamed_folder_move_when_asked(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    """Those that its user put elsewhere stay there, and so do those that a filtered deck holds."""
    desk.push()
    desk.collection.set_deck(desk.note("spring tide").card_ids(), int(desk.deck("My deck")))
    (desk.vault / "sea").rename(desk.vault / "shore")
    assert desk.push() == 0
    assert "1 card of `shore::rope` still lies in `sea::rope`" in capsys.readouterr().out.replace(
        "2 cards", "1 card"
    ).replace("still lie in", "still lies in")
    assert desk.decks[desk.note("bowline").guid] == "sea::rope"
    assert desk.push("--move") == 0
    assert desk.decks[desk.note("bowline").guid] == "shore::rope"
    assert desk.decks[desk.note("neap tide").guid] == "shore"
    assert desk.decks[desk.note("spring tide").guid] == "My deck"


@pytest.mark.parametrize("by_hand", [False, True])
def test_no_card_leaves_a_filtered_deck(desk: Desk, *, by_hand: bool) -> None:
    """It is moved once it has come home, also where it was borrowed before its first push."""
    if by_hand:
        assert run("build", desk.vault, "-o", desk.out) == 0
        desk.bring(desk.out / "sea.apkg")
    else:
        desk.push()
    _borrow_bowline(desk)
    if by_hand:
        desk.push()
    (desk.vault / "sea").rename(desk.vault / "shore")
    assert desk.push("--move") == 0
    assert desk.decks[desk.note("bowline").guid] == "Cram"
    cram = desk.collection.decks.id_for_name("Cram")
    assert cram is not None
    desk.collection.sched.empty_filtered_deck(cram)
    assert desk.push("--move") == 0
    assert desk.decks[desk.note("bowline").guid] == "shore::rope"


def _borrow_bowline(desk: Desk) -> None:
    """Have a filtered deck take a card."""
    filtered = desk.collection.sched.get_or_create_filtered_deck(0)  # type: ignore[arg-type]  # 0 makes one
    filtered.name = "Cram"
    filtered.config.search_terms[0].search = '"Front:*bowline*"'
    desk.collection.sched.add_or_update_filtered_deck(filtered)
    assert desk.decks[desk.note("bowline").guid] == "Cram"


# --- retired cards ---

WITHOUT_CLOVE = {"sea/rope/knots.md": KNOTS.split("- **Clove")[0]}


def test_a_retired_card_is_marked(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    """Its schedule and its user's tags stay, nobody is told to import anything; back in the notes, it has no mark."""
    desk.push()
    desk.review()
    before = desk.schedules
    note = desk.note("clove hitch")
    note.tags.append("exam")
    desk.collection.update_note(note)
    capsys.readouterr()
    assert desk.push(notes=WITHOUT_CLOVE) == 0
    assert "import" not in capsys.readouterr().err
    note = desk.note("clove hitch")
    assert {"cuedeck::retired", "exam"} <= set(note.tags)
    assert note["Retired"]
    assert desk.schedules == before
    assert desk.push(notes={"sea/rope/knots.md": KNOTS}) == 0
    note = desk.note("clove hitch")
    assert ("cuedeck::retired" in note.tags, "exam" in note.tags, note["Retired"]) == (False, True, "")
    assert desk.schedules == before


def test_a_retired_card_is_suspended_and_woken(desk: Desk) -> None:
    """As it was before."""
    desk.push()
    desk.review()
    before = desk.schedules
    assert desk.push("--retired", "suspend", notes=WITHOUT_CLOVE) == 0
    (card,) = desk.note("clove hitch").cards()
    assert card.queue == -1
    assert desk.push("--retired", "suspend", notes={"sea/rope/knots.md": KNOTS}) == 0
    assert desk.schedules == before


def test_retired_cards_are_deleted_when_asked(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    """How many is said before; back in the notes, the card is new."""
    desk.push()
    own = own_note(desk)
    assert desk.push("--retired", "delete", "--dry-run", notes=WITHOUT_CLOVE) == 0
    assert desk.has("clove hitch")
    assert desk.push("--retired", "delete") == 0
    assert "deleting 1 retired card in Anki" in capsys.readouterr().err
    assert not desk.has("clove hitch")
    assert own_note(desk) == own
    assert desk.push(notes={"sea/rope/knots.md": KNOTS}) == 0
    assert desk.has("clove hitch")


# --- what is never touched ---


def test_a_dry_run_changes_nothing(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    """Neither in Anki nor in the folder of decks."""
    assert desk.push("--dry-run") == 0
    assert not desk.out.exists()
    desk.push()
    assert desk.collection.db is not None
    before, stamp = state(desk.out), desk.collection.db.scalar("select mod from col")
    capsys.readouterr()
    assert desk.push("--dry-run", "--move", notes={**WITHOUT_CLOVE, **changed("first")}) == 0
    out = capsys.readouterr().out
    assert out == "Anki, profile `User 1`, if this were no dry run: 1 card updated; 1 retired card marked as retired\n"
    assert (state(desk.out), desk.collection.db.scalar("select mod from col")) == (before, stamp)


def test_options_of_decks_stay(desk: Desk) -> None:
    """An import through AnkiConnect takes those of a package along, and ours has none."""
    before = [(one["name"], one["new"], one["rev"]) for one in desk.collection.decks.all_config()]
    desk.push()
    assert [(one["name"], one["new"], one["rev"]) for one in desk.collection.decks.all_config()] == before


def test_a_part_of_the_vault_leaves_other_decks_alone(desk: Desk) -> None:
    """In Anki as in the folder."""
    assert desk.push() == 0
    star = {"sky/stars.md": "# Stars over the mast\n\n- **Polaris:** The star that stands still above the pole.\n"}
    write(desk.vault, star)
    assert run("push", desk.vault / "sea", "-o", desk.out, "--anki", desk.address) == 0
    assert "almost still" in desk.note("polaris")["Back"]
    assert desk.push() == 0
    assert "almost still" not in desk.note("polaris")["Back"]


def test_pictures_and_marks_arrive_as_they_are(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    """What Anki then holds is what was brought, so that nobody takes it for an edit."""
    rich = """# Rich

What is the bee?::**Bold** *it* `x < y` $a^2 < b$ ![a bee](bee.svg) [sound:x.mp3] {{c1::no}} naïve
מה זה?::זה מבחן
The bee is {{c1::a::b}} here.
"""
    svg = '<svg xmlns="http://www.w3.org/2000/svg"><rect width="3" height="3"/></svg>'
    assert desk.push(notes={"sea/rich.md": rich, "sea/bee.svg": svg}) in {0, 1}
    assert "bee" in desk.note("the bee")["Back"]
    assert any(file.suffix == ".svg" for file in Path(desk.collection.media.dir()).iterdir())
    capsys.readouterr()
    desk.push()
    assert "nothing had to change" in capsys.readouterr().out
    assert desk.pull() == 0
    assert "nothing was done in Anki" in capsys.readouterr().err


def test_new_templates_are_brought(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    """Once, and without an edit of any card."""
    desk.push()
    desk.edit("bowline", Back="my own words")
    told = delivered.read(desk.out)
    file = desk.out / delivered.NAME
    file.write_text(file.read_text("utf-8").replace(str(told.templates), "1", 1), "utf-8")
    capsys.readouterr()
    desk.push()
    assert "the look of cards brought up to date" in capsys.readouterr().out
    assert desk.note("bowline")["Back"] == "my own words"
    desk.push()
    assert "nothing had to change" in capsys.readouterr().out


# --- what keeps a push from going on ---


def test_another_profile_is_refused(desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Before anything is built, unless it is meant."""
    desk.push()
    before = state(desk.out)
    desk.add_on.profile = str(tmp_path / "Anki2" / "Somebody")
    assert desk.push(notes=changed("first")) == 2
    err = capsys.readouterr().err
    assert "`Somebody`" in err
    assert "`User 1`" in err
    assert state(desk.out) == before
    assert desk.push("--other-profile") == 0


def test_another_collection_is_refused(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    """One that has none of the cards that went there."""
    desk.push()
    desk.collection.remove_notes(desk.collection.find_notes("Id:_*"))
    assert desk.push() == 2
    assert "is it another collection?" in capsys.readouterr().err
    assert not desk.collection.find_notes("Id:_*")
    assert desk.pull() == 2
    assert desk.push("--other-profile") == 0
    assert desk.has("bowline")


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        ({"key": "secret"}, "asks for a key: put its apiKey into CUEDECK_ANKI_KEY"),
        ({"permission": "denied"}, "refuses permission: allow it when Anki asks"),
        ({"status": 403}, "refuses permission"),
        ({"status": 500}, "is not AnkiConnect"),
        ({"collection": None}, "Anki has no profile open"),
        ({"absent": frozenset({"version"})}, "could not do `version`"),
    ],
)
def test_each_fault_is_one_sentence(
    desk: Desk, fault: dict[str, object], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing is built, and nothing is written."""
    collection = desk.collection
    for name, value in fault.items():
        setattr(desk.add_on, name, value)
    assert desk.push() == 2
    desk.add_on.collection = collection
    out, err = capsys.readouterr()
    assert out == ""
    assert words in err
    assert err.count("\n") == 1
    assert not desk.out.exists()


def test_the_key_is_read_from_the_environment(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A wrong one is told without telling it."""
    desk.add_on.key = "secret"
    monkeypatch.setenv("CUEDECK_ANKI_KEY", "guess")
    assert desk.push() == 2
    err = capsys.readouterr().err
    assert "refuses the key in CUEDECK_ANKI_KEY" in err
    assert "guess" not in err
    monkeypatch.setenv("CUEDECK_ANKI_KEY", "secret")
    assert desk.push() == 0


def test_older_add_ons_do(desk: Desk) -> None:
    """Those without the question for permission, and without the folder of the profile."""
    desk.add_on.absent = frozenset({"requestPermission", "getMediaDirPath"})
    assert desk.push() == 0
    assert delivered.read(desk.out).profile == "User 1"


def test_no_anki_and_strangers(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing that answers, something else that answers, and another machine."""
    vault = sea(tmp_path)
    with listening(lambda _: {"hello": "world"}) as address:
        assert run("push", vault, "-o", tmp_path / "out", "--anki", address) == 2
        assert "is not AnkiConnect" in capsys.readouterr().err
    assert run("push", vault, "-o", tmp_path / "out", "--anki", address) == 2
    assert "nothing answers at" in capsys.readouterr().err
    for other in (
        "http://192.0.2.1:8765",
        "http://anki.example:8765",
        "ftp://127.0.0.1",
        "http://127.0.0.1:8765/x",
        "x",
    ):
        assert run("push", vault, "-o", tmp_path / "out", "--anki", other) == 2
        assert capsys.readouterr().err.count("\n") == 1
    assert not (tmp_path / "out").exists()
