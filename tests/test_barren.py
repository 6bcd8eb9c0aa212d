"""A note that gives no card is named by `build`, and explained by `check`."""

from pathlib import Path

import pytest

from cuedeck.cards.card import Tier
from tests.vaults import KNOTS, STARS, UNREADABLE, printed, run, write

NOTES = {
    "empty": ("", "it is empty"),
    "links": ("- [[a]]\n- [[b]]\n- [[c]]\n", "it is empty, a list of links"),
    "headings": ("# Rigging\n\n## Shrouds\n\n## Stays\n", "it has headings only"),
    "outline": ("# Sails\n\n- Jib\n    - Luff\n    - Leech\n- Main\n", "no heading or sentence above its list tells"),
    "japanese": (
        "# 細胞\n\n- **細胞**：生物の基本単位である。\n\n細胞は膜に包まれている。核には遺伝情報が含まれる。\n",
        "sentences give none in its language",
    ),
    "chinese": (
        "# 潮汐\n\n潮汐是海水在月球引力下的涨落。大潮发生在新月和满月。\n",
        "sentences give none in its language",
    ),
    "prose": (
        "# Waves\n\nSo be it, and on they went, on and on.\n",
        "no clause with a subject and a finite verb was found",
    ),
    "code": ("# Knots\n\n```python\ntie = 1\n```\n", "it says nothing in sentences, labels or tables"),
    "skipped": ("---\ncuedeck: {skip: on}\n---\n" + KNOTS, "its writer wants none from it"),
    "switched": (
        "---\ncuedeck: {kinds: [table]}\n---\n" + KNOTS,
        "the kinds of cards that it could give are switched off",
    ),
    "again": (STARS, "all of its cards are left out, since other cards say the same"),
}


@pytest.mark.parametrize("name", NOTES)
def test_check_explains_each(tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Always, with one reason."""
    text, reason = NOTES[name]
    notes = write(tmp_path / "vault", {"sky/Stars.md": STARS, f"sky/{name}.md": text})
    run("check", notes, "--json")
    found = [one for one in printed(capsys) if str(one["reason"]).startswith("the note gives no card")]
    assert [(one["type"], one["note"], one["line"]) for one in found] == [("uncovered", f"sky/{name}.md", 1)]
    assert str(found[0]["reason"]).startswith(f"the note gives no card: {reason}")


@pytest.mark.parametrize("command", ["build", "plan"])
def test_a_build_names_all_with_their_number(tmp_path: Path, command: str, capsys: pytest.CaptureFixture[str]) -> None:
    """But for those whose writers want no card, or that could not be read."""
    notes = write(
        tmp_path / "vault", {f"sky/{name}.md": text for name, (text, _) in NOTES.items()} | {"sky/Stars.md": STARS}
    )
    (notes / "sky" / "broken.md").write_bytes(UNREADABLE)
    assert run(command, notes, "-o", tmp_path / "out") == 1
    told = capsys.readouterr().err
    names = ", ".join(f"sky/{name}.md" for name in sorted(set(NOTES) - {"skipped"}))
    assert f"{len(NOTES) - 1} notes give no card to a deck ({names}): `cuedeck check` tells why" in told


def test_a_build_names_them_in_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """For scripts, all of them."""
    notes = write(tmp_path / "vault", {"sky/Stars.md": STARS, "sky/a.md": "", "sky/b.md": "# B\n"})
    assert run("build", notes, "-o", tmp_path / "out", "--json") == 0
    (report,) = printed(capsys)
    assert report["without_cards"] == ["sky/a.md", "sky/b.md"]


def test_a_note_whose_cards_are_only_offered_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its deck has none of them."""
    monkeypatch.setattr("cuedeck.extract.extraction.tier", lambda *_: Tier.OFFERED)
    notes = write(tmp_path / "vault", {"sky/stars.md": STARS})
    assert run("build", notes, "-o", tmp_path / "out") == 1
    assert "1 note gives no card to a deck (sky/stars.md)" in capsys.readouterr().err
    run("check", notes, "--json")
    reasons = [one["reason"] for one in printed(capsys)]
    assert "the note gives no card to its deck: its one card is only offered" in reasons
