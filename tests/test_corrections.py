"""What a person decides about single cards lasts: dropped cards stay away, replaced texts stay replaced."""

from pathlib import Path

import pytest

from cuedeck.cards.correction import Correction
from cuedeck.decks.app import corrections
from cuedeck.notes.config import ConfigError
from tests.vaults import TIDES, entries, printed, run, sea, write


@pytest.fixture
def built(tmp_path: Path) -> tuple[Path, Path, str]:
    """Build a vault; give it, its decks, and the guid of one card."""
    vault, out = sea(tmp_path), tmp_path / "out"
    run("build", vault, "-o", out)
    found = entries(out / "sea.ledger.jsonl")
    return vault, out, next(entry.guid for question, entry in found.items() if "bowline" in question.lower())


def test_a_dropped_card_goes_and_stays_away(built: tuple[Path, Path, str]) -> None:
    """It is retired once, is in no later package, and the guard does not count it."""
    vault, out, guid = built
    assert run("drop", guid, "-o", out) == 0
    assert run("build", vault, "-o", out) == 0
    first = {entry.guid: entry for entry in entries(out / "sea.ledger.jsonl").values()}[guid]
    assert first.retired is not None
    assert guid not in (out / "sea.html").read_text("utf-8")
    ledger = (out / "sea.ledger.jsonl").read_bytes()
    assert run("build", vault, "-o", out) == 0
    assert (out / "sea.ledger.jsonl").read_bytes() == ledger


def test_a_card_that_is_kept_again_comes_back_with_its_number(built: tuple[Path, Path, str]) -> None:
    """`keep` takes the place of the decision."""
    vault, out, guid = built
    number = {entry.guid: entry.number for entry in entries(out / "sea.ledger.jsonl").values()}[guid]
    run("drop", guid, "-o", out)
    run("build", vault, "-o", out)
    run("keep", guid, "-o", out)
    assert corrections.read(out) == {guid: Correction(keep=True)}
    run("build", vault, "-o", out)
    again = {entry.guid: entry for entry in entries(out / "sea.ledger.jsonl").values()}[guid]
    assert (again.retired, again.number) == (None, number)


def test_a_replaced_answer_is_shown_and_survives_an_edit_of_the_note(built: tuple[Path, Path, str]) -> None:
    """The card is edited when the decision comes, kept while nothing changes, and still replaced after the note's edit."""
    vault, out, guid = built
    (out / "cards.yaml").write_text(f"{guid}: {{answer: My own words <b>, tags: [mine]}}\n", "utf-8")
    run("build", vault, "-o", out)
    page = (out / "sea.html").read_text("utf-8")
    assert "My own words &lt;b&gt;" in page
    changed = {entry.guid: entry.changed for entry in entries(out / "sea.ledger.jsonl").values()}[guid]
    run("build", vault, "-o", out)
    assert {entry.guid: entry.changed for entry in entries(out / "sea.ledger.jsonl").values()}[guid] == changed
    knots = (vault / "sea/rope/knots.md").read_text("utf-8").replace("fixed loop", "firm loop")
    write(vault, {"sea/rope/knots.md": knots})
    run("build", vault, "-o", out)
    assert "My own words" in (out / "sea.html").read_text("utf-8")
    assert "firm loop" in next(one.answer for one in entries(out / "sea.ledger.jsonl").values() if one.guid == guid)


def test_comments_and_other_decisions_stay_when_the_file_is_rewritten(built: tuple[Path, Path, str]) -> None:
    """Dropping and keeping change their own entry alone."""
    _, out, guid = built
    own = f"# my notes\nq234567: {{tags: [later]}}  # soon\n\n{guid}:\n  # as I say it\n  answer: 'Mine'\n"
    (out / "cards.yaml").write_text(own, "utf-8")
    run("drop", guid, "-o", out)
    assert corrections.read(out)[guid].drop
    assert corrections.read(out)[guid].answer == "Mine"
    run("keep", guid, "-o", out)
    assert (out / "cards.yaml").read_text("utf-8") == f"{own}  keep: true\n"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("abc:\n  dorp: true\n", "2: unknown key `dorp`; did you mean `drop`?"),
        ("abc: yes\n", "1: `abc` takes keys and values"),
        ("abc: {drop: perhaps}\n", "1: `drop` is `true` or `false`"),
        ("abc: [never closed\n", "did not find expected"),
        ("c23: {question: no gap here}\n", "1: the question of a cloze needs one `[…]`"),
        ('abc:\n  question: "\\x01"\n', "2: `question` takes text"),
        ('abc: {answer: "\\u200b "}\n', "1: `answer` takes text"),
        ('abc: {deck: "\\x01::\\x02"}\n', "1: a level of `deck` has no name"),
        ('abc:\n  deck: "Sky::"\n', "2: a level of `deck` has no name; write it as in `Biology::Cells`"),
        ('abc: {drop: true}\nabd:\n  tags: ["\\udc00"]\n', "3: an escape stands for half a character"),
    ],
)
def test_a_mistake_in_the_file_is_told_with_its_line(tmp_path: Path, text: str, told: str) -> None:
    """And nothing is built."""
    (tmp_path / "cards.yaml").write_text(text, "utf-8")
    with pytest.raises(ConfigError) as error:
        corrections.read(tmp_path)
    assert told in str(error.value) or "expected" in str(error.value)
    assert str(error.value).startswith(f"{tmp_path / 'cards.yaml'}:")


def test_an_unknown_guid_is_told_and_nothing_is_written(
    built: tuple[Path, Path, str], capsys: pytest.CaptureFixture[str]
) -> None:
    """One wrong guid of several stops all."""
    _, out, guid = built
    assert run("drop", guid, "nosuch", "-o", out) == 2
    assert "no card has the guid `nosuch`" in capsys.readouterr().err
    assert not (out / "cards.yaml").exists()


def test_check_tells_of_decisions_whose_card_is_gone(
    built: tuple[Path, Path, str], capsys: pytest.CaptureFixture[str]
) -> None:
    """A guid that no ledger knows, and a card that left the notes, are orphans with file and line."""
    vault, out, _ = built
    gone = next(
        entry.guid for question, entry in entries(out / "sea.ledger.jsonl").items() if "neap" in question.lower()
    )
    (out / "cards.yaml").write_text(f"q2unknown: {{drop: true}}\n{gone}: {{answer: Mine}}\n", "utf-8")
    write(
        vault,
        {
            "sea/tides.md": TIDES.replace(
                "- **Neap tide:** The smallest tide, when sun and moon pull at a right angle. [02:30]\n", ""
            )
        },
    )
    run("build", vault, "-o", out)
    capsys.readouterr()
    run("check", vault, "-o", out, "--json")
    orphans = [one for one in printed(capsys) if one["type"] == "orphan"]
    assert [(one["line"], one["reason"]) for one in orphans] == [
        (1, "no card has this guid"),
        (2, "its card is no longer in the notes"),
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("''", "1: "),
        ("!!set\n", "1: "),
        ("abc: &own {tags: [sea]}\nguid-new: *own\n", "1: no entry can be added without changing others"),
    ],
)
def test_what_cannot_be_written_again_as_it_was_is_told_and_left_alone(tmp_path: Path, text: str, told: str) -> None:
    """YAML that can be read but not kept with its comments; and one entry that stands for two."""
    file = tmp_path / "cards.yaml"
    file.write_text(text, "utf-8")
    corrections.read(tmp_path)
    with pytest.raises(ConfigError) as error:
        corrections.drop(tmp_path, ["guid-new"])
    assert str(error.value).startswith(f"{file}:{told}")
    assert "\n" not in str(error.value)
    assert file.read_text("utf-8") == text


def test_decks_and_tags_are_spelt_as_in_notes(tmp_path: Path) -> None:
    """A nested tag of a note's front matter is the same tag here."""
    (tmp_path / "cards.yaml").write_text('abc: {deck: " Sky ::  At night ", tags: ["#sky/stars", sea, "#"]}\n', "utf-8")
    assert corrections.read(tmp_path) == {"abc": Correction(deck="Sky::At night", tags=("sky::stars", "sea"))}
