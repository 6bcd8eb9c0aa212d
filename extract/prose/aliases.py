"""Other names that stand beside a noun: `Crisco, also known as shortening, ...`."""

from collections.abc import Iterator

from cuedeck.extract.parser.parse import Parse
from cuedeck.extract.prose.question import SUBJECT, Asked, characters, opens_with_name

_OPENS = frozenset({",", "(", "-LRB-", "—", "–"})


def aliases(parse: Parse) -> Iterator[Asked]:
    """What a noun is also known as, where a comma, dash or bracket sets it apart."""
    for at, token in enumerate(parse.tokens):
        noun, name = parse.tokens[token.head], _name(parse, at)
        if token.text != "known" or token.dep != "acl" or not noun.is_noun or token.head > at or name is None:
            continue
        first = parse.span(at)[0]
        told_apart = first < at or noun.tag.startswith("NNP")
        if parse.tokens[first - 1].text in _OPENS and told_apart:
            be = "are" if noun.is_plural else "is"
            yield Asked(
                question=(f"what {be} ", SUBJECT, " ", characters(parse, first, at), " as?"),
                answer=name,
                rule="also_known",
                subject=characters(parse, parse.span(token.head)[0], token.head),
                anaphoric=False,
                opens_with_name=opens_with_name(parse),
            )


def _name(parse: Parse, known: int) -> tuple[int, int] | None:
    """The characters of the name behind `known as`."""
    at = parse.child(known, "prep")
    name = parse.child(at, "pobj") if at is not None else None
    if at is None or name is None or parse.tokens[at].text != "as":
        return None
    return characters(parse, at + 1, _end(parse, name))


def _end(parse: Parse, name: int) -> int:
    """The last token of a name, without the relative clause behind a comma that tells more of it."""
    more = parse.child(name, "relcl")
    opens = parse.span(more)[0] if more is not None else 0
    return opens - 1 if parse.tokens[opens - 1].text == "," and opens > name else parse.span(name)[1]
