"""Findings: what `check` tells a writer about one note, besides its cards."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from cards.card import Card
from cards.identity import normalise
from cards.making import Duplicate
from extract.extraction import Extraction
from extract.sentences import sentences
from notes.blocks import Block, Callout, Definition, Item, List, Paragraph, Quote
from notes.note import Note, Problem, Section
from notes.text import Text

_LEAST_WORDS = 4
"""Shorter sentences are labels, and those that end in a colon only lead to what follows."""


class Sort(StrEnum):
    """What a finding is about."""

    PROBLEM = "problem"
    """A note that cannot be read, or asks for what is not there."""
    CUE = "cue"
    """A timestamp that cannot be trusted."""
    REJECTED = "rejected"
    """A candidate that became no card."""
    UNCOVERED = "uncovered"
    """A sentence that is on no card."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing about one line of a note."""

    sort: Sort
    note: str
    """Path relative to the vault, with `/`."""
    line: int
    reason: str
    text: str
    """The words it is about; empty where it is about none."""


def problem(found: Problem) -> Finding:
    """A problem as a finding."""
    return Finding(sort=Sort.PROBLEM, note=found.note, line=found.line, reason=found.reason, text="")


def rejected(note: Note, extraction: Extraction) -> Iterator[Finding]:
    """The candidates of a note that were turned down."""
    for turned_down in extraction.rejected:
        draft = turned_down.draft
        answer = "; ".join(item.plain for item in draft.items) or draft.answer.plain
        yield _rejected(note.path, draft.statement.line, turned_down.reason, draft.question.plain, answer)


def duplicate(found: Duplicate) -> Finding:
    """A card left out since another one asks the same."""
    card, earlier = found.card, found.earlier
    reason = f"the same question as {earlier.note}:{earlier.line}"
    return _rejected(card.note, card.line, reason, card.question.plain, card.answer.plain)


def same_identity(card: Card, earlier: Card) -> Finding:
    """A card left out since another one has its guid."""
    reason = f"the same identity as {earlier.note}:{earlier.line}; name one of the notes differently"
    return _rejected(card.note, card.line, reason, card.question.plain, card.answer.plain)


def doubtful(cards: tuple[Card, ...]) -> Iterator[Finding]:
    """The lines of one note whose cue cannot be trusted, each cue once."""
    seen: set[tuple[int, int]] = set()
    for card in cards:
        if card.cue is not None and card.cue.suspect and (card.line, card.cue.seconds) not in seen:
            seen.add((card.line, card.cue.seconds))
            reason = f"the time {card.cue.label} cannot be trusted"
            yield Finding(sort=Sort.CUE, note=card.note, line=card.line, reason=reason, text=card.question.plain)


def uncovered(note: Note, extraction: Extraction) -> Iterator[Finding]:
    """The sentences of paragraphs, callouts and list entries that no card was made from."""
    statements = [(draft.statement.line, normalise(draft.statement.plain)) for draft in extraction.drafts]
    answers = (text for draft in extraction.drafts for text in (draft.answer, *draft.items))
    said = "\n".join((*(words for _, words in statements), *(normalise(text.plain) for text in answers)))
    on_line: defaultdict[int, list[str]] = defaultdict(list)
    for line, words in statements:
        on_line[line].append(words)
    for sentence in _prose(note.root):
        words = normalise(sentence.plain)
        inside = (part and part in words for part in on_line[sentence.line])
        tells = len(words.split()) >= _LEAST_WORDS and not sentence.plain.rstrip().endswith(":")
        if tells and words not in said and not any(inside):
            reason = "no card was made from this sentence"
            yield Finding(
                sort=Sort.UNCOVERED, note=note.path, line=sentence.line, reason=reason, text=sentence.plain.strip()
            )


def _rejected(note: str, line: int, reason: str, question: str, answer: str) -> Finding:
    return Finding(sort=Sort.REJECTED, note=note, line=line, reason=reason, text=f"{question} — {answer}")


def _prose(section: Section) -> Iterator[Text]:
    for block in section.blocks:
        for text in _texts(block):
            yield from sentences(text)
    for below in section.sections:
        yield from _prose(below)


def _texts(block: Block | Item) -> Iterator[Text]:
    """The running text of a block, in reading order; tables and code have none."""
    inner: tuple[Block | Item, ...] = ()
    match block:
        case Paragraph(text=text):
            yield text
        case List(items=items):
            inner = items
        case Item(text=text, blocks=blocks) | Callout(title=text, blocks=blocks):
            yield text
            inner = blocks
        case Quote(blocks=blocks) | Definition(blocks=blocks):
            inner = blocks
        case _:
            pass
    for each in inner:
        yield from _texts(each)
