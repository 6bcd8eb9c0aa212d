"""What a clause leads to, and what someone does it with: participles behind its core."""

from cuedeck.extract.prose import lexicon
from cuedeck.extract.prose.clauses import Clause
from cuedeck.extract.prose.slot import Gap

_ENDING_IN = frozenset({("lead", "to"), ("result", "in"), ("contribute", "to")})
_TOOLS = frozenset("use utilize employ".split())
_SAYING_NOTHING = frozenset("describe mean maintain expect associate intend".split())
"""Verbs of what is not done, and so comes to nothing."""
_PERHAPS = frozenset({"may", "might", "could", "would"})
_PRESENT = frozenset({"VBZ", "VBP", "MD"})


def result(clause: Clause) -> Gap | None:
    """`X does Y, leading to Z`, of what always holds."""
    parse = clause.parse
    first = clause.helpers[0] if clause.helpers else clause.verb
    if parse.tokens[first].text.lower() in _PERHAPS:
        return None
    if not _does_something(clause) or parse.tokens[first].tag not in _PRESENT or clause.lemma in _SAYING_NOTHING:
        return None
    for at in range(clause.verb + 2, clause.end):
        token = parse.tokens[at]
        if token.tag != "VBG" or parse.tokens[at - 1].text != "," or token.dep not in {"advcl", "acl"}:
            continue
        if (token.lemma, parse.tokens[at + 1].text) in _ENDING_IN:
            return _asked(clause, at - 1, at + 2)
    return None


def _asked(clause: Clause, last: int, start: int) -> Gap:
    """`What is the result when X does Y?`; of what only can be, `With what result can X do Y?`."""
    if clause.parse.tokens[clause.helpers[0] if clause.helpers else clause.verb].tag == "MD":
        return Gap("with what result", last, start, "result", 0.64)
    return Gap("what is the result when", last, start, "result", 0.64, tells=True)


def tool(clause: Clause) -> Gap | None:
    """`X does Y using Z`."""
    parse = clause.parse
    object_ = parse.child(clause.verb, "dobj")
    below = parse.children(object_, "acl") if object_ is not None else ()
    for at in (*parse.children(clause.verb, "advcl"), *below):
        used = parse.tokens[at].tag == "VBG" and parse.tokens[at].lemma in _TOOLS and clause.verb + 1 < at < clause.end
        if used and _does_something(clause) and parse.tokens[at - 1].tag.startswith(("NN", "RB")):
            return Gap("how", at - 1, at, "tool", 0.85)
    return None


def _does_something(clause: Clause) -> bool:
    """Whether something is done to a thing that can be told."""
    parse = clause.parse
    object_ = parse.child(clause.verb, "dobj")
    if clause.is_copula or clause.lemma in lexicon.NEVER_ASKED:
        return False
    if object_ is None or clause.lemma == "have":
        return clause.is_passive and clause.lemma not in lexicon.OPINING | {"know", "call", "name", "term"}
    return object_ > clause.verb and parse.tokens[object_].is_noun
