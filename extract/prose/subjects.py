"""Subjects that tell by themselves what they are: a question on any other leaves its reader guessing."""

import re

from cuedeck.extract.text import nouns
from cuedeck.extract.wording.words import words

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_MADE_KNOWN = re.compile(r"[A-Z]{2}|\d|[\"“‘(]|\\\(|\s[A-Z]")
"""A name, short form, figure, quotation or formula."""
_SHARE = re.compile(r"(?!the\b)(?:[a-z]+\s){0,2}\d[\d.,-]*\s?(?:%|percent\b)", re.IGNORECASE)
"""How many of them, which is worth asking itself: `about 40 % of the boats`."""
_COMPLEMENT = re.compile(
    r"\s(?:of|for|in|on|between|to|from|with|without|within|behind|against|about|by|at|that|which|who|whose|used|called)\s+(?P<rest>.+)",
    re.IGNORECASE,
)
_ARTICLES = frozenset({"a", "an"})
_SOME, _MUCH = 3, 5
"""Words that carry meaning, beside subject and verb, from which on a question stands by itself."""
_OF_SOMETHING = frozenset("position practice process understanding firm foundation system".split())
"""Nouns that, with `the` alone, take up what was told right before, even below a heading that has the word."""
_BARE = 2
"""Words of a subject that is but an article and a noun."""
_DEED = re.compile(
    r"(?:ment|tion|sion|ance|ence|ity|ness|ship|age)$|^(?:equation|view|deck|rule|position|answer|volume|button|response)$"
)
"""Nouns of deeds and qualities, and of what a note shows: there is more than one of them."""
_OF_THE_NOTE = frozenset({"advice", "recommendation"})
"""What a note as a whole has: its title tells whose."""


def is_clear(subject: str, around: str, introduced: frozenset[str], *, defined: bool, detail: int = 0) -> bool:
    """Whether a subject tells what it is, with `around`, the title and headings on the card, to help.

    `defined`: whether the question asks what the subject is; then it only has to be worth asking. `detail`: how many
    words that carry meaning the question has beside the subject and its verb.
    """
    said = _WORD.findall(subject) if not _SHARE.match(subject) else []
    if not said or _MADE_KNOWN.search(subject[1:]):
        return bool(said)
    complement = _COMPLEMENT.search(subject)
    if complement is not None and _says_something(complement["rest"], introduced):
        return True
    head = nouns.head_noun(subject)
    first = said[0].lower()
    taken_up = first == "the" and len(said) == _BARE and _singular(head) in _OF_SOMETHING
    if taken_up or _is_around(head, around):
        return not taken_up
    if detail >= (_MUCH if first == "the" else _SOME) and head not in words("standing_for_one"):
        return True
    qualities = [word for word in said[1:-1] if word.lower() not in words("empty_adjectives")]
    if first == "the":
        return (
            _is_known(head, subject, introduced)
            or (defined and (bool(qualities) or head not in words("generic", "of_something")))
            or len(qualities) > 1
        )
    if first in words("indefinite"):
        return first in {"many", "most"} and bool(qualities or detail)
    if first in _ARTICLES:
        return bool(qualities) or head not in (words("of_something") if defined else words("of_something", "anyone"))
    told_apart = any(word.lower() not in words("empty_adjectives") for word in said[:-1])
    return told_apart or _singular(head) not in words("anyone", "of_something")


def _is_known(head: str, subject: str, introduced: frozenset[str]) -> bool:
    """Whether there is but one: `the bedroom`, where the note never speaks of `a bedroom`."""
    if head in _OF_THE_NOTE:
        return True
    return (
        not nouns.is_plural(subject[4:])
        and not _DEED.search(head)
        and head not in introduced | words("generic", "of_something", "anyone", "standing_for_one")
    )


def _says_something(rest: str, introduced: frozenset[str]) -> bool:
    """Whether what follows a preposition tells more than `the team` or `many`."""
    said = [word.lower() for word in _WORD.findall(rest)]
    own = [
        word
        for word in said
        if word
        not in words("empty_adjectives")
        | words("indefinite")
        | words("anyone")
        | words("of_something")
        | {"a", "an", "the"}
    ]
    return len(own) > 1 or (bool(own) and said[0] != "the") or (bool(own) and own[0] not in introduced)


def _is_around(head: str, around: str) -> bool:
    return len(head) > 2 and _singular(head) in around.lower()


def _singular(noun: str) -> str:
    return noun.removesuffix("s") if len(noun) > 3 else noun
