"""Where the core of a clause can be opened for a question: one function per pattern, in the order in which they are tried.

Confidence is the share of a pattern's cards that careful readers keep.
"""

from collections.abc import Callable

from extract import lexicon
from extract.clauses import Clause
from extract.gap import Gap
from extract.genus import definition
from extract.parse import Parse

_LONGEST_OBJECT = 8
"""Words of an object that a question can hold beside its subject."""
_LONG_NAME = 3
"""Words, less one, from which on the one who is enabled stands in the answer."""


def membership(clause: Clause) -> Gap | None:
    """`X is an example of Y`."""
    parse = clause.parse
    noun = parse.child(clause.verb, "attr")
    of = parse.child(noun, "prep") if noun is not None else None
    if (
        not clause.is_copula
        or noun is None
        or of is None
        or parse.tokens[noun].lemma not in lexicon.CLASSES
        or of != noun + 1
    ):
        return None
    one = parse.tokens[parse.span(noun)[0]].text.lower() in {"a", "an"}
    return Gap("what", of, of + 1, "membership", 0.85) if one and of < clause.end else None


def light(clause: Clause) -> Gap | None:
    """`X takes responsibility for Y`."""
    parse = clause.parse
    noun = parse.child(clause.verb, "dobj")
    if clause.lemma not in lexicon.LIGHT_VERBS or noun is None or noun < clause.verb or clause.is_passive:
        return None
    at = next((child for child in parse.children(noun, "prep") if child == noun + 1), None)
    if at is None or parse.tokens[noun].lemma not in lexicon.LIGHT_OBJECTS or at >= clause.end:
        return None
    return Gap("what", at, at + 1, "light", 0.8)


def meaning(clause: Clause) -> Gap | None:
    """`X means Y`, `X describes Y`."""
    parse = clause.parse
    thing = parse.child(clause.verb, "dobj", "ccomp", "xcomp")
    if clause.is_passive or clause.helpers or thing is None or thing < clause.verb:
        return None
    defines = parse.tokens[thing].dep == "dobj" and parse.tokens[clause.verb].tag in {"VBZ", "VBP"}
    if clause.lemma == "mean":
        return Gap("what", clause.verb, clause.verb + 1, "meaning" if defines else "consequence", 0.85)
    if clause.lemma == "describe" and defines and parse.tokens[clause.subject_head].tag in {"NN", "NNS"}:
        return Gap("what", clause.verb, clause.verb + 1, "meaning", 0.85)
    return None


def aim(clause: Clause) -> Gap | None:
    """`The goal of X is to ...`, `The trick is that ...`, `The hardest part of X is doing ...`."""
    parse = clause.parse
    if clause.subject[0] == clause.subject[1] or clause.lemma in lexicon.NEVER_ASKED:
        return None
    if clause.is_copula:
        verb = parse.child(clause.verb, "xcomp", "advcl", "ccomp")
        if verb is None or verb < clause.verb or parse.child(clause.verb, "acomp") is not None:
            return None
        opener = parse.child(verb, "aux", "mark")
        if opener is None or parse.tokens[opener].text not in {"to", "that"} or opener < clause.verb:
            return None
        return Gap("what", opener - 1, opener, "aim", 0.9)
    if (
        parse.tokens[clause.verb].tag == "VBG"
        and parse.tokens[clause.subject_head].lemma in lexicon.ABSTRACT
        and clause.helpers
    ):
        return Gap("what", clause.verb - 1, clause.verb, "aim", 0.85)
    return None


def quality(clause: Clause) -> Gap | None:
    """`X is responsible for Y`."""
    adjective = clause.parse.child(clause.verb, "acomp")
    if not clause.is_copula or adjective is None or clause.parse.tokens[adjective].lemma in lexicon.EVALUATING:
        return None
    return _after_preposition(clause, adjective, "quality", 0.85)


def passive(clause: Clause) -> Gap | None:
    """`X is used to ...`, `X is known as Y`, `X is divided into Y`."""
    if not clause.is_passive:
        return None
    parse = clause.parse
    verb = parse.child(clause.verb, "xcomp")
    to = parse.child(verb, "aux") if verb is not None else None
    if to is not None and clause.lemma in {"use", "utilize", "employ"}:
        return Gap("what", clause.verb, to, "purpose", 0.85, " for")
    if to is not None and clause.lemma in {"design", "intend", "mean", "build"}:
        return _to_do(clause, to, "purpose", 0.85)
    if clause.lemma in lexicon.LOCATING and clause.end > clause.verb:
        return Gap("where", clause.verb, clause.verb + 1, "place", 0.88)
    named = parse.child(clause.verb, "oprd")
    if named is not None and clause.lemma in {"call", "name", "term", "label", "dub"}:
        always = parse.child(clause.verb, "advmod") is None
        return Gap("what", clause.verb, parse.span(named)[0], "name" if always else "label", 0.85)
    return _after_preposition(clause, clause.verb, lexicon.PASSIVES.get(clause.lemma, "passive"), 0.75)


def thing(clause: Clause) -> Gap | None:
    """`X enables Y`, `X allows Y to ...`, `X involves doing Y`."""
    parse = clause.parse
    found = parse.child(clause.verb, "dobj", "ccomp", "xcomp")
    if clause.is_copula or clause.is_passive or found is None or found < clause.verb:
        return None
    token = parse.tokens[found]
    if parse.child(clause.verb, "prt") is not None:
        return None
    if clause.lemma in lexicon.ENABLING and (to := _to_behind(clause, found)) is not None:
        return Gap("what", to, to + 1, "enabling", 0.85, " do")
    if token.dep == "ccomp":
        return _enabled(clause, found)
    gerund = token.tag == "VBG" and clause.lemma in lexicon.OPENED_BY_GERUND
    first, _ = parse.span(found)
    if token.lemma.lower() in lexicon.UNITS or (clause.lemma == "have" and token.lemma in lexicon.EMPTY_OBJECTS):
        return None
    if (
        clause.lemma not in lexicon.ASKABLE
        or first <= clause.verb
        or not (gerund or (token.dep == "dobj" and (token.is_noun or token.tag == "CD")))
    ):
        return None
    return Gap("what", first - 1, first, "object", 0.75)


def duty(clause: Clause) -> Gap | None:
    """`If X, you should do Y`."""
    if clause.lead is None or not clause.obliges or clause.is_copula or clause.is_passive:
        return None
    return Gap("what", clause.helpers[-1], clause.verb, "duty", 0.8, " do") if len(clause.helpers) == 1 else None


def frame(clause: Clause) -> Gap | None:
    """`X connects Y to Z`, `X describes Y as Z`: asked for Z."""
    parse = clause.parse
    object_ = parse.child(clause.verb, "dobj")
    if clause.is_copula or clause.is_passive or object_ is None or not parse.tokens[object_].is_noun:
        return None
    preps = (*parse.children(clause.verb, "prep"), *parse.children(object_, "prep"))
    at = next((at for at in preps if object_ < at and (clause.lemma, parse.tokens[at].text) in lexicon.FRAMES), None)
    if at is None or at >= clause.end or at - clause.verb > _LONGEST_OBJECT:
        return None
    last, word = at - 1, parse.tokens[at].text
    if word == "as":
        return Gap("how", last, at, "frame", 0.8)
    done = parse.child(at, "pcomp") is not None
    return Gap("what", at, at + 1, "frame", 0.8, " doing" if done else "")


def intention(clause: Clause) -> Gap | None:
    """`X aims to ...`, `X helps do ...`."""
    parse = clause.parse
    verb = parse.child(clause.verb, "xcomp")
    if clause.is_copula or clause.is_passive or verb is None or parse.child(clause.verb, "dobj") is not None:
        return None
    if clause.lemma == "help" and verb == clause.verb + 1 and parse.tokens[verb].tag == "VB":
        return Gap("what", clause.verb, verb, "intention", 0.8, " do")
    to = parse.child(verb, "aux")
    if to is None or parse.tokens[to].text != "to" or to != clause.verb + 1 or clause.lemma not in lexicon.INTENDING:
        return None
    return _to_do(clause, to, "intention", 0.8)


def complement(clause: Clause) -> Gap | None:
    """`X focuses on Y`, `X originates in Y`."""
    if clause.is_copula or clause.is_passive or clause.parse.child(clause.verb, "dobj", "ccomp", "xcomp") is not None:
        return None
    if clause.lemma in lexicon.NEVER_ASKED:
        return None
    refers = clause.lemma == "refer" and clause.parse.tokens[clause.verb].tag != "VBD"
    return _after_preposition(clause, clause.verb, "reference" if refers else "complement", 0.9 if refers else 0.75)


def necessity(clause: Clause) -> Gap | None:
    """`For X to rise, it is crucial to do Y`."""
    parse = clause.parse
    adjective = parse.child(clause.verb, "acomp", "oprd", "attr")
    if clause.lead is None or not clause.is_copula or adjective is None:
        return None
    if parse.tokens[adjective].lemma not in lexicon.NECESSARY:
        return None
    for verb in parse.children(clause.verb, "xcomp", "ccomp", "advcl"):
        to = parse.child(verb, "aux")
        if verb > adjective and to is not None and parse.tokens[to].text == "to":
            is_noun = parse.tokens[adjective].is_noun
            return Gap("what", to, to + 1, "necessity", 0.85, " do") if not is_noun else None
    return None


CORE: tuple[Callable[[Clause], Gap | None], ...] = (
    membership,
    definition,
    meaning,
    light,
    aim,
    quality,
    passive,
    duty,
    frame,
    thing,
    intention,
    complement,
)
"""What a clause is about; the first that fits is asked for."""


def _to_do(clause: Clause, to: int, pattern: str, confidence: float) -> Gap:
    """The gap behind `to`, which the question closes by `do`, or by the `be` that stands there."""
    if clause.parse.tokens[to + 1].text == "be" and to + 1 < clause.end:
        return Gap("what", to + 1, to + 2, pattern, confidence)
    return Gap("what", to, to + 1, pattern, confidence, " do")


def _to_behind(clause: Clause, object_: int) -> int | None:
    """The `to` right behind an object that is enabled to do something, if the object is short."""
    parse = clause.parse
    verbs = (*parse.children(object_, "acl", "relcl"), *parse.children(clause.verb, "xcomp", "advcl"))
    opened = (parse.child(verb, "aux") for verb in verbs if verb > object_ and parse.tokens[object_].dep == "dobj")
    to = next((at for at in opened if at is not None and parse.tokens[at].text == "to"), None)
    return to if to is not None and object_ < to < clause.end and to - clause.verb <= _LONGEST_OBJECT else None


def _enabled(clause: Clause, verb: int) -> Gap | None:
    """`X allows users to type`."""
    parse = clause.parse
    who, to = parse.child(verb, "nsubj"), parse.child(verb, "aux")
    if who is None or to is None or parse.tokens[to].text != "to" or parse.tokens[who].tag == "PRP":
        return None
    first, last = parse.span(who)
    if last - first >= _LONG_NAME:
        return Gap("what", clause.verb, first, "object", 0.8)
    return Gap("what", to, to + 1, "enabling", 0.85, " do")


def _after_preposition(clause: Clause, governor: int, pattern: str, confidence: float) -> Gap | None:
    """The gap after the preposition that stands behind its governor, with no more than an adverb between them."""
    parse = clause.parse
    at = next((child for child in parse.children(governor, "prep", "agent") if child > governor), None)
    if at is None or parse.child(at, "pobj", "pcomp") is None or not _only_adverbs(parse, governor + 1, at):
        return None
    word = parse.tokens[at].text.lower()
    if word == "from" and any(parse.tokens[after].text == "to" for after in range(at, clause.end)):
        return Gap("how", at - 1, at, "range", 0.8)
    if word in lexicon.PLACE_PREPOSITIONS and clause.lemma in lexicon.PLACES:
        return Gap("where", at - 1, at, "place", 0.85)
    bound = (clause.lemma, word) in lexicon.BOUND_PREPOSITIONS or (word == "with" and clause.is_passive)
    if word in lexicon.VAGUE_PREPOSITIONS and pattern != "quality" and not bound:
        return (
            Gap("what", at, at + 1, "role" if pattern == "passive" else pattern, 0.85)
            if word == "as" and clause.is_passive
            else None
        )
    return Gap("what", at, at + 1, pattern, confidence)


def _only_adverbs(parse: Parse, first: int, end: int) -> bool:
    return all(parse.tokens[at].tag.startswith("RB") for at in range(first, end))
