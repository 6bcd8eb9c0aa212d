"""Each rule for sentences is a row with an example that is its test, and with figures that are read as they stand."""

from pathlib import Path

import pytest

from cuedeck.cards.card import Kind, Tier
from cuedeck.cards.draft import Draft
from cuedeck.extract.extraction import Extraction, extract
from cuedeck.extract.gates.evidence import Kept
from cuedeck.extract.prose.match import Spot
from cuedeck.extract.prose.rows import RowError, rows, rules
from cuedeck.extract.tiers import doubts, kept, tier
from cuedeck.notes.config import Config
from cuedeck.notes.note import Note
from cuedeck.notes.reader import read
from cuedeck.notes.text import Text
from tests.test_cases import parser


def extraction(note: str, folder: Path) -> Extraction:
    """What the rules find in a note."""
    file = folder / "sample.md"
    file.write_text(note, "utf-8")
    found = read(file, path="lessons/sample.md", deck="lessons", config=Config())
    assert isinstance(found, Note)
    return extract(found, parser())


def faces(found: Extraction) -> set[tuple[str, str, str]]:
    """Rule, question and answer of each card."""
    return {
        (one.rule, one.question.plain, "; ".join(item.plain for item in one.items) or one.answer.plain)
        for one in found.drafts
    }


@pytest.mark.parametrize("name", rows())
def test_the_example_of_a_row_gives_its_card(name: str, tmp_path: Path) -> None:
    """`sentence -> question | answer`."""
    sentence, _, card = str(rows()[name]["example"]).partition(" -> ")
    question, _, answer = card.partition(" | ")
    assert (name, question, answer) in faces(extraction(sentence, tmp_path))


def test_rules_are_tried_in_the_order_of_their_rows() -> None:
    """The first that fits what a clause tells is asked for."""
    core = [name for name, row in rows().items() if row["part"] == "core"]
    assert [rule.name for rule in rules("core")] == core


def test_a_spot_that_names_no_token_is_a_mistake_in_the_row() -> None:
    """Told with what is written there."""
    with pytest.raises(ValueError, match="`noun & verb` names no token"):
        Spot.of("noun & verb")


def test_a_row_that_cannot_be_read_is_told_by_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    """A guard that there is not, say."""
    broken = {"odd": {**rows()["object"], "guards": "is_nonsense"}}
    monkeypatch.setattr("cuedeck.extract.prose.rows.rows", lambda: broken)
    with pytest.raises(RowError, match="row `odd`: 'is_nonsense'"):
        rules.__wrapped__("core")


def test_a_share_counts_from_thirty_cards_on() -> None:
    """And makes a rule sure from six in ten on."""
    assert not Kept(29, 29).is_sure
    assert not Kept(17, 30).is_sure
    assert Kept(18, 30).is_sure


def test_every_figure_is_a_share() -> None:
    """No more cards are kept than were read."""
    assert all(0 <= one.kept <= one.of for one in kept().values())


def drafted(rule: str, question: str, answer: str, *, subject: str, path: tuple[str, ...]) -> Draft:
    """A candidate of a rule, from a sentence that holds its subject."""
    return Draft(
        kind=Kind.STATEMENT,
        question=Text.of(question),
        answer=Text.of(answer),
        path=tuple(Text.of(heading) for heading in path),
        key=("statement",),
        statement=Text.of(f"{subject} {answer}"),
        rule=rule,
        subject=Text.of(subject),
    )


def test_a_card_on_what_no_heading_names_is_in_doubt() -> None:
    """The reader of its question would guess."""
    card = drafted("object", "What does the pump move?", "Water", subject="the pump", path=("Valves",))
    assert doubts(card, "Heating") == ("neither title nor headings name what it asks about",)
    assert doubts(card, "Pumps of the harbour") == ()


def test_the_day_of_a_name_stands_by_itself() -> None:
    """Whatever the headings say; that of any ship does not."""
    named = drafted("year", "When did the Titanic sink?", "In 1912", subject="Titanic", path=())
    assert doubts(named, "Steel") == ()
    assert doubts(drafted("year", "When did it sink?", "In 1912", subject="the ship", path=()), "Steel") != ()


def test_a_long_answer_is_in_doubt() -> None:
    """Nobody recalls it word by word."""
    answer = " ".join(["water"] * 21)
    card = drafted("object", "What does the pump move?", answer, subject="the pump", path=())
    assert doubts(card, "The pump") == ("the answer is long",)


def test_what_its_writer_marked_is_sure() -> None:
    """Whatever readers say of such cards."""
    draft = drafted("object", "What does the pump move?", "Water", subject="the pump", path=())
    assert tier(draft, "Steel") is Tier.OFFERED
    marked = Draft(
        kind=Kind.QA,
        question=Text.of("Pump"),
        answer=Text.of("Moves water"),
        path=(),
        key=("mark",),
        statement=Text.of("Pump::Moves water"),
        rule="mark.inline",
        is_marked=True,
    )
    assert tier(marked, "Steel") is Tier.SURE


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ("They consist of hemp and tar.", "it is not certain what `They` stands for"),
        ("You can see it from the pier at night.", "its subject `You` stands for nobody in particular"),
        ("The old bridge of the town does not open.", "it tells what is not so"),
        ("Ropes of hemp, tar and old canvas.", "no clause with a subject and a finite verb was found"),
        ("The lanterns of the harbour glow.", "no rule asks what follows `glow`"),
        ("These are the tools of the trade:", "it only leads to what follows"),
    ],
)
def test_a_sentence_without_a_card_has_its_reason(sentence: str, reason: str, tmp_path: Path) -> None:
    """The first thing about it that keeps a question away."""
    assert reason in {silence.reason for silence in extraction(sentence, tmp_path).silent}
