"""Moments: where in its recording a card stands, before and after the note's times are judged."""

from dataclasses import dataclass, replace

from cuedeck.cards.card import Card
from cuedeck.cards.duplicates import Gist
from cuedeck.notes.cue import Cue, Stamp
from cuedeck.notes.note import Note
from cuedeck.notes.recording import Recording, recording
from cuedeck.notes.stamp_trust import Trust
from cuedeck.notes.text import Text


@dataclass(frozen=True, slots=True)
class Moment:
    """The stamp that a card points to, which may be a wrong one."""

    stamp: Stamp
    inherited: bool
    """Whether the statement has no stamp of its own, and takes the nearest."""
    recording: Recording | None
    """What the stamp opens."""

    def cue(self, trust: Trust) -> Cue:
        """The moment put right where that is certain, by what is known of the times of its note."""
        verdict = trust.verdict(self.stamp)
        return Cue(
            seconds=verdict.seconds,
            url=self.recording.link(verdict.seconds) if self.recording is not None else None,
            inherited=self.inherited,
            suspect=verdict.suspect,
            repaired=self.stamp.raw if verdict.repaired else None,
            reason=verdict.reason,
        )


@dataclass(frozen=True, slots=True)
class Undated:
    """A card that is complete but for its cue: that depends on what other notes on its recording say."""

    card: Card
    moment: Moment | None
    gist: Gist

    def dated(self, trust: Trust) -> Card:
        """The card with its cue."""
        return self.card if self.moment is None else replace(self.card, cue=self.moment.cue(trust))


def moment_of(note: Note, statement: Text) -> Moment | None:
    """The statement's first stamp, else the one nearest to it."""
    own = statement.stamps
    stamp = own[0][1] if own else statement.near
    return None if stamp is None else Moment(stamp, not own, _recording(note, stamp))


def _recording(note: Note, stamp: Stamp) -> Recording | None:
    """What a stamp opens: the note's recording, else the one that it links to itself."""
    return note.recording or (recording(stamp.url) if stamp.url is not None else None)
