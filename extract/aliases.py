"""Other names that stand beside a noun: `Crisco, also known as shortening, ...`."""

from collections.abc import Iterator

from extract.asked import SUBJECT, Asked, characters, opens_with_name
from extract.parse import Parse

_NAMING = {"known": "as", "referred": "as"}
_OPENS = frozenset({",", "(", "-LRB-", "—", "–"})


def aliases(parse: Parse) -> Iterator[Asked]:
    """What a noun is also known as, where a comma, dash or bracket sets it apart."""
    for at, token in enumerate(parse.tokens):
        noun = parse.tokens[token.head]
        if token.text not in _NAMING or token.dep != "acl" or not noun.is_noun or token.head > at:
            continue
        first, as_ = parse.span(at)[0], parse.child(at, "prep")
        if as_ is None or parse.tokens[as_].text != _NAMING[token.text]:
            continue
        name = parse.child(as_, "pobj")
        told_apart = first < at or noun.tag.startswith("NNP")
        if name is None or parse.tokens[first - 1].text not in _OPENS or not told_apart:
            continue
        named = characters(parse, parse.span(token.head)[0], token.head)
        yield Asked(
            question=(
                "what ",
                "are" if noun.is_plural else "is",
                " ",
                SUBJECT,
                " ",
                characters(parse, first, at),
                " as?",
            ),
            answer=characters(parse, as_ + 1, _end(parse, name)),
            pattern="alias",
            confidence=0.83,
            subject=named,
            anaphoric=False,
            opens_with_name=opens_with_name(parse),
        )


def _end(parse: Parse, name: int) -> int:
    """The last token of a name, without the relative clause behind a comma that tells more of it."""
    more = parse.child(name, "relcl")
    opens = parse.span(more)[0] if more is not None else 0
    return opens - 1 if parse.tokens[opens - 1].text == "," and opens > name else parse.span(name)[1]
