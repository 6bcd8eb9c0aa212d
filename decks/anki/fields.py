"""Cards -> the fields and tags of Anki notes, with nothing in them that Anki would read as its own language."""

import re
import unicodedata
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import lru_cache
from html import escape, unescape
from pathlib import PurePosixPath

from cuedeck.cards.card import GAP, Card
from cuedeck.cards.direction import is_right_to_left
from cuedeck.cards.ledger import Entry
from cuedeck.decks.page.media import embed
from cuedeck.decks.page.time_link import shown_time
from cuedeck.notes import deck_names, formula
from cuedeck.notes.cue import Cue

COMMON_FIELDS = ("Back", "Context", "Source", "Link", "Number", "Id", "Retired", "Spare1", "Spare2")
"""What stands behind `Front` or `Text`, in the order that is frozen for good."""
RETIRED = "cuedeck::retired"
"""Tag of a note whose card is gone."""

_TEX = re.compile(r"(\\\(.*?\\\)|\\\[.*?\\\])", re.DOTALL)
_DIRECTIVE = re.compile(r"\[(?=\[type:|sound:|/?anki:|/?(?:latex|\$\$?)\])", re.IGNORECASE)
_OPENING_BRACE = re.compile(r"\{(?=\{|\Z)|(?<=\{)\{")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_UNFIT_FOR_TAGS = re.compile(r"[\s\"\x00-\x1f\x7f]+")
_NEAR = 1 << 15
"""Tags and headings that are kept ready: many cards of a package have the same."""


def fields_of(card: Card, entry: Entry, names: Mapping[str, str]) -> list[str]:
    """Give the fields of a note in the order of its note type."""
    question = embed(card.question.html, names)
    answer = embed(card.answer.html, names)
    sides = (
        [_cloze(card.guid, question, answer), ""] if card.kind.family == "cloze" else [inert(question), inert(answer)]
    )
    if not sides[0].strip():
        raise ValueError(f"{card.guid}: has an empty front")
    retired = "" if entry.retired is None else datetime.fromtimestamp(entry.retired, UTC).date().isoformat()
    return [
        *map(_directed, sides),
        _trail(card.context),
        _trail((card.note, *card.path[1:])),
        _link(card.cue),
        str(entry.number),
        _text(card.guid),
        retired,
        "",
        "",
    ]


def _directed(side: str) -> str:
    """A side that runs from right to left says so: Anki shows all fields from left to right."""
    return f'<div dir="rtl" style="text-align: right">{side}</div>' if is_right_to_left(side) else side


@lru_cache(_NEAR)
def _trail(parts: tuple[str, ...]) -> str:
    return _text(" › ".join(parts))


def _text(plain: str) -> str:
    return inert(escape(plain, quote=False))


def inert(html: str) -> str:
    """Keep Anki from reading anything in HTML as its own language, except for TeX: `[sound:…]`, `{{c1::…}}`.

    In TeX that does more than to show a formula a sign that nobody sees keeps MathJax from reading it.
    Also NFC, and without what no field may hold: control characters (one of them separates fields) and lone
    surrogates. The entities look the same on the card.
    """
    if not html.isprintable():
        html = _SURROGATE.sub("\ufffd", _CONTROL.sub("", html.replace("\r\n", "\n")))
    if "\\" in html:
        html = _TEX.sub(lambda tex: _unread(tex[0]) if formula.acts(unescape(tex[0])) else tex[0], html)
    if "[" in html:
        html = _DIRECTIVE.sub("&#91;", html)
    if "{" in html:
        html = _OPENING_BRACE.sub("&#123;", html)
    return html if html.isascii() else unicodedata.normalize("NFC", html)


def _unread(tex: str) -> str:
    """TeX with a word joiner inside each of its delimiters."""
    return f"{tex[0]}\u2060{tex[1:-1]}\u2060{tex[-1]}"


def _cloze(guid: str, question: str, answer: str) -> str:
    """Put the answer into the one gap of the question, as Anki writes it: `{{c1::answer}}`."""
    before, gap, after = question.partition(GAP)
    if not gap or not answer.strip():
        raise ValueError(f"{guid}: a cloze without a gap or without an answer")
    return f"{inert(before)}{{{{c1::{_closed(inert(answer))}}}}}{inert(after)}"


def _closed(answer: str) -> str:
    """Keep `}}` from ending the gap early and `::` from beginning a hint.

    In TeX a space parts the braces: that too outlives an edit in Anki, which turns entities into characters.
    """
    parts = _TEX.split(answer.replace("::", "&#58;&#58;"))
    parts[::2] = [part.replace("}", "&#125;") for part in parts[::2]]
    parts[1::2] = [re.sub(r"\}(?=\})", "} ", part) for part in parts[1::2]]
    return "".join(parts)


def _link(cue: Cue | None) -> str:
    """Give the time, as all pages show it, as a link that opens the recording there."""
    time = shown_time(cue)
    if cue is None or cue.url is None or not cue.url.startswith(("https://", "http://")):
        return time
    return inert(f'<a href="{escape(cue.url)}">{time}</a>')


def tags_of(card: Card, entry: Entry) -> tuple[str, ...]:
    """Give the note's own tags, then cuedeck's, without what Anki cannot hold in a tag."""
    doubtful = ("cuedeck::check-time",) if card.cue is not None and card.cue.suspect else ()
    gone = () if entry.retired is None else (RETIRED,)
    told = (*card.tags, f"cuedeck::kind::{card.kind}", f"cuedeck::note::{_slug(card.note)}", *doubtful, *gone)
    return tuple(dict.fromkeys(filter(None, map(_tag, told))))


@lru_cache(_NEAR)
def _slug(note: str) -> str:
    stem = unicodedata.normalize("NFC", PurePosixPath(note).stem).lower()
    return re.sub(r"[^\w]+", "-", stem).strip("-") or "note"


@lru_cache(_NEAR)
def _tag(name: str) -> str:
    return _UNFIT_FOR_TAGS.sub("_", components(name))


@lru_cache(_NEAR)
def components(name: str) -> str:
    """Give a hierarchical name such as `A::B` without empty components, which Anki would call `blank`."""
    storable = unicodedata.normalize("NFC", _SURROGATE.sub("\ufffd", _CONTROL.sub(" ", name)))
    return deck_names.shortened(storable)


def forget() -> None:
    """Let go of what was kept ready."""
    for ready in (_trail, _slug, _tag, components):
        ready.cache_clear()
