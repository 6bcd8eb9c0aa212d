"""Where a clause can be opened for a question: one function per pattern, in the order in which they are tried.

Confidence is the share of a pattern's cards that careful readers keep.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from extract.clauses import Clause
from extract.parse import Parse

NEVER_ASKED = frozenset(
    "do go come get say tell know think feel see want seem appear become remain let keep mark reflect highlight emphasize "
    "underscore discuss explore mention note explain illustrate demonstrate outline examine delve touch begin start "
    "happen tend turn make take give find believe argue suggest claim state share talk speak point look try like "
    "continue showcase".split()
)
"""Verbs whose object is not worth asking for, or cannot be asked for in this way."""
_PLACES = frozenset(
    "originate occur locate find place live lie reside sit run take happen base situate house bear hold".split()
)
_LOCATING = frozenset("locate situate".split())
_PLACE_PREPOSITIONS = frozenset("in at on within inside near under over above below between along behind".split())
_EVALUATIVE = frozenset(
    "key crucial important essential fundamental vital significant critical great good bad common major main part aspect "
    "reminder way thing testament example factor matter topic idea concern question case time step result reason "
    "cornerstone strategy move challenge problem issue difficult hard easy clear likely possible true able".split()
)
_NECESSARY = frozenset(
    "crucial important essential necessary vital critical advisable best recommended imperative".split()
)
_ABSTRACT = frozenset(
    "part strategy key goal challenge way step method approach focus idea thing aspect element secret purpose role task "
    "priority solution answer trick mistake error misconception advice recommendation option benefit advantage danger risk "
    "problem".split()
)
_OPENED_BY_GERUND = frozenset("involve include require mean entail recommend avoid prevent".split())
_EMPTY_OBJECTS = frozenset("effect impact influence role potential ability tendency chance".split())
"""What is had: asked for by a question of its own, not by `what does X have`."""
_YEAR = re.compile(r"1[0-9]{3}|20[0-9]{2}")
_VAGUE_PREPOSITIONS = frozenset("in at during since until like with without as after before".split())


@dataclass(frozen=True, slots=True)
class Gap:
    """Where a clause is opened: the question ends before it, the answer begins with it. Positions are tokens."""

    question_word: str
    last: int
    """Last token that stays in the question."""
    start: int
    """First token of the answer."""
    pattern: str
    confidence: float
    tail: str = ""
    """Words of ours at the end of the question, such as `do`."""
    end: int | None = None
    """Last token of the answer; None where it runs to the end of the clause."""


def cause(clause: Clause) -> Gap | None:
    """`... because Y`, `... due to Y`."""
    parse = clause.parse
    for at in parse.children(clause.verb, "advcl", "prep"):
        first = parse.span(at)[0]
        opens = parse.tokens[first].text.lower()
        reason = opens == "because" or (opens == "due" and parse.tokens[at].dep == "prep")
        if reason and clause.verb < first <= clause.end:
            return Gap("why", first - 1, first, "cause", 0.9)
    return None


def means(clause: Clause) -> Gap | None:
    """`... by doing Y`."""
    parse = clause.parse
    for at in parse.children(clause.verb, "prep", "agent"):
        done = parse.child(at, "pcomp")
        if parse.tokens[at].text == "by" and done is not None and clause.verb < at <= clause.end:
            return Gap("how", at - 1, at, "means", 0.88)
    return None


def moment(clause: Clause) -> Gap | None:
    """`X occurs when Y`."""
    parse = clause.parse
    for at in parse.children(clause.verb, "advcl"):
        first = parse.span(at)[0]
        if parse.tokens[first].text.lower() in {"when", "once"} and clause.verb < first <= clause.end:
            return Gap("when", first - 1, first, "moment", 0.8)
    return None


def agent(clause: Clause) -> Gap | None:
    """`X was created by Y`."""
    parse = clause.parse
    at = parse.child(clause.verb, "agent")
    who = parse.child(at, "pobj") if at is not None else None
    if not clause.is_passive or at is None or who is None or parse.tokens[who].tag != "NNP" or at < clause.verb:
        return None
    return Gap("by whom", at - 1, parse.span(who)[0], "agent", 0.88, end=parse.span(who)[1])


def year(clause: Clause) -> Gap | None:
    """`X was founded in 1993`."""
    parse = clause.parse
    for at in parse.children(clause.verb, "prep"):
        when = parse.child(at, "pobj")
        if parse.tokens[at].text != "in" or when is None or at <= clause.verb:
            continue
        if _YEAR.fullmatch(parse.tokens[when].text):
            return Gap("when", at - 1, at, "year", 0.88, end=parse.span(when)[1])
    return None


def definition(clause: Clause) -> Gap | None:
    """`X is a Y that ...`."""
    parse = clause.parse
    noun = parse.child(clause.verb, "attr")
    if not clause.is_copula or clause.helpers or noun is None or noun < clause.verb:
        return None
    narrowed = parse.child(noun, "relcl", "acl", "prep", "amod", "compound") is not None
    stands_for_one = parse.tokens[noun].lemma in {"those", "one"} and parse.child(noun, "relcl", "acl") is not None
    if not (stands_for_one or (parse.tokens[noun].is_noun and narrowed)):
        return None
    first, _ = parse.span(noun)
    words = {parse.tokens[at].lemma.lower() for at in range(first, noun + 1)}
    superlative = any(parse.tokens[at].tag in {"JJS", "RBS"} for at in range(first, noun))
    if parse.tokens[clause.subject_head].tag == "VBG":
        return None
    if words & _EVALUATIVE or superlative or clause.end - first < 3 or _is_ranked(clause):
        return None
    return Gap("what", first - 1, first, "definition", 0.9)


def meaning(clause: Clause) -> Gap | None:
    """`X means Y`."""
    thing = clause.parse.child(clause.verb, "dobj", "ccomp", "xcomp")
    if clause.lemma != "mean" or clause.is_passive or clause.helpers or thing is None or thing < clause.verb:
        return None
    return Gap("what", clause.verb, clause.verb + 1, "meaning", 0.85)


def aim(clause: Clause) -> Gap | None:
    """`The goal of X is to ...`, `The trick is that ...`, `The hardest part of X is doing ...`."""
    parse = clause.parse
    if clause.subject[0] == clause.subject[1] or clause.lemma in NEVER_ASKED:
        return None
    if clause.is_copula:
        verb = parse.child(clause.verb, "xcomp", "advcl", "ccomp")
        if verb is None or verb < clause.verb:
            return None
        opener = parse.child(verb, "aux", "mark")
        if opener is None or parse.tokens[opener].text not in {"to", "that"} or opener < clause.verb:
            return None
        return Gap("what", opener - 1, opener, "aim", 0.9)
    if (
        parse.tokens[clause.verb].tag == "VBG"
        and parse.tokens[clause.subject_head].lemma in _ABSTRACT
        and clause.helpers
    ):
        return Gap("what", clause.verb - 1, clause.verb, "aim", 0.85)
    return None


def quality(clause: Clause) -> Gap | None:
    """`X is responsible for Y`."""
    adjective = clause.parse.child(clause.verb, "acomp")
    if not clause.is_copula or adjective is None:
        return None
    return _after_preposition(clause, adjective, "quality", 0.85)


def passive(clause: Clause) -> Gap | None:
    """`X is used to ...`, `X is known as Y`, `X is divided into Y`."""
    if not clause.is_passive:
        return None
    parse = clause.parse
    verb = parse.child(clause.verb, "xcomp")
    to = parse.child(verb, "aux") if verb is not None else None
    if to is not None and clause.lemma in {"use", "design", "intend", "mean", "build"}:
        return Gap("what", clause.verb, to, "purpose", 0.85, " for")
    if clause.lemma in _LOCATING and clause.end > clause.verb:
        return Gap("where", clause.verb, clause.verb + 1, "place", 0.88)
    named = parse.child(clause.verb, "oprd")
    if named is not None and clause.lemma in {"call", "name", "term", "label", "dub"}:
        return Gap("what", clause.verb, parse.span(named)[0], "name", 0.85)
    return _after_preposition(clause, clause.verb, "passive", 0.75)


def thing(clause: Clause) -> Gap | None:
    """`X enables Y`, `X allows Y to ...`, `X involves doing Y`."""
    parse = clause.parse
    found = parse.child(clause.verb, "dobj", "ccomp", "xcomp")
    if clause.is_copula or clause.is_passive or found is None or found < clause.verb:
        return None
    token = parse.tokens[found]
    if token.dep == "ccomp":
        return _enabled(clause, found)
    gerund = token.tag == "VBG" and clause.lemma in _OPENED_BY_GERUND
    first, _ = parse.span(found)
    if clause.lemma == "have" and token.lemma in _EMPTY_OBJECTS:
        return None
    if clause.lemma in NEVER_ASKED or first <= clause.verb or not (gerund or (token.dep == "dobj" and token.is_noun)):
        return None
    return Gap("what", first - 1, first, "object", 0.75)


def intention(clause: Clause) -> Gap | None:
    """`X aims to ...`, `X helps do ...`."""
    parse = clause.parse
    verb = parse.child(clause.verb, "xcomp")
    if clause.is_copula or clause.is_passive or verb is None or parse.child(clause.verb, "dobj") is not None:
        return None
    if clause.lemma == "use":
        return None
    if clause.lemma == "help" and verb == clause.verb + 1 and parse.tokens[verb].tag == "VB":
        return Gap("what", clause.verb, verb, "intention", 0.8, " do")
    to = parse.child(verb, "aux")
    if to is None or parse.tokens[to].text != "to" or to != clause.verb + 1 or clause.lemma in NEVER_ASKED:
        return None
    return Gap("what", to, to + 1, "intention", 0.8, " do")


def complement(clause: Clause) -> Gap | None:
    """`X focuses on Y`, `X originates in Y`."""
    if clause.is_copula or clause.is_passive or clause.parse.child(clause.verb, "dobj", "ccomp", "xcomp") is not None:
        return None
    if clause.lemma in NEVER_ASKED:
        return None
    return _after_preposition(clause, clause.verb, "complement", 0.75)


def necessity(clause: Clause) -> Gap | None:
    """`For X to rise, it is crucial to do Y`."""
    parse = clause.parse
    adjective = parse.child(clause.verb, "acomp", "oprd")
    if clause.lead is None or not clause.is_copula or adjective is None:
        return None
    if parse.tokens[adjective].lemma not in _NECESSARY:
        return None
    for verb in parse.children(clause.verb, "xcomp", "ccomp", "advcl"):
        to = parse.child(verb, "aux")
        if verb > adjective and to is not None and parse.tokens[to].text == "to":
            return Gap("what", to, to + 1, "necessity", 0.85, " do")
    return None


CIRCUMSTANCES: tuple[Callable[[Clause], Gap | None], ...] = (cause, means, moment, agent, year)
"""What stands beside the core of a clause."""
CORE: tuple[Callable[[Clause], Gap | None], ...] = (
    definition,
    meaning,
    aim,
    quality,
    passive,
    thing,
    intention,
    complement,
)
"""What a clause is about; the first that fits is asked for."""


def _is_ranked(clause: Clause) -> bool:
    """Whether the subject is `the third type`: known only to who counts along."""
    parse = clause.parse
    ordinals = {"first", "second", "third", "fourth", "fifth", "last", "next", "other", "another"}
    return any(parse.tokens[at].text.lower() in ordinals for at in range(clause.subject[0], clause.subject_head))


def _enabled(clause: Clause, verb: int) -> Gap | None:
    """`X allows users to type`."""
    parse = clause.parse
    who, to = parse.child(verb, "nsubj"), parse.child(verb, "aux")
    if who is None or to is None or parse.tokens[to].text != "to" or parse.tokens[who].tag == "PRP":
        return None
    return Gap("what", to, to + 1, "enabling", 0.85, " do")


def _after_preposition(clause: Clause, governor: int, pattern: str, confidence: float) -> Gap | None:
    """The gap after the preposition that stands behind its governor, with no more than an adverb between them."""
    parse = clause.parse
    at = parse.child(governor, "prep", "agent")
    if (
        at is None
        or at < governor
        or parse.child(at, "pobj", "pcomp") is None
        or not _only_adverbs(parse, governor + 1, at)
    ):
        return None
    word = parse.tokens[at].text.lower()
    if word in _PLACE_PREPOSITIONS and clause.lemma in _PLACES:
        return Gap("where", at - 1, at, "place", 0.85)
    if word in _VAGUE_PREPOSITIONS and pattern != "quality":
        return Gap("what", at, at + 1, "role", 0.8) if word == "as" and clause.is_passive else None
    return Gap("what", at, at + 1, pattern, confidence)


def _only_adverbs(parse: Parse, first: int, end: int) -> bool:
    return all(parse.tokens[at].tag.startswith("RB") for at in range(first, end))
