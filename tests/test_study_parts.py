"""Parts of the pages of studying, without a browser."""

from datetime import UTC, date, datetime, timedelta

import pytest

from cuedeck.decks.schedule.review import Stage
from cuedeck.decks.schedule.statistics import Bar, Day
from cuedeck.decks.study.charts import calendar, charts
from cuedeck.decks.study.spans import coming, interval
from cuedeck.decks.study.views import Statistics
from cuedeck.decks.study.words import words

ENGLISH = words("en")
TODAY = date(2026, 3, 1)


@pytest.mark.parametrize(
    ("span", "told"),
    [
        (timedelta(seconds=30), "<1 min"),
        (timedelta(minutes=10), "10 min"),
        (timedelta(hours=2), "2 h"),
        (timedelta(days=1), "1 d"),
        (timedelta(days=29), "29 d"),
        (timedelta(days=75), "2.5 mo"),
        (timedelta(days=340), "11 mo"),
        (timedelta(days=365), "1 y"),
        (timedelta(days=3 * 365 + 40), "3.1 y"),
        (timedelta(days=36_500), "100 y"),
    ],
)
def test_an_interval_is_short(span: timedelta, told: str) -> None:
    """Enough for a button."""
    assert interval(span, ENGLISH) == told


def test_figures_are_written_as_their_reader_writes_them() -> None:
    """With a comma where it belongs."""
    assert interval(timedelta(days=75), words("de")) == "2,5 Mon."


@pytest.mark.parametrize(
    ("span", "told"),
    [
        (timedelta(seconds=-3), "in a minute"),
        (timedelta(seconds=61), "in 2 minutes"),
        (timedelta(minutes=90), "at 13:30"),
        (timedelta(hours=16), "tomorrow"),
        (timedelta(days=4), "in 4 days"),
    ],
)
def test_the_next_card_is_announced(span: timedelta, told: str) -> None:
    """By the clock on the wall."""
    noon = datetime(2026, 3, 1, 12, tzinfo=UTC)
    assert told in coming(noon + span, noon, ENGLISH)


def statistics(*days: Day) -> Statistics:
    """What those days add up to."""
    return Statistics(
        today=TODAY,
        due=(4, 0, 9, *[0] * 362),
        days=days,
        streak=1,
        stages={Stage.NEW: 7, Stage.REVIEW: 2},
        stabilities=(Bar(0, 1, 1), Bar(1, float("inf"), 3)),
        difficulties=(Bar(1, 2, 0), Bar(2, float("inf"), 4)),
        hardest=(),
        notes=(),
    )


def day(back: int, reviews: int, recalled: int) -> Day:
    """A day on which so many of four cards were recalled."""
    return Day(day=TODAY - timedelta(days=back), reviews=reviews, new=1, asked=4, recalled=recalled, ms=1)


def test_charts_say_in_words_what_they_draw() -> None:
    """The days by their names, the shares that were recalled, and the bounds of each bar."""
    drawn = charts(statistics(day(2, 8, 3), day(0, 6, 4)), ENGLISH)
    told = "".join(one.svg for one in drawn)
    for words_of in ("1 Mar: 4; 3 Mar: 9", "27 Feb: 8; 1 Mar: 6", "27 Feb: 75 %; 1 Mar: 100 %", "0–1: 1; 1+: 3"):
        assert words_of in told
    assert drawn[2].note == "88\u00a0% on average"
    assert drawn[1].rows == (("27 Feb", "8", "1"), ("1 Mar", "6", "1"))
    assert drawn[0].rows == (("1 Mar", "4"), ("3 Mar", "9"))


def test_nothing_that_was_studied_gives_no_share() -> None:
    """And charts that stay whole."""
    drawn = charts(statistics(), ENGLISH)
    assert len(drawn) == 5
    assert "nan" not in "".join(one.svg for one in drawn)
    assert calendar(statistics(), ENGLISH).rows == ()


def test_the_calendar_has_a_square_for_each_day_of_the_year() -> None:
    """A column for each week from Monday on, today the last; darker where more was studied."""
    drawn = calendar(statistics(day(400, 9, 0), day(7, 8, 0), day(0, 2, 0)), ENGLISH)
    assert drawn.svg.count("<rect") == 52 * 7 + 7
    assert drawn.note == "Reviews: 10 · days: 2"
    assert drawn.svg.count('"heat4"') == drawn.svg.count('"heat1"') == 1
    assert "1 Mar: 2" in drawn.svg
