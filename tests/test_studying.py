"""Studying: what is up, and what becomes of it, over a simulated time, while others change notes and reviews."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from cuedeck.decks.app import corrections
from cuedeck.decks.app.memory import Memory
from cuedeck.decks.app.study_deck import StudyDeck
from cuedeck.decks.app.studying import Studying
from cuedeck.decks.cache.store import Store
from cuedeck.decks.schedule.review import Rating, Stage
from cuedeck.decks.study.views import Asked, Left, Refusal
from cuedeck.notes.study_settings import StudySettings
from tests.vaults import write

KNOTS = """---
title: Knots
audio: "[[knots.mp3]]"
---
What holds a ship?::An anchor [00:01:10]

What is a bowline?:::A knot with a loop

The {{c1::clove hitch}} ties a rope to a $p_1$ post.

What is a hull?::The body of a ship
"""
STARS = "# Stars\n\nWhere is Polaris?::Above the north pole\n"
MINUTE, DAY = 60, 86_400


class Clock:
    """Tells the time that a test wants."""

    def __init__(self) -> None:
        """Begin at noon."""
        self.now = datetime(2026, 11, 23, 12, tzinfo=UTC).timestamp()

    def __call__(self) -> float:
        """Tell it."""
        return self.now


@pytest.fixture
def clock() -> Clock:
    """The time."""
    return Clock()


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    """A vault of two decks."""
    return write(tmp_path / "vault", {"sea/knots.md": KNOTS, "sky/stars.md": STARS})


Opens = Callable[..., Studying]


@pytest.fixture
def opens(vault: Path, tmp_path: Path, clock: Clock) -> Iterator[Opens]:
    """Opens the vault for studying, as often as wanted: each is a program of its own."""
    opened: list[Studying] = []
    store = Store()

    def one(deck: str | None = None, notes: Path = vault, new_cards: int = 20) -> Studying:
        memory = Memory(store)
        dealt = StudyDeck(notes, tmp_path / "decks", deck=deck, memory=memory, jobs=1)
        dealt.refresh()
        studying = Studying(
            dealt, tmp_path / "decks", StudySettings(new_cards=new_cards), memory=memory, clock=clock, zone=UTC
        )
        opened.append(studying)
        return studying

    yield one
    for each in opened:
        each.close()


def up(studying: Studying) -> Asked:
    """The card that is up."""
    card = studying.turn().card
    assert card is not None
    return card


def rate(studying: Studying, rating: Rating = Rating.GOOD) -> str:
    """Rate the card that is up, and tell which it was."""
    card = up(studying)
    assert studying.rate(card.guid, rating, 1000, seen=card.seen).refusal is None
    return card.question


def test_cards_come_as_anki_shows_them(opens: Opens) -> None:
    """With all that is told of them; a gap is open on the front and filled on the back."""
    studying = opens()
    card = up(studying)
    assert (card.question, card.answer, card.stage, card.seen) == ("What holds a ship?", "An anchor", Stage.NEW, 0)
    assert (card.note, card.line, card.deck, card.context) == ("sea/knots.md", 5, "sea", "Knots")
    assert card.moment is not None
    assert (card.moment.time, card.moment.seconds, card.moment.recording) == ("1:10", 70, "knots.mp3")
    assert [choice.rating for choice in card.choices] == list(Rating)
    while not up(studying).question.startswith("The"):
        rate(studying, Rating.EASY)
    gap = up(studying)
    assert '<span class="cloze">[...]</span>' in gap.front_html
    assert '<span class="cloze">clove hitch</span>' in gap.back_html
    assert "<svg" in gap.front_html


def test_a_week_of_study(opens: Opens, clock: Clock) -> None:
    """New cards by the day in reading order, siblings apart, what is known comes back later each time."""
    studying = opens(new_cards=2)
    days: list[list[str]] = []
    for _ in range(7):
        begin, asked = clock.now, []
        while (card := studying.turn().card) is not None:
            asked.append(card.question)
            studying.rate(card.guid, Rating.GOOD, 1000, seen=card.seen)
            clock.now += MINUTE
        days.append(asked)
        clock.now = begin + DAY
    assert days[0] == ["What holds a ship?", "What is a bowline?"] * 2
    assert days[1][:1] == ["A knot with a loop"]
    assert not days[6] or days[6][0] in days[0]
    assert len({question for asked in days for question in asked}) == 6
    told = studying.statistics()
    assert [day.new for day in told.days[:3]] == [2, 2, 2]
    assert sum(note.seen for note in told.notes) == 6


def test_the_day_ends_and_tells_when_it_goes_on(opens: Opens, clock: Clock) -> None:
    """Nothing is up until something comes back."""
    studying = opens(deck="sky")
    assert studying.turn().left == Left(new=1, learning=0, due=0)
    rate(studying, Rating.EASY)
    turn = studying.turn()
    assert (turn.card, turn.left) == (None, Left(new=0, learning=0, due=0))
    assert turn.returns is not None
    assert turn.returns - datetime.fromtimestamp(clock.now, UTC) > timedelta(days=6)
    clock.now = turn.returns.timestamp()
    assert up(studying).stage is Stage.REVIEW


def test_reloading_and_restarting_change_nothing(opens: Opens) -> None:
    """The card that is up stays up, and what was rated stays rated."""
    studying = opens()
    rate(studying)
    assert up(studying) == up(studying) == up(opens())


def test_a_card_is_not_rated_twice_from_two_tabs(opens: Opens) -> None:
    """Nor by two programs; the second is refused, and sees what is up now."""
    studying, other = opens(), opens()
    card = up(studying)
    assert up(other).guid == card.guid
    assert studying.rate(card.guid, Rating.GOOD, 1, seen=card.seen).refusal is None
    for each in (studying, other):
        assert each.rate(card.guid, Rating.GOOD, 1, seen=card.seen).refusal is Refusal.ELSEWHERE
    assert up(other).guid == up(studying).guid != card.guid


def test_undo_goes_back_step_by_step(opens: Opens, clock: Clock) -> None:
    """Each card is up again as it was, through a restart back to the beginning of the day."""
    studying, before = opens(), []
    for _ in range(4):
        before.append(up(studying))
        rate(studying, Rating.EASY)
        clock.now += MINUTE
    for card in before[:1:-1]:
        assert studying.turn().undo == card.guid
        assert studying.undo().guid == card.guid
        assert (up(studying).guid, up(studying).seen) == (card.guid, card.seen)
    studying = opens()
    for card in before[1::-1]:
        assert studying.undo().guid == card.guid
    assert studying.turn().undo == ""
    assert studying.undo().refusal is Refusal.NOTHING
    assert studying.turn().left == Left(new=5, learning=0, due=0)


def test_what_was_taken_back_can_be_rated_again_at_once(opens: Opens) -> None:
    """The last rating counts."""
    studying = opens(deck="sky")
    rate(studying, Rating.AGAIN)
    studying.undo()
    rate(studying, Rating.EASY)
    assert studying.turn().card is None


def test_undo_leaves_yesterday_alone(opens: Opens, clock: Clock) -> None:
    """A key that is pressed once too often takes nothing back that nobody thinks of."""
    rate(opens(), Rating.EASY)
    clock.now += DAY
    assert opens().undo().refusal is Refusal.NOTHING


def test_a_dropped_card_leaves_the_queue(opens: Opens, tmp_path: Path) -> None:
    """It is a decision as in a review, and can be taken back."""
    studying = opens()
    card = up(studying)
    assert studying.drop(card.guid).refusal is None
    assert corrections.read(tmp_path / "decks")[card.guid].drop
    assert up(studying).guid != card.guid
    assert studying.rate(card.guid, Rating.GOOD, 1, seen=0).refusal is Refusal.GONE
    assert studying.drop(card.guid).refusal is Refusal.GONE
    assert studying.undo().guid == card.guid
    assert up(studying).guid == card.guid


def test_a_dropped_card_comes_back_when_that_is_taken_back(opens: Opens) -> None:
    """At once, also where its deck was built without it meanwhile."""
    studying = opens()
    card = up(studying)
    studying.drop(card.guid)
    studying._deck.refresh(anew=True)
    assert card.guid not in studying._deck.dealt.by_guid
    assert studying.undo().guid == card.guid
    assert up(studying).guid == card.guid


def test_a_dropped_card_comes_back_in_a_later_run(opens: Opens, tmp_path: Path) -> None:
    """With what was known of it."""
    studying = opens()
    guid = up(studying).guid
    rate(studying)
    corrections.drop(tmp_path / "decks", [guid])
    assert opens().turn().left == Left(new=4, learning=0, due=0)
    corrections.keep(tmp_path / "decks", [guid])
    assert opens().turn().left == Left(new=4, learning=1, due=0)


def test_a_card_is_reworded(opens: Opens) -> None:
    """At once, and for good; undo gives it its own words again."""
    studying = opens()
    card = up(studying)
    assert studying.reword(card.guid, "What keeps a ship?", "Its anchor").refusal is None
    assert (up(studying).guid, up(studying).question) == (card.guid, "What keeps a ship?")
    assert up(opens()).answer == "Its anchor"
    assert studying.undo().guid == card.guid
    assert up(studying).question == card.question


def test_words_that_cannot_be_are_refused(opens: Opens, tmp_path: Path) -> None:
    """With the reason, and nothing is written."""
    studying = opens()
    card = up(studying)
    refused = studying.reword(card.guid, "", "Its anchor")
    assert (refused.refusal, refused.message) == (Refusal.FAULT, "`question` takes text")
    assert not (tmp_path / "decks" / corrections.NAME).exists()


def test_what_others_decided_is_not_undone(opens: Opens, tmp_path: Path) -> None:
    """Somebody has changed the decision meanwhile."""
    studying = opens()
    guid = up(studying).guid
    studying.drop(guid)
    corrections.keep(tmp_path / "decks", [guid])
    assert studying.undo().refusal is Refusal.CHANGED
    assert studying.undo().refusal is Refusal.NOTHING


def test_retired_cards_leave_and_edited_ones_stay(opens: Opens, vault: Path) -> None:
    """What is known of a card is known of it after an edit of its note."""
    studying = opens()
    edited = up(studying).guid
    rate(studying)
    text = (vault / "sea/knots.md").read_text("utf-8")
    text = text.replace("What holds a ship?::An anchor", "What holds a ship in place?::An anchor")
    (vault / "sea/knots.md").write_text(text.replace("What is a hull?::The body of a ship\n", ""), "utf-8")
    turn = opens().turn()
    assert turn.left == Left(new=3, learning=1, due=0)
    told = opens().statistics()
    assert [(note.note, note.cards, note.seen) for note in told.notes] == [
        ("sea/knots.md", 4, 1),
        ("sky/stars.md", 1, 0),
    ]
    assert edited == turn.undo


def test_a_note_or_a_deck_can_be_studied_alone(opens: Opens, vault: Path) -> None:
    """Its cards are those that they are in the whole vault."""
    assert up(opens(deck="sky")).guid == up(opens(notes=vault / "sky" / "stars.md")).guid
    assert opens(deck="sk").turn().card is None


def test_what_is_wrong_with_files_is_told(opens: Opens, tmp_path: Path) -> None:
    """A sentence each, and studying goes on."""
    studying = opens()
    rate(studying)
    log, decided = tmp_path / "decks/sea.reviews.jsonl", tmp_path / "decks/cards.yaml"
    log.write_text(log.read_text("utf-8") + '{"guid"', "utf-8")
    decided.write_text("q1: {dorp: true}\n", "utf-8")
    first, second = studying.turn().problems
    assert first.startswith(f"{log}:2: not JSON")
    assert second.startswith(f"{decided}:1: unknown key `dorp`")
    rate(studying)
    assert studying.turn().problems == (first, second)


def test_what_was_dropped_stays_so_while_the_decisions_cannot_be_read(opens: Opens, tmp_path: Path) -> None:
    """Those that were read last hold until the file is mended."""
    studying = opens()
    guid = up(studying).guid
    studying.drop(guid)
    (tmp_path / "decks/cards.yaml").write_text("q1: {dorp: true}\n", "utf-8")
    assert up(studying).guid != guid
    assert studying.drop(up(studying).guid).refusal is Refusal.FAULT


def test_pictures_are_part_of_a_card(opens: Opens, vault: Path) -> None:
    """As the page loads nothing from elsewhere, they come with it."""
    (vault / "sky/star.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(16))
    (vault / "sky/stars.md").write_text("What is this?::A star ![](star.png)\n", "utf-8")
    assert 'src="data:image/png;base64,' in up(opens(deck="sky")).back_html
