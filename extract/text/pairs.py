"""Pairs: the two sides of entries such as `word = translation`."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from cuedeck.extract.text.labels import is_foreign_aside
from cuedeck.extract.wording.words import words
from cuedeck.notes.text import Form, Mark, Text

SHORT = 5
"""Words of a side, at most, by which vocabulary is told."""
_LONGEST = 200
"""Characters of an entry that may be a pair."""
_SEPARATOR = re.compile(
    r"(?P<arrow>→|⇒|↔|<->|->|=>)|(?<![=<>!:])(?P<equals>=)(?!=)|(?<=\s)(?P<dash>[–—-]{1,2})(?=\s)"
    r"|(?<!:)(?P<colon>:)(?=\s)"
)
_ASIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_SET = Mark.BOLD | Mark.ITALIC | Mark.LINK
_LABELS = frozenset({"q", "a", "question", "answer", "frage", "antwort"})
_LEAST_PAIRED = 0.8
"""Share of entries that are pairs, and of pairs whose sides are short."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two sides that stand beside each other."""

    first: Text
    second: Text
    statement: Text

    @property
    def is_short(self) -> bool:
        """Whether both sides are in few words, besides what stands in brackets."""
        return all(0 < len(bare(side.plain).split()) <= SHORT for side in (self.first, self.second))


def bare(side: str) -> str:
    """A side without what stands in brackets."""
    return _ASIDE.sub(" ", side).strip()


def paired(entries: Sequence[Text]) -> tuple[Pair, ...]:
    """The pairs of some entries, nearly all of which are parted by one sign; else none."""
    parted = [(entry, _parting(entry)) for entry in entries]
    signs = Counter(match.lastgroup for _, match in parted if match is not None)
    sign, number = signs.most_common(1)[0] if signs else (None, 0)
    if number < _LEAST_PAIRED * len(entries):
        return ()
    found = [_pair(entry, match) for entry, match in parted if match is not None and match.lastgroup == sign]
    pairs = tuple(pair for pair in found if pair is not None)
    return pairs if len(pairs) >= _LEAST_PAIRED * len(entries) else ()


def are_short(pairs: Sequence[Pair]) -> bool:
    """Whether nearly all pairs have short sides."""
    return sum(pair.is_short for pair in pairs) >= _LEAST_PAIRED * len(pairs)


def side(text: Text) -> Text:
    """One side as a card shows it."""
    return text.strip(" ;,").unset(_SET)


def _parting(entry: Text) -> re.Match[str] | None:
    """The first sign that may part an entry."""
    return _SEPARATOR.search(entry.plain) if len(entry.plain) <= _LONGEST else None


def _pair(entry: Text, match: re.Match[str]) -> Pair | None:
    pair = Pair(side(entry.cut(0, match.start())), side(entry.cut(match.end())), entry)
    label = pair.first.plain.lower().strip(" .")
    is_label = label in _LABELS or label in words("asides") or is_foreign_aside(label)
    return None if is_label or not (_is_worded(pair.first) and _is_worded(pair.second)) else pair


def _is_worded(text: Text) -> bool:
    """Whether a side has letters, and nothing but words."""
    return any(map(str.isalpha, text.plain)) and all(span.form is Form.WORDS for span in text.spans)
