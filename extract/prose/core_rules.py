"""Where the core of a clause can be opened for a question: one function per pattern, in the order in which they are tried.

Confidence is the share of a pattern's cards that careful readers keep.
"""

from collections.abc import Callable

from cuedeck.extract.prose import lexicon
from cuedeck.extract.prose.clauses import Clause
from cuedeck.extract.prose.conditions import named_in_lead
from cuedeck.extract.prose.copulas import aim, comparison, ground, holder, membership, quality
from cuedeck.extract.prose.is_a import definition
from cuedeck.extract.prose.prepositions import after_preposition
from cuedeck.extract.prose.slot import Gap

_FEWEST_OF_DEED = 2
"""Words, less one, that tell what is done."""
_LONGEST_OBJECT = 8
"""Words of an object that a question can hold beside its subject."""
_LONG_NAME = 3
"""Words, less one, from which on the one who is enabled stands in the answer."""


def light(clause: Clause) -> Gap | None:
    """`X takes responsibility for Y`, `X strikes a balance between Y and Z`."""
    parse = clause.parse
    noun = parse.child(clause.verb, "dobj")
    if noun is None or noun < clause.verb or clause.is_passive:
        return None
    at = next((child for child in parse.children(noun, "prep") if child == noun + 1), None)
    if at is None or at >= clause.end:
        return None
    carries = clause.lemma in lexicon.LIGHT_VERBS and parse.tokens[noun].lemma in lexicon.LIGHT_OBJECTS
    balances = clause.lemma in lexicon.BALANCING and parse.tokens[noun].lemma in lexicon.BETWEEN
    between = balances and parse.tokens[at].text == "between"
    return Gap("what", at, at + 1, "light", 0.8) if carries or between else None


def meaning(clause: Clause) -> Gap | None:
    """`X means Y`, `X describes Y`."""
    parse = clause.parse
    thing = parse.child(clause.verb, "dobj", "ccomp", "xcomp")
    if clause.is_passive or clause.helpers or thing is None or thing < clause.verb:
        return None
    defines = parse.tokens[thing].dep == "dobj" and parse.tokens[clause.verb].tag in {"VBZ", "VBP"}
    if clause.lemma == "mean":
        return Gap("what", clause.verb, clause.verb + 1, "meaning", 0.85) if defines else None
    if clause.lemma == "describe" and defines and parse.tokens[clause.subject_head].tag in {"NN", "NNS"}:
        return Gap("what", clause.verb, clause.verb + 1, "meaning", 0.85)
    return None


def passive(clause: Clause) -> Gap | None:
    """`X is used to ...`, `X is known as Y`, `X is divided into Y`."""
    if not clause.is_passive:
        return None
    parse = clause.parse
    verb = parse.child(clause.verb, "xcomp")
    to = parse.child(verb, "aux") if verb is not None else None
    if to is not None and clause.lemma in {"use", "utilize", "employ"}:
        return Gap("what", clause.verb, to, "purpose", 0.79, " for")
    if to is not None and clause.lemma in lexicon.MEANT_TO:
        return _to_do(clause, to, "purpose", 0.79)
    if clause.lemma in lexicon.LOCATING and clause.end > clause.verb:
        return Gap("where", clause.verb, clause.verb + 1, "place", 0.88)
    if clause.lemma == "think":  # `thought of as Y`
        at = next((at for at in parse.children(clause.verb, "prep") if parse.tokens[at].text == "as"), None)
        return Gap("what", at, at + 1, "role", 0.85) if at is not None else None
    named = parse.child(clause.verb, "oprd")
    if named is not None and clause.lemma in {"call", "name", "term", "label", "dub"}:
        always = parse.child(clause.verb, "advmod") is None
        return Gap("what", clause.verb, parse.span(named)[0], "name" if always else "label", 0.85)
    return after_preposition(clause, clause.verb, lexicon.PASSIVES.get(clause.lemma, "passive"), 0.75)


def thing(clause: Clause) -> Gap | None:
    """`X enables Y`, `X allows Y to ...`, `X involves doing Y`."""
    parse = clause.parse
    found = next((at for at in parse.children(clause.verb, "dobj", "ccomp", "xcomp") if at > clause.verb), None)
    if clause.is_copula or clause.is_passive or found is None:
        return None
    token = parse.tokens[found]
    if parse.child(clause.verb, "prt") is not None:
        return None
    if clause.lemma in lexicon.ENABLING and (to := _to_behind(clause, found)) is not None:
        return Gap("what", to, to + 1, "enabling", 0.89, " do")
    if token.dep == "ccomp":
        return _that(clause, found) or _which(clause, found) or _enabled(clause, found)
    gerund = token.tag == "VBG" and clause.lemma in lexicon.OPENED_BY_GERUND
    first, _ = parse.span(found)
    if token.lemma.lower() in lexicon.UNITS or (clause.lemma == "have" and token.lemma in lexicon.EMPTY_OBJECTS):
        return None
    if first <= clause.verb or not (gerund or (token.dep == "dobj" and (token.is_noun or token.tag == "CD"))):
        return None
    if clause.lemma not in lexicon.ASKABLE:
        return None
    return Gap("what", first - 1, first, "object", 0.56)


def duty(clause: Clause) -> Gap | None:
    """`If X, you should do Y`, `To do X, you must do Y`."""
    parse = clause.parse
    short = clause.end - clause.verb < _FEWEST_OF_DEED
    if clause.lead is None or not clause.obliges or clause.is_copula or clause.is_passive or short:
        return None
    opens = parse.tokens[clause.lead[0]].text.lower()
    if opens not in {"to", "for", "if"} or clause.lemma in lexicon.MINDING:
        return None
    return Gap("what", clause.helpers[-1], clause.verb, "duty", 0.6, " do") if len(clause.helpers) == 1 else None


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
        return Gap("how", last, at, "frame", 0.61)
    done = parse.child(at, "pcomp") is not None
    return Gap("what", at, at + 1, "frame", 0.61, " doing" if done else "")


def intention(clause: Clause) -> Gap | None:
    """`X aims to ...`, `X helps do ...`."""
    parse = clause.parse
    verb = parse.child(clause.verb, "xcomp")
    if clause.is_copula or clause.is_passive or verb is None or parse.child(clause.verb, "dobj") is not None:
        return None
    if clause.lemma == "help" and verb == clause.verb + 1 and parse.tokens[verb].tag == "VB":
        return Gap("what", clause.verb, verb, "intention", 0.82, " do")
    to = parse.child(verb, "aux")
    if to is None or parse.tokens[to].text != "to" or to != clause.verb + 1 or clause.lemma not in lexicon.INTENDING:
        return None
    return _to_do(clause, to, "intention", 0.82)


def complement(clause: Clause) -> Gap | None:
    """`X focuses on Y`, `X originates in Y`."""
    if clause.is_copula or clause.is_passive or clause.parse.child(clause.verb, "dobj", "ccomp", "xcomp") is not None:
        return None
    if clause.lemma in lexicon.NEVER_ASKED:
        return None
    refers = clause.lemma == "refer" and clause.parse.tokens[clause.verb].tag != "VBD"
    return after_preposition(clause, clause.verb, "reference" if refers else "complement", 1.0 if refers else 0.66)


CORE: tuple[Callable[[Clause], Gap | None], ...] = (
    membership,
    holder,
    definition,
    meaning,
    light,
    aim,
    quality,
    ground,
    comparison,
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


def _that(clause: Clause, verb: int) -> Gap | None:
    """`X assumes that Y is Z`."""
    parse = clause.parse
    mark = parse.child(verb, "mark")
    if mark is None or parse.tokens[mark].text != "that":
        return None
    first, last = clause.named
    told_apart = last - first > 1 or parse.tokens[clause.subject_head].tag == "NNP" or named_in_lead(clause) is not None
    found = clause.lemma in lexicon.FINDING and told_apart
    return Gap("what", mark - 1, mark, "claim", 0.85) if found or clause.lemma in lexicon.HOLDING else None


def _which(clause: Clause, verb: int) -> Gap | None:
    """`X indicates which Y is Z`, `X determines how Y is done`."""
    first = clause.parse.span(verb)[0]
    opens = clause.parse.tokens[first].tag in {"WDT", "WP", "WRB"} and first == clause.verb + 1
    return Gap("what", first - 1, first, "object", 0.56) if opens and clause.lemma in lexicon.TELLING_WHICH else None


def _enabled(clause: Clause, verb: int) -> Gap | None:
    """`X allows users to type`."""
    parse = clause.parse
    who, to = parse.child(verb, "nsubj"), parse.child(verb, "aux")
    if clause.lemma in lexicon.EMPLOYING:
        return None
    if who is None or to is None or parse.tokens[to].text != "to" or parse.tokens[who].tag == "PRP":
        return None
    first, last = parse.span(who)
    if last - first >= _LONG_NAME:
        return Gap("what", clause.verb, first, "object", 0.56)
    return Gap("what", to, to + 1, "enabling", 0.89, " do")
