"""Leads: what stands in front of a clause's subject, and whether a question can open with it."""

from cuedeck.extract.parser.parse import Parse
from cuedeck.extract.wording.words import words

_LEADS = frozenset({"prep", "advcl", "advmod", "pcomp"})
_MOST_WORDS_OF_LEAD = 16
_FILLERS = frozenset(
    "for example|for instance|in fact|in addition|in contrast|as a result|in particular|of course|on the other hand|"
    "in other words|in general|by contrast|in turn|at the same time|as such|to be clear|in short|as mentioned|"
    "more generally|more recently|in conclusion|in summary|by extension|for this reason|because of this|in essence|"
    "in reality|above all|after all|at its core|in this way".split("|")
)


def front(parse: Parse, verb: int, subject: int) -> tuple[int, int] | None:
    """What stands between the start of the clause and its subject, without connectives and fillers."""
    first = parse.span(verb)[0]
    first = 1 + (cut if (cut := semicolon(parse, first, subject)) is not None else first - 1)
    first += first == parse.child(verb, "mark")
    while first < subject and _only_connects(parse, first):
        first += 1
    last = subject - 1
    while last >= first and parse.tokens[last].tag in {",", ":"}:
        last -= 1
    said = parse.words(first, last).lower()
    filler = said in _FILLERS or (first == last and said.endswith("ly") and said not in words("sentence_times"))
    if first > last or filler or said == "further" or _is_participle(parse, verb, first, last):
        return None
    return first, last


def semicolon(parse: Parse, first: int, end: int) -> int | None:
    """The last semicolon of a stretch of the sentence."""
    return next((at for at in range(end - 1, first - 1, -1) if parse.tokens[at].text == ";"), None)


def concedes(parse: Parse, first: int, last: int) -> bool:
    """Whether the clause holds without what stands in front: `Although X, Y`."""
    quoted = parse.tokens[first].text.lower() == "as" and parse.tokens[first + 1].lemma in words("shown")
    return (quoted or parse.tokens[first].lemma.lower() in words("conceding")) and parse.tokens[last + 1].text == ","


def _only_connects(parse: Parse, at: int) -> bool:
    """Whether a word only ties the sentence to the one before; `instead of X` does more."""
    follows_of = parse.tokens[at + 1].text == "of"
    return parse.tokens[at].tag in {",", "CC"} or (
        parse.tokens[at].lemma.lower() in words("connectives") and not follows_of
    )


def _is_participle(parse: Parse, verb: int, first: int, last: int) -> bool:
    """Whether it only adds to the subject: `Based on rice, the dish ...`."""
    heads = [at for at in parse.children(verb, "advcl") if first <= at <= last]
    added = [
        at
        for at in heads
        if parse.tokens[at].tag in {"VBN", "VBG"} and parse.child(at, "mark", "advmod", "aux") is None
    ]
    return len(heads) == 1 and len(added) == 1 and parse.span(added[0])[0] == first


def is_lead(parse: Parse, verb: int, first: int, last: int) -> bool:
    """Whether it is one adverbial that a question can open with."""
    if last - first >= _MOST_WORDS_OF_LEAD:
        return False
    heads = [at for at in parse.children(verb) if first <= at <= last and parse.tokens[at].dep != "punct"]
    adverbial = all(parse.tokens[at].dep in _LEADS for at in heads) and len(heads) == 1
    opens = parse.tokens[first]
    comparing = parse.tokens[last].tag in {"JJR", "RBR"} or (
        opens.text.lower() in {"than", "as"} and opens.dep != "mark"
    )
    set_apart = last - first < 2 or parse.tokens[last + 1].text == ","
    return adverbial and set_apart and not comparing and not (first == last and parse.tokens[first].tag == "WRB")
