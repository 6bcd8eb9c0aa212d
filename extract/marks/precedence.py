"""What a note's writer marked up is asked as they want it, and by no rule of ours besides."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from cuedeck.cards.draft import Draft
from cuedeck.notes.text import Text


def without_marked(drafts: Sequence[Draft]) -> Iterator[Draft]:
    """The drafts without those that ask for a statement, or for entries of a list, which the writer marked up."""
    marked: defaultdict[int, list[str]] = defaultdict(list)
    for draft in drafts:
        if draft.is_marked:
            for line in _lines(draft.statement):
                marked[line].append(draft.statement.plain)
    for draft in drafts:
        if draft.is_marked or not _asks_again(draft, marked):
            yield draft


def _asks_again(draft: Draft, marked: defaultdict[int, list[str]]) -> bool:
    """Whether a draft's statement or an entry stands in a marked one, or its statement holds a marked one."""
    if any(_is_inside(part, marked) for part in (draft.statement, *draft.items)):
        return True
    words = draft.statement.plain
    return not draft.items and any(inner in words for line in _lines(draft.statement) for inner in marked[line])


def _lines(text: Text) -> frozenset[int]:
    return frozenset(span.line for span in text.spans if span.line)


def _is_inside(text: Text, marked: defaultdict[int, list[str]]) -> bool:
    """Whether the words of a text stand in a marked statement, on the same line of the note."""
    words = text.plain.strip(" .;:").casefold()
    return bool(words) and any(words in statement.casefold() for line in _lines(text) for statement in marked[line])
