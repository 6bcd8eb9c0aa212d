"""The file of written cards: one JSON object a line, checked by its schema, kept as it is, and told by line if broken."""

import json
from pathlib import Path

import jsonschema
import pytest

from cuedeck.cards import written
from cuedeck.cards.written import Asked, Writings, WrittenError
from cuedeck.decks.app import written_files
from tests.vaults import printed, run, sea, state

Record = dict[str, object]

NEAP: Record = {
    "note": "sea/tides.md",
    "quote": "The smallest tide, when sun and moon pull at a right angle.",
    "question": "At which angle do sun and moon pull at neap tide?",
    "answer": "At a right angle",
    "items": [],
    "by": "small-model",
}
ASKED: Record = {
    "note": "sea/tides.md",
    "asked": "d41d8cd9",
    "by": "small-model",
    "prompt": "en-1",
    "sentences": ["ab", "cd"],
}
SOUND: tuple[Record, ...] = (
    NEAP,
    {name: value for name, value in NEAP.items() if name != "items"},
    NEAP | {"items": ["Sun", "Moon"], "answer": ""},
    NEAP | {"by": "you", "judged": {"by": ["a", "b"], "kept": None}, "cost": 0.25},
    NEAP | {"quote": "Two lines\nof one quote, and\u2028another"},
    ASKED,
    {"note": "sea/tides.md", "asked": "d41d8cd9", "by": "you"},
    ASKED | {"quote": "What a card would have does no harm", "rank": 3},
)
BROKEN: tuple[Record, ...] = (
    {},
    *({key: value for key, value in NEAP.items() if key != name} for name in NEAP if name != "items"),
    *(NEAP | {name: 3} for name in NEAP),
    *(NEAP | {name: None} for name in NEAP),
    *(NEAP | {name: ""} for name in NEAP if name != "answer"),
    NEAP | {"items": ["Sun", ""]},
    NEAP | {"items": ["Sun", 1]},
    NEAP | {"items": "Sun; Moon"},
    {name: value for name, value in ASKED.items() if name != "note"},
    {name: value for name, value in ASKED.items() if name != "by"},
    ASKED | {"asked": ""},
    ASKED | {"asked": ["d41d8cd9"]},
    ASKED | {"prompt": 1},
    ASKED | {"sentences": "ab"},
    ASKED | {"sentences": [None]},
)


def text(*records: object) -> str:
    """Write records as the lines of a file."""
    return "".join(f"{json.dumps(record, ensure_ascii=False)}\n" for record in records)


def faults(lines: str) -> list[tuple[int, str]]:
    """List the faults of a text."""
    return list(written.faults(lines))


# --- what a line holds ---


def test_a_file_is_written_as_it_was_read() -> None:
    """Unknown fields of cards and of what was asked are kept, letter by letter."""
    lines = text(NEAP | {"judged": {"kept": None}, "cost": 0.25}, NEAP | {"by": "you"}, ASKED | {"rank": [3, "é"]})
    read = written.parse(lines, "sea.written.jsonl")
    assert written.dump((*read.cards, *read.asked)) == lines


def test_a_line_is_a_card_with_its_place_in_the_file() -> None:
    """Blank lines count; a missing list of entries is an empty one."""
    card = {name: value for name, value in NEAP.items() if name != "items"}
    (read,) = written.parse(f"\n\n{text(card | {'rank': 3})}", "sea.written.jsonl").cards
    assert (read.line, read.file, read.items, read.more) == (3, "sea.written.jsonl", (), {"rank": 3})
    assert (read.note, read.quote, read.question, read.answer, read.by) == tuple(card.values())


def test_the_entries_of_an_enumeration_keep_their_order() -> None:
    """They are texts of their own."""
    (read,) = written.parse(text(NEAP | {"items": ["Sun", "Moon; and stars"]}), "x").cards
    assert read.items == ("Sun", "Moon; and stars")


def test_a_line_on_what_was_asked_is_no_card() -> None:
    """Whatever else it holds."""
    read = written.parse(text(ASKED | {"question": "Why?"}, {"note": "a.md", "asked": "f00", "by": "you"}), "x")
    assert read == Writings(
        asked=(
            Asked(
                note="sea/tides.md",
                asked="d41d8cd9",
                by="small-model",
                prompt="en-1",
                sentences=("ab", "cd"),
                more={"question": "Why?"},
            ),
            Asked(note="a.md", asked="f00", by="you"),
        )
    )


def test_cards_that_stand_on_other_lines_are_the_same() -> None:
    """Where a card stands is none of what it says."""
    one, other = (written.parse(f"{gap}{text(NEAP)}", name).cards for gap, name in (("", "a"), ("\n\n", "b")))
    assert one == other


@pytest.mark.parametrize("harm", ["\ufeff{}", "{}\n\n \n", "\r\n{}\r\n"])
def test_what_editors_and_git_leave_behind_does_no_harm(harm: str) -> None:
    """A byte-order mark, blank lines and the line ends of Windows."""
    assert written.parse(harm.replace("{}", text(NEAP).strip()), "x") == written.parse(text(NEAP), "x")


def test_only_a_newline_ends_a_line() -> None:
    """A quote may hold what other programs take for the end of a line."""
    (read,) = written.parse(text(NEAP | {"quote": "one\u2028two\x85three\x0bfour"}), "x").cards
    assert read.quote == "one\u2028two\x85three\x0bfour"


# --- the schema ---


@pytest.mark.parametrize("record", SOUND)
def test_a_sound_line_has_no_fault_and_is_read(record: Record) -> None:
    """It is a card or says what was asked, and is the same again when it is written."""
    read = written.parse(text(record), "x")
    assert faults(text(record)) == []
    line = written.dump((*read.cards, *read.asked)).removesuffix("\n")
    assert {name: value for name, value in json.loads(line).items() if name in record} == record


@pytest.mark.parametrize("record", BROKEN)
def test_a_broken_line_has_a_fault_and_is_not_read(record: Record) -> None:
    """The error names the file, the line and the first fault."""
    ((line, reason),) = faults(text(record))
    with pytest.raises(WrittenError) as error:
        written.parse(f"{text(NEAP)}{text(record)}", "sea.written.jsonl")
    assert line == 1
    assert str(error.value) == f"sea.written.jsonl:2: {reason}"


@pytest.mark.parametrize("record", [*SOUND, *BROKEN, [], "x", 3, None])
def test_any_validator_says_the_same_by_the_schema(record: object) -> None:
    """The schema is all that other programs need to know."""
    schema = json.loads(written.SCHEMA.read_text("utf-8"))
    jsonschema.Draft7Validator.check_schema(schema)
    assert jsonschema.Draft7Validator(schema).is_valid(record) == (not faults(text(record)))


# --- faults ---


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (text({name: value for name, value in NEAP.items() if name != "quote"}), "must contain ['quote'] properties"),
        (text(NEAP | {"items": ["Sun", 3]}), "items[1] must be string"),
        (text(NEAP | {"question": ""}), "question must be longer than or equal to 1 characters"),
        (text(NEAP)[:40], "not JSON: Unterminated string starting at at column 35"),
        ("[1]", "not a JSON object"),
        ("<<<<<<< HEAD", "unresolved merge conflict: keep the lines of one side and build again"),
        (">>>>>>> theirs", "unresolved merge conflict: keep the lines of one side and build again"),
        (
            text(NEAP).replace("right angle", "right \\ud800 angle"),
            "holds half a character: an escape such as \\ud800 without its other half",
        ),
    ],
)
def test_a_fault_is_told_with_its_line_and_what_is_wrong(line: str, reason: str) -> None:
    """The lines around it are sound."""
    assert faults(f"{text(NEAP)}\n{line.strip()}\n{text(NEAP)}") == [(3, reason)]


def test_every_fault_is_told() -> None:
    """A merge conflict has three lines of its own."""
    lines = f"<<<<<<< HEAD\n{text(NEAP)}=======\n{text(NEAP | {'by': 'you'})}>>>>>>> theirs\n{text({})}"
    assert [line for line, _ in faults(lines)] == [1, 3, 5, 6]


def test_what_is_nested_without_end_is_a_fault() -> None:
    """Nobody wrote it."""
    assert faults(f"{text(NEAP)}{'[' * 99_999}") == [(2, "not JSON that anybody wrote: it is nested too deep")]


def test_an_integer_that_no_program_reads_is_a_fault() -> None:
    """Python refuses numbers of more than 4300 digits."""
    assert [line for line, _ in faults(text(NEAP).replace("}", f', "cost": {"9" * 5000}}}'))] == [1]


def test_a_file_that_is_no_text_is_told_with_its_line(tmp_path: Path) -> None:
    """As a file is that was saved in another encoding."""
    path = tmp_path / "sea.written.jsonl"
    path.write_bytes(text(NEAP, NEAP | {"answer": "café"}).encode("latin-1"))
    with pytest.raises(WrittenError) as error:
        written_files.read_file(path)
    assert str(error.value) == f"{path}:2: not UTF-8 text"


# --- files ---


def test_a_directory_has_the_cards_of_all_its_files(tmp_path: Path) -> None:
    """By name of file; a hidden file and a folder are none, and neither is what is not there."""
    assert written_files.read(tmp_path / "none") == Writings()
    (tmp_path / "b.written.jsonl").write_text(text(NEAP, ASKED), "utf-8")
    (tmp_path / "a.written.jsonl").write_text(text(NEAP | {"by": "you"}), "utf-8")
    (tmp_path / ".c.written.jsonl").write_text("broken", "utf-8")
    (tmp_path / "d.written.jsonl").mkdir()
    read = written_files.read(tmp_path)
    assert [(card.by, Path(card.file).name) for card in read.cards] == [
        ("you", "a.written.jsonl"),
        ("small-model", "b.written.jsonl"),
    ]
    assert [one.asked for one in read.asked] == ["d41d8cd9"]


def test_a_file_that_is_not_there_holds_nothing(tmp_path: Path) -> None:
    """Most decks have none."""
    assert written_files.read_file(tmp_path / "sea.written.jsonl") == Writings()


@pytest.fixture
def faulty(tmp_path: Path) -> tuple[Path, Path]:
    """Give a vault, and decks with two broken files of written cards and a sound one whose card is lost."""
    vault, out = sea(tmp_path), tmp_path / "out"
    run("build", vault, "-o", out)
    (out / "sea.written.jsonl").write_text(text(NEAP, {}, NEAP, NEAP | {"quote": 3}), "utf-8")
    (out / "sky.written.jsonl").write_bytes(text(NEAP | {"answer": "café"}).encode("latin-1"))
    (out / "old.written.jsonl").write_text(text(NEAP, NEAP | {"quote": "Whales sing through the night."}), "utf-8")
    return vault, out


def test_check_tells_every_fault_and_goes_on(faulty: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    """Each is a problem with file and line; notes and sound files are checked as ever."""
    vault, out = faulty
    capsys.readouterr()
    assert run("check", vault, "-o", out, "--json") == 1
    told = printed(capsys)
    problems = [(one["note"], one["line"]) for one in told if one["type"] == "problem"]
    assert problems == [
        (f"{out}/sea.written.jsonl", 2),
        (f"{out}/sea.written.jsonl", 4),
        (f"{out}/sky.written.jsonl", 1),
    ]
    assert [(one["note"], one["line"]) for one in told if one["type"] == "orphan"] == [(f"{out}/old.written.jsonl", 2)]
    assert any(one["type"] == "uncovered" and one["note"] == "sea/tides.md" for one in told)


def test_check_tells_people_file_and_line(faulty: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    """As a terminal can open it."""
    vault, out = faulty
    capsys.readouterr()
    run("check", vault, "-o", out)
    assert f"{out}/sea.written.jsonl:4: quote must be string" in capsys.readouterr().out


@pytest.mark.parametrize("command", ["build", "plan"])
def test_a_build_stops_at_a_fault_and_writes_nothing(
    faulty: tuple[Path, Path], command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """What a file was meant to say must not be guessed; the note's edit waits."""
    vault, out = faulty
    (vault / "sky/stars.md").write_text("# Stars\n\n- **Vega:** The star that is brightest in summer.\n", "utf-8")
    before = state(out)
    capsys.readouterr()
    assert run(command, vault, "-o", out) == 2
    assert f"{out}/sea.written.jsonl:2: must contain" in capsys.readouterr().err
    assert state(out) == before
    for name in ("sea", "sky"):
        (out / f"{name}.written.jsonl").unlink()
    assert run("build", vault, "-o", out) == 0
    assert state(out) != before
