"""What is remembered of a card, by FSRS: from the reviews of a card to when it comes back."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import fsrs

from cuedeck.decks.schedule.review import Rating, Review, Stage
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


class Scheduler:
    """Says when cards come back. The same reviews give the same states."""

    def __init__(self, settings: StudySettings) -> None:
        """ValueError says which parameter cannot be."""
        given = {} if settings.parameters is None else {"parameters": settings.parameters}
        self._fsrs = fsrs.Scheduler(
            **given,
            desired_retention=settings.desired_retention,
            learning_steps=[timedelta(seconds=step) for step in settings.learning_steps],
            relearning_steps=[timedelta(seconds=step) for step in settings.relearning_steps],
            maximum_interval=settings.maximum_interval,
            enable_fuzzing=False,
        )

    def after(self, state: State | None, rating: Rating, at: float) -> State:
        """The state of a card after one more review, at POSIX seconds; None for a card that was never asked."""
        card, _ = self._fsrs.review_card(_card(state, at), _RATINGS[rating], datetime.fromtimestamp(at, UTC))
        is_lapse = state is not None and state.stage is Stage.REVIEW and rating is Rating.AGAIN
        return State(
            stage=Stage.REVIEW if card.state is fsrs.State.Review else Stage.LEARNING,
            is_relearnt=card.state is fsrs.State.Relearning,
            step=card.step,
            stability=card.stability or 0,
            difficulty=card.difficulty or 0,
            due=card.due.timestamp(),
            first=at if state is None else state.first,
            last=at,
            reviews=1 if state is None else state.reviews + 1,
            lapses=is_lapse + (0 if state is None else state.lapses),
        )

    def replayed(self, reviews: Iterable[Review], state: State | None = None) -> State | None:
        """The state of a card after reviews in their order."""
        for review in reviews:
            state = self.after(state, review.rating, review.at)
        return state

    def intervals(self, state: State | None, at: float) -> dict[Rating, timedelta]:
        """How long a card would stay away after each rating."""
        return {rating: timedelta(seconds=self.after(state, rating, at).due - at) for rating in Rating}


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
