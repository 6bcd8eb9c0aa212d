"""A card of one's own gets other words, in its file where that is sound: as long as no deck knows it.

A ledger finds the cards that it remembers by what the notes say, so a card that it knows keeps its words there, and is
corrected in `cards.yaml` like all others. It may rest on another sentence of its section, where it is found for sure.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from cuedeck.cards.correction import Correction
from cuedeck.cards.draft import Draft
from cuedeck.cards.written import Writings, Written
from cuedeck.decks.app import by_hand, written_files
from cuedeck.decks.app.asking import Asking
from cuedeck.decks.app.decisions import Decisions, faulty
from cuedeck.decks.app.deeds import Decided, Rewrote
from cuedeck.decks.app.seats import Seat
from cuedeck.decks.app.written_files import Addition
from cuedeck.decks.review.views import Typed, Wish
from cuedeck.extract.written.drafts import Drafted
from cuedeck.notes.config import ConfigError


class RefusedError(Exception):
    """Why a card cannot have these words: a reason, or the name of the word for it."""


@dataclass(frozen=True, slots=True)
class Rewriter:
    """Whoever rewrites cards of one note."""

    asking: Asking
    directory: Path
    decisions: Decisions
    identity: Callable[[Written], str | None]
    """Which card it is that somebody wrote so."""
    told: str
    """What it is called to rewrite a card, as in `Undo: changing a card`."""

    def rewrite(self, seat: Seat, before: Written, wish: Wish) -> Rewrote:
        """Give a card other words. Raises RefusedError, ConfigError, LinesError, OSError."""
        after = by_hand.rewritten(before, _typed(seat, before, wish))
        order = self._order(seat, before, after)
        decision = _decision(seat, self.decisions.all.get(seat.guid, Correction()), wish)
        wrong = decision and faulty(decision, seat.guid)
        if wrong:
            raise RefusedError(wrong)
        if not written_files.rewrite(self.directory, [(before, after)], order):
            raise RefusedError("card_gone")
        decided = self._decide(seat, before, after, decision)
        return Rewrote(self.asking.note.path, self.told, before, after, decided, order)

    def _order(self, seat: Seat, before: Written, after: Written) -> Addition | None:
        """That of the lines of the note, where the card rests on another sentence of it."""
        old, new = _drafts(self.asking, before, after)
        if seat.is_remembered and [text.plain for text in old.path] != [text.plain for text in new.path]:
            raise RefusedError("quote_elsewhere")
        moves = old.key != new.key
        return Addition(self.asking.note.path, Writings(), (), self.asking.place) if moves else None

    def _decide(self, seat: Seat, before: Written, after: Written, decision: Correction | None) -> Decided:
        """What is decided about the card, which goes with it where its identity is another one now."""
        wanted = {seat.guid: None, self.identity(after) or seat.guid: decision}
        there = self.decisions.all
        changed = {guid: one for guid, one in wanted.items() if there.get(guid) != one}
        try:
            was = self.decisions.put(changed) if changed else {}
        except (ConfigError, OSError):
            written_files.rewrite(self.directory, [(after, before)])
            raise
        return Decided(self.asking.note.path, self.told, was, changed)


def _typed(seat: Seat, before: Written, wish: Wish) -> Typed:
    was = by_hand.typed(before)
    quote = was.quote if wish.quote is None else wish.quote
    if seat.is_remembered:
        return replace(was, quote=quote)
    return Typed(
        quote,
        was.question if wish.question is None else wish.question,
        was.answer if wish.answer is None else wish.answer,
    )


def _drafts(asking: Asking, before: Written, after: Written) -> tuple[Draft, Draft]:
    old, new = asking.drafted([before, after])
    if not isinstance(old, Drafted) or not isinstance(new, Drafted):
        raise RefusedError("quote_gone")
    if new.reasons:
        raise RefusedError(new.reasons[0])
    return old.draft, new.draft


def _decision(seat: Seat, there: Correction, wish: Wish) -> Correction | None:
    """What `cards.yaml` says besides: words only of a card whose own stay as they are."""
    decision = by_hand.wished(there, wish, words=seat.is_remembered)
    if not seat.is_remembered:
        kept = (
            None if wish.question is not None else there.question,
            None if wish.answer is not None else there.answer,
        )
        decision = replace(decision, question=kept[0], answer=kept[1])
    return None if decision == Correction() else decision
