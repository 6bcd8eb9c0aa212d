"""What a card is: one question with one answer, and where it came from."""

from dataclasses import dataclass
from enum import StrEnum

from cuedeck.notes.cue import Cue

RULES, YOU = "rules", "you"
WRITTEN = "cuedeck::written"
"""Tag of every card that a model or a person wrote beside the notes."""
GAP = "[…]"
"""Stands in the question of a cloze for what is to be recalled."""


class Kind(StrEnum):
    """The shape a card was made from."""

    DEFINITION = "definition"
    TERM = "term"
    LIST = "list"
    ITEM = "item"
    TABLE = "table"
    STATEMENT = "statement"
    CLOZE = "cloze"
    HEADING = "heading"
    QA = "qa"

    @property
    def family(self) -> str:
        """`question` or `cloze`: the Anki note type, which a card never changes under one guid."""
        return "cloze" if self is Kind.CLOZE else "question"


class Tier(StrEnum):
    """Whether a card is in the deck by itself."""

    SURE = "sure"
    """Its rule earned it, or its user wrote, marked or kept it."""
    OFFERED = "offered"
    """It waits for its user to take it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """One side of a card, as plain text and as sanitised HTML."""

    plain: str
    """No Markdown, HTML, wikilink brackets or timestamps; math as TeX between `\\(` and `\\)`."""
    html: str
    """The same with code, images, lists and emphasis; image sources are paths relative to the vault."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One question with one answer, its context, its cue, and where it came from."""

    guid: str
    """The identity: 16 url-safe characters."""
    kind: Kind
    question: Face
    """For a cloze: the sentence with `[…]` for its one gap."""
    answer: Face
    """For a cloze: the text of the gap."""
    items: tuple[str, ...] = ()
    """The entries where the answer enumerates two or more; `answer` joins them with `; `."""
    context: tuple[str, ...] = ()
    """Note title, then headings above the statement, without what would give the answer away."""
    cue: Cue | None = None
    note: str
    """Path of the note, relative to the vault, with `/`."""
    line: int
    """Counts from 1 in the file as it is on disk."""
    deck: str
    """Full name, such as `A::B`."""
    tags: tuple[str, ...] = ()
    """The note's own tags, without cuedeck's."""
    path: tuple[str, ...] = ()
    """Note title and all headings above the statement."""
    pictures: tuple[str, ...] = ()
    """Names that only the content of its pictures has, where that is known."""
    tier: Tier = Tier.SURE
    is_vocabulary: bool = False
    """Whether its sides are words to be learnt, of which each differs from the next one by little."""
    by: str = RULES
    """Who made it: `RULES`, `YOU`, or the name of a model or program."""
    doubt: str = ""
    """What a second reader said against it, in a word, which is why it is only offered."""
    statement: str = ""
    """The words of the note that it was made from, as plain text; empty where only a ledger tells of the card."""

    @property
    def front(self) -> str:
        """Context and question together: what must be unique in a deck."""
        return "\n".join((*self.context, self.question.plain))
