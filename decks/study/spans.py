"""Times as they are read on a button or in a sentence."""

from datetime import datetime, timedelta

from cuedeck.decks.study.words import Words

_MINUTE, _HOUR, _DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
_MONTH, _YEAR = 30 * _DAY, 365 * _DAY
_STEPS = (("minutes", _MINUTE, _HOUR), ("hours", _HOUR, _DAY), ("days", _DAY, _MONTH), ("months", _MONTH, _YEAR))
"""What is counted, and up to where."""


def interval(span: timedelta, words: Words) -> str:
    """How long a card stays away: `10 min`, `4 d`, `2.5 mo`; months and years with a tenth where they are few."""
    if span < _MINUTE:
        return f"<{words.told('minutes', count=1)}"
    name, unit = next(((name, unit) for name, unit, end in _STEPS if span < end), ("years", _YEAR))
    many = span / unit
    is_coarse = unit >= _MONTH and many < 10
    shown = f"{round(many, 1):g}" if is_coarse else str(round(many))
    return words.told(name, count=shown.replace(".", words.page["decimal"]))


def coming(at: datetime, now: datetime, words: Words) -> str:
    """When the next card comes, a sentence; both times are those of a clock on the wall."""
    minutes = max(1, -(-(at - now) // _MINUTE))
    if minutes == 1:
        return words.told("next_minute")
    if minutes < 60:
        return words.told("next_minutes", count=minutes)
    days = (at.date() - now.date()).days
    if days == 0:
        return words.told("next_today", time=f"{at:%H:%M}")
    return words.told("next_tomorrow") if days == 1 else words.told("next_days", count=days)
