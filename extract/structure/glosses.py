"""Glosses -> definitions: a name in quotation marks, or before a bracket, that the same sentence explains."""

import re
from collections.abc import Iterator
from dataclasses import replace

from cuedeck.cards.card import Kind
from cuedeck.cards.draft import Draft
from cuedeck.extract.parser.parse import Parse
from cuedeck.extract.parser.parser import Parser
from cuedeck.extract.parser.sentences import sentences, spoken
from cuedeck.extract.text import nouns, questions
from cuedeck.extract.text.place import Place
from cuedeck.extract.text.texts import own_texts
from cuedeck.extract.wording.phrases import english
from cuedeck.notes.text import Text

_QUOTED = r"[\"“](?P<name>[^\"“”]{2,50}?),?[\"”]"
_NO_GLOSS = (
    r"(?!(?:e\.g|i\.e|aka|a\.k\.a|also|or|and|like|such|see|from|in|by|for|at|on|with|which|who|not|if|when|as|to|linked|seen|used|"
    r"including|according|formerly|sometimes|often|meaning)\b)"
)
_DASH = re.compile(rf"{_QUOTED}\s[–—-]{{1,2}}\s(?P<gloss>{_NO_GLOSS}[a-z][^–—;]{{12,}}?)[.!]?$")
_BRACKET = re.compile(rf"{_QUOTED}\s\((?P<gloss>{_NO_GLOSS}[a-z][^()]{{8,}})\)")
_MEANING = re.compile(
    rf"{_QUOTED},?\s(?:meaning|which means|i\.e\.|that is),?\s(?:that\s)?(?P<gloss>[^;]{{12,}}?)[.!]?$"
)
_WHERE = re.compile(
    r"(?P<name>[\"“][^\"“”]{2,40}[\"”]\s(?:stage|phase|step|process|method|effect|period|strategy|technique|approach|model)),?\s"
    r"(?:where|in which)\s(?P<gloss>[^;]{12,}?)[.!]?$"
)
_TERMED = re.compile(
    r"(?:this|the|that|a)\s[\w-]+,\s(?:where|in which)\s(?P<gloss>.{12,}),\s(?:is|are)\s(?:often\s|sometimes\s|also\s)?"
    r"(?:termed|called|known as|referred to as|dubbed)\s(?P<name>[\"“][^\"“”]{2,50}[\"”]|[^,.;]{2,40}$)",
    re.IGNORECASE,
)
_THIS_MEANS = re.compile(
    r"(?:this|it|that|these|they)\s(?:means?|refers? to)\s(?:that\s)?(?P<gloss>.{12,}?)[.!]?$", re.IGNORECASE
)
_PLAIN_BRACKET = re.compile(r"\s\((?P<gloss>(?:an?|the|any|how (?:many|much|often|well|far|fast))\s[^()]{15,})\)")
_PATTERNS = {"dash": _DASH, "bracket": _BRACKET, "meaning": _MEANING, "where": _WHERE, "termed": _TERMED}
_NOMINAL = re.compile(r"(?:an?|the)\s")
_ONE = re.compile(r"an?\s")
_POINTING = re.compile(r"\b(?:this|these|those|such)\b|^(?:he|she|we|you)\b", re.IGNORECASE)
_NAMING = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ"})
_QUOTE = re.compile(r"[\"“”]")
_FEWEST_WORDS = 3
_MOST_WORDS_OF_NAME = 5


def glosses(place: Place, parser: Parser) -> Iterator[Draft]:
    """What a name means that its sentence explains: `a "starter" – flour and water left to ferment`."""
    for text in own_texts(place.block):
        for sentence in sentences(text):
            yield from _quoted(sentence, place, parser)
            yield from _bracketed(sentence, place, parser)


def meaning(term: Text, first: Text, place: Place) -> Draft | None:
    """What a term means whose text begins `This means that ...`: all of it, to the end of the sentence."""
    match = _THIS_MEANS.match(first.plain)
    if match is None or not _explains(term.plain, match["gloss"]):
        return None
    name = nouns.uncapitalised(place.in_sentence(term))
    asking = english().ask("means", do="do" if nouns.is_plural(name.plain) else "does", name=name)
    draft = _draft(place, first, term, first.cut(match.start("gloss"), match.end("gloss")))
    return replace(draft, question=asking)


def _quoted(sentence: Text, place: Place, parser: Parser) -> Iterator[Draft]:
    for pattern, expression in _PATTERNS.items():
        match = expression.search(sentence.plain)
        if match is None or not _explains(match["name"], match["gloss"]):
            continue
        if pattern == "dash" and not _is_noun_phrase(match["gloss"], parser):
            continue
        if pattern == "bracket" and " " not in match["name"] and not _NOMINAL.match(match["gloss"]):
            continue
        name = sentence.cut(match.start("name"), match.end("name"))
        yield _draft(place, sentence, name, sentence.cut(match.start("gloss"), match.end("gloss")))


def _explains(name: str, gloss: str) -> bool:
    """Whether a gloss tells more than its name, and points to nothing else."""
    words = gloss.split()
    is_name = len(name.split()) <= _MOST_WORDS_OF_NAME
    repeats = name.strip('"“”').lower() in gloss.lower()
    return is_name and len(words) >= _FEWEST_WORDS and not repeats and _POINTING.search(gloss) is None


def _bracketed(sentence: Text, place: Place, parser: Parser) -> Iterator[Draft]:
    """A noun that is no quotation, before a bracket that says what it is."""
    match = _PLAIN_BRACKET.search(sentence.plain)
    parse = parser.parse(spoken(sentence)) if match is not None else None
    if match is None or parse is None:
        return
    head = next((at for at, token in enumerate(parse.tokens) if token.end == match.start()), None)
    if head is None or parse.tokens[head].tag not in {"NN", "NNS"} or _QUOTE.search(match["gloss"]):
        return
    first = head
    while first > 0 and parse.tokens[first - 1].tag in _NAMING and parse.tokens[first - 1].head <= head:
        first -= 1
    name = sentence.cut(parse.tokens[first].start, match.start())
    if _QUOTE.search(name.plain) or not _is_noun_phrase(match["gloss"], parser):
        return
    if _completes(parse, head) or (parse.tokens[head].is_plural and _ONE.match(match["gloss"])):
        return
    if head - first < _MOST_WORDS_OF_NAME and _explains(name.plain, match["gloss"]):
        yield _draft(place, sentence, name, sentence.cut(match.start("gloss"), match.end("gloss")))


def _completes(parse: Parse, noun: int) -> bool:
    """Whether a noun completes another, which the bracket is about: `a place of worship (...)`."""
    token = parse.tokens[noun]
    return token.dep == "pobj" and parse.tokens[parse.tokens[token.head].head].is_noun


def _is_noun_phrase(gloss: str, parser: Parser) -> bool:
    """Whether a gloss says what something is or measures, in no sentence of its own."""
    parse = parser.parse(gloss)
    if parse is None or gloss.startswith("how "):
        return parse is not None
    finite = any(token.tag in {"VBZ", "VBP", "VBD", "MD"} and token.dep == "ROOT" for token in parse.tokens)
    return not finite and parse.tokens[parse.root].tag in {"NN", "NNS", "VBG"} and "“" not in gloss and '"' not in gloss


def _draft(place: Place, sentence: Text, name: Text, gloss: Text) -> Draft:
    return Draft(
        kind=Kind.DEFINITION,
        question=questions.meant_by(name),
        answer=nouns.capitalised(gloss.strip(" .,;")),
        path=place.path,
        key=("gloss", *place.names, name.plain),
        statement=sentence,
        rule="gloss",
        term=name.strip('"“”'),
    )
