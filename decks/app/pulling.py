"""What its user did in Anki to cuedeck's cards, as decisions that `cards.yaml` can hold."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from cuedeck.cards.correction import Correction, Corrections
from cuedeck.cards.ledger import Entry
from cuedeck.decks.anki.plain import plain_cloze, plain_side
from cuedeck.decks.app import corrections, delivered
from cuedeck.decks.app.decisions import Decisions, faulty
from cuedeck.decks.app.delivered import Delivered, Deliveries
from cuedeck.decks.app.pushing import same_collection
from cuedeck.decks.app.stock import remembered
from cuedeck.decks.app.transaction import held
from cuedeck.decks.running.anki_note import SIDES, AnkiNote, side
from cuedeck.decks.running.collection import RunningAnki, There

_COLOURS = ("", "red", "orange", "green", "blue", "pink", "turquoise", "purple")
"""What Anki calls its flags."""
_LEECH = "leech"


class Deed(StrEnum):
    """What somebody did to a card in Anki."""

    DELETED = "deleted"
    SUSPENDED = "suspended"
    EDITED = "edited"
    FLAGGED = "flagged"


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What somebody did to one card, and what `cards.yaml` could hold of it."""

    guid: str
    entry: Entry
    deed: Deed
    decision: Correction | None
    """The card's whole decision then; None where it holds nothing new."""
    told: str
    """More on it, or why there is no decision; may be empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pulled:
    """What was found in Anki."""

    profile: str
    offers: tuple[Offer, ...]
    """By note, then guid."""
    doubled: int
    """How many cards stand there several times, so that nothing can be told of them."""
    is_first: bool
    """Whether nothing was brought there from here, so that edits and deletions cannot be told."""


def pull(directory: Path, anki: RunningAnki, before: Deliveries) -> Pulled:
    """What somebody did in Anki to the cards of the ledgers in a directory.

    Raises AnkiError, ConfigError, LedgerError, OSError.
    """
    with held(directory):
        entries, decided = remembered(directory), corrections.read(directory)
    living = {guid: entry for guid, entry in entries.items() if entry.retired is None}
    there = anki.notes(living)
    same_collection(before, there, other=False)
    ordered = sorted(living.values(), key=lambda entry: (entry.note, entry.guid))
    return Pulled(
        profile=anki.profile,
        offers=tuple(offer for entry in ordered for offer in _offers(entry, there, before.cards, decided)),
        doubled=len(there.doubled),
        is_first=not before.cards,
    )


def apply(directory: Path, pulled: Pulled, before: Deliveries, anki: RunningAnki) -> tuple[Offer, ...]:
    """Write all decisions that are offered, and give those that were written.

    An edit that is taken over is ours from then on: the next push brings it as it is rendered. Raises AnkiError,
    ConfigError, OSError.
    """
    taken = tuple(offer for offer in pulled.offers if offer.decision is not None)
    if not taken:
        return ()
    Decisions(directory).put({offer.guid: offer.decision for offer in taken})
    edited = {offer.guid for offer in taken if offer.deed is Deed.EDITED}
    notes = anki.notes(edited).notes if edited else {}
    cards = {**before.cards, **{guid: replace(before.cards[guid], look=note.look) for guid, note in notes.items()}}
    with held(directory):
        delivered.save(directory, replace(before, cards=cards))
    return taken


def chosen(pulled: Pulled, guids: Collection[str]) -> tuple[Pulled, Sequence[str]]:
    """Only what was done to some cards, and those of them to which nothing was done."""
    offers = tuple(offer for offer in pulled.offers if not guids or offer.guid in guids)
    return replace(pulled, offers=offers), sorted(set(guids) - {offer.guid for offer in offers})


def _offers(entry: Entry, there: There, before: Mapping[str, Delivered], decided: Corrections) -> Iterator[Offer]:
    """What was done to one card; a decision holds all that was decided on it before, too."""
    guid = entry.guid
    note, was, known = there.notes.get(guid), before.get(guid), decided.get(guid, Correction())
    if guid in there.doubled or known.drop:
        return
    if note is None:
        if was is not None and not was.retired:
            yield Offer(guid=guid, entry=entry, deed=Deed.DELETED, decision=_drop(known), told="")
        return
    if note.suspended:
        yield _suspended(entry, note, known)
    elif was is not None and note.look != was.look:
        yield _edited(entry, note, was, known)
    if note.flag:
        yield Offer(guid=guid, entry=entry, deed=Deed.FLAGGED, decision=None, told=_colour(note.flag))


def _drop(known: Correction) -> Correction:
    return replace(known, drop=True, keep=False)


def _suspended(entry: Entry, note: AnkiNote, known: Correction) -> Offer:
    """Who suspends a card does not want it; a leech was suspended by Anki itself."""
    is_leech = any(tag.lower() == _LEECH for tag in note.tags)
    told = (
        "Anki did that by itself, since it was forgotten too often: `cuedeck drop` it, or word it better"
        if is_leech
        else ""
    )
    decision = None if is_leech else _drop(known)
    return Offer(guid=entry.guid, entry=entry, deed=Deed.SUSPENDED, decision=decision, told=told)


def _edited(entry: Entry, note: AnkiNote, was: Delivered, known: Correction) -> Offer:
    """What of an edit can be taken over."""
    parts = [
        name
        for name, here in zip(("front", "back"), SIDES, strict=True)
        if _differs(note, was, name) and side(note.fields, here)
    ]
    decision, told = known, ""
    if "front" in parts or "back" in parts:
        words = _words(entry, note, parts)
        if words is None:
            told = f"it has more in it than words, which cards.yaml cannot hold: change {entry.note} instead"
        else:
            decision = _corrected(entry, known, words)
            told = "" if (fault := faulty(decision, entry.guid)) is None else fault
    if note.look.rest != was.look.rest:
        told = "; ".join(
            filter(None, (told, "what stands below the answer is made from the note, and cannot be taken over"))
        )
    is_new = decision != known and faulty(decision, entry.guid) is None
    return Offer(guid=entry.guid, entry=entry, deed=Deed.EDITED, decision=decision if is_new else None, told=told)


def _differs(note: AnkiNote, was: Delivered, part: str) -> bool:
    return bool(getattr(note.look, part) != getattr(was.look, part))


def _words(entry: Entry, note: AnkiNote, parts: Iterable[str]) -> dict[str, str] | None:
    """The words of the parts that were edited, as question and answer; None where they are more than words."""
    front, back = (side(note.fields, names) for names in SIDES)
    if entry.kind.family == "cloze":
        sides = plain_cloze(front)
        return None if sides is None else dict(zip(("question", "answer"), sides, strict=True))
    words = {
        "question": plain_side(front) if "front" in parts else "",
        "answer": plain_side(back) if "back" in parts else "",
    }
    return None if None in words.values() else {key: text for key, text in words.items() if text}


def _corrected(entry: Entry, known: Correction, words: Mapping[str, str]) -> Correction:
    """The decision with what was reworded; a side that says what it said before has none."""
    shown = {"question": known.question or entry.question, "answer": known.answer or entry.answer}
    new = {key: text for key, text in words.items() if text != shown[key]}
    return replace(known, question=new.get("question", known.question), answer=new.get("answer", known.answer))


def _colour(flag: int) -> str:
    return _COLOURS[flag] if flag < len(_COLOURS) else str(flag)
