"""A clause opened at a slot -> the question, in the words of its template: helper verb, subject, and the rest."""

from collections.abc import Iterator
from string import Formatter

from cuedeck.extract.parser.parse import Parse, Token
from cuedeck.extract.prose.clauses import Clause
from cuedeck.extract.prose.pointing import is_anaphoric
from cuedeck.extract.prose.question import SUBJECT, Asked, Piece, Slot, characters, opens_with_name
from cuedeck.extract.prose.taken_up import named_in_lead
from cuedeck.extract.wording.phrases import english
from cuedeck.extract.wording.words import words

_SPELT_OUT = {
    "'s": "is",
    "’s": "is",
    "'re": "are",
    "’re": "are",
    "'d": "would",
    "’d": "would",
    "'ll": "will",
    "’ll": "will",
}
_INVERTING = frozenset({"be", "have", "do"})
"""Verbs that go before the subject themselves; `get` in `X gets converted` needs `does`."""


def opened(clause: Clause, slot: Slot, prefix: tuple[Piece, ...] = ()) -> Asked:
    """The question on a clause that is opened at a slot."""
    parse = clause.parse
    lead: tuple[Piece, ...] = (characters(parse, *clause.lead), ", ") if clause.lead else ()
    end = clause.end if slot.end is None else slot.end
    return Asked(
        question=(*prefix, *lead, *_pieces(clause, slot)),
        answer=(parse.tokens[slot.start].start, parse.tokens[end].end),
        rule=slot.rule,
        subject=characters(parse, *clause.named),
        anaphoric=is_anaphoric(clause) and named_in_lead(clause) is None,
        opens_with_name=opens_with_name(parse),
    )


def without_comma(clause: Clause, end: int) -> int:
    """The last token up to `end` that can close a question."""
    tokens = clause.parse.tokens
    if end - 1 > clause.verb and tokens[end].tag == "RB" and tokens[end - 1].text == ",":  # `, particularly`
        end -= 1
    while end > clause.verb and tokens[end].tag in {",", ":"}:
        end -= 1
    return end


def _pieces(clause: Clause, slot: Slot) -> Iterator[Piece]:
    last = without_comma(clause, slot.until)
    return _filled(
        slot.ask,
        asked=tuple(_inverted(clause, last)),
        told=(SUBJECT, *_words(clause.parse, clause.subject[1] + 1, last)),
    )


def _filled(ask: str, **parts: tuple[Piece, ...]) -> Iterator[Piece]:
    """The pieces of a template, its gaps filled."""
    for ours, gap, _, _ in Formatter().parse(english().sentences[ask]):
        if ours:
            yield ours
        if gap is not None:
            yield from parts[gap]


def _inverted(clause: Clause, last: int) -> Iterator[Piece]:
    """Helper verb, subject, and the rest of the clause up to the token `last`."""
    parse, after = clause.parse, clause.after_subject
    front = clause.helpers[0] if clause.helpers else clause.verb
    if not _goes_first(clause, parse.tokens[front]):
        yield from (do_of(parse.tokens[front]), " ", SUBJECT)
        if last >= front:
            yield from _words(parse, after, front - 1)
            yield from (" ", parse.tokens[front].lemma)
            yield from _words(parse, front + 1, last)
        return
    helper = parse.tokens[front].text.lower()
    yield from (_SPELT_OUT.get(helper, helper), " ", SUBJECT)
    if clause.shares_helpers:
        yield from (f" {parse.tokens[at].text}" for at in clause.helpers[1:])
        yield from _words(parse, after, last)
    else:
        yield from (*_words(parse, after, front - 1), *_words(parse, front + 1, last))


def _goes_first(clause: Clause, front: Token) -> bool:
    return front.tag == "MD" or (front.lemma in _INVERTING and (bool(clause.helpers) or clause.is_copula))


def _words(parse: Parse, first: int, last: int) -> Iterator[Piece]:
    """A stretch of the sentence without the connectives in it, which tie it to what was said before."""
    start = first
    for at in range(first, last + 2):
        tied = at <= last and parse.tokens[at].text.lower() in words("ties") and parse.tokens[at + 1].text != "than"
        cut = at > last or tied or (at == start and parse.tokens[at].text == ",")
        if cut and start < at:
            yield from (" ", characters(parse, start, at - 1))
        if cut:
            start = at + 1


def do_of(verb: Token) -> str:
    """The form of `do` that asks for a verb: `does`, `did`, `do`."""
    return {"VBZ": "does", "VBD": "did"}.get(verb.tag, "do")
