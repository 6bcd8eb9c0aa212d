"""Promises of cues: what is known of a recording's times reaches each card and what `check` tells."""

from dataclasses import replace
from pathlib import Path

from cuedeck.cards.card import Card, Kind, Tier
from cuedeck.cards.draft import Draft
from cuedeck.cards.making import made
from cuedeck.decks.app.check import check
from cuedeck.decks.app.finding import Sort
from cuedeck.decks.app.pipeline import collect
from cuedeck.extract.extraction import extract
from cuedeck.extract.parser.parser import NoParser
from cuedeck.notes.config import Config
from cuedeck.notes.cue import Cue
from cuedeck.notes.note import Note
from cuedeck.notes.reader import read
from cuedeck.notes.stamp_trust import Trust
from cuedeck.notes.text import Text
from cuedeck.notes.vault import Vault
from tests.vaults import write

LINK = "https://www.youtube.com/watch?v=cuedeck0001&t="
QUIET = "model: no_such_model\n"
"""Settings with which no model is loaded: cards come from structure alone."""


def honey(*times: str, title: str = "Hive", head: str = "videoId: cuedeck0001") -> str:
    """Give a note with a term for each time."""
    terms = ["Comb", "Drone", "Nectar", "Pollen", "Queen", "Swarm", "Wax", "Worker"]
    lines = [
        f"- **{title} {term.lower()}:** The part of a hive that is called {number}. {time}"
        for number, (term, time) in enumerate(zip(terms, times, strict=False))
    ]
    return "\n".join(["---", head, f"title: {title}", "---", "", "## Parts", "", *lines, ""])


def first_cue(folder: Path, text: str, trust: Trust | None = None) -> Cue | None:
    """Give the cue of a note's first card."""
    file = write(folder, {"honey.md": text}) / "honey.md"
    note = read(file, path="bees/honey.md", deck="bees", config=Config())
    assert isinstance(note, Note)
    return made(note, extract(note, NoParser()).drafts, trust)[0].cue


def vault(folder: Path) -> Path:
    """Write a deck with three notes on one recording; one of them has shifted times."""
    return write(
        folder / "vault",
        {
            "cuedeck.yaml": QUIET,
            "bees/a/hive.md": honey("[00:00:41]", "[00:09:12]", "[00:18:33]"),
            "bees/b/honey.md": honey("[00:01:02]", "[00:11:20]", "[00:17:59]", title="Honey"),
            "bees/z/wings.md": honey("[01:34:00]", "[00:02:20]", "[52:07:07]", title="Wings"),
        },
    )


def cards(notes: Path, *, jobs: int = 1) -> tuple[Card, ...]:
    """Make the cards of notes."""
    around = Vault.around(notes)
    return collect(around.files(notes), around.config, jobs=jobs).cards


def test_a_repaired_cue_opens_the_repaired_second(tmp_path: Path) -> None:
    """It keeps the raw text, and is no longer suspect."""
    cue = first_cue(tmp_path, honey("[01:34:00]"), Trust(length=600, certain=True))
    assert cue is not None
    assert (cue.seconds, cue.url, cue.repaired, cue.suspect) == (94, f"{LINK}94s", "01:34:00", False)
    assert cue.reason is not None
    assert cue.reason.endswith("read as 1:34")


def test_a_suspect_cue_keeps_its_second(tmp_path: Path) -> None:
    """It is marked, not changed."""
    cue = first_cue(tmp_path, honey("[52:07:07]"), Trust(length=600, certain=True))
    assert cue is not None
    assert (cue.seconds, cue.url, cue.repaired, cue.suspect) == (187627, f"{LINK}187627s", None, True)


def test_a_trusted_cue_has_no_reason(tmp_path: Path) -> None:
    """Nothing is to be told of it."""
    assert first_cue(tmp_path, honey("[01:34]"), Trust(length=600)) == Cue(94, f"{LINK}94s")


def test_an_inherited_cue_is_judged_as_well(tmp_path: Path) -> None:
    """The nearest earlier stamp is no better for standing elsewhere."""
    text = honey("").replace("## Parts\n", "## Parts\n\nOn bees [01:34:00].\n")
    cue = first_cue(tmp_path, text, Trust(length=600, certain=True))
    assert cue is not None
    assert (cue.seconds, cue.inherited, cue.repaired) == (94, True, "01:34:00")


def test_a_note_is_judged_by_its_own_duration(tmp_path: Path) -> None:
    """Nothing else needs to be known."""
    cue = first_cue(tmp_path, honey("[01:34:00]", head='videoId: cuedeck0001\nduration: "10:00"'))
    assert cue is not None
    assert (cue.seconds, cue.repaired) == (94, "01:34:00")


def test_the_recording_that_a_stamp_links_is_opened_at_the_repaired_second(tmp_path: Path) -> None:
    """The note itself names no recording."""
    stamps = "[01:34:00](https://youtu.be/cuedeck0001) [00:00:10](https://youtu.be/cuedeck0002)"
    cue = first_cue(tmp_path, honey(stamps, head="audience: all"), Trust(length=600, certain=True))
    assert cue is not None
    assert cue.url == f"{LINK}94s"


def test_sister_notes_of_a_deck_are_heard(tmp_path: Path) -> None:
    """However many processes read them, and in whatever folders of the deck they lie."""
    notes = vault(tmp_path)
    made = cards(notes)
    found = {card.cue.repaired: card.cue.seconds for card in made if card.cue is not None and card.cue.repaired}
    assert found == {"01:34:00": 94}
    assert {card.cue.seconds for card in made if card.cue is not None and card.cue.suspect} == {187627}
    assert [replace(card, tier=Tier.SURE) for card in cards(notes, jobs=2)] == list(made)  # others do as readers say


def test_check_tells_repaired_and_suspect_cues_with_the_reason(tmp_path: Path) -> None:
    """Each line once, and sound times not at all."""
    told = [finding for finding in check(vault(tmp_path), tmp_path / "decks").findings if finding.sort is Sort.CUE]
    assert [(one.note, one.line, one.reason) for one in told] == [
        ("bees/z/wings.md", 8, "`01:34:00` is beyond the end of the recording, at about 18:33; read as 1:34"),
        ("bees/z/wings.md", 10, "`52:07:07` is beyond the end of the recording, at about 18:33"),
    ]


def test_a_note_that_cannot_be_read_is_no_witness(tmp_path: Path) -> None:
    """It is told once as a problem, and its sisters are judged without it."""
    notes = write(vault(tmp_path), {"bees/a/hive.md": "---\ntitle: [never closed\n---\n"})
    checked = check(notes, tmp_path / "decks")
    assert [one.note for one in checked.findings if one.sort is Sort.PROBLEM] == ["bees/a/hive.md"]
    assert [one.line for one in checked.findings if one.sort is Sort.CUE] == [10]


def test_a_heading_that_the_answer_opens_with_is_no_context(tmp_path: Path) -> None:
    """It would give the answer away, whatever the answer goes on to say."""
    text = "# Founders\n\n## Embrace wandering\n\nA manager is comfortable with wandering, without a map or a plan.\n"
    file = write(tmp_path, {"founders.md": text}) / "founders.md"
    note = read(file, path="founders.md", deck="deck", config=Config())
    assert isinstance(note, Note)
    asked = Draft(
        kind=Kind.STATEMENT,
        question=Text.of("What is a manager comfortable with?"),
        answer=Text.of("Wandering, without a map or a plan"),
        path=(Text.of("Wandering with others"), Text.of("Managers")),
        key=("statement",),
        statement=Text.of("A manager is comfortable with wandering, without a map or a plan."),
        rule="quality",
    )
    assert made(note, [asked])[0].context == ("Founders", "Managers")
