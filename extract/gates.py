"""Quality gates: why a candidate would not be worth a student's minute. Each gives a reason, or None to let it pass."""

import re
from collections.abc import Callable

from cards.card import Kind
from cards.draft import Draft
from notes.boilerplate import tells_nothing

LONGEST_QUESTION, LONGEST_ANSWER, LONGEST_ENUMERATION = 30, 45, 90
"""Words."""
_MOST_GIVEN_AWAY = 0.6
"""Share of the answer's content words that may stand in the question."""
_STOP = frozenset(
    "a an the of to in on for and or is are was were be by with from as at that this it its what which who how why when "
    "where does do did can into than then".split()
)
_WORD = re.compile(r"[\w%$€£₹]+(?:[.'’-]\w+)*")
_THOSE = r"those(?!\s+(?:\w+\s)?(?:that|who|which|whose|with|in|of)\b)"
"""`Those` that no relative clause explains."""
_DANGLING = re.compile(
    rf"\b(?:these|{_THOSE}|this|such (?!as\b)\w+|the (?:former|latter|above|following)|as mentioned|here)\b",
    re.IGNORECASE,
)
_PRONOUN_FRONT = re.compile(
    r"^(?:what|who|why|when|where|how|which)\b.{0,20}?\b(?:is|are|was|were|does|do|did|can|could|will|should|would)\s+"
    r"(?:it|they|he|she|we|i|them|him|this|that|these|those)\b",
    re.IGNORECASE,
)
_ANSWER_START = re.compile(r"^(?:he|she|we|i|him|them|it|they|this|these|such|not only|so)\b(?! as\b)", re.IGNORECASE)
_POINTING = re.compile(rf"\b(?:this|these|{_THOSE})\s+(?P<noun>[\w-]+)", re.IGNORECASE)
_STAND_IN = re.compile(r"(?:[\w-]+\s){0,4}ones?$", re.IGNORECASE)
_META = re.compile(
    r"\b(?:this|the) (?:article|note|video|section|episode|transcript|discussion|conversation|podcast|speaker|lecture|talk)s?\b",
    re.IGNORECASE,
)
_VAGUE = re.compile(
    r"^(?:a |an |the )?(?:various|several|many|multiple|numerous|some|certain|different|specific|important|key|significant)\s+"
    r"(?:\w+\s)?\w+$",
    re.IGNORECASE,
)
_MARKUP = re.compile(r"\[\[|\]\]|\*\*\w|==\w|\{\{c\d|</?\w+>|\[\d{1,2}:\d{2}|https?://", re.IGNORECASE)
_YES_NO = re.compile(r"^(?:is|are|was|were|does|do|did|can|could|will|should|has|have)\b", re.IGNORECASE)


def content_words(text: str) -> list[str]:
    """The words that carry meaning, in lower case."""
    return [word for word in _WORD.findall(text.lower()) if word not in _STOP]


def empty(draft: Draft) -> str | None:
    """Nothing to ask or nothing to answer."""
    if not draft.question.plain.strip() or not (draft.items or draft.answer.plain.strip()):
        return "nothing to ask or to answer"
    return None if any(content_words(text) for text in _answers(draft)) else "the answer says nothing"


def too_long(draft: Draft) -> str | None:
    """More than can be recalled at once."""
    if len(draft.question.plain.split()) > LONGEST_QUESTION * (2 if draft.kind in {Kind.CLOZE, Kind.TERM} else 1):
        return f"the question has more than {LONGEST_QUESTION} words"
    most = LONGEST_ENUMERATION if draft.items else LONGEST_ANSWER
    length = len("; ".join(_answers(draft)).split())
    return f"the answer has {length} words, more than {most}" if length > most else None


def gives_itself_away(draft: Draft) -> str | None:
    """The answer stands in the question."""
    answer = content_words(" ".join(_answers(draft)))
    asked = set(content_words(draft.question.plain))
    given = sum(word in asked for word in answer)
    return "the question gives the answer away" if answer and given > _MOST_GIVEN_AWAY * len(answer) else None


def dangling(draft: Draft) -> str | None:
    """A word points to something that the card does not show."""
    if draft.kind is Kind.QA:
        return None
    asking = draft.question.plain
    if _DANGLING.search(asking) or _PRONOUN_FRONT.match(asking):
        return "the question points to something the card does not show"
    if draft.rule.startswith("term."):  # the term is on the card, and its text may call it `it`
        return None
    answer = draft.answer.plain
    points = any(match["noun"].lower() not in asking.lower() for match in _POINTING.finditer(answer))
    if points or _ANSWER_START.match(answer) or _STAND_IN.fullmatch(answer):
        return "the answer points to something the card does not show"
    return None


def about_the_note(draft: Draft) -> str | None:
    """The card speaks of the article or the speaker, not of the subject."""
    if _META.search(draft.question.plain) or tells_nothing(draft.statement.plain):
        return "it speaks of the recording or the note itself"
    return None


def vague(draft: Draft) -> str | None:
    """The answer only says that there is something."""
    return "the answer is vague" if _VAGUE.match(draft.answer.plain) else None


def yes_or_no(draft: Draft) -> str | None:
    """A guess is right half of the time."""
    is_yes = re.match(r"(?:yes|no)\b", draft.answer.plain, re.IGNORECASE)
    return "it is a yes-or-no question" if _YES_NO.match(draft.question.plain) and is_yes else None


def malformed(draft: Draft) -> str | None:
    """Markup is left over, or a bracket or quotation mark stays open."""
    for text in (draft.question.plain, *_answers(draft)):
        if _MARKUP.search(text):
            return "markup is left over"
        if text.count("(") != text.count(")") or text.count("“") != text.count("”") or text.count('"') % 2:
            return "a bracket or quotation mark stays open"
        if text.rstrip().endswith((":", ",")):
            return "the sentence goes on elsewhere"
    return None


GATES: tuple[Callable[[Draft], str | None], ...] = (
    empty,
    malformed,
    too_long,
    gives_itself_away,
    dangling,
    about_the_note,
    vague,
    yes_or_no,
)


def reason_against(draft: Draft) -> str | None:
    """The first reason not to make the card, or None."""
    return next((reason for gate in GATES if (reason := gate(draft)) is not None), None)


def _answers(draft: Draft) -> list[str]:
    return [item.plain for item in draft.items] or [draft.answer.plain]
