"""Gaps behind a preposition: `X relies on Y`, `X is used for Y`."""

from cuedeck.extract.parser.parse import Parse
from cuedeck.extract.prose import lexicon
from cuedeck.extract.prose.clauses import Clause
from cuedeck.extract.prose.slot import Gap

_CONTAINING = frozenset({"high", "low", "rich", "poor"})
"""Adjectives with a preposition of their own, which the parser may tie to the verb: `X is often high in Y`."""


def after_preposition(clause: Clause, governor: int, pattern: str, confidence: float) -> Gap | None:
    """The gap after the preposition that stands behind its governor, with no more than an adverb between them."""
    parse = clause.parse
    bound = parse.tokens[governor].lemma in _CONTAINING
    behind = (at for at in parse.children(clause.verb, "prep") if at == governor + 1 and bound)
    back = next((adverb for adverb in parse.children(governor, "advmod") if parse.tokens[adverb].text == "back"), None)
    below = (
        *parse.children(governor, "prep", "agent"),
        *behind,
        *(parse.children(back, "prep") if back is not None else ()),
    )
    at = next((child for child in below if child > governor), None)
    if at is None or parse.child(at, "pobj", "pcomp") is None or not _only_adverbs(parse, governor + 1, at):
        return None
    word = parse.tokens[at].text.lower()
    if word == "to" and parse.tokens[at + 1].tag in {"``", "''"}:  # mostly a quoted verb
        return None
    if word == "from" and any(parse.tokens[after].text == "to" for after in range(at, clause.end)):
        return Gap("how", at - 1, at, "range", 0.54) if clause.lemma in lexicon.CHANGING else None
    if word in lexicon.PLACE_PREPOSITIONS and clause.lemma in lexicon.PLACES and not _is_no_place(clause, at):
        denied = parse.tokens[at - 1].text == "not"
        return Gap("where", at - 1 - denied, at - denied, "place", 0.32)
    if clause.is_passive and clause.lemma in lexicon.OPINING and not _tells_view(clause, at):
        return None
    bound = (clause.lemma, word) in lexicon.BOUND_PREPOSITIONS or (word == "with" and clause.is_passive)
    if word in lexicon.VAGUE_PREPOSITIONS and pattern != "quality" and not bound:
        return (
            Gap("what", at, at + 1, "role" if pattern == "passive" else pattern, 0.85)
            if word == "as" and clause.is_passive
            else None
        )
    if parse.tokens[at - 1].text == "not":  # what it is not, but rather is, belongs together
        return None
    return Gap("what", at, at + 1, pattern, confidence)


def _is_no_place(clause: Clause, at: int) -> bool:
    """`based on a theory`, `occurs in response to heat`."""
    words = clause.parse.words(at, at + 1).lower()
    return clause.lemma == "base" or words in {"in response", "in addition", "in terms", "on average"}


def _tells_view(clause: Clause, at: int) -> bool:
    """Whether what people see something as is a thing that can be told: `seen as a shield`, not `seen as helping`."""
    tokens = clause.parse.tokens
    opens = tokens[at + 1].tag
    return tokens[at].text == "as" and clause.lemma not in lexicon.MENTIONING and not opens.startswith(("VB", "RB"))


def _only_adverbs(parse: Parse, first: int, end: int) -> bool:
    return all(parse.tokens[at].tag.startswith("RB") for at in range(first, end))
