"""Corrections: what a person decided about single cards, which outlives every build."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from cuedeck.cards.card import WRITTEN, Card, Tier
from cuedeck.cards.changes import Change, Fate, Reconciled, Takes
from cuedeck.cards.entries import entries
from cuedeck.cards.face import plain_answer, plain_face
from cuedeck.cards.history import Identified
from cuedeck.cards.identity import content
from cuedeck.cards.ledger import Entry

DROPPED = "dropped in cards.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What one card shall be; None leaves a part as the notes have it."""

    drop: bool = False
    """Whether the card shall not be made."""
    keep: bool = False
    """Whether the card shall be made even if it is only offered."""
    question: str | None = None
    answer: str | None = None
    tags: tuple[str, ...] | None = None
    deck: str | None = None
    """Full name, such as `A::B`."""

    @property
    def wants(self) -> bool:
        """Whether the card is its user's own, who keeps it or made something else of it."""
        own = (self.question, self.answer, self.tags, self.deck)
        return not self.drop and (self.keep or any(part is not None for part in own))


Corrections = Mapping[str, Correction]
"""By guid."""


def corrected(card: Card, correction: Correction | None) -> Card:
    """The card as a person wants it; a new answer is one text, or has its own entries."""
    if correction is None:
        return card
    items = entries(correction.answer or "")
    return replace(
        card,
        question=card.question if correction.question is None else plain_face(correction.question),
        answer=card.answer if correction.answer is None else plain_answer(correction.answer),
        items=card.items if correction.answer is None else items,
        tags=card.tags
        if correction.tags is None
        else (*correction.tags, *(tag for tag in card.tags if tag == WRITTEN)),
        deck=card.deck if correction.deck is None else correction.deck,
        tier=Tier.SURE if correction.wants else card.tier,
    )


def taking(corrections: Corrections, *, all_cards: bool) -> Takes:
    """Which found cards are in a deck: sure ones and those that their user wants, or all."""

    def takes(each: Identified) -> bool:
        if all_cards or each.card.tier is Tier.SURE:
            return True
        correction = corrections.get(each.guid)
        # What is dropped is remembered as dropped, so that the decision follows it when its note is edited.
        return correction is not None and (correction.wants or correction.drop)

    return takes


def applied(reconciled: Reconciled, corrections: Corrections, *, now: int) -> Reconciled:
    """What becomes of the cards of a deck after a person's decisions; `now` is in POSIX seconds.

    A dropped card is retired. The ledger goes on remembering a card by what the notes say of it, and by the hash of
    what is shown.
    """
    if not any(change.guid in corrections for change in reconciled.changes):
        return reconciled
    changes = tuple(_changes(reconciled.changes, corrections, now))
    after = {change.guid: change.entry for change in changes}
    entries = {entry.guid: after.get(entry.guid, entry) for entry in reconciled.ledger.entries}
    for change in reconciled.changes:
        if _is_dropped(change, corrections):
            entries[change.guid] = _dropped(change, now)
    ledger = replace(reconciled.ledger, entries=tuple(entries.values()))
    found = {guid: entries[entry.guid] for guid, entry in reconciled.entries.items()}
    return replace(reconciled, ledger=ledger, entries=found, changes=changes)


def _changes(changes: tuple[Change, ...], corrections: Corrections, now: int) -> Iterator[Change]:
    for change in changes:
        if not _is_dropped(change, corrections):
            yield _shown(change, corrections.get(change.guid))
        elif change.was is not None and change.was.retired is None:
            entry = _dropped(change, now)
            yield replace(change, change=Fate.RETIRED, reason=DROPPED, score=None, card=None, entry=entry)


def _is_dropped(change: Change, corrections: Corrections) -> bool:
    correction = corrections.get(change.guid)
    return correction is not None and correction.drop and change.card is not None


def _dropped(change: Change, now: int) -> Entry:
    """The tombstone of a dropped card, as it was if it was one already."""
    before = None if change.was is None else change.was.retired
    if before is not None and change.was is not None:
        return replace(change.entry, retired=before, changed=change.was.changed)
    later = now if change.was is None else max(now, change.was.changed + 1)
    return replace(change.entry, retired=now, changed=later)


def _shown(change: Change, correction: Correction | None) -> Change:
    """The change of a card that is shown as its correction wants."""
    if correction is None or change.card is None:
        return change
    entry = replace(change.entry, content=content(corrected(replace(change.card, guid=change.guid), correction)))
    was = change.was
    if was is None or change.change is Fate.REVIVED:
        return replace(change, entry=entry)
    if was.content == entry.content:
        return replace(change, change=Fate.KEPT, entry=replace(entry, changed=was.changed))
    if change.change is Fate.KEPT:
        later = max(change.entry.changed, was.changed + 1)
        return replace(change, change=Fate.EDITED, reason="changed in cards.yaml", entry=replace(entry, changed=later))
    return replace(change, entry=entry)
