"""Reviews: what stands in their logs, and the states of cards that follow, whoever writes them and in whatever order."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import fsrs
import pytest

from cuedeck.decks.app.reviews import Reviews
from cuedeck.decks.cache.store import NoStore, Store
from cuedeck.decks.schedule.log import text
from cuedeck.decks.schedule.review import Rating, Review, Stage
from cuedeck.decks.schedule.states import Scheduler, State
from cuedeck.notes.study_settings import StudySettings

START = datetime(2026, 11, 23, 10, tzinfo=UTC).timestamp()
DAY = 86_400


def reviews(directory: Path, store: Store | None = None, settings: StudySettings | None = None) -> Reviews:
    """Read all reviews of a directory."""
    directory.mkdir(exist_ok=True)
    found = Reviews(directory, settings or StudySettings(), store or NoStore())
    found.refresh()
    return found


def random_reviews(count: int, *, cards: int, seed: int = 1, machine: int = 0) -> list[Review]:
    """Draw reviews in the order of their times, which differ by minutes or weeks, and of two machines always."""
    random, at, made = Random(seed), START, []  # noqa: S311 - nothing secret
    for _ in range(count):
        at += 2 * random.choice([random.randrange(1, 900), random.randrange(1, 40_000)])
        rating = Rating(random.choice([1, 2, 3, 3, 3, 4]))
        made.append(Review(at + machine, f"q{random.randrange(cards):015}", rating, random.randrange(60_000)))
    return made


def log(directory: Path, deck: str = "sea") -> Path:
    """The log of a deck."""
    return directory / f"{deck}.reviews.jsonl"


def by_fsrs(lines: Iterable[str]) -> dict[str, fsrs.Card]:
    """The cards as the reference implementation has them after the reviews of a log that nobody took back."""
    scheduler = fsrs.Scheduler(enable_fuzzing=False)
    found: dict[str, fsrs.Card] = {}
    records = sorted((json.loads(line) for line in lines), key=lambda one: (one["at"], one.get("rating", 0)))
    undone = {(one["guid"], one["undoes"]) for one in records if "undoes" in one}
    for one in records:
        if "rating" in one and (one["guid"], one["at"]) not in undone:
            at = datetime.fromisoformat(one["at"])
            card = found.get(one["guid"]) or fsrs.Card(card_id=1, due=at)
            found[one["guid"]], _ = scheduler.review_card(card, fsrs.Rating(one["rating"]), at)
    return found


def same(state: State, card: fsrs.Card) -> bool:
    """Whether a state is that of the reference implementation, to the last bit."""
    stage = Stage.REVIEW if card.state is fsrs.State.Review else Stage.LEARNING
    told = (stage, card.state is fsrs.State.Relearning, card.step, card.stability, card.difficulty)
    assert card.last_review is not None
    times = (card.due.timestamp(), card.last_review.timestamp())
    return told == (state.stage, state.is_relearnt, state.step, state.stability, state.difficulty) and times == (
        state.due,
        state.last,
    )


def test_states_are_those_of_the_reference_implementation(tmp_path: Path) -> None:
    """Ten thousand reviews of several hundred cards, read in parts, some of them taken back."""
    made = random_reviews(10_000, cards=400)
    studied = reviews(tmp_path)
    for at in range(0, len(made), 1_000):
        studied.add("sea", made[at : at + 1_000])
    for review in made[5::97]:
        studied.undo("sea", review, made[-1].at)
    cards = by_fsrs(log(tmp_path).read_text("utf-8").splitlines())
    for found in (studied, reviews(tmp_path)):
        assert found.states.keys() == cards.keys()
        assert all(same(found.states[guid], card) for guid, card in cards.items())


def test_logs_of_two_machines_give_the_same_states_in_either_order(tmp_path: Path) -> None:
    """Both begin alike; what came after is merged, whole or line by line."""
    common, mine, other = (random_reviews(600, cards=40, seed=one, machine=one % 2) for one in (1, 2, 3))
    lines = [text(part).splitlines(keepends=True) for part in (common, mine, other)]
    mixed = [*lines[0], *lines[1], *lines[2], *lines[0][:50]]
    Random(7).shuffle(mixed)  # noqa: S311 - nothing secret
    merged = (lines[0] + lines[1] + lines[2], lines[0] + lines[2] + lines[1], mixed)
    states = []
    for at, whole in enumerate(merged):
        (tmp_path / str(at)).mkdir()
        log(tmp_path / str(at)).write_text("".join(whole), "utf-8")
        states.append(reviews(tmp_path / str(at)).states)
    assert states[0] == states[1] == states[2]
    assert {
        guid for guid, card in by_fsrs("".join(merged[0]).splitlines()).items() if same(states[0][guid], card)
    } == set(states[0])


@pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
def test_git_merges_logs_as_the_readme_tells(tmp_path: Path) -> None:
    """Two machines add to one log, and no line is lost or in conflict."""

    def git(*command: str) -> None:
        author = ["-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
        subprocess.run(["git", *author, *command], cwd=tmp_path, check=True, capture_output=True)

    def save(whole: str) -> None:
        log(tmp_path).write_text(whole, "utf-8")
        git("add", "-A")
        git("commit", "-m", "Study")

    first, mine, other = (text([Review(START + at, f"q{at}", Rating.GOOD, 1)]) for at in range(3))
    (tmp_path / ".gitattributes").write_text("*.reviews.jsonl merge=union\n", "utf-8")
    git("init", "-b", "main")
    save(first)
    git("checkout", "-b", "other")
    save(first + other)
    git("checkout", "main")
    save(first + mine)
    git("merge", "other", "-m", "Merge")
    found = reviews(tmp_path)
    assert (set(found.states), found.problems) == ({"q0", "q1", "q2"}, ())


def test_a_merge_beneath_what_was_read_is_taken_up(tmp_path: Path) -> None:
    """Git puts lines of another machine between those that are known; only cards that they name change."""
    mine, other = (random_reviews(100, cards=10, seed=one, machine=one % 2) for one in (2, 3))
    studied = reviews(tmp_path)
    studied.add("sea", mine)
    log(tmp_path).write_text(text(mine[:50]) + text(other) + text(mine[50:]), "utf-8")
    studied.refresh()
    assert studied.states == reviews(tmp_path).states
    assert by_fsrs(log(tmp_path).read_text("utf-8").splitlines()).keys() == studied.states.keys()


def test_an_older_review_is_put_in_its_place(tmp_path: Path) -> None:
    """Lines of another machine that come late change what follows from the later ones."""
    made = random_reviews(300, cards=10)
    studied = reviews(tmp_path)
    studied.add("sea", made[100:])
    with log(tmp_path).open("a", encoding="utf-8") as file:
        file.write(text(made[:100]))
    studied.refresh()
    assert studied.states == reviews(tmp_path).states


def test_a_card_that_moved_to_another_deck_keeps_its_reviews(tmp_path: Path) -> None:
    """What both logs tell of it is put together."""
    first, second = Review(START, "q1", Rating.GOOD, 1), Review(START + DAY, "q1", Rating.GOOD, 1)
    studied = reviews(tmp_path)
    studied.add("sky", [second])
    studied.add("sea", [first])
    assert studied.states["q1"].reviews == 2
    assert studied.states == reviews(tmp_path).states


def test_what_was_read_is_remembered(tmp_path: Path) -> None:
    """The next run reads on from there; a log that begins otherwise is read whole."""
    store, made = Store(), random_reviews(200, cards=10)
    first = reviews(tmp_path / "decks", store)
    first.add("sea", made[:150])
    first.undo("sea", made[0], START)
    first.keep()
    reviews(tmp_path / "decks").add("sea", made[150:])
    again, fresh = (reviews(tmp_path / "decks", one) for one in (store, NoStore()))
    assert again.states == fresh.states
    log(tmp_path / "decks").write_text(text(made[20:]), "utf-8")
    assert reviews(tmp_path / "decks", store).states == reviews(tmp_path / "decks").states


def test_what_is_remembered_holds_for_its_settings(tmp_path: Path) -> None:
    """Who wants to recall more sees cards sooner."""
    store = Store()
    usual = reviews(tmp_path, store)
    usual.rate("sea", "q1", Rating.EASY, 1, START)
    usual.keep()
    keen = reviews(tmp_path, store, StudySettings(desired_retention=0.97))
    assert keen.states["q1"].due < usual.states["q1"].due


def test_how_many_cards_come_a_day_changes_no_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is gone through again for it."""
    store = Store()
    usual = reviews(tmp_path, store)
    usual.rate("sea", "q1", Rating.EASY, 1, START)
    usual.keep()
    monkeypatch.setattr(Scheduler, "replayed", lambda *_: pytest.fail("gone through again"))
    assert reviews(tmp_path, store, StudySettings(new_cards=1, day_starts=0)).states == usual.states


def test_a_line_is_as_the_contract_has_it(tmp_path: Path) -> None:
    """Other programs read it."""
    studied = reviews(tmp_path)
    review = studied.rate("A: sea?", "q24l2wq23xjr2a5f", Rating.GOOD, 4200, START + 0.7)
    studied.undo("A: sea?", review, START + 9)
    assert (tmp_path / "A_ sea_.reviews.jsonl").read_text("utf-8").splitlines() == [
        '{"guid": "q24l2wq23xjr2a5f", "at": "2026-11-23T10:00:00Z", "rating": 3, "ms": 4200}',
        '{"guid": "q24l2wq23xjr2a5f", "at": "2026-11-23T10:00:09Z", "undoes": "2026-11-23T10:00:00Z"}',
    ]


def test_no_two_reviews_of_a_card_are_of_one_second(tmp_path: Path) -> None:
    """Also where the first of them was taken back in that second, or the clock goes back."""
    studied = reviews(tmp_path)
    first = studied.rate("sea", "q1", Rating.AGAIN, 1, START)
    studied.undo("sea", first, START)
    assert "q1" not in studied.states
    second = studied.rate("sea", "q1", Rating.GOOD, 1, START)
    third = studied.rate("sea", "q1", Rating.GOOD, 1, START - 100)
    assert [one.at - START for one in (first, second, third)] == [0, 1, 2]
    assert studied.states["q1"].reviews == 2


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('{"guid": "q1", "at": "2026-11-2', "not JSON"),
        ("<<<<<<< HEAD", "the reviews of both sides count"),
        ('{"guid": "q1", "at": "2026-11-23T10:00:00", "rating": 3, "ms": 1}', "without a zone"),
        ('{"guid": "q1", "at": "soon", "rating": 3, "ms": 1}', "Invalid isoformat"),
        ('{"guid": "q1", "at": "9999-11-23T10:00:00Z", "rating": 3, "ms": 1}', "out of range"),
        ('{"guid": "q1", "at": "2026-11-23T10:00:00Z", "rating": 5, "ms": 1}', "5 is not a valid Rating"),
        ('{"guid": "q1", "at": "2026-11-23T10:00:00Z", "rating": true, "ms": 1}', "`rating`"),
        ('{"guid": "q1", "at": "2026-11-23T10:00:00Z", "rating": 3, "ms": -1}', "`ms`"),
        ('{"guid": "", "at": "2026-11-23T10:00:00Z", "rating": 3, "ms": 1}', "`guid`"),
        ('{"guid": "q\udcff", "at": "2026-11-23T10:00:00Z", "rating": 3, "ms": 1}', "half a character"),
        ("[1, 2]", "not a JSON object"),
    ],
)
def test_a_broken_line_is_told_and_skipped(tmp_path: Path, line: str, reason: str) -> None:
    """All others count, also those behind it."""
    whole = text([Review(START + at, "q2", Rating.GOOD, 1) for at in range(2)]).splitlines()
    data = "\n".join([whole[0], line, "", whole[1]]).encode(errors="surrogateescape")
    log(tmp_path).write_bytes(data)
    found = reviews(tmp_path)
    (problem,) = found.problems
    assert problem.startswith(f"{log(tmp_path)}:2: ")
    assert reason in problem
    assert {guid: state.reviews for guid, state in found.states.items()} == {"q2": 2}


def test_lines_of_other_programs_are_read(tmp_path: Path) -> None:
    """In other zones, with parts of a second, other spaces and more fields, behind a byte-order mark, ended by CRLF."""
    log(tmp_path).write_bytes(
        b'\xef\xbb\xbf{"ms":1,"rating":3,"at":"2026-11-23T11:00:00.5+01:00","guid":"q1","by":"phone"}\r\n\r\n'
    )
    found = reviews(tmp_path)
    assert (found.problems, found.states["q1"].last) == ((), START + 0.5)


def test_what_is_added_behind_a_torn_line_begins_afresh(tmp_path: Path) -> None:
    """The torn line is told where it stands, then and later, and costs nothing else."""
    log(tmp_path).write_text('{"guid": "q1", "at"', "utf-8")
    found = reviews(tmp_path)
    found.rate("sea", "q2", Rating.GOOD, 1, START)
    for one in (found, reviews(tmp_path)):
        assert one.states.keys() == {"q2"}
        assert [problem.split(": ")[0] for problem in one.problems] == [f"{log(tmp_path)}:1"]


def test_nothing_is_half_written_where_the_disk_is_full(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What went before stays as it was, and nothing counts that is not on the disk."""
    found = reviews(tmp_path)
    found.rate("sea", "q1", Rating.GOOD, 1, START)
    before, write = log(tmp_path).read_bytes(), os.write
    monkeypatch.setattr(os, "write", lambda handle, data: write(handle, data[:20]))
    with pytest.raises(OSError, match="full"):
        found.rate("sea", "q2", Rating.GOOD, 1, START)
    assert (log(tmp_path).read_bytes(), set(found.states)) == (before, {"q1"})


def test_a_log_that_leads_elsewhere_is_refused(tmp_path: Path) -> None:
    """No link out of the folder is followed."""
    (tmp_path / "decks").mkdir()
    (tmp_path / "elsewhere").write_text("", "utf-8")
    log(tmp_path / "decks").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(OSError, match="link"):
        reviews(tmp_path / "decks")


_WRITER = """
import sys
from pathlib import Path
from cuedeck.decks.schedule.log_file import append
for at in range(200):
    append(Path(sys.argv[1]), sys.argv[2] * 50 + "\\n")
"""


def test_programs_do_not_tear_the_lines_of_each_other(tmp_path: Path) -> None:
    """Several that write at once leave only whole lines."""
    writers = [subprocess.Popen([sys.executable, "-c", _WRITER, str(log(tmp_path)), letter]) for letter in "abc"]
    assert [writer.wait(timeout=120) for writer in writers] == [0, 0, 0]
    lines = log(tmp_path).read_text("utf-8").splitlines()
    assert sorted(lines) == [letter * 50 for letter in "abc" for _ in range(200)]
