"""Findings: what `check` tells a writer about one note, besides its cards."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from cuedeck.cards.card import Card
from cuedeck.cards.duplicates import Duplicate, Same
from cuedeck.cards.identity import normalise
from cuedeck.extract.extraction import Extraction
from cuedeck.extract.parser.sentences import sentences
from cuedeck.extract.text.content import points_back
from cuedeck.extract.text.texts import block_texts
from cuedeck.notes.blocks import Block, Callout, Definition, Item, List, Paragraph, Quote
from cuedeck.notes.cue import Stamp
from cuedeck.notes.note import Note, Problem, Section
from cuedeck.notes.text import Text

_LEAST_WORDS = 4
"""Shorter sentences are labels, and those that end in a colon only lead to what follows."""
_OTHER_TIME = "no card points to this time"


class Sort(StrEnum):
    """What a finding is about."""

    PROBLEM = "problem"
    """A note that cannot be read, or asks for what is not there."""
    CUE = "cue"
    """A timestamp that cannot be trusted, or that was put right."""
    REJECTED = "rejected"
    """A candidate that became no card."""
    UNCOVERED = "uncovered"
    """A sentence or timestamp that is on no card."""
    ORPHAN = "orphan"
    """An entry of `cards.yaml` whose card is gone."""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """How much of one or more notes is on a card."""

    sentences: int = 0
    """Those of paragraphs, callouts and list entries."""
    told: int = 0
    """Sentences that are on a card."""
    stamps: int = 0
    """Timestamps, wherever they stand."""
    shown: int = 0
    """Timestamps whose time is on a card."""

    def __add__(self, other: Coverage) -> Coverage:
        return Coverage(
            sentences=self.sentences + other.sentences,
            told=self.told + other.told,
            stamps=self.stamps + other.stamps,
            shown=self.shown + other.shown,
        )

    def __str__(self) -> str:
        pairs = ((self.told, self.sentences, "sentences"), (self.shown, self.stamps, "timestamps"))
        shares = [f"{100 * part // whole} % of {whole} {what}" for part, whole, what in pairs if whole]
        return f"{' and '.join(shares)} are on a card" if shares else ""


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
    """A card left out since another one asks or says the same, or has its guid."""
    card, other = found.card, f"{found.other.note}:{found.other.line}"
    reason = {
        Same.FRONT: f"the same question as {other}",
        Same.GUID: f"the same identity as {other}; name one of the notes differently",
        Same.SENSE: f"says the same as {other}",
    }[found.same]
    return _rejected(card.note, card.line, reason, card.question.plain, card.answer.plain)


def doubtful(cards: tuple[Card, ...]) -> Iterator[Finding]:
    """The lines of one note whose cue cannot be trusted or was put right, each cue once, with the reason."""
    seen: set[tuple[int, int]] = set()
    for card in cards:
        cue = card.cue
        if cue is not None and (cue.suspect or cue.repaired) and (card.line, cue.seconds) not in seen:
            seen.add((card.line, cue.seconds))
            reason = cue.reason or f"the time {cue.label} cannot be trusted"
            yield Finding(sort=Sort.CUE, note=card.note, line=card.line, reason=reason, text=card.question.plain)


def coverage(note: Note, extraction: Extraction) -> tuple[Coverage, tuple[Finding, ...]]:
    """How much of a note is on a card; and its sentences and timestamps that are on none, each with the reason."""
    grounds = _Grounds.of(extraction)
    prose = [(sentence, grounds.against(sentence, skipped=skipped)) for sentence, skipped in _prose(note.root)]
    telling = [(sentence, reason) for sentence, reason in prose if _tells(sentence.plain)]
    reasons = {stamp: reason for sentence, reason in prose if reason for _, stamp in sentence.stamps}
    stamps = list(_stamps(note.root))
    missed = [
        *((sentence.line, reason, sentence.plain.strip()) for sentence, reason in telling if reason is not None),
        *(
            (line, reasons.get(stamp, _OTHER_TIME), stamp.raw)
            for line, stamp in stamps
            if stamp.seconds not in grounds.seconds
        ),
    ]
    found = (
        Finding(sort=Sort.UNCOVERED, note=note.path, line=line, reason=reason, text=text)
        for line, reason, text in sorted(missed, key=lambda each: each[0])
    )
    told = Coverage(
        sentences=len(telling),
        told=sum(reason is None for _, reason in telling),
        stamps=len(stamps),
        shown=sum(stamp.seconds in grounds.seconds for _, stamp in stamps),
    )
    return told, tuple(found)


@dataclass(frozen=True, slots=True)
class _Grounds:
    """What tells whether a sentence is on a card, and why not."""

    said: str
    """All words that cards were made from or answer with."""
    on_line: Mapping[int, Sequence[str]]
    """The statements that begin on each line."""
    left_out: Sequence[tuple[int, str, str]]
    """Line, words and reason of each candidate that became no card."""
    seconds: frozenset[int]
    """The times that cards point to, as the note has them."""

    @classmethod
    def of(cls, extraction: Extraction) -> _Grounds:
        drafts = extraction.drafts
        statements = [(draft.statement.line, normalise(draft.statement.plain)) for draft in drafts]
        answers = (normalise(text.plain) for draft in drafts for text in (draft.answer, *draft.items))
        on_line: defaultdict[int, list[str]] = defaultdict(list)
        for line, words in statements:
            on_line[line].append(words)
        left_out = (
            *((one.draft.statement, f"turned down: {one.reason}") for one in extraction.rejected),
            *((draft.statement, "its kind of card is switched off") for draft in extraction.switched_off),
        )
        return cls(
            said="\n".join((*(words for _, words in statements), *answers)),
            on_line=on_line,
            left_out=[(text.line, normalise(text.plain), reason) for text, reason in left_out],
            seconds=frozenset(stamp.seconds for draft in drafts if (stamp := _first(draft.statement)) is not None),
        )

    def against(self, sentence: Text, *, skipped: bool) -> str | None:
        """Why a sentence is on no card; None where it is on one."""
        if skipped:
            return "in a part that is skipped"
        words = normalise(sentence.plain)
        if words in self.said or any(part and part in words for part in self.on_line.get(sentence.line, ())):
            return None
        for line, candidate, reason in self.left_out:
            if words in candidate or (line == sentence.line and candidate and candidate in words):
                return reason
        return "it points back to something" if points_back(sentence.plain.strip()) else "no pattern fits"


def _tells(sentence: str) -> bool:
    return len(normalise(sentence).split()) >= _LEAST_WORDS and not sentence.rstrip().endswith(":")


def _first(statement: Text) -> Stamp | None:
    """The stamp that a card from a statement points to."""
    return statement.stamps[0][1] if statement.stamps else statement.near


def _stamps(section: Section) -> Iterator[tuple[int, Stamp]]:
    """All stamps of a section and of those below it, with their lines."""
    for text in (section.heading, *(text for block in section.blocks for text in block_texts(block))):
        for offset, stamp in text.stamps:
            yield text.cut(max(0, offset - 1)).line or text.line, stamp
    for below in section.sections:
        yield from _stamps(below)


def _rejected(note: str, line: int, reason: str, question: str, answer: str) -> Finding:
    return Finding(sort=Sort.REJECTED, note=note, line=line, reason=reason, text=f"{question} — {answer}")


def _prose(section: Section, *, skipped: bool = False) -> Iterator[tuple[Text, bool]]:
    """The sentences of a section and of those below it, each with whether its writer skips it."""
    hidden = skipped or section.skipped
    for block in section.blocks:
        for text in _texts(block):
            yield from ((sentence, hidden) for sentence in sentences(text))
    for below in section.sections:
        # What is skipped above the first heading ends there.
        yield from _prose(below, skipped=hidden and section.level > 0)


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
