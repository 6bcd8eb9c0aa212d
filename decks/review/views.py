"""What the pages of a review show, and what they ask of whoever holds notes and decks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol


class Standing(StrEnum):
    """Where a card stands now."""

    TAKEN = "taken"
    """In the deck."""
    OFFERED = "offered"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Typed:
    """A card as its user types it."""

    quote: str
    """The statement of the note that it rests on."""
    question: str
    answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CardView:
    """A card as its user decides about it."""

    guid: str
    kind: str
    typed: Typed
    """What its user finds in the form that changes it."""
    is_written: bool
    """Whether that is Markdown, which stands in a file of its user's."""
    question: str
    """Plain text, as is `answer`."""
    answer: str
    question_html: str
    """Set for pages, as is `answer_html`."""
    answer_html: str
    context: str
    tags: tuple[str, ...]
    deck: str
    by: str
    standing: Standing
    is_decided: bool
    """Whether its user has kept, dropped, changed, marked or written it."""
    is_new: bool
    """Whether it is new, or another than when its note was last looked at."""
    is_corrected: bool
    """Whether its user has changed its words."""
    time: str
    url: str | None
    line: int
    units: tuple[int, ...]
    """The statements of the note that it stands on."""
    statements: tuple[str, ...]
    """Their words."""
    doubt: str = ""
    """What a second reader said against it, in a word."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """What became no card, and why."""

    line: int
    text: str
    """The candidate; empty of a sentence that gave none."""
    reason: str
    units: tuple[int, ...] = ()
    """The statements of the note that it stands on."""


@dataclass(frozen=True, slots=True)
class HeadingView:
    """A heading to go to."""

    anchor: str
    level: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteView:
    """A note beside its cards."""

    path: str
    title: str
    deck: str
    html: str
    """The note as it reads, each of its statements an element `u<number>`."""
    language: str
    headings: tuple[HeadingView, ...]
    cards: tuple[CardView, ...]
    """Those that wait for a decision first, new ones before others; then in reading order."""
    refusals: tuple[Refusal, ...]
    """The candidates that became no card."""
    silences: tuple[Refusal, ...]
    """The sentences that gave no candidate."""
    problem: str
    """Why the note could not be read; empty where it could."""
    previous: str | None
    """Path of the note before it."""
    next: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteRow:
    """A note in the list of all."""

    path: str
    title: str
    deck: str
    taken: int
    offered: int
    dropped: int
    undecided: int
    new: int
    """Of the undecided ones, those that are new or changed."""
    told: int
    """How many of its sentences are on a card."""
    sentences: int
    problem: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """All notes."""

    vault: str
    rows: tuple[NoteRow, ...]
    kinds: Mapping[str, int]
    """How many cards of the decks are of each kind."""
    writers: Mapping[str, int]
    """How many of them each has made."""
    is_built: bool = False
    """Whether the decks are as a build would leave them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """How things stand; the page asks again and again."""

    revision: int
    """Grows whenever notes were read again."""
    done: int
    """Notes that have been read, while they are."""
    total: int
    is_busy: bool
    undo: str
    """What could be undone, empty where nothing can."""
    undo_note: str = ""
    """Path of the note that it was done to."""
    undo_writing: bool = False
    """Whether it is a card that was written."""
    problem: str
    """Why notes or decisions cannot be read, a sentence; empty where they can."""


@dataclass(frozen=True, slots=True)
class BuiltDeck:
    """A deck as it was built."""

    name: str
    cards: int
    apkg: str
    """Full path of the Anki package."""
    sheet: str
    """Full path of the page."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a wish."""

    is_done: bool
    message: str
    guids: tuple[str, ...] = ()
    """The cards that stand otherwise now."""
    note: str = ""
    """Path of their note."""
    built: tuple[BuiltDeck, ...] = ()
    """The decks, where they were built."""
    gone: tuple[str, ...] = ()
    """The cards that are none any more."""
    draft: Typed | None = None
    """What had been written of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What a card shall be from now on; None leaves a part as the note has it."""

    quote: str | None = None
    """The statement that a card of one's own rests on."""
    question: str | None = None
    answer: str | None = None
    tags: tuple[str, ...] | None = None
    deck: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """What a build would do."""

    changes: Mapping[str, int]
    decks: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    """The same of each deck in which something would change."""
    dropped: int = 0
    """How many cards are left out since their user dropped them."""
    directory: str = ""
    """Full path of where the files go."""
    is_needed: bool = True
    """Whether there is anything to build."""
    alarms: tuple[str, ...]
    """Why it would stop."""
    problems: tuple[str, ...]


class Desk(Protocol):
    """Where notes, cards and decisions lie."""

    def state(self) -> State:
        """How things stand."""

    def overview(self) -> Overview | None:
        """All notes; None until they have been read."""

    def note(self, path: str) -> NoteView | None:
        """A note beside its cards; None where there is none."""

    def card(self, path: str, guid: str) -> CardView | None:
        """One card of a note."""

    def keep(self, path: str, guids: Sequence[str]) -> Outcome:
        """Take cards for good."""

    def drop(self, path: str, guids: Sequence[str]) -> Outcome:
        """Make cards no more."""

    def correct(self, path: str, guid: str, wish: Wish) -> Outcome:
        """Change the words, tags or deck of a card."""

    def write(self, path: str, typed: Typed) -> Outcome:
        """Write a card on a sentence of a note."""

    def undo(self) -> Outcome:
        """Take back what was done last."""

    def forecast(self) -> Forecast:
        """What a build would do."""

    def build(self, *, force: bool) -> Outcome:
        """Build the decks; `force`: also where the mass-change guard would stop."""
