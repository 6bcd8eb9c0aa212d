"""What `bench.speed` makes and measures, on the sample notes."""

import re
from pathlib import Path

import pytest

from bench.copies import Source, copy, sources
from bench.processes import spent
from bench.speed import main
from cuedeck.notes.vault import Vault

EXAMPLES = Path(__file__).parents[1] / "examples"
NOTE = """---
title: Knots
videoId: abcdefghijk
---

## Bowlines

A bowline makes a secure loop of 12 strands, 3400 fibres and 560000 threads [[loops|around a post]] <a href="https://youtu.be/abcdefghijk?t=10">[00:10]</a>.
"""


def test_copies_keep_outline_and_times_and_say_something_else(tmp_path: Path) -> None:
    """Each is a deck of its own, on a recording of its own; the first is the note itself."""
    more = "## Another\n\nSailors always prefer splices, because knots weaken lines; secure anchors never loosen.\n"
    copy([Source("a/knots.md", NOTE), Source("b.md", more)], 9, tmp_path)
    first, *others = [path.read_text("utf-8") for path in sorted(tmp_path.glob("*/a/knots.md"))]
    assert first == NOTE
    assert len(others) == 4
    assert len({other.partition("## ")[2] for other in others} - {NOTE.partition("## ")[2]}) > 2
    for other in others:
        assert re.findall(r"\[00:10\]|\[\[loops\||^## |^---$", other, re.MULTILINE) == [
            "---",
            "---",
            "## ",
            "[[loops|",
            "[00:10]",
        ]
        assert "videoId: abcdefghijk" not in other
    assert len(Vault.around(tmp_path).files(tmp_path)) == 9


def test_long_notes_can_be_left_out() -> None:
    """By their number of words."""
    longest = max(len(one.text.split()) for one in sources(EXAMPLES))
    assert len(sources(EXAMPLES, longest=longest - 1)) < len(sources(EXAMPLES))


def test_a_process_is_told_apart_from_those_it_starts() -> None:
    """Both have held some memory, and the time of both counts."""
    one = spent("timeit", "-n1", "-r1", "-s", "import subprocess, sys", START, environment={})
    assert one.seconds > 0.3
    assert one.workers > one.memory + 50


START = "subprocess.run([sys.executable, '-c', 'held = bytes(range(256)) * 400_000; sum(range(20_000_000))'])"


@pytest.mark.slow
def test_the_table_has_a_row_for_each_step_and_size(capsys: pytest.CaptureFixture[str]) -> None:
    """The smallest notes that there are, at two tiny scales."""
    assert main([str(EXAMPLES), "--notes", "2", "--scales", "1,2"]) == 0
    rows = [line.split("|") for line in capsys.readouterr().out.splitlines() if line.startswith("| ")]
    steps = [(row[1].strip(), row[2].strip()) for row in rows[1:]]
    assert steps[:3] == [("2", "plain"), ("2", "cold"), ("2", "two workers")]
    assert len(steps) == 7 + 6
    assert all(float(row[3]) > 0 and int(row[8]) > 0 for row in rows[1:])
    assert all("the same bytes" in row[-1] for row in rows if row[2].strip() == "two workers")
