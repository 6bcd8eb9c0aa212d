"""What happens in a case: `If X, what happens?`."""

from collections.abc import Iterator

from cuedeck.extract.prose.clauses import Clause
from cuedeck.extract.prose.conditions import end_of_event, happens, named_in_half, pronoun_of_lead
from cuedeck.extract.prose.question import Asked, Piece, characters, opens_with_name


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
    subject = characters(parse, *clause.named)
    yield Asked(
        question=(*lead, f", what {happens(clause)}?"),
        answer=(subject[0], parse.tokens[end_of_event(clause)].end),
        rule="case",
        subject=subject,
        anaphoric=False,
        opens_with_name=opens_with_name(parse),
    )
