"""The mass-change guard: a build that would take away much of a deck, or the last of it, stops and asks."""

from collections import Counter
from collections.abc import Collection

from cuedeck.cards.changes import OFFERED, Change, Fate, Reconciled
from cuedeck.cards.correction import DROPPED
from cuedeck.notes.config import Guard

_ALMOST_ALL = 0.9


class MassChangeError(Exception):
    """A build that would retire more cards of a deck than its user allows; the message is a sentence or two."""


def alarm(deck: str, reconciled: Reconciled, guard: Guard, *, lived: int, notes: Collection[str]) -> str | None:
    """Why a build of this deck should stop, None if it may go on; `notes` are the paths of the notes there are.

    Counted is what is retired against the cards that `lived` in the deck before the build; what its user dropped does
    not count. The last cards of a deck never go without being asked about, however few they are, unless most of the
    deck lives on in another.
    """
    gone = [change for change in reconciled.changes if _leaves(change)]
    is_last = len(gone) * 2 > lived and all(entry.retired is not None for entry in reconciled.ledger.entries)
    if not is_last and (len(gone) < guard.least or len(gone) <= guard.share * lived):
        return None
    last = "its last card" if len(gone) == 1 else f"its last {len(gone)} cards"
    what = last if is_last else f"{len(gone)} of {lived} cards"
    return (
        f"deck {deck}: {what} would be retired. {_cause(gone, lived, notes)} If this is meant, go ahead with --force."
    )


def _leaves(change: Change) -> bool:
    return change.change is Fate.RETIRED and change.reason != DROPPED


def _cause(gone: list[Change], lived: int, notes: Collection[str]) -> str:
    """The likeliest cause."""
    if sum(change.reason == OFFERED for change in gone) * 2 > len(gone):
        return "Most of them are only offered now: `cards: all` in cuedeck.yaml, or --all, leaves them in the deck."
    lost = Counter(change.entry.note for change in gone if change.entry.note not in notes)
    if sum(lost.values()) * 2 > len(gone):
        missing = "One of their notes is" if len(lost) == 1 else f"{len(lost)} of their notes are"
        return f"{missing} not there: was a folder renamed or moved, or the wrong one named?"
    if len(gone) > _ALMOST_ALL * lived:
        return "Their notes are still there: did settings in cuedeck.yaml change, or the language model?"
    return "Their notes are still there, with other content: were they rewritten, or settings changed?"
