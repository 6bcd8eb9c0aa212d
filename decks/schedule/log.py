"""The lines of a log of reviews, which only grows: reviews, and the taking back of reviews.

The log is the union of its lines: those of two machines may be merged in any order, and a line that stands there twice
counts once.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from cuedeck.cards import json_lines
from cuedeck.cards.json_lines import Record
from cuedeck.decks.schedule.review import Rating, Review

_PLAIN = re.compile(
    r'\{"guid": "([!#-\[\]-~]+)", "at": "(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ)", "rating": ([1-4]), "ms": (\d{1,15})\}\s*'
)
"""A review as it is written here, which most lines are; all others are read as JSON."""
_FIRST_YEAR, _LAST_YEAR = 1970, 2999
_TOO_MANY = 10**15
_RATINGS = {str(int(rating)): rating for rating in Rating}


@dataclass(frozen=True, slots=True)
class Undoing:
    """The taking back of a review."""

    at: float
    """When that was, in POSIX seconds."""
    guid: str
    undoes: float
    """When the review was."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A line that was skipped."""

    line: int
    """Counted from 1."""
    reason: str


@dataclass(slots=True)
class Log:
    """What lines tell, as they are read one after the other."""

    reviews: dict[str, set[Review]] = field(default_factory=dict)
    """Of each card, those that were taken back among them."""
    undone: dict[str, set[float]] = field(default_factory=dict)
    """The times of those of each card that were taken back."""
    faults: list[Fault] = field(default_factory=list)

    @property
    def guids(self) -> set[str]:
        """The cards that any line is about."""
        return self.reviews.keys() | self.undone.keys()

    def read(self, text: str, *, first: int = 1) -> None:
        """Take up lines, whose numbers begin with the `first`; a broken one is skipped, and noted."""
        for at, line in json_lines.lines(text):
            try:
                self._take(_parsed(line))
            except ValueError as error:
                self.faults.append(Fault(first + at - 1, str(error)))

    def _take(self, one: Review | Undoing) -> None:
        if isinstance(one, Review):
            self.reviews.setdefault(one.guid, set()).add(one)
        else:
            self.undone.setdefault(one.guid, set()).add(one.undoes)

    def history(self, guid: str) -> list[Review]:
        """The reviews of a card that count, in order."""
        undone = self.undone.get(guid, ())
        return sorted(review for review in self.reviews.get(guid, ()) if review.at not in undone)

    @property
    def histories(self) -> Mapping[str, list[Review]]:
        """The reviews of all cards that have any."""
        return {guid: history for guid in self.reviews if (history := self.history(guid))}


def text(records: Iterable[Review | Undoing]) -> str:
    """Reviews and their taking back as lines."""
    return "".join(json_lines.line(_record(one)) for one in records)


def _record(one: Review | Undoing) -> Record:
    if isinstance(one, Undoing):
        return {"guid": one.guid, "at": _time(one.at), "undoes": _time(one.undoes)}
    return {"guid": one.guid, "at": _time(one.at), "rating": int(one.rating), "ms": one.ms}


def _parsed(line: str) -> Review | Undoing:
    """What a line says. ValueError says what is wrong with it."""
    plain = _PLAIN.fullmatch(line)
    if plain is not None:
        guid, at, rating, ms = plain.groups()
        return Review(_seconds(at), guid, _RATINGS[rating], int(ms))
    if json_lines.is_conflict(line):
        raise ValueError("the mark of a merge conflict: the reviews of both sides count, so remove the mark")
    found = json_lines.record(line)
    guid, time = _text(found, "guid"), _seconds(_text(found, "at"))
    if "undoes" in found:
        return Undoing(time, guid, _seconds(_text(found, "undoes")))
    return Review(time, guid, Rating(_whole(found, "rating")), _whole(found, "ms"))


def _text(record: Record, name: str) -> str:
    value = record.get(name)
    if not isinstance(value, str) or not value:
        raise ValueError(f"`{name}` is not told, or is no text")
    return value


def _whole(record: Record, name: str) -> int:
    value = record.get(name)
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < _TOO_MANY:
        raise ValueError(f"`{name}` is not told, or is no whole number that can be")
    return value


def _seconds(time: str) -> float:
    """POSIX seconds of a time such as `2026-11-23T10:00:00Z`."""
    moment = datetime.fromisoformat(time)
    if moment.tzinfo is None:
        raise ValueError(f"time without a zone: {time}")
    if not _FIRST_YEAR <= moment.year <= _LAST_YEAR:
        raise ValueError(f"time out of range: {time}")
    return moment.timestamp()


def _time(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat().replace("+00:00", "Z")
