"""What the command line promises: exit codes, what goes where, and JSON that scripts can rely on."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.vaults import BROKEN, STARS, TIDES, entries, printed, run, sea, state, write

HEAVY = ("genanki", "jinja2", "nh3", "numpy", "pyromark", "rich", "spacy", "thinc", "yaml")


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run every test in a folder of its own."""
    monkeypatch.chdir(tmp_path)


# --- build ---


def test_a_build_says_what_it_did(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each deck with its cards, its changes and its files, then all together."""
    notes = sea(tmp_path)
    assert run("build", notes) == 0
    out, err = capsys.readouterr()
    assert re.search(r"^sky: (\d+) cards? \(\1 new\)\n    decks/sky.apkg, decks/sky.html$", out, re.MULTILINE)
    assert " from 3 notes in " in out
    assert err == ""
    run("build", notes, "-o", "decks")
    assert "(nothing changed)\n    decks/sky.apkg, decks/sky.html (not touched)\n" in capsys.readouterr().out


def test_a_build_is_told_as_one_json_object(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Keys and their order are fixed."""
    notes = write(sea(tmp_path), {"sky/anchor.md": BROKEN})
    assert run("build", notes, "-o", "out", "--json") == 1
    (report,) = printed(capsys)
    assert list(report) == ["notes", "cards", "offered", "decks", "changes", "problems", "without_cards", "seconds"]
    decks, changes, problems = report["decks"], report["changes"], report["problems"]
    assert isinstance(decks, list)
    assert isinstance(changes, dict)
    assert isinstance(problems, list)
    assert list(decks[1].items()) == [
        ("deck", "sky"),
        ("cards", len(entries(Path("out/sky.ledger.jsonl")))),
        ("apkg", "out/sky.apkg"),
        ("sheet", "out/sky.html"),
        ("ledger", "out/sky.ledger.jsonl"),
    ]
    assert list(changes) == ["kept", "edited", "moved", "new", "retired", "revived"]
    assert changes["new"] == report["cards"] == sum(deck["cards"] for deck in decks)
    assert [(list(problem), problem["note"], problem["line"]) for problem in problems] == [
        (["note", "line", "reason"], "sky/anchor.md", 2)
    ]
    assert isinstance(report["seconds"], float)


def test_problems_are_told_where_a_terminal_can_open_them(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The path is relative to the working directory; other notes are built."""
    write(sea(tmp_path), {"sky/anchor.md": BROKEN})
    assert run("build", "vault") == 1
    out, err = capsys.readouterr()
    assert err.startswith("vault/sky/anchor.md:2: broken front matter: ")
    assert err.count("\n") == 1
    assert "\nsky: " in out


def test_no_notes_are_said_plainly(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing is written, and the exit code is 1."""
    write(tmp_path, {"notes/readme.txt": "No note."})
    assert run("build") == 1
    assert capsys.readouterr().err == "cuedeck: no notes found; notes are .md, .markdown and .mdx files\n"
    assert not Path("decks").exists()


def test_no_cards_are_said_plainly(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """No empty deck is written."""
    write(tmp_path, {"notes/a/empty.md": "\n"})
    assert run("build") == 1
    assert capsys.readouterr().err == (
        "cuedeck: 1 note gives no card to a deck (a/empty.md): `cuedeck check` tells why\n"
        "cuedeck: the notes give no cards; `cuedeck check` tells why\n"
    )
    assert not Path("decks").exists()


@pytest.mark.parametrize("model", ["no_such_model", "pyyaml", "typer"])
def test_a_missing_model_costs_only_the_prose(model: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One sentence says so, and structure still gives cards; so it is with a package that is no model."""
    write(sea(tmp_path), {"cuedeck.yaml": f"model: {model}\n"})
    assert run("build", "vault") == 0
    out, err = capsys.readouterr()
    assert err == f"cuedeck: the spaCy model `{model}` cannot be loaded: cards come from structure alone\n"
    assert "\nsky: " in out


@pytest.mark.parametrize(
    ("config", "sentence"),
    [
        ("modle: x\n", "cuedeck.yaml:1: unknown key `modle`; did you mean `model`?"),
        ("deck: [a\n", "cuedeck.yaml:2: "),
    ],
)
def test_a_wrong_setting_is_told_with_its_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], config: str, sentence: str
) -> None:
    """Nothing is written, and the exit code is 2."""
    write(sea(tmp_path), {"cuedeck.yaml": config})
    assert run("build", "vault") == 2
    assert sentence in capsys.readouterr().err
    assert not Path("decks").exists()


def test_a_broken_ledger_is_told_with_its_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The build stops before it reads a note."""
    sea(tmp_path)
    write(tmp_path, {"decks/sky.ledger.jsonl": "{}\n"})
    assert run("build", "vault") == 2
    assert capsys.readouterr().err.startswith("cuedeck: decks/sky.ledger.jsonl:1: ")
    assert set(state(Path("decks"))) == {"sky.ledger.jsonl"}


def test_a_file_in_place_of_the_directory_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file is not overwritten, and nothing can be put below one."""
    sea(tmp_path)
    write(tmp_path, {"decks": "precious"})
    assert run("build", "vault") == 2
    assert run("build", "vault", "-o", "decks/below") == 2
    first, second = capsys.readouterr().err.splitlines()
    assert first == "cuedeck: decks: not a folder; decks are written into one"
    assert second.startswith("cuedeck: ")
    assert second.endswith("Not a directory")
    assert Path("decks").read_text("utf-8") == "precious"


def test_ctrl_c_ends_a_build(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The exit code is 130, and nothing is written."""
    sea(tmp_path)
    monkeypatch.setattr("cuedeck.notes.reader.source_of", lambda *_: signal.raise_signal(signal.SIGINT))
    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background jobs ignore it
    try:
        assert run("build", "vault", "--jobs", "1") == 130
    finally:
        signal.signal(signal.SIGINT, before)
    assert capsys.readouterr().err.strip() == "cuedeck: interrupted; nothing is half-written"
    assert not Path("decks").exists()


# --- cards ---


def test_cards_are_json_lines(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Keys and their order are fixed; cards come in reading order, and nothing is written."""
    notes = sea(tmp_path)
    before = state(tmp_path)
    assert run("cards", notes, "--json") == 0
    cards = printed(capsys)
    keys = "guid kind question answer question_html answer_html items context cue note line deck tags tier by".split()
    assert all(list(card) == keys for card in cards)
    places = [(str(card["note"]), int(str(card["line"]))) for card in cards]
    assert places == sorted(places)
    assert {card["deck"] for card in cards} == {"sea", "sea::rope", "sky"}
    assert state(tmp_path) == before


def test_a_card_holds_its_definition_and_its_cue(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The link opens the recording at the second that the note names."""
    run("cards", sea(tmp_path), "--json")
    card = next(card for card in printed(capsys) if "largest tide" in str(card["answer"]))
    assert (card["note"], card["line"], card["tags"]) == ("sea/tides.md", 8, ["sea"])
    cue = card["cue"]
    assert isinstance(cue, dict)
    assert list(cue.items()) == [
        ("seconds", 70),
        ("label", "1:10"),
        ("url", "https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=70s"),
        ("inherited", False),
        ("suspect", False),
        ("repaired", None),
    ]


def test_cards_have_the_identity_that_a_build_gives(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Also where only one note is asked for."""
    run("cards", sea(tmp_path) / "sky" / "stars.md", "--json")
    found = {card["question"]: card["guid"] for card in printed(capsys)}
    run("build", "vault")
    ledger = entries(Path("decks/sky.ledger.jsonl"))
    assert found == {question: entry.guid for question, entry in ledger.items()}


def test_cards_can_be_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Question, answer, context, time, and where it stands."""
    run("cards", sea(tmp_path) / "sea")
    out = capsys.readouterr().out
    assert "    The largest tide, when sun and moon pull along one line\n" in out
    assert " · 1:10 https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=70s · sea/tides.md:8\n" in out


def test_cards_are_found_by_what_they_say(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With their guids; case and punctuation make no difference."""
    notes = sea(tmp_path)
    run("cards", notes, "--find", "North POLE", "--json")
    found = printed(capsys)
    assert {card["note"] for card in found} == {"sky/stars.md"}
    assert run("cards", notes, "--find", "north pole") == 0
    assert capsys.readouterr().out.startswith(f"{found[0]['guid']}  {found[0]['question']}\n")
    assert run("cards", notes, "--find", "submarine") == 1
    assert capsys.readouterr().err == "cuedeck: no card says `submarine`\n"


def test_problems_show_among_the_cards(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """On stderr, so that scripts read only cards."""
    write(tmp_path, {"notes/sky/anchor.md": BROKEN, "notes/sky/stars.md": STARS})
    assert run("cards", "--json") == 1
    out, err = capsys.readouterr()
    assert all(json.loads(line)["note"] == "sky/stars.md" for line in out.splitlines())
    assert err.startswith("notes/sky/anchor.md:2: ")


# --- wrong use ---


def test_a_missing_default_folder_is_told_with_the_way_out(capsys: pytest.CaptureFixture[str]) -> None:
    """Who runs the bare command learns what to name."""
    assert run("build") == 2
    assert capsys.readouterr().err == (
        "cuedeck: there is no folder `notes` here; name yours, as in `cuedeck build path/to/notes`\n"
    )
    assert run("review", "--no-open") == 2
    assert "as in `cuedeck review path/to/notes`" in capsys.readouterr().err
    assert run("cards", "elsewhere") == 2
    assert capsys.readouterr().err == "cuedeck: elsewhere: no such file or folder\n"


@pytest.mark.parametrize("args", [("--colour",), ("build", "--jobs", "0"), ("build", "--jobs", "x"), ("bild",)])
def test_wrong_use_takes_one_line(args: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    """It says what is wrong and where help is."""
    assert run(*args) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("cuedeck: ")
    assert err.endswith(" See `cuedeck --help`.\n")
    assert err.count("\n") == 1


def test_no_command_shows_the_help(capsys: pytest.CaptureFixture[str]) -> None:
    """A bare `cuedeck` lists the commands."""
    assert run() == 2
    assert capsys.readouterr().err.startswith("Usage: cuedeck ")


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    """That of the installed package."""
    assert run("--version") == 0
    assert capsys.readouterr().out.startswith("cuedeck ")


# --- the process ---


@pytest.mark.parametrize("args", [("--help",), ("build", "--help"), ("--version",)])
def test_help_imports_nothing_heavy(args: tuple[str, ...]) -> None:
    """Help comes at once."""
    code = f"import sys; from cuedeck.decks.app.cli import main; main({args!r}); print(*(set(sys.modules) & {set(HEAVY)!r}))"
    root = Path(__file__).parents[1]
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == ""


def test_what_is_settled_is_passed_over_without_loading_what_reads_notes(tmp_path: Path) -> None:
    """Nor what matches or writes cards: a build of unchanged notes ends at once."""
    write(tmp_path, {"notes/cuedeck.yaml": "cards: all\n", "notes/sea/tides.md": TIDES})
    time.sleep(2.1)  # what was written a moment ago may be written once more without looking otherwise
    needless = (
        "cuedeck.notes.markdown",
        "cuedeck.extract.extraction",
        "cuedeck.decks.paper.document",
        "genanki",
        "ftfy",
    )
    code = f"import sys; from cuedeck.decks.app.cli import main; main(['build']); print(*(set(sys.modules) & {set(needless)!r}))"
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[1] / "src")}
    loaded = [
        subprocess.run(
            [sys.executable, "-c", code], cwd=tmp_path, env=environment, capture_output=True, text=True, check=True
        ).stdout.splitlines()[-1]
        for _ in range(2)
    ]
    assert set(loaded[0].split()) > {"cuedeck.notes.markdown", "genanki"}
    assert loaded[1] == ""


@pytest.mark.slow
def test_the_command_also_runs_in_several_processes(tmp_path: Path) -> None:
    """As users start it: in a process of its own."""
    copies = {f"notes/sea/tides{number}.md": TIDES.replace("tide", f"tide{number}") for number in range(5)}
    write(tmp_path, copies | {"cuedeck.yaml": "cards: all\n"})
    code = "import sys; from cuedeck.decks.app.cli import main; sys.exit(main())"
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[1] / "src")}
    command = [sys.executable, "-c", code, "build", "--jobs", "2"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert "from 5 notes" in done.stdout
    assert done.stderr == ""
