"""Questions that a clause answers as a whole, or by its subject."""

from collections.abc import Iterator
from dataclasses import replace

from cuedeck.extract.prose.clauses import Clause
from cuedeck.extract.prose.conditions import end_of_event, happens, named_in_half, pronoun_of_lead
from cuedeck.extract.prose.question import Asked, Piece, characters, opens_with_name


def by_subject(word: str, clause: Clause, pattern: str, confidence: float) -> Asked:
    """`If X, what is applied?`, `Who coined Y?`: answered by the subject."""
    parse = clause.parse
    subject = characters(parse, *clause.named)
    lead: tuple[Piece, ...] = (characters(parse, *clause.lead), ", ") if clause.lead else ()
    rest = characters(parse, clause.subject[1] + 1, clause.end)
    return Asked(
        question=(*lead, word, rest, "?"),
        answer=subject,
        pattern=pattern,
        confidence=confidence,
        subject=subject,
        anaphoric=False,
        opens_with_name=opens_with_name(parse),
    )


def happening(clause: Clause) -> Iterator[Asked]:
    """`If X, what happens?`: answered by the whole clause."""
    parse, pronoun = clause.parse, pronoun_of_lead(clause)
    noun = named_in_half(clause, pronoun) if pronoun is not None else None
    if clause.lead is None or (pronoun is not None and noun is None):
        return
    first, last = clause.lead
    lead: tuple[Piece, ...] = (characters(parse, first, last),)
    if pronoun is not None and noun is not None:
        lead = (
            characters(parse, first, pronoun - 1),
            " ",
            characters(parse, *noun),
            " ",
            characters(parse, pronoun + 1, last),
        )
    draft = by_subject("", clause, "case", 0.85)
    answer = (draft.subject[0], parse.tokens[end_of_event(clause)].end)
    yield replace(draft, question=(*lead, f", what {happens(clause)}?"), answer=answer)
