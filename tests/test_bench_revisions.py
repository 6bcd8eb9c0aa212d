"""The figures of `bench.revisions` and `bench.matching`, on data small enough to count by hand."""

import json
from pathlib import Path

import pytest

from bench import matching, revisions
from tests.vaults import write

OLD = """# Knots

- **Bowline:** A knot that makes a fixed loop at the end of a rope.
- **Clove hitch:** A knot that ties a rope to a post with two turns.
"""
NEW = """# Knots

- **Bowline:** A knot that makes a firm loop at the end of a rope.
"""


def test_surviving_facts_are_counted_with_those_that_kept_their_card(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The bowline was reworded in another folder, the hitch is gone."""
    meta = json.dumps({"old_path": "a/knots.md", "new_path": "b/knots.md", "class": "edit"})
    write(tmp_path, {"edit/1/old.md": OLD, "edit/1/new.md": NEW, "edit/1/meta.json": meta})
    assert revisions.main([str(tmp_path), "--matches"]) == 0
    out = capsys.readouterr().out
    row = next(line for line in out.splitlines() if line.startswith("edit "))
    _, cards, survive, kept, share, *_ = row.split()
    assert (int(cards), int(survive), int(kept)) == (2, 1, 1)
    assert share == "100.0%"
    assert "moved to deck b; file moved from a/knots.md; edited: same question" in out


def test_all_cards_are_carried_through_small_edits() -> None:
    """Renamed folder or not."""
    timing = matching.measure(200)
    assert timing.carried == 1
