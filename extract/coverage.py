"""Coverage: how much of a note is on a card, and why the rest is not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from cuedeck.cards.identity import normalise
from cuedeck.extract.extraction import Extraction
from cuedeck.extract.parser.sentences import sentences
from cuedeck.extract.text.content import points_back
from cuedeck.extract.text.texts import block_texts
from cuedeck.notes.blocks import Part, texts
from cuedeck.notes.cue import Stamp
from cuedeck.notes.note import Note, Section
from cuedeck.notes.text import Text

_LEAST_WORDS = 4
"""Shorter sentences are labels, and those that end in a colon only lead to what follows."""
_OTHER_TIME = "no card points to this time"
_NO_PROSE = frozenset(Part) - {Part.PROSE}


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


@dataclass(frozen=True, slots=True)
class Uncovered:
    """A sentence or timestamp that is on no card."""

    line: int
    reason: str
    text: str


def coverage(note: Note, extraction: Extraction) -> tuple[Coverage, tuple[Uncovered, ...]]:
    """How much of a note is on a card; and its sentences and timestamps that are on none, by line."""
    grounds = _Grounds.of(extraction)
    prose = [(sentence, grounds.against(sentence, skipped=skipped)) for sentence, skipped in _prose(note.root)]
    telling = [(sentence, reason) for sentence, reason in prose if _tells(sentence.plain)]
    reasons = {stamp: reason for sentence, reason in prose if reason for _, stamp in sentence.stamps}
    stamps = list(_stamps(note.root))
    missed = (
        *(Uncovered(one.line, reason, one.plain.strip()) for one, reason in telling if reason is not None),
        *(
            Uncovered(line, reasons.get(stamp, _OTHER_TIME), stamp.raw)
            for line, stamp in stamps
            if stamp.seconds not in grounds.seconds
        ),
    )
    told = Coverage(
        sentences=len(telling),
        told=sum(reason is None for _, reason in telling),
        stamps=len(stamps),
        shown=sum(stamp.seconds in grounds.seconds for _, stamp in stamps),
    )
    return told, tuple(sorted(missed, key=lambda one: one.line))


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
            *((one.draft.statement, f"turned down: {one.reasons[0]}") for one in extraction.rejected),
            *((draft.statement, "its kind of card is switched off") for draft in extraction.switched_off),
            *((silence.statement, silence.reason) for silence in extraction.silent),
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


def _prose(section: Section, *, skipped: bool = False) -> Iterator[tuple[Text, bool]]:
    """The sentences of a section and of those below it, each with whether its writer skips it."""
    hidden = skipped or section.skipped
    for block in section.blocks:
        for text in texts(block, without=_NO_PROSE):
            yield from ((sentence, hidden) for sentence in sentences(text))
    for below in section.sections:
        # What is skipped above the first heading ends there.
        yield from _prose(below, skipped=hidden and section.level > 0)
