"""Gates on how a card is put: each gives the reason against a candidate, or None to let it pass."""

import re
from collections.abc import Callable

from cuedeck.cards.card import Kind
from cuedeck.cards.draft import Draft
from cuedeck.extract.text.content import content_words
from cuedeck.notes.boilerplate import tells_nothing
from cuedeck.notes.config import Limits

_LIMITS = Limits()
_MOST_GIVEN_AWAY = 0.6
"""Share of the answer's content words that may stand in the question."""
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
_ANSWER_START = re.compile(
    r"^(?:he|she|we|i|him|them|it|they|this|these|each other|one another|such|not only|so)\b(?! (?:as|that)\b)(?!(?<=so)(?: \w+){1,5} (?:can|could|will|would)\b)",
    re.IGNORECASE,
)
_POINTING = re.compile(
    rf"\b(?:this|these|{_THOSE}|(?:of|from|with|by|taking|using)\s+that)\s+[\"“‘']?(?P<noun>[\w-]+)", re.IGNORECASE
)
_STAND_IN = re.compile(r"(?:[\w-]+\s){0,4}ones?$", re.IGNORECASE)
_SPEECH = re.compile(
    r"\b(?:me|my|us|our|we|you['’]ll|I['’]\w+|I (?:just|am|was|have|had|think|want|would|will|did|do|use|found|like))\b"
)
"""Words of someone who speaks to listeners."""
_SOMEONE = re.compile(r"\b(?:he|him|his|she|her)\b", re.IGNORECASE)
_NAMED = re.compile(r"\s[\"“‘]?[A-Z]")
"""A name inside a question."""
_META = re.compile(
    r"\b(?:this|the) (?:article|note|video|section|episode|transcript|discussion|conversation|podcast|speaker|lecture|talk|author|narrator|"
    r"interviewer)s?\b(?! of\b)",
    re.IGNORECASE,
)
_VAGUE = re.compile(
    r"^(?:a |an |the )?(?:various|several|many|multiple|numerous|some|certain|different|specific|important|key|significant)\s+"
    r"(?:\w+\s)?\w+$",
    re.IGNORECASE,
)
_HALF = re.compile(
    r"\bnot (?:just|only|merely|solely|necessarily)\b|\w- |,\?$|\band must\b| n['’]t\b|->|→"
    r"|\b(?:do|does|did|is|are|was|were|can|could|should) [^,?]+, (?:when|if|as|while|especially|particularly) "
    r"(?!(?:do|does|did|is|are|was|were|can)\b)[^,]*\?$",
    re.IGNORECASE,
)
"""Half of a contrast, of a word, of an aside that is never closed, or notes that are no sentence."""
_LIKE_BEFORE = re.compile(r"\b(?:similarly|likewise)$", re.IGNORECASE)
_EMPTY_WORDS = frozenset(
    "everything something nothing anything symptoms movement problems issues results changes things people users success "
    "various several many others difficulties challenges benefits".split()
)
_MARKUP = re.compile(r"\[\[|\]\]|\*\*\w|==\w|\{\{c\d|</?\w+>|\[\d{1,2}:\d{2}|https?://", re.IGNORECASE)
_CUT_WORD = re.compile(r"-[a-z]{2}")
"""The second half of a word that was cut at its hyphen."""
_YES_NO = re.compile(r"^(?:is|are|was|were|does|do|did|can|could|will|should|has|have)\b", re.IGNORECASE)


def empty(draft: Draft) -> str | None:
    """Nothing to ask or nothing to answer."""
    if not draft.question.plain.strip() or not (draft.items or draft.answer.plain.strip()):
        return "nothing to ask or to answer"
    if draft.is_marked:
        return None
    return None if any(content_words(text) for text in _answers(draft)) else "the answer says nothing"


def too_long(draft: Draft, limits: Limits = _LIMITS) -> str | None:
    """More than can be recalled at once."""
    longest = limits.question * (2 if draft.is_marked or draft.kind in {Kind.CLOZE, Kind.TERM} else 1)
    if len(draft.question.plain.split()) > longest:
        return f"the question has more than {longest} words"
    if len(draft.items) > limits.entries:
        return f"the answer has {len(draft.items)} entries, more than {limits.entries}"
    most = limits.enumeration if draft.items or draft.is_marked else limits.answer
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
    # What the card asks for is on it, and its text may call it `it`.
    if draft.rule == "sense" or (draft.term is not None and draft.subject is None):
        return None
    answer = draft.answer.plain
    if _SPEECH.search(f"{asking} {answer}") or (_SOMEONE.search(f"{asking} {answer}") and not _NAMED.search(asking)):
        return "someone speaks, or is spoken of, whom the card does not show"
    points = any(match["noun"].lower() not in asking.lower() for match in _POINTING.finditer(answer))
    if points or _ANSWER_START.match(answer) or _STAND_IN.fullmatch(answer) or _LIKE_BEFORE.search(answer):
        return "the answer points to something the card does not show"
    return None


def about_the_note(draft: Draft) -> str | None:
    """The card speaks of the article or the speaker, not of the subject."""
    if _META.search(f"{draft.question.plain} {draft.answer.plain}") or tells_nothing(draft.statement.plain):
        return "it speaks of the recording or the note itself"
    return None


def vague(draft: Draft) -> str | None:
    """The answer only says that there is something."""
    answer = draft.answer.plain
    return "the answer is vague" if _VAGUE.match(answer) or answer.lower() in _EMPTY_WORDS else None


def half(draft: Draft) -> str | None:
    """The question asks for one half of a contrast, or was cut from half a subject."""
    cut = draft.subject is not None and _HALF.search(draft.question.plain)
    return "the question was cut from half a sentence" if cut else None


def yes_or_no(draft: Draft) -> str | None:
    """A guess is right half of the time; who writes question and answer down wants to be asked all the same."""
    if draft.kind is Kind.QA:
        return None
    is_yes = re.match(r"(?:yes|no)\b", draft.answer.plain, re.IGNORECASE)
    return "it is a yes-or-no question" if _YES_NO.match(draft.question.plain) and is_yes else None


def malformed(draft: Draft) -> str | None:
    """Markup is left over, or a bracket or quotation mark stays open."""
    for text in (draft.question.plain, *_answers(draft)):
        if _MARKUP.search(text):
            return "markup is left over"
        if text.count("(") != text.count(")") or text.count("“") != text.count("”") or text.count('"') % 2:
            return "a bracket or quotation mark stays open"
        if text.rstrip().endswith((":", ",")) or _CUT_WORD.match(text):
            return "the sentence goes on elsewhere"
    return None


GATES: tuple[Callable[[Draft], str | None], ...] = (
    empty,
    malformed,
    gives_itself_away,
    dangling,
    about_the_note,
    vague,
    half,
    yes_or_no,
)


def _answers(draft: Draft) -> list[str]:
    return [item.plain for item in draft.items] or [draft.answer.plain]
