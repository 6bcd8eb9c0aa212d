"""Front matter that YAML refuses is read as its writer meant where that is certain, and costs one entry at most."""

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cuedeck.notes import yaml_reader
from cuedeck.notes.blocks import Paragraph
from cuedeck.notes.config import Config
from cuedeck.notes.front_matter import parse
from cuedeck.notes.note import Note
from cuedeck.notes.reader import read_text
from cuedeck.notes.yaml_reader import MappingError, Value
from tests.vaults import STARS, entries, printed, run, write


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("title: Lecture 3: Synapses", {"title": "Lecture 3: Synapses"}),
        ("title: Lecture 3: Synapses # draft\ntags: [a, b]", {"title": "Lecture 3: Synapses", "tags": ["a", "b"]}),
        ("title: Synapses:", {"title": "Synapses:"}),
        ("source: 'Smith': Cells: p. 3\nlecture no: 1", {"source": "'Smith': Cells: p. 3", "lecture no": "1"}),
        ("author: @smith", {"author": "@smith"}),
        ("title: `map` and `filter`", {"title": "`map` and `filter`"}),
        ("title: *Drosophila* as a model", {"title": "*Drosophila* as a model"}),
        ("title: %50 of it", {"title": "%50 of it"}),
        ('title: "Cells" and tissues', {"title": '"Cells" and tissues'}),
        ('title: "The "big" cell"', {"title": 'The "big" cell'}),
        ("title: 'It's a cell'", {"title": "It's a cell"}),
        (r'path: "C:\notes\Xylem"', {"path": r"C:\notes\Xylem"}),
        ("title: [[Cells]] and tissues", {"title": "[[Cells]] and tissues"}),
        ("title:Cells\nx: y", {"title": "Cells", "x": "y"}),
        ("tags:\n\t- a\n\t- b\nx: y", {"tags": ["a", "b"], "x": "y"}),
        ("url: https://example.org/a: b\ntitle: c", {"url": "https://example.org/a: b", "title": "c"}),
    ],
)
def test_what_was_meant_for_certain_is_read(text: str, values: dict[str, Value]) -> None:
    """What the text says is plain to any reader, whatever YAML asks for."""
    found = parse(text)
    assert found.values == values
    assert [flaw.is_certain for flaw in found.flaws] == [True]
    assert parse(found.sound).values == values
    assert found.sound.count("\n") == text.count("\n")


@pytest.mark.parametrize(
    ("text", "values", "line"),
    [
        ('id: 7\ntitle: "Cells', {"id": "7", "title": "Cells"}, 2),
        ("title: [Cells\nid: 7", {"title": "Cells", "id": "7"}, 1),
        ("tags: [a, b\nid: 7", {"tags": ["a", "b"], "id": "7"}, 1),
        ("title: Cells\n  more: and: more\nid: 7", {"title": "Cells", "id": "7"}, 2),
        ('id: 7\ntitle: "\\ud800"', {"id": "7"}, 2),
        ("id: 7\njust words\ntitle: Cells", {"id": "7", "title": "Cells"}, 2),
    ],
)
def test_what_is_doubtful_costs_one_entry_at_most(text: str, values: dict[str, Value], line: int) -> None:
    """It is a problem, and the rest is read."""
    found = parse(text)
    assert found.values == values
    assert [(flaw.line, flaw.is_certain) for flaw in found.flaws] == [(line, False)]


@pytest.mark.parametrize(
    ("note", "title", "body", "flaw"),
    [
        (
            "---\ntitle: Night\nurl: a\n\n# Stars\n\nBees dance.",
            "Night",
            "Bees dance.",
            ("front matter up to line 3", True),
        ),
        ("---\ntitle: Night\n# Stars\nBees dance.", "Night", "Bees dance.", ("front matter up to line 2", True)),
        ("---\ntags:\n  - a\n  - b\n\nBees: they dance.", "a", "Bees: they dance.", ("up to line 4", True)),
        ("---\ntitle: Night\nBees dance.", "Night", "Bees dance.", ("front matter up to line 2", False)),
        ("---\nNote: bees dance.\n\nThey do.", "a", "They do.", ("read as a rule", True)),
        ("---\nNote: bees dance.", "a", "Note: bees dance.", ("read as a rule", True)),
        ("---\nBees dance.", "a", "Bees dance.", None),
    ],
)
def test_an_opening_that_is_never_closed_costs_nothing(
    note: str, title: str, body: str, flaw: tuple[str, bool] | None
) -> None:
    """Keys that are usual end where they end; other text stands below a rule."""
    found = read_text(note, path="a.md", deck="a", config=Config())
    assert isinstance(found, Note)
    sections = (found.root, *found.root.sections)
    words = [block.text.plain for section in sections for block in section.blocks if isinstance(block, Paragraph)]
    assert (found.title, words[-1]) == (title, body)
    told = [(one.line, one.is_certain, flaw is not None and flaw[0] in one.reason) for one in found.flaws]
    assert told == ([] if flaw is None else [(1, flaw[1], True)])


@pytest.mark.parametrize("text", ["url: [a\nid: 7", "id: 7\ncuedeck: {skip: on", "just words", 'Video: "a\nid: 7'])
def test_what_cards_rest_on_is_never_guessed(text: str) -> None:
    """Settings and recordings decide which cards a note gives, and which identity they have."""
    with pytest.raises(MappingError):
        parse(text)


def test_sound_front_matter_is_left_alone() -> None:
    """Also where its text looks like what is mended elsewhere."""
    text = 'title: "a: b"\nmore: |\n  c: d: e\n  f\nlist:\n- g: h\n- i\n'
    found = parse(text)
    assert (found.sound, found.flaws) == (text, ())
    assert found.values == {"title": "a: b", "more": "c: d: e\nf\n", "list": [{"g": "h"}, "i"]}


def test_a_key_that_stands_twice_is_told() -> None:
    """One of its values would be lost without a word."""
    found = parse("tags: a\ntitle: b\ntags: c")
    assert found.values == {"tags": "c", "title": "b"}
    assert [(flaw.line, flaw.reason) for flaw in found.flaws] == [(3, "`tags` stands there twice; the last one counts")]


@given(st.lists(st.text("ab:#-[]{}\"'|>@`%&*! \t\\", max_size=12), max_size=6).map("\n".join))
@example("\n[a]")
def test_any_text_is_read_or_refused(text: str) -> None:
    """No other exception comes out, and lines stay where they are."""
    try:
        found = parse(text)
    except MappingError:
        return
    assert found.sound.count("\n") == text.count("\n")


# --- what the commands say of it ---

LECTURE = f"---\ntitle: Lecture 3: Stars\nvideoId: dQw4w9WgXcQ\n---\n{STARS}"


@pytest.mark.parametrize("command", ["build", "plan"])
def test_a_mended_title_costs_nothing_and_is_told(
    tmp_path: Path, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """The note gives its cards, under its title, and its writer hears of the line."""
    notes = write(tmp_path / "vault", {"sky/stars.md": LECTURE})
    assert run(command, notes, "-o", tmp_path / "out") == 0
    told = capsys.readouterr().err
    assert f'{notes}/sky/stars.md:2: read as `title: "Lecture 3: Stars"`; YAML needs it written so' in told
    if command == "build":
        (star,) = entries(tmp_path / "out" / "sky.ledger.jsonl").values()
        assert star.path[0] == "Lecture 3: Stars"


def test_check_tells_what_was_mended(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It is no problem."""
    notes = write(tmp_path / "vault", {"sky/stars.md": LECTURE})
    assert run("check", notes, "--json") == 0
    assert {("remark", 2)} <= {(one["type"], one["line"]) for one in printed(capsys)}


def test_a_doubtful_entry_is_a_problem_and_costs_no_card(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing is retired for it."""
    notes = write(tmp_path / "vault", {"sky/stars.md": LECTURE.replace("title: Lecture 3: Stars", "title: Night")})
    assert run("build", notes, "-o", tmp_path / "out") == 0
    write(notes, {"sky/stars.md": LECTURE.replace("title: Lecture 3: Stars", 'title: "Night')})
    capsys.readouterr()
    assert run("build", notes, "-o", tmp_path / "out", "--json") == 1
    (report,) = printed(capsys)
    assert report["changes"] == {"kept": 1, "edited": 0, "moved": 0, "new": 0, "retired": 0, "revived": 0}
    problems = report["problems"]
    assert isinstance(problems, list)
    assert [(problem["note"], problem["line"]) for problem in problems] == [("sky/stars.md", 2)]


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [("vault/cuedeck.yaml", "tags: a\ntags: b\n", 2), ("out/cards.yaml", "qa: {drop: true}\n\nqa: {keep: true}\n", 3)],
)
def test_settings_that_stand_twice_are_refused(
    tmp_path: Path, name: str, text: str, line: int, capsys: pytest.CaptureFixture[str]
) -> None:
    """A decision would be lost without a word."""
    write(tmp_path, {"vault/sky/stars.md": STARS, name: text})
    assert run("build", tmp_path / "vault", "-o", tmp_path / "out") == 2
    told = capsys.readouterr().err
    assert f"{tmp_path / name}:{line}: `" in told
    assert "stands there twice" in told


def test_lists_that_go_too_deep_are_told_at_once() -> None:
    """A limit with its line, before anything is read of them."""
    assert yaml_reader.parse(f"a: {'[' * 100}{']' * 100}") != {}
    with pytest.raises(MappingError, match="nested deeper than 100 levels") as error:
        yaml_reader.parse(f"a: b\nc: {'[' * 50_000}")
    assert error.value.line == 2
