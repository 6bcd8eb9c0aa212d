"""Clauses behind a condition, which tell what is done or what happens in that case."""

from cuedeck.extract.parser.parse import Parse
from cuedeck.extract.prose.clauses import Clause
from cuedeck.extract.prose.pointing import is_anaphoric, is_anyone
from cuedeck.extract.wording.words import words

_CASES = frozenset("if when once unless".split())
"""What opens a lead that tells in which case something happens."""
_CONDITIONS = _CASES | {"to"}
_FEWEST_OF_CASE = 3
"""Words, less one, that tell the case."""
_FEWEST_OF_EVENT = 3
"""Words, less one, that tell what happens."""
_PRESENT = frozenset({"VBZ", "VBP"})


def is_conditional(clause: Clause) -> bool:
    """Whether the lead tells when something is done: `If X, outlet forceps are applied`."""
    if (
        clause.lead is None
        or not clause.is_passive
        or clause.lemma == "do"
        or is_anaphoric(clause)
        or clause.helpers[0] < clause.subject[1]
    ):
        return False
    return clause.parse.tokens[clause.lead[0]].text.lower() in _CONDITIONS


def tells_what_happens(clause: Clause) -> bool:
    """Whether it tells what always happens in a case: `When X, the pressure falls below Y`."""
    parse = clause.parse
    if clause.lead is None or clause.is_passive or clause.obliges or is_anyone(clause):
        return False
    taken_up = named_in_lead(clause) is not None
    if taken_up and (clause.helpers or parse.tokens[clause.after_subject].tag not in _PRESENT):
        return False
    if not taken_up and is_anaphoric(clause):
        return False
    opens = parse.tokens[clause.lead[0]].text.lower()
    event = clause.end - (clause.verb if taken_up else clause.subject[0])
    long = event >= _FEWEST_OF_EVENT and clause.lead[1] - clause.lead[0] >= _FEWEST_OF_CASE
    named = parse.tokens[clause.subject_head].tag == "NNP"
    return (
        opens in _CASES
        and long
        and happens(clause) is not None
        and not named
        and clause.lemma not in words("no_events")
    )


def happens(clause: Clause) -> str | None:
    """`happens` as the clause would say it; None in the past, which tells what happened once."""
    first = clause.parse.tokens[clause.helpers[0] if clause.helpers else clause.verb]
    if first.tag == "MD":
        return "happens" if first.text.lower() == "will" else f"{first.text.lower()} happen"
    return "happens" if first.tag in _PRESENT else None


def named_in_lead(clause: Clause) -> tuple[int, int] | None:
    """The subject of what stands in front, which the pronoun takes up: `When the router starts, it ...`."""
    noun = _subject_of_lead(clause.parse, clause.verb, clause.subject[0])
    return _taken_up(clause.parse, noun, clause.subject_head) if clause.lead is not None else None


def pronoun_of_lead(clause: Clause) -> int | None:
    """The pronoun that what stands in front has for its subject: `If it is too warm, the loaf turns sour`."""
    at = _subject_of_lead(clause.parse, clause.verb, clause.subject[0]) if clause.lead is not None else None
    return at if at is not None and clause.parse.tokens[at].tag == "PRP" else None


def named_in_half(clause: Clause, pronoun: int) -> tuple[int, int] | None:
    """The noun of a condition that the other one takes up: `If the dough is cold, X; if it is warm, Y`."""
    parse = clause.parse
    half = parse.child(clause.verb, "ccomp")
    if half is None or half > clause.subject[0] or clause.lead is None or parse.tokens[clause.lead[0] - 1].text != ";":
        return None
    return _taken_up(parse, _subject_of_lead(parse, half, half), pronoun)


def end_of_event(clause: Clause) -> int:
    """The last token of all that happens, with the clauses joined by `and`."""
    tokens = clause.parse.tokens
    at = clause.end
    while at + 1 < len(tokens) and tokens[at + 1].text != ";" and not _turns(clause.parse, at + 1):
        at += 1
    while at > clause.end and tokens[at].tag in {".", ","}:
        at -= 1
    return at


def _turns(parse: Parse, at: int) -> bool:
    """Whether a contrast begins: `, but ...`."""
    return parse.tokens[at].text.lower() in {"but", "while", "whereas", "although", "though", ":", "-", "–", "—"}


def _subject_of_lead(parse: Parse, verb: int, end: int) -> int | None:
    """The subject of the adverbial clause in front of a verb."""
    opened = next((at for at in parse.children(verb, "advcl") if at < end), None)
    return parse.child(opened, "nsubj", "nsubjpass") if opened is not None else None


def _taken_up(parse: Parse, noun: int | None, pronoun: int) -> tuple[int, int] | None:
    if noun is None or not parse.tokens[noun].is_noun or parse.tokens[pronoun].tag != "PRP":
        return None
    return parse.span(noun) if _agrees(parse, noun, parse.tokens[pronoun].text.lower()) else None


def _agrees(parse: Parse, noun: int, pronoun: str) -> bool:
    plural = parse.tokens[noun].is_plural or parse.child(noun, "conj") is not None
    if pronoun in {"he", "she"}:
        return parse.tokens[noun].tag == "NNP"
    return pronoun == ("they" if plural else "it")
