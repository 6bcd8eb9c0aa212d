"""What pages of studying show of a card, and of all that was studied."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from cuedeck.cards.card import Card
from cuedeck.cards.correction import Correction, corrected
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
    """All that statistics are made of."""

    cards: Sequence[StudyCard]
    corrections: Mapping[str, Correction]
    states: Mapping[str, State]
    """Of these cards, by guid."""
    histories: Iterable[Sequence[Review]]
    days: Days
    now: float


def statistics(studied: Studied) -> Statistics:
    """What was studied, and what is to come."""
    days, states = by_day(studied.histories, studied.days), studied.states
    today = studied.days.day(studied.now)
    stages = Counter(state.stage for state in states.values())
    return Statistics(
        today=today,
        due=forecast(states.values(), studied.days, today),
        days=days,
        streak=streak((day.day for day in days), today),
        stages={**stages, Stage.NEW: len(studied.cards) - len(states)},
        stabilities=bars((state.stability for state in states.values()), STABILITIES),
        difficulties=bars((state.difficulty for state in states.values()), DIFFICULTIES),
        hardest=tuple(_hardest(studied)),
        notes=tuple(_notes(studied)),
    )


def _hardest(studied: Studied) -> Iterable[HardCard]:
    """The cards that were forgotten most often."""
    cards = {one.guid: one for one in studied.cards}
    lapsed = [(guid, state) for guid, state in studied.states.items() if state.lapses]
    lapsed.sort(key=lambda pair: (-pair[1].lapses, -pair[1].difficulty, pair[0]))
    for guid, state in lapsed[:_HARDEST]:
        card = corrected(cards[guid].card, studied.corrections.get(guid))
        yield HardCard(
            guid=guid,
            question=card.question.plain,
            note=card.note,
            line=card.line,
            lapses=state.lapses,
            difficulty=state.difficulty,
        )


def _notes(studied: Studied) -> Iterable[NoteStudied]:
    """How much of each note was studied."""
    notes: dict[str, list[State | None]] = {}
    for one in studied.cards:
        notes.setdefault(one.note, []).append(studied.states.get(one.guid))
    for note, states in sorted(notes.items()):
        seen = [state for state in states if state is not None]
        mature = sum(state.stage is Stage.REVIEW and state.stability >= MATURE for state in seen)
        yield NoteStudied(note=note, cards=len(states), seen=len(seen), mature=mature)
