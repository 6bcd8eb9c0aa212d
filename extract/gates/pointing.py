"""Gates on what a card points to: all of it must stand on the card."""

import re

from cuedeck.cards.card import Kind
from cuedeck.cards.draft import Draft
from cuedeck.extract.gates.context import Context
from cuedeck.notes.boilerplate import tells_nothing

_THOSE = r"those(?!\s+(?:\w+\s)?(?:that|who|which|whose|with|in|of)\b)"
"""`Those` that no relative clause explains."""
_UNSEEN = re.compile(
    rf"\b(?:these|{_THOSE}|this|such (?!as\b)\w+|the (?:former|latter|above|following)|as mentioned|here)\b",
    re.IGNORECASE,
)
_OPENS_UNSEEN = re.compile(
    r"(?:he|she|we|i|him|them|it|they|this|these|each other|one another|such|not only|same as)\b(?! (?:as|that)\b)",
    re.IGNORECASE,
)
_NOUN = re.compile(
    rf"\b(?:this|these|{_THOSE}|(?:of|from|with|by|taking|using)\s+that)\s+[\"“‘']?(?P<noun>[\w-]+)", re.IGNORECASE
)
"""A noun that is pointed to."""
_SPEECH = re.compile(
    r"\b(?:me|my|us|our|we|you['’]ll|I['’]\w+|I (?:just|am|was|have|had|think|want|would|will|did|do|use|found|like))\b"
)
"""Words of someone who speaks to listeners."""
_SOMEONE = re.compile(r"\b(?:he|him|his|she|her)\b", re.IGNORECASE)
_NAMED = re.compile(r"\s[\"“‘]?[A-Z]")
"""A name inside a question."""
_RECORDING = re.compile(
    r"\b(?:this|the) (?:article|note|video|section|episode|transcript|discussion|conversation|podcast|speaker|lecture|talk|author|narrator|"
    r"interviewer)s?\b(?! of\b)",
    re.IGNORECASE,
)


def unseen_in_question(draft: Draft, _: Context) -> str | None:
    """The question points to what the card does not show; a writer's own question may."""
    points = draft.kind is not Kind.QA and _UNSEEN.search(draft.question.plain)
    return "the question points to something the card does not show" if points else None


def unseen_in_answer(draft: Draft, _: Context) -> str | None:
    """The answer points to what the card does not show."""
    asking, answer = draft.question.plain.lower(), draft.answer.plain
    if _names_all(draft):
        return None
    points = any(match["noun"].lower() not in asking for match in _NOUN.finditer(answer))
    return "the answer points to something the card does not show" if points or _OPENS_UNSEEN.match(answer) else None


def unseen_person(draft: Draft, _: Context) -> str | None:
    """Someone speaks, or is only called by a pronoun."""
    told = f"{draft.question.plain} {draft.answer.plain}"
    is_unnamed = _SOMEONE.search(told) and not _NAMED.search(draft.question.plain)
    if _names_all(draft) or not (_SPEECH.search(told) or is_unnamed):
        return None
    return "someone speaks, or is spoken of, whom the card does not show"


def about_the_note(draft: Draft, _: Context) -> str | None:
    """The card speaks of the article or the speaker, not of the subject."""
    if _RECORDING.search(f"{draft.question.plain} {draft.answer.plain}") or tells_nothing(draft.statement.plain):
        return "it speaks of the recording or the note itself"
    return None


def _names_all(draft: Draft) -> bool:
    """Whether the card asks for a name that its text may call `it`, or its writer asks themselves."""
    return draft.kind is Kind.QA or draft.rule == "sense" or (draft.term is not None and draft.subject is None)
