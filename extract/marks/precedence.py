"""What a note's writer marked up is asked as they want it, and by no rule of ours besides."""

from collections.abc import Iterator, Mapping, Sequence

from cuedeck.cards.draft import Draft
from cuedeck.notes.text import Text


def without_marked(drafts: Sequence[Draft]) -> Iterator[Draft]:
    """The drafts without those that ask for a statement, or for entries of a list, which the writer marked up."""
    marked: dict[int, list[Text]] = {}
    for draft in drafts:
        for line in _lines(draft.statement) if draft.is_marked else ():
            marked.setdefault(line, []).append(draft.statement)
    return (
        draft for draft in drafts if draft.is_marked or not any(_asks_again(draft, one) for one in _near(draft, marked))
    )


def _near(draft: Draft, marked: Mapping[int, Sequence[Text]]) -> Iterator[Text]:
    """The marked statements on the lines of a draft."""
    lines = frozenset().union(*map(_lines, (draft.statement, *draft.items)))
    return (one for line in sorted(lines) for one in marked.get(line, ()))


def _asks_again(draft: Draft, marked: Text) -> bool:
    """Whether a draft's statement or an entry stands in a marked statement, or its own statement holds that."""
    parts = (draft.statement, *draft.items)
    return any(_holds(marked, part) for part in parts) or (not draft.items and _holds(draft.statement, marked))


def _holds(text: Text, part: Text) -> bool:
    """Whether the words of a text stand in another, on a line that both have."""
    words = part.plain.strip(" .;:").casefold()
    return bool(words) and words in text.plain.casefold() and not _lines(text).isdisjoint(_lines(part))


def _lines(text: Text) -> frozenset[int]:
    return frozenset(span.line for span in text.spans if span.line)
