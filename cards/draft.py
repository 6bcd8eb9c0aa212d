"""A card that has not been given its identity yet."""

from dataclasses import dataclass

from cuedeck.cards.card import RULES, Kind, Tier
from cuedeck.notes.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """One question with one answer, as a rule found it in a note."""

    kind: Kind
    question: Text
    answer: Text
    items: tuple[Text, ...] = ()
    """The entries of an enumeration, which are then the answer."""
    ordered: bool = False
    """Whether the entries are steps in order."""
    start: int = 1
    """The number of the first of ordered entries."""
    path: tuple[Text, ...]
    """Headings above the statement, and the bold entries it is nested below."""
    key: tuple[str, ...]
    """What names the fact inside its note, whatever the wording: rule family, heading path, term."""
    statement: Text
    """The words of the note that the card was made from; they hold its stamp and its line."""
    rule: str
    """Name of the rule that found it."""
    lacks: str = ""
    """Why no card can be made of what its writer marked up, in a sentence without its full stop; empty where one can."""
    is_marked: bool = False
    """Whether the note's writer marked it up as a card, or wrote it themselves."""
    by: str = RULES
    """Who found or wrote it, besides what its writer marked up."""
    doubt: str = ""
    """What a second reader said against it, in a word."""
    tags: tuple[str, ...] = ()
    """Besides those of its note."""
    term: Text | None = None
    """The name that the card explains, as it stands inside a sentence."""
    subject: Text | None = None
    """What the sentence speaks of that the card was made from, as the question names it."""
    direction: str | None = None
    """Of vocabulary, what is asked from and for, as in `English → Deutsch`; empty where nothing tells, None elsewhere."""
    tier: Tier = Tier.SURE
    """Whether the evidence for its rule puts it into the deck."""
