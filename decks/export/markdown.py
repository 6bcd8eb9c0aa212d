"""The sides of a card as Markdown, block by block."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from cuedeck.decks.export.dialect import Dialect, block_as_html, is_plain_block, line_of_words
from cuedeck.decks.export.line import inline, longest_run
from cuedeck.decks.export.markup import BLOCKS, Element, Node
from cuedeck.decks.page.highlight import is_known

_LANGUAGE = re.compile(r"(?:^|\s)language-([^\s`]+)")
_LISTS = frozenset({"bullets", "steps"})
_RULE = "___"
"""Parts blocks where there can be no blank line between them."""


@dataclass(frozen=True, slots=True)
class Block:
    """Some lines of Markdown that belong together."""

    kind: str
    """`words`, `bullets`, `steps`, `code`, `table` or `quote`."""
    text: str


def blocks(nodes: Sequence[Node], dialect: Dialect) -> tuple[Block, ...]:
    """What a side holds."""
    found = (_block(one, dialect) if isinstance(one, Element) else paragraph(one, dialect) for one in _runs(nodes))
    return tuple(block for block in found if block.text.strip())


def paragraph(nodes: Sequence[Node], dialect: Dialect) -> Block:
    """A line of words."""
    return Block("words", line_of_words(inline(nodes, dialect), dialect))


def joined(parts: Sequence[Block], dialect: Dialect) -> str:
    """Blocks one below the other, so that each stays what it is."""
    text = "".join(block.text for block in parts[:1])
    for above, below in pairwise(parts):
        text += _between(above, below, dialect) + below.text
    return text


def _runs(nodes: Sequence[Node]) -> Iterator[Element | tuple[Node, ...]]:
    """The blocks among nodes, and what stands between them."""
    run: list[Node] = []
    for node in nodes:
        if isinstance(node, Element) and node.name in BLOCKS:
            yield tuple(run)
            yield node
            run = []
        else:
            run.append(node)
    yield tuple(run)


def _block(element: Element, dialect: Dialect) -> Block:
    match element.name:
        case "ul":
            return Block("bullets", _list(element, ("-" for _ in element.children), dialect))
        case "ol":
            return Block("steps", _list(element, (f"{at}." for at in _numbers(element)), dialect))
        case "pre":
            return Block("code", _code(element, dialect))
        case "table":
            return Block("table", _table(element, dialect))
        case "blockquote":
            lines = joined(blocks(element.children, dialect), dialect).split("\n")
            return Block("quote", "\n".join(f"> {line}".rstrip() for line in lines))
        case _:
            return Block("words", joined(blocks(element.children, dialect), dialect))


def _numbers(element: Element) -> range:
    """The numbers of the entries of a list."""
    said = element.attributes.get("start", "")
    start = int(said) if re.fullmatch(r"[0-9]{1,6}", said) else 1
    return range(start, start + len(element.children))


def _list(element: Element, signs: Iterator[str], dialect: Dialect) -> str:
    items = (node for node in element.children if isinstance(node, Element))
    return "\n".join(_item(sign, item, dialect) for sign, item in zip(signs, items, strict=False))


def _item(sign: str, item: Element, dialect: Dialect) -> str:
    first, *more = joined(blocks(item.children, dialect), dialect).split("\n")
    indent = " " * (len(sign) + 1)
    return "\n".join([f"{sign} {first}".rstrip(), *(f"{indent}{line}" if line else "" for line in more)])


def _code(element: Element, dialect: Dialect) -> str:
    """A block of code: between fences, if the program looks at nothing between them."""
    code = element.text.rstrip("\n")
    holder = next((node for node in element.children if isinstance(node, Element)), element)
    named = _LANGUAGE.search(holder.attributes.get("class", ""))
    language = named[1] if named and not (dialect.runs_blocks and not is_known(named[1])) else ""
    if not is_plain_block(code, dialect):
        return block_as_html(code, language, dialect)
    fence = "`" * max(3, longest_run(code) + 1)
    return f"{fence}{language}\n{code}\n{fence}"


def _table(element: Element, dialect: Dialect) -> str:
    rows = [
        [inline(cell.children, dialect, in_cell=True) for cell in _named(row, {"td", "th"})] for row in _rows(element)
    ]
    width = max(map(len, rows), default=0)
    lines = [f"| {' | '.join([*row, *[''] * (width - len(row))])} |" for row in rows]
    return "\n".join([*lines[:1], f"|{' --- |' * width}", *lines[1:]]) if width else ""


def _rows(element: Element) -> Iterator[Element]:
    for node in _named(element, {"tbody", "tr"}):
        yield from (node,) if node.name == "tr" else _rows(node)


def _named(element: Element, names: set[str]) -> Iterator[Element]:
    return (node for node in element.children if isinstance(node, Element) and node.name in names)


def _between(above: Block, below: Block, dialect: Dialect) -> str:
    """What parts two blocks."""
    if dialect.has_blank_lines:
        would_merge = {above.kind, below.kind} <= _LISTS or above.kind == below.kind == "quote"
        return "\n\n<!-- -->\n\n" if would_merge else "\n\n"
    if above.kind == below.kind == "words":
        return "<br>\n"
    return "\n" if _follows(above.kind, below.kind) else f"\n{_RULE}\n"


def _follows(above: str, below: str) -> bool:
    """Whether a block ends the one above it by how it begins."""
    return (
        "code" in {above, below}
        or (below == "quote" and above not in {"quote", "table"})
        or (below == "bullets" and above in {"words", "quote"})
    )
