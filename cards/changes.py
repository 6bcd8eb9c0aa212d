"""What a build changes: the cards found in the notes set against the cards remembered."""

from collections import Counter
from collections.abc import Callable, Collection, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import count

from cuedeck.cards.card import Card
from cuedeck.cards.history import Identified, Origin, identified
from cuedeck.cards.identity import content
from cuedeck.cards.ledger import Entry, Ledger
from cuedeck.cards.reasons import SAME, Whereabouts, why

GONE = "nothing in the notes asks for the same"
OFFERED = "its kind of card is only offered now; `cards: all` or `cuedeck keep` brings it back"

Takes = Callable[[Identified], bool]
"""Whether a found card is in its deck."""


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
    """Remembered and alive, but no longer in the notes, or only offered."""
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
    """What is remembered of each card found that is in the deck, by the guid the card was found with."""
    changes: tuple[Change, ...]
    """The cards found, in reading order, then the newly retired ones by note and guid."""
    waiting: tuple[Identified, ...] = ()
    """The cards found that are only offered, in reading order; they are in no change, unless they were in the deck."""

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
    takes: Takes = lambda _: True,
    held: Collection[str] = (),
) -> dict[str, Reconciled]:
    """Set the cards of all decks of a build, in reading order, against what is remembered of them, by deck.

    A deck without a ledger is built for the first time; one without cards loses those it had. A card that went from
    one deck to another leaves the one ledger for the other, where it has a new number. `now` is in POSIX seconds.
    `unread` names the notes that could not be read: their cards stay as they were, without a change to report, and
    are not taken for others. Cards that a deck does not take are known again like all others, so that they have their
    history when it does. `held` are guids of cards in other decks, which no card gets anew. The cards of a deck must
    have different guids, else ValueError.
    """
    for deck, cards in found.items():
        if alike := len(cards) - len({card.guid for card in cards}):
            raise ValueError(f"{alike} cards of deck {deck} share a guid with another")
    before = {deck: ledgers.get(deck) or Ledger(deck=deck) for deck in sorted(ledgers.keys() | found.keys())}
    identities = identified(before, found, unread, held)
    known = {each.guid: takes(each) for cards in identities.values() for each in cards if each.origin is not None}
    remembered = (entry for ledger in before.values() for entry in ledger.entries)
    where = Whereabouts.of(remembered, (card for cards in found.values() for card in cards))
    return {
        deck: _reconciled(
            # Taken out, since what comes of them needs their memory.
            replace(ledger, deck=deck),
            identities.pop(deck),
            _Round(deck, takes, known, where, now, unread),
        )
        for deck, ledger in before.items()
    }


@dataclass(frozen=True, slots=True)
class _Round:
    """What all decks of a build have in common, and the name of the one at hand."""

    deck: str
    takes: Takes
    known: Mapping[str, bool]
    """Whether they are in a deck, whatever deck, of the remembered cards that were found, by guid."""
    where: Whereabouts
    now: int
    unread: Container[str]


def _reconciled(before: Ledger, cards: Sequence[Identified], build: _Round) -> Reconciled:
    """One ledger brought up to date."""
    numbers = count(before.next_number)
    own = {entry.guid: entry.number for entry in before.entries}
    taken = [each for each in cards if build.takes(each)]
    waiting = {each.guid: each for each in cards if not build.takes(each)}
    found = [_found(each, own.get(each.guid), numbers, build) for each in taken]
    stay = [(entry, _followed(entry, waiting)) for entry in before.entries if not build.known.get(entry.guid)]
    gone = [
        _gone(was, followed, build) for was, followed in stay if was.retired is None and was.note not in build.unread
    ]
    entries = {entry.guid: entry for _, entry in stay} | {change.guid: change.entry for change in (*found, *gone)}
    return Reconciled(
        ledger=Ledger(deck=before.deck, next_number=next(numbers), entries=tuple(entries.values())),
        entries={each.card.guid: change.entry for each, change in zip(taken, found, strict=True)},
        changes=(*found, *gone),
        waiting=tuple(waiting.values()),
    )


def _found(each: Identified, number: int | None, numbers: Iterator[int], build: _Round) -> Change:
    """The change for a card of the notes, which may have a number in its deck already."""
    card, origin, now = each.card, each.origin, build.now
    if origin is None:
        entry = _entry(card, guid=each.guid, number=next(numbers), created=now, changed=now)
        reason = "nothing remembered asks for the same"
        return Change(change=Fate.NEW, reason=reason, score=None, card=card, entry=entry, was=None)
    was = origin.was
    if number is not None and was.retired is None and was.content == content(card):
        return Change(change=Fate.KEPT, reason=SAME, score=origin.score, card=card, entry=was, was=was)
    number = next(numbers) if number is None else number
    entry = _entry(card, guid=each.guid, number=number, created=was.created, changed=_later(was, now))
    fate = _fate(origin, entry, build.deck)
    return Change(
        change=fate,
        reason=why(origin, entry, build.deck, build.where),
        score=origin.score,
        card=card,
        entry=was if fate is Fate.KEPT else entry,
        was=was,
    )


def _followed(was: Entry, waiting: Mapping[str, Identified]) -> Entry:
    """What is remembered of a card that is not in the notes, or waits: that goes on following its note."""
    each = waiting.get(was.guid)
    if each is None or each.origin is None or each.origin.doubtful:
        return was
    entry = _entry(each.card, guid=was.guid, number=was.number, created=was.created, changed=was.changed)
    return replace(entry, retired=was.retired)


def _gone(was: Entry, followed: Entry, build: _Round) -> Change:
    """The change for a card that the notes no longer hold, or only offer."""
    entry = replace(followed, retired=build.now, changed=_later(was, build.now))
    reason = OFFERED if was.guid in build.known else GONE
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


def _fate(origin: Origin, entry: Entry, deck: str) -> Fate:
    was = origin.was
    if was.retired is not None:
        return Fate.REVIVED
    if was.content == entry.content:
        return Fate.KEPT
    stayed = (was.note, was.path, origin.deck) == (entry.note, entry.path, deck)
    return Fate.EDITED if stayed else Fate.MOVED
