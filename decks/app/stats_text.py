"""What was studied and what is to come, as text for people and as JSON for scripts."""

import json
from collections.abc import Iterator, Sequence
from datetime import timedelta

from cuedeck.decks.app.listing import count
from cuedeck.decks.schedule.review import Stage
from cuedeck.decks.schedule.statistics import Day
from cuedeck.decks.study.views import HardCard, Left, Statistics

_WEEK, _MONTH = 7, 30
"""Days."""
_SHOWN = 5
"""The hardest cards that are named."""


def stats_text(told: Statistics, left: Left) -> Iterator[str]:
    """The essence, a line for each matter."""
    yield f"today: {count(left.due + left.learning, 'card')} to repeat, {left.new} new"
    yield f"to come: {sum(told.due[1:2])} tomorrow, {sum(told.due[1 : 1 + _WEEK])} in the next {_WEEK} days"
    yield f"last {_MONTH} days: {_period(_last(told))}"
    yield f"streak: {count(told.streak, 'day')}"
    yield f"cards: {_cards(told)}"
    yield f"notes: {sum(note.seen > 0 for note in told.notes)} of {len(told.notes)} begun"
    if told.hardest:
        yield "hardest cards:"
    for card in told.hardest[:_SHOWN]:
        yield f"    {card.question} ({card.note}:{card.line}, forgotten {_times(card.lapses)})"


def _last(told: Statistics) -> Sequence[Day]:
    """The days of the last month."""
    return [day for day in told.days if told.today - day.day < timedelta(days=_MONTH)]


def _period(days: Sequence[Day]) -> str:
    reviews = sum(day.reviews for day in days)
    if not reviews:
        return "no reviews"
    recalled = _recalled(days)
    share = "" if recalled is None else f", {recalled:.0%} recalled"
    return f"{count(reviews, 'review')} on {count(len(days), 'day')}{share}"


def _recalled(days: Sequence[Day]) -> float | None:
    """Share of the cards that were recalled, of those that had been asked on an earlier day."""
    asked = sum(day.asked for day in days)
    return sum(day.recalled for day in days) / asked if asked else None


def _cards(told: Statistics) -> str:
    cards, mature = (sum(getattr(note, name) for note in told.notes) for name in ("cards", "mature"))
    return f"{cards - told.stages[Stage.NEW]} of {cards} asked, {mature} of them known for three weeks or longer"


def _times(number: int) -> str:
    return "once" if number == 1 else f"{number} times"


def stats_json(told: Statistics, left: Left) -> str:
    """All of it as one line."""
    recalled = _recalled(_last(told))
    record: dict[str, object] = {
        "today": told.today.isoformat(),
        "left": {"new": left.new, "learning": left.learning, "due": left.due},
        "due": list(told.due),
        "days": [_day(day) for day in told.days],
        "retention": None if recalled is None else round(recalled, 4),
        "streak": told.streak,
        "stages": {stage: told.stages.get(stage, 0) for stage in Stage},
        "hardest": [_hard(card) for card in told.hardest],
        "notes": [
            {"note": note.note, "cards": note.cards, "seen": note.seen, "mature": note.mature} for note in told.notes
        ],
    }
    return json.dumps(record, ensure_ascii=False)


def _day(day: Day) -> dict[str, object]:
    names = ("reviews", "new", "asked", "recalled", "ms")
    return {"day": day.day.isoformat(), **{name: getattr(day, name) for name in names}}


def _hard(card: HardCard) -> dict[str, object]:
    names = ("guid", "question", "note", "line", "lapses")
    return {**{name: getattr(card, name) for name in names}, "difficulty": round(card.difficulty, 2)}
