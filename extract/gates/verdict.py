"""The one verdict on a candidate: every reason why it would not be worth a student's minute."""

from cuedeck.cards.draft import Draft
from cuedeck.extract.gates import worth
from cuedeck.extract.gates.shape import GATES, empty, too_long
from cuedeck.notes.config import Limits

_LIMITS = Limits()


def verdict(draft: Draft, *, title: str = "", limits: Limits = _LIMITS) -> tuple[str, ...]:
    """The reasons against a card, of a note with this title, the gravest first; none where it may be made."""
    gates = (empty,) if draft.is_marked else GATES
    reasons = (too_long(draft, limits), *(gate(draft) for gate in gates), worth.reason_against(draft, title))
    return tuple(reason for reason in reasons if reason is not None)
