"""Searches for Anki's browser."""

from collections.abc import Iterator, Sequence

_AT_ONCE = 500
"""Ids in one search; Anki takes 3,000 in a regular expression, and its search field no more than fits a line."""


def searches(guids: Sequence[str]) -> Iterator[str]:
    """Searches that find the notes of these cards in Anki, whether or not a tombstone was imported."""
    for at in range(0, len(guids), _AT_ONCE):
        yield f'"Id:re:^({"|".join(guids[at : at + _AT_ONCE])})$"'
