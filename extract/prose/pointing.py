"""Subjects that point to something outside the sentence, or to anyone."""

from cuedeck.extract.prose.clauses import Clause

_ANAPHORIC = frozenset("this these that those such it they he we she i there here both another no".split())
_QUANTITIES = frozenset("many some most few several others all none each".split())
"""Heads that leave open of what there are so many."""


def is_anaphoric(clause: Clause) -> bool:
    """Whether the subject points back to something outside the sentence."""
    parse = clause.parse
    head = parse.tokens[clause.subject_head]
    if is_anyone(clause):
        return False
    if head.tag in {"PRP", "DT", "EX", "WP", "WDT", "PRP$"}:
        return True
    if head.text.lower() in _QUANTITIES:
        return True
    first = parse.tokens[clause.subject[0]]
    owner = any(parse.tokens[at].tag == "PRP$" for at in range(clause.subject[0], clause.subject[1] + 1))
    return first.text.lower() in _ANAPHORIC or owner


def is_anyone(clause: Clause) -> bool:
    """Whether the subject means whoever reads: `you should hire` stands alone."""
    word = clause.parse.tokens[clause.subject_head].text.lower()
    modal = any(clause.parse.tokens[at].tag == "MD" for at in clause.helpers)
    return word == "you" or (word == "one" and modal and clause.subject[0] == clause.subject[1])


def is_expletive(clause: Clause) -> bool:
    """Whether the subject stands for nothing: `It can be hard to find one`, but not `It can be hard to find`."""
    parse = clause.parse
    adjective = parse.child(clause.verb, "acomp")
    if parse.tokens[clause.subject_head].text.lower() != "it" or not clause.is_copula or adjective is None:
        return False
    below = (*parse.children(clause.verb, "xcomp", "ccomp", "advcl"), *parse.children(adjective, "xcomp", "ccomp"))
    ends = (at for at in below if at > adjective and (to := parse.child(at, "aux")) and parse.tokens[to].text == "to")
    return any(parse.child(at, "dobj", "ccomp") is not None for at in ends)
