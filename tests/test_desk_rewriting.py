"""Cards of one's own that get other words in a review: in their file, and what they are is sure."""

import time
from pathlib import Path

import pytest

from cuedeck.cards.card import YOU
from cuedeck.cards.written import Written
from cuedeck.decks.app import corrections, written_files
from cuedeck.decks.app.desk import Desk
from cuedeck.decks.review.views import CardView, Typed, Wish
from tests.reviewing import settled
from tests.vaults import write

PATH = "sea/tides.md"
TIDES = """# Tides

A spring tide is the tide with the greatest range. It comes at full moon and at new moon.

## Names

The ebb is water that goes out.
"""
MOON, RANGE = "It comes at full moon and at new moon.", "A spring tide is the tide with the greatest range."
EBB = "The ebb is water that goes out."


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A desk with a card that its user wrote."""
    vault = write(tmp_path / "vault", {PATH: TIDES})
    desk = Desk(vault, tmp_path / "decks", jobs=1)
    settled(desk)
    desk.write(PATH, Typed(MOON, "When does it come?", "- *full* moon\n- new moon"))
    desk.write(PATH, Typed(MOON, "How often does it come?", "Twice a month"))
    settled(desk)
    return desk


def own(desk: Desk) -> list[CardView]:
    """The cards that their user wrote."""
    settled(desk)
    view = desk.note(PATH)
    assert view is not None
    return [card for card in view.cards if card.by == YOU]


def written(tmp_path: Path) -> tuple[Written, ...]:
    """What the file of written cards holds."""
    return written_files.read(tmp_path / "decks").cards


def test_a_card_that_no_deck_knows_is_rewritten_where_it_stands(desk: Desk, tmp_path: Path) -> None:
    """In its line, under its guid, with nothing of it in `cards.yaml`; the form shows it as it was typed."""
    first, second = own(desk)
    assert first.typed == Typed(MOON, "When does it come?", "- *full* moon\n- new moon")
    outcome = desk.correct(PATH, first.guid, Wish(answer="- *full* moon\n- *new* moon"))
    assert (outcome.is_done, outcome.guids, outcome.gone) == (True, (first.guid,), ())
    assert [(card.guid, card.is_corrected) for card in own(desk)] == [(first.guid, False), (second.guid, False)]
    assert [card.items for card in written(tmp_path)] == [("*full* moon", "*new* moon"), ()]
    assert corrections.read(tmp_path / "decks") == {}
    assert desk.undo().guids == (first.guid,)
    assert [card.typed for card in own(desk)] == [first.typed, second.typed]
    assert desk.undo().draft == second.typed


def test_what_a_card_rests_on_can_be_put_right(desk: Desk, tmp_path: Path) -> None:
    """What was decided about it goes with it, and comes back with undo."""
    first, second = own(desk)
    desk.correct(PATH, second.guid, Wish(tags=("exam",)))
    outcome = desk.correct(PATH, second.guid, Wish(quote=EBB))
    (guid,) = outcome.guids
    assert outcome.gone == (second.guid,)
    assert [(card.guid, card.line, card.tags[:1]) for card in own(desk)] == [
        (first.guid, first.line, first.tags[:1]),
        (guid, 7, ("exam",)),
    ]
    assert set(corrections.read(tmp_path / "decks")) == {guid}
    assert desk.undo().guids == (second.guid,)
    assert [card.guid for card in own(desk)] == [first.guid, second.guid]
    assert set(corrections.read(tmp_path / "decks")) == {second.guid}


def test_a_card_that_a_deck_knows_is_corrected(desk: Desk, tmp_path: Path) -> None:
    """Its guid stays for sure, so its words stay in its file; it says that they are changed."""
    assert desk.build(force=False).is_done
    first, _ = own(desk)
    before = written(tmp_path)
    assert first.typed == Typed(MOON, "When does it come?", "- full moon\n- new moon")
    assert desk.correct(PATH, first.guid, Wish(question="Something else?", answer="Never")).is_done
    changed = own(desk)[0]
    assert (changed.guid, changed.question, changed.is_corrected) == (first.guid, "Something else?", True)
    assert written(tmp_path) == before
    assert desk.forecast().changes["new"] == 0
    desk.undo()
    assert corrections.read(tmp_path / "decks") == {}


def test_a_card_that_a_deck_knows_rests_on_another_sentence_of_its_section(desk: Desk, tmp_path: Path) -> None:
    """It stays the card that it is; elsewhere it might not."""
    assert desk.build(force=False).is_done
    _, second = own(desk)
    outcome = desk.correct(PATH, second.guid, Wish(quote=EBB))
    assert outcome.message == "This card is in a deck already, so it can only rest on another sentence of its section."
    outcome = desk.correct(PATH, second.guid, Wish(quote=RANGE))
    assert (outcome.is_done, outcome.guids) == (True, (second.guid,))
    assert {card.quote for card in written(tmp_path)} == {MOON, RANGE}
    assert [card.guid for card in own(desk) if card.statements == (RANGE,)] == [second.guid]
    forecast = desk.forecast().changes
    assert (forecast["new"], forecast["retired"]) == (0, 0)


def test_what_somebody_else_has_rewritten_meanwhile_stays(desk: Desk, tmp_path: Path) -> None:
    """And is told."""
    first, _ = own(desk)
    desk.correct(PATH, first.guid, Wish(answer="At full moon"))
    file = next((tmp_path / "decks").glob("*.written.jsonl"))
    time.sleep(0.01)
    file.write_text(file.read_text("utf-8").replace("At full moon", "At new moon"), "utf-8")
    assert desk.undo().message.endswith("cannot be undone: somebody has changed it meanwhile")
    assert "At new moon" in file.read_text("utf-8")
    assert desk.correct(PATH, first.guid, Wish(quote="Nobody wrote this sentence.")).message.startswith("This sentence")
