"""The sentence that introduces a list -> the question that the list answers."""

import re

from cuedeck.extract.parser.parse import Parse
from cuedeck.extract.parser.parser import Parser
from cuedeck.extract.parser.sentences import sentences, spoken
from cuedeck.extract.prose.clauses import Clause, main_clause
from cuedeck.extract.prose.opening import do_of
from cuedeck.extract.prose.pointing import is_anaphoric
from cuedeck.extract.prose.statements import spoken_of
from cuedeck.extract.text import nouns, questions
from cuedeck.extract.text.place import Place
from cuedeck.extract.wording.phrases import english
from cuedeck.notes.text import Text

_QUANTIFIER = re.compile(
    r"(?:(?:the|these|an?|its|their|some|any|all)\s+)?(?P<vague>(?:(?:wide\s+)?(?:several|various|many|multiple|numerous"
    r"|different|following|number of|range of|variety of|few|couple of)\s+(?:of\s+)?)*)(?P<first>\S*)",
    re.IGNORECASE,
)
"""What stands in front of a noun, with words in the place of a number."""
_SHOULD = re.compile(r"(?P<aim>[^,]+),\s(?P<who>[^,]{2,80})\s(?P<modal>should|must|can|could|may|will)$", re.IGNORECASE)
_THERE = re.compile(r"(?:\w+,\s)?there (?:are|were) (?P<what>.+)$", re.IGNORECASE)
_NAMING = re.compile(
    r"(?P<what>[^,]+?)(?:\s(?:are|were|include|comprise)(?:\s(?:as follows|the following))?)?$", re.IGNORECASE
)
_PRONOUN = re.compile(r"(?:(?:however|additionally|moreover),\s)?(?:it|they)\s", re.IGNORECASE)
_FINITE = frozenset({"VBZ", "VBP", "VBD", "MD"})
_SAMPLE = re.compile(r"\b(?:including|such as|e\.g\.|for example|for instance)$", re.IGNORECASE)
"""The end of a sentence that introduces some of many."""
_RELATIVE = re.compile(r"\s*(?:that|which|who)\b", re.IGNORECASE)
_LONGEST, _LONGEST_NAME = 24, 8
"""Words of a sentence, and of a phrase that names what its list is of."""


def question(introduction: Text, number: int, place: Place, parser: Parser) -> Text | None:
    """The question that a list of so many entries answers; None where the sentence above it announces none."""
    told = _named(sentences(introduction)[-1].strip(" :"), introduction, place, parser) if introduction else Text()
    if not introduction.plain.rstrip().endswith(":") or not _tells_things(told.plain.split()):
        return None
    if match := _SHOULD.match(told.plain):
        who = nouns.uncapitalised(told.cut(match.start("who"), match.end("who")))
        return english().ask("should", aim=told.cut(0, match.end("aim")), modal=match["modal"], who=who)
    if match := _THERE.match(told.plain):
        what = _counted(told.cut(match.start("what")), number)
        return english().ask("enumeration", counted="", heading=what) if what is not None else None
    parse = parser.parse(spoken(told))
    clause = main_clause(parse) if parse is not None else None
    asked = _of_clause(told, clause, number) if clause is not None and not is_anaphoric(clause) else None
    return asked or _of_name(told, number, parser)


def _tells_things(said: list[str]) -> bool:
    """Whether a sentence may announce all things of a kind, rather than deeds as `It allows keepers to` does, or samples."""
    return len(said) <= _LONGEST and said[-1:] != ["to"] and not _SAMPLE.search(" ".join(said).rstrip(","))


def _named(told: Text, introduction: Text, place: Place, parser: Parser) -> Text:
    """The sentence with what its pronoun stands for where that is certain: `It has two drawbacks`."""
    pronoun = _PRONOUN.match(told.plain)
    named = spoken_of(introduction, place, parser) if pronoun is not None else None
    if pronoun is None or named is None:
        return told
    return nouns.capitalised(place.in_sentence(named)) + " " + told.cut(pronoun.end())


def _of_clause(told: Text, clause: Clause, number: int) -> Text | None:
    """The question on what a sentence counts: its subject, its object, or what a preposition leads to."""
    parse, tokens = clause.parse, clause.parse.tokens
    subject = told.cut(tokens[clause.subject[0]].start, tokens[clause.subject[1]].end)
    if clause.is_copula:
        return None
    if _is_counted(subject) and tokens[clause.subject_head].is_plural:
        rest, noun = told.cut(tokens[clause.subject[1]].end), _counted(subject, number)
        if _RELATIVE.match(rest.plain):
            return None
        return _asked(told, clause, english().ask("which_do", noun=noun, rest=rest)) if noun is not None else None
    thing = _thing(told, clause)
    first = parse.span(thing)[0] if thing is not None else 0
    noun = _counted(told.cut(tokens[first].start, tokens[thing].end), number) if thing is not None else None
    if thing is None or noun is None or parse.child(thing, "conj") is not None:
        return None
    helper, verb = _verb(clause)
    name = subject if tokens[clause.subject[0]].tag.startswith("NNP") else nouns.uncapitalised(subject)
    rest = told.cut(tokens[clause.verb].end, tokens[first].start - 1) + told.cut(tokens[thing].end)
    return _asked(told, clause, english().ask("which", noun=noun, do=helper, name=name, verb=verb, rest=rest))


def _thing(told: Text, clause: Clause) -> int | None:
    """The plural that the verb has for its object, or that is counted behind one of its prepositions."""
    parse = clause.parse
    leading = parse.children(clause.verb, "prep", "agent")
    behind = [at for preposition in leading for at in parse.children(preposition, "pobj")]
    counted = (at for at in behind if _is_counted(told.cut(parse.tokens[parse.span(at)[0]].start)))
    several = (at for at in (*parse.children(clause.verb, "dobj"), *counted) if parse.tokens[at].is_plural)
    return next((at for at in several if at > clause.verb and _is_whole(told.plain, parse, at)), None)


def _is_whole(said: str, parse: Parse, thing: int) -> bool:
    """Whether the words of a noun end where the parse ends them, and not inside of `sub-elements`."""
    start, end = parse.tokens[parse.span(thing)[0]].start, parse.tokens[thing].end
    return "-" not in {said[end : end + 1], said[start : start + 1], said[max(start - 1, 0) : start]}


def _is_counted(noun: Text) -> bool:
    """Whether a noun says how many there are: `two conditions`, `several ways`."""
    match = _QUANTIFIER.match(noun.plain)
    return match is not None and bool(match["vague"] or questions.is_number(match["first"].lower()))


def _counted(noun: Text, number: int) -> Text | None:
    """The noun with its number: `various tools` -> `three tools`; None where it has another."""
    match = _QUANTIFIER.match(noun.plain)
    bare, first = (noun.cut(match.start("first")), match["first"].lower()) if match is not None else (noun, "")
    if not questions.is_number(first):
        return f"{nouns.count(number)} " + bare
    return nouns.uncapitalised(bare) if first in {nouns.count(number), str(number)} else None


def _asked(told: Text, clause: Clause, asked: Text) -> Text:
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
