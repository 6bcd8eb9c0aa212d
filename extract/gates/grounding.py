"""Gates on written cards: whether the note says what the card says, and whether the card asks one fair question.

A model may invent, mix up two statements, or answer from what it knows. What it claims must stand in the note; a statement
turned into its opposite may pass all of these.
"""

import re
from collections.abc import Iterable

from cuedeck.cards.draft import Draft
from cuedeck.cards.lexicon import NUMERALS, UNITS
from cuedeck.cards.similarity import names, negations, telling, unspelt, words
from cuedeck.extract.gates.context import Context
from cuedeck.extract.text.content import content_words, stem

_LEAST_SAID = 0.6
"""Share of the answer's words that carry meaning; of cards written on notes nobody here had seen all 107 had more."""
_OF_NO_ACCOUNT = frozenset({"1", "1/2"})
"""Numbers whose words have other uses: `one`, `first`, `single`, `half`."""
_UNIT_BEHIND = 3
"""Words behind a figure among which its unit stands."""
_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+|[%°$€£¥]")
_THOUSANDS = re.compile(r",(?=\d{3}\b)")
_POINTS = re.compile(
    r"\b(?:what|who|whom|why|when|where|how|which \w+)\s+(?:is|are|was|were|does|do|did|can|could|should|will|would|has|have|had)\s+"
    r"(?:it|its|they|their|he|his|she|her|them|him|this|that|these|those)\b(?!\s+\w+ing\b)",
    re.IGNORECASE,
)
"""A question on something that only a pronoun names."""
_SECOND = re.compile(
    r"\?.*\w.*\?|\b(?:and|or)\s+(?:what|who|why|when|where|how)\s+(?:is|are|was|were|does|do|did|can)\b", re.IGNORECASE
)
_CHOICE = re.compile(r"\bor\b|^(?:is|are|was|were|does|do|did|can|which)\b", re.IGNORECASE)
"""A question that names the answers to choose from."""


def changed(draft: Draft, context: Context) -> str | None:
    """The sentence has lost words since it was quoted that the card is about."""
    told = telling(draft.question.plain) | telling(_answer(draft))
    said = (word for word in telling(context.quote) if word in told)
    lost = unspelt(said, words(f"{draft.statement.plain} {context.section}"))
    return "its sentence says something else now" if lost else None


def unsaid_names(draft: Draft, context: Context) -> str | None:
    """The answer has a name that neither section nor question has."""
    known = set(_spelt(words(_known(draft, context))))
    missing = [name for name in sorted(names(_answer(draft))) if name.isalpha() and not known & set(_spelt([name]))]
    return f"its section does not name {_quoted(missing)}" if missing else None


def unsaid_figures(draft: Draft, context: Context) -> str | None:
    """The answer has a number that neither section nor question has, or counts something else with it."""
    known, told = _figures(_known(draft, context)), _figures(_answer(draft))
    missing = [figure for figure in told if figure not in known]
    if missing:
        return f"its section does not say {_quoted(missing)}"
    for figure, units in told.items():
        others = units - known[figure]
        if others and known[figure]:
            return f"its section does not say {figure} {min(others)}"
    return None


def unsaid_words(draft: Draft, context: Context) -> str | None:
    """Less of the answer's words stand in its sentence and question than one who repeats the note uses."""
    told = [stem(word) for word in content_words(_answer(draft))]
    known = _stems(f"{context.beside} {draft.question.plain}")
    said = sum(word in known for word in told)
    return "its sentence does not say what the card says" if said < _LEAST_SAID * len(told) else None


def turned(draft: Draft, context: Context) -> str | None:
    """The answer says `not` where neither its sentence nor the question does."""
    _, _, told = _answer(draft).partition(" ")
    denies = negations(told) and not negations(f"{context.beside} {draft.question.plain}")
    return "its sentence does not deny what the card denies" if denies else None


def gives_away(draft: Draft, _: Context) -> str | None:
    """All of the answer stands in the question, which leaves no choice."""
    told, asked = _stems(_answer(draft)), _stems(draft.question.plain)
    is_away = bool(told) and told <= asked and not _CHOICE.search(draft.question.plain)
    return "the question gives the answer away" if is_away else None


def asks_twice(draft: Draft, _: Context) -> str | None:
    """There is more than one question."""
    return "it asks more than one thing" if _SECOND.search(draft.question.plain) else None


def dangles(draft: Draft, _: Context) -> str | None:
    """The question is on something that it does not name."""
    points = _POINTS.search(draft.question.plain)
    return "the question points to something the card does not show" if points else None


def _answer(draft: Draft) -> str:
    return "; ".join(item.plain for item in draft.items) or draft.answer.plain


def _known(draft: Draft, context: Context) -> str:
    return f"{context.section} {draft.statement.plain} {draft.question.plain}"


def _stems(text: str) -> set[str]:
    return {stem(word) for word in content_words(text)}


def _spelt(of: Iterable[str]) -> Iterable[str]:
    """Words without what a plural or a possessive adds."""
    return (word.removesuffix("s") for word in of)


def _figures(text: str) -> dict[str, frozenset[str]]:
    """The numbers of a text, each with the units that stand close behind it."""
    said = [_THOUSANDS.sub("", word).lower() for word in _WORD.findall(text)]
    found: dict[str, frozenset[str]] = {}
    for at, word in enumerate(said):
        figure = NUMERALS.get(word, word)
        if figure[:1].isdigit() and (figure == word or figure not in _OF_NO_ACCOUNT):
            behind = {other.removesuffix("s") for other in said[at + 1 : at + 1 + _UNIT_BEHIND] if other in UNITS}
            found[figure] = found.get(figure, frozenset()) | behind
    return found


def _quoted(missing: Iterable[str]) -> str:
    return ", ".join(f"`{one}`" for one in missing)
