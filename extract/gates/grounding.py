"""Gates on written cards: whether the note says what the card says, and whether the card asks one fair question.

A model may invent, mix up two statements, or answer from what it knows. What it claims must stand in the note; a statement
turned into its opposite may pass all of these.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from cuedeck.cards.draft import Draft
from cuedeck.cards.lexicon import NUMERALS, UNIT_NAMES, UNITS
from cuedeck.cards.similarity import names, negations, telling, unspelt, words
from cuedeck.extract.gates.context import Context
from cuedeck.extract.text.content import content_words, stem

_LEAST_SAID = 0.6
"""Share of the answer's words that carry meaning; of cards written on notes nobody here had seen all 107 had more."""
_LEAST_FRESH = 0.5
"""Share of those of them that the question does not have."""
_OF_NO_ACCOUNT = frozenset({"1", "1/2"})
"""Numbers whose words have other uses: `one`, `first`, `single`, `half`."""
_SHORTEST_BEGINNING = 4
"""Letters."""
_PLURAL = re.compile(r"(?<=[xsz])es$|(?<=[cs]h)es$")
_UNIT_BEHIND = 3
"""Words behind a figure among which its unit stands."""
_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+|[%°$€£¥]")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}\b)")
_CELLS = re.compile(r"\n|(?<=\d)[\s|`]+(?=\d)")
"""What parts lines, and numbers that stand side by side in a row: `350 1000`, but not `60-90 km`."""
_JOINING = re.compile(r"[’']s\b|-")
"""What joins a word to others: `Bohr's`, `ten-hour`."""
_POINTS = re.compile(
    r"\b(?:what|who|whom|why|when|where|how|which \w+)\s+(?:is|are|was|were|does|do|did|can|could|should|will|would|has|have|had)\s+"
    r"(?:it(?!\s(?:\w+\s){1,2}(?:to|for|that|if|when)\b)|its|they|their|he|his|she|her|them|him|this|that|these|those)\b(?!\s+\w+ing\b)",
    re.IGNORECASE,
)
"""A question on something that only a pronoun names; `why is it better to` names nothing."""
_ONE = re.compile(
    r"what (?:is|was) an? |what does .* mean\?"
    r"|which (?!(?:two|three|four|five|six|seven|eight|nine)\b)\w+(?<!s) (?:is|was|does|has|sets|holds)\b",
    re.IGNORECASE,
)
"""A question for one thing."""
_COUNTED = re.compile(
    r"\b(?:which|what|name|list)(?P<are>\s(?:are|were))?(?:\sthe)?\s(?:\w+\s)?(?P<count>two|three|four|five|six|seven|eight|nine)\b(?![-\s]\w+s?\sof\sthe\b)"
)
"""How many things a question asks for; `how do the two differ` asks for one."""
_YES_OR_NO = re.compile(r"(?:yes|no)\W*", re.IGNORECASE)
_SEVERAL = re.compile(r"[,;&/]|\b(?:and|or|both|neither|plus|as well as)\b", re.IGNORECASE)
_SECOND = re.compile(
    r"\?.*\w.*\?|\b(?:and|or)\s+(?:what|who|why|when|where|how)\s+(?:is|are|was|were|does|do|did|can)\b", re.IGNORECASE
)
_CHOICE = re.compile(r"\bor\b|^(?:is|are|was|were|does|do|did|can|which)\b", re.IGNORECASE)
"""A question that names the answers to choose from."""


def changed(draft: Draft, context: Context) -> str | None:
    """The sentence has lost words since it was quoted that the card is about."""
    told = telling(draft.question.plain) | telling(_answer(draft))
    missing = (telling(context.quote) & told).difference(words(draft.statement.plain))
    lost = missing and unspelt(missing, words(f"{draft.statement.plain} {context.section}"))
    return "its sentence says something else now" if lost else None


def unsaid_names(draft: Draft, context: Context) -> str | None:
    """The answer has a name that neither section nor question has."""
    told = {name for name in names(_answer(draft)) if name.isalpha()}
    missing = told and unspelt(told, words(_known(draft, context)))
    return f"its section does not name {_quoted(sorted(missing))}" if missing else None


def unsaid_figures(draft: Draft, context: Context) -> str | None:
    """The answer has a number that neither section nor question has, or counts something else with it."""
    told = _figures(_answer(draft))
    known = _figures(_known(draft, context)) if told else {}
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
    told, asked, said = _stemmed(_answer(draft)), _stems(draft.question.plain), _stems(context.beside)
    fresh = [word for word in told if word not in asked]
    known = sum(word in said or word in asked for word in told)
    is_invented = any(_is_invented(_stems(item.plain), asked | said) for item in draft.items)
    if _YES_OR_NO.fullmatch(draft.answer.plain.strip()):
        return None
    is_known = (
        not is_invented
        and known >= _LEAST_SAID * len(told)
        and sum(word in said for word in fresh) >= _LEAST_FRESH * len(fresh)
    )
    return None if is_known else "its sentence does not say what the card says"


def _is_invented(told: set[str], known: set[str]) -> bool:
    """Whether nothing of an entry is known, not even its beginning, as of `mono- and diglycerides`."""
    beginnings = tuple(word.removesuffix("-") for word in known if len(word) >= _SHORTEST_BEGINNING)
    return bool(told) and told.isdisjoint(known) and not any(word.startswith(beginnings) for word in told)


def miscounts(draft: Draft, _: Context) -> str | None:
    """The question asks for a number of things, and the answer has another, or only one."""
    counted = _COUNTED.finditer(draft.question.plain.lower())
    # `What are the two lamps made of` asks for one thing.
    asked = [int(NUMERALS[match["count"]]) for match in counted if draft.items or not match["are"]]
    if draft.items and _ONE.match(draft.question.plain):
        return "the question asks for one thing, and the answer enumerates"
    several = len(draft.items) or (0 if _SEVERAL.search(draft.answer.plain) else 1)
    if not asked or not several or several in asked:
        return None
    return f"the question asks for {asked[0]} things, and the answer has {several}"


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
    return set(_stemmed(text))


def _stemmed(text: str) -> list[str]:
    """The words of a text that carry meaning, without their endings; numbers in figures, units by one of their names."""
    spelt = _JOINING.sub(" ", _THOUSANDS.sub("", text)).replace("%", " percent ")
    return list(map(_root, content_words(spelt)))


@lru_cache(maxsize=8192)
def _root(word: str) -> str:
    """A word in small letters without its ending; a number in figures, a unit by one of its names."""
    return NUMERALS.get(word, stem(_PLURAL.sub("", UNIT_NAMES.get(word, word))))


def _figures(text: str) -> dict[str, frozenset[str]]:
    """The numbers of a text, each with the units that stand close behind it, before the next line or cell."""
    found: dict[str, frozenset[str]] = {}
    for part in _CELLS.split(text):
        for figure, units in _figures_of(part).items():
            found[figure] = found.get(figure, frozenset()) | units
    return found


def _figures_of(part: str) -> dict[str, frozenset[str]]:
    said = [_THOUSANDS.sub("", word).lower() for word in _WORD.findall(part)]
    found: dict[str, frozenset[str]] = {}
    before = ""
    for at, word in enumerate(said):
        # Behind a figure `second` is a unit.
        figure = word if before.isdigit() and word in UNITS else NUMERALS.get(word, word)
        if figure[:1].isdigit() and (figure == word or figure not in _OF_NO_ACCOUNT):
            found[figure] = found.get(figure, frozenset()).union(_units(said[at + 1 : at + 1 + _UNIT_BEHIND]))
        before = figure
    return found


def _units(of: Iterable[str]) -> Iterable[str]:
    """The units among some words, each by one of its names."""
    return (UNIT_NAMES.get(word, word.removesuffix("s")) for word in of if word in UNITS or word in UNIT_NAMES)


def _quoted(missing: Iterable[str]) -> str:
    return ", ".join(f"`{one}`" for one in missing)
