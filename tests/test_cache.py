"""The cache is disposable: with it or without, broken or whole, every build gives the same."""

import json
import os
import random
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from dataclasses import fields
from pathlib import Path

import pytest

from cuedeck.decks.app import transaction, worker
from cuedeck.decks.app.build import Report, build
from cuedeck.decks.app.memory import remembering
from cuedeck.decks.app.opening import Opened
from cuedeck.decks.app.progress import Tell
from cuedeck.decks.app.reading import Reading
from cuedeck.decks.app.readings import READ
from cuedeck.decks.app.settled import Settled
from cuedeck.decks.app.transaction import Content
from cuedeck.decks.cache import location
from cuedeck.decks.cache.codec import decode, encode
from cuedeck.decks.cache.program import program
from cuedeck.decks.cache.store import Kind, Store
from cuedeck.decks.page import formulas
from cuedeck.extract.parser.model import Model
from cuedeck.extract.parser.parse import Parse
from cuedeck.notes.config import Config
from tests.vaults import KNOTS, STARS, TIDES, entries, printed, run, sea, state, write

FIRST, DAY = 1_750_000_000, 86_400
PNG = b"\x89PNG\r\n\x1a\n"
ELSEWHERE = {"deck", "exclude", "interface", "guard", "study", "all_cards"}
"""Settings that change decks, and not what a note gives."""
PLACE, VERSION = b"place", b"version"


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    """Three decks whose notes have not changed for a while."""
    return aged(write(sea(tmp_path), {"port/knots.md": KNOTS.replace("Knots", "Ropes").replace("rope", "line")}))


def aged(folder: Path) -> Path:
    """Make files look as if they were written an hour ago, but for those that were touched on purpose."""
    for file in folder.rglob("*"):
        if file.is_file():
            found = file.stat()
            os.utime(file, ns=(found.st_atime_ns, found.st_mtime_ns - 3_600 * 10**9))
    return folder


def built(vault: Path, directory: Path, *, at: int = FIRST, cache: bool = True, force: bool = False) -> Report:
    """Build at a given time, with the cache of this test or without."""
    with remembering(cache=cache) as memory:
        return build(vault, directory, clock=lambda: at, force=force, memory=memory if cache else None)


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """List the notes that are read for their cards."""
    paths: list[str] = []
    real = worker.read_chunk

    def noted(notes: list[Opened], tell: Tell, *, config: Config) -> object:
        paths.extend(note.file.path for note in notes)
        return real(notes, tell, config=config)

    monkeypatch.setattr(worker, "read_chunk", noted)
    return paths


def told(report: Report) -> Report:
    """Give a report but for what no two builds have in common."""
    kept = {field.name: getattr(report, field.name) for field in fields(Report)}
    kept["decks"] = tuple((deck.deck, deck.cards, deck.changes) for deck in report.decks)
    return Report(**(kept | {"seconds": 0, "index": None}))


# --- nothing twice ---


def test_a_second_build_reads_nothing(vault: Path, tmp_path: Path, read: list[str]) -> None:
    """And tells the same as one that does."""
    built(vault, tmp_path / "decks")
    assert sorted(read) == ["port/knots.md", "sea/rope/knots.md", "sea/tides.md", "sky/stars.md"]
    read.clear()
    before = state(tmp_path / "decks")
    report = built(vault, tmp_path / "decks", at=FIRST + DAY)
    assert read == []
    assert state(tmp_path / "decks") == before
    assert told(report) == told(built(vault, tmp_path / "decks", at=FIRST + DAY, cache=False))


def test_an_edit_reads_its_note_and_writes_its_deck(vault: Path, tmp_path: Path, read: list[str]) -> None:
    """The other decks are not even looked into."""
    built(vault, tmp_path / "decks")
    read.clear()
    write(vault, {"sky/stars.md": STARS + "- **Vega:** The brightest star of the lyre.\n"})
    report = built(vault, tmp_path / "decks", at=FIRST + DAY)
    assert read == ["sky/stars.md"]
    assert [deck.deck for deck in report.decks if deck.written] == ["sky"]


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """List the files of decks that are made, there or not, by name."""
    names: list[str] = []
    real = transaction.write

    def noted(directory: Path, contents: Iterable[tuple[Path, Content | None]]) -> tuple[Path, ...]:
        found = list(contents)
        names.extend(path.name for path, content in found if callable(content))
        return real(directory, found)

    monkeypatch.setattr("cuedeck.decks.app.build.write", noted)
    return names


@pytest.mark.parametrize(
    "text", [TIDES.replace("## ", "\n\n## "), f"{TIDES}\n", TIDES.replace("## ", "<!-- more -->\n\n## ")], ids=range(3)
)
def test_an_edit_that_leaves_the_cards_alone_makes_no_file(
    vault: Path, tmp_path: Path, read: list[str], made: list[str], text: str
) -> None:
    """Though the note is read, and all of its lines may have moved."""
    assert text != TIDES
    built(vault, tmp_path / "decks")
    assert "sea.apkg" in made
    made.clear()
    read.clear()
    write(vault, {"sea/tides.md": text})
    report = built(vault, tmp_path / "decks", at=FIRST + DAY)
    assert (read, made) == (["sea/tides.md"], [])
    assert told(report) == told(built(vault, tmp_path / "decks", at=FIRST + DAY, cache=False))


def test_only_what_is_made_from_other_cards_is_made(vault: Path, tmp_path: Path, made: list[str]) -> None:
    """A page stays that is to show what it shows, and is made again once somebody else has written it."""
    built(vault, tmp_path / "decks")
    made.clear()
    (tmp_path / "decks/sea.html").write_text("mine", "utf-8")
    built(vault, tmp_path / "decks", at=FIRST + DAY)
    assert made == ["sea.html"]


def test_a_formula_is_drawn_once(vault: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where other cards of its page differ, it stands there as it did."""
    drawn: list[str] = []
    real = formulas.drawn

    def noted(tex: str, *, display: bool = False) -> str | None:
        drawn.append(tex)
        return real(tex, display=display)

    monkeypatch.setattr("cuedeck.decks.app.drawings.drawn", noted)
    lines = (
        "# Suns\n\n- **Flux:** A measure of light, $L / r^2$, that falls with distance.\n- **Glow:** Light that {}.\n"
    )
    write(vault, {"sky/suns.md": lines.format("lingers")})
    built(vault, tmp_path / "decks")
    write(vault, {"sky/suns.md": lines.format("stays for a while")})
    built(vault, tmp_path / "decks", at=FIRST + DAY)
    assert drawn == ["L / r^2"]
    page = (tmp_path / "decks/sky.html").read_text("utf-8")
    assert "stays for a while" in page
    assert 'aria-label="L / r^2"' in page


def test_lines_that_move_are_told_as_they_are(vault: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Also where the cards themselves are as they were."""
    run("build", vault, "-o", tmp_path / "decks")
    write(vault, {"sea/tides.md": TIDES.replace("## ", "\n\n\n## ")})
    run("build", vault, "-o", tmp_path / "decks")
    capsys.readouterr()
    run("cards", vault, "--json")
    again = printed(capsys)
    run("cards", vault, "--json", "--no-cache")
    assert printed(capsys) == again


def test_commands_that_write_nothing_read_nothing_again(
    vault: Path, tmp_path: Path, read: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """`plan`, `cards`, `check` and `sheet` after a build."""
    out = tmp_path / "decks"
    run("build", vault, "-o", out)
    read.clear()
    for args in (["plan", vault, "-o", out], ["plan", vault, "-o", out, "--json"], ["cards", vault, "-o", out]):
        assert run(*args) == 0
    assert run("check", vault, "-o", out, "--json") == 0
    assert run("sheet", vault, "-o", out) == 0
    assert read == []
    capsys.readouterr()
    run("cards", vault, "--json")
    again = printed(capsys)
    run("cards", vault, "--json", "--no-cache")
    assert printed(capsys) == again


def test_no_cache_reads_everything_and_keeps_nothing(vault: Path, tmp_path: Path, read: list[str]) -> None:
    """Neither does it look for what was kept."""
    assert run("build", vault, "-o", tmp_path / "decks", "--no-cache") == 0
    assert len(read) == 4
    assert not location.file().exists()


def test_an_edit_has_only_new_sentences_parsed(vault: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The parses of the others are remembered, also in another process."""
    write(
        vault, {"sky/suns.md": "# Suns\n\nThe oldest sun burns the faintest gas. A small sun shines for very long.\n"}
    )
    aged(vault)
    parsed: list[str] = []
    real = Model.parses

    def noted(model: Model, texts: Sequence[str]) -> list[Parse]:
        parsed.extend(texts)
        return real(model, texts)

    monkeypatch.setattr(Model, "parses", noted)
    built(vault, tmp_path / "decks")
    assert "The oldest sun burns the faintest gas." in parsed
    parsed.clear()
    write(
        vault, {"sky/suns.md": "# Suns\n\nThe oldest sun burns the faintest gas. A large sun dies in a short time.\n"}
    )
    built(vault, tmp_path / "decks", at=FIRST + DAY)
    assert "A large sun dies in a short time." in parsed
    assert "The oldest sun burns the faintest gas." not in parsed


def test_a_file_that_only_looks_changed_is_not_read_for_cards(vault: Path, tmp_path: Path, read: list[str]) -> None:
    """As after a checkout by git."""
    built(vault, tmp_path / "decks")
    read.clear()
    (vault / "sky/stars.md").touch()
    built(vault, tmp_path / "decks")
    assert read == []


# --- what changes the decks is seen ---


def edited(vault: Path, _: Path) -> None:
    """Another statement."""
    write(vault, {"sea/tides.md": TIDES.replace("smallest", "lowest")})


def shifted(vault: Path, _: Path) -> None:
    """All lines of a note are others."""
    write(vault, {"sea/tides.md": TIDES.replace("## ", "\n\n\n## ")})


def moved(vault: Path, _: Path) -> None:
    """A note goes to another deck."""
    (vault / "sea/rope/knots.md").rename(vault / "sky/knots.md")


def renamed(vault: Path, _: Path) -> None:
    """A folder has another name."""
    (vault / "port").rename(vault / "harbour")


def gone(vault: Path, _: Path) -> None:
    """A note is deleted."""
    (vault / "sea/rope/knots.md").unlink()


def broken(vault: Path, _: Path) -> None:
    """A note cannot be read any more."""
    (vault / "sea/rope/knots.md").write_bytes(b"# \xff\n")


def added(vault: Path, _: Path) -> None:
    """A note that repeats what another deck says."""
    write(vault, {"sky/again.md": KNOTS})


def placed(vault: Path, _: Path) -> None:
    """A note names a deck of its own."""
    write(vault, {"sky/stars.md": f"---\ncuedeck: {{deck: sea}}\n---\n{STARS}"})


def configured(vault: Path, _: Path) -> None:
    """Other settings."""
    write(vault, {"cuedeck.yaml": "tags: [harbour]\nlimits: {answer: 9}\n"})


def rooted(vault: Path, _: Path) -> None:
    """Settings that only change the decks."""
    write(vault, {"cuedeck.yaml": "deck: All\n"})


def dropped(_: Path, out: Path) -> None:
    """A card that its user does not want."""
    guid = next(iter(entries(out / "sky.ledger.jsonl").values())).guid
    write(out, {"cards.yaml": f"{guid}: {{drop: true}}\n"})


def corrected(_: Path, out: Path) -> None:
    """A card in other words."""
    guid = next(iter(entries(out / "sky.ledger.jsonl").values())).guid
    write(out, {"cards.yaml": f"{guid}: {{answer: Some star.}}\n"})


def written(_: Path, out: Path) -> None:
    """A card that somebody wrote."""
    quote = "Waves of the open sea never quite rest."
    card = {"note": "sea/tides.md", "quote": quote, "question": "Do waves rest?", "answer": "Never quite", "by": "you"}
    write(out, {"sea.written.jsonl": f"{json.dumps(card)}\n"})


def redrawn(vault: Path, _: Path) -> None:
    """The picture of a card is another one."""
    (vault / "sky/map.png").write_bytes(PNG + b"other")


def lost_page(_: Path, out: Path) -> None:
    """A page was deleted."""
    (out / "sky.html").unlink()


def changed_page(_: Path, out: Path) -> None:
    """A page was changed by hand."""
    (out / "sky.html").write_text("mine", "utf-8")


def changed_ledger(_: Path, out: Path) -> None:
    """A ledger was merged by hand."""
    file = out / "sea.ledger.jsonl"
    file.write_text(file.read_text("utf-8").replace("A knot that ties", "A knot which ties"), "utf-8")


EVENTS = (
    *(
        edited,
        shifted,
        moved,
        renamed,
        gone,
        broken,
        added,
        placed,
        configured,
        rooted,
        dropped,
        corrected,
        written,
        redrawn,
    ),
    *(lost_page, changed_page, changed_ledger),
)


@pytest.mark.parametrize("event", EVENTS)
def test_a_build_with_the_cache_gives_what_one_without_gives(
    vault: Path, tmp_path: Path, event: Callable[[Path, Path], None]
) -> None:
    """Whatever happened since the last one."""
    pictured(vault)
    with_cache, without = tmp_path / "decks", tmp_path / "others"
    for out, cache in ((with_cache, True), (without, False)):
        built(vault, out, cache=cache)
    assert state(with_cache) == state(without)
    event(vault, with_cache)
    if state(with_cache) != state(without):
        event(vault, without)
    reports = [
        told(built(vault, out, at=FIRST + DAY, cache=cache, force=True))
        for out, cache in ((with_cache, True), (without, False))
    ]
    assert reports[0].changes == reports[1].changes
    assert (reports[0].problems, reports[0].barren) == (reports[1].problems, reports[1].barren)
    assert state(with_cache) == state(without)


def pictured(vault: Path) -> None:
    """Give a card a picture."""
    (vault / "sky/map.png").write_bytes(PNG)
    write(vault, {"sky/stars.md": STARS.replace("above the north pole.", "above the north pole. ![map](map.png)")})


@pytest.mark.parametrize("seed", range(4))
def test_a_row_of_builds_is_the_same_with_and_without(vault: Path, tmp_path: Path, seed: int) -> None:
    """Cards that retire in one deck and come back in another among them."""
    draw = random.Random(seed)  # noqa: S311 - nothing secret
    texts = [KNOTS, STARS, TIDES, KNOTS.replace("fixed", "firm"), STARS.replace("star", "light"), "# Nothing\n"]
    with_cache, without = tmp_path / "decks", tmp_path / "others"
    for day in range(8):
        path = f"{draw.choice(('sea', 'sky', 'port'))}/{draw.choice(('knots', 'stars', 'new'))}.md"
        if draw.random() < 0.3 and (vault / path).exists():
            (vault / path).unlink()
        else:
            write(vault, {path: draw.choice(texts)})
        for out, cache in ((with_cache, True), (without, False)):
            built(vault, out, at=FIRST + DAY * day, cache=cache, force=True)
        assert state(with_cache) == state(without), (seed, day)


def test_a_retired_card_comes_back_in_another_deck_with_its_history(vault: Path, tmp_path: Path) -> None:
    """Although the deck that it retired in is settled by then."""
    out = tmp_path / "decks"
    built(vault, out)
    guid = entries(out / "sky.ledger.jsonl")["What is polaris?"].guid
    write(vault, {"sky/stars.md": "# Stars\n\n- **Vega:** The brightest star of the lyre.\n"})
    built(vault, out, at=FIRST + DAY, force=True)
    built(vault, out, at=FIRST + 2 * DAY)
    write(vault, {"sea/stars.md": STARS})
    built(vault, out, at=FIRST + 3 * DAY)
    assert guid in {entry.guid for entry in entries(out / "sea.ledger.jsonl").values()}


# --- what an entry of the cache holds for ---


def test_every_setting_is_known_to_change_readings_or_not() -> None:
    """A new one must be told apart."""
    assert set(READ) | ELSEWHERE == set(Config.__slots__)
    assert ELSEWHERE.isdisjoint(READ)


def test_another_program_finds_nothing(
    vault: Path, tmp_path: Path, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither readings nor decks of another release are taken."""
    built(vault, tmp_path / "decks")
    read.clear()
    monkeypatch.setattr("cuedeck.decks.app.readings._settings", lambda _: b"another")
    built(vault, tmp_path / "decks")
    assert len(read) == 4


def test_the_program_is_known_by_its_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A changed file is another program."""
    monkeypatch.setattr("cuedeck.decks.cache.program._ROOT", tmp_path)
    write(tmp_path, {"notes/a.py": "1", "cards/b.py": "2"})
    program.cache_clear()
    before = program("notes"), program("cards")
    write(tmp_path, {"notes/a.py": "one"})
    program.cache_clear()
    assert program("notes") != before[0]
    assert program("cards") == before[1]
    program.cache_clear()


# --- faults ---


def without(*kinds: Kind) -> Callable[[Path], None]:
    """Rows are gone of which others tell."""

    def thinned(file: Path) -> None:
        with closing(sqlite3.connect(file)) as base, base:
            for kind in kinds:
                assert base.execute("DELETE FROM rows WHERE kind = ?", (kind,)).rowcount > 1

    return thinned


def faults() -> dict[str, Callable[[Path], None]]:
    """Name what may happen to the file of the cache."""

    def text(file: Path) -> None:
        file.write_bytes(b"no data base" * 1000)

    def in_the_way(file: Path) -> None:
        file.unlink()
        file.mkdir()

    def flipped(file: Path) -> None:
        data = bytearray(file.read_bytes())
        draw = random.Random(1)  # noqa: S311
        for _ in range(len(data) // 50):
            data[draw.randrange(100, len(data))] ^= 0xFF
        file.write_bytes(data)

    def poisoned(file: Path) -> None:
        with closing(sqlite3.connect(file)) as base, base:
            (one,) = base.execute("SELECT data FROM rows WHERE kind = 'reading'").fetchone()
            base.execute("UPDATE rows SET data = ?", (one,))

    def swapped(file: Path) -> None:
        with closing(sqlite3.connect(file)) as base, base:
            rows = base.execute("SELECT rowid, checksum, data FROM rows WHERE kind = 'reading'").fetchall()
            for (row, *_), (_, checksum, data) in zip(rows, rows[1:] + rows[:1], strict=True):
                base.execute("UPDATE rows SET checksum = ?, data = ? WHERE rowid = ?", (checksum, data, row))

    def of_other_tables(file: Path) -> None:
        file.unlink()
        with closing(sqlite3.connect(file)) as base, base:
            base.execute("CREATE TABLE rows (kind, place)")

    return {
        "deleted": Path.unlink,
        "cut": lambda file: os.truncate(file, file.stat().st_size // 2),
        "empty": lambda file: os.truncate(file, 0),
        "text": text,
        "flipped": flipped,
        "poisoned": poisoned,
        "swapped": swapped,
        "without cards": without(Kind.DATED),
        "without readings": without(Kind.DATED, Kind.READING),
        "without what others ask for": without(Kind.GIVEN),
        "without parses": without(Kind.DATED, Kind.GIVEN, Kind.PARSES),
        "of other tables": of_other_tables,
        "a folder": in_the_way,
    }


@pytest.mark.parametrize("fault", faults())
def test_a_broken_cache_gives_the_right_cards(vault: Path, tmp_path: Path, fault: str) -> None:
    """And a sound one is there after the next build, where its place is free."""
    out = tmp_path / "decks"
    built(vault, out)
    before = state(out)
    write(vault, {"sky/stars.md": STARS + "- **Vega:** The brightest star of the lyre.\n"})
    faults()[fault](location.file())
    built(vault, out, at=FIRST + DAY)
    with_cache = state(out)
    assert with_cache != before
    built(vault, tmp_path / "others", cache=False)
    assert {path for path in with_cache if path.endswith(".html")} == {
        f"{deck}.html" for deck in ("port", "sea", "sky", "index")
    }
    for deck in ("port", "sea", "sky"):
        assert entries(out / f"{deck}.ledger.jsonl").keys() == entries(tmp_path / f"others/{deck}.ledger.jsonl").keys()


def test_a_cache_that_cannot_be_written_costs_only_time(
    vault: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on a full disk, or below a file."""
    write(tmp_path, {"file": ""})
    monkeypatch.setenv("CUEDECK_CACHE", str(tmp_path / "file"))
    assert built(vault, tmp_path / "decks").cards == built(vault, tmp_path / "others", cache=False).cards


def test_a_full_cache_keeps_what_it_has(tmp_path: Path) -> None:
    """What finds no room is lost, nothing else."""
    store = Store(tmp_path / "cache.sqlite")
    store.put(Kind.READING, {PLACE: (VERSION, b"small")})
    store._base.execute("PRAGMA max_page_count = 20")
    store.put(Kind.READING, {b"other": (VERSION, os.urandom(1_000_000))})
    assert store.get(Kind.READING, {PLACE: VERSION, b"other": VERSION}) == {PLACE: b"small"}
    store.close()


def test_two_programs_share_a_cache(tmp_path: Path) -> None:
    """One that writes keeps the other waiting for a moment at most."""
    one, other = Store(tmp_path / "cache.sqlite"), Store(tmp_path / "cache.sqlite")
    one.put(Kind.READING, {PLACE: (VERSION, b"one")})
    other.put(Kind.READING, {b"other": (VERSION, b"two")})
    assert one.get(Kind.READING, {PLACE: VERSION, b"other": VERSION}) == {PLACE: b"one", b"other": b"two"}
    one.close()
    other.close()


def test_a_row_holds_for_its_version_alone(tmp_path: Path) -> None:
    """A later one takes its place."""
    store = Store(tmp_path / "cache.sqlite")
    store.put(Kind.READING, {PLACE: (b"1", b"one")})
    assert store.get(Kind.READING, {PLACE: b"2"}) == {}
    store.put(Kind.READING, {PLACE: (b"2", b"two")})
    assert store.get(Kind.READING, {PLACE: b"1"}) == {}
    assert store.get(Kind.READING, {PLACE: b"2"}) == {PLACE: b"two"}
    store.close()


def test_a_cache_stays_within_its_size(tmp_path: Path) -> None:
    """What was not asked for during the longest time goes first."""
    file = tmp_path / "cache.sqlite"
    store = Store(file, largest=2_000_000)
    rows = {bytes([at]): (VERSION, os.urandom(50_000)) for at in range(100)}
    store.put(Kind.READING, rows)
    store._base.execute("UPDATE rows SET day = day - 1")
    store.get(Kind.READING, {bytes([3]): VERSION})
    store.close()
    store = Store(file)
    left = store.get(Kind.READING, dict.fromkeys(rows, VERSION))
    store.close()
    assert bytes([3]) in left
    assert 10 < len(left) < 40
    assert file.stat().st_size < 2_200_000


@pytest.mark.parametrize("kind", [Reading, Settled])
def test_bytes_that_are_no_value_give_none(kind: type[object]) -> None:
    """Whatever they are."""
    draw = random.Random(7)  # noqa: S311
    for _ in range(500):
        assert decode(draw.randbytes(draw.randrange(40)), kind) is None
    assert decode(encode({"cards": 7}), kind) is None
