"""Relative clauses that add a fact to a noun: `X, which does Y` says of X that it does Y."""

from collections.abc import Iterator

from cuedeck.extract.parser.parse import Parse
from cuedeck.extract.prose.clauses import Clause

_SINGULAR, _PLURAL = frozenset({"VBZ"}), frozenset({"VBP"})


def relatives(parse: Parse) -> Iterator[Clause]:
    """The relative clauses set apart by a comma whose verb agrees with the noun right before it."""
    for verb, token in enumerate(parse.tokens):
        if token.dep != "relcl" or not token.is_verb:
            continue
        opens = parse.child(verb, "nsubj", "nsubjpass")
        if opens is None or parse.tokens[opens].tag != "WDT" or parse.tokens[opens - 1].text != ",":
            continue
        clause = _clause(parse, verb, opens)
        if clause is not None and not clause.is_copula and _agrees(clause):
            yield clause


def _clause(parse: Parse, verb: int, opens: int) -> Clause | None:
    head = parse.tokens[verb].head
    first, last = parse.span(head)[0], opens - 2
    if not parse.tokens[head].is_noun or not first <= head <= last or _is_broken(parse, head, last):
        return None
    helpers = tuple(at for at in parse.children(verb, "aux", "auxpass") if opens < at < verb)
    end = parse.span(verb)[1]
    while end > verb and parse.tokens[end].tag in {".", ",", ":", "CC"}:
        end -= 1
    return Clause(parse, verb, (first, last), head, helpers, None, False, end)  # noqa: FBT003


def _is_broken(parse: Parse, head: int, last: int) -> bool:
    """Whether more than the noun and its complement stands before the comma."""
    joined = parse.child(head, "conj", "appos", "relcl", "acl")
    return any(
        parse.tokens[at].tag in {",", ":", "CC"} or parse.tokens[at].is_verb for at in range(head, last + 1)
    ) or (joined is not None and joined <= last)


def _agrees(clause: Clause) -> bool:
    """Whether the verb is in the number of the noun, so that it is not the whole sentence that `which` takes up."""
    tokens = clause.parse.tokens
    finite = tokens[clause.helpers[0] if clause.helpers else clause.verb]
    if tokens[clause.subject_head].is_plural:
        return finite.tag in _PLURAL or finite.text in {"are", "were", "have"}
    own = tokens[clause.subject_head].tag == "NNP" or clause.is_passive
    return finite.tag in _SINGULAR and own
