"""How alike two texts are, and whether what differs makes another statement of them.

Letters alone don't tell: `stable` and `unstable`, `in 1914` and `in 1941` look the same and say the opposite. So each
pair of texts has a share of common letters and, apart from it, a clash: figures, units, signs, single letters, names,
negations, opposites or the order of the words were exchanged.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

from rapidfuzz.distance import OSA
from rapidfuzz.fuzz import partial_ratio, partial_ratio_alignment, ratio
from rapidfuzz.process import extract_iter

from cuedeck.cards.identity import normalise
from cuedeck.cards.lexicon import (
    FUNCTION_WORDS,
    GENERIC_WORDS,
    NEGATIONS,
    NUMERALS,
    OPPOSITES,
    TURNING_ENDINGS,
    TURNING_PREFIXES,
    UNITS,
)

_LETTER = re.compile(r"\w[\w’'-]*")
_NOT = re.compile(r"n[’']t\b")
_ENTRIES = "; "
"""What joins the entries of an enumeration."""
SPELT = 0.7
"""Share of letters that stays when only the spelling or words without meaning of their own change."""
_PLURAL_UNITS = {unit for unit in UNITS if unit.endswith("s") and unit.removesuffix("s") in UNITS}
_OPERATORS = frozenset("+-*/<>=≠≤≥±×÷~→←↔¬∧∨")
_CACHED = 1 << 13


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike one side of two cards is."""

    share: float
    """Of letters in common, from 0 to 1; of an enumeration, of entries."""
    equal: bool = False
    """The same words in the same order."""
    close: bool = False
    """Only spelling, inflection or words without meaning of their own differ."""
    clash: bool = False
    """What differs is a figure, a name, a negation, an opposite: most likely another statement."""
    exchanged: int = 0
    """How many words that tell something were replaced by others; a word added or left out is not."""


@lru_cache(_CACHED)
def words(text: str) -> tuple[str, ...]:
    """The normalised words and signs of a text; figures are joined, so that `1,000` is `1000`."""
    return tuple(re.sub(r"(?<=\d) (?=\d)", "", normalise(text)).split())


@lru_cache(_CACHED)
def telling(text: str) -> frozenset[str]:
    """The words by which one knows what a text is about."""
    return frozenset(
        word
        for word in words(text)
        if word not in FUNCTION_WORDS and word not in GENERIC_WORDS and NUMERALS.get(word, "?") == "?" and len(word) > 1
    )


def compare(old: str, new: str) -> Likeness:
    """How alike two texts are."""
    before, after = words(old), words(new)
    if before == after:
        return Likeness(share=1, equal=True, close=True)
    if is_enumeration(old) and is_enumeration(new):
        return _compare_entries(_entries(old), _entries(new))
    gone, come = _only(before, after), _only(after, before)
    clash = _clash(old, new, gone, come)
    share, (lost, new_words) = _share(before, after), _unpaired(gone, come)
    close = not clash and share >= SPELT and not (lost or new_words)
    return Likeness(share=share, close=close, clash=clash, exchanged=min(lost, new_words))


def letters_shared(one: str, other: str) -> float:
    """The share of letters that two texts have in common, in order: from 0 to 1."""
    return ratio(one, other) / 100


def sharing(text: str, among: Mapping[int, str], least: float) -> set[int]:
    """Which of many texts, by number, have at least a share of their letters in common with one: at once, and fast."""
    cutoff = 100 * least - 0.1  # no rounding shall leave one out
    return {number for _, _, number in extract_iter(text, among, scorer=ratio, score_cutoff=cutoff)}


def found(part: str, whole: str, least: float) -> tuple[int, int, float] | None:
    """Where in a text the stretch stands that is most like another text, and how alike: start, end, share of letters.

    None where less than `least` of the letters are in common, or the text is too short to hold the other.
    """
    if len(whole) < least * len(part):
        return None
    alignment = partial_ratio_alignment(part, whole, score_cutoff=100 * least)
    return None if alignment is None else (alignment.dest_start, alignment.dest_end, alignment.score / 100)


def unspelt(of: Iterable[str], among: Iterable[str]) -> set[str]:
    """The words that are not among others, in whatever spelling or form."""
    others = set(among)
    return {word for word in of if word not in others and not any(_is_spelt(word, other) for other in others)}


def entries(answer: str) -> int:
    """How many entries an enumeration has; 1 for any other text."""
    return len(_entries(answer))


def is_enumeration(text: str) -> bool:
    """Whether a text has several entries."""
    return _ENTRIES in text


def without_count(question: str, answer: str) -> str:
    """A question without the number of entries of its answer, which is none of what it asks for."""
    number = str(entries(answer))
    if number == "1":
        return question
    return " ".join(word for word in words(question) if NUMERALS.get(word, word) != number)


def is_extended(old: str, new: str) -> bool:
    """Whether one text says what the other says, and more."""
    shorter = min(telling(old), telling(new), key=len)
    return len(shorter) > 2 and partial_ratio(" ".join(words(old)), " ".join(words(new))) >= 95


def _share(before: Sequence[str], after: Sequence[str]) -> float:
    return letters_shared(" ".join(before), " ".join(after))


def _entries(text: str) -> tuple[tuple[str, ...], ...]:
    return tuple(words(entry) for entry in text.split(_ENTRIES))


def _compare_entries(old: Sequence[tuple[str, ...]], new: Sequence[tuple[str, ...]]) -> Likeness:
    """Enumerations are alike by the entries that they share, in any order."""
    left, common = list(new), 0.0
    for entry in old:
        best = max(left, key=lambda other: _share(entry, other), default=None)
        if best is not None and _share(entry, best) >= 0.8:
            common += _share(entry, best)
            left.remove(best)
    share = 2 * common / (len(old) + len(new))
    return Likeness(share=share, equal=False, close=share >= 0.999)


def _only(texts: Iterable[str], others: Iterable[str]) -> list[str]:
    """Words of one text that the other lacks."""
    return list((Counter(texts) - Counter(others)).elements())


def _clash(old: str, new: str, gone: Sequence[str], come: Sequence[str]) -> bool:
    before, after = words(old), words(new)
    return (
        _OPERATORS.issuperset((*gone, *come))
        or not _is_nested(_figures(before), _figures(after))
        or negations(old) != negations(new)
        or _are_opposite(gone, come)
        or _is_renamed(set(gone) & names(old), set(come) & names(new))
    )


def _figures(of: Iterable[str]) -> list[str]:
    """What is measured, counted or labelled: figures, units, signs, single letters."""
    figures = (word.removesuffix("s") if word in _PLURAL_UNITS else NUMERALS.get(word, word) for word in of)
    return [word for word in figures if not word.isalpha() or word in UNITS or (len(word) == 1 and word != "a")]


def _is_nested(old: Sequence[str], new: Sequence[str]) -> bool:
    """Whether one has all that the other has, in order."""
    shorter, longer = sorted((old, new), key=len)
    rest = iter(longer)
    return all(each in rest for each in shorter)


def negations(text: str) -> int:
    """How often a text says `not`, in whatever word."""
    return sum(word in NEGATIONS for word in words(text)) + len(_NOT.findall(text.casefold()))


def _are_opposite(gone: Iterable[str], come: Iterable[str]) -> bool:
    """Whether a word of some and one of others are opposites; asked of all pairs at once, since that is asked so often."""
    others = frozenset(come)
    rests = frozenset[str]().union(*map(_unturned, others))
    return any(
        word in rests or not (others.isdisjoint(_opposites(word)) and rests.isdisjoint(_unturned(word)))
        for word in gone
    )


@lru_cache(_CACHED)
def _opposites(word: str) -> frozenset[str]:
    """The words that are the opposite of one, but for those that begin otherwise."""
    couples = (couple for couple in OPPOSITES if word in couple)
    return frozenset().union(_exchanged(word), _unturned(word), *couples) - {word}


@lru_cache(_CACHED)
def _unturned(word: str) -> frozenset[str]:
    """A word without the beginnings that make it another: `unstable`, `hypertonic` and `hypotonic`."""
    rests = (word.removeprefix(prefix) for prefix in TURNING_PREFIXES)
    return frozenset(rest for rest in rests if len(rest) >= 3 and rest != word)


@lru_cache(_CACHED)
def _exchanged(word: str) -> frozenset[str]:
    """What a word becomes with an ending that makes it another: `harmful` and `harmless`."""
    pairs = (pair for both in TURNING_ENDINGS for pair in (both, both[::-1]))
    return frozenset(word.removesuffix(one) + other for one, other in pairs if word.endswith(one))


def names(text: str) -> set[str]:
    """Words with a capital that no sentence begins with, and those in capitals."""
    found = list(_LETTER.finditer(text))
    inner = (match for match in found[1:] if text[: match.start()].rstrip()[-1:] not in {".", "?", "!", ":", ";", "“"})
    named = (match[0] for match in inner if match[0][0].isupper())
    lettered = (match[0] for match in found if len(match[0]) > 1 and match[0].isupper())
    return {word for name in (*named, *lettered) for word in words(name)}


def _is_renamed(gone: set[str], come: set[str]) -> bool:
    """Whether names were exchanged, other than for another spelling."""
    return bool(gone and come) and not any(_is_spelt(one, other) for one, other in product(gone, come))


def _unpaired(gone: Sequence[str], come: Sequence[str]) -> tuple[int, int]:
    """How many telling words of each side are not a word of the other in another spelling or form."""
    lost, left = 0, [word for word in come if word not in FUNCTION_WORDS]
    for word in gone:
        if word not in FUNCTION_WORDS:
            other = next((other for other in left if _is_spelt(word, other)), None)
            if other is None:
                lost += 1
            else:
                left.remove(other)
    return lost, len(left)


def _is_spelt(one: str, other: str) -> bool:
    """Whether two words are one, mistyped or inflected."""
    shorter, longer = sorted((one, other), key=len)
    if not one.isalpha() or not other.isalpha() or len(shorter) < 3 or one[0] != other[0]:
        return False
    allowed = 1 if len(shorter) < 8 else 2
    return OSA.distance(one, other) <= allowed or (
        len(shorter) > 4 and longer.startswith(shorter[:-1]) and len(longer) - len(shorter) < 4
    )
