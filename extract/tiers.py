"""Which cards go into the deck by themselves: those whose rule earned it from strict readers, and that raise no doubt.

A rule's figure, `kept` in its row, is read off those of its cards that raise no doubt; the others are only offered.
"""

import re
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

from cuedeck.cards.card import Kind, Tier
from cuedeck.cards.draft import Draft
from cuedeck.cards.making import shown_context
from cuedeck.extract.evidence import Kept
from cuedeck.extract.prose.rows import is_of_matter
from cuedeck.extract.prose.rows import rows as prose_rows
from cuedeck.extract.text import nouns
from cuedeck.extract.text.content import content_words, stem
from cuedeck.extract.wording.words import words
from cuedeck.notes import yaml_reader
from cuedeck.notes.yaml_reader import Value

_STRUCTURE = Path(__file__).parent / "structure" / "rules.yaml"
_LONG_ANSWER, _LONG_LIST = 20, 18
"""Words; of longer answers strict readers kept a quarter."""
_MANY_ENTRIES = 5
_MOST_OF_LIST = 9
"""Words that carry meaning, of a question on a list."""
_COUNTED = re.compile(r"\b(?:two|three|four|five)\b", re.IGNORECASE)
_BROKEN = re.compile(
    r"\b(?:for|like|of|to|with|in)\?$|(?:two|three|four|five) .*\b(?:two|three|four|five)\b|\bthe \w+['’]s\b"
)
"""A question that ends in a preposition, counts twice, or has an article before a name."""
_REMNANT = re.compile(r"^others?\b|\bvs\b", re.IGNORECASE)
"""An entry that is no one thing."""
_FEWEST_OF_DEFINITION = 4
"""Words that carry meaning."""
_DEFINING = frozenset({"definition", "description", "term", "person"})
_ASIDE = re.compile(r"\b(?:similar(?:ly)? to|that occurs? (?:in|on|outside))\b|→", re.IGNORECASE)


@cache
def kept() -> Mapping[str, Kept]:
    """What strict readers kept of each rule's cards, or of its family's where few of its own have been read."""
    own = {name: Kept.of_row(row.get("kept")) for name, row in _rows().items()}
    return {name: one if one.is_enough else _of_family(name, own) for name, one in own.items()}


def _of_family(rule: str, own: Mapping[str, Kept]) -> Kept:
    """The figure of a rule together with those of its family."""
    family = _rows()[rule].get("family", rule)
    return sum((own[name] for name, row in _rows().items() if row.get("family", name) == family), start=Kept())


@cache
def _rows() -> Mapping[str, Mapping[str, Value]]:
    structure = yaml_reader.parse_own(_STRUCTURE.read_text("utf-8"))
    return {**prose_rows(), **{name: row for name, row in structure.items() if isinstance(row, dict)}}


def tier(draft: Draft, title: str) -> Tier:
    """Whether a card of a note with this title goes into the deck by itself."""
    earned = kept().get(draft.rule, Kept()).is_sure or "given" in _rows().get(draft.rule, {})
    return Tier.SURE if draft.is_marked or (earned and not doubts(draft, title)) else Tier.OFFERED


def doubts(draft: Draft, title: str) -> tuple[str, ...]:
    """What keeps a card out of the deck until its reader has seen it, whatever its rule earned."""
    return tuple(reason for doubt, reason in _DOUBTS if doubt(draft, title))


def _is_long(draft: Draft, _: str) -> bool:
    said = sum(len(text.plain.split()) for text in draft.items or (draft.answer,))
    return said > (_LONG_LIST if draft.items else _LONG_ANSWER) or len(draft.items) > _MANY_ENTRIES


def _is_elsewhere(draft: Draft, title: str) -> bool:
    """Whether title and headings have less than half of the words of the subject that carry meaning.

    Of questions on the objects of such subjects readers kept 12 % of 84, of others 39 % of 95. What a name did on a day stands by itself.
    """
    if draft.subject is None or not (is_of_matter(draft.rule) or draft.subject.plain[:1].islower()):
        return False
    around = {stem(word) for name in (title, *(text.plain for text in draft.path)) for word in content_words(name)}
    told = [stem(word) for word in content_words(draft.subject.plain)]
    return sum(word in around for word in told) * 2 < len(told)


def _is_resolved(draft: Draft, _: str) -> bool:
    """Whether what is defined stands in another sentence, which the pronoun may not have meant."""
    said = draft.statement.plain.lower()
    return draft.subject is not None and is_of_matter(draft.rule) and draft.subject.plain.lower() not in said


def _is_loose(draft: Draft, _: str) -> bool:
    """Whether it is open what a list holds: `What are the three key points?`, `What does the process involve?`."""
    if draft.kind is not Kind.LIST or draft.is_marked:
        return False
    asking = draft.question.plain
    told_of_what = asking.startswith("What") and not nouns.has_complement(asking)
    vague = (
        not _COUNTED.search(asking) or told_of_what or bool(words("loose_nouns").intersection(content_words(asking)))
    )
    remnant = any(_REMNANT.search(item.plain) for item in draft.items)
    return vague or remnant or bool(_BROKEN.search(asking)) or len(content_words(asking)) > _MOST_OF_LIST


def _is_curt(draft: Draft, _: str) -> bool:
    """Whether a definition does not set its term apart: it is short, or tells where a thing is or what it is like."""
    told = content_words(draft.answer.plain)
    return draft.rule in _DEFINING and (len(told) < _FEWEST_OF_DEFINITION or bool(_ASIDE.search(draft.answer.plain)))


def _is_bare(draft: Draft, title: str) -> bool:
    """Whether nothing above the card tells what it is about, since all that could would give its answer away."""
    return not draft.is_marked and not shown_context(draft, title)


_DOUBTS: tuple[tuple[Callable[[Draft, str], bool], str], ...] = (
    (_is_long, "the answer is long"),
    (_is_elsewhere, "neither title nor headings name what it asks about"),
    (_is_loose, "the question does not tell for sure what is in the list"),
    (_is_resolved, "what it asks about stands in another sentence"),
    (_is_curt, "the definition does not set its term apart"),
    (_is_bare, "nothing above the card tells what it is about"),
)
