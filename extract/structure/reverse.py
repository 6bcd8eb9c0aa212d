"""The way back from a definition to its term."""

import re
from dataclasses import replace

from cuedeck.cards.card import Kind
from cuedeck.cards.draft import Draft
from cuedeck.extract.text import nouns
from cuedeck.extract.text.content import content_words, stem, stems
from cuedeck.extract.wording.phrases import english
from cuedeck.extract.wording.words import words

_REVERSIBLE = frozenset({"definition", "gloss"})
_GENUS_FIRST = re.compile(r"(?:an?|the|any|those)\s(?P<next>[\w-]+)", re.IGNORECASE)
"""How a definition opens that can stand without its term."""
_MOST_WORDS_OF_TERM = 6
_FEWEST_TOLD = 4
"""Words that carry meaning, from which on a definition can be told from others."""


def reverse(draft: Draft) -> Draft | None:
    """The definition asked the other way, where it stands without its term."""
    if draft.term is None or draft.rule not in _REVERSIBLE:
        return None
    term, definition = draft.term.plain, draft.answer.plain
    if not _is_name(term) or not _identifies(definition, term):
        return None
    told = nouns.uncapitalised(draft.answer)
    is_person = nouns.is_person(term, definition)
    return replace(
        draft,
        kind=Kind.TERM,
        question=english().ask("who_meant", definition=told) if is_person else english().ask("meant", definition=told),
        answer=nouns.capitalised(draft.term),
        key=("reverse", *draft.key),
        rule="reverse",
        subject=None,
    )


def _is_name(term: str) -> bool:
    """Whether a term names something rather than describe it, as `the main goal` does."""
    said = term.lower().split()
    return len(said) <= _MOST_WORDS_OF_TERM and words("describing").isdisjoint(said)


def _identifies(definition: str, term: str) -> bool:
    """Whether a definition stands without its term, says enough to tell what is meant, and does not name it."""
    told, opening = content_words(definition), _GENUS_FIRST.match(definition)
    if opening is None or opening["next"].lower() in words("empty_adjectives", "praising"):
        return False
    named = stems(term)
    return len(told) >= _FEWEST_TOLD and named.isdisjoint(map(stem, told))
