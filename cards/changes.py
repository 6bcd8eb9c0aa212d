"""What a build changes: the cards found in the notes set against the cards remembered."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import count

from cards.card import Card
from cards.identity import content
from cards.ledger import Entry, Ledger


class Fate(StrEnum):
    """What becomes of a card."""

    KEPT = "kept"
    """Nothing rendered differs."""
    EDITED = "edited"
    """The same card, and anything rendered differs."""
    MOVED = "moved"
    """The same card in another note or section, edited or not."""
    NEW = "new"
    RETIRED = "retired"
    """Remembered and alive, but no longer in the notes."""
    REVIVED = "revived"
    """Retired before, and back in the notes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What becomes of one card, and why."""

    change: Fate
    reason: str
    score: float | None
    """How surely `card` is the card remembered: 1 where the match is exact, None where there was nothing to match."""
    card: Card | None
    """As found in the notes; None for a retired one."""
    entry: Entry
    """What is remembered from now on."""
    was: Entry | None
    """What was remembered before; None for a new one."""

    @property
    def guid(self) -> str:
        """The identity that is remembered."""
        return self.entry.guid

    @property
    def number(self) -> int:
        """The number printed on the card."""
        return self.entry.number


@dataclass(frozen=True, slots=True, kw_only=True)
class Reconciled:
    """A ledger brought up to date, and how it got there."""

    ledger: Ledger
    entries: Mapping[str, Entry]
    """What is remembered of each card found, by the guid the card was found with."""
    changes: tuple[Change, ...]
    """The cards found, in reading order, then the newly retired ones by note and guid."""

    @property
    def counts(self) -> dict[str, int]:
        """How many cards met each fate; every fate is named."""
        met = Counter(change.change for change in self.changes)
        return {fate.value: met[fate] for fate in Fate}


def reconcile(
    ledgers: Mapping[str, Ledger],
    found: Mapping[str, Sequence[Card]],
    *,
    now: int,
    unread: Collection[str] = (),
) -> dict[str, Reconciled]:
    """Set the cards of all decks of a build, in reading order, against what is remembered of them, by deck.

    A deck without a ledger is built for the first time; one without cards loses those it had. `now` is in POSIX
    seconds. `unread` names the notes that could not be read: their cards stay as they were, without a change to
    report. The cards of a deck must have different guids, else ValueError.
    """
    decks = sorted(ledgers.keys() | found.keys())
    return {deck: _reconciled(deck, ledgers.get(deck), found.get(deck, ()), now=now, unread=unread) for deck in decks}


def _reconciled(
    deck: str, ledger: Ledger | None, cards: Sequence[Card], *, now: int, unread: Collection[str]
) -> Reconciled:
    before = ledger or Ledger(deck=deck)
    remembered = {entry.guid: entry for entry in before.entries}
    numbers = count(before.next_number)
    found = {card.guid: _found(card, remembered.get(card.guid), numbers, now) for card in cards}
    if len(found) < len(cards):
        raise ValueError(f"{len(cards) - len(found)} cards of deck {deck} share a guid with another")
    held = {change.guid for change in found.values()}
    missing = (entry for entry in before.entries if entry.guid not in held)
    gone = (_gone(entry, now) for entry in missing if entry.retired is None and entry.note not in unread)
    changes = (*found.values(), *gone)
    entries = remembered | {change.guid: change.entry for change in changes}
    return Reconciled(
        ledger=Ledger(deck=deck, next_number=next(numbers), entries=tuple(entries.values())),
        entries={guid: change.entry for guid, change in found.items()},
        changes=changes,
    )


def _found(card: Card, was: Entry | None, numbers: Iterator[int], now: int) -> Change:
    """The change for a card of the notes, `was` being the card remembered that it is."""
    if was is None:
        entry = _entry(card, guid=card.guid, number=next(numbers), created=now, changed=now)
        reason = "no remembered card has this identity"
        return Change(change=Fate.NEW, reason=reason, score=None, card=card, entry=entry, was=None)
    entry = _entry(card, guid=was.guid, number=was.number, created=was.created, changed=_later(was, now))
    fate = _fate(was, entry)
    kept = fate is Fate.KEPT
    return Change(
        change=fate,
        reason=_reason(was, entry),
        score=1.0,
        card=card,
        entry=was if kept else entry,
        was=was,
    )


def _gone(was: Entry, now: int) -> Change:
    """The change for a card that the notes no longer hold."""
    entry = replace(was, retired=now, changed=_later(was, now))
    reason = "no card of the notes has this identity"
    return Change(change=Fate.RETIRED, reason=reason, score=None, card=None, entry=entry, was=was)


def _entry(card: Card, *, guid: str, number: int, created: int, changed: int) -> Entry:
    return Entry(
        guid=guid,
        number=number,
        kind=card.kind,
        note=card.note,
        path=card.path,
        cue=card.cue.seconds if card.cue else None,
        question=card.question.plain,
        answer=card.answer.plain,
        content=content(card),
        created=created,
        changed=changed,
    )


def _later(was: Entry, now: int) -> int:
    """A time for a change: now, but later than the last one, since Anki takes only a strictly newer note."""
    return max(now, was.changed + 1)


def _fate(was: Entry, entry: Entry) -> Fate:
    if was.retired is not None:
        return Fate.REVIVED
    if was.content == entry.content:
        return Fate.KEPT
    return Fate.EDITED if (was.note, was.path) == (entry.note, entry.path) else Fate.MOVED


def _reason(was: Entry, entry: Entry) -> str:
    if was.content == entry.content:
        return "the same"
    visible = {
        "note": was.note != entry.note,
        "section": was.path != entry.path,
        "kind": was.kind is not entry.kind,
        "question": was.question != entry.question,
        "answer": was.answer != entry.answer,
        "time": was.cue != entry.cue,
    }
    names = [name for name, differs in visible.items() if differs]
    return f"{', '.join(names) or 'markup, link, context, tags or deck'} changed"
