"""What a review shows once a card that somebody wrote is taken back."""

from dataclasses import replace

from cuedeck.cards.written import Written
from cuedeck.decks.app import by_hand
from cuedeck.decks.app.desk_views import Laid
from cuedeck.decks.review.views import Outcome


def unwritten(undone: Outcome, card: Written, laid: Laid | None) -> tuple[Outcome, Laid | None]:
    """What became of a card that was written, which is not shown any more, and can be written again."""
    undone = replace(undone, draft=by_hand.typed(card))
    if laid is None:
        return undone, None
    left, gone = laid.without(undone.note, card)
    return replace(undone, gone=gone), left


def rewound(undone: Outcome, guid: str | None) -> Outcome:
    """What became of a card that has its words of before again; `guid`: which card it is now."""
    return replace(undone, guids=(guid,) if guid else (), gone=tuple(one for one in undone.guids if one != guid))
