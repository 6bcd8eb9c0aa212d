"""TeX as drawings that every page shows alike, offline and in print; the one module that knows ziamath."""

import re
from collections.abc import Callable
from functools import cache
from itertools import accumulate, pairwise
from types import ModuleType
from xml.etree.ElementTree import Element, tostring

from cuedeck.decks.page import chemistry

_SIZE = 24
"""Units of an em in a drawing, fine enough for coordinates with one decimal."""
_MARGIN = 1.0
"""Units around a drawing, so that no stroke is cut at its edge."""
_COMMAND = re.compile(r"\\[A-Za-z]")
_TAG = re.compile(r"\\tag\*?\{[^{}]*\}|\\(?:label|nonumber|notag)(?:\{[^{}]*\})?")
"""Numbers of equations, which mean nothing on a card."""
_LARGEST = 100
"""Em of width or height; beyond it the library has lost its way."""
_DEEPEST = 6
"""Levels of braces, fences and environments one in another, more than lecture notes have."""
_HEAVIEST = 1500
"""Weight of all levels, each twice that of the one around it, as it costs; such a drawing takes about a second."""
_LEVEL = re.compile(
    r"\\\\|\\[{}]|(?P<opens>\{|\\(?:left|begin)(?![A-Za-z]))|(?P<closes>\}|\\(?:right|end)(?![A-Za-z]))"
)


Draw = Callable[..., str | None]
"""Gives the drawing of TeX, `tex, *, display`, as `drawn` does."""


@cache
def drawn(tex: str, *, display: bool = False) -> str | None:
    r"""A formula as an inline `<svg>` in the colour of the text, its size in em; None for TeX that cannot be drawn.

    `tex` stands without delimiters: `x^2`. The drawing says its TeX to screen readers, and stands on the line of
    the text around it; `display` sets limits and fractions in full size. Chemistry is drawn as mhchem has it. TeX that is nested deeper than six levels,
    or often so deep, is not drawn.
    """
    spelt = chemistry.plain(tex)
    depths = _depths(spelt)
    if max(depths, default=0) > _DEEPEST or sum(2**depth for depth in depths) > _HEAVIEST:
        return None
    try:
        return _drawn(spelt, label=tex, display=display)
    except Exception:  # noqa: BLE001 - the library fails in many ways on TeX that it does not know
        return None


def _drawn(tex: str, *, label: str, display: bool) -> str | None:
    ziamath = _ziamath()
    formula = ziamath.Latex(_TAG.sub("", tex), size=_SIZE, inline=not display, margin=_MARGIN)
    if not _is_known(formula.mathml, formula.font):
        return None
    box = formula.node.bbox
    width, height = (box.xmax - box.xmin + 2 * _MARGIN, box.ymax - box.ymin + 2 * _MARGIN)
    if not (0 < width < _LARGEST * _SIZE and 0 < height < _LARGEST * _SIZE):
        return None
    drawing: Element = formula.svgxml()
    for part in drawing.iter():
        _take_colour(part)
    drawing.attrib = {
        "class": "math display" if display else "math",
        "role": "img",
        "aria-label": label,
        "width": _em(width),
        "height": _em(height),
        "viewBox": drawing.attrib["viewBox"],
        "style": f"vertical-align:{_em(box.ymin - _MARGIN)}",
    }
    return tostring(drawing, encoding="unicode").replace(" />", "/>")


def _depths(tex: str) -> tuple[int, ...]:
    """For each level of TeX, in how many it stands, itself counted."""
    steps = ((match["opens"] is not None) - (match["closes"] is not None) for match in _LEVEL.finditer(tex))
    depths = pairwise(accumulate(steps, lambda depth, step: max(depth + step, 0), initial=0))
    return tuple(below for above, below in depths if below > above)


@cache
def _ziamath() -> ModuleType:
    import ziamath  # noqa: PLC0415 - most decks have no formulas
    from ziamath.config import config  # noqa: PLC0415

    config.svg2 = False  # symbols that formulas share are lost in some print engines
    config.precision = 1
    return ziamath


def _is_known(mathml: Element, font: object) -> bool:
    """Whether no command is left over as text, no ground hides its formula, and the font has every sign."""
    parts = list(mathml.iter())
    texts = [part.text or "" for part in parts]
    glyph = getattr(font, "glyphindex")  # noqa: B009 - the library's types do not tell
    if any(map(_COMMAND.search, texts)) or any("mathbackground" in part.attrib for part in parts):
        return False
    return all(glyph(sign) for text in texts for sign in text if not sign.isspace() and sign.isprintable())


def _take_colour(part: Element) -> None:
    """Draw in the colour of the text, whatever the TeX asks for."""
    for name in ("fill", "stroke"):
        if part.attrib.get(name, "none") not in {"none", "transparent"}:
            part.attrib[name] = "currentColor"


def _em(units: float) -> str:
    return f"{units / _SIZE:.3f}".rstrip("0").rstrip(".") + "em"
