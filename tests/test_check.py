"""What `check` tells: problems, doubtful times, rejected candidates, and sentences on no card."""

import re
from itertools import groupby
from pathlib import Path

import pytest

from cuedeck.decks.app.check import check
from cuedeck.decks.app.finding import Finding, Sort
from tests.vaults import BROKEN, KNOTS, STARS, TIDES, printed, run, sea, write


def found(notes: Path, sort: Sort) -> list[Finding]:
    """Check notes for one sort of finding."""
    return [finding for finding in check(notes, notes.parent / "decks").findings if finding.sort is sort]


def test_a_note_that_cannot_be_read_is_a_problem(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Problems alone make the exit code 1."""
    notes = write(sea(tmp_path), {"sky/anchor.md": BROKEN})
    assert run("check", notes) == 1
    assert capsys.readouterr().out.startswith(f"Problems: 1\n  {notes}/sky/anchor.md:2: broken front matter: ")


def test_a_missing_image_is_a_problem(tmp_path: Path) -> None:
    """It is told at the line of its card."""
    note = "# Knots\n\n- **Bowline:** ![loop](gone.png) A knot that makes a fixed loop at the end of a rope.\n"
    problems = found(write(tmp_path / "vault", {"knots.md": note}), Sort.PROBLEM)
    assert {(problem.line, problem.reason) for problem in problems} == {(3, "image not found: gone.png")}


def test_sound_notes_exit_with_0(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What is merely on no card is for information."""
    assert run("check", sea(tmp_path)) == 0
    shown = capsys.readouterr()
    assert "Notes, sentences and timestamps on no card: 1\n" in shown.out
    told, cache = shown.err.splitlines()
    assert told == "cuedeck: 83 % of 6 sentences and 100 % of 2 timestamps are on a card"
    assert re.fullmatch(r"cuedeck: what was read is remembered in .*cache-1\.sqlite \(0\.\d MB\).*", cache)


def test_a_sentence_on_no_card_is_told(tmp_path: Path) -> None:
    """A sentence that became a card is not, nor a heading, a label or a lead-in."""
    note = f"{TIDES}\n## More\n\nBrief words.\n\nThe sea is home to the following creatures:\n\n- Crab\n"
    sentences = found(write(tmp_path / "vault", {"a/tides.md": note}), Sort.UNCOVERED)
    assert [(one.note, one.line, one.text) for one in sentences if "rest" in one.text] == [
        ("a/tides.md", 11, "Waves of the open sea never quite rest.")
    ]
    assert not any(word in one.text for one in sentences for word in ("tide", "Brief", "following"))


WHY = """---
videoId: dQw4w9WgXcQ
---
# Harbour

A bowline is a knot that makes a fixed loop at the end of a rope [00:10].

They were all quite glad of it then [00:20].

Oh what a sight at dawn and dusk [00:30].

- **Anchor:** a heavy iron with two arms that holds a ship to the ground in wind and rain [00:40]

| Rope | Made of |
| ---- | ------- |
| Hemp | A plant [00:50] |

## Sources [01:00]

<!-- cuedeck: skip -->

A buoy is a float that marks a channel for ships [01:10].
"""
TOO_LONG = "turned down: the answer has 17 words, more than 12"


def test_what_is_on_no_card_has_its_reason(tmp_path: Path) -> None:
    """For a sentence and its timestamp it is the same."""
    checked = check(
        write(tmp_path / "vault", {"cuedeck.yaml": "limits: {answer: 12}", "a/harbour.md": WHY}), tmp_path / "decks"
    )
    uncovered = [(one.line, one.reason, one.text) for one in checked.findings if one.sort is Sort.UNCOVERED]
    assert uncovered == [
        (8, "it is not certain what `They` stands for", "They were all quite glad of it then."),
        (8, "it is not certain what `They` stands for", "00:20"),
        (10, "no clause with a subject and a finite verb was found", "Oh what a sight at dawn and dusk."),
        (10, "no clause with a subject and a finite verb was found", "00:30"),
        (12, TOO_LONG, "Anchor: a heavy iron with two arms that holds a ship to the ground in wind and rain"),
        (12, TOO_LONG, "00:40"),
        (18, "no card points to this time", "01:00"),
        (22, "in a part that is skipped", "A buoy is a float that marks a channel for ships."),
        (22, "in a part that is skipped", "01:10"),
    ]
    assert checked.remarks == ("20 % of 5 sentences and 28 % of 7 timestamps are on a card",)


def test_sentences_of_callouts_quotes_and_definitions_count(tmp_path: Path) -> None:
    """All running text is looked through, however deep."""
    note = """# Ropes

> Old hands splice under a waning moon only.

> [!NOTE] Wet hemp shrinks, alas, all by itself.
> - Few of them ever told us why that was so.

Splice
: Some say so, and others, quite rightly, do not.

| rope | use of it, as old hands have it |
| ---- | ------------------------------- |
| hemp | for all that must not ever slip |

```
no prose at all, but a block of code
```
"""
    vault = write(tmp_path / "vault", {"cuedeck.yaml": "model: no_such_model\n", "a/ropes.md": note})
    lines = [one.line for one in found(vault, Sort.UNCOVERED)]
    assert lines == sorted(lines)
    assert 3 in lines


def test_a_question_asked_twice_in_a_deck_is_rejected(tmp_path: Path) -> None:
    """The first note keeps the card; decks do not look at each other."""
    vault = write(tmp_path / "vault", {"sky/stars.md": STARS, "sky/stars2.md": STARS, "sea/stars.md": STARS})
    twice = [one for one in found(vault, Sort.REJECTED) if one.reason.startswith("the same question as")]
    assert {one.note for one in twice} == {"sky/stars2.md"}
    assert twice[0].reason == "the same question as sky/stars.md:3"
    assert "north pole" in twice[0].text


def test_a_candidate_turned_down_is_told_with_the_reason(tmp_path: Path) -> None:
    """Here a note asks the same twice."""
    note = KNOTS + KNOTS.splitlines()[2] + "\n"
    (again,) = (one for one in found(write(tmp_path / "vault", {"a/knots.md": note}), Sort.REJECTED) if one.line == 5)
    assert again.reason == "the same question was asked before"
    assert again.text.endswith(" — A knot that makes a fixed loop at the end of a rope")


def test_a_card_of_the_same_identity_is_rejected(tmp_path: Path) -> None:
    """Notes of one recording and one name are one note to Anki."""
    other = TIDES.replace("title: Tides of the sea", "title: Water")
    vault = write(tmp_path / "vault", {"cuedeck.yaml": "", "sea/a/tides.md": TIDES, "sea/b/tides.md": other})
    same = [one for one in found(vault, Sort.REJECTED) if one.reason.startswith("the same identity as sea/a/tides.md:")]
    assert {one.note for one in same} == {"sea/b/tides.md"}


def test_a_time_that_cannot_be_trusted_is_told_once(tmp_path: Path) -> None:
    """However many cards are made from its line."""
    note = TIDES.replace("[01:10]", "[25:10:00]")
    (cue,) = found(write(tmp_path / "vault", {"a/tides.md": note}), Sort.CUE)
    assert (cue.line, cue.reason) == (8, "`25:10:00` is longer than recordings are")


def test_findings_are_json_lines(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Keys and types are fixed."""
    notes = write(sea(tmp_path), {"sky/anchor.md": BROKEN, "sea/again.md": KNOTS})
    assert run("check", notes, "--json") == 1
    records = printed(capsys)
    assert all(list(record) == ["type", "note", "line", "reason", "text"] for record in records)
    types = [str(record["type"]) for record in records]
    assert [sort for sort, _ in groupby(types)] == ["problem", "rejected", "uncovered"]
    assert (records[0]["note"], records[0]["line"]) == ("sky/anchor.md", 2)


def test_no_notes_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An empty folder exits with 1."""
    assert run("check", tmp_path) == 1
    assert "cuedeck: no notes found" in capsys.readouterr().err


def test_a_time_behind_a_formula_is_told_with_its_own_line(tmp_path: Path) -> None:
    """A formula that ends a line does not move its time to the next one."""
    note = write(tmp_path, {"bees.md": "# Bees\n\nThe number of bees is\n$x^2$ [00:05:48]\nall year.\n"})
    (time,) = (one for one in check(note, tmp_path).findings if one.text == "00:05:48")
    assert time.line == 4
