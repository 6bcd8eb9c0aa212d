"""What pages of studying show of a card, and of all that was studied."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from cuedeck.cards.card import Card
from cuedeck.cards.correction import Correction, corrected
from cuedeck.decks.app.reviews import Reviews
from cuedeck.decks.app.study_cards import StudyCard
from cuedeck.decks.page.media import find_images
from cuedeck.decks.page.time_link import safe_link, shown_time
from cuedeck.decks.page.typeset import bare
from cuedeck.decks.schedule.days import Days
from cuedeck.decks.schedule.review import Review, Stage
from cuedeck.decks.schedule.states import State
from cuedeck.decks.schedule.statistics import (
    DIFFICULTIES,
    MATURE,
    STABILITIES,
    bars,
    by_day,
    forecast,
    streak,
)
from cuedeck.decks.study.sides import sides
from cuedeck.decks.study.views import Asked, Choice, HardCard, Moment, NoteStudied, Statistics
from cuedeck.notes.reader import named_recording, source_of

_HARDEST = 20
"""Cards that are named as the hardest."""


def asked(
    one: StudyCard, correction: Correction | None, state: State | None, choices: Iterable[Choice], vault: Path
) -> Asked:
    """A card as it is put to its user."""
    card = corrected(one.card, correction)
    pictures = {source: image.uri for source, image in find_images(vault, [card])[0].items()}
    front, back = sides(card, pictures)
    return Asked(
        guid=one.guid,
        seen=0 if state is None else state.reviews,
        question=card.question.plain,
        answer=card.answer.plain,
        front_html=front,
        back_html=back,
        context=" › ".join(bare(part) for part in card.context),
        moment=_moment(card, vault),
        note=card.note,
        line=card.line,
        deck=card.deck,
        tags=card.tags,
        kind=card.kind.value,
        language=one.language,
        stage=Stage.NEW if state is None else state.stage,
        choices=tuple(choices),
    )


def _moment(card: Card, vault: Path) -> Moment | None:
    if card.cue is None:
        return None
    source = source_of(vault / card.note, card.note)
    recording = named_recording(source) if isinstance(source, str) else ""
    return Moment(time=shown_time(card.cue), seconds=card.cue.seconds, url=safe_link(card.cue), recording=recording)


@dataclass(frozen=True, slots=True)
class Studied:
    """Cards, and what was written down about them."""

    cards: Mapping[str, StudyCard]
    """By guid, in the order in which they are learnt."""
    corrections: Mapping[str, Correction]
    reviews: Reviews
    is_whole: bool
    """Whether these are all cards there are, so that reviews of cards that are gone count."""

    @property
    def states(self) -> dict[str, State]:
        """Of those cards that were asked, by guid."""
        states = self.reviews.states
        return {guid: states[guid] for guid in self.cards if guid in states}

    @property
    def histories(self) -> Iterable[Sequence[Review]]:
        """The reviews of each card. Raises OSError."""
        told = self.reviews.histories()
        return told.values() if self.is_whole else [told[guid] for guid in self.cards if guid in told]


def statistics(studied: Studied, days: Days, now: float) -> Statistics:
    """What was studied up to a moment, in POSIX seconds, and what is to come. Raises OSError."""
    done, states, today = by_day(studied.histories, days), studied.states, days.day(now)
    stages = Counter(state.stage for state in states.values())
    return Statistics(
        today=today,
        due=forecast(states.values(), days, today),
        days=done,
        streak=streak((day.day for day in done), today),
        stages={**stages, Stage.NEW: len(studied.cards) - len(states)},
        stabilities=bars((state.stability for state in states.values()), STABILITIES),
        difficulties=bars((state.difficulty for state in states.values()), DIFFICULTIES),
        hardest=tuple(_hardest(studied, states)),
        notes=tuple(_notes(studied, states)),
    )


def _hardest(studied: Studied, states: Mapping[str, State]) -> Iterable[HardCard]:
    """The cards that were forgotten most often."""
    lapsed = [(guid, state) for guid, state in states.items() if state.lapses]
    lapsed.sort(key=lambda pair: (-pair[1].lapses, -pair[1].difficulty, pair[0]))
    for guid, state in lapsed[:_HARDEST]:
        card = corrected(studied.cards[guid].card, studied.corrections.get(guid))
        yield HardCard(
            guid=guid,
            question=card.question.plain,
            note=card.note,
            line=card.line,
            lapses=state.lapses,
            difficulty=state.difficulty,
        )


def _notes(studied: Studied, states: Mapping[str, State]) -> Iterable[NoteStudied]:
    """How much of each note was studied."""
    notes: dict[str, list[State | None]] = {}
    for one in studied.cards.values():
        notes.setdefault(one.note, []).append(states.get(one.guid))
    for note, own in sorted(notes.items()):
        seen = [state for state in own if state is not None]
        mature = sum(state.stage is Stage.REVIEW and state.stability >= MATURE for state in seen)
        yield NoteStudied(note=note, cards=len(own), seen=len(seen), mature=mature)
