"""How much, how many and how long: figures that a clause tells of its subject or object."""

from cuedeck.extract.parser.parse import Parse
from cuedeck.extract.prose.clauses import Clause
from cuedeck.extract.prose.slot import Gap

_LASTING = frozenset("last live persist survive endure wait stay remain reign rule serve".split())
_TIMES = frozenset("second minute hour day week month year decade century millisecond".split())
_MEASURES = frozenset("long wide high deep tall thick old".split())
"""Adjectives that a figure stands in front of."""
_CHANGING = frozenset(
    "rise fall increase decrease drop grow shrink climb decline fall reduce raise lower cut exceed expand contract".split()
)
_COUNTED_BY = frozenset(
    "have contain include hold filter carry produce pump use need require kill employ own number".split()
)
"""Verbs whose object is counted."""
_FEW = frozenset("one zero".split())
"""Numbers that nobody would ask for."""


def duration(clause: Clause) -> Gap | None:
    """`X lasts three days`, `X lives for about 120 days`."""
    parse = clause.parse
    if clause.lemma not in _LASTING or clause.is_passive:
        return None
    for at in parse.children(clause.verb, "dobj", "npadvmod", "prep"):
        unit = parse.child(at, "pobj") if parse.tokens[at].text == "for" else at
        if unit is not None and at > clause.verb and _is_figure(parse, unit) and parse.tokens[unit].lemma in _TIMES:
            first, last = parse.span(at)
            begins = parse.span(unit)[0]
            if parse.tokens[last + 1].text == "to":  # the lower end of a range
                continue
            return Gap("how long", first - 1, begins, "quantity", 0.85, rest=(last + 1, clause.end), end=last)
    return None


def measure(clause: Clause) -> Gap | None:
    """`X is about six metres long`."""
    parse = clause.parse
    quality = parse.child(clause.verb, "acomp")
    unit = parse.child(quality, "npadvmod") if quality is not None else None
    if not clause.is_copula or quality is None or unit is None or not _is_figure(parse, unit):
        return None
    word = parse.tokens[quality].text.lower()
    first = next((at for at in range(clause.verb + 1, unit + 1) if parse.tokens[at].tag != "CC"), unit)
    if word not in _MEASURES:
        return None
    return Gap(f"how {word}", clause.verb, first, "quantity", 0.85, rest=(quality + 1, clause.end), end=quality)


def change(clause: Clause) -> Gap | None:
    """`X rose by 12 percent`."""
    parse = clause.parse
    if clause.lemma not in _CHANGING:
        return None
    for at in parse.children(clause.verb, "prep", "agent"):
        unit = parse.child(at, "pobj")
        if parse.tokens[at].text == "by" and unit is not None and at > clause.verb and _has_number(parse, at):
            last = parse.span(at)[1]
            return Gap("by how much", at - 1, at + 1, "quantity", 0.85, rest=(last + 1, clause.end), end=last)
    return None


def count(clause: Clause) -> Gap | None:
    """`X has four chambers`, `X filters about 180 litres of Y a day`."""
    parse = clause.parse
    object_ = parse.child(clause.verb, "dobj")
    if clause.lemma not in _COUNTED_BY or clause.is_passive or object_ is None:
        return None
    number = parse.child(object_, "nummod")
    first, last = parse.span(object_)
    if number is None or number > object_ or not parse.tokens[object_].is_plural or _lists(parse, object_):
        return None
    begins = parse.span(number)[0]
    if begins != first or first <= clause.verb or parse.tokens[number].text.lower() in _FEW:
        return None
    counted = parse.words(number + 1, min(last, clause.end))
    rest = (last + 1, clause.end)
    return Gap(f"how many {counted}", first - 1, first, "quantity", 0.85, rest=rest, end=number)


def _is_figure(parse: Parse, unit: int) -> bool:
    number = parse.child(unit, "nummod")
    return number is not None and parse.tokens[number].text.lower() not in _FEW


def _has_number(parse: Parse, at: int) -> bool:
    return any(parse.tokens[below].tag == "CD" for below in parse.subtree(at))


def _lists(parse: Parse, object_: int) -> bool:
    """Whether what is counted is listed or told more of right behind."""
    return parse.child(object_, "appos", "conj", "relcl", "acl") is not None or any(
        token.text in {":", ",", "—", "–"} for token in parse.tokens[object_:]
    )
