"""What the clause in front of another speaks of, and the pronoun that takes it up: `When the router starts, it ...`."""

from cuedeck.extract.parser.parse import Parse
from cuedeck.extract.prose.clauses import Clause


def named_in_lead(clause: Clause) -> tuple[int, int] | None:
    """The subject of what stands in front, which the pronoun takes up: `When the router starts, it ...`."""
    noun = _subject_of_lead(clause.parse, clause.verb, clause.subject[0])
    return _of_noun(clause.parse, noun, clause.subject_head) if clause.lead is not None else None


def _subject_of_lead(parse: Parse, verb: int, end: int) -> int | None:
    """The subject of the adverbial clause in front of a verb."""
    opened = next((at for at in parse.children(verb, "advcl") if at < end), None)
    return parse.child(opened, "nsubj", "nsubjpass") if opened is not None else None


def _of_noun(parse: Parse, noun: int | None, pronoun: int) -> tuple[int, int] | None:
    if noun is None or not parse.tokens[noun].is_noun or parse.tokens[pronoun].tag != "PRP":
        return None
    return parse.span(noun) if _agrees(parse, noun, parse.tokens[pronoun].text.lower()) else None


def _agrees(parse: Parse, noun: int, pronoun: str) -> bool:
    plural = parse.tokens[noun].is_plural or parse.child(noun, "conj") is not None
    if pronoun in {"he", "she"}:
        return parse.tokens[noun].tag == "NNP"
    return pronoun == ("they" if plural else "it")
