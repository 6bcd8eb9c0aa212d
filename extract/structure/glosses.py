"""Glosses -> definitions: a name in quotation marks that the same sentence explains."""

import re
from collections.abc import Iterator

from cuedeck.cards.card import Kind
from cuedeck.cards.draft import Draft
from cuedeck.extract.parser.parser import Parser
from cuedeck.extract.parser.sentences import sentences
from cuedeck.extract.text import nouns, questions
from cuedeck.extract.text.place import Place
from cuedeck.extract.text.texts import own_texts
from cuedeck.extract.wording.words import words
from cuedeck.notes.text import Text

_QUOTED = r"[\"“](?P<name>[^\"“”]{2,50}?),?[\"”]"
_BEHIND_DASH = re.compile(rf"{_QUOTED}\s[–—-]{{1,2}}\s(?P<gloss>[a-z][^–—;]{{12,}}?)[.!]?$")
_IN_BRACKET = re.compile(rf"{_QUOTED}\s\((?P<gloss>[a-z][^()]{{8,}})\)")
_MEANING = re.compile(
    rf"{_QUOTED},?\s(?:meaning|which means|i\.e\.|that is),?\s(?:that\s)?(?P<gloss>[^;]{{12,}}?)[.!]?$"
)
_WHERE = re.compile(r"(?P<name>[\"“][^\"“”]{2,40}[\"”]\s[a-z]+),?\s(?:where|in which)\s(?P<gloss>[^;]{12,}?)[.!]?$")
_TERMED = re.compile(
    r"(?:this|the|that|a)\s[\w-]+,\s(?:where|in which)\s(?P<gloss>.{12,}),\s(?:is|are)\s(?:often\s|sometimes\s|also\s)?"
    r"(?:termed|called|known as|referred to as|dubbed)\s(?P<name>[\"“][^\"“”]{2,50}[\"”])",
    re.IGNORECASE,
)
_OF_NAME = re.compile(
    r"(?P<name>(?:[A-Z][\w'’-]{1,60}+\s){1,3}[\w-]++)\s\((?P<gloss>(?:an?|the|how (?:many|much))\s[^()]{20,})\)"
)
_NOMINAL = re.compile(r"(?:an?|the)\s")
_POINTING = re.compile(r"\b(?:this|these|those|such)\b|^(?:he|she|we|you)\b", re.IGNORECASE)
_SIGNS = frozenset('"“(')
_MOST_CHARACTERS = 2000
"""Of a sentence; a longer one is a list, or no sentence at all."""
_FEWEST_WORDS = 3
_MOST_WORDS_OF_NAME = 5


def glosses(place: Place, parser: Parser) -> Iterator[Draft]:
    """A name in quotation marks with what it means behind a dash, in brackets, or behind `meaning`."""
    said = (sentence for text in own_texts(place.block) for sentence in sentences(text))
    for sentence in (sentence for sentence in said if _may_explain(sentence.plain)):
        dash, bracket = _BEHIND_DASH.search(sentence.plain), _IN_BRACKET.search(sentence.plain)
        if dash is not None and _is_noun_phrase(dash["gloss"], parser):
            yield from _drafts(place, sentence, dash)
        if bracket is not None and (" " in bracket["name"] or _NOMINAL.match(bracket["gloss"])):
            yield from _drafts(place, sentence, bracket)
        for pattern in (_MEANING, _WHERE, _TERMED, _OF_NAME):
            if match := pattern.search(sentence.plain):
                yield from _drafts(place, sentence, match)


def _may_explain(said: str) -> bool:
    """Whether a sentence has the signs that all patterns need."""
    return len(said) <= _MOST_CHARACTERS and not _SIGNS.isdisjoint(said)


def _drafts(place: Place, sentence: Text, match: re.Match[str]) -> Iterator[Draft]:
    name = sentence.cut(match.start("name"), match.end("name"))
    if _explains(name.plain, match["gloss"]):
        yield Draft(
            kind=Kind.DEFINITION,
            question=questions.meant_by(name),
            answer=nouns.capitalised(sentence.cut(match.start("gloss"), match.end("gloss")).strip(" .,;")),
            path=place.path,
            key=("gloss", *place.names, name.plain),
            statement=sentence,
            rule="gloss",
            term=name.strip('"“”'),
        )


def _explains(name: str, gloss: str) -> bool:
    """Whether a gloss tells what its name means: no examples, no other name, nothing that points elsewhere."""
    said = gloss.split()
    is_name = len(name.split()) <= _MOST_WORDS_OF_NAME and name.lower().strip('"“”') not in gloss.lower()
    opens = said[0].strip(".,").lower() not in words("no_glosses")
    return is_name and opens and len(said) >= _FEWEST_WORDS and _POINTING.search(gloss) is None


def _is_noun_phrase(gloss: str, parser: Parser) -> bool:
    """Whether a gloss says what something is, in no sentence of its own."""
    parse = parser.parse(gloss)
    return parse is not None and parse.tokens[parse.root].tag in {"NN", "NNS", "VBG"} and '"' not in gloss
