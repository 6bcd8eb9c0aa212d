"""The sentence that introduces a list -> the question that the list answers."""

import re

from cuedeck.extract.parser.parser import Parser
from cuedeck.extract.parser.sentences import sentences, spoken
from cuedeck.extract.prose.clauses import Clause, clauses
from cuedeck.extract.prose.opening import do_of
from cuedeck.extract.prose.pointing import is_anaphoric
from cuedeck.extract.prose.statements import spoken_of
from cuedeck.extract.text import nouns, questions
from cuedeck.extract.text.place import Place
from cuedeck.extract.wording.phrases import english
from cuedeck.extract.wording.words import words
from cuedeck.notes.text import Text

_QUANTIFIER = re.compile(
    r"(?:(?:the|these|an?|its|their|some|any|all)\s+)?(?:(?:wide\s+)?(?:several|various|many|multiple|numerous|different"
    r"|following|number of|range of|variety of|few|couple of)\s+(?:of\s+)?)*",
    re.IGNORECASE,
)
"""Words in the place of a number."""
_SHOULD = re.compile(r"(?P<aim>[^,]+),\s(?P<who>[^,]{2,80})\s(?P<modal>should|must|can|could|may|will)$", re.IGNORECASE)
_THERE = re.compile(r"(?:\w+,\s)?there (?:are|were) (?P<what>.+)$", re.IGNORECASE)
_NAMING = re.compile(
    r"(?P<what>[^,]+?)(?:\s(?:are|were|include|comprise)(?:\s(?:as follows|the following))?)?$", re.IGNORECASE
)
_PRONOUN = re.compile(r"(?:(?:however|additionally|moreover),\s)?(?:it|they)\s", re.IGNORECASE)
_COUNTED = re.compile(r"(?:\d+|two|three|four|five|six)\b", re.IGNORECASE)
_FINITE = frozenset({"VBZ", "VBP", "VBD", "MD"})
_LONGEST, _LONGEST_NAME = 24, 8
"""Words of a sentence, and of a phrase that names what its list is of."""


def question(introduction: Text, number: int, place: Place, parser: Parser) -> Text | None:
    """The question that a list of so many entries answers; None where the sentence above it announces none."""
    if not introduction.plain.rstrip().endswith(":"):
        return None
    told = _named(sentences(introduction)[-1].strip(" :"), introduction, place, parser)
    if len(told.plain.split()) > _LONGEST:
        return None
    if match := _SHOULD.match(told.plain):
        who = nouns.uncapitalised(told.cut(match.start("who"), match.end("who")))
        return english().ask("should", aim=told.cut(0, match.end("aim")), modal=match["modal"], who=who)
    if match := _THERE.match(told.plain):
        return english().ask(
            "enumeration", article="the ", counted="", heading=_counted(told.cut(match.start("what")), number)
        )
    parse = parser.parse(spoken(told))
    clause = next(clauses(parse), None) if parse is not None else None
    asked = _of_clause(told, clause, number) if clause is not None and not is_anaphoric(clause) else None
    return asked or _of_name(told, number, parser)


def _named(told: Text, introduction: Text, place: Place, parser: Parser) -> Text:
    """The sentence with what its pronoun stands for where that is certain: `It has two drawbacks`."""
    pronoun = _PRONOUN.match(told.plain)
    named = spoken_of(introduction, place, parser) if pronoun is not None else None
    if pronoun is None or named is None:
        return told
    return nouns.capitalised(place.in_sentence(named)) + " " + told.cut(pronoun.end())


def _of_clause(told: Text, clause: Clause, number: int) -> Text | None:
    """The question on what a sentence counts: its subject, or its object."""
    head, tokens = clause.subject_head, clause.parse.tokens
    subject = told.cut(tokens[clause.subject[0]].start, tokens[clause.subject[1]].end)
    if clause.is_copula:
        return None
    if _counts(subject, number) and tokens[head].is_plural:
        rest = told.cut(tokens[clause.subject[1]].end)
        return _lead(told, clause, english().ask("which_do", noun=_counted(subject, number), rest=rest))
    thing = clause.parse.child(clause.verb, "dobj")
    if thing is None or thing < clause.verb or not tokens[thing].is_plural or clause.is_passive:
        return None
    first, _ = clause.parse.span(thing)
    noun, rest = told.cut(tokens[first].start, tokens[thing].end), told.cut(tokens[thing].end)
    if clause.parse.child(thing, "conj") is not None or _COUNTED.search(rest.plain) is not None:
        return None
    named = subject if tokens[clause.subject[0]].tag.startswith("NNP") else nouns.uncapitalised(subject)
    helper, verb = _verb(clause)
    asked = english().ask("which", noun=_counted(noun, number), do=helper, name=named, verb=verb, rest=rest)
    return _lead(told, clause, asked)


def _counts(noun: Text, number: int) -> bool:
    """Whether a noun says how many there are: `two conditions`, `several ways`."""
    quantity = _QUANTIFIER.match(noun.plain)
    opening = noun.plain[quantity.end() :] if quantity is not None else noun.plain
    vague = quantity is not None and not words("vague_numbers").isdisjoint(quantity[0].lower().split())
    return vague or _COUNTED.match(opening) is not None or opening.startswith(str(number))


def _counted(noun: Text, number: int) -> Text:
    """The noun with its number: `various tools` -> `three tools`."""
    match = _QUANTIFIER.match(noun.plain)
    bare = noun.cut(match.end()) if match is not None else noun
    return bare if _COUNTED.match(bare.plain) else f"{nouns.count(number)} " + bare


def _lead(told: Text, clause: Clause, asked: Text) -> Text:
    """The question behind what stands in front of the clause, unless that points to something else."""
    if clause.lead is None:
        return asked
    tokens = clause.parse.tokens
    lead = told.cut(tokens[clause.lead[0]].start, tokens[clause.lead[1]].end)
    pointing = not {"these", "this", "those", "such"}.isdisjoint(lead.plain.lower().split())
    return asked if pointing else nouns.capitalised(lead) + ", " + nouns.uncapitalised(asked)


def _verb(clause: Clause) -> tuple[str, str]:
    """Helper and the rest of the verb."""
    tokens = clause.parse.tokens
    if clause.helpers:
        return tokens[clause.helpers[0]].text.lower(), clause.parse.words(clause.helpers[0] + 1, clause.verb)
    between = clause.parse.words(clause.after_subject, clause.verb - 1)
    return do_of(tokens[clause.verb]), f"{between} {clause.lemma}".strip()


def _of_name(told: Text, number: int, parser: Parser) -> Text | None:
    """`Key benefits of planning include` -> `What are the three key benefits of planning?`; None for any other words."""
    match = _NAMING.match(told.plain)
    what = told.cut(match.start("what"), match.end("what")) if match is not None else Text()
    parse = parser.parse(spoken(what)) if 0 < len(what.plain.split()) <= _LONGEST_NAME else None
    if parse is None or any(token.tag in _FINITE for token in parse.tokens):
        return None
    return questions.of_heading(what, number) if questions.tells_of_what(what.plain) else None
