"""Charts of what was studied and what is to come, each with its figures as a table."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from cuedeck.decks.local.charts import bars, columns, figure, text
from cuedeck.decks.schedule.review import Stage
from cuedeck.decks.schedule.statistics import Bar, Day
from cuedeck.decks.study.views import Statistics
from cuedeck.decks.study.words import Words

WIDTH = 340
"""Of a chart, in CSS pixels."""
_DAYS = 30
_WEEKS, _CELL, _LEVELS = 53, 18, 4
_TALL, _LEAST, _SCALE = 84, 50, 40
"""Of the chart of what was recalled: its height, the share at its bottom in percent, and the room for shares."""


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing with what it says."""

    svg: str
    note: str
    """A sentence below it."""
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def charts(figures: Statistics, words: Words) -> tuple[Chart, ...]:
    """All charts but that of the year."""
    return (
        _due(figures, words),
        _reviews(figures, words),
        *_retention(figures, words),
        _stages(figures, words),
        _histogram("stability", figures.stabilities, words),
        _histogram("difficulty", figures.difficulties, words),
    )


def day_name(day: date, words: Words) -> str:
    """A day as charts name it: `29 Nov`."""
    return words.told("date", day=day.day, month=words.page["month_names"].split()[day.month - 1])


def _due(figures: Statistics, words: Words) -> Chart:
    due = figures.due[:_DAYS]
    named = [day_name(figures.today + timedelta(days=at), words) for at in range(len(due))]
    title = words.told("chart_due")
    return Chart(
        columns(title, due, axis=_ends(named[0], named[-1]), told=_told(named, due), width=WIDTH),
        words.told("sum_due", count=f"{sum(due):,}"),
        (words.told("day"), words.told("cards")),
        tuple((name, str(many)) for name, many in zip(named, due, strict=True) if many),
    )


def _reviews(figures: Statistics, words: Words) -> Chart:
    days = _last(figures)
    named, counts = [day_name(day, words) for day in days], [_count(day) for day in days.values()]
    return Chart(
        columns(
            words.told("chart_days"), counts, axis=_ends(named[0], named[-1]), told=_told(named, counts), width=WIDTH
        ),
        words.told("sum_days", count=f"{sum(counts):,}"),
        (words.told("day"), words.told("reviews"), words.told("of_them_new")),
        tuple((day_name(on, words), str(day.reviews), str(day.new)) for on, day in days.items() if day is not None),
    )


def _retention(figures: Statistics, words: Words) -> Iterator[Chart]:
    """The share of cards recalled on each day on which any were asked again; nothing where there is none."""
    shares = {at: day.retention for at, day in enumerate(_last(figures).values()) if day and day.retention is not None}
    if not shares:
        return
    asked = [day for day in _last(figures).values() if day is not None]
    mean = sum(day.recalled for day in asked) / sum(day.asked for day in asked)
    named = [day_name(day, words) for day in _last(figures)]
    spots = {(at + 0.5) * (WIDTH - _SCALE) / _DAYS: _height(share) for at, share in shares.items()}
    line = " ".join(f"{left:g},{top:g}" for left, top in spots.items())
    parts = [
        *(f'<path class="grid" d="M0 {_height(share):g}H{WIDTH - _SCALE}"/>' for share in (0.5, 0.75, 1)),
        *(text(WIDTH, _height(share) + 4, f"{round(100 * share)} %", "end") for share in (0.5, 0.75, 1)),
        f'<polyline class="line" points="{line}"/>',
        *(f'<circle class="bar" cx="{left:g}" cy="{top:g}" r="3"/>' for left, top in spots.items()),
        text(0, _TALL + 30, named[0]),
        text(WIDTH - _SCALE, _TALL + 30, named[-1], "end"),
    ]
    told = tuple((named[at], f"{round(100 * share)} %") for at, share in shares.items())
    yield Chart(
        figure(words.told("chart_retention"), _TALL + 36, parts, (": ".join(one) for one in told), width=WIDTH),
        words.told("mean", share=round(100 * mean)),
        (words.told("day"), words.told("recalled")),
        told,
    )


def _height(share: float) -> float:
    return 14 + (_TALL - 4) * (1 - max(0, 100 * share - _LEAST) / (100 - _LEAST))


def _stages(figures: Statistics, words: Words) -> Chart:
    counts = {words.told(f"stage_{stage}"): figures.stages.get(stage, 0) for stage in Stage}
    rows = tuple((name, f"{many:,}") for name, many in counts.items())
    return Chart(bars(words.told("chart_stages"), counts), "", (words.told("chart_stages"), words.told("cards")), rows)


def _histogram(name: str, told: Sequence[Bar], words: Words) -> Chart:
    """How many cards have which figure, from bound to bound."""
    counts = [bar.cards for bar in told]
    named = [f"{bar.least:g}" for bar in told]
    axis = [((at + 0.5) / len(named), bound) for at, bound in enumerate(named)]
    spans = [f"{bar.least:g}+" if bar.below == float("inf") else f"{bar.least:g}–{bar.below:g}" for bar in told]
    return Chart(
        columns(words.told(f"chart_{name}"), counts, axis=axis, told=_told(spans, counts), width=WIDTH),
        words.told(f"chart_{name}_long"),
        (words.told(f"chart_{name}_long"), words.told("cards")),
        tuple((span, str(many)) for span, many in zip(spans, counts, strict=True) if many),
    )


def calendar(figures: Statistics, words: Words) -> Chart:
    """The last year, a square for each day, a column for each week, which begins on Monday."""
    by_day = {day.day: day.reviews for day in figures.days}
    first = figures.today - timedelta(days=figures.today.weekday(), weeks=_WEEKS - 1)
    days = [first + timedelta(days=at) for at in range((figures.today - first).days + 1)]
    most = max((by_day.get(day, 0) for day in days), default=0)
    parts = [
        f'<rect class="heat{_level(by_day.get(day, 0), most)}" x="{at // 7 * _CELL}" y="{20 + at % 7 * _CELL}" '
        f'width="{_CELL - 3}" height="{_CELL - 3}" rx="3"><title>{_day_told(day, by_day, words)}</title></rect>'
        for at, day in enumerate(days)
    ]
    months = [at // 7 * _CELL for at, day in enumerate(days) if day.day == 1]
    names = [words.page["month_names"].split()[day.month - 1] for day in days if day.day == 1]
    parts += [text(left, 12, name) for left, name in zip(months, names, strict=True)]
    studied = [day for day in days if by_day.get(day)]
    sums = words.told("sum_year", count=f"{sum(by_day[day] for day in studied):,}", days=len(studied))
    return Chart(
        figure(words.told("chart_calendar"), 20 + 7 * _CELL, parts, (sums,), width=_WEEKS * _CELL),
        sums,
        (words.told("day"), words.told("reviews")),
        tuple((day.isoformat(), str(by_day[day])) for day in studied),
    )


def _day_told(day: date, by_day: Mapping[date, int], words: Words) -> str:
    return words.told("per_day", day=day_name(day, words), count=by_day.get(day, 0))


def _level(many: int, most: int) -> int:
    """How dark a day is, from 0 to 4."""
    return 0 if not many else 1 + min(_LEVELS - 1, _LEVELS * many // (most + 1))


def _last(figures: Statistics) -> dict[date, Day | None]:
    """The last days up to today, with what was studied on each."""
    by_day = {day.day: day for day in figures.days}
    days = (figures.today - timedelta(days=at) for at in reversed(range(_DAYS)))
    return {day: by_day.get(day) for day in days}


def _count(day: Day | None) -> int:
    return 0 if day is None else day.reviews


def _ends(first: str, last: str) -> tuple[tuple[float, str], ...]:
    return ((0, first), (1, last))


def _told(names: Sequence[str], counts: Sequence[int]) -> Iterator[str]:
    return (f"{name}: {many}" for name, many in zip(names, counts, strict=True) if many)
