"""The sanitised HTML of a card as a tree, and a gap put into it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TypeAlias

from cuedeck.cards.card import GAP

BLOCKS = frozenset({"blockquote", "ol", "p", "pre", "table", "ul"})
"""Elements that stand on lines of their own."""
TEX = re.compile(r"(?<!\\)\\\((?P<inline>.+?)\\\)|(?<!\\)\\\[(?P<display>.+?)\\\]", re.DOTALL)
"""A formula, as the words of a card hold it."""
_VOID = frozenset({"br", "img"})
_VERBATIM = frozenset({"code", "pre"})
_HOLE = "gap"


@dataclass(frozen=True, slots=True)
class Element:
    """An element with what it holds."""

    name: str
    """That of HTML, or `gap` for what a cloze asks for."""
    children: tuple["Node", ...] = ()
    attributes: Mapping[str, str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The words in it."""
        return "".join(node if isinstance(node, str) else node.text for node in self.children)


Node: TypeAlias = str | Element


def tree(html: str) -> tuple[Node, ...]:
    """What sanitised HTML holds."""
    if "<" not in html and "&" not in html:
        return (html,) if html else ()
    builder = _Builder()
    builder.feed(html)
    builder.close()
    return builder.nodes


def with_gap(question: str, answer: str) -> tuple[Node, ...] | None:
    """The sentence of a cloze with its answer as the element `gap`; None where the gap cannot be one of words.

    That is so where it stands inside code or a formula, or holds a list, a table or a block of code.
    """
    before, gap, after = question.partition(GAP)
    if not gap or any(found.start() < len(before) < found.end() for found in TEX.finditer(question)):
        return None
    nodes = tree(f"{before}<{_HOLE}>{answer}</{_HOLE}>{after}")
    hole = next(_holes(nodes), None)
    return None if hole is None or not _is_inline(hole) else nodes


def _holes(nodes: tuple[Node, ...]) -> Iterator[Element]:
    """The gaps that do not stand in code."""
    for node in nodes:
        if isinstance(node, str) or node.name in _VERBATIM:
            continue
        yield from (node,) if node.name == _HOLE else _holes(node.children)


def _is_inline(element: Element) -> bool:
    """Whether there is something in an element, and no block."""
    inside = (node for node in element.children if not isinstance(node, str))
    shows = bool(element.text.strip()) or any(isinstance(node, Element) for node in element.children)
    return shows and all(node.name not in BLOCKS and (node.name in _VOID or _is_inline(node)) for node in inside)


class _Builder(HTMLParser):
    """Builds a tree from the tags of HTML that is well-formed."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._open: list[tuple[str, dict[str, str], list[Node]]] = [("", {}, [])]

    @property
    def nodes(self) -> tuple[Node, ...]:
        """What was read, with what was never closed."""
        while len(self._open) > 1:
            self._close()
        return tuple(self._open[0][2])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin an element."""
        self._open.append((tag, {name: value or "" for name, value in attrs}, []))
        if tag in _VOID:
            self._close()

    def handle_endtag(self, tag: str) -> None:
        """End the innermost element of this name, and all in it."""
        if any(name == tag for name, _, _ in self._open[1:]):
            while self._close() != tag:
                pass

    def handle_data(self, data: str) -> None:
        """Add words."""
        self._open[-1][2].append(data)

    def _close(self) -> str:
        name, attributes, children = self._open.pop()
        self._open[-1][2].append(Element(name, tuple(children), attributes))
        return name
