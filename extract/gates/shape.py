"""Gates on how a card is put: whether both of its sides are there, are whole, and can be held in mind."""

import re

from cuedeck.cards.card import Kind
from cuedeck.cards.draft import Draft
from cuedeck.extract.gates.context import Context, answers
from cuedeck.extract.text.content import content_words

_LONGEST_QUESTION, _LONGEST_ANSWER = 21, 32
"""Words of a card on a sentence; of the longer ones strict readers kept a quarter."""
_MARKUP = re.compile(r"\[\[|\]\]|\*\*\w|==\w|\{\{c\d|</?\w+>|\[\d{1,2}:\d{2}|https?://", re.IGNORECASE)
_GOES_ON = re.compile(r"[:,]\s*$|^-[a-z]{2}")
"""What leads to something else, or the second half of a word that was cut at its hyphen."""
_OPEN_ASIDE = re.compile(r", (?:when|if|as|while|especially|particularly) [^,]*$")


def empty(draft: Draft, _: Context) -> str | None:
    """Nothing to ask or nothing to answer."""
    if not draft.question.plain.strip() or not (draft.items or draft.answer.plain.strip()):
        return "nothing to ask or to answer"
    tells = draft.is_marked or any(content_words(text) for text in answers(draft))
    return None if tells else "the answer says nothing"


def too_long(draft: Draft, context: Context) -> str | None:
    """More than can be recalled at once."""
    limits = context.limits
    longest = limits.question * (2 if draft.is_marked or draft.kind in {Kind.CLOZE, Kind.TERM} else 1)
    if len(draft.question.plain.split()) > longest:
        return f"the question has more than {longest} words"
    if len(draft.items) > limits.entries:
        return f"the answer has {len(draft.items)} entries, more than {limits.entries}"
    most = limits.enumeration if draft.items or draft.is_marked else limits.answer
    length = len("; ".join(answers(draft)).split())
    return f"the answer has {length} words, more than {most}" if length > most else None


def long_winded(draft: Draft, _: Context) -> str | None:
    """More words than the one fact of a sentence needs."""
    if draft.kind is not Kind.STATEMENT or draft.subject is None or draft.items:
        return None
    is_long = len(draft.question.plain.split()) > _LONGEST_QUESTION or len(draft.answer.plain.split()) > _LONGEST_ANSWER
    return "question or answer is too long to be held in mind" if is_long else None


def malformed(draft: Draft, _: Context) -> str | None:
    """Markup is left over, or a bracket or quotation mark stays open."""
    for text in (draft.question.plain, *answers(draft)):
        if _MARKUP.search(text):
            return "markup is left over"
        if text.count("(") != text.count(")") or text.count("“") != text.count("”") or text.count('"') % 2:
            return "a bracket or quotation mark stays open"
        if _GOES_ON.search(text):
            return "the sentence goes on elsewhere"
    return None


def half(draft: Draft, _: Context) -> str | None:
    """The subject ends amidst an aside: `Foxes, especially in towns`."""
    is_open = draft.subject is not None and _OPEN_ASIDE.search(draft.subject.plain)
    return "the question was cut from half a sentence" if is_open else None
