"""What each note gives by itself: what its times tell, cards without cues, and findings."""

from dataclasses import dataclass, field, replace
from hashlib import blake2b

from cuedeck.cards.moment import Undated
from cuedeck.cards.written import Written
from cuedeck.decks.app.finding import Finding
from cuedeck.decks.cache.codec import decode, encode
from cuedeck.extract.barren import Barren
from cuedeck.extract.coverage import Coverage
from cuedeck.notes.note import Problem
from cuedeck.notes.stamp_trust import Testimony


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What one note gave."""

    testimony: Testimony | None = None
    """What its times tell; None where it could not be read."""
    cards: tuple[Undated, ...] = ()
    findings: tuple[Finding, ...] = ()
    lost: tuple[Written, ...] = ()
    """Written cards whose sentence does not stand in the note any more."""
    coverage: Coverage = field(default_factory=Coverage)
    language: str | None = None
    """Code of the language the note is in, where it is known."""
    barren: Barren | None = None
    """Why it gave no cards, where it was read."""
    flaws: tuple[Problem, ...] = ()
    """What is wrong with it, and may be read otherwise than its writer meant."""
    notices: tuple[Problem, ...] = ()
    """What was read as its writer meant, although it is written otherwise."""
    problem: Problem | None = None
    """Why the note could not be read, and so gave no cards."""


@dataclass(frozen=True, slots=True)
class Given:
    """What of a reading others ask for."""

    digest: bytes
    """Differs where the files of its deck may."""
    testimony: Testimony | None
    """What its times tell other notes on its recording."""


@dataclass(frozen=True, slots=True)
class Packed:
    """A reading as it is handed on and kept."""

    reading: bytes
    """All but its findings, encoded."""
    findings: bytes
    """Its findings, encoded."""
    parses: bytes
    """The parses of its sentences, encoded."""
    given: bytes
    """What of it others ask for, encoded."""
    digest: bytes | None
    """Of the text that was read; None where there was none, or what it gave must not be kept."""
    cards: int
    """How many it has."""


def given_of(reading: Reading) -> Given:
    """What of a reading others ask for: files of decks are the same where only lines moved, or findings differ."""
    lines: dict[int, int] = {}
    cards = [
        replace(one, card=replace(one.card, line=lines.setdefault(one.card.line, len(lines)))) for one in reading.cards
    ]
    told = replace(reading, cards=tuple(cards), findings=(), coverage=Coverage())
    return Given(blake2b(encode(told), digest_size=16).digest(), reading.testimony)


Chunk = tuple[list[Packed], str | None]
"""What some notes gave, and what the user should know about the model."""


def unpacked(reading: bytes, findings: bytes | None) -> Reading | None:
    """A reading, with its findings if they are wanted; None where the bytes are none."""
    found = decode(reading, Reading)
    told = () if findings is None else decode(findings, tuple[Finding, ...])
    return None if found is None or told is None else replace(found, findings=told)
