r"""The face of a card as pages show it: `\(x^2\)` is drawn, code is highlighted, all else stays as it is."""

import re
from functools import partial
from html import unescape

from cuedeck.decks.page.formulas import Draw, drawn
from cuedeck.decks.page.highlight import highlighted

_TEX = re.compile(r"(?<!\\)\\\((?P<inline>[^<]+?)\\\)|(?<!\\)\\\[(?P<display>[^<]+?)\\\]")

_PIECE = re.compile(
    r'<pre><code(?: class="(?P<class>[^"]*)")?>(?P<code>[^<]*)</code></pre>'
    r"|<(?P<verbatim>code|pre|kbd|samp)\b.*?</(?P=verbatim)>"
    r'|<(?:[^<>"]|"[^"]*+")++>'
    rf"|{_TEX.pattern}",
    re.DOTALL,
)
"""What HTML is searched for; code and tags come first, so that nothing inside them is taken for math."""

_LANGUAGE = re.compile(r"(?:^|\s)(?:language|lang)-(\S+)")


def typeset(html: str, draw: Draw = drawn) -> str:
    r"""Sanitised HTML with its TeX as inline `<svg>` and its code blocks highlighted.

    `\(x^2\)` -> `<svg class="math" role="img" aria-label="x^2" width="…em" …>`, `\[…\]` the same with the classes
    `math display`. TeX that cannot be drawn stands as it is in a `<span class="tex">`. A code block is highlighted
    if its class names its language: `<pre><code class="language-python">`. The same HTML gives the same text. `draw` may know what `drawn` gives.
    """
    return _PIECE.sub(partial(_set, draw=draw), html)


def bare(text: str) -> str:
    r"""Plain text with its TeX bare: `Powers \(x^2\)` -> `Powers x^2`."""
    return _TEX.sub(lambda found: (found["inline"] or found["display"]).strip(), text)


def _set(piece: re.Match[str], draw: Draw) -> str:
    if piece["inline"]:
        return _formula(piece["inline"].strip(), draw, display=False)
    if piece["display"]:
        return _formula(piece["display"].strip(), draw, display=True)
    named = _LANGUAGE.search(piece["class"] or "")
    if named is None:
        return piece[0]
    return f"<pre><code>{highlighted(unescape(piece['code']), unescape(named[1]))}</code></pre>"


def _formula(tex: str, draw: Draw, *, display: bool) -> str:
    """A formula, given as HTML holds it: `x &lt; 4`."""
    drawing = draw(unescape(tex), display=display)
    return drawing or f'<span class="tex{" display" if display else ""}">{tex}</span>'
