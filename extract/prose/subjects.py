"""Subjects that tell by themselves what they are: a question on any other leaves its reader guessing."""

import re

from cuedeck.extract.prose import lexicon
from cuedeck.extract.text import nouns

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_MADE_KNOWN = re.compile(r"[A-Z]{2}|\d|[\"“‘(]|\\\(|\s[A-Z]")
"""A name, short form, figure, quotation or formula."""
_SHARE = re.compile(r"(?!the\b)(?:[a-z]+\s){0,2}\d[\d.,-]*\s?(?:%|percent\b)", re.IGNORECASE)
"""How many of them, which is worth asking itself: `about 40 % of the boats`."""
_COMPLEMENT = re.compile(
    r"\s(?:of|for|in|on|between|to|from|with|without|within|behind|against|about|by|at|that|which|who|whose|used|called)\s+(?P<rest>.+)",
    re.IGNORECASE,
)
_INDEFINITE = frozenset(
    "one another some several certain various many most multiple few other others each every any".split()
)
_ARTICLES = frozenset({"a", "an"})
_EMPTY = frozenset(
    "main primary only new whole current key real next final overall general original other same entire core big biggest great "
    "important major common early current good best better more most significant fascinating crucial critical essential ideal initial specific "
    "particular potential possible typical simple effective fundamental central basic certain interesting notable".split()
)
"""Adjectives that do not tell one thing from another."""
_ABSTRACT = frozenset(
    "goal key idea aim result process approach challenge problem issue solution method purpose reason answer point effect outcome "
    "difference benefit advantage trick focus role concept concern lesson insight philosophy principle aspect element factor advice "
    "strategy step way thing question plan danger risk limitation understanding state example mistake part case situation change "
    "decision choice conflict move feature strength weakness surprise opportunity misconception rule belief view argument guideline theory theories".split()
)
"""Nouns that are always those of something."""
_SOME, _MUCH = 3, 5
"""Words that carry meaning, beside subject and verb, from which on a question stands by itself."""
_POINTING = frozenset("individual player group country speaker host author company team other others".split())
"""Nouns that stand for one that was named before."""
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
_ANYONE = frozenset(
    "people person individual user users developer company companies team student leader leaders member members everyone someone "
    "business businesses organization organizations customer client player participant viewer speaker author host guest man woman "
    "others things something".split()
)
"""Nouns that stand for whoever is meant."""


def is_clear(subject: str, around: str, introduced: frozenset[str], *, defined: bool, detail: int = 0) -> bool:
    """Whether a subject tells what it is, with `around`, the title and headings on the card, to help.

    `defined`: whether the question asks what the subject is; then it only has to be worth asking. `detail`: how many
    words that carry meaning the question has beside the subject and its verb.
    """
    words = _WORD.findall(subject) if not _SHARE.match(subject) else []
    if not words or _MADE_KNOWN.search(subject[1:]):
        return bool(words)
    complement = _COMPLEMENT.search(subject)
    if complement is not None and _says_something(complement["rest"], introduced):
        return True
    head = nouns.head_noun(subject)
    first = words[0].lower()
    taken_up = first == "the" and len(words) == _BARE and _singular(head) in _OF_SOMETHING
    if taken_up or _is_around(head, around):
        return not taken_up
    if detail >= (_MUCH if first == "the" else _SOME) and head not in _POINTING:
        return True
    qualities = [word for word in words[1:-1] if word.lower() not in _EMPTY]
    if first == "the":
        return (
            _is_known(head, subject, introduced)
            or (defined and (bool(qualities) or head not in lexicon.GENERIC | _ABSTRACT))
            or len(qualities) > 1
        )
    if first in _INDEFINITE:
        return first in {"many", "most"} and bool(qualities or detail)
    if first in _ARTICLES:
        return bool(qualities) or head not in (_ABSTRACT if defined else _ABSTRACT | _ANYONE)
    told_apart = any(word.lower() not in _EMPTY for word in words[:-1])
    return told_apart or _singular(head) not in _ANYONE | _ABSTRACT


def _is_known(head: str, subject: str, introduced: frozenset[str]) -> bool:
    """Whether there is but one: `the bedroom`, where the note never speaks of `a bedroom`."""
    if head in _OF_THE_NOTE:
        return True
    return (
        not nouns.is_plural(subject[4:])
        and not _DEED.search(head)
        and head not in introduced | lexicon.GENERIC | _ABSTRACT | _ANYONE | _POINTING
    )


def _says_something(rest: str, introduced: frozenset[str]) -> bool:
    """Whether what follows a preposition tells more than `the team` or `many`."""
    words = [word.lower() for word in _WORD.findall(rest)]
    own = [word for word in words if word not in _EMPTY | _INDEFINITE | _ANYONE | _ABSTRACT | {"a", "an", "the"}]
    return len(own) > 1 or (bool(own) and words[0] != "the") or (bool(own) and own[0] not in introduced)


def _is_around(head: str, around: str) -> bool:
    return len(head) > 2 and _singular(head) in around.lower()


def _singular(noun: str) -> str:
    return noun.removesuffix("s") if len(noun) > 3 else noun
