"""Decisions taken one after the other in `cards.yaml`, beside those that others take there meanwhile."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cuedeck.cards.correction import Correction
from cuedeck.decks.app import corrections
from cuedeck.decks.app.decisions import Decisions, faulty
from cuedeck.notes.config import ConfigError

KEEP, DROP = Correction(keep=True), Correction(drop=True)
TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(str.strip)


@pytest.fixture
def decisions(tmp_path: Path) -> Decisions:
    """Those of a folder that is not there yet."""
    return Decisions(tmp_path / "decks")


def lines(of: Path) -> list[str]:
    """The lines of its `cards.yaml` but the comment at its head."""
    return (of / "decks" / "cards.yaml").read_text("utf-8").splitlines()[1:]


def test_each_decision_is_a_line(decisions: Decisions, tmp_path: Path) -> None:
    """In the order they were taken; a card that is decided anew keeps its line, and one without decision has none."""
    assert decisions.put({"qa": KEEP}) == {"qa": None}
    assert decisions.put({"qb": DROP, "qc": Correction(answer="Yes: “1945”\nor so", tags=("exam",))}) == {
        "qb": None,
        "qc": None,
    }
    assert decisions.put({"qa": DROP}) == {"qa": KEEP}
    assert lines(tmp_path) == [
        "qa: {drop: true}",
        "qb: {drop: true}",
        r'qc: {answer: "Yes: “1945”\nor so", tags: ["exam"]}',
    ]
    assert decisions.put({"qb": None, "qd": None}) == {"qb": DROP, "qd": None}
    assert list(corrections.read(tmp_path / "decks")) == ["qa", "qc"]
    assert decisions.all == corrections.read(tmp_path / "decks")


def test_what_others_write_meanwhile_stays(decisions: Decisions, tmp_path: Path) -> None:
    """Comments, order, and entries over several lines."""
    decisions.put({"qa": KEEP})
    file = tmp_path / "decks" / "cards.yaml"
    file.write_text("# mine\nqz:\n  tags: [sea]  # for May\nqa: {keep: true}  # surely\n", "utf-8")
    assert decisions.all["qz"].tags == ("sea",)
    decisions.put({"qb": DROP})
    assert file.read_text("utf-8") == (
        "# mine\nqz:\n  tags: [sea]  # for May\nqa: {keep: true}  # surely\nqb: {drop: true}\n"
    )
    assert decisions.put({"qz": DROP}) == {"qz": Correction(tags=("sea",))}
    assert decisions.all == {"qa": KEEP, "qb": DROP, "qz": DROP}
    assert "# mine" in file.read_text("utf-8")


@pytest.mark.parametrize("text", ["{qz: {drop: true}}\n", "'qz': {drop: true}\n", "qz: {drop: true,\n  tags: [a]}\n"])
def test_other_spellings_of_the_file_are_kept_whole(decisions: Decisions, tmp_path: Path, text: str) -> None:
    """However its entries are written, the others mean the same afterwards."""
    (tmp_path / "decks").mkdir()
    (tmp_path / "decks" / "cards.yaml").write_text(text, "utf-8")
    was = dict(decisions.all)
    decisions.put({"qa": KEEP})
    assert decisions.all == was | {"qa": KEEP}
    decisions.put({"qz": None})
    assert corrections.read(tmp_path / "decks") == {"qa": KEEP}


def test_a_broken_file_is_left_alone(decisions: Decisions, tmp_path: Path) -> None:
    """And named with the line, as everywhere."""
    (tmp_path / "decks").mkdir()
    file = tmp_path / "decks" / "cards.yaml"
    file.write_text("qa: {drp: true}\n", "utf-8")
    with pytest.raises(ConfigError, match=r"cards\.yaml:1: unknown key `drp`"):
        decisions.put({"qb": KEEP})
    assert file.read_text("utf-8") == "qa: {drp: true}\n"


@given(TEXT, TEXT, st.lists(TEXT, max_size=3))
def test_all_that_can_be_written_is_read_back(question: str, answer: str, tags: list[str]) -> None:
    """Whatever signs it has; what cannot be is told."""
    wanted = Correction(question=question, answer=answer, tags=tuple(tags))
    if faulty(wanted, "qa") is None:
        from cuedeck.decks.app.decisions import _changed  # noqa: PLC0415

        text = _changed("", {"qa": wanted})
        assert text is not None
        (read,) = corrections.parsed(text, Path("cards.yaml")).values()
        assert (read.question or "").split() == question.split()


def test_a_decision_that_cannot_be_is_told() -> None:
    """In one sentence."""
    assert faulty(Correction(question="no gap"), "cabc") == "the question of a cloze needs one `[…]`"
    assert faulty(Correction(question="What?"), "qabc") is None
