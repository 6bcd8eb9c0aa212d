"""Gates on what a card teaches: whether its answer adds anything to what question and title already say."""

import re

from cuedeck.cards.card import Kind
from cuedeck.cards.draft import Draft
from cuedeck.extract.gates.context import Context
from cuedeck.extract.text.content import content_words, stems
from cuedeck.extract.wording.words import words

_FEW = 7
"""Content words of a definition that only praises."""
_SPECIFIC = re.compile(r"\d|[A-Z]{2,}|\s[A-Z][a-z]|[\"“(]|\\\(")
"""A figure, a name or a detail."""
_CONTRAST = re.compile(r".*\b(?:less|not)\b.*\? .*\b(?:and more|but)\b", re.IGNORECASE)
_NO_THING = re.compile(r"(?:also|having|where|this (?:is|means|aligns|allows|involves))\b", re.IGNORECASE)
"""Opens what is no answer to `what is`."""
_LEAST_WANTED = {"object": 2, "light": 2, "help": 3}
"""Content words, from the subject on, that tell what a question of these rules wants."""
_WHAT_IS = ("What is ", "What are ", "What was ", "What were ")


def adds_nothing(draft: Draft, context: Context) -> str | None:
    """Hardly a word of the answer is new beside question and title; what defines may take up words of the title."""
    if draft.items:
        return None
    defines = draft.kind in {Kind.TERM, Kind.DEFINITION}
    answer = stems(draft.answer.plain)
    told = answer - stems(draft.question.plain)
    fresh = told if defines else told - stems(context.title) | {word for word in told if word[:1].isdigit()}
    is_known = len(fresh) * 5 < len(answer) * 2 or (draft.kind is not Kind.TABLE and len(answer) > 2 > len(fresh))
    return "question and title give the answer away" if is_known else None


def vague(draft: Draft, _: Context) -> str | None:
    """A short answer says no more than that there is something: `Various challenges`, `To ensure progress`."""
    answer = draft.answer.plain
    told = content_words(answer)
    if not told or draft.kind not in {Kind.STATEMENT, Kind.ITEM, Kind.DEFINITION} or _SPECIFIC.search(answer):
        return None
    is_any = told[0] in words("of_any_kind") and len(answer.split()) <= 3
    is_any_aim = told[0] in words("any_aim") and answer.startswith("To ") and len(told) <= 3
    is_hollow = told[-1] in words("hollow") and len(told) <= 2
    return "the answer is vague" if is_any or is_hollow or is_any_aim else None


def only_praises(draft: Draft, _: Context) -> str | None:
    """The answer says that something is great, or a definition that it is an important thing, and no more."""
    opening = _words(draft.answer.plain.removeprefix("One of "))[:5]
    if not opening or opening[0] not in {"a", "an", "the", "another"}:
        return None
    defines = draft.kind in {Kind.DEFINITION, Kind.TERM} and len(content_words(draft.answer.plain)) <= _FEW
    praises = words("praising").intersection(opening[1:3])
    values = words("valuing").intersection(opening[1:3]) and words("valued").intersection(opening[2:])
    return "the answer says how something is, not what it is" if praises or (defines and values) else None


def misfits(draft: Draft, _: Context) -> str | None:
    """The answer is of another kind than its question asks for."""
    asking, answer = draft.question.plain, draft.answer.plain
    tells_when = draft.rule == "place" and words("dates").intersection(_words(answer)[1:2])
    is_no_thing = asking.startswith(_WHAT_IS) and _NO_THING.match(answer)
    if _CONTRAST.match(f"{asking} {answer}") or tells_when or is_no_thing:
        return "question and answer do not fit together"
    return None


def one_of_many(draft: Draft, _: Context) -> str | None:
    """There are many of what is asked for: `What is a key aspect of X?`, `What was the problem?`."""
    if draft.subject is None or not draft.question.plain.startswith(_WHAT_IS):
        return None
    article, *named = _words(draft.subject.plain) or [""]
    is_one = article in {"a", "an", "one"} and words("one_of_many").intersection(named[:5])
    is_bare = article in {"a", "an", "the"} and len(named) <= 2 and words("unnamed").intersection(named[-1:])
    return "the question does not tell what is wanted" if is_one or is_bare else None


def wants_anything(draft: Draft, _: Context) -> str | None:
    """The question is on nobody in particular, or on a verb that takes anything: `What do you use?`."""
    subject = draft.subject.plain if draft.subject is not None else ""
    behind = draft.question.plain.rpartition(subject)[2] if subject else ""
    told = [word for word in content_words(subject + behind) if word not in words("nobody")]
    return "the question does not tell what is wanted" if len(told) < _LEAST_WANTED.get(draft.rule, 0) else None


def fits_many(draft: Draft, _: Context) -> str | None:
    """A question for what may, must, will be or has been, or by a verb such as `require`, has many answers."""
    asking = _words(draft.question.plain)
    is_open = words("open_helpers").intersection(asking[1:2]) or words("open_verbs").intersection(asking[-1:])
    is_asked = draft.rule in {"object", "passive"} and asking[:1] == ["what"]
    return "many answers fit the question" if is_asked and is_open else None


def bare_entries(draft: Draft, _: Context) -> str | None:
    """One of the entries is a label that says nothing alone: `Economic impacts`."""
    entries = [_words(item.plain) for item in draft.items]
    is_bare = any(len(entry) <= 2 and words("bare_labels").intersection(entry[-1:]) for entry in entries)
    return "an entry is a label that says nothing alone" if is_bare else None


def _words(text: str) -> list[str]:
    return [word.strip(",.;:?") for word in text.lower().split()]
