"""Tongues: by what two sides of a list are told to be words of two languages."""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from functools import cache

from cuedeck.extract.text.pairs import Pair, bare
from cuedeck.extract.wording.words import words

_OPENER = re.compile(r"[^\W\d_]+['’]?")
_ALTERNATIVE = re.compile(r"[,;/]")
_LEAST_OPENING = 0.5
"""Share of the words of a side that open as those of a language do."""
_LEAST_SCRIPT = 0.8
_LEAST_EVEN = 0.7
_SOME = 0.2
_FEW = 2
"""Words besides the opening one: more of them explain rather than translate."""
_SYLLABIC = ("CJK", "HIRAGANA", "KATAKANA", "HANGUL")
"""Scripts in which one letter may be a word."""


def languages(sides: Sequence[str]) -> frozenset[str]:
    """Codes of the languages that the words of a side open as: `der Hund`, `die Katze`."""
    counted: Counter[str] = Counter()
    for said in sides:
        opening = _OPENER.match(said.lower())
        word = opening[0].replace("’", "'") if opening else ""
        counted.update(_openers().get(word, ()) if len(said) > len(word) else ())
    return frozenset(code for code, number in counted.items() if number >= _LEAST_OPENING * len(sides))


def are_two(pairs: Sequence[Pair]) -> bool:
    """Whether the sides are surely words of two languages, by how they open or by their letters."""
    first, second = ([getattr(pair, name).plain for pair in pairs] for name in ("first", "second"))
    one, other = languages(first), languages(second)
    opens_apart = bool(one) and bool(other) and one.isdisjoint(other)
    return opens_apart or _share_of_latin(first, second) or _share_of_latin(second, first)


def opening_apart(pairs: Sequence[Pair]) -> frozenset[str]:
    """Codes of the languages that one side opens as and the other, which opens as none, does not look like."""
    first, second = ([getattr(pair, name).plain for pair in pairs] for name in ("first", "second"))
    one, other = languages(first), languages(second)
    if bool(one) == bool(other):
        return frozenset()
    return frozenset() if _looks_alike(second if one else first) else one | other


def _looks_alike(sides: Sequence[str]) -> bool:
    """Whether bare words may be of a language with articles of its own: with accents, or nouns in capitals as in German."""
    accented = sum(not said.isascii() for said in sides)
    capital = sum(said[:1].isupper() for said in sides)
    return accented >= _SOME * len(sides) or capital >= _LEAST_OPENING * len(sides)


def are_even(pairs: Sequence[Pair]) -> bool:
    """Whether one or two words stand beside one or two, as words do beside their translation."""
    even = sum(_weight(pair.first.plain) <= _FEW and _weight(pair.second.plain) <= _FEW for pair in pairs)
    return even >= _LEAST_EVEN * len(pairs)


def _weight(said: str) -> int:
    """Words of a side without brackets, alternatives and the article."""
    spoken = _ALTERNATIVE.split(bare(said))[0].split()
    return len(spoken) - (len(spoken) > 1 and spoken[0].lower() in _openers())


def _share_of_latin(latin: Sequence[str], other: Sequence[str]) -> bool:
    """Whether nearly all of one side is in Latin letters, and of the other in none."""
    return sum(map(_is_latin, latin)) >= _LEAST_SCRIPT * len(latin) and sum(
        map(_is_foreign, other)
    ) >= _LEAST_SCRIPT * len(other)


def _is_latin(said: str) -> bool:
    return all(_script(letter) == "LATIN" for letter in bare(said) if letter.isalpha())


def _is_foreign(said: str) -> bool:
    """Whether a side has no Latin letter, and is no single sign of a formula."""
    scripts = [_script(letter) for letter in bare(said) if letter.isalpha()]
    return "LATIN" not in scripts and (len(scripts) > 1 or bool(scripts and scripts[0] in _SYLLABIC))


def _script(letter: str) -> str:
    return unicodedata.name(letter, "").partition(" ")[0].partition("-")[0]


@cache
def _openers() -> dict[str, tuple[str, ...]]:
    """The languages in which a word opens others."""
    pairs = sorted(one.split("+") for one in words("word_openers"))
    return {opener: tuple(code for code, other in pairs if other == opener) for _, opener in pairs}
