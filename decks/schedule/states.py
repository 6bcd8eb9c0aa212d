"""What is remembered of a card, by FSRS: from the reviews of a card to when it comes back."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zlib import crc32

import fsrs

from cuedeck.decks.schedule.review import Rating, Review, Stage
from cuedeck.notes.config import ConfigError
from cuedeck.notes.study_settings import StudySettings

LIBRARY = "fsrs"
"""Name of the distribution that states are computed by."""


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """What is remembered of a card that was asked."""

    stage: Stage
    is_relearnt: bool
    """Whether it is being learnt again, after it was forgotten."""
    step: int | None
    """Which of the learning steps it is at; None where it is past them."""
    stability: float
    """Days until the chance of recalling it falls to 90 %."""
    difficulty: float
    """From 1 to 10."""
    due: float
    """POSIX seconds, as are `first` and `last`."""
    first: float
    """When it was asked first."""
    last: float
    """When it was asked last."""
    reviews: int
    """How often it was rated."""
    lapses: int
    """How often it was forgotten after it had been learnt."""
    trace: int
    """Differs where its reviews do."""


class Scheduler:
    """Says when cards come back. The same reviews give the same states."""

    def __init__(self, settings: StudySettings) -> None:
        """Raises ConfigError for a parameter that cannot be."""
        try:
            self._fsrs = _scheduler(settings)
        except ValueError as error:
            reason = " ".join(str(error).splitlines()[1:])
            raise ConfigError(f"`parameters` under `study` in cuedeck.yaml: {reason}") from error

    def replayed(self, reviews: Sequence[Review], state: State | None = None) -> State | None:
        """The state of a card after reviews in their order; `state`: that before them, None where it was never asked."""
        if not reviews:
            return state
        card = _card(state, reviews[0].at)
        lapses = 0 if state is None else state.lapses
        for review in reviews:
            lapses += card.state is fsrs.State.Review and review.rating is Rating.AGAIN
            card, _ = self._fsrs.review_card(card, _RATINGS[review.rating], datetime.fromtimestamp(review.at, UTC))
        return State(
            stage=Stage.REVIEW if card.state is fsrs.State.Review else Stage.LEARNING,
            is_relearnt=card.state is fsrs.State.Relearning,
            step=card.step,
            stability=card.stability or 0,
            difficulty=card.difficulty or 0,
            due=card.due.timestamp(),
            first=reviews[0].at if state is None else state.first,
            last=reviews[-1].at,
            reviews=len(reviews) + (0 if state is None else state.reviews),
            lapses=lapses,
            trace=trace(reviews, 0 if state is None else state.trace),
        )

    def intervals(self, state: State | None, now: float) -> dict[Rating, timedelta]:
        """How long a card would stay away after each rating."""
        card, at = _card(state, now), datetime.fromtimestamp(now, UTC)
        return {rating: self._fsrs.review_card(card, _RATINGS[rating], at)[0].due - at for rating in Rating}


def _scheduler(settings: StudySettings) -> fsrs.Scheduler:
    return fsrs.Scheduler(
        fsrs.Scheduler().parameters if settings.parameters is None else settings.parameters,
        desired_retention=settings.desired_retention,
        learning_steps=[timedelta(seconds=step) for step in settings.learning_steps],
        relearning_steps=[timedelta(seconds=step) for step in settings.relearning_steps],
        maximum_interval=settings.maximum_interval,
        enable_fuzzing=False,
    )


def trace(reviews: Iterable[Review], before: int = 0) -> int:
    """That of the state after reviews, and after those before them."""
    for review in reviews:
        before = crc32(f"{review.at} {int(review.rating)}".encode(), before)
    return before


_RATINGS = {rating: fsrs.Rating(rating) for rating in Rating}


def _card(state: State | None, at: float) -> fsrs.Card:
    """A card as the library has it; without a number of its own it would sleep to find one."""
    if state is None:
        return fsrs.Card(card_id=0, due=datetime.fromtimestamp(at, UTC))
    return fsrs.Card(
        card_id=0,
        state=_state(state),
        step=state.step,
        stability=state.stability,
        difficulty=state.difficulty,
        due=datetime.fromtimestamp(state.due, UTC),
        last_review=datetime.fromtimestamp(state.last, UTC),
    )


def _state(state: State) -> fsrs.State:
    if state.stage is Stage.REVIEW:
        return fsrs.State.Review
    return fsrs.State.Relearning if state.is_relearnt else fsrs.State.Learning
