"""Which times of a note can be trusted, judged from all notes on one recording.

Programs that write notes shift times one field to the left: `00:01:34` becomes `01:34:00`, `01:34:34` or `01:34:07`.
A faulty note holds right and shifted times side by side, so each time is judged by itself, and is put right only where
it lies beyond the recording's end and its hours and minutes, read as minutes and seconds, do not. Times out of order
are normal and prove nothing. The figures below were found on notes whose recordings' lengths are known.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from cuedeck.notes.clock import is_regular, label
from cuedeck.notes.cue import Stamp
from cuedeck.notes.stamp_evidence import Witness

LONGEST_RECORDING = 12 * 3600
"""Seconds; where nothing tells how long a recording is, no time can lie beyond."""
LONG_RECORDING = 4 * 3600
"""Seconds; in a faulty note, times beyond are doubtful where nothing tells how long its recording is."""

_HOUR = 3600
_LEAST_STAMPS = 5
"""Fewer stamps show no pattern."""
_FAULTY = 0.3
"""A note with as large a share of stamps that look shifted is faulty; chance gives less than a sixtieth."""
_CLEAN = 0.05
"""In a note with a larger share, those that look shifted do not tell how long the recording is."""
_AGREEMENT = 0.75
"""How far the last time of one note must reach into another's for both to agree on where the recording ends."""
_SHORT_OF_HOUR = 50 * 60
"""Seconds; where shifted times reach no farther, the recording is shorter than an hour."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a stamp is worth."""

    seconds: int
    """Offset from the start of the recording, put right where that is certain."""
    suspect: bool = False
    """Whether the time cannot be trusted."""
    repaired: bool = False
    """Whether the seconds are other than the stamp's."""
    reason: str | None = None
    """Why it is suspect or repaired."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trust:
    """What is known of the times of one note."""

    length: int | None = None
    """Seconds of the recording; None where nothing tells."""
    stated: bool = False
    """Whether front matter tells the length, and so to the second."""
    certain: bool = False
    """Whether times beyond the length may be put right; not where doubtful times are all that tells it."""
    faulty: bool = False
    """Whether the note's pattern is that of shifted times."""

    def verdict(self, stamp: Stamp) -> Verdict:
        """What a stamp of the note is worth."""
        reason = self._beyond(stamp)
        shifted = _shifted(stamp)
        if reason is not None and shifted is not None and self._is_certain(stamp, shifted):
            return Verdict(shifted, repaired=True, reason=f"{reason}; read as {label(shifted)}")
        reason = reason or _contradiction(stamp) or self._pattern(stamp)
        return Verdict(stamp.seconds, suspect=reason is not None, reason=reason)

    def _beyond(self, stamp: Stamp) -> str | None:
        """Why a stamp lies outside the recording, if it does."""
        if self.length is not None and stamp.seconds > (self.length if self.stated else _limit(self.length)):
            return f"`{stamp.raw}` is beyond the end of the recording, at about {label(self.length)}"
        if self.length is None and stamp.seconds > (LONG_RECORDING if self.faulty else LONGEST_RECORDING):
            return f"`{stamp.raw}` is longer than recordings are"
        return None

    def _is_certain(self, stamp: Stamp, shifted: int) -> bool:
        """Whether a stamp outside the recording is certain to stand for so many seconds.

        Where sister notes tell the length, they may fall short of it; in a note that is not faulty, only the usual
        shape of a shifted time is then certain.
        """
        if self.length is None:
            return self.faulty and stamp.seconds > LONGEST_RECORDING
        likely = self.faulty or _looks_shifted(stamp) or (self.stated and stamp.seconds >= _HOUR)
        return self.certain and likely and shifted <= self.length < _AGREEMENT * stamp.seconds

    def _pattern(self, stamp: Stamp) -> str | None:
        """Why a stamp inside the recording is doubtful for the company it keeps, if it is."""
        if self.faulty and stamp.seconds and _ends_in_00(stamp):
            return f"`{stamp.raw}` may stand for {label(_shifted(stamp) or 0)}, as other times of the note do"
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Testimony:
    """What the times of a note tell of its recording and of themselves, as far as other notes ask for it."""

    note: str
    """Path relative to the vault, with `/`."""
    deck: str
    """The top-level deck, such as `A` for `A::B`."""
    recording: str | None
    """Its id; None where the note names none."""
    duration: int | None
    """Seconds, where the front matter tells."""
    end: int | None
    """The last time, or what it would be in a faulty note; None where it proves nothing."""
    faulty: bool
    """Whether the note's pattern is that of shifted times."""
    impossible: bool
    """Whether a time is longer than recordings are."""


def testimony(one: Witness) -> Testimony:
    """What the times of a note tell."""
    return Testimony(
        note=one.note,
        deck=one.deck,
        recording=one.recording,
        duration=one.duration,
        end=_end(one),
        faulty=_is_faulty(one),
        impossible=_holds_impossible(one),
    )


def judge(witnesses: Iterable[Witness]) -> dict[str, Trust]:
    """What is known of the times of each note, by its path, as `weigh` has it."""
    return weigh(map(testimony, witnesses))


def weigh(testimonies: Iterable[Testimony]) -> dict[str, Trust]:
    """What is known of the times of each note, by its path.

    Sister notes, those on the same recording, are looked for inside the deck: decks are always built whole, so that
    building a folder of a vault gives the same cards as building the vault.
    """
    sisters: defaultdict[tuple[str, ...], list[Testimony]] = defaultdict(list)
    for one in testimonies:
        alone = (one.deck, "", one.note)
        sisters[alone if one.recording is None else (one.deck, one.recording)].append(one)
    return {note: trust for each in sisters.values() for note, trust in _weigh(each)}


def _weigh(sisters: Sequence[Testimony]) -> Iterator[tuple[str, Trust]]:
    """The trust in each of all notes on one recording."""
    stated = max((one.duration for one in sisters if one.duration), default=None)
    agreed = _agreed(sisters)
    for one in sisters:
        told = one.duration or stated
        length = told or agreed
        if length is not None:
            trust = Trust(length=length, stated=told is not None, certain=True, faulty=one.faulty)
        else:
            trust = Trust(length=one.end if one.faulty else None, certain=one.impossible, faulty=one.faulty)
        yield one.note, trust


def _agreed(sisters: Iterable[Testimony]) -> int | None:
    """Where a recording ends: the last time of all that another note comes near; no note needs to reach its end."""
    ends = sorted((one.end for one in sisters if one.end is not None), reverse=True)
    return next((later for later, earlier in pairwise(ends) if earlier >= _AGREEMENT * later), None)


def _end(one: Witness) -> int | None:
    """The last time of a note, or what it would be in a faulty one; None where it proves nothing."""
    if _is_faulty(one):
        shifted = (_shifted(stamp) for stamp in one.stamps if stamp.seconds >= _HOUR)
        others = (stamp.seconds for stamp in one.stamps if stamp.seconds < _HOUR and not _ends_in_00(stamp))
        end = max((*(each for each in shifted if each is not None), *others), default=0)
        return end if 0 < end < _SHORT_OF_HOUR else None
    clean = _share(one) <= _CLEAN
    sound = (stamp for stamp in one.stamps if is_regular(stamp.raw) and (clean or not _looks_shifted(stamp)))
    return max((stamp.seconds for stamp in sound), default=None)


def _is_faulty(one: Witness) -> bool:
    """Whether a note's pattern is that of shifted times; times rounded by hand are multiples of five minutes."""
    if len(one.stamps) < _LEAST_STAMPS:
        return False
    odd = any(_looks_shifted(stamp) and stamp.seconds % 300 for stamp in one.stamps)
    return (odd and _share(one) >= _FAULTY) or _holds_impossible(one)


def _share(one: Witness) -> float:
    return sum(map(_looks_shifted, one.stamps)) / max(1, len(one.stamps))


def _holds_impossible(one: Witness) -> bool:
    return any(stamp.seconds > LONGEST_RECORDING for stamp in one.stamps)


def _looks_shifted(stamp: Stamp) -> bool:
    """Whether a stamp looks like `01:34:00`, the usual shape of a shifted one."""
    return stamp.seconds >= _HOUR and _ends_in_00(stamp)


def _ends_in_00(stamp: Stamp) -> bool:
    fields = _fields(stamp)
    return len(fields) == 3 and fields[2] == 0


def _shifted(stamp: Stamp) -> int | None:
    """Seconds of a stamp whose hours and minutes are read as minutes and seconds; None where it has no such fields."""
    fields = _fields(stamp)
    return fields[0] * 60 + fields[1] if len(fields) == 3 and fields[1] < 60 else None


def _fields(stamp: Stamp) -> list[int]:
    return [int(field) for field in stamp.raw.partition(".")[0].split(":")]


def _limit(length: int) -> float:
    """Seconds beyond which a time is wrong: the last words of a recording are seldom in any note."""
    return 1.05 * length + 30


def _contradiction(stamp: Stamp) -> str | None:
    """Why a stamp is doubtful all by itself, if it is."""
    if not stamp.suspect:
        return None
    if is_regular(stamp.raw):
        return f"`{stamp.raw}` is linked to another time than it shows"
    return f"`{stamp.raw}` is no time of hours, minutes and seconds"
