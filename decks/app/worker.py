"""The work that processes share: notes -> what each gives by itself."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache, partial
from types import MappingProxyType

from cuedeck.cards.making import undated
from cuedeck.decks.app.finding import rejected, uncovered
from cuedeck.decks.app.looks import digest_of
from cuedeck.decks.app.opening import Opened, mistake
from cuedeck.decks.app.progress import Steps, Tell
from cuedeck.decks.app.reading import Chunk, Packed, Reading, given_of
from cuedeck.decks.cache.codec import decode, encode
from cuedeck.extract.barren import why_barren
from cuedeck.extract.covering import coverage
from cuedeck.extract.extraction import Extraction, extract
from cuedeck.extract.parser.model import MODEL, Model, ModelError
from cuedeck.extract.parser.parse import Parse
from cuedeck.extract.parser.parser import NoParser, Parser, Parses
from cuedeck.extract.text.language_id import language_of
from cuedeck.notes.config import Config
from cuedeck.notes.note import Note, Problem
from cuedeck.notes.reader import read_text
from cuedeck.notes.stamp_evidence import witness_of
from cuedeck.notes.stamp_trust import testimony

_NO_PARSES: Mapping[str, Parse] = MappingProxyType({})
_TREE, _PARSED, _ASKED = 0.07, 0.5, 0.85
"""How much of a note's time is over when its Markdown is read, its sentences parsed, and its rules asked; measured."""
_SENTENCES = 480
"""Sentences that are parsed before that is told."""


def packed(reading: Reading, digest: bytes | None, parses: Mapping[str, Parse] = _NO_PARSES) -> Packed:
    """A reading, packed."""
    return Packed(
        encode(replace(reading, findings=())),
        encode(reading.findings),
        encode(dict(parses)),
        encode(given_of(reading)),
        digest,
        len(reading.cards),
    )


def read_chunk(notes: Sequence[Opened], tell: Tell, *, config: Config) -> Chunk:
    """Read some notes; `tell` hears how far that is."""
    try:
        parses = _model(config.model).parses
        return [_stepwise(config, note, parses, tell) for note in notes], None
    except ModelError as error:
        return [_read(config, note, NoParser(), Steps(note.size, tell)) for note in notes], str(error)


def lost(note: Opened) -> Packed:
    """What a note gives that ended all who read it."""
    reason = "every worker that read it ended, as where memory runs out; split the note, or report it"
    return packed(Reading(problem=Problem(note=note.file.path, line=1, reason=reason)), None)


@cache
def _model(name: str | None) -> Model:
    """The model, loaded once for each process."""
    return Model(name or MODEL)


def _stepwise(config: Config, note: Opened, parses: Parses, tell: Tell) -> Packed:
    steps = Steps(note.size, tell)
    read = _read(config, note, Parser(parses=partial(_parsed, parses, steps)), steps)
    steps.to(1)
    return read


def _parsed(parses: Parses, steps: Steps, texts: Sequence[str]) -> Sequence[Parse]:
    """The parses of sentences, told of on the way; nearly all of a note's are asked for at once."""
    found: list[Parse] = []
    for at in range(0, len(texts), _SENTENCES):
        found += parses(texts[at : at + _SENTENCES])
        steps.to(_TREE + (_PARSED - _TREE) * len(found) / len(texts))
    return found


def _read(config: Config, opened: Opened, parser: Parser, steps: Steps) -> Packed:
    """What one note gives; a mistake of ours leaves what was found before it. Raises ModelError."""
    source, found = opened.source, Reading()
    if isinstance(source, Problem):
        return packed(replace(found, problem=source), None)
    try:
        note = read_text(source, path=opened.file.path, deck=opened.file.deck, config=config)
        if isinstance(note, Problem):
            return packed(replace(found, problem=note), digest_of(source))
        steps.to(_TREE)
        times = testimony(witness_of(note))
        found = Reading(testimony=times, flaws=_flaws(note, certain=False), notices=_flaws(note, certain=True))
        parser.remember({} if opened.parses is None else decode(opened.parses, dict[str, Parse]) or {})
        extraction = extract(
            note, parser, config, opened.written, lambda share: steps.to(_PARSED + (_ASKED - _PARSED) * share)
        )
        return packed(_with_cards(found, note, extraction, config), digest_of(source), parser.asked)
    except ModelError:
        raise
    except Exception as error:  # noqa: BLE001
        return packed(replace(found, problem=mistake(opened.file.path, error)), None)


def _with_cards(found: Reading, note: Note, extraction: Extraction, config: Config) -> Reading:
    told, missed = coverage(note, extraction)
    return replace(
        found,
        barren=None if extraction.drafts else why_barren(note, extraction, told),
        cards=undated(note, extraction.drafts),
        findings=(*rejected(note, extraction), *uncovered(note, missed)),
        lost=extraction.lost,
        coverage=told,
        language=config.language or language_of(note),
    )


def _flaws(note: Note, *, certain: bool) -> tuple[Problem, ...]:
    return tuple(
        Problem(note=note.path, line=flaw.line, reason=flaw.reason) for flaw in note.flaws if flaw.is_certain is certain
    )
