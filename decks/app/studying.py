"""Studying: what is up now, and what its user does about it."""

import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, tzinfo
from pathlib import Path

from cuedeck.cards.correction import Correction
from cuedeck.decks.app import decisions as deciding
from cuedeck.decks.app.decisions import Decisions
from cuedeck.decks.app.deeds import ChangedSinceError, Decided
from cuedeck.decks.app.memory import Memory
from cuedeck.decks.app.mistakes import MISTAKES, sentence
from cuedeck.decks.app.reviews import Reviews
from cuedeck.decks.app.study_cards import StudyCard
from cuedeck.decks.app.study_deck import StudyDeck
from cuedeck.decks.app.study_views import Studied, asked, statistics
from cuedeck.decks.schedule.days import Days
from cuedeck.decks.schedule.queue import queue
from cuedeck.decks.schedule.review import Rating, Review
from cuedeck.decks.study.views import Asked, Choice, Left, Outcome, Refusal, Statistics, Turn
from cuedeck.notes.study_settings import StudySettings


@dataclass(frozen=True, slots=True)
class _Rated:
    """A review that this run wrote down."""

    top: str
    review: Review


class Studying:
    """Cards, decisions and reviews, for as many threads as there are requests."""

    def __init__(
        self,
        deck: StudyDeck,
        directory: Path,
        settings: StudySettings,
        *,
        memory: Memory,
        clock: Callable[[], float] = time.time,
        zone: tzinfo | None = None,
    ) -> None:
        """`clock` tells POSIX seconds, `zone` where the days are; None: here. Raises ConfigError, OSError."""
        self._deck, self._settings, self._clock = deck, settings, clock
        self._days = Days(settings.day_starts, zone)
        self._directory = directory
        self._decisions = Decisions(directory)
        self._reviews = Reviews(directory, settings, memory.store)
        self._deeds: list[_Rated | Decided] = []
        self._first = ""
        """The card to be asked before others, since something about it was taken back."""
        self._lock = threading.RLock()

    @property
    def vault(self) -> Path:
        """Full path of the folder that note paths and paths of recordings are relative to."""
        return self._deck.dealt.vault

    # --- looking ---

    def turn(self) -> Turn:
        """What is up now."""
        with self._lock:
            self._deck.start_refresh()
            problems = self._catch_up()
            now, dealt = self._clock(), self._dealt
            left = queue(dealt.values(), self._reviews.states, self._settings, self._days, now)
            guid = self._first if self._first in dealt else left.up
            return Turn(
                card=None if guid is None else self._asked(dealt[guid], now),
                left=Left(len(left.new), len(left.learning), len(left.due)),
                returns=None if left.returns is None else datetime.fromtimestamp(left.returns, UTC),
                undo=self._undoable(dealt, now),
                problems=problems,
            )

    def statistics(self) -> Statistics:
        """What was studied, and what is to come."""
        with self._lock:
            self._catch_up()
            studied = Studied(self._dealt, self._decided, self._reviews, self._deck.is_whole)
            return statistics(studied, self._days, self._clock())

    @property
    def _dealt(self) -> Mapping[str, StudyCard]:
        """The cards that are not dropped, in the order in which they are learnt, by guid.

        Asked for twice it may be others, since notes are read beside.
        """
        dealt, decided = self._deck.dealt.by_guid, self._decided
        dropped = {guid for guid, correction in decided.items() if correction.drop}
        return {guid: one for guid, one in dealt.items() if guid not in dropped} if dropped else dealt

    @property
    def _decided(self) -> Mapping[str, Correction]:
        """The decisions, those that were read last where the file is broken."""
        with suppress(*MISTAKES):
            self._decisions.read()
        return self._decisions.last

    def _catch_up(self) -> tuple[str, ...]:
        """Read what others have written meanwhile; what is wrong with it, a sentence each."""
        faults = [self._deck.problem] if self._deck.problem else []
        for read in (self._reviews.refresh, self._decisions.read):
            try:
                read()
            except tuple(MISTAKES) as error:
                faults.append(sentence(error))
        return tuple(dict.fromkeys((*self._reviews.problems, *faults)))

    def _asked(self, one: StudyCard, now: float) -> Asked:
        return asked(
            one,
            self._decided.get(one.guid),
            self._reviews.states.get(one.guid),
            [Choice(rating, interval) for rating, interval in self._reviews.intervals(one.guid, now).items()],
            self._deck.dealt.vault,
        )

    # --- doing ---

    def rate(self, guid: str, rating: Rating, ms: int, *, seen: int) -> Outcome:
        """Write down how well a card was recalled; refused where it was rated since it was `seen`."""

        def work() -> Outcome:
            one, state = self._dealt.get(guid), self._reviews.states.get(guid)
            if one is None:
                return Outcome(refusal=Refusal.GONE, guid=guid)
            if seen != (0 if state is None else state.reviews):
                return Outcome(refusal=Refusal.ELSEWHERE, guid=guid)
            review = self._reviews.rate(one.top, guid, rating, ms, self._clock())
            self._deeds.append(_Rated(one.top, review))
            self._first = ""
            return Outcome(guid=guid)

        return self._done(guid, work)

    def drop(self, guid: str) -> Outcome:
        """Make a card no more, as `cuedeck drop` does."""
        return self._decide(guid, lambda one: replace(one, drop=True, keep=False))

    def reword(self, guid: str, question: str, answer: str) -> Outcome:
        """Change the words of a card, as a review does."""

        def change(one: Correction) -> Correction:
            return replace(one, drop=False, keep=True, question=question, answer=answer)

        return self._decide(guid, change)

    def _decide(self, guid: str, change: Callable[[Correction], Correction]) -> Outcome:
        def work() -> Outcome:
            one = self._dealt.get(guid)
            if one is None:
                return Outcome(refusal=Refusal.GONE, guid=guid)
            after = change(self._decided.get(guid, Correction()))
            if wrong := deciding.faulty(after, guid):
                return Outcome(refusal=Refusal.FAULT, message=wrong, guid=guid)
            before = self._decisions.put({guid: after})
            self._deeds.append(Decided(one.note, "", before, {guid: after}))
            return Outcome(guid=guid)

        return self._done(guid, work)

    def undo(self) -> Outcome:
        """Take back the last rating, dropping or rewording; its card is up then."""

        def work() -> Outcome:
            deed = self._deeds.pop() if self._deeds else self._last(self._dealt, self._clock())
            if deed is None:
                return Outcome(refusal=Refusal.NOTHING)
            guid = deed.review.guid if isinstance(deed, _Rated) else next(iter(deed.after))
            try:
                self._take_back(deed)
            except ChangedSinceError:
                return Outcome(refusal=Refusal.CHANGED, guid=guid)
            self._first = guid
            return Outcome(guid=guid)

        return self._done("", work)

    def _take_back(self, deed: _Rated | Decided) -> None:
        if isinstance(deed, Decided):
            deed.undo(self._decisions, self._directory)
            self._look_again(next(iter(deed.after)))
        elif deed.review in self._reviews.history(deed.review.guid):
            self._reviews.undo(deed.top, deed.review, self._clock())
        else:
            raise ChangedSinceError

    def _look_again(self, guid: str) -> None:
        """Look at the notes beside, or at once for a card that the last look left out. Raises MISTAKES."""
        if guid in self._deck.dealt.by_guid:
            self._deck.start_refresh(at_once=True)
        else:
            self._deck.refresh(anew=True)

    def _undoable(self, dealt: Mapping[str, StudyCard], now: float) -> str:
        """Guid of the card about which something can be taken back."""
        deed = self._deeds[-1] if self._deeds else None
        if isinstance(deed, Decided):
            return next(iter(deed.after))
        return deed.review.guid if deed is not None else self._latest(dealt, now) or ""

    def _latest(self, dealt: Mapping[str, StudyCard], now: float) -> str | None:
        """The card that was rated last, where that was today."""
        start, states = self._days.start(self._days.day(now)), self._reviews.states
        rated = [(states[guid].last, guid) for guid in dealt if guid in states and states[guid].last >= start]
        return max(rated)[1] if rated else None

    def _last(self, dealt: Mapping[str, StudyCard], now: float) -> _Rated | None:
        """The last rating of today, which an earlier run wrote down."""
        guid = self._latest(dealt, now)
        return None if guid is None else _Rated(dealt[guid].top, self._reviews.history(guid)[-1])

    def _done(self, guid: str, work: Callable[[], Outcome]) -> Outcome:
        """Do something to what lies there now."""
        with self._lock:
            try:
                self._reviews.refresh()
                return work()
            except tuple(MISTAKES) as error:
                return Outcome(refusal=Refusal.FAULT, message=sentence(error), guid=guid)

    def close(self) -> None:
        """Remember for the next run what was read."""
        self._deck.close()
        with self._lock:
            self._reviews.keep()
