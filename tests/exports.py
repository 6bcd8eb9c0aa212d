"""Readers of exports, written from what each program says of its format, and what a side says whatever it is written in."""

import io
import json
import re
import zipfile
from dataclasses import dataclass
from html.parser import HTMLParser

import pyromark
from transit.reader import Reader
from transit.transit_types import Keyword

GAP = "[…]"
_OPTIONS = (
    pyromark.Options.ENABLE_TABLES
    | pyromark.Options.ENABLE_MATH
    | pyromark.Options.ENABLE_STRIKETHROUGH
    | pyromark.Options.ENABLE_FOOTNOTES
    | pyromark.Options.ENABLE_TASKLISTS
    | pyromark.Options.ENABLE_WIKILINKS
)
"""What programs of notes add to CommonMark; the parser is the one that hashcards uses."""


_MARKS = {"strong", "em", "mark", "s", "sub", "sup"}


@dataclass(frozen=True, slots=True)
class Read:
    """A card as another program reads it: Markdown, and for a cloze one text with its one gap."""

    deck: str
    front: str
    back: str
    context: tuple[str, ...] = ()
    guid: str = ""


# --- Obsidian, plug-in Spaced Repetition ---


def read_obsidian_sr(note: str) -> list[Read]:
    """Cards of a note, with every kind of separator and of gap that its user can switch on.

    https://stephenmwangi.com/obsidian-spaced-repetition/flashcards/
    """
    body = re.sub(r"\A---\n.*?\n---\n", "", note, flags=re.DOTALL)
    deck, cards = "", []
    context: tuple[str, ...] = ()
    for block in re.split(r"\n(?:\s*\n)+", body):
        lines = [line for line in block.split("\n") if line.strip()]
        if not lines:
            continue
        if heading := re.fullmatch(r"(#{1,6}) (.*)", lines[0]):
            assert len(lines) == 1, "a heading is no part of a card"
            context = (*context[: len(heading[1]) - 1], heading[2])
        elif lines[0].startswith("#flashcards"):
            assert len(lines) == 1
            deck = lines[0]
        else:
            cards.append(_obsidian_card(deck, context, lines))
    return cards


def _obsidian_card(deck: str, context: tuple[str, ...], lines: list[str]) -> Read:
    assert not any("::" in line or "%%" in line or "<!--" in line for line in lines), "another separator"
    assert not any(re.search(r"\*\*.+?\*\*|\{\{.+?\}\}", line) for line in lines), "another gap"
    assert not any("<%" in line for line in lines), "a command of a template"
    assert not any(re.search(r"(?:^|\s)#flashcards", line) for line in lines), "another deck"
    last, block_id = re.fullmatch(r"(.*?)\^([a-z0-9]+)", lines[-1]).groups()  # type: ignore[union-attr]
    lines = [*lines[:-1], last]
    parting = [at for at, line in enumerate(lines) if line.strip() in {"?", "??"}]
    gaps = re.findall(r"==(.+?)==", "\n".join(lines))
    if parting:
        assert parting[1:] == [], "two separators"
        assert not gaps, "a gap in a question"
        assert lines[parting[0]].strip() == "?"
        return Read(deck, "\n".join(lines[: parting[0]]), "\n".join(lines[parting[0] + 1 :]), context, block_id)
    assert len(gaps) == 1, "not one gap"
    return Read(deck, re.sub(r"==(.+?)==", f"«{GAP}»", "\n".join(lines)), gaps[0], context, block_id)


# --- hashcards ---


def read_hashcards(text: str, deck: str = "") -> list[Read]:
    """Cards of a file: https://github.com/eudoxia0/hashcards, part “Format”; also where `#` begins a comment."""
    sides: dict[str, list[str]] = {}
    cards, sign = [], ""
    for line in [*text.split("\n"), "---"]:
        if line.strip() == "---":
            assert sign != "Q", "a question without an answer"
            if sides:
                cards.append(_hashcard(deck, {key: "\n".join(own).strip() for key, own in sides.items()}))
            sides, sign = {}, ""
        elif begun := re.match(r"[QAC]:", line):
            assert (sign, begun[0][0]) in {("", "Q"), ("Q", "A"), ("", "C")}, "a sign out of place"
            sign = begun[0][0]
            sides[sign] = [line[2:].strip()]
        elif sign:
            assert not line.lstrip().startswith("#"), "a comment"
            sides[sign].append(line)
    return cards


def _hashcard(deck: str, sides: dict[str, str]) -> Read:
    if "C" not in sides:
        return Read(deck, sides["Q"], sides["A"])
    text, gaps, at = sides["C"], [], 0
    spelt, start, in_image = "", None, False
    while at < len(text):
        sign, after = text[at], text[at + 1 : at + 2]
        if sign == "\\" and after in {"[", "]"}:
            spelt, at = spelt + after, at + 1
        elif sign == "!" and after == "[":
            spelt, at, in_image = f"{spelt}![", at + 1, True
        elif sign == "]" and in_image:
            spelt, in_image = f"{spelt}]", False
        elif sign == "[":
            assert start is None, "a bracket in a gap"
            start = len(spelt)
        elif sign == "]":
            assert start is not None, "a bracket without its other"
            gaps.append((start, len(spelt)))
            start = None
        else:
            spelt += sign
        at += 1
    ((begin, end),) = gaps
    return Read(deck, f"{spelt[:begin]}«{GAP}»{spelt[end:]}", spelt[begin:end])


# --- Mochi ---


def read_mochi(package: bytes) -> tuple[list[Read], list[str]]:
    """Cards of a package, and the names of its files: https://mochi.cards/docs/import-and-export/mochi-format-reference."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        raw = archive.read("data.json").decode()
    json.loads(raw)
    data = Reader("json").read(io.StringIO(raw))
    assert data[Keyword("version")] == 2
    decks = {deck[Keyword("id")]: deck for deck in data[Keyword("decks")]}
    cards = []
    for deck in decks.values():
        name, above = deck[Keyword("name")], deck.get(Keyword("parent-id"))
        while above is not None:
            name = f"{decks[above][Keyword('name')]}::{name}"
            above = decks[above].get(Keyword("parent-id"))
        own = sorted(deck[Keyword("cards")], key=lambda card: card[Keyword("pos")])
        cards += [_mochi_card(name, card) for card in own]
    return cards, names


def _mochi_card(deck: str, card: "dict[Keyword, str]") -> Read:
    guid = str(card[Keyword("id")])
    assert re.fullmatch(r"[0-9A-Za-z]{8,}", guid)
    content = card[Keyword("content")]
    sides = re.split(r"^---+$", content, flags=re.MULTILINE)
    gaps = re.findall(r"\{\{(.+?)\}\}", content)
    assert "[[" not in content
    if len(sides) == 1:
        assert len(gaps) == 1, "not one gap"
        assert "::" not in gaps[0]
        return Read(deck, re.sub(r"\{\{.+?\}\}", f"«{GAP}»", content), gaps[0], (), guid)
    front, back = sides
    assert not gaps
    return Read(deck, front.strip(), back.strip(), (), guid)


# --- what a side says ---


def said(markdown: str) -> str:
    """What Markdown says, its blocks and its marks."""
    return _said(pyromark.html(markdown, options=_OPTIONS), has_tex=False)


def says(html: str) -> str:
    """What a card's own HTML says, in the same words."""
    return _said(html, has_tex=True)


def _said(html: str, *, has_tex: bool) -> str:
    teller = _Teller(has_tex=has_tex)
    teller.feed(html)
    teller.close()
    text, before = re.sub(r"\s+", " ", "".join(teller.told)), ""
    while text != before:  # an element with nothing in it says nothing
        before, text = text, re.sub(r"<(\w+)>(\s*)</\1>", r"\2", text)
    return re.sub(r"\s*(<br>|•|¦|\s)\s*", r" \1 ", text).replace("  ", " ").strip().replace("  ", " ")


class _Teller(HTMLParser):
    """Tells words and marks; code and formulas without the blanks in them."""

    def __init__(self, *, has_tex: bool) -> None:
        super().__init__(convert_charrefs=True)
        self.told: list[str] = []
        self._has_tex = has_tex
        self._marks: list[str] = []
        self._verbatim = 0
        self._code = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        of = dict(attrs)
        if self._verbatim or tag in {"code", "pre"} or "math" in (of.get("class") or ""):
            self._verbatim += 1
        elif tag == "wbr":
            pass
        elif tag == "img":
            self.told.append(f"<img {of.get('src')} {of.get('alt')}>")
        elif tag in _MARKS:
            self._marks.append(tag)
            if self._marks.count(tag) == 1:
                self.told.append(f"<{tag}>")
        else:
            self.told.append({"li": " • ", "td": " ¦ ", "th": " ¦ "}.get(tag, " "))

    def handle_endtag(self, tag: str) -> None:
        if self._verbatim:
            self._verbatim -= 1
            if not self._verbatim:
                self.told.append(f" {_formula(self._code)} " if tag == "pre" else _formula(self._code))
                self._code = ""
        elif tag in _MARKS:
            if self._marks.count(tag) == 1:
                self.told.append(f"</{tag}>")
            self._marks.remove(tag)
        elif tag not in {"img", "br", "hr"}:
            self.told.append(" ")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_data(self, data: str) -> None:
        if self._verbatim:
            self._code += data
        elif self._has_tex:
            parts = re.split(r"(?<!\\)\\\((.+?)\\\)|(?<!\\)\\\[(.+?)\\\]", data, flags=re.DOTALL)
            words, inline, display = parts[::3], parts[1::3], parts[2::3]
            formulas = [_formula(one or other or "") for one, other in zip(inline, display, strict=True)]
            self.told += [part for pair in zip(words, [*formulas, ""], strict=True) for part in pair]
        else:
            self.told.append(data)


def _formula(text: str) -> str:
    """Code or TeX as one word."""
    bare = re.sub(r"[\s\u2060]+", "", text).replace("\\Vert{}", "\\|").replace("\\vert{}", "|").replace("{}", "")
    return f"⟦{bare}⟧" if bare else ""
