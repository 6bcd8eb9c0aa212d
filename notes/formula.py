"""Formulas between dollar signs, told from sums of money: in notes, money is the commoner reading by far."""

import re
from collections.abc import Iterator

SURE = "\u2063"
"""Stands behind the dollar where the note says `\\(`, so that the formula cannot be taken for money."""

_DOLLARS = re.compile(
    r"\\.|\$\$(?P<display>[^$\n][^\n]{0,3000}?)\$\$|\$(?P<inline>(?!\s)(?:[^$\\\n]|\\.){1,600}(?<!\s))\$|\$", re.DOTALL
)
_LITERAL = "&#36;"
"""A dollar that is no sign of Markdown; the parser leaves the backslash of `\\$` standing at the start of a link."""
_COMMAND = re.compile(r"\\[A-Za-z]")
_ACTING = re.compile(
    r"\\(?:href|url|style|class|cssId|data|bbox|mmlToken|html(?:Class|Data|Id|Style)?|require|includegraphics|input|include)"
    r"(?![A-Za-z])"
)
"""Commands that open an address, load something or set any style, where MathJax or LaTeX shows a formula."""
_TEX_SIGN = re.compile(r"[\\^_{}]")
_AMOUNT = re.compile(r"[-–~+]?\d[\d.,]*(?:[\s/–—,;:)*-]|[kKmMbBtT]n?\b|\+|$)")
_FIGURES = re.compile(r"[\d.,]+")
_CALCULATION = re.compile(r"(?:[^\W\d_](?![^\W\d_])|[\d\s.,+\-*/=()<>|!])+")
_UNFINISHED = tuple("/-–—,;:(*=+")
_PROSE = re.compile(r"[A-Za-z]{3,}[,;:]? (?:\S* )*?[A-Za-z]{3,}")


def is_formula(tex: str) -> bool:
    """Whether what stands between two dollars is TeX, and nothing but shown."""
    if acts(tex):
        return False
    if tex.startswith(SURE) or _COMMAND.search(tex) or _FIGURES.fullmatch(tex):
        return True
    if _PROSE.search(tex):
        return False
    if _TEX_SIGN.search(tex):
        return True
    tex = tex.strip()
    if not tex or (tex.endswith(_UNFINISHED) and tex not in {"+", "=", "*"}):
        return False
    if _AMOUNT.match(tex):
        return _CALCULATION.fullmatch(tex) is not None
    return any(letter.isalpha() or letter in "=<>+*/|[]" for letter in tex)


def acts(tex: str) -> bool:
    """Whether TeX does more than to show a formula."""
    return _ACTING.search(tex) is not None


def parts(text: str) -> Iterator[tuple[bool, str]]:
    """Formulas (True) and words (False) of a line, in order; all other dollars are made literal."""
    words, at, done = "", 0, 0
    while match := _DOLLARS.search(text, at):
        tex = match["display"] or match["inline"]
        if match[0].startswith("\\"):
            at = match.end()
        elif tex is not None and is_formula(tex):
            yield False, words + text[done : match.start()]
            yield True, match[0]
            words, at, done = "", match.end(), match.end()
        else:
            at = match.start() + (2 if match["display"] else 1)
            words += text[done : match.start()] + text[match.start() : at].replace("$", _LITERAL)
            done = at
    yield False, words + text[done:]
