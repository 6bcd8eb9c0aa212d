"""Gold facts: what a careful student wants to remember from a note, and whether a card asks for it.

A folder of facts holds one JSON file a note, `{"note": path, "facts": [...]}`, and a fact is such as

    {"ask": "What is mitosis?", "answer": "The process by which most cells divide", "from": "definition",
     "about": [["mitosis"]], "must": [["cells"], ["divide", "division"]], "list": false, "cue": [81], "weight": 2}

Each group of alternatives in `about` must show up in the front of a card, each in `must` in its answer.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from cuedeck.cards.card import Card, Kind
from cuedeck.extract.wording.words import words

LONGEST_QUESTION, LONGEST_CLOZE, LONGEST_ANSWER, LONGEST_ENUMERATION = 30, 60, 45, 90
"""Words that a card may have to count."""
_GIVEN_AWAY = 0.6
"""Share of the answer's content words that may stand in the question."""
_LIST_SHARE = 0.8
"""Share of an enumeration's entries that a card must have."""
_SHORT = 3
"""Characters up to which a word must stand alone, and not inside another."""
_FOUR_HOURS = 4 * 3600

_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}\b)")
_WORD = re.compile(r"(?:\w|[%$€£₹]|(?<=\d)\.(?=\d))+")

_POINTS = re.compile(
    r"(?:what|who|why|when|where|how)\s(?:is|are|was|were|does|do|did|can)\s(?:this|that|these|those|it|they|he|she|him|them)\b",
    re.IGNORECASE,
)
_MARKUP = re.compile(
    r"\[\[|\]\]|\*\*|==\w|\{\{c\d|\]\(|&(?:amp|lt|gt|quot|nbsp);|</?[a-z]+\b[^<>]*>|[\[(]\d{1,2}:\d{2}", re.IGNORECASE
)

Groups = tuple[tuple[str, ...], ...]
"""All of these, each in one of its spellings."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One thing worth remembering."""

    ask: str
    answer: str
    source: str
    """Where the note states it: `definition`, `list`, `heading`, `table`, `callout` or `prose`."""
    about: Groups
    must: Groups
    is_list: bool
    """Whether the answer enumerates; each group of `must` is then one entry."""
    cue: tuple[int, ...]
    """Seconds of the timestamps that belong to it."""
    weight: int
    """2 for a fact that is central to its note, else 1."""

    @property
    def is_central(self) -> bool:
        """Whether a deck without it would miss the point."""
        return self.weight > 1


@dataclass(frozen=True, slots=True)
class Gold:
    """The facts of one note."""

    name: str
    """Of the file, without its ending."""
    note: str
    """The note's path."""
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class _Sides:
    """A card as it is compared with facts."""

    card: Card
    front: str
    """Context and question."""
    back: str


def read(folder: Path) -> tuple[Gold, ...]:
    """All facts of a folder, by file name."""
    return tuple(_gold(file) for file in sorted(folder.glob("*.json")))


def of_note(cards: Sequence[Card], note: str) -> list[Card]:
    """The cards of a note, whichever of both paths is the longer one."""
    return [card for card in cards if _ends(card.note, note) or _ends(note, card.note)]


def covered(facts: Sequence[Fact], cards: Sequence[Card]) -> dict[int, Card]:
    """The facts, by number, that a card asks for: as many as can be, the central ones first, each card for one fact.

    Only fair cards count, and of several with one front only the first.
    """
    first: dict[str, _Sides] = {}
    for card in cards:
        sides = _sides(card)
        first.setdefault(sides.front, sides)
    fair = [sides for sides in first.values() if is_fair(sides.card)]
    fitting = [[at for at, sides in enumerate(fair) if _covers(sides, fact)] for fact in facts]
    taken: dict[int, int] = {}
    for number in sorted(range(len(facts)), key=lambda number: -facts[number].weight):
        _place(number, fitting, taken, set())
    return {number: fair[at].card for at, number in sorted(taken.items(), key=lambda pair: pair[1])}


def is_too_long(card: Card) -> bool:
    """Whether the answer has more words than can be recalled at once."""
    return len(card.answer.plain.split()) > (LONGEST_ENUMERATION if len(card.items) > 1 else LONGEST_ANSWER)


def is_fair(card: Card) -> bool:
    """Whether question and answer are short enough, and the question does not give the answer away."""
    longest = LONGEST_CLOZE if card.kind is Kind.CLOZE else LONGEST_QUESTION
    if is_too_long(card) or len(card.question.plain.split()) > longest:
        return False
    content = [word for word in normal(card.answer.plain).split() if word not in words("stop")]
    asked = set(normal(card.question.plain).split())
    return bool(content) and sum(word in asked for word in content) <= _GIVEN_AWAY * len(content)


def points_away(card: Card) -> bool:
    """Whether the question asks about a pronoun."""
    return _POINTS.match(card.question.plain) is not None


def has_markup(card: Card) -> bool:
    """Whether Markdown, HTML or a timestamp is left over in the text."""
    return _MARKUP.search("\n".join([*card.context, card.question.plain, card.answer.plain])) is not None


def is_at(card: Card, fact: Fact) -> bool:
    """Whether the card points to the second of the fact, or to where a time shifted one field left belongs."""
    seconds = None if card.cue is None else card.cue.seconds
    shifted = {cue // 60 for cue in fact.cue if cue > _FOUR_HOURS or cue % 60 == 0}
    return seconds in {*fact.cue, *shifted}


def front(card: Card) -> str:
    """Context and question, case and punctuation aside."""
    return normal(" ".join([*card.context, card.question.plain]))


def normal(text: str) -> str:
    """Words in lower case with one blank around each; `1,000` is `1000`, `3.5` and `20%` stay."""
    return f" {' '.join(_WORD.findall(_THOUSANDS.sub('', text.lower())))} "


def _sides(card: Card) -> _Sides:
    return _Sides(card, front(card), normal(card.answer.plain))


def _covers(sides: _Sides, fact: Fact) -> bool:
    if sides.card.kind is Kind.CLOZE:
        return _covers_in_gap(sides, fact)
    if not all(_has(sides.front, group) for group in fact.about):
        return False
    needed = len(fact.must) * (_LIST_SHARE if fact.is_list else 1)
    return sum(_has(sides.back, group) for group in fact.must) >= needed


def _covers_in_gap(sides: _Sides, fact: Fact) -> bool:
    """Whether the gap holds a part of the answer, and the sentence the rest."""
    gap = [_has(sides.back, group) for group in fact.must]
    rest = (group for group, is_inside in zip(fact.must, gap, strict=True) if not is_inside)
    told = sides.front + sides.back
    return any(gap) and all(_has(sides.front, group) for group in rest) and all(_has(told, one) for one in fact.about)


def _has(said: str, group: Sequence[str]) -> bool:
    wanted = filter(None, (normal(one).strip() for one in group))
    return any((f" {one} " if len(one) <= _SHORT else one) in said for one in wanted)


def _place(number: int, fitting: Sequence[Sequence[int]], taken: dict[int, int], seen: set[int]) -> bool:
    """Give a fact a card, if need be by giving another fact another card (Kuhn 1955)."""
    for at in fitting[number]:
        if at not in seen:
            seen.add(at)
            if at not in taken or _place(taken[at], fitting, taken, seen):
                taken[at] = number
                return True
    return False


def _ends(path: str, end: str) -> bool:
    return bool(end.strip("/")) and f"/{path.lstrip('/')}".endswith(f"/{end.lstrip('/')}")


def _gold(file: Path) -> Gold:
    record = json.loads(file.read_text("utf-8"))
    facts = (
        Fact(
            ask=fact["ask"],
            answer=fact["answer"],
            source=fact["from"],
            about=tuple(map(tuple, fact["about"])),
            must=tuple(map(tuple, fact["must"])),
            is_list=fact["list"],
            cue=tuple(fact["cue"]),
            weight=fact["weight"],
        )
        for fact in record["facts"]
    )
    return Gold(file.stem, record["note"], tuple(facts))
