"""What stands in front of a clause as the answer: `By doing X, Y is saved`, `In 1922, X created Y`."""

import re

from extract.clauses import Clause
from extract.gap import Gap
from extract.parse import Parse

_YEAR = re.compile(r"1[0-9]{3}|20[0-9]{2}")
_FEWEST_LEFT = 3
"""Words, less one, that must be left to ask about, from the verb on."""


def lead_gap(clause: Clause) -> Gap | None:
    """The question that the lead of a clause answers."""
    if clause.lead is None or clause.end - clause.verb < _FEWEST_LEFT or clause.is_copula:
        return None
    first, last = clause.lead
    word = _asks_for(clause.parse, first, last)
    return None if word is None else Gap(word, clause.end, first, f"fronted-{word}", 0.9, end=last)


def _asks_for(parse: Parse, first: int, last: int) -> str | None:
    opens = parse.tokens[first].text.lower()
    done = parse.child(first, "pcomp")
    if opens == "by" and done is not None and parse.tokens[done].tag == "VBG":
        return "how"
    if opens in {"because", "due"}:
        return "why"
    dated = opens in {"in", "on"} and _YEAR.fullmatch(parse.tokens[last].text) and last - first <= _FEWEST_LEFT + 1
    return "when" if dated else None
