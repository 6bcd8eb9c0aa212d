"""Copulas that say what a thing is: `X is a Y that ...`."""

from cuedeck.extract.parser.parse import Parse
from cuedeck.extract.prose import lexicon
from cuedeck.extract.prose.clauses import Clause
from cuedeck.extract.prose.slot import Gap

_MEASURED = frozenset(
    "largest smallest longest shortest highest lowest deepest oldest youngest fastest earliest heaviest".split()
)
"""Superlatives of what can be measured."""
_GUESSING = frozenset("potentially possibly perhaps maybe probably arguably reportedly allegedly".split())


def definition(clause: Clause) -> Gap | None:
    """`X is a Y that ...`."""
    parse = clause.parse
    noun = parse.child(clause.verb, "attr")
    if not clause.is_copula or noun is None or noun < clause.verb:
        return None
    stands_for_one = parse.tokens[noun].lemma in {"those", "one"} and parse.child(noun, "relcl", "acl") is not None
    if (parse.tokens[noun].tag == "CD" and not stands_for_one) or parse.text[
        parse.tokens[noun].start : parse.tokens[noun].end
    ].startswith("Xxx"):
        return Gap("what", parse.span(noun)[0] - 1, parse.span(noun)[0], "value", 0.85)
    narrowed = parse.child(noun, "relcl", "acl", "prep", "amod", "compound") is not None
    if not (stands_for_one or (parse.tokens[noun].is_noun and narrowed)):
        return None
    first, _ = parse.span(noun)
    words = {parse.tokens[at].lemma.lower() for at in range(first, noun + 1)}
    superlative = any(parse.tokens[at].tag in {"JJS", "RBS"} for at in range(first, noun)) and not _leads(clause, noun)
    if parse.tokens[clause.subject_head].tag == "VBG":
        return None
    if words & lexicon.EVALUATIVE or superlative or clause.end - first < 3 or _is_ranked(clause):
        return None
    if names_a_kind(clause) and _is_narrowed(parse, first, noun):
        return Gap("what", first - 1, first, "definition", 0.76)
    return None if _is_guessed(clause, first) else Gap("what", first - 1, first, "description", 0.46)


def _leads(clause: Clause, noun: int) -> bool:
    """Whether a name is what is the first or utmost of its kind in size, time or place: `X is the longest river in Y`."""
    parse = clause.parse
    among = parse.child(noun, "prep", "relcl", "acl") is not None
    named = parse.tokens[clause.subject_head].tag == "NNP"
    return named and among and any(parse.tokens[at].text.lower() in _MEASURED for at in parse.children(noun, "amod"))


def _is_guessed(clause: Clause, first: int) -> bool:
    """Whether it only may be so: `X can be a Y`, `X was potentially a Y`."""
    tokens = clause.parse.tokens
    modal = any(tokens[at].text.lower() in {"can", "could", "may", "might"} for at in clause.helpers)
    return modal or any(tokens[at].text.lower() in _GUESSING for at in range(clause.subject[1] + 1, first))


def names_a_kind(clause: Clause) -> bool:
    """Whether the subject is a kind of thing, now: `a basophil`, `glaciers`, `the kora`, not `the largest of ...`."""
    parse = clause.parse
    first, last = clause.subject
    tags = {parse.tokens[at].tag for at in range(first, last + 1)}
    determiner = parse.tokens[first].text.lower()
    plain = not tags & {"POS", "PRP$", "JJS", "RBS", "CD", "JJR"} and parse.child(clause.subject_head, "relcl") is None
    short = determiner != "the" or (last - first < 6 and parse.child(clause.subject_head, "prep") is None)
    adverb = any(
        parse.tokens[at].tag.startswith("RB") for at in parse.children(clause.verb, "advmod") if at < clause.end
    )
    return plain and short and not adverb and parse.tokens[clause.verb].tag in {"VBZ", "VBP"} and not clause.helpers


def _is_narrowed(parse: Parse, first: int, noun: int) -> bool:
    """Whether the genus stands with what sets the thing apart: `a cell that ...`, `the study of ...`."""
    opens = parse.tokens[first].text.lower()
    explained = noun + 1 < len(parse.tokens) and parse.tokens[noun + 1].text == ":"
    qualities = [at for at in parse.children(noun, "amod", "compound") if at < noun]
    apart = explained or parse.child(noun, "relcl", "acl") is not None or (opens in {"a", "an"} and len(qualities) > 1)
    of = any(
        parse.tokens[at].text in {"of", "for", "in", "by", "from", "with", "between"}
        for at in parse.children(noun, "prep")
    )
    kind = opens in {"a", "an", "any"} or first == noun or parse.tokens[first].tag.startswith(("JJ", "NN"))
    return apart or (of and (kind or parse.tokens[noun].lemma in lexicon.GENERA))


def _is_ranked(clause: Clause) -> bool:
    """Whether the subject is `the third type`: known only to who counts along."""
    parse = clause.parse
    ordinals = {"first", "second", "third", "fourth", "fifth", "last", "next", "other", "another"}
    return any(parse.tokens[at].text.lower() in ordinals for at in range(clause.subject[0], clause.subject_head))
