"""Where a clause whose verb is `be` can be opened, beside definitions: aims, qualities, comparisons."""

from cuedeck.extract.prose import lexicon
from cuedeck.extract.prose.clauses import Clause
from cuedeck.extract.prose.prepositions import after_preposition
from cuedeck.extract.prose.slot import Gap


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


def holder(clause: Clause) -> Gap | None:
    """`The highest mountain of X is Y`: asked for what it is that is the utmost of its kind."""
    parse, head = clause.parse, clause.subject_head
    noun = parse.child(clause.verb, "attr")
    if not clause.is_copula or clause.helpers or noun is None or noun < clause.verb or not parse.tokens[noun].is_noun:
        return None
    first = clause.subject[0]
    utmost = any(parse.tokens[at].tag in {"JJS", "RBS"} for at in range(first, head))
    of_kind = parse.child(head, "prep", "compound", "relcl") is not None
    if parse.tokens[first].text.lower() != "the" or not utmost or not of_kind:
        return None
    opens = parse.span(noun)[0]
    return Gap("what", opens - 1, opens, "holder", 0.85) if opens == clause.verb + 1 else None


def aim(clause: Clause) -> Gap | None:
    """`The goal of X is to ...`, `The trick is that ...`, `The hardest part of X is doing ...`."""
    parse = clause.parse
    if clause.subject[0] == clause.subject[1] or clause.lemma in lexicon.NEVER_ASKED:
        return None
    if clause.is_copula:
        below = parse.children(clause.verb, "xcomp", "advcl", "ccomp")
        verb = next((at for at in below if at > clause.verb), None)
        if verb is None or parse.child(clause.verb, "acomp") is not None:
            return None
        opener = parse.child(verb, "aux", "mark")
        if opener is None or parse.tokens[opener].text not in {"to", "that"} or opener < clause.verb:
            return None
        return Gap("what", opener - 1, opener, "aim", 0.66)
    if (
        parse.tokens[clause.verb].tag == "VBG"
        and parse.tokens[clause.subject_head].lemma in lexicon.ABSTRACT
        and clause.helpers
    ):
        return Gap("what", clause.verb - 1, clause.verb, "aim", 0.66)
    return None


def quality(clause: Clause) -> Gap | None:
    """`X is responsible for Y`."""
    adjective = clause.parse.child(clause.verb, "acomp")
    if not clause.is_copula or adjective is None or clause.parse.tokens[adjective].lemma in lexicon.EVALUATING:
        return None
    return after_preposition(clause, adjective, "quality", 0.61)


def ground(clause: Clause) -> Gap | None:
    """`The focus of X is on Y`, `The difference is between X and Y`."""
    parse = clause.parse
    at = parse.child(clause.verb, "prep")
    if not clause.is_copula or at != clause.verb + 1 or parse.child(clause.verb, "attr", "acomp") is not None:
        return None
    if (parse.tokens[clause.subject_head].lemma, parse.tokens[at].text) not in lexicon.GROUNDS:
        return None
    return Gap("what", at, at + 1, "ground", 0.85)


def comparison(clause: Clause) -> Gap | None:
    """`X is more common than Y`."""
    parse = clause.parse
    adjective = parse.child(clause.verb, "acomp")
    if not clause.is_copula or adjective is None or adjective < clause.verb:
        return None
    than = parse.child(adjective, "prep")
    if than is None or parse.tokens[than].text != "than" or parse.child(than, "pobj") is None or than - adjective > 1:
        return None
    whom = parse.child(than, "pobj")
    return Gap("what", than, than + 1, "comparison", 0.85) if whom and parse.tokens[whom].is_noun else None


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
            return Gap("what", to, to + 1, "necessity", 0.53, " do") if not is_noun else None
    return None
