"""The reviews in a directory of decks, and the states of cards that follow from them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from hashlib import blake2b
from importlib.metadata import version
from os import fspath
from pathlib import Path

from cuedeck.decks.app.review_logs import Bookmark, Logs
from cuedeck.decks.cache.codec import decode, encode
from cuedeck.decks.cache.program import program
from cuedeck.decks.cache.store import Kind, Store
from cuedeck.decks.schedule.log import Log, Undoing
from cuedeck.decks.schedule.review import Rating, Review
from cuedeck.decks.schedule.states import LIBRARY, Scheduler, State, trace
from cuedeck.notes.study_settings import StudySettings

_MANY = 500
"""Reviews that are worth being remembered for the next run at once."""


@dataclass(frozen=True, slots=True)
class _Kept:
    """What is remembered from run to run."""

    logs: dict[str, Bookmark]
    states: dict[str, State]
    undone: dict[str, set[float]]


class Reviews:
    """All reviews in a directory, to which others may add meanwhile."""

    def __init__(self, directory: Path, settings: StudySettings, store: Store) -> None:
        """Read nothing yet. Raises ConfigError for a parameter of FSRS that cannot be."""
        self._scheduler = Scheduler(settings)
        self._store = store
        self._place = _digest(fspath(directory.resolve()))
        timing = replace(settings, new_cards=0, reviews=0, day_starts=0)
        self._version = _digest((version(LIBRARY), program("decks/schedule"), timing))
        data = store.get(Kind.STATES, {self._place: self._version}).get(self._place)
        kept = None if data is None else decode(data, _Kept)
        self.states: dict[str, State] = {} if kept is None else kept.states
        """Of each card that was asked, by guid."""
        self._undone: dict[str, set[float]] = {} if kept is None else kept.undone
        self._logs = Logs(directory, {} if kept is None else kept.logs)
        self._times: dict[str, float] = {}
        self._unkept = 0

    @property
    def problems(self) -> tuple[str, ...]:
        """The lines that were skipped, and why."""
        return self._logs.problems

    def refresh(self) -> None:
        """Read what was added since the last time. Raises OSError."""
        news = self._logs.news()
        if news is not None and news.is_whole:
            self._replace(news.log)
        elif news is not None:
            self._take(news.log)
        if self._unkept >= _MANY:
            self.keep()

    def rate(self, deck: str, guid: str, rating: Rating, ms: int, now: float) -> Review:
        """Write down a review; no two of a card are of the same second. Raises OSError."""
        state = self.states.get(guid)
        last = max(self._times.get(guid, 0), 0 if state is None else state.last)
        review = Review(max(float(int(now)), float(int(last)) + 1), guid, rating, ms)
        self.add(deck, (review,))
        return review

    def undo(self, deck: str, review: Review, now: float) -> None:
        """Write down that a review is taken back. Raises OSError."""
        self.add(deck, (Undoing(float(int(now)), review.guid, review.at),))

    def add(self, deck: str, records: Sequence[Review | Undoing]) -> None:
        """Write down records of a deck. Raises OSError."""
        log = self._logs.add(deck, records)
        if log is None:
            self.refresh()
        else:
            self._take(log)

    def history(self, guid: str) -> Sequence[Review]:
        """The reviews of a card that count. Raises OSError."""
        return self._logs.about((guid,)).history(guid)

    def histories(self) -> Mapping[str, Sequence[Review]]:
        """Those of all cards. Raises OSError."""
        return self._logs.whole().histories

    def intervals(self, guid: str, now: float) -> Mapping[Rating, timedelta]:
        """How long a card would stay away after each rating."""
        return self._scheduler.intervals(self.states.get(guid), now)

    def keep(self) -> None:
        """Remember for the next run what was read."""
        if self._unkept:
            kept = _Kept(self._logs.bookmarks, self.states, self._undone)
            self._store.put(Kind.STATES, {self._place: (self._version, encode(kept))})
            self._unkept = 0

    def _take(self, log: Log) -> None:
        """Take up what logs have grown by: mostly later reviews, else the card's history is gone through again."""
        again = set(log.undone)
        for guid in log.undone:
            self._undone.setdefault(guid, set()).update(log.undone[guid])
        log.undone = self._undone
        for guid in log.reviews:
            state, history = self.states.get(guid), log.history(guid)
            if state is not None and history and history[0].at <= state.last:
                again.add(guid)
            elif history and guid not in again:
                self._set(guid, self._scheduler.replayed(history, state))
        if again:
            told = self._logs.about(again)
            for guid in again:
                self._set(guid, self._scheduler.replayed(told.history(guid)))
        self._note(log)

    def _replace(self, log: Log) -> None:
        """Take up all that is told, going through the histories only that are others than before."""
        self._undone = log.undone
        before, self.states = self.states, {}
        for guid, history in log.histories.items():
            was = before.get(guid)
            is_same = was is not None and was.reviews == len(history) and was.trace == trace(history)
            self._set(guid, was if is_same else self._scheduler.replayed(history))
        self._note(log)

    def _set(self, guid: str, state: State | None) -> None:
        if state is None:
            self.states.pop(guid, None)
        else:
            self.states[guid] = state

    def _note(self, log: Log) -> None:
        self._unkept += sum(map(len, log.reviews.values())) + len(log.undone)
        for guid, reviews in log.reviews.items():
            self._times[guid] = max(self._times.get(guid, 0), *(review.at for review in reviews))


def _digest(of: object) -> bytes:
    return blake2b(repr(of).encode(errors="surrogatepass"), digest_size=16).digest()
