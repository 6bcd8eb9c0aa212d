"""Which of several stamps of a statement times the words that answer a card."""

from dataclasses import replace
from itertools import pairwise

from cuedeck.extract.text.content import stems
from cuedeck.notes.text import Text


def timed(statement: Text, question: str, answer: str) -> Text:
    """The statement with that stamp first; as it is where it has one, or none of its parts says the answer.

    Stamps stand behind the words that they time, or in front of them all where the first one opens the statement. What an
    answer says behind `;` sets something else against it.
    """
    if len(statement.stamps) < 2:
        return statement
    first = stems(answer.partition(";")[0])
    told = first - stems(question) or first
    said = [len(told & stems(part)) for part in _parts(statement)]
    if not any(said):
        return statement
    _, stamp = statement.stamps[said.index(max(said))]
    return replace(statement, stamps=((0, stamp), *statement.stamps))


def _parts(statement: Text) -> list[str]:
    """The words that each stamp times."""
    offsets = [offset for offset, _ in statement.stamps]
    within = offsets[1:] if offsets[0] == 0 else offsets[:-1]
    bounds = [0, *within, len(statement.plain)]
    return [statement.plain[start:end] for start, end in pairwise(bounds)]
