"""Words, formulas, code and pictures on one line of Markdown."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from string import punctuation
from unicodedata import category

from cuedeck.decks.export.dialect import Dialect, code_as_html, entity, is_plain_code, words
from cuedeck.decks.export.markup import TEX, Element, Node
from cuedeck.decks.export.tex import formula_between_dollars

_BLANKS = re.compile(r"[ \t\r\n\f]+")
_SIGNED = {"b": "strong", "strong": "strong", "em": "em"}
"""Elements that Markdown has a sign for."""
_KEPT = frozenset({"mark", "s", "sub", "sup"})
"""Elements that stay HTML, which programs of Markdown show; their own signs for them differ."""
_GAP = "gap"
_UNSEEN = "\u2060"
"""A word joiner, which nobody sees: before it code is only shown."""


def inline(nodes: Sequence[Node], dialect: Dialect, *, in_cell: bool = False) -> str:
    """Nodes on one line; `in_cell` in that of a table."""
    return _BLANKS.sub(" ", _Line(dialect, in_cell).of(nodes)).strip(" ")


def longest_run(code: str) -> int:
    """How many backticks stand together in code at most."""
    return max(map(len, re.findall(r"`+", code)), default=0)


def _joined(text: str, more: str) -> str:
    """Text and what follows it; code or formulas that stand together would be read as one."""
    is_one = text[-1:] in {"`", "$"} and more[:1] == text[-1:]
    return f"{text}<wbr>{more}" if is_one else text + more


def _merged(nodes: Iterator[Node]) -> Iterator[Node]:
    """Nodes with words that follow each other as one, since two signs that stand together may mean something.

    But what ends in a backslash would take the next node's formula for words.
    """
    run = ""
    for node in nodes:
        if isinstance(node, str) and not (run.endswith("\\") and TEX.match(node)):
            run += node
            continue
        if run:
            yield run
        run = node if isinstance(node, str) else ""
        if isinstance(node, Element):
            yield node
    if run:
        yield run


def _parts_words(sign: str) -> bool:
    """Whether a sign, or none, stands between words and not in one."""
    return not sign or sign.isspace() or sign in punctuation or category(sign).startswith("P")


@dataclass(frozen=True, slots=True)
class _Piece:
    """What a node gives to a line."""

    text: str
    name: str = ""
    """That of the element whose signs depend on what stands beside it."""


@dataclass(frozen=True, slots=True)
class _Line:
    """Writes nodes on a line."""

    dialect: Dialect
    in_cell: bool
    within: frozenset[str] = frozenset()
    """What sets all of it already, and need not do so twice."""

    def of(self, nodes: Sequence[Node]) -> str:
        pieces = [piece for node in _merged(self._bare(nodes)) if (piece := self._piece(node)).text]
        text, above = "", _Piece("")
        for piece, after in zip(pieces, [*pieces[1:], _Piece("")], strict=False):
            if piece.name == _GAP:
                opens, closes = self.dialect.gap
                text = f"{self._ending(text)}{opens}{self._ending(self._beginning(piece.text))}{closes}"
            elif piece.name:
                text = _joined(text, self._set(piece, text[-1:], after))
            else:
                text = _joined(text, self._beginning(piece.text) if above.name == _GAP else piece.text)
            above = piece
        return text

    def _bare(self, nodes: Sequence[Node]) -> Iterator[Node]:
        """Nodes without elements that would set again what is set already, but with what these hold."""
        for node in nodes:
            if isinstance(node, Element) and _SIGNED.get(node.name, node.name) in self.within:
                yield from self._bare(node.children)
            else:
                yield node

    def _piece(self, node: Node) -> _Piece:
        if isinstance(node, str):
            return _Piece(self._words(node))
        match node.name:
            case "br":
                return _Piece("<br>")
            case "img":
                return _Piece(self._image(node.attributes))
            case "code" | "pre":
                return _Piece(self._code(node.text))
            case name:
                inside = replace(self, within=self.within | {_SIGNED.get(name, name)})
                return self._setting(name, inside.of(node.children))

    def _setting(self, name: str, inner: str) -> _Piece:
        """What an element does to the words in it."""
        if name == _GAP or name in _SIGNED:
            return _Piece(inner, name)
        if name in _KEPT:
            return _Piece(f"<{name}>{inner}</{name}>" if inner else "")
        return _Piece(f" {inner} ")

    def _words(self, text: str) -> str:
        """Words, and the formulas among them."""
        written, at = "", 0
        for found in TEX.finditer(text):
            written += self._literal(text[at : found.start()], written)
            tex, is_display = found["inline"] or found["display"], found["inline"] is None
            drawn = formula_between_dollars(tex, self.dialect, is_display=is_display, in_cell=self.in_cell)
            written = _joined(written, self._code(tex.strip()) if drawn is None else drawn)
            at = found.end()
        return written + self._literal(text[at:], written)

    def _literal(self, text: str, before: str) -> str:
        """Words as they are; a digit behind a dollar would keep it from ending a formula."""
        literal = words(text, self.dialect)
        if before.endswith("$") and literal[:1].isdigit():
            literal = entity(literal[0]) + literal[1:]
        return literal.replace("|", "\\|") if self.in_cell else literal

    def _code(self, code: str) -> str:
        code = _BLANKS.sub(" ", code).strip(" ")
        if not code:
            return ""
        if self.dialect.run.match(code):
            code = f"{_UNSEEN}{code}"
        if not is_plain_code(code, self.dialect) or (self.in_cell and "\\|" in code):
            return code_as_html(code)
        ticks = "`" * (longest_run(code) + 1)
        pad = " " if "`" in {code[0], code[-1]} else ""
        span = f"{ticks}{pad}{code}{pad}{ticks}"
        return span.replace("|", "\\|") if self.in_cell else span

    def _image(self, attributes: Mapping[str, str]) -> str:
        said = words(attributes.get("alt", ""), self.dialect).replace("]", "\\]")
        return f"![{said}]({attributes.get('src', '')})"

    def _set(self, piece: _Piece, before: str, after: _Piece) -> str:
        """Words that are strong or stressed: by signs where those are certain to be read, else by HTML."""
        inner, element = piece.text, _SIGNED[piece.name]
        sign = self.dialect.strong if element == "strong" else self.dialect.emphasis
        beside = {before, after.text[:1]}
        is_free = not after.name and all(map(_parts_words, beside)) and not beside & {"*", "_", "\\"}
        ends = {inner[0], inner[-1]}
        if is_free and not any(map(str.isspace, ends)) and sign[0] not in ends:
            return f"{sign}{inner}{sign}"
        return f"<{element}>{inner}</{element}>"

    def _beginning(self, text: str) -> str:
        """Text behind a sign of a gap, and none of them itself."""
        return entity(text[0]) + text[1:] if text[:1] in self._signs else text

    def _ending(self, text: str) -> str:
        """Text before a sign of a gap, and none of them itself; `!` would make a picture of what is in brackets."""
        if text[-1:] not in {*self._signs, "!"}:
            return text
        before = text[:-1]
        is_escaped = (len(before) - len(before.rstrip("\\"))) % 2 == 1
        return before[: len(before) - is_escaped] + entity(text[-1])

    @property
    def _signs(self) -> frozenset[str]:
        return frozenset("".join(self.dialect.gap))
