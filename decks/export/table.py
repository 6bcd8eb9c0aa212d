"""Cards as a table, which Anki imports and any program of spreadsheets opens."""

import csv
import re
from collections.abc import Sequence
from html import escape
from io import StringIO

from cuedeck.cards.card import Card
from cuedeck.cards.ledger import Entry
from cuedeck.decks.anki.fields import fields_of, tags_of
from cuedeck.decks.export.dialect import entity
from cuedeck.decks.export.prepared import Leaving, context, time_of, web_link
from cuedeck.decks.page.media import sources

COLUMNS = (
    *("guid", "notetype", "deck", "tags", "front", "back"),
    *("question", "answer", "context", "time", "link", "note", "number"),
)
"""The first six are for Anki, `front` and `back` as HTML; all others are plain text."""
_SEPARATORS = {",": "Comma", "\t": "Tab"}
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
"""The beginning of a cell that a spreadsheet would calculate, or of one that hides it already."""


def table(cards: Sequence[Leaving], separator: str) -> str:
    """A row for each card, below lines that tell Anki what its columns are.

    Anki passes over lines that begin with `#`; what was imported before is known again by its guid. A cell that a
    spreadsheet would take for a formula begins with an apostrophe, which `plain_cell` takes away.
    """
    text = StringIO()
    text.write(_head(separator))
    rows = csv.writer(text, delimiter=separator, lineterminator="\n")
    rows.writerows(_row(card, entry) for card, entry in cards)
    return text.getvalue()


def is_own(data: bytes) -> bool:
    """Whether a table was written here."""
    return any(data.startswith(_head(separator).encode()) for separator in _SEPARATORS)


def cell(text: str) -> str:
    """Plain text as a cell that no spreadsheet calculates."""
    return f"'{text}" if _FORMULA.match(text) else text


def _head(separator: str) -> str:
    numbered = {"guid": 1, "notetype": 2, "deck": 3, "tags": 4}
    lines = [f"#separator:{_SEPARATORS[separator]}", "#html:true"]
    lines += [f"#{name} column:{number}" for name, number in numbered.items()]
    return "\n".join([*lines, f"#columns:{separator.join(COLUMNS)}", ""])


def _row(card: Card, entry: Entry) -> list[str]:
    front, back = _sides(card, entry)
    is_cloze = card.kind.family == "cloze"
    return [
        card.guid,
        "Cloze" if is_cloze else "Basic",
        cell(card.deck),
        " ".join(sorted(tags_of(card, entry), key=lambda tag: not tag.startswith("cuedeck::"))),
        _html_cell(front),
        _html_cell(back),
        cell(card.question.plain),
        cell(card.answer.plain),
        cell(context(card)),
        cell(time_of(card)),
        cell(web_link(card.cue) or ""),
        cell(card.note),
        str(entry.number),
    ]


def _sides(card: Card, entry: Entry) -> tuple[str, str]:
    """Both sides as Anki's own note types show them: with the context above and the time below."""
    pictures = sources(card.question.html + card.answer.html)
    question, answer, *_ = fields_of(card, entry, dict(zip(pictures, pictures, strict=True)))
    above, time, link = context(card), time_of(card), web_link(card.cue)
    said = f'<a href="{escape(link)}">{time}</a>' if link else time
    front = f"<div><small>{escape(above, quote=False)}</small></div>{question}" if above else question
    return front, f"{answer}<div>{said}</div>" if said else answer


def _html_cell(html: str) -> str:
    """HTML as a cell that no spreadsheet calculates: its first sign is spelt by number, which looks the same."""
    return entity(html[0]) + html[1:] if _FORMULA.match(html) else html
