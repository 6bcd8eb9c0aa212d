"""Sentences that leave their subject out, since it is the term that they stand below: a file name, a callout's kind."""

import re

from cuedeck.extract.parser.parser import Parser
from cuedeck.extract.parser.sentences import spoken
from cuedeck.notes.text import Text

_COPULA = re.compile(
    r"(?:(?:it|they)(?:\s(?:is|are)|['’]s|['’]re)|is|are)\s+(?=(?:an?|the|one|any|some|all|when)\s)", re.IGNORECASE
)
_PRONOUN = re.compile(r"(?:it|they)\s", re.IGNORECASE)
_NOMINAL = re.compile(r"(?:the|an?|any|one|each)\s", re.IGNORECASE)
_FINITE = frozenset({"VBZ", "VBP", "VBD", "MD"})


def defines(sentence: Text, parser: Parser, *, bare: bool = False) -> Text | None:
    """What the subject is: `Is the set of ...`, `The movement of ...`; None for any other sentence.

    `bare`: whether a phrase without an article will do, such as `Glue in a tube`.
    """
    copula = _COPULA.match(sentence.plain)
    if copula is not None:
        return sentence.cut(copula.end())
    has_article = _NOMINAL.match(sentence.plain) is not None
    if not (bare or has_article):
        return None
    parse = parser.parse(spoken(sentence))
    if parse is None:
        return sentence if has_article else None
    root = parse.tokens[parse.root]
    return sentence if root.is_noun and parse.child(parse.root, "nsubj", "cop", "aux") is None else None


def does(sentence: Text, parser: Parser) -> Text | None:
    """What the subject does: `It moves water`, `Moves water`; None for a sentence with a subject of its own."""
    match = _PRONOUN.match(sentence.plain)
    rest = sentence.cut(match.end()) if match else sentence
    words = spoken(rest)
    parse = parser.parse(("They " if match and len(match[0]) > 3 else "It ") + words[:1].lower() + words[1:])
    if parse is None or parse.root != 1 or parse.tokens[1].tag not in _FINITE or parse.tokens[1].lemma == "be":
        return None
    if match is not None:
        return rest
    alone = parser.parse(words)
    has_subject = alone is None or any(token.dep.startswith("nsubj") for token in alone.tokens[:3])
    has_object = parse.child(1, "dobj", "ccomp") is not None
    return rest if parse.tokens[1].text.endswith("s") and has_object and not has_subject else None
