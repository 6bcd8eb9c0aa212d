"""The pages of a review and the parts of them that the script asks for again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import NamedTuple
from urllib.parse import quote
from zlib import crc32

from cuedeck.cards.card import WRITTEN, YOU
from cuedeck.decks.local import filling
from cuedeck.decks.review.assets import TEMPLATES
from cuedeck.decks.review.charts import charts, writer
from cuedeck.decks.review.views import BuiltDeck, CardView, Forecast, NoteRow, NoteView, Overview, Standing, State
from cuedeck.decks.review.words import Words


def _fill(name: str, **values: object) -> str:
    return filling.fill(name, TEMPLATES, **values)


class _Sums(NamedTuple):
    """Of all notes."""

    notes: int
    taken: int
    offered: int
    dropped: int
    undecided: int
    new: int


@dataclass(frozen=True, slots=True)
class Pages:
    """All pages, in the words of one language."""

    words: Words

    def _page(self, name: str, state: State, **values: object) -> str:
        return _fill(
            f"{name}.html.j2",
            room="review",
            page=name,
            state=state,
            problem=state.problem,
            w=self.words.page,
            language=self.words.language,
            script=dict(self.words.script),
            **values,
        )

    def _part(self, name: str, **values: object) -> str:
        return _fill(f"{name}.html.j2", w=self.words.page, **values)

    def list(self, overview: Overview | None, state: State) -> str:
        """All notes with their charts; while they are being read for the first time, how far that is."""
        if overview is None:
            return self._page("progress", state, path="")
        rows = overview.rows
        return self._page(
            "list",
            state,
            path="",
            overview=overview,
            vault=PurePath(overview.vault).name,
            rows=[(row, address(row.path), row.told / row.sentences if row.sentences else 0) for row in rows],
            sums=_sums(rows),
            following=_linked(following("", rows)),
            charts=charts(overview, self.words),
            decks=sorted({row.deck for row in rows}),
        )

    def note(self, view: NoteView, state: State, overview: Overview) -> str:
        """A note beside its cards."""
        return self._page(
            "note",
            state,
            path=view.path,
            view=view,
            version=_version(view.html),
            is_titled=_is_titled(view),
            cards=self.cards(view),
            is_built=overview.is_built,
            following=_linked(following(view.path, overview.rows)),
            previous=view.previous and address(view.previous),
            next=view.next and address(view.next),
        )

    def cards(self, view: NoteView) -> str:
        """All cards of a note and what became none."""
        return self._part("cards", view=view, cards=[self.card(card) for card in view.cards])

    def card(self, card: CardView) -> str:
        """One card with all that can be done to it."""
        return self._part(
            "card",
            card=card,
            version=_version(repr(replace(card, is_new=False))),
            language=self.words.language,
            standing=self.words.page[standing(card)],
            doubt=self.words.doubts.get(card.doubt, card.doubt),
            place=card.context.partition(" › ")[2],
            tags=[tag for tag in card.tags if tag != WRITTEN],
            kind=self.words.kinds[card.kind],
            writer=writer(card.by, self.words),
            is_mine=card.by == YOU,
            is_kept=card.standing is Standing.TAKEN and card.is_decided,
            is_dropped=card.standing is Standing.DROPPED,
            units=" ".join(map(str, card.units)),
        )

    def forecast(self, forecast: Forecast) -> str:
        """What a build would do, and why it would stop."""
        fates = self.words.fates
        decks = {
            deck: ", ".join(f"{many} {what}" for many, what in changes(counts, fates))
            for deck, counts in forecast.decks.items()
        }
        return self._part("forecast", forecast=forecast, changes=changes(forecast.changes, fates), decks=decks)

    def built(self, message: str, decks: Sequence[BuiltDeck]) -> str:
        """What a build made, where it lies, and what to do with it."""
        return self._part("built", message=message, decks=decks)


def changes(counts: Mapping[str, int], fates: Mapping[str, str]) -> Sequence[tuple[int, str]]:
    """How many cards meet each fate, what stays last; nothing where all stay."""
    met = sorted((fate for fate, many in counts.items() if many), key="kept".__eq__)
    return [] if met == ["kept"] else [(counts[fate], fates[fate]) for fate in met]


def _sums(rows: Sequence[NoteRow]) -> _Sums:
    names = _Sums._fields[1:]
    return _Sums(len(rows), *(sum(getattr(row, name) for row in rows) for name in names))


def _is_titled(view: NoteView) -> bool:
    """Whether the note begins with its own title."""
    begins = view.headings[:1]
    return view.html.startswith("<h2 ") and [(one.level, one.text) for one in begins] == [(1, view.title)]


def following(path: str, rows: Sequence[NoteRow]) -> NoteRow | None:
    """The note to go on with: the next that has cards to decide about, from the first on after the last."""
    at = next((at for at, row in enumerate(rows) if row.path == path), -1)
    return next((row for row in (*rows[at + 1 :], *rows[: max(at, 0)]) if row.undecided), None)


def _linked(row: NoteRow | None) -> tuple[str, NoteRow] | None:
    return None if row is None else (address(row.path), row)


def standing(card: CardView) -> str:
    """The name of the word for where a card stands."""
    match card.standing:
        case Standing.OFFERED:
            return "is_offered"
        case Standing.DROPPED:
            return "is_dropped"
        case Standing.TAKEN if card.by == YOU:
            return "is_written"
        case Standing.TAKEN:
            return "is_kept" if card.is_decided else "is_sure"


def _version(text: str) -> str:
    """Another for another text."""
    return f"{crc32(text.encode('utf-8', 'replace')):08x}"


def address(path: str) -> str:
    """Where the page of a note is: `a b.md` -> `/note/a%20b.md`."""
    return f"/note/{quote(path)}"
