"""Covering: how much of a note is on a card, found out, and why the rest is not."""

from __future__ import annotations

from collections.abc import Iterator

from cuedeck.cards.identity import normalise
from cuedeck.extract.coverage import TURNED_DOWN, Coverage, Uncovered
from cuedeck.extract.extraction import Extraction
from cuedeck.extract.grounds import Ground, Grounds
from cuedeck.extract.parser.sentences import sentences
from cuedeck.extract.text.appendix import is_appendix
from cuedeck.extract.text.content import points_back
from cuedeck.extract.text.texts import block_texts
from cuedeck.notes.blocks import Part, texts
from cuedeck.notes.cue import Stamp
from cuedeck.notes.note import Note, Section
from cuedeck.notes.stages import Stage
from cuedeck.notes.text import Text

_LEAST_WORDS = 4
"""Shorter sentences are labels, and those that end in a colon only lead to what follows."""
_ENDS = (".", "!", "?", "…", '"', "”", ")")
_NO_PROSE = frozenset(Part) - {Part.PROSE}


@Stage("coverage")
def coverage(note: Note, extraction: Extraction) -> tuple[Coverage, tuple[Uncovered, ...]]:
    """How much of a note is on a card; and its sentences and timestamps that are on none, by line."""
    grounds = Grounds(_grounds(extraction))
    seconds = {stamp.seconds for draft in extraction.drafts if (stamp := _first(draft.statement)) is not None}
    heard = ((sentence, above) for sentence, above in _prose(note.root) if sentence.stamps or _tells(sentence.plain))
    prose = [(sentence, above or _reason(sentence, grounds, extraction)) for sentence, above in heard]
    telling = [(sentence, reason) for sentence, reason in prose if _tells(sentence.plain)]
    reasons = {stamp: reason for sentence, reason in prose if reason for _, stamp in sentence.stamps}
    stamps = list(_stamps(note.root))
    hidden = [(line, stamp) for line, stamp in stamps if stamp.seconds not in seconds]
    missed = (
        *(Uncovered(one.line, reason, one.plain.strip()) for one, reason in telling if reason is not None),
        *(Uncovered(line, reasons.get(stamp, "no card points to this time"), stamp.raw) for line, stamp in hidden),
    )
    on_card = [one for one, reason in telling if reason is None]
    told = Coverage(len(telling), len(on_card), len(stamps), len(stamps) - len(hidden))
    return told, tuple(sorted(missed, key=lambda one: one.line))


def _grounds(extraction: Extraction) -> Iterator[Ground]:
    """What cards answer with or were made from, then the candidates that became none, and what gave no candidate."""
    answers = (text for draft in extraction.drafts for text in (draft.answer, *draft.items))
    stated: list[tuple[Text, str | None]] = [
        *((draft.statement, None) for draft in extraction.drafts),
        *((one.draft.statement, f"{TURNED_DOWN}{one.reasons[0]}") for one in extraction.rejected),
        *((draft.statement, "its kind of card is switched off") for draft in extraction.switched_off),
        *((silence.statement, silence.reason) for silence in extraction.silent),
    ]
    yield from (Ground(normalise(text.plain), None) for text in answers)
    yield from (Ground(normalise(text.plain), reason, text.line) for text, reason in stated)


def _reason(sentence: Text, grounds: Grounds, extraction: Extraction) -> str | None:
    """Why a sentence is on no card; None where it is on one."""
    ground = grounds.first(sentence.plain, sentence.line)
    return _by_its_look(sentence.plain.strip(), extraction) if ground is None else ground.reason


def _by_its_look(sentence: str, extraction: Extraction) -> str:
    """What keeps rules from a sentence that none of them has given a reason for."""
    if not extraction.of_prose:
        return "sentences give no cards in the language of the note"
    if points_back(sentence):
        return "it points back to something"
    if not sentence.endswith(_ENDS):
        return "it is a name or a phrase, no sentence"
    return "it stands in a text that opens like a term, which is not set in bold"


def _tells(sentence: str) -> bool:
    return len(normalise(sentence).split()) >= _LEAST_WORDS and not sentence.rstrip().endswith(":")


def _first(statement: Text) -> Stamp | None:
    """The stamp that a card from a statement points to."""
    return statement.stamps[0][1] if statement.stamps else statement.near


def _stamps(section: Section) -> Iterator[tuple[int, Stamp]]:
    """All stamps of a section and of those below it, with their lines."""
    for text in (section.heading, *(text for block in section.blocks for text in block_texts(block))):
        for offset, stamp in text.stamps:
            yield text.line_at(offset if stamp.opens else max(0, offset - 1)), stamp
    for below in section.sections:
        yield from _stamps(below)


def _prose(section: Section, above: str | None = None) -> Iterator[tuple[Text, str | None]]:
    """The sentences of a section and of those below it, each with why no rule is tried on it."""
    reason = above or ("in a part that is skipped" if section.skipped else None)
    reason = reason or ("in a part that only points elsewhere" if is_appendix(section.heading) else None)
    for block in section.blocks:
        for text in texts(block, without=_NO_PROSE):
            yield from ((sentence, reason) for sentence in sentences(text))
    for below in section.sections:
        # What is skipped above the first heading ends there.
        yield from _prose(below, reason if section.level > 0 else None)
