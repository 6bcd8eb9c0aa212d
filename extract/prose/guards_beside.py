"""What a row of `rules.yaml` asks, beyond its tree, of what is told beside the core of a clause."""

import re
from calendar import month_name

from cuedeck.extract.prose.clauses import Clause
from cuedeck.extract.prose.match import Guard, Nodes
from cuedeck.extract.wording.words import words

_YEAR = re.compile(r"1[0-9]{3}|20[0-9]{2}")
_MONTHS = frozenset(month_name[1:])


def holds(clause: Clause, _: Nodes) -> bool:
    """It is told what is so, or what ought not to be done: for what is not so there is no cause."""
    return clause.parse.child(clause.verb, "neg") is None or clause.obliges


def gives_reason(clause: Clause, nodes: Nodes) -> bool:
    """`..., as Y is Z`, `..., since Y is Z`, `..., so Y can Z`: neither since nor while something happens."""
    parse, at = clause.parse, nodes["reason"]
    first = parse.span(at)[0]
    opens, behind = parse.tokens[first].text.lower(), parse.tokens[first + 1].text.lower()
    if opens == "so":
        return any(parse.tokens[aux].tag == "MD" for aux in parse.children(at, "aux")) or behind == "that"
    return parse.child(at, "mark") == first and parse.tokens[first - 1].text == ","


def tells_something(clause: Clause, nodes: Nodes) -> bool:
    """What there is a cause for is told, and is no mere praise: neither `X is mostly due to Y` nor `X is crucial, as Y`."""
    parse = clause.parse
    if not clause.is_copula:
        return True
    told = (at for at in parse.children(clause.verb, "acomp", "attr", "prep", "oprd") if at < nodes["reason"])
    return any(parse.tokens[at].lemma not in words("evaluating", "evaluative") for at in told)


def is_way(clause: Clause, nodes: Nodes) -> bool:
    """What is done is done by doing something else; a passive with an object is a misread sentence."""
    parse = clause.parse
    done = parse.child(nodes["by"], "pcomp")
    misread = clause.is_passive and parse.child(clause.verb, "dobj") is not None
    return (
        done is not None and parse.tokens[done].tag == "VBG" and clause.lemma not in words("any_deed") and not misread
    )


def one_statement(clause: Clause, nodes: Nodes) -> bool:
    """No semicolon parts the verb from what it is done by."""
    return all(token.text != ";" for token in clause.parse.tokens[clause.verb : nodes["by"]])


def does_something(clause: Clause, _: Nodes) -> bool:
    """Something is done to a thing that can be told."""
    parse = clause.parse
    object_ = parse.child(clause.verb, "dobj")
    if clause.is_copula or clause.lemma in words("never_asked"):
        return False
    if object_ is None or clause.lemma == "have":
        return clause.is_passive and clause.lemma not in words("opining", "naming")
    return object_ > clause.verb and parse.tokens[object_].is_noun


def says_something(clause: Clause, _: Nodes) -> bool:
    """The verb is none of what is not done, and so comes to nothing."""
    return clause.lemma not in words("saying_nothing")


def happens_at_times(clause: Clause, _: Nodes) -> bool:
    """It is no mere noun that is told, and `when` is not what is told of it."""
    is_noun = clause.is_copula and clause.parse.child(clause.verb, "acomp") is None
    return not is_noun and clause.lemma not in words("telling_when")


def one_year(clause: Clause, nodes: Nodes) -> bool:
    """The only year; of two neither is the moment: `fell from A in 1936 to B in 1939`."""
    parse, date = clause.parse, nodes["date"]
    if sum(_YEAR.fullmatch(token.text) is not None for token in parse.tokens[clause.verb : clause.end + 1]) > 1:
        return False
    dated = parse.tokens[date].text in _MONTHS and _YEAR.fullmatch(parse.tokens[parse.span(date)[1]].text)
    return bool(dated or _YEAR.fullmatch(parse.tokens[date].text))


def says_nothing_said(clause: Clause, _: Nodes) -> bool:
    """Something happens; when somebody said something, nobody needs to know."""
    return clause.lemma not in words("saying", "mentioning")


def done_on_purpose(clause: Clause, nodes: Nodes) -> bool:
    """What is done serves an end, and the verb is none that takes an infinitive of its own."""
    own = words("enabling", "not_for_reasons")
    return clause.lemma not in own and nodes["to"] >= clause.verb + (1 if clause.lemma in words("founding") else 2)


def serves_end(clause: Clause, nodes: Nodes) -> bool:
    """A thing is used or acted on to an end; what its own infinitive tells is another matter."""
    parse, thing, done = clause.parse, nodes["thing"], nodes["done"]
    employs = clause.lemma in words("employing")
    if clause.lemma in words("enabling", "not_for_ends") or _is_gerund_of_abstract(clause, nodes):
        return False
    if thing == clause.verb:  # the parser takes the object for the subject of the end: `they use X to do Y`
        subject = parse.child(done, "nsubj") if employs and parse.tokens[done].dep == "ccomp" else None
        return subject is not None and parse.tokens[subject].is_noun and subject < nodes["to"]
    return parse.tokens[done].head == clause.verb or employs


def _is_gerund_of_abstract(clause: Clause, _: Nodes) -> bool:
    """The verb tells what the subject is: `a common mistake is hiring ...`."""
    tokens = clause.parse.tokens
    return tokens[clause.verb].tag == "VBG" and tokens[clause.subject_head].lemma in words("abstract")


BESIDE: tuple[Guard, ...] = (
    holds, gives_reason, tells_something, is_way, one_statement, does_something, says_something, happens_at_times,
    one_year, says_nothing_said, done_on_purpose, serves_end,
)  # fmt: skip
"""What rows name, each by the name of its function."""
