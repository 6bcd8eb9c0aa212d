"""The progress that a page keeps in a browser, taken over into the logs of reviews."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from cuedeck.decks.app.reviews import Reviews
from cuedeck.decks.app.study_cards import StudyCard
from cuedeck.decks.schedule.days import Days
from cuedeck.decks.schedule.review import Rating, Review
from cuedeck.notes import regular
from cuedeck.notes.config import ConfigError

_KNOWN = "known"
"""What a page writes beside a card that its user knows."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of the cards that a page has as known."""

    taken: int
    """Written down as known."""
    asked: int
    """Left as they are, since they were asked here already."""
    gone: int
    """Cards that no deck has any more."""


def take(file: Path, cards: Mapping[str, StudyCard], reviews: Reviews, days: Days, now: float) -> Taken:
    """Write down the cards that are known on a page as recalled with ease; what was asked already stays as it is.

    So a file that is taken twice counts once. They are dated to the end of yesterday: nothing of today's study is used
    up by them. Raises ConfigError, OSError.
    """
    known = _known(file)
    there = {guid for guid in known if guid in cards}
    new = sorted(guid for guid in there if guid not in reviews.states)
    at = days.start(days.day(now)) - 1
    for top in sorted({cards[guid].top for guid in new}):
        reviews.add(top, [Review(at, guid, Rating.EASY, 0) for guid in new if cards[guid].top == top])
    return Taken(len(new), len(there) - len(new), len(known) - len(there))


def _known(file: Path) -> set[str]:
    """The cards that are known, as the file of a page tells. Raises ConfigError, OSError."""
    try:
        found = json.loads(regular.text_of(regular.read_bytes(file)))
    except (ValueError, RecursionError):
        found = None
    marks = found.get("cards") if isinstance(found, dict) and found.get("cuedeck") == "progress" else None
    if not isinstance(marks, dict):
        raise ConfigError(f"{file}:1: not the progress of a page, as its button saves it")
    return {guid for guid, mark in marks.items() if mark == _KNOWN}
