"""When cards come back: the days, the queue of a day, and what reviews add up to."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import count
from zoneinfo import ZoneInfo

import pytest

from cuedeck.decks.schedule.days import Days
from cuedeck.decks.schedule.queue import AHEAD, Queue, queue
from cuedeck.decks.schedule.review import Rating, Review, Stage
from cuedeck.decks.schedule.states import Scheduler, State
from cuedeck.decks.schedule.statistics import bars, by_day, forecast, streak
from cuedeck.notes.config import ConfigError
from cuedeck.notes.study_settings import StudySettings

BERLIN = ZoneInfo("Europe/Berlin")
NOON = datetime(2026, 11, 23, 12, tzinfo=BERLIN).timestamp()
DAYS = Days(4, BERLIN)
HOUR, DAY = 3_600, 86_400


@dataclass(frozen=True)
class Place:
    """A card in its place."""

    guid: str
    bonds: tuple[int, ...] = ()


def places(names: str, **bonds: int) -> list[Place]:
    """Cards with a letter each, some of which are siblings by a number."""
    return [Place(name, (bonds[name],) if name in bonds else ()) for name in names]


def state(due: float, *, last: float = NOON - 9 * DAY, first: float = NOON - 20 * DAY, learns: bool = False) -> State:
    """A card that comes back at a moment."""
    return State(
        stage=Stage.LEARNING if learns else Stage.REVIEW,
        is_relearnt=False,
        step=0 if learns else None,
        stability=10,
        difficulty=5,
        due=due,
        first=first,
        last=last,
        reviews=3,
        lapses=0,
        trace=0,
    )


def found(cards: list[Place], states: dict[str, State], *, now: float = NOON, new: int = 20, most: int = 200) -> Queue:
    """The queue of a day."""
    return queue(cards, states, StudySettings(new_cards=new, reviews=most), DAYS, now)


def test_new_cards_come_in_their_order_and_as_many_as_a_day_takes() -> None:
    """Those that were begun today count, those of yesterday do not."""
    begun = {"a": state(NOON + DAY, last=NOON - HOUR, first=NOON - HOUR), "b": state(NOON + DAY, last=NOON - DAY)}
    left = found(places("abcdef"), begun, new=3)
    assert (left.new, left.up) == (("c", "d"), "c")


def test_siblings_are_not_asked_on_one_day() -> None:
    """The second one waits, whether both are new, due, or asked already."""
    cards = places("abcdef", a=1, b=1, c=2, d=2, e=3, f=3)
    states = {"c": state(NOON), "d": state(NOON), "e": state(NOON + 9 * DAY, last=NOON - HOUR), "f": state(NOON)}
    left = found(cards, states)
    assert (left.new, len(left.due)) == (("a",), 1)
    assert {*left.due} < {"c", "d"}


def test_siblings_that_waited_come_the_next_day() -> None:
    """Nothing is lost by waiting."""
    cards = places("ab", a=1, b=1)
    left = found(cards, {"a": state(NOON + 9 * DAY, last=NOON, first=NOON)}, now=NOON + HOUR)
    assert (left.up, left.returns) == (None, DAYS.end(date(2026, 11, 23)))
    assert found(cards, {"a": state(NOON + 9 * DAY, last=NOON, first=NOON)}, now=NOON + DAY).new == ("b",)


def test_what_comes_back_today_is_due_from_the_beginning_of_the_day() -> None:
    """So one who studies earlier than yesterday misses nothing; tomorrow's cards wait."""
    late = datetime(2026, 11, 24, 3, 59, tzinfo=BERLIN).timestamp()
    states = {"a": state(late), "b": state(late + 60), "c": state(NOON - 30 * DAY)}
    assert found(places("abc"), states, now=DAYS.start(date(2026, 11, 23))).due == ("c", "a")


def test_no_more_come_back_a_day_than_wanted() -> None:
    """The oldest first; what was asked today counts."""
    states = {name: state(NOON - at * DAY) for at, name in enumerate("abcd")}
    asked = {"e": state(NOON + 9 * DAY, last=NOON - HOUR)}
    assert found(places("abcde"), {**states, **asked}, most=3).due == ("d", "c")


def test_what_is_being_learnt_comes_at_its_minute() -> None:
    """Before all others then, and a little early where nothing else is left."""
    states = {"a": state(NOON + 60, last=NOON, learns=True), "b": state(NOON + 30, last=NOON, learns=True)}
    assert found(places("abc"), states).up == "c"
    assert found(places("abc"), states, now=NOON + 31).up == "b"
    assert found(places("ab"), states).up == "b"


def test_the_next_card_is_told_where_none_is_up() -> None:
    """A card that is being learnt, the next day, or the day on which something comes back."""
    learnt = {"a": state(NOON + 2 * HOUR, last=NOON, learns=True)}
    assert found(places("a"), learnt).returns == NOON + 2 * HOUR - AHEAD
    assert found(places("a"), learnt, now=NOON + 2 * HOUR - AHEAD).up == "a"
    assert found(places("a"), {"a": state(NOON + 9 * DAY)}).returns == DAYS.start(date(2026, 12, 2))
    assert found([], {}) == Queue((), (), (), None, None)
    assert found(places("a"), {}, new=0).returns is None


def test_a_step_of_days_waits_for_its_day() -> None:
    """A learning step may be longer than the day."""
    left = found(places("a"), {"a": state(NOON + DAY, last=NOON, learns=True)})
    assert (left.learning, left.up, left.returns) == ((), None, NOON + DAY)


def test_the_queue_of_a_day_is_the_same_whenever_it_is_asked_for() -> None:
    """Cards that are due on one day are mixed, but not anew each time."""
    cards = places("abcdefghij")
    states = {place.guid: state(NOON - HOUR * at) for at, place in enumerate(cards)}
    first = found(cards, states).due
    assert first == found(cards[::-1], states).due
    assert first != tuple("abcdefghij")


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 11, 23, 3, 59, 59, tzinfo=BERLIN), date(2026, 11, 22)),
        (datetime(2026, 11, 23, 4, tzinfo=BERLIN), date(2026, 11, 23)),
        (datetime(2026, 3, 29, 4, tzinfo=BERLIN), date(2026, 3, 29)),
        (datetime(2026, 10, 25, 3, 59, tzinfo=BERLIN), date(2026, 10, 24)),
    ],
)
def test_a_day_begins_at_its_hour_of_the_clock(moment: datetime, day: date) -> None:
    """Also where the clock is put forward or back that night."""
    at = moment.timestamp()
    assert DAYS.day(at) == day
    assert DAYS.start(day) <= at < DAYS.end(day)


def test_every_moment_lies_in_its_day() -> None:
    """A year of quarters of an hour."""
    start = DAYS.start(date(2026, 1, 1))
    for at in range(int(start), int(start) + 365 * DAY, 900):
        day = DAYS.day(at)
        assert DAYS.start(day) <= at < DAYS.end(day)


def test_each_rating_tells_when_the_card_comes_back() -> None:
    """In minutes while it is new, in days once it is known; a worse rating never later."""
    scheduler = Scheduler(StudySettings())
    assert list(scheduler.intervals(None, NOON).values())[:3] == [
        timedelta(minutes=1),
        timedelta(minutes=5, seconds=30),
        timedelta(minutes=10),
    ]
    known = scheduler.replayed([Review(NOON, "a", Rating.EASY, 1)])
    intervals = list(scheduler.intervals(known, NOON + 8 * DAY).values())
    assert intervals == sorted(intervals)
    assert intervals[2] > timedelta(days=8)


def test_settings_say_how_long_cards_stay_away() -> None:
    """Steps, the longest interval and the chance of recalling are those that are set."""
    keen = Scheduler(
        StudySettings(learning_steps=(), relearning_steps=(30,), maximum_interval=5, desired_retention=0.8)
    )
    intervals = keen.intervals(None, NOON)
    assert [interval.days for interval in intervals.values()] == [1, 4, 5, 5]
    known = keen.replayed([Review(NOON, "a", Rating.GOOD, 1)])
    assert keen.intervals(known, NOON + DAY)[Rating.AGAIN] == timedelta(seconds=30)


def test_parameters_that_cannot_be_are_told() -> None:
    """In a sentence that names the setting."""
    usual = (0.2, 1.3, 2.3, 8.3, 6.4, 0.8, 3.0, 0.001, 1.9, 0.2, 0.8, 1.5, 0.1, 0.3, 1.6, 0.6, 1.9, 0.5, 0.1, 0.1, 0.2)
    Scheduler(StudySettings(parameters=usual))
    with pytest.raises(
        ConfigError, match=r"`parameters` under `study` in cuedeck.yaml: parameters\[0\] = 500"
    ) as error:
        Scheduler(StudySettings(parameters=(500, *usual[1:])))
    assert "\n" not in str(error.value)


def test_a_lapse_is_forgetting_what_was_known() -> None:
    """Rating a card `again` while it is being learnt is none."""
    scheduler, times = Scheduler(StudySettings()), count(NOON, 20 * DAY)
    ratings = (Rating.AGAIN, Rating.EASY, Rating.AGAIN, Rating.AGAIN)
    known = scheduler.replayed([Review(next(times), "a", rating, 1) for rating in ratings])
    assert known is not None
    assert (known.lapses, known.reviews, known.is_relearnt) == (1, 4, True)


def test_reviews_add_up_by_day() -> None:
    """A card that is recalled only at the second attempt was forgotten that day."""
    ratings = [(0, 1), (60, 3), (DAY, 1), (DAY + 60, 3), (3 * DAY, 3)]
    history = [Review(NOON + at, "a", Rating(rating), 1000) for at, rating in ratings]
    other = [Review(NOON + 3 * DAY, "b", Rating.EASY, 500)]
    days = by_day([history, other], DAYS)
    assert [(day.day.day, day.reviews, day.new, day.asked, day.recalled, day.ms) for day in days] == [
        (23, 2, 1, 0, 0, 2000),
        (24, 2, 0, 1, 0, 2000),
        (26, 2, 1, 1, 1, 1500),
    ]
    assert [day.retention for day in days] == [None, 0.0, 1.0]


@pytest.mark.parametrize(("studied", "length"), [((), 0), ((23,), 1), ((21, 22), 2), ((20, 22, 23), 2), ((21,), 0)])
def test_a_streak_ends_with_a_whole_day_without_study(studied: tuple[int, ...], length: int) -> None:
    """A day that is not over yet ends none."""
    assert streak([date(2026, 11, day) for day in studied], date(2026, 11, 23)) == length


def test_a_forecast_has_overdue_cards_today() -> None:
    """And each other one on its day, for a year."""
    today = date(2026, 11, 23)
    coming = forecast([state(NOON - 9 * DAY), state(NOON), state(NOON + 2 * DAY)], DAYS, today)
    assert (coming[:4], len(coming), sum(coming)) == ((2, 0, 1, 0), 365, 3)


def test_bars_count_each_figure_once() -> None:
    """A bound belongs to the bar above it."""
    assert [(bar.least, bar.below, bar.cards) for bar in bars([0, 1, 1.5, 9], (0, 1, 3))] == [
        (0, 1, 1),
        (1, 3, 2),
        (3, float("inf"), 1),
    ]
