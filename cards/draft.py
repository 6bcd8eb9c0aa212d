"""A card that has not been given its identity yet."""

from dataclasses import dataclass

from cuedeck.cards.card import Kind, Tier
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
    path: tuple[Text, ...]
    """Headings above the statement, and the bold entries it is nested below."""
    key: tuple[str, ...]
    """What names the fact inside its note, whatever the wording: rule family, heading path, term."""
    statement: Text
    """The words of the note that the card was made from; they hold its stamp and its line."""
    rule: str
    """Name of the rule that found it."""
    confidence: float
    """Share of such cards that careful readers keep, from 0 to 1; ranks the cards made from one statement."""
    tier: Tier = Tier.SURE
    """Whether the evidence for its rule puts it into the deck."""

    @property
    def is_marked(self) -> bool:
        """Whether the writer marked it up as a card."""
        return self.rule.startswith("mark.")
