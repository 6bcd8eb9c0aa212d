"""The pages of a review and the parts of them that the script asks for again."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from html import escape
from typing import NamedTuple
from urllib.parse import quote
from zlib import crc32

from cuedeck.cards.card import GAP, YOU
from cuedeck.decks.page import template
from cuedeck.decks.page.typeset import typeset
from cuedeck.decks.review.assets import TEMPLATES
from cuedeck.decks.review.charts import charts
from cuedeck.decks.review.views import CardView, Forecast, NoteRow, NoteView, Overview, Standing, State

_fill = partial(template.fill, folder=TEMPLATES)
_FATES = {
    "new": "new",
    "edited": "changed",
    "moved": "moved within the notes",
    "retired": "leave the decks",
    "revived": "come back",
    "kept": "stay as they are",
}
_GAP = '<span class="cloze">[...]</span>'


class _Sums(NamedTuple):
    """Of all notes."""

    notes: int
    taken: int
    offered: int
    dropped: int
    undecided: int
    new: int


def list_page(overview: Overview | None, state: State) -> str:
    """All notes with their charts; while they are being read for the first time, how far that is."""
    if overview is None:
        return _fill("progress.html.j2", state=state, page="progress", path="")
    return _fill(
        "list.html.j2",
        state=state,
        page="list",
        path="",
        vault=overview.vault,
        rows=[(row, address(row.path), row.told / row.sentences if row.sentences else 0) for row in overview.rows],
        sums=_sums(overview.rows),
        charts=charts(overview),
        decks=sorted({row.deck for row in overview.rows}),
    )


def _sums(rows: Sequence[NoteRow]) -> _Sums:
    names = _Sums._fields[1:]
    return _Sums(len(rows), *(sum(getattr(row, name) for row in rows) for name in names))


def note_page(view: NoteView, state: State, overview: Overview) -> str:
    """A note beside its cards."""
    return _fill(
        "note.html.j2",
        state=state,
        page="note",
        path=view.path,
        view=view,
        version=_version(view.html),
        is_titled=_is_titled(view),
        cards=cards_part(view),
        following=_following(view.path, overview.rows),
        previous=view.previous and address(view.previous),
        next=view.next and address(view.next),
    )


def _is_titled(view: NoteView) -> bool:
    """Whether the note begins with its own title."""
    begins = view.headings[:1]
    return view.html.startswith("<h2 ") and [(one.level, one.text) for one in begins] == [(1, view.title)]


def _following(path: str, rows: Sequence[NoteRow]) -> tuple[str, NoteRow] | None:
    """Address of the note to go on with: the next that has cards to decide about, from the first on after the last."""
    at = next((at for at, row in enumerate(rows) if row.path == path), -1)
    found = next((row for row in (*rows[at + 1 :], *rows[: max(at, 0)]) if row.undecided), None)
    return None if found is None else (address(found.path), found)


def cards_part(view: NoteView) -> str:
    """All cards of a note and what became none."""
    return _fill("cards.html.j2", view=view, cards=[card_part(card) for card in view.cards])


def card_part(card: CardView) -> str:
    """One card with all that can be done to it."""
    return _fill(
        "card.html.j2",
        card=card,
        version=_version(repr(replace(card, is_new=False))),
        standing=_standing(card),
        place=card.context.partition(" › ")[2],
        by="you" if card.by == YOU else card.by.rpartition("/")[2],
        is_kept=card.standing is Standing.TAKEN and card.is_decided,
        is_dropped=card.standing is Standing.DROPPED,
        units=" ".join(map(str, card.units)),
    )


def _standing(card: CardView) -> str:
    if card.standing is not Standing.TAKEN:
        return card.standing.value.capitalize()
    if card.by == YOU:
        return "Written"
    return "Kept" if card.is_decided else "Sure"


def _version(text: str) -> str:
    """Another for another text."""
    return f"{crc32(text.encode('utf-8', 'replace')):08x}"


def preview(question: str, answer: str, context: str = "") -> str:
    """A card of plain words as Anki shows it, turned over."""
    asked, told = (typeset(escape(text.strip(), quote=False).replace("\n", "<br>")) for text in (question, answer))
    if GAP in asked:
        shown = asked.replace(GAP, _GAP, 1)
        whole = asked.replace(GAP, f'<span class="cloze">{told}</span>', 1)
        return _fill("preview.html.j2", question=shown, answer=whole, context=context)
    return _fill("preview.html.j2", question=asked, answer=told, context=context)


def forecast_part(forecast: Forecast) -> str:
    """What a build would do, and why it would stop."""
    changes = [(many, _FATES.get(fate, fate)) for fate, many in forecast.changes.items() if many]
    return _fill("forecast.html.j2", forecast=forecast, changes=changes)


def address(path: str) -> str:
    """Where the page of a note is: `a b.md` -> `/note/a%20b.md`."""
    return f"/note/{quote(path)}"
