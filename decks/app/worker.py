"""The work that processes share: notes -> what each gives by itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from itertools import chain
from types import MappingProxyType

from cuedeck.cards.making import undated
from cuedeck.cards.written import Written
from cuedeck.decks.app.finding import rejected, uncovered
from cuedeck.decks.app.looks import digest_of
from cuedeck.decks.app.opening import Opened, mistake
from cuedeck.decks.app.progress import Steps, Tell
from cuedeck.decks.app.reading import Chunk, Packed, Reading, given_of
from cuedeck.decks.cache.codec import decode, encode
from cuedeck.extract.barren import why_barren
from cuedeck.extract.covering import coverage
from cuedeck.extract.extraction import Extraction, extract, foreseen
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
        begun = [_begun(config, note, tell, parses) for note in notes]
        _read_ahead([one.parser for one in begun if isinstance(one, _Begun)], parses)
        return [_read(config, one) for one in begun], None
    except ModelError as error:
        return [_read(config, _begun(config, note, tell)) for note in notes], str(error)


def lost(note: Opened) -> Packed:
    """What a note gives that ended all who read it."""
    reason = "every worker that read it ended, as where memory runs out; split the note, or report it"
    return packed(Reading(problem=Problem(note=note.file.path, line=1, reason=reason)), None)


@cache
def _model(name: str | None) -> Model:
    """The model, loaded once for each process."""
    return Model(name or MODEL)


@dataclass(frozen=True, slots=True)
class _Begun:
    """A note whose Markdown is read, and whose sentences are not."""

    note: Note
    digest: bytes
    """Of its text."""
    written: tuple[Written, ...]
    parser: Parser
    steps: Steps


def _begun(config: Config, opened: Opened, tell: Tell, parses: Parses | None = None) -> _Begun | Packed:
    """Read the Markdown of a note; without `parses` no sentence of it will be parsed."""
    source, steps = opened.source, Steps(opened.size, tell)
    if isinstance(source, Problem):
        return packed(Reading(problem=source), None)
    try:
        note = read_text(source, path=opened.file.path, deck=opened.file.deck, config=config)
        if isinstance(note, Problem):
            return packed(Reading(problem=note), digest_of(source))
        parser = NoParser() if parses is None else Parser(parses=partial(_parsed, parses, steps))
        parser.remember({} if opened.parses is None else decode(opened.parses, dict[str, Parse]) or {})
        parser.expect(foreseen(note, config))
    except Exception as error:  # noqa: BLE001
        return packed(Reading(problem=mistake(opened.file.path, error)), None)
    steps.to(_TREE)
    return _Begun(note, digest_of(source), opened.written, parser, steps)


def _read_ahead(parsers: Sequence[Parser], parses: Parses) -> None:
    """Parse what several notes wait for at once, which is faster, the short sentences first. Raises ModelError."""
    if len(parsers) == 1:  # which parses them once the first is asked for
        return
    texts = sorted(dict.fromkeys(chain.from_iterable(parser.awaited for parser in parsers)), key=len)
    try:
        known = dict(zip(texts, parses(texts), strict=True))
    except ModelError:
        raise
    except Exception:  # noqa: BLE001 - the note that it is for will meet it again, and tell
        return
    for parser in parsers:
        parser.remember(known)


def _parsed(parses: Parses, steps: Steps, texts: Sequence[str]) -> Sequence[Parse]:
    """The parses of sentences, told of on the way; nearly all of a note's are asked for at once."""
    found: list[Parse] = []
    for at in range(0, len(texts), _SENTENCES):
        found += parses(texts[at : at + _SENTENCES])
        steps.to(_TREE + (_PARSED - _TREE) * len(found) / len(texts))
    return found


def _read(config: Config, begun: _Begun | Packed) -> Packed:
    """What one note gives; a mistake of ours leaves what was found before it. Raises ModelError."""
    if isinstance(begun, Packed):
        return begun
    note, found = begun.note, Reading()
    try:
        times = testimony(witness_of(note))
        found = Reading(testimony=times, flaws=_flaws(note, certain=False), notices=_flaws(note, certain=True))
        extraction = extract(note, begun.parser, config, begun.written, partial(_asked, begun.steps))
        read = packed(_with_cards(found, note, extraction, config), begun.digest, begun.parser.asked)
    except ModelError:
        raise
    except Exception as error:  # noqa: BLE001
        return packed(replace(found, problem=mistake(note.path, error)), None)
    begun.steps.to(1)
    return read


def _asked(steps: Steps, share: float) -> None:
    """Tell in which share of a note's places rules were asked."""
    steps.to(_PARSED + (_ASKED - _PARSED) * share)


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
