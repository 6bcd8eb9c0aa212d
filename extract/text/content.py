"""Words that carry meaning, and words that only point to others."""

import re
from functools import lru_cache

from cuedeck.extract.wording.words import words

_WORD = re.compile(r"[\w%$€£₹]+(?:[.'’-]\w+)*")
_BACK = re.compile(
    r"(?:it|its|they|their|he|his|she|her|this|these|those|such|the (?:former|latter))\b(?! as\b)", re.IGNORECASE
)


@lru_cache(maxsize=4096)
def content_words(text: str) -> tuple[str, ...]:
    """The words that carry meaning, in lower case; `a_name` is two."""
    stop = words("stop")
    return tuple(word for word in _WORD.findall(text.lower().replace("_", " ")) if word not in stop)


def points_back(sentence: str) -> bool:
    """Whether a sentence begins with a word that points to what stands elsewhere."""
    return _BACK.match(sentence) is not None


def stem(word: str) -> str:
    """A word without its ending, so that `divide` and `division` count as one."""
    return word.removesuffix("s")[:5]


def stems(text: str) -> set[str]:
    """The words of a text that carry meaning, each without its ending."""
    return set(map(stem, content_words(text)))
