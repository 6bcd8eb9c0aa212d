"""Names around a list or table that tell whether it holds vocabulary: title, headings, tags, folders, columns."""

import re
from enum import IntEnum
from functools import cache, lru_cache

from cuedeck.extract.wording.words import words

_WORD = re.compile(r"\w+")


class Hint(IntEnum):
    """How much a name tells."""

    NONE = 0
    UNIT = 1
    """A part of some course."""
    WORDS = 2
    """Words, of a language or of a subject."""
    VOCABULARY = 3


class Column(IntEnum):
    """What a column of a table holds."""

    OTHER = 0
    LANGUAGE = 1
    WORD = 2
    TRANSLATION = 3
    MEANING = 4


@lru_cache(maxsize=512)
def hint(name: str) -> Hint:
    """What a name tells; a language by its own name alone may be what its speakers call their lessons."""
    said = [word for word in _WORD.findall(name.lower().replace("_", " ")) if not word.isdigit()]
    if any(word.startswith(stem) for word in said for stem in words("vocabulary_stems")):
        return Hint.VOCABULARY
    tongues = codes(name)
    plain = words("vocabulary_names", "word_names", "unit_names", "between_names")
    is_plain = bool(said) and all(word in _codes() or word in plain for word in said)
    names_words = not words("vocabulary_names", *(("word_names",) if is_plain else ())).isdisjoint(said)
    if is_plain and (len(tongues) > 1 or (tongues and names_words)):
        return Hint.VOCABULARY
    is_foreign = any(own_name(_codes()[word]).lower() != word for word in said if word in _codes())
    if names_words or (is_plain and is_foreign):
        return Hint.WORDS
    return Hint.UNIT if tongues or not words("unit_names").isdisjoint(said) else Hint.NONE


def column(name: str) -> Column:
    """What a column holds by its name."""
    said = name.lower().strip(" :*").split(" (")[0]
    if said in _codes():
        return Column.LANGUAGE
    known = {
        Column.TRANSLATION: words("translation_columns"),
        Column.MEANING: words("meaning_columns"),
        Column.WORD: words("word_columns"),
    }
    first, last = (said.split() or [""])[0], (said.split() or [""])[-1]
    found = next((one for one, names in known.items() if said in names or last in names), Column.OTHER)
    of_language = found is Column.OTHER and first in _codes()
    return Column.LANGUAGE if of_language and len(said.split()) == 2 else found


def codes(name: str) -> frozenset[str]:
    """The languages that a name names."""
    said = _WORD.findall(name.lower().replace("_", " "))
    return frozenset(_codes()[word] for word in said if word in _codes())


@lru_cache(maxsize=512)
def both(name: str) -> tuple[str, ...]:
    """The two languages that a name such as `Deutsch – Englisch` names, as it writes them; else nothing."""
    named = [word for word in _WORD.findall(name) if word.lower() in _codes()]
    return tuple(named) if len({_codes()[word.lower()] for word in named}) == len(named) == 2 else ()


@cache
def own_name(code: str) -> str:
    """What a language calls itself; empty where the lists do not tell."""
    return dict(one.split("+") for one in words("own_names")).get(code, "")


@cache
def _codes() -> dict[str, str]:
    """The codes of languages by their names."""
    return dict(one.split("+") for one in words("language_names"))
