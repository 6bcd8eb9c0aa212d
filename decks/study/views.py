"""What the pages of studying show, and what they ask of whoever holds cards and reviews."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from cuedeck.decks.schedule.review import Rating, Stage
from cuedeck.decks.schedule.statistics import Bar, Day


@dataclass(frozen=True, slots=True)
class Choice:
    """A rating, and what would follow from it."""

    rating: Rating
    interval: timedelta
    """Until the card comes back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """The second of a recording that a card points back to."""

    time: str
    """As pages show it: `1:21`, `≈ 1:21` where it is a neighbour's, `1:21?` where it cannot be trusted."""
    seconds: int
    url: str | None
    """Opens the recording at that second; None where no link is safe or known."""
    recording: str
    """What the note's front matter names as its recording, an address or a path; empty where it names none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The card that is up now."""

    guid: str
    seen: int
    """How often it was rated before; to be handed back with its rating, so that what was rated elsewhere is refused."""
    question: str
    """Plain text to be edited, as is `answer`."""
    answer: str
    front_html: str
    """The question as Anki shows it, pictures as `data:` addresses, formulas drawn; a gap is a `span.cloze`."""
    back_html: str
    """The answer as Anki shows it; of a cloze the whole sentence, its gap filled in a `span.cloze`."""
    context: str
    """Plain text: `Cell division › Mitosis`."""
    moment: Moment | None
    note: str
    """Path in the vault, with `/`."""
    line: int
    deck: str
    tags: tuple[str, ...]
    kind: str
    language: str
    """Code of the language of its note, such as `en`; empty where nothing tells."""
    stage: Stage
    choices: tuple[Choice, ...]
    """One for each rating, in their order."""


@dataclass(frozen=True, slots=True)
class Left:
    """How many cards are left today."""

    new: int
    learning: int
    """Cards that come back within the day, also those whose minutes have not passed."""
    due: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """What is up now."""

    card: Asked | None
    """None where nothing is to be asked now."""
    left: Left
    returns: datetime | None
    """When the next card comes, in UTC, where none is up; None where none ever will."""
    undo: str
    """Guid of the card whose rating, dropping or rewording can be taken back; empty where nothing can."""
    problems: tuple[str, ...]
    """What is wrong with logs or decisions, a sentence each."""


class Refusal(StrEnum):
    """Why something was not done."""

    ELSEWHERE = "elsewhere"
    """The card was rated in another tab, by another program or on another machine meanwhile."""
    GONE = "gone"
    """No deck has the card any more."""
    NOTHING = "nothing"
    """There is nothing to take back."""
    CHANGED = "changed"
    """Somebody else changed meanwhile what should be taken back."""
    FAULT = "fault"
    """A file cannot be read or written, or words cannot be taken: `message` says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of a wish."""

    refusal: Refusal | None = None
    """None where it was done."""
    message: str = ""
    """The reason of a fault, one sentence."""
    guid: str = ""
    """The card that it concerns."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HardCard:
    """A card that was forgotten often."""

    guid: str
    question: str
    """Plain text."""
    note: str
    line: int
    lapses: int
    """How often it was forgotten after it had been learnt."""
    difficulty: float
    """From 1 to 10."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteStudied:
    """How much of a note was studied."""

    note: str
    cards: int
    seen: int
    """Of its cards, those that were asked at least once."""
    mature: int
    """Of these, those that stay for three weeks and longer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statistics:
    """What was studied, and what is to come."""

    today: date
    due: tuple[int, ...]
    """How many cards come back on each of 365 days from today on, overdue ones today; new ones are not among them."""
    days: tuple[Day, ...]
    """Each day on which something was studied, in order."""
    streak: int
    """Days in a row up to today, or to yesterday, on which something was studied."""
    stages: Mapping[Stage, int]
    stabilities: tuple[Bar, ...]
    """Days until the chance of recalling a card falls to 90 %, of all cards that were asked."""
    difficulties: tuple[Bar, ...]
    """From 1 to 10, of the same cards."""
    hardest: tuple[HardCard, ...]
    notes: tuple[NoteStudied, ...]
    """In reading order."""


class Study(Protocol):
    """Where cards, decisions and reviews lie; its methods may be called from several threads."""

    @property
    def vault(self) -> Path:
        """Full path of the folder that note paths and paths of recordings are relative to."""

    def turn(self) -> Turn:
        """What is up now."""

    def rate(self, guid: str, rating: Rating, ms: int, *, seen: int) -> Outcome:
        """Write down how well a card was recalled; refused where it was rated since it was `seen`."""

    def undo(self) -> Outcome:
        """Take back the last rating, dropping or rewording, again and again; its card is up then."""

    def drop(self, guid: str) -> Outcome:
        """Make a card no more, as `cuedeck drop` does."""

    def reword(self, guid: str, question: str, answer: str) -> Outcome:
        """Change the words of a card, as a review does."""

    def statistics(self) -> Statistics:
        """What was studied, and what is to come."""
