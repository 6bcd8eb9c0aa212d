"""`plan` tells what `build` would do, writes nothing, and the mass-change guard stops what is likely a mistake."""

from pathlib import Path

import pytest

from cuedeck.decks.app.changelist import word_diff
from tests.vaults import KNOTS, TIDES, entries, printed, run, sea, state, write


def many(count: int) -> str:
    """Write a note of so many terms, at most sixty."""
    colours = "red blue green white black amber violet silver golden crimson".split()
    things = "anchor buoy lantern pennant rudder capstan".split()
    pairs = [(colour, thing) for thing in things for colour in colours][:count]
    terms = [
        f"- **{colour.title()} {thing}:** A {thing} that is painted {colour} for its harbour."
        for colour, thing in pairs
    ]
    return "# Harbour\n\n" + "\n".join(terms) + "\n"


def test_a_plan_tells_each_change_and_writes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An edited answer, a term that is gone and a new one are told with line, number and what was before."""
    vault, out = sea(tmp_path), tmp_path / "out"
    run("build", vault, "-o", out)
    text = TIDES.replace("when sun and moon pull along one line", "when sun and moon pull along a single line")
    text = text.replace("- **Neap tide:** The smallest tide, when sun and moon pull at a right angle. [02:30]\n", "")
    write(
        vault,
        {"sea/tides.md": text, "sky/moon.md": "# Moon\n\n- **Perigee:** The point of its orbit that is nearest.\n"},
    )
    before = state(tmp_path)
    capsys.readouterr()
    assert run("plan", vault, "-o", out, "--json") == 0
    told = printed(capsys)
    assert state(tmp_path) == before
    by_fate = {fate: [one for one in told if one["change"] == fate] for fate in ("edited", "new", "retired")}
    edited = next(
        one
        for one in by_fate["edited"]
        if one["question"] == "What is the spring tide?" or "spring" in str(one["question"])
    )
    assert "single line" in str(edited["answer"])
    assert isinstance(was := edited["was"], dict)
    assert "one line" in was["answer"]
    assert (edited["note"], edited["line"], was["line"]) == ("sea/tides.md", 8, None)
    assert any("Perigee" in str(one["question"]) or "perigee" in str(one["question"]) for one in by_fate["new"])
    assert all(one["was"] is None and one["score"] is None for one in by_fate["new"])
    gone = next(one for one in by_fate["retired"])
    assert gone["question"] is None
    assert isinstance(gone["was"], dict)
    assert gone["was"]["note"] == "sea/tides.md"


def test_a_plan_and_the_build_after_it_agree(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The counts of fates that a plan tells are those of the build."""
    vault, out = sea(tmp_path), tmp_path / "out"
    run("build", vault, "-o", out)
    write(
        vault, {"sea/tides.md": TIDES.replace("largest", "highest"), "sea/rope/knots.md": KNOTS.split("- **Clove")[0]}
    )
    capsys.readouterr()
    run("plan", vault, "-o", out, "--json")
    planned = [str(one["change"]) for one in printed(capsys)]
    run("build", vault, "-o", out, "--json")
    (report,) = printed(capsys)
    changes = report["changes"]
    assert isinstance(changes, dict)
    assert {fate: planned.count(fate) for fate in changes} == changes
    assert changes["retired"] > 0


def test_a_plan_for_people_shows_edits_word_by_word(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What went and what came stand in brackets; kept cards are only counted."""
    vault, out = sea(tmp_path), tmp_path / "out"
    run("build", vault, "-o", out)
    write(vault, {"sea/tides.md": TIDES.replace("largest", "highest")})
    capsys.readouterr()
    run("plan", vault, "-o", out)
    text = capsys.readouterr().out
    assert "[-largest-] {+highest+}" in text
    assert "tides.md:8:" in text
    assert "kept as they are" in text


def test_words_that_are_alike_stand_once() -> None:
    """A diff reads as one sentence."""
    assert word_diff("a small cell", "a large cell wall") == "a [-small-] {+large+} cell {+wall+}"


def test_a_build_that_would_retire_much_of_a_deck_stops(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing is written, the sentence names the cause and the way on, and both commands exit with 3."""
    vault, out = write(tmp_path / "vault", {"cuedeck.yaml": "", "a/knots.md": many(60)}), tmp_path / "out"
    assert run("build", vault, "-o", out) == 0
    write(vault, {"a/knots.md": many(30)})
    before = state(tmp_path)
    capsys.readouterr()
    assert run("plan", vault, "-o", out) == 3
    assert run("build", vault, "-o", out) == 3
    told = capsys.readouterr().err
    assert "would be retired" in told
    assert "--force" in told
    assert state(tmp_path) == before
    assert run("build", vault, "-o", out, "--force") == 0
    assert sum(entry.retired is not None for entry in entries(out / "a.ledger.jsonl").values()) >= 30


def test_the_guard_asks_for_a_lost_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where the notes themselves are gone, it suspects the folder."""
    vault = write(tmp_path / "vault", {"cuedeck.yaml": "", "a/knots.md": many(60), "b/tides.md": TIDES})
    run("build", vault, "-o", tmp_path / "out")
    (vault / "a" / "knots.md").unlink()
    capsys.readouterr()
    assert run("build", vault, "-o", tmp_path / "out") == 3
    assert "was a folder renamed or moved" in capsys.readouterr().err


def test_the_guard_can_be_set(tmp_path: Path) -> None:
    """`guard` in cuedeck.yaml allows more, or less."""
    vault = write(tmp_path / "vault", {"cuedeck.yaml": "guard: {share: 0.9}", "a/knots.md": many(60)})
    run("build", vault, "-o", tmp_path / "out")
    write(vault, {"a/knots.md": many(30)})
    assert run("build", vault, "-o", tmp_path / "out") == 0
    write(vault, {"cuedeck.yaml": "guard: {share: 0.01, least: 2}", "a/knots.md": many(28)})
    assert run("build", vault, "-o", tmp_path / "out") == 3
