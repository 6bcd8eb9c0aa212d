"""A review's desk: notes, cards and decisions as they lie, kept in step with the files that others change."""

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from cuedeck.cards.correction import Correction
from cuedeck.cards.json_lines import LinesError
from cuedeck.cards.written import Written
from cuedeck.decks.app import by_hand, written_files
from cuedeck.decks.app import decisions as deciding
from cuedeck.decks.app.asking import open_for_writing
from cuedeck.decks.app.build import build
from cuedeck.decks.app.decisions import Decisions
from cuedeck.decks.app.deeds import ChangedSinceError, Decided, Deed, Rewrote, Wrote, replace_cards
from cuedeck.decks.app.desk_building import built_decks, forecast_of
from cuedeck.decks.app.desk_files import Signature, signature
from cuedeck.decks.app.desk_rewriting import RefusedError, Rewriter
from cuedeck.decks.app.desk_undoing import rewound, unwritten
from cuedeck.decks.app.desk_views import Laid, card_view, note_view, overview
from cuedeck.decks.app.guard import MassChangeError
from cuedeck.decks.app.looked_at import LookedAt
from cuedeck.decks.app.memory import Memory
from cuedeck.decks.app.planning import plan
from cuedeck.decks.app.progress import Doing, Way
from cuedeck.decks.app.seats import Seat
from cuedeck.decks.app.sharing import Jobs
from cuedeck.decks.cache.store import Store
from cuedeck.decks.review.views import CardView, Forecast, NoteView, Outcome, Overview, State, Typed, Wish
from cuedeck.decks.review.words import Words, words
from cuedeck.extract.written.drafts import Drafted
from cuedeck.notes.config import ConfigError

MISTAKES = (ConfigError, LinesError, OSError)
"""What a user can put right: told in a sentence, and nothing is written."""


class Desk:
    """All that a review shows and does, in as many threads as there are requests."""

    def __init__(
        self,
        notes: Path,
        directory: Path,
        *,
        jobs: Jobs = None,
        since: int | None = None,
        memory: Memory | None = None,
        spoken: Words | None = None,
    ) -> None:
        """`since`: POSIX seconds from which on cards are new; None: since the last review."""
        self._notes, self._directory, self._jobs, self._since = notes, directory, jobs, since
        self._words = spoken or words("en")
        self._memory = memory or Memory(Store(), at_hand=True)
        self._decisions = Decisions(directory)
        self._looked_at = LookedAt(directory)
        self._deeds: list[Deed] = []
        self._laid: Laid | None = None
        self._signature: Signature | None = None
        self._problem = ""
        self._revision = 0
        self._progress = Way(Doing.READING)
        self._writing = threading.RLock()
        self._reading = threading.Lock()
        self._is_laying = False

    # --- reading ---

    def refresh(self) -> None:
        """Read what has changed since it was read last; nothing where nothing has."""
        with self._reading:
            seen = signature(self._notes, self._directory)
            if self._laid is not None and seen == self._signature:
                return
            self._is_laying = True
            try:
                self._laid = self._lay()
                self._problem, self._signature = "", seen
            except MISTAKES as error:
                self._problem, self._signature = str(error), seen
            finally:
                self._is_laying = False
                self._revision += 1

    def start_refresh(self) -> None:
        """Do so while the page goes on, unless it is being done."""
        if not self._reading.locked():
            threading.Thread(target=self.refresh, daemon=True).start()

    def _lay(self) -> Laid:
        self._progress = Way(Doing.READING)
        planned = plan(self._notes, self._directory, jobs=self._jobs, progress=self._tell, memory=self._memory)
        chosen = {file.path for file in planned.vault.files(self._notes)}
        return Laid.of(planned, chosen, written_files.read_sound(self._directory)[0].cards)

    def _tell(self, way: Way) -> None:
        self._progress = way

    def state(self) -> State:
        """How things stand; what others changed is read from now on."""
        self.start_refresh()
        last = self._deeds[-1] if self._deeds else None
        fault = self._fault()
        return State(
            revision=self._revision + self._decisions.readings,
            done=self._progress.done,
            total=self._progress.of,
            is_busy=self._laid is None or self._is_laying,
            undo=last.what if last else "",
            undo_note=last.note if last else "",
            undo_writing=isinstance(last, Wrote),
            problem=self._problem or fault,
        )

    def _fault(self) -> str:
        try:
            self._decisions.read()
        except MISTAKES as error:
            return str(error)
        return ""

    def _decided(self) -> Mapping[str, Correction]:
        """The decisions, as far as they can be read."""
        try:
            return self._decisions.all
        except MISTAKES:
            return {}

    # --- looking ---

    def overview(self) -> Overview | None:
        """All notes; None until they have been read."""
        laid = self._laid
        return None if laid is None else overview(laid, self._decided(), self._is_new)

    def note(self, path: str) -> NoteView | None:
        """A note beside its cards; None where there is none."""
        laid = self._laid
        if laid is None or path not in laid.files:
            return None
        view = note_view(laid, path, self._decided(), self._is_new)
        self._looked_at.note(laid.seats.get(path, ()))
        return view

    def card(self, path: str, guid: str) -> CardView | None:
        """One card of a note."""
        laid = self._laid
        if laid is None:
            return None
        seat = laid.seat(path, guid)
        return None if seat is None else card_view(laid, seat, self._decided().get(guid), self._is_new)

    def _is_new(self, seat: Seat) -> bool:
        return self._looked_at.is_new(seat) if self._since is None else seat.changed >= self._since

    def close(self) -> None:
        """Write down what was looked at. Raises ConfigError, OSError."""
        self._looked_at.save()

    # --- doing ---

    def keep(self, path: str, guids: Sequence[str]) -> Outcome:
        """Take cards for good."""
        return self._decide(path, guids, "keep", lambda one: replace(one, drop=False, keep=True))

    def drop(self, path: str, guids: Sequence[str]) -> Outcome:
        """Make cards no more."""
        return self._decide(path, guids, "drop", lambda one: replace(one, drop=True, keep=False))

    def correct(self, path: str, guid: str, wish: Wish) -> Outcome:
        """Change the words, tags or deck of a card, which is then wanted; or what one of one's own rests on."""
        laid = self._laid
        seat = laid.seat(path, guid) if laid else None
        own = laid.file_of(seat) if laid and seat else None
        if laid and seat and own:
            return self._rewrite(laid, seat, own, wish)

        return self._decide(
            path, [guid], "change", lambda one: replace(by_hand.wished(one, wish, words=True), keep=True)
        )

    def _decide(
        self, path: str, guids: Sequence[str], doing: str, change: Callable[[Correction], Correction]
    ) -> Outcome:
        laid = self._laid
        known = {seat.guid for seat in laid.seats.get(path, ())} if laid is not None else set()
        if not guids or not known.issuperset(guids):
            return self._refused("card_gone", path)
        with self._writing:
            try:
                there = self._decisions.all
                after = {guid: change(there.get(guid, Correction())) for guid in guids}
                wrong = next(filter(None, (deciding.faulty(one, guid) for guid, one in after.items())), None)
                if wrong is not None:
                    return Outcome(is_done=False, message=wrong, note=path)
                before = self._decisions.put(after)
            except MISTAKES as error:
                return Outcome(is_done=False, message=str(error), note=path)
            self._deeds.append(Decided(path, self._words.many(doing, len(guids)), before, after))
        return Outcome(is_done=True, message="", guids=tuple(guids), note=path)

    def _rewrite(self, laid: Laid, seat: Seat, own: Written, wish: Wish) -> Outcome:
        """Give a card of one's own other words."""
        path = seat.card.note
        with self._writing:
            try:
                asking = open_for_writing(laid.files[path], laid.config)
                if asking is None:
                    return self._refused("note_unread", path)
                told = self._words.many("change", 1)
                rewriter = Rewriter(asking, self._directory, self._decisions, self._identity, told)
                deed = rewriter.rewrite(seat, own, wish)
            except RefusedError as error:
                return self._refused(str(error), path)
            except MISTAKES as error:
                return Outcome(is_done=False, message=str(error), note=path)
            self._deeds.append(deed)
        guid = self._identity(deed.after) or seat.guid
        return Outcome(
            is_done=True, message="", guids=(guid,), note=path, gone=() if guid == seat.guid else (seat.guid,)
        )

    def _identity(self, card: Written) -> str | None:
        """Which card it is that its user wrote so; None where it is none."""
        self.refresh()
        seats = self._laid.seats.values() if self._laid else ()
        return next((seat.guid for own in seats for seat in own if seat.is_of(card)), None)

    def write(self, path: str, typed: Typed) -> Outcome:
        """Write a card on a sentence of a note."""
        laid = self._laid
        if laid is None or path not in laid.files:
            return self._refused("note_gone", path)
        card = by_hand.written(path, typed)
        with self._writing:
            try:
                asking = open_for_writing(laid.files[path], laid.config)
                if asking is None:
                    return self._refused("note_unread", path)
                (one,) = asking.drafted([card])
                if not isinstance(one, Drafted):
                    return self._refused("quote_gone", path)
                if one.reasons:
                    return Outcome(is_done=False, message=one.reasons[0], note=path)
                replace_cards(asking, self._directory, new=(card,), old=())
            except MISTAKES as error:
                return Outcome(is_done=False, message=str(error), note=path)
            self._deeds.append(Wrote(asking, card, self._words.told("write_one")))
        self.start_refresh()
        return Outcome(is_done=True, message="", note=path)

    def _refused(self, why: str, note: str = "", **figures: object) -> Outcome:
        """`why`: the name of the word for it, or a reason as it is."""
        message = self._words.told(why, **figures) if why in self._words.desk else why
        return Outcome(is_done=False, message=message, note=note)

    def undo(self) -> Outcome:
        """Take back what was done last."""
        with self._writing:
            if not self._deeds:
                return self._refused("nothing_to_undo")
            deed = self._deeds[-1]
            try:
                guids = deed.undo(self._decisions, self._directory)
            except ChangedSinceError:
                self._deeds.pop()
                return self._refused("not_undone", deed.note, what=deed.what)
            except MISTAKES as error:
                return Outcome(is_done=False, message=str(error), note=deed.note)
            self._deeds.pop()
            undone = Outcome(
                is_done=True, message=self._words.told("undone", what=deed.what), guids=guids, note=deed.note
            )
            if isinstance(deed, Wrote):
                undone, self._laid = unwritten(undone, deed.card, self._laid)
            elif isinstance(deed, Rewrote):
                undone = rewound(undone, self._identity(deed.before))
        self.start_refresh()
        return undone

    def forecast(self) -> Forecast:
        """What a build would do."""
        try:
            planned = plan(self._notes, self._directory, jobs=self._jobs, memory=self._memory)
        except MISTAKES as error:
            return Forecast(changes={}, alarms=(), problems=(str(error),))
        overview = self.overview()
        dropped = sum(row.dropped for row in overview.rows) if overview else 0
        return forecast_of(planned, self._directory, dropped)

    def build(self, *, force: bool) -> Outcome:
        """Build the decks."""
        with self._writing:
            try:
                report = build(self._notes, self._directory, jobs=self._jobs, force=force, memory=self._memory)
            except (*MISTAKES, MassChangeError) as error:
                return Outcome(is_done=False, message=str(error))
        self.refresh()
        made = built_decks(report)
        told = self._words.many("built", len(made), cards=self._words.many("cards", report.cards))
        return Outcome(is_done=True, message=told, built=made)
