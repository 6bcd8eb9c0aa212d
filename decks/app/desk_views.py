"""What a review shows, made of what a build would do and what was decided."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import PurePosixPath

from cuedeck.cards.card import YOU, Card
from cuedeck.cards.correction import Correction
from cuedeck.cards.written import Written
from cuedeck.decks.app import by_hand
from cuedeck.decks.app.desk_building import is_built
from cuedeck.decks.app.finding import Finding, Sort
from cuedeck.decks.app.planning import Plan
from cuedeck.decks.app.seats import Seat, counts, seats
from cuedeck.decks.page.media import embed
from cuedeck.decks.page.time_link import safe_link, shown_time
from cuedeck.decks.page.typeset import bare, typeset
from cuedeck.decks.review.note_html import Rendered, Unit, rendered
from cuedeck.decks.review.views import CardView, NoteRow, NoteView, Overview, Refusal, Standing, Typed
from cuedeck.extract.coverage import TURNED_DOWN, Coverage
from cuedeck.notes.config import Config
from cuedeck.notes.note import Note, Problem
from cuedeck.notes.reader import read_text, source_of
from cuedeck.notes.vault import File

_KEPT = 40
"""Rendered notes that are kept at hand."""
IsNew = Callable[[Seat], bool]
Decided = Mapping[str, Correction]


@dataclass(slots=True)
class Laid:
    """Notes and cards as they were when they were read last."""

    planned: Plan
    files: Mapping[str, File]
    """The notes under review, by path, in their order."""
    seats: Mapping[str, tuple[Seat, ...]]
    findings: Mapping[str, tuple[Finding, ...]]
    problems: Mapping[str, str]
    is_built: bool = False
    """Whether the decks were as a build would leave them."""
    written: tuple[Written, ...] = ()
    """The cards that their user wrote beside the notes."""
    _rendered: dict[str, tuple[Note | None, Rendered]] = field(default_factory=dict)

    @classmethod
    def of(cls, planned: Plan, chosen: set[str], written: Iterable[Written] = ()) -> Laid:
        """What lies there of some notes."""
        findings: dict[str, list[Finding]] = {}
        for finding in planned.found.findings:
            findings.setdefault(finding.note, []).append(finding)
        files = {file.path: file for file in planned.vault.files(planned.vault.folder) if file.path in chosen}
        return cls(
            planned=planned,
            files=files,
            seats=seats(planned),
            findings={note: tuple(own) for note, own in findings.items()},
            is_built=is_built(planned),
            written=tuple(card for card in written if card.by == YOU),
            problems={problem.note: str(problem) for problem in planned.found.problems},
        )

    @property
    def config(self) -> Config:
        """The settings of the vault."""
        return self.planned.vault.config

    def html(self, path: str) -> tuple[Note | None, Rendered]:
        """A note as it reads; None and nothing where it cannot be read."""
        if path not in self._rendered:
            while len(self._rendered) >= _KEPT:
                self._rendered.pop(next(iter(self._rendered)), None)
            self._rendered[path] = self._read(self.files[path])
        return self._rendered[path]

    def _read(self, file: File) -> tuple[Note | None, Rendered]:
        source = source_of(file.file, file.path)
        note = source if isinstance(source, Problem) else _note(source, file, self.config)
        if isinstance(note, Problem):
            return None, Rendered("", (), ())
        return note, rendered(note, partial(embed, addresses=self.addresses))

    def without(self, path: str, card: Written) -> tuple[Laid, tuple[str, ...]]:
        """What lies there once a written card is gone from a note, and the identity that it had."""
        own = self.seats.get(path, ())
        gone = {seat.guid for seat in own if seat.is_of(card)}
        left = {path: tuple(seat for seat in own if seat.guid not in gone)}
        return replace(self, seats={**self.seats, **left}), tuple(gone)

    def seat(self, path: str, guid: str) -> Seat | None:
        """A card of a note."""
        return next((seat for seat in self.seats.get(path, ()) if seat.guid == guid), None)

    def file_of(self, seat: Seat) -> Written | None:
        """A card as its user wrote it beside the notes; None of any other."""
        own = [card for card in self.written if seat.is_of(card)] if seat.is_own else []
        return next((card for card in own if card.note == seat.card.note), own[0] if own else None)

    @property
    def addresses(self) -> Mapping[str, str]:
        """The pictures of cards as `data:` addresses, by their source."""
        return {source: image.uri for source, image in self.planned.images.items()}


def _note(source: str, file: File, config: Config) -> Note | Problem:
    return read_text(source, path=file.path, deck=file.deck, config=config)


def overview(laid: Laid, decided: Decided, is_new: IsNew) -> Overview:
    """All notes."""
    taken = [
        seat
        for path in laid.files
        for seat in laid.seats.get(path, ())
        if seat.standing(decided.get(seat.guid)) is Standing.TAKEN
    ]
    return Overview(
        vault=str(laid.planned.vault.folder),
        rows=tuple(_row(laid, path, decided, is_new) for path in laid.files),
        kinds=dict(Counter(seat.card.kind.value for seat in taken).most_common()),
        writers=dict(Counter(seat.card.by for seat in taken).most_common()),
        is_built=laid.is_built and laid.planned.corrections == decided,
    )


def _row(laid: Laid, path: str, decided: Decided, is_new: IsNew) -> NoteRow:
    own = laid.seats.get(path, ())
    stand = counts(own, decided)
    waiting = [seat for seat in own if not seat.is_decided(decided.get(seat.guid))]
    told = laid.planned.found.coverages.get(path, Coverage())
    return NoteRow(
        path=path,
        title=_title(laid, path),
        deck=laid.files[path].deck,
        taken=stand[Standing.TAKEN],
        offered=stand[Standing.OFFERED],
        dropped=stand[Standing.DROPPED],
        undecided=len(waiting),
        new=sum(map(is_new, waiting)),
        told=told.told,
        sentences=told.sentences,
        problem=laid.problems.get(path, ""),
    )


def _title(laid: Laid, path: str) -> str:
    own = laid.seats.get(path, ())
    return bare(own[0].card.path[0]) if own and own[0].card.path else PurePosixPath(path).stem


def note_view(laid: Laid, path: str, decided: Decided, is_new: IsNew) -> NoteView:
    """A note beside its cards."""
    note, html = laid.html(path)
    cards = [card_view(laid, seat, decided.get(seat.guid), is_new) for seat in laid.seats.get(path, ())]
    paths = list(laid.files)
    at = paths.index(path)
    return NoteView(
        path=path,
        title=_title(laid, path) if note is None else bare(note.title),
        deck=laid.files[path].deck,
        html=html.html,
        language=laid.planned.found.languages.get(path, ""),
        headings=html.headings,
        cards=tuple(sorted(cards, key=lambda card: (card.is_decided, not card.is_new, card.line))),
        refusals=tuple(_refusals(laid, path, html)),
        silences=tuple(_silences(laid, path, html)),
        problem=laid.problems.get(path, ""),
        previous=paths[at - 1] if at else None,
        next=paths[at + 1] if at + 1 < len(paths) else None,
    )


def _refusals(laid: Laid, path: str, html: Rendered) -> Iterator[Refusal]:
    for one in laid.findings.get(path, ()):
        if one.sort is Sort.REJECTED:
            yield Refusal(one.line, one.text, one.reason, _numbers(html.of(one.statement, one.line)))


def _silences(laid: Laid, path: str, html: Rendered) -> Iterator[Refusal]:
    """Why sentences gave no candidate; those whose candidates were turned down gave one."""
    for one in laid.findings.get(path, ()):
        units = _numbers(html.of(one.text, one.line)) if one.sort is Sort.UNCOVERED else ()
        if units and not one.reason.startswith(TURNED_DOWN):
            yield Refusal(one.line, "", one.reason, units)


def _numbers(units: Iterable[Unit]) -> tuple[int, ...]:
    return tuple(unit.number for unit in units)


def _typed(laid: Laid, seat: Seat, card: Card) -> Typed:
    """What stands in the form that changes a card."""
    shown, own = by_hand.shown(card), laid.file_of(seat)
    if own is None:
        return shown
    typed, plain = by_hand.typed(own), by_hand.shown(seat.card)
    if seat.is_remembered:
        return replace(shown, quote=own.quote)
    # What cards.yaml has changed stands there as it is shown.
    question = typed.question if shown.question == plain.question else shown.question
    return Typed(own.quote, question, typed.answer if shown.answer == plain.answer else shown.answer)


def card_view(laid: Laid, seat: Seat, correction: Correction | None, is_new: IsNew) -> CardView:
    """A card as its user decides about it."""
    card = seat.shown(correction)
    _, html = laid.html(card.note)
    units = html.of(seat.card.statement, seat.card.line)
    words = None if correction is None else (correction.question, correction.answer)
    return CardView(
        guid=seat.guid,
        kind=card.kind.value,
        typed=_typed(laid, seat, card),
        is_written=seat.is_own and not seat.is_remembered,
        question=card.question.plain,
        answer=card.answer.plain,
        question_html=typeset(embed(card.question.html, laid.addresses)),
        answer_html=typeset(embed(card.answer.html, laid.addresses)),
        context=" › ".join(bare(part) for part in card.context),
        tags=card.tags,
        deck=card.deck,
        by=card.by,
        standing=seat.standing(correction),
        is_decided=seat.is_decided(correction),
        is_new=is_new(seat),
        is_corrected=words is not None and any(word is not None for word in words),
        time=shown_time(card.cue),
        url=safe_link(card.cue),
        line=card.line,
        units=_numbers(units),
        statements=tuple(unit.text for unit in units),
        doubt=card.doubt,
    )
