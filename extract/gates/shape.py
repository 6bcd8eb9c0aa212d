"""Gates on how a card is put: whether both of its sides are there, are whole, and can be held in mind."""

import re

from cuedeck.cards.card import Kind
from cuedeck.cards.draft import Draft
from cuedeck.extract.gates.context import Context
from cuedeck.extract.parser.sentences import spoken
from cuedeck.extract.text.content import content_words

_LONGEST_QUESTION = 21
"""Words of a question on a sentence; of the longer ones strict readers kept a quarter."""
_MOST_MARKED = 400
"""Words of a side that a writer marked up."""
_MARKUP = re.compile(r"\[\[|\]\]|\*\*\w|==\w|\{\{c\d|</?\w+>|\[\d{1,2}:\d{2}|https?://", re.IGNORECASE)
_TIME = re.compile(r"\d{1,3}(?::[0-5]\d){1,2}(?=[\s)\]*_:–—-]+\S)")
_PLACEHOLDER = re.compile(r"<%.{0,300}?%>|\{\{[^{}\n]{1,100}\}\}")
_GOES_ON = re.compile(r"[:,]\s*$|^-[a-z]{2}")
"""What leads to something else, or the second half of a word that was cut at its hyphen."""
_OPEN_ASIDE = re.compile(r", (?:when|if|as|while|especially|particularly) [^,]*$")


def empty(draft: Draft, _: Context) -> str | None:
    """Nothing to ask or nothing to answer."""
    if draft.lacks:
        return draft.lacks
    if not draft.question.shows or not (draft.items or draft.answer.shows):
        return "nothing to ask or to answer"
    tells = draft.is_marked or draft.direction is not None or any(content_words(text) for text in _answers(draft))
    return None if tells else "the answer says nothing"


def too_long(draft: Draft, context: Context) -> str | None:
    """More than can be recalled at once, or than the one fact of a sentence needs."""
    limits, is_text = context.limits, draft.kind in {Kind.CLOZE, Kind.TERM}
    if draft.is_marked:
        return _too_long_to_show(draft)
    longest = limits.question * (2 if is_text else 1)
    if draft.kind is Kind.STATEMENT and draft.subject is not None:
        longest = min(longest, _LONGEST_QUESTION)
    if len(draft.question.plain.split()) > longest:
        return f"the question has more than {longest} words"
    if len(draft.items) > limits.entries:
        return f"the answer has {len(draft.items)} entries, more than {limits.entries}"
    most = limits.enumeration if draft.items else limits.answer
    length = len("; ".join(_answers(draft)).split())
    return f"the answer has {length} words, more than {most}" if length > most else None


def _too_long_to_show(draft: Draft) -> str | None:
    """More than one side can show: what a writer marked up is theirs, but for a chapter that a mark took in."""
    length = max(len(text.split()) for text in (draft.question.plain, "; ".join(_answers(draft))))
    return f"a side has {length} words, more than {_MOST_MARKED}" if length > _MOST_MARKED else None


def timed(draft: Draft, _: Context) -> str | None:
    """It opens with a time that may be none of the recording, so that a question would be about it: `0:45 A synapse is`."""
    is_timed = _TIME.match(draft.statement.plain.lstrip("*_([ "))
    return "it opens with a time that may be none of the recording" if is_timed else None


def unfilled(draft: Draft, _: Context) -> str | None:
    """A sentence of a template says nothing before it is filled in."""
    return "it holds a placeholder of a template" if _PLACEHOLDER.search(spoken(draft.statement)) else None


def malformed(draft: Draft, _: Context) -> str | None:
    """Markup is left over, a bracket or quotation mark stays open, or a sentence was cut: `foxes, especially in towns`."""
    if draft.subject is not None and _OPEN_ASIDE.search(draft.subject.plain):
        return "the question was cut from half a sentence"
    for text in (draft.question.plain, *_answers(draft)):
        if _MARKUP.search(text):
            return "markup is left over"
        if text.count("(") != text.count(")") or text.count("“") != text.count("”") or text.count('"') % 2:
            return "a bracket or quotation mark stays open"
        if _GOES_ON.search(text):
            return "the sentence goes on elsewhere"
    return None


def _answers(draft: Draft) -> list[str]:
    return [item.plain for item in draft.items] or [draft.answer.plain]
