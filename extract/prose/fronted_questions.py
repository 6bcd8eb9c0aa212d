"""What stands in front of a clause as the answer: `By doing X, Y is saved`, `In 1922, X created Y`."""

import re

from cuedeck.extract.prose.clauses import Clause
from cuedeck.extract.prose.question import Slot
from cuedeck.extract.wording.words import words

_YEAR = re.compile(r"1[0-9]{3}|20[0-9]{2}")
_FEWEST_LEFT = 3
"""Words, less one, that must be left to ask about, unless they tell of a name."""


def lead_slot(clause: Clause) -> Slot | None:
    """The question that the lead of a clause answers."""
    if clause.lead is None:
        return None
    first, last = clause.lead
    word = _asks_for(clause, first, last)
    named = clause.parse.tokens[clause.subject_head].tag == "NNP"
    if clause.end - clause.subject[0] < (1 if named else _FEWEST_LEFT) or (clause.is_copula and word != "why"):
        return None
    return None if word is None else Slot(rule=f"fronted_{word}", ask=word, until=clause.end, start=first, end=last)


def _asks_for(clause: Clause, first: int, last: int) -> str | None:
    parse = clause.parse
    opens = parse.tokens[first].text.lower()
    done = parse.child(first, "pcomp")
    if opens == "by" and done is not None and parse.tokens[done].tag == "VBG":
        return "how"
    if opens in {"because", "due"} or _gives_reason(clause, first):
        return "why"
    dated = opens in {"in", "on"} and _YEAR.fullmatch(parse.tokens[last].text) and last - first <= _FEWEST_LEFT + 1
    return "when" if dated else None


def _gives_reason(clause: Clause, first: int) -> bool:
    """`Since X does Y, Z`, `As X is Y, Z`: not since or while something happens."""
    parse = clause.parse
    verb = next((at for at in parse.children(clause.verb, "advcl") if first <= at < clause.subject[0]), None)
    marked = verb is not None and parse.child(verb, "mark") == first
    if verb is None or not marked or parse.tokens[clause.subject[0] - 1].text != ",":
        return False
    opens, helpers = parse.tokens[first].text.lower(), parse.children(verb, "aux", "auxpass")
    if opens == "since":
        return not any(parse.tokens[at].lemma == "have" for at in clause.helpers)
    states = parse.tokens[verb].lemma in words("lasting_states") or any(parse.tokens[at].tag == "MD" for at in helpers)
    denied = parse.child(verb, "neg") is not None
    return opens == "as" and (states or denied) and parse.tokens[verb].tag != "VBG"
