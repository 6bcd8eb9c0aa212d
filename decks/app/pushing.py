"""A build brought to a running Anki: new and changed cards by a package, the rest of the errand action by action."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from cuedeck.cards.ledger import Entry
from cuedeck.decks.anki.fields import RETIRED
from cuedeck.decks.anki.parcel import Parcel, only, parcels
from cuedeck.decks.app import delivered
from cuedeck.decks.app.delivered import Delivered, Deliveries
from cuedeck.decks.app.errand import Errand, Lot, errand, same_deck, shows
from cuedeck.decks.app.stock import Stock
from cuedeck.decks.app.wishes import Gone, Wish
from cuedeck.decks.running.anki_connect import AnkiError
from cuedeck.decks.running.anki_note import OURS, AnkiNote, Look
from cuedeck.decks.running.collection import RunningAnki, There

_PACKAGE = ".cuedeck.push.apkg"
"""What Anki imports lies in the directory of decks, since not every Anki sees the system's temporary folder."""
_ANKIS_OWN = {"marked", "leech"}
"""Tags that Anki sets for its user."""
_SPARE = {"Spare1", "Spare2"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Pushed:
    """What a push did, or would do."""

    profile: str
    """Its folder."""
    errand: Errand
    kept: int = 0
    """How many changed cards had been edited in Anki later, and stay as they are there."""
    failed: int = 0
    """How many cards Anki did not take."""
    is_first: bool = False
    """Whether nothing was brought to this profile before."""


def deliveries(directory: Path, anki: RunningAnki, *, other: bool) -> Deliveries:
    """What was brought from a directory to the profile that is open.

    Raises AnkiError where that is another one than last time, unless `other`.
    """
    before = delivered.read(directory)
    if not before.profile or (other and before.profile != anki.profile):
        return Deliveries(profile=anki.profile)
    if before.profile != anki.profile:
        raise AnkiError(
            f"Anki has the profile `{name_of(anki.profile)}` open, and the decks in {directory} went to "
            f"`{name_of(before.profile)}` ({before.profile}): open that one, or push to this one with --other-profile"
        )
    return before


def name_of(profile: str) -> str:
    """The name of a profile, by its folder."""
    return profile.replace("\\", "/").rsplit("/", 1)[-1]


def same_collection(before: Deliveries, there: There, *, other: bool) -> Deliveries:
    """What was brought to this collection, if any of it is still there.

    Raises AnkiError where nothing is, unless `other`: somebody took another collection for this profile.
    """
    living = [guid for guid, one in before.cards.items() if not one.retired]
    if not living or any(guid in there.notes or guid in there.doubled for guid in living):
        return before
    if other:
        return Deliveries(profile=before.profile)
    raise AnkiError(
        f"none of the {len(living)} cards that were pushed is in the profile `{name_of(before.profile)}` any more: is it "
        "another collection? --other-profile pushes them anew"
    )


def foreseen(stock: Stock, anki: RunningAnki, before: Deliveries, wish: Wish) -> Pushed:
    """What a push would do. Raises AnkiError."""
    there = anki.notes(stock.guids)
    known = same_collection(before, there, other=wish.other)
    return Pushed(profile=anki.profile, errand=errand(stock, there, known, wish), is_first=not known.cards)


def push(
    stock: Stock,
    directory: Path,
    anki: RunningAnki,
    before: Deliveries,
    wish: Wish,
    *,
    warn: Callable[[int], None] = lambda _: None,
) -> Pushed:
    """Do in Anki what has to be done so that it has what was built, and remember it. The directory must be held.

    `warn` is told how many notes are deleted, before they are. Schedules stay, what its user edited, tagged or moved there stays, and no note is touched but ours. Raises AnkiError,
    ConfigError, OSError; what was done until then is told apart by the next push.
    """
    there = anki.notes(stock.guids)
    before = same_collection(before, there, other=wish.other)
    todo = errand(stock, there, before, wish)
    if todo.gone and wish.gone is Gone.DELETE:
        warn(len(todo.gone))
    after = _bring(todo, stock, directory, anki, (there, before))
    if wish.move:
        for deck, notes in todo.moves.items():
            anki.move(notes, deck)
    _retire(todo, stock.retired, anki)
    if todo.wakes:
        anki.wake(todo.wakes)
    last = there if todo.is_idle else anki.notes(stock.guids)
    cards = dict(_remembered(todo, stock, before.cards, last.notes))
    templates = stock.templates if todo.brought else before.templates
    delivered.save(directory, Deliveries(profile=anki.profile, templates=templates, cards=cards))
    changed = [(last.notes[guid], guid) for guid in todo.of(Lot.CHANGED) if guid in last.notes]
    return Pushed(
        profile=anki.profile,
        errand=todo,
        kept=sum(not shows(note, stock.parcels[guid], before.cards.get(guid)) for note, guid in changed),
        failed=sum(guid not in after.notes for guid in todo.brought),
        is_first=not before.cards,
    )


def _bring(todo: Errand, stock: Stock, directory: Path, anki: RunningAnki, known: tuple[There, Deliveries]) -> There:
    """Have Anki import what is new or changed, put back what an import takes from its user, and give what is there then."""
    there, before = known
    if not todo.brought:
        return there
    file = directory / _PACKAGE
    try:
        for package in stock.packages:
            if own := todo.brought & parcels(package).keys():
                file.write_bytes(only(package, own))
                anki.bring(file)
    finally:
        with suppress(OSError):
            file.unlink(missing_ok=True)
    after = anki.notes(stock.guids)
    for guid in todo.of(Lot.CHANGED):
        if guid in after.notes:
            was, now = there.notes[guid], after.notes[guid]
            _mend(anki, was, now, stock.parcels[guid], before.cards.get(guid), insists=todo.wish.overwrite)
    return after


def _mend(
    anki: RunningAnki, was: AnkiNote, now: AnkiNote, parcel: Parcel, last: Delivered | None, *, insists: bool
) -> None:
    """Put back the tags and fields that the user of a note added, and write what the import did not take.

    It takes nothing that is as old as the note, to the second; where that is not known to be ours, its user edited it.
    """
    fields = {name: text for name, text in was.fields.items() if name not in OURS and text != now.fields.get(name)}
    if (last is not None or insists) and not shows(now, parcel, last):
        fields |= {name: text for name, text in parcel.fields.items() if name not in _SPARE}
        if stale := [tag for tag in (last.tags if last else ()) if tag not in parcel.tags and tag in now.tags]:
            anki.untag([now], stale)
        if fresh := [tag for tag in parcel.tags if tag not in now.tags]:
            anki.tag([now], fresh)
    if fields:
        anki.fill({now.number: fields})
    if own := [tag for tag in _own_tags(was, parcel, last) if tag not in now.tags]:
        anki.tag([now], own)


def _own_tags(was: AnkiNote, parcel: Parcel, last: Delivered | None) -> Iterator[str]:
    """The tags that the user of a note gave it, as far as that can be told."""
    brought = {*(last.tags if last else ()), *parcel.tags, RETIRED}
    for tag in was.tags:
        if tag.lower() in _ANKIS_OWN or (last is not None and tag not in brought):
            yield tag


def _retire(todo: Errand, retired: Mapping[str, Entry], anki: RunningAnki) -> None:
    """Mark the notes of retired cards, suspend or delete them."""
    if not todo.gone:
        return
    if todo.wish.gone is Gone.DELETE:
        anki.delete(todo.gone)
        return
    anki.fill({note.number: {"Retired": _day(retired[note.guid])} for note in todo.gone})
    anki.tag(todo.gone, [RETIRED])
    if todo.wish.gone is Gone.SUSPEND:
        anki.suspend(todo.gone)


def _day(entry: Entry) -> str:
    return "" if entry.retired is None else datetime.fromtimestamp(entry.retired, UTC).date().isoformat()


# --- what is remembered ---


def _remembered(
    todo: Errand, stock: Stock, before: Mapping[str, Delivered], last: Mapping[str, AnkiNote]
) -> Iterator[tuple[str, Delivered]]:
    """All that was brought, as the next push has to know it."""
    handled = {note.guid: note for note in todo.gone}
    for guid in {*before, *stock.parcels, *handled} & stock.guids:
        was, note = before.get(guid), last.get(guid)
        if guid in stock.parcels:
            one = _living(todo.lots[guid], stock.parcels[guid], note, was)
        elif guid in stock.retired:
            one = _tombstone(todo.wish.gone, handled.get(guid), note, was)
        else:
            one = was
        if one is not None:
            yield guid, one


def _living(lot: Lot, parcel: Parcel, note: AnkiNote | None, was: Delivered | None) -> Delivered | None:
    """A card that is in a package: as it was brought now, or as it was before where it was left alone."""
    if note is None:
        return was
    deck = _home(parcel, note, was)
    if was is not None and (lot is Lot.CLASH or (lot is Lot.SAME and not shows(note, parcel, was))):
        return replace(was, deck=deck)
    return Delivered(changed=parcel.changed, look=Look.of(parcel.fields), tags=parcel.tags, deck=deck)


def _home(parcel: Parcel, note: AnkiNote, was: Delivered | None) -> str:
    """The deck that a card was brought to, so that it can be told whether its user has put it elsewhere since."""
    if same_deck(parcel.deck, note.deck) or (was is None and note.is_borrowed):
        return parcel.deck
    return note.deck if was is None else was.deck


def _tombstone(gone: Gone, handled: AnkiNote | None, note: AnkiNote | None, was: Delivered | None) -> Delivered | None:
    """A card that is retired; one that is deleted is as if it had never been brought."""
    if note is None:
        return None
    does = was.retired if was is not None and was.retired else str(Gone.TAG)
    if handled is not None and gone is Gone.SUSPEND and not handled.suspended:
        does = str(Gone.SUSPEND)
    known = was or Delivered(changed=0, look=note.look, tags=note.tags, deck=note.deck)
    return replace(known, retired=does)
