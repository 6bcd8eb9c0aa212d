"""How wide text runs in Liberation Sans, and so in Arial, which it matches letter by letter."""

import unicodedata
from functools import cache
from pathlib import Path

UNITS = 2048
"""Units of an em in the table."""
MONO = 0.6
"""Em of every character of Liberation Mono, and of Courier New."""

_TABLE = Path(__file__).parent / "widths.txt"
_UNKNOWN, _WIDE, _PICTURE = 0.65, 1.0, 1.3
"""Em of a character that another font must lend: a letter, a full-width one, an emoji."""
_WEIGHTLESS = frozenset({"Mn", "Me", "Cf", "Cc"})


def advance(text: str, *, bold: bool = False) -> float:
    """The width of text on one line, in em, without kerning, which mostly makes it narrower."""
    return sum(map(_bold if bold else _regular, text))


@cache
def _regular(character: str) -> float:
    return _width(character, "regular")


@cache
def _bold(character: str) -> float:
    return _width(character, "bold")


def _width(character: str, weight: str) -> float:
    units = _table()[weight].get(ord(character))
    if units is not None:
        return units / UNITS
    if unicodedata.category(character) in _WEIGHTLESS:
        return 0.0
    if unicodedata.east_asian_width(character) in {"W", "F"}:
        return _PICTURE if ord(character) >= 0x1F000 else _WIDE
    return _UNKNOWN


@cache
def _table() -> dict[str, dict[int, int]]:
    """Units by code point, for each weight."""
    found: dict[str, dict[int, int]] = {"regular": {}, "bold": {}}
    for line in _TABLE.read_text("ascii").splitlines():
        if not line.startswith("#"):
            weight, units, *ranges = line.split()
            for each in ranges:
                first, _, last = each.partition("-")
                found[weight] |= dict.fromkeys(range(int(first, 16), int(last or first, 16) + 1), int(units))
    return found
