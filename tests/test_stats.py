"""`cuedeck stats`: the essence of what was studied, and progress of a page taken over into it."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cuedeck.decks.app import taking
from cuedeck.decks.app.build import build
from cuedeck.decks.app.memory import Memory
from cuedeck.decks.app.reviews import Reviews
from cuedeck.decks.app.stats_command import stats
from cuedeck.decks.app.study_cards import study_cards
from cuedeck.decks.app.study_deck import Dealt
from cuedeck.decks.app.taking import Taken, take
from cuedeck.decks.cache.store import NoStore
from cuedeck.decks.schedule.days import Days
from cuedeck.decks.schedule.review import Rating
from cuedeck.notes.config import ConfigError
from cuedeck.notes.study_settings import StudySettings
from tests.vaults import run, state, write

if TYPE_CHECKING:
    from playwright.sync_api import Browser

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC).timestamp()
DAY = 86_400
NOTES = {
    "cuedeck.yaml": "study: {new_cards: 1}\n",
    "sea/knots.md": "What is a bowline?::A knot\n\nWhat is a hull?::A body\n",
    "sky/stars.md": "Where is Polaris?::Above the pole\n",
}


@pytest.fixture
def vault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A vault of two decks, with the working directory beside it."""
    monkeypatch.chdir(tmp_path)
    return write(tmp_path / "notes", NOTES)


@pytest.fixture
def guids(vault: Path) -> dict[str, str]:
    """Its cards, built: the guid of each question."""
    build(vault, Path("decks"))
    return {one.card.question.plain: one.guid for one in dealt(vault).cards}


def dealt(vault: Path) -> Dealt:
    """All cards."""
    return Dealt(study_cards(vault, Path("decks"), memory=Memory()), None)


def reviews() -> Reviews:
    """All reviews."""
    found = Reviews(Path("decks"), StudySettings(), NoStore())
    found.refresh()
    return found


@pytest.fixture
def studied(guids: dict[str, str]) -> Reviews:
    """Some reviews: a bowline that was learnt and forgotten, and a card whose note is gone."""
    found, bowline = reviews(), guids["What is a bowline?"]
    for at, rating in ((-20, Rating.EASY), (-12, Rating.AGAIN), (-11, Rating.EASY), (-1, Rating.GOOD)):
        found.rate("sea", bowline, rating, 5000, NOW + at * DAY)
    found.rate("sea", "qgone", Rating.GOOD, 1000, NOW)
    return found


def printed(capsys: pytest.CaptureFixture[str], named: str = "notes", *, as_json: bool = False) -> list[str]:
    """What is printed at noon."""
    assert stats(Path(named), Path("decks"), as_json=as_json, clock=lambda: NOW, zone=UTC) == 0
    return capsys.readouterr().out.splitlines()


def test_the_essence_is_printed(studied: Reviews, capsys: pytest.CaptureFixture[str]) -> None:
    """Reviews of cards that are gone count as work, but are no cards any more."""
    assert studied.states
    lines = printed(capsys)
    assert lines[0] == "today: 0 cards to repeat, 1 new"
    assert lines[2:6] == [
        "last 30 days: 5 reviews on 5 days, 67% recalled",
        "streak: 2 days",
        "cards: 1 of 3 asked, 1 of them known for three weeks or longer",
        "notes: 1 of 2 begun",
    ]
    assert lines[6:] == ["hardest cards:", "    What is a bowline? (sea/knots.md:1, forgotten once)"]


def test_json_tells_all(studied: Reviews, capsys: pytest.CaptureFixture[str]) -> None:
    """One object."""
    assert studied.states
    (line,) = printed(capsys, as_json=True)
    told = json.loads(line)
    assert told["today"] == "2026-11-23"
    assert told["left"] == {"new": 1, "learning": 0, "due": 0}
    assert (told["retention"], told["streak"], len(told["due"]), sum(told["due"])) == (0.6667, 2, 365, 1)
    assert told["stages"] == {"new": 2, "learning": 0, "review": 1}
    assert told["days"][0] == {"day": "2026-11-03", "reviews": 1, "new": 1, "asked": 0, "recalled": 0, "ms": 5000}
    assert told["hardest"][0]["lapses"] == 1
    assert told["notes"][1] == {"note": "sky/stars.md", "cards": 1, "seen": 0, "mature": 0}


def test_a_deck_has_its_own(studied: Reviews, capsys: pytest.CaptureFixture[str]) -> None:
    """By its name, wherever its notes lie, or by its notes."""
    assert studied.states
    assert printed(capsys, "sky") == printed(capsys, "notes/sky/stars.md")
    assert "cards: 1 of 2 asked" in printed(capsys, "sea")[4]
    assert "4 reviews" in printed(capsys, "sea")[2]


def test_nothing_is_written(studied: Reviews, vault: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Neither for decks that were built, nor for others."""
    assert studied.states
    (vault / "sky/sun.md").write_text("What is the sun?::A star\n", "utf-8")
    before = state(vault.parent)
    assert "of 4 asked" in printed(capsys)[4]
    assert state(vault.parent) == before


def test_without_a_deck_nothing_is_studied_yet(vault: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Which is no mistake."""
    assert vault.exists()
    assert printed(capsys)[2:5] == [
        "last 30 days: no reviews",
        "streak: 0 days",
        "cards: 0 of 3 asked, 0 of them known for three weeks or longer",
    ]
    assert not Path("decks").exists()


def test_decks_know_where_their_notes_are(vault: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """So nobody has to name them; decks that know it no more are told of with the command that was run."""
    notes = vault.rename("mine")
    build(notes, Path("decks"))
    assert run("stats") == 0
    assert "cards: 0 of 3 asked" in capsys.readouterr().out
    notes.rename("elsewhere")
    assert run("stats") == 2
    assert "as in `cuedeck stats path/to/notes`" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("named", "reason"),
    [("moon", "no such file or folder, and decks has no deck of that name"), ("sea", "name their folder instead")],
)
def test_what_is_not_found_is_told(
    guids: dict[str, str], vault: Path, named: str, reason: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """In a sentence."""
    assert guids
    vault.rename("elsewhere")
    assert run("stats", named) == 2
    assert reason in capsys.readouterr().err


def test_a_broken_line_is_told(studied: Reviews, capsys: pytest.CaptureFixture[str]) -> None:
    """And the command says by its exit code that something was wrong."""
    assert studied.states
    with Path("decks/sea.reviews.jsonl").open("a", encoding="utf-8") as file:
        file.write('{"guid')
    assert run("stats") == 1
    assert "decks/sea.reviews.jsonl:6: not JSON" in capsys.readouterr().err


@pytest.fixture
def takes(vault: Path) -> Callable[[dict[str, str]], Taken]:
    """Takes over the marks of a page."""

    def work(marks: dict[str, str]) -> Taken:
        file = Path("sea-progress.json")
        file.write_text(json.dumps({"cuedeck": "progress", "version": 1, "deck": "sea", "cards": marks}), "utf-8")
        return take(file, dealt(vault).by_guid, reviews(), Days(4, UTC), NOW)

    return work


def test_what_is_known_on_a_page_is_taken_over_once(
    guids: dict[str, str], takes: Callable[[dict[str, str]], Taken]
) -> None:
    """Also where the file is taken again, or its cards were studied since; what is to be asked again stays new."""
    bowline, hull, polaris = guids.values()
    marks = {bowline: "known", polaris: "known", hull: "again", "qgone": "known"}
    assert takes(marks) == Taken(taken=2, asked=0, gone=1)
    before = state(Path("decks"))
    assert takes(marks) == Taken(taken=0, asked=2, gone=1)
    assert state(Path("decks")) == before
    assert {guid: one.due > NOW + 5 * DAY for guid, one in reviews().states.items()} == {bowline: True, polaris: True}


def test_what_is_taken_over_uses_up_nothing_of_today(
    guids: dict[str, str], takes: Callable[[dict[str, str]], Taken], capsys: pytest.CaptureFixture[str]
) -> None:
    """As many new cards are left as before."""
    takes({guids["What is a bowline?"]: "known"})
    assert printed(capsys)[0] == "today: 0 cards to repeat, 1 new"


def test_a_page_is_taken_over_by_a_command(
    guids: dict[str, str], vault: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It says what became of its cards, and does nothing else."""
    marks = dict.fromkeys((*guids.values(), "qgone"), "known")
    Path("page.json").write_text(json.dumps({"cuedeck": "progress", "cards": marks}), "utf-8")
    for told in ("3 cards taken over as known", "0 cards taken over as known; 3 cards left as they are"):
        assert run("study", vault, "--take", "page.json") == 0
        out = capsys.readouterr().out
        assert out.startswith(told)
        assert out.endswith("; 1 card of the page in no deck any more\n")


def test_what_a_page_saves_can_be_taken_over(
    browser: "Browser", guids: dict[str, str], vault: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The file of its button is one that the command takes."""
    assert guids
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(Path("decks/sea.html").resolve().as_uri())
        page.keyboard.press("2")
        with page.expect_download() as download:
            page.get_by_role("button", name="Save progress").click()
        download.value.save_as("saved.json")
    assert run("study", vault, "--take", "saved.json") == 0
    assert capsys.readouterr().out == "1 card taken over as known\n"
    assert reviews().states.keys() == {guids["What is a bowline?"]}
    assert run("stats", vault) == 0
    assert "no reviews" in capsys.readouterr().out


@pytest.mark.parametrize("data", [b"", b"\xff", b"[]", b'{"cards": {}}', b'{"cuedeck": "progress"}', b"[" * 99_999])
def test_what_no_page_saved_is_refused(data: bytes, tmp_path: Path) -> None:
    """In a sentence that names the file."""
    (tmp_path / "decks").mkdir()
    file = tmp_path / "notes.json"
    file.write_bytes(data)
    with pytest.raises(ConfigError, match=r"notes\.json:1: not the progress of a page"):
        taking.take(file, {}, Reviews(tmp_path / "decks", StudySettings(), NoStore()), Days(4), NOW)
