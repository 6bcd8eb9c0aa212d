"""What stands beside the core of a clause and can be asked for: cause, means, moment, agent, purpose."""

import re
from calendar import month_name
from collections.abc import Callable

from cuedeck.extract.prose import lexicon
from cuedeck.extract.prose.clauses import Clause
from cuedeck.extract.prose.is_a import names_a_kind
from cuedeck.extract.prose.quantities import change, count, duration, measure
from cuedeck.extract.prose.results import result, tool
from cuedeck.extract.prose.slot import Gap

_YEAR = re.compile(r"1[0-9]{3}|20[0-9]{2}")
_MONTHS = frozenset(month_name[1:])
_TELLING = frozenset("explain describe discuss show know tell determine decide understand remember".split())
"""Verbs whose `when` is what they tell, not when they do."""
_OPENING = frozenset("tend begin start continue need seem appear cease stop prove".split())
"""Verbs that only open another, which tells what is done or so."""
_FEWEST = 2
"""Words, less one, that tell an end."""
_NOT_FOR_ENDS = frozenset(
    "enable allow help cause force encourage permit advise instruct urge train persuade ask tell want need expect require "
    "teach lead inspire motivate take have get give make let find prompt drive push compel invite empower show "
    "challenge convince remind order direct prepare see convey update introduce caution warn highlight "
    "demonstrate consider show".split()
)
"""Verbs whose object does itself what the infinitive says."""
_CIRCUMSTANCES_OF = frozenset(
    "case patient condition situation context setting country region circumstance stage phase".split()
)


def _adverbials(clause: Clause, *deps: str) -> tuple[int, ...]:
    """What stands beside the verb, or beside the one that it only opens: `X tends to be Y because Z`."""
    parse = clause.parse
    opened = parse.child(clause.verb, "xcomp") if clause.lemma in _OPENING else None
    return (*parse.children(clause.verb, *deps), *(parse.children(opened, *deps) if opened is not None else ()))


def cause(clause: Clause) -> Gap | None:
    """`... because Y`, `... due to Y`."""
    parse = clause.parse
    if parse.child(clause.verb, "neg") is not None and not clause.obliges:
        return None
    for at in _adverbials(clause, "advcl", "prep"):
        first = parse.span(at)[0]
        opens = parse.tokens[first].text.lower()
        reason = opens == "because" or (opens == "due" and parse.tokens[at].dep == "prep")
        if reason and clause.verb < first <= clause.end:
            return Gap("why", first - 1, first, "cause", 0.84)
        if clause.verb < first <= clause.end and _gives_reason(clause, at, first):
            return Gap("why", first - 1, first, "grounds", 0.91)
    return None


def _gives_reason(clause: Clause, at: int, first: int) -> bool:
    """`..., as Y is Z`, `..., since Y is Z`, `..., so Y can Z`."""
    parse = clause.parse
    if parse.tokens[at].dep != "advcl" or parse.child(at, "nsubj", "nsubjpass") is None:
        return False
    opens, behind = parse.tokens[first].text.lower(), parse.tokens[first + 1].text.lower()
    if opens == "so":
        modal = any(parse.tokens[aux].tag == "MD" for aux in parse.children(at, "aux"))
        return modal or behind == "that"
    marked = parse.tokens[first].dep == "mark" and parse.tokens[first].head == at
    return opens in {"as", "since"} and marked and parse.tokens[first - 1].text == ","


def means(clause: Clause) -> Gap | None:
    """`... by doing Y`."""
    parse = clause.parse
    if clause.is_copula:
        return None
    for at in parse.children(clause.verb, "prep", "agent"):
        done = parse.child(at, "pcomp")
        is_same = all(token.text != ";" for token in parse.tokens[clause.verb : at])
        if parse.tokens[at].text == "by" and done is not None and clause.verb < at <= clause.end and is_same:
            narrowed = next((adverb for adverb in parse.children(at, "advmod") if adverb == at - 1), at)
            return Gap("how", narrowed - 1, narrowed, "means", 0.79)
    return None


def sense(clause: Clause) -> Gap | None:
    """`X is symmetric, meaning that Y`, `X is limited to Y, meaning that Z`; behind a noun it is part of the answer."""
    tokens = clause.parse.tokens
    if not clause.is_passive and clause.parse.child(clause.verb, "acomp") is None:
        return None
    for at in range(clause.verb + 2, clause.end):
        if tokens[at].text == "meaning" and tokens[at].tag == "VBG" and tokens[at - 1].text == ",":
            start = at + 2 if tokens[at + 1].text == "that" else at + 1
            told = clause.end - start > _FEWEST and tokens[start].tag not in {"IN", "TO", "VB"}
            return Gap("in what sense", at - 2, start, "sense", 0.8) if told else None
    return None


def limit(clause: Clause) -> Gap | None:
    """`X does not start until Y`."""
    parse = clause.parse
    if parse.child(clause.verb, "neg") is None:
        return None
    for at in parse.children(clause.verb, "advcl", "prep"):
        first = parse.span(at)[0]
        if parse.tokens[first].text.lower() == "until" and clause.verb < first < clause.end:
            return Gap("until when", first - 1, first, "limit", 0.85)
    return None


def moment(clause: Clause) -> Gap | None:
    """`X occurs when Y`, `X is useful when Y`."""
    parse = clause.parse
    if (clause.is_copula and parse.child(clause.verb, "acomp") is None) or clause.lemma in _TELLING:
        return None
    for at in parse.children(clause.verb, "advcl"):
        first = parse.span(at)[0]
        if parse.tokens[first].text.lower() in {"when", "once"} and clause.verb < first <= clause.end:
            occurs = clause.lemma in {"occur", "happen", "arise"} and names_a_kind(clause)
            return Gap("when", first - 1, first, "occurrence" if occurs else "moment", 0.43)
    return None


def provided(clause: Clause) -> Gap | None:
    """`X is considered Y if Z`, `X is Y only if Z`."""
    parse = clause.parse
    judged = parse.child(clause.verb, "acomp" if clause.is_copula else "oprd")
    if judged is None or not (clause.is_copula or clause.is_passive):
        return None
    for at in parse.children(clause.verb, "advcl", "ccomp"):
        mark = parse.child(at, "mark")
        if mark is not None and parse.tokens[mark].text == "if" and judged < mark < clause.end - _FEWEST:
            opens = mark - (parse.tokens[mark - 1].text == "only")
            return Gap("when", opens - 1, opens, "provided", 0.8)
    return None


def agent(clause: Clause) -> Gap | None:
    """`X was created by Y`."""
    parse = clause.parse
    named = parse.child(clause.verb, "oprd")
    at = parse.child(clause.verb, "agent") or (parse.child(named, "prep") if named is not None else None)
    if at is not None and parse.tokens[at].text != "by":
        return None
    who = parse.child(at, "pobj") if at is not None else None
    if not clause.is_passive or at is None or who is None or parse.tokens[who].tag != "NNP" or at < clause.verb:
        return None
    return Gap("by whom", at - 1, parse.span(who)[0], "agent", 0.71, end=parse.span(who)[1])


def year(clause: Clause) -> Gap | None:
    """`X was founded in 1993`, `... in May 1993`; of two years neither is the moment: `fell from A in 1936 to B in 1939`."""
    parse = clause.parse
    if sum(_YEAR.fullmatch(token.text) is not None for token in parse.tokens[clause.verb : clause.end + 1]) > 1:
        return None
    for at in _adverbials(clause, "prep"):
        when = parse.child(at, "pobj")
        if parse.tokens[at].text not in {"in", "on"} or when is None or at <= clause.verb:
            continue
        last = parse.span(when)[1]
        dated = parse.tokens[when].text in _MONTHS and _YEAR.fullmatch(parse.tokens[last].text)
        if dated or _YEAR.fullmatch(parse.tokens[when].text):
            return Gap("when", at - 1, at, "year", 0.88, end=last)
    return None


def purpose(clause: Clause) -> Gap | None:
    """`X is done ... to achieve Y`, `X was founded to do Y`."""
    parse = clause.parse
    nearest = clause.verb + (1 if clause.lemma in lexicon.FOUNDING else 2)
    if not clause.is_passive or clause.lemma in lexicon.ENABLING | {"associate", "ask", "order", "require", "expect"}:
        return None
    for at in parse.children(clause.verb, "advcl", "xcomp"):
        to = parse.child(at, "aux")
        negated = to is not None and parse.tokens[to - 1].text == "not"
        if to is not None and parse.tokens[to].text == "to" and nearest <= to <= clause.end and not negated:
            return Gap("why", to - 1, to, "reason", 0.5)
    return None


def end(clause: Clause) -> Gap | None:
    """`X does Y to achieve Z`."""
    parse = clause.parse
    object_ = _object(clause)
    if clause.is_copula or clause.is_passive or object_ is None or clause.lemma in _NOT_FOR_ENDS:
        return None
    if not parse.tokens[object_].is_noun or _is_gerund_of_abstract(clause):
        return None
    below = parse.children(object_, "acl", "relcl") if clause.lemma in lexicon.EMPLOYING else ()
    for at in (*parse.children(clause.verb, "advcl", "xcomp", "ccomp"), *below):
        to = parse.child(at, "aux")
        if to is None or parse.tokens[to].text != "to" or not object_ < to < clause.end:
            continue
        opens = to - 2 if parse.words(to - 2, to - 1).lower() == "in order" else to
        if parse.tokens[opens - 1].text != "not" and parse.tokens[at].tag == "VB" and clause.end - to > _FEWEST:
            return Gap("why", opens - 1, opens, "end", 0.45)
    return None


def _object(clause: Clause) -> int | None:
    """The object, which the parser may take for the subject of the end: `they use X to do Y`."""
    parse = clause.parse
    verb = parse.child(clause.verb, "ccomp") if clause.lemma in lexicon.EMPLOYING else None
    return parse.child(verb, "nsubj") if verb is not None else parse.child(clause.verb, "dobj")


def _is_gerund_of_abstract(clause: Clause) -> bool:
    """Whether the verb tells what the subject is: `a common mistake is hiring ...`."""
    tokens = clause.parse.tokens
    return tokens[clause.verb].tag == "VBG" and tokens[clause.subject_head].lemma in lexicon.ABSTRACT


def circumstance(clause: Clause) -> Gap | None:
    """`X is used in patients with Y`."""
    parse = clause.parse
    for at in parse.children(clause.verb, "prep"):
        whom = parse.child(at, "pobj")
        if at < clause.verb or whom is None or parse.tokens[at].text not in {"in", "for", "during", "at"}:
            continue
        token = parse.tokens[whom]
        first, last = parse.span(whom)
        if token.lemma in _CIRCUMSTANCES_OF and last > whom:
            asked = f"{parse.tokens[at].text} which {token.text if token.is_plural else token.text + 's'}"
            return Gap(asked, at - 1, first, "circumstance", 0.78, end=last)
    return None


CIRCUMSTANCES: tuple[Callable[[Clause], Gap | None], ...] = (
    cause,
    means,
    tool,
    result,
    sense,
    limit,
    change,
    moment,
    provided,
    agent,
    year,
    duration,
    measure,
    count,
    circumstance,
    purpose,
    end,
)
"""What stands beside the core of a clause."""
