"""A review's desk: what it shows, does and undoes, while others change the same files."""

import time
from pathlib import Path

import pytest

from cuedeck.cards.card import YOU
from cuedeck.decks.app import corrections, written_files
from cuedeck.decks.app.build import build
from cuedeck.decks.app.desk import Desk
from cuedeck.decks.review.views import CardView, NoteView, Standing, Typed, Wish
from tests.reviewing import settled
from tests.vaults import state, write

TIDES = """# Tides

A spring tide is the tide with the greatest range. It comes at full moon and at new moon.

## Names

- **Ebb:** water that goes out
- **Flood:** water that comes in
"""
PATH = "sea/tides.md"


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    """A vault of one note."""
    return write(tmp_path / "vault", {PATH: TIDES})


@pytest.fixture
def desk(vault: Path, tmp_path: Path) -> Desk:
    """A desk with its notes read."""
    desk = Desk(vault, tmp_path / "decks", jobs=1)
    settled(desk)
    return desk


def note(desk: Desk) -> NoteView:
    """The note as it is shown."""
    view = desk.note(PATH)
    assert view is not None
    return view


def first(desk: Desk, standing: Standing) -> CardView:
    """The first of the cards that stand there."""
    return next(card for card in note(desk).cards if card.standing is standing)


def test_a_note_is_shown_with_its_cards(desk: Desk) -> None:
    """Each on the statement that it is made from; nothing is decided yet."""
    view = note(desk)
    assert (view.title, [heading.text for heading in view.headings]) == ("Tides", ["Names"])
    assert view.cards
    assert all(card.units and not card.is_decided for card in view.cards)
    spring = next(card for card in view.cards if "spring tide" in card.question)
    assert f'<span class="unit" id="u{spring.units[0]}" data-line="3">A spring tide' in view.html
    overview = desk.overview()
    assert overview is not None
    (row,) = overview.rows
    assert row.taken + row.offered == len(view.cards) == row.undecided
    assert row.sentences >= row.told > 0


def test_a_cell_is_on_its_card(vault: Path, tmp_path: Path) -> None:
    """With the name of its row, whatever stands between them; a letter of a word is no cell."""
    rows = ("| Tree | Sort | Water a day |", "|---|---|---|", "| Oak | O | 400 litres |", "| Birch | B | 200 litres |")
    table = "\n".join(rows)
    write(vault, {PATH: f"# Trees\n\n{table}\n"})
    desk = Desk(vault, tmp_path / "decks", jobs=1)
    settled(desk)
    told = {card.question: card.statements for card in note(desk).cards}
    assert told["For birch, what is the water a day?"] == ("Birch", "200 litres")


def test_decisions_are_in_the_file_before_they_are_told(desk: Desk, tmp_path: Path) -> None:
    """Kept, dropped and changed; each stands where the page says."""
    kept, dropped = (card.guid for card in note(desk).cards[:2])
    assert desk.keep(PATH, [kept]).guids == (kept,)
    assert desk.drop(PATH, [dropped]).is_done
    assert desk.correct(PATH, kept, Wish(question="What rises most?", tags=("exam",))).is_done
    there = corrections.read(tmp_path / "decks")
    assert (there[kept].keep, there[kept].question, there[kept].tags) == (True, "What rises most?", ("exam",))
    assert there[dropped].drop
    shown = desk.card(PATH, kept)
    assert shown is not None
    assert (shown.question, shown.standing, shown.is_decided, shown.is_corrected) == (
        "What rises most?",
        Standing.TAKEN,
        True,
        True,
    )
    assert first(desk, Standing.DROPPED).guid == dropped
    overview = desk.overview()
    assert overview is not None
    assert overview.rows[0].dropped == 1


def test_all_is_undone_to_the_beginning(desk: Desk, tmp_path: Path) -> None:
    """One after the other; then there is nothing to undo."""
    guids = [card.guid for card in note(desk).cards]
    desk.keep(PATH, guids[:3])
    desk.drop(PATH, guids[1:2])
    desk.correct(PATH, guids[0], Wish(answer="No"))
    desk.write(PATH, Typed("It comes at full moon and at new moon.", "When does a spring tide come?", "At full moon"))
    settled(desk)
    told = []
    while desk.state().undo:
        told.append(desk.undo().message)
        settled(desk)
    assert told == [
        f"Undone: {deed}" for deed in ("writing a card", "changing a card", "dropping a card", "keeping 3 cards")
    ]
    assert corrections.read(tmp_path / "decks") == {}
    assert written_files.read(tmp_path / "decks").cards == ()
    assert not desk.undo().is_done
    assert all(not card.is_decided for card in note(desk).cards)


def test_a_written_card_is_on_its_statement(desk: Desk, tmp_path: Path) -> None:
    """And in the deck, as one's own."""
    quote = "It comes at full moon and at new moon."
    assert desk.write(PATH, Typed(quote, "When does a spring tide come?", "At full moon and at new moon")).is_done
    settled(desk)
    (card,) = (card for card in note(desk).cards if card.by == YOU)
    assert (card.standing, card.is_decided, card.line) == (Standing.TAKEN, True, 3)
    (saved,) = written_files.read(tmp_path / "decks").cards
    assert (saved.quote, saved.by) == (quote, YOU)


def test_lines_that_are_typed_are_lines_on_the_card(desk: Desk, tmp_path: Path) -> None:
    """On one that is written and on one that is changed; behind dashes they are entries, and come back as typed."""
    answers = ("At full moon\nAt new moon", "- full moon\n- new moon")
    shown = ("At full moon<br>At new moon", "<ul><li>full moon</li><li>new moon</li></ul>")
    desk.write(PATH, Typed("It comes at full moon and at new moon.", "When does it come?", answers[0]))
    desk.write(PATH, Typed("It comes at full moon and at new moon.", "At which moons?", answers[1]))
    settled(desk)
    cards = [card for card in note(desk).cards if card.by == YOU]
    assert tuple(card.answer_html for card in cards) == shown
    saved = written_files.read(tmp_path / "decks").cards
    assert [(one.answer, one.items) for one in saved] == [
        (answers[0], ()),
        ("full moon; new moon", ("full moon", "new moon")),
    ]
    changed = next(card.guid for card in note(desk).cards if card.by != YOU)
    for typed, html in zip(answers, shown, strict=True):
        desk.correct(PATH, changed, Wish(answer=typed))
        card = desk.card(PATH, changed)
        assert card is not None
        assert (card.answer_html, card.typed.answer) == (html, typed)
    assert (desk.undo().is_done, desk.undo().is_done) == (True, True)
    assert desk.undo().draft == Typed("It comes at full moon and at new moon.", "At which moons?", answers[1])


def test_a_card_whose_writing_is_undone_is_gone_at_once(desk: Desk, tmp_path: Path) -> None:
    """Its words are given back; one that somebody has changed in its file stays."""
    typed = Typed("It comes at full moon and at new moon.", "When does *it* come?", "At full moon")
    desk.write(PATH, typed)
    settled(desk)
    (card,) = (card for card in note(desk).cards if card.by == YOU)
    assert (desk.state().undo_note, desk.state().undo_writing) == (PATH, True)
    outcome = desk.undo()
    assert (outcome.gone, outcome.draft) == ((card.guid,), typed)
    assert not any(card.by == YOU for card in note(desk).cards)
    desk.write(PATH, typed)
    file = next((tmp_path / "decks").glob("*.written.jsonl"))
    file.write_text(file.read_text("utf-8").replace("At full moon", "At new moon"), "utf-8")
    assert not desk.undo().is_done
    assert "At new moon" in file.read_text("utf-8")


@pytest.mark.parametrize(
    ("quote", "question", "answer", "told"),
    [
        ("Nobody wrote this.", "What?", "That", "This sentence does not stand in the note."),
        ("It comes at full moon and at new moon.", "", "That", "nothing to ask or to answer"),
    ],
)
def test_what_cannot_be_a_card_is_told(
    desk: Desk, tmp_path: Path, quote: str, question: str, answer: str, told: str
) -> None:
    """And nothing is written."""
    outcome = desk.write(PATH, Typed(quote, question, answer))
    assert (outcome.is_done, outcome.message) == (False, told)
    assert not (tmp_path / "decks").exists()
    assert desk.state().undo == ""


def test_what_others_decide_meanwhile_is_shown_and_stays(desk: Desk, tmp_path: Path) -> None:
    """A decision that somebody else changed is not undone."""
    one, other = (card.guid for card in note(desk).cards[:2])
    desk.keep(PATH, [one])
    file = tmp_path / "decks" / "cards.yaml"
    file.write_text(f"{file.read_text('utf-8')}{other}: {{drop: true}}\n", "utf-8")
    card = desk.card(PATH, other)
    assert card is not None
    assert card.standing is Standing.DROPPED
    file.write_text(f"{one}: {{drop: true}}\n", "utf-8")
    outcome = desk.undo()
    assert not outcome.is_done
    assert outcome.message == "keeping a card cannot be undone: somebody has changed it meanwhile"
    assert file.read_text("utf-8") == f"{one}: {{drop: true}}\n"


def test_a_file_that_somebody_broke_is_told_and_kept(desk: Desk, tmp_path: Path) -> None:
    """With its line, until it is mended."""
    guid = note(desk).cards[0].guid
    (tmp_path / "decks").mkdir()
    file = tmp_path / "decks" / "cards.yaml"
    file.write_text("{", "utf-8")
    outcome = desk.keep(PATH, [guid])
    assert not outcome.is_done
    assert "cards.yaml:" in outcome.message
    assert "cards.yaml:" in desk.state().problem
    assert file.read_text("utf-8") == "{"
    file.unlink()
    assert desk.keep(PATH, [guid]).is_done


def test_a_note_that_is_edited_is_read_again(desk: Desk, vault: Path) -> None:
    """What is decided follows its card."""
    ebb = next(card for card in note(desk).cards if "ebb" in card.question.lower())
    desk.keep(PATH, [ebb.guid])
    before = desk.state().revision
    time.sleep(0.01)
    write(vault, {PATH: TIDES.replace("# Tides", "# Tides\n\nA preface of three words.")})
    settled(desk)
    assert desk.state().revision > before
    moved = desk.card(PATH, ebb.guid)
    assert moved is not None
    assert (moved.line, moved.is_decided) == (ebb.line + 2, True)
    (vault / PATH).unlink()
    settled(desk)
    assert desk.note(PATH) is None
    assert not desk.keep(PATH, [ebb.guid]).is_done


def test_cards_that_changed_since_the_last_review_come_first(vault: Path, tmp_path: Path) -> None:
    """Of those that wait; at the first review none is new."""
    earlier = Desk(vault, tmp_path / "decks", jobs=1)
    settled(earlier)
    assert not any(card.is_new for card in note(earlier).cards)
    earlier.close()
    write(vault, {PATH: f"{TIDES}- **Slack:** water that stands still\n"})
    later = Desk(vault, tmp_path / "decks", jobs=1)
    settled(later)
    new = [card.is_new for card in note(later).cards]
    assert any(new)
    assert not all(new)
    assert new == sorted(new, reverse=True)
    everything = Desk(vault, tmp_path / "decks", jobs=1, since=0)
    settled(everything)
    assert all(card.is_new for card in note(everything).cards)


def test_the_build_takes_what_was_decided(desk: Desk, vault: Path, tmp_path: Path) -> None:
    """As a build from the command line does."""
    kept, dropped = (card.guid for card in note(desk).cards[:2])
    desk.keep(PATH, [kept])
    desk.drop(PATH, [dropped])
    forecast = desk.forecast()
    taken = [card.guid for card in note(desk).cards if card.standing is Standing.TAKEN]
    assert (forecast.alarms, forecast.changes["new"]) == ((), len(taken))
    assert desk.build(force=False).is_done
    before = state(tmp_path / "decks")
    assert build(vault, tmp_path / "decks").changes["new"] == 0
    assert state(tmp_path / "decks") == before
    settled(desk)
    assert [card.guid for card in note(desk).cards if card.standing is Standing.TAKEN] == taken


def test_the_guard_stops_a_build_here_too(desk: Desk, vault: Path) -> None:
    """Unless its user says that it is meant."""
    assert desk.build(force=False).is_done
    write(vault, {PATH: "# Tides\n\nGone.\n"})
    settled(desk)
    assert desk.forecast().alarms
    assert not desk.build(force=False).is_done
    assert desk.build(force=True).is_done
