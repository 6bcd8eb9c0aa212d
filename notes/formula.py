"""Formulas between dollar signs, told from sums of money: in notes, money is the commoner reading by far."""

import re
from collections.abc import Iterator

SURE = "\u2063"
"""Stands behind the dollar where the note says `\\(`, so that the formula cannot be taken for money."""

_DOLLARS = re.compile(
    r"\\.|\$\$(?P<display>[^$\n][^\n]{0,3000}?)\$\$|\$(?P<inline>[^$\s](?:[^$\n]{0,600}[^$\s])?)\$", re.DOTALL
)
_COMMAND = re.compile(r"\\[A-Za-z]")
_TEX_SIGN = re.compile(r"[\\^_{}]")
_AMOUNT = re.compile(r"[-–~+]?\d[\d.,]*(?:[\s/–—,;:)*-]|[kKmMbBtT]n?\b|\+|$)")
_FIGURES = re.compile(r"[\d.,]+")
_CALCULATION = re.compile(r"(?:[^\W\d_](?![^\W\d_])|[\d\s.,+\-*/=()<>|!])+")
_UNFINISHED = tuple("/-–—,;:(*=+")
_PROSE = re.compile(r"[A-Za-z]{3,}[,;:]? (?:\S* )*?[A-Za-z]{3,}")


def is_formula(tex: str) -> bool:
    """Whether what stands between two dollars is TeX."""
    if tex.startswith(SURE) or _COMMAND.search(tex) or _FIGURES.fullmatch(tex):
        return True
    if _PROSE.search(tex):
        return False
    if _TEX_SIGN.search(tex):
        return True
    tex = tex.strip()
    if not tex or tex.endswith(_UNFINISHED):
        return False
    if _AMOUNT.match(tex):
        return _CALCULATION.fullmatch(tex) is not None
    return any(letter.isalpha() or letter in "=<>+*/|" for letter in tex)


def parts(text: str) -> Iterator[tuple[bool, str]]:
    """Formulas (True) and words (False) of a line, in order; dollars that only look like a formula's are escaped."""
    words, at, done = "", 0, 0
    while match := _DOLLARS.search(text, at):
        tex = match["display"] or match["inline"]
        if tex is None:
            at = match.end()
        elif is_formula(tex):
            yield False, words + text[done : match.start()]
            yield True, match[0]
            words, at, done = "", match.end(), match.end()
        else:
            at = match.start() + (2 if match["display"] else 1)
            words += text[done : match.start()] + text[match.start() : at].replace("$", r"\$")
            done = at
    yield False, words + text[done:]
