"""The cards to be studied, kept in step with notes that are edited meanwhile."""

import threading
import time
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

from cuedeck.decks.app.build import Report, build
from cuedeck.decks.app.desk_files import Signature, signature
from cuedeck.decks.app.memory import Memory
from cuedeck.decks.app.mistakes import MISTAKES, sentence
from cuedeck.decks.app.progress import Progress, unheard
from cuedeck.decks.app.study_cards import StudyCard, StudyCards, kept, study_cards

_PAUSE = 5.0
"""Seconds between two looks at the notes."""


class Dealt:
    """The cards of one look at the notes."""

    def __init__(self, found: StudyCards, deck: str | None) -> None:
        self.vault = Path(found.vault)
        self.cards = tuple(one for one in found.cards if deck is None or f"{one.deck}::".startswith(f"{deck}::"))
        """Those of a deck and its sub-decks, or all, in the order in which they are learnt."""

        self.is_whole = found.is_whole and deck is None

    @cached_property
    def by_guid(self) -> Mapping[str, StudyCard]:
        """The cards by their identity."""
        return {one.guid: one for one in self.cards}


class StudyDeck:
    """The cards of some notes, or of one deck of them, as the last build left them."""

    def __init__(
        self, notes: Path, directory: Path, *, deck: str | None = None, memory: Memory, jobs: int | None = None
    ) -> None:
        """`deck`: full name of the only one that is wanted."""
        self._notes, self._directory, self._deck, self._memory, self._jobs = notes, directory, deck, memory, jobs
        self._reading = threading.Lock()
        self._signature: Signature | None = None
        self._looked = 0.0
        self._beside: threading.Thread | None = None
        self._dealt: Dealt | None = None
        self.problem = ""
        """Why the notes could not be built since, a sentence; empty where they could."""

    @property
    def is_known(self) -> bool:
        """Whether the cards were read, by this run or by an earlier one."""
        if self._dealt is None:
            found = kept(self._notes, self._directory, self._memory.store)
            if found is not None and Path(found.vault).is_dir():
                self._dealt = Dealt(found, self._deck)
        return self._dealt is not None

    @property
    def dealt(self) -> Dealt:
        """The cards as they were read last; those of an earlier run, where it knew them, until notes have been read.

        Raises what `refresh` raises, where nothing was read yet.
        """
        if self._dealt is None:
            if not self.is_known:
                self.refresh()
            return self.dealt
        return self._dealt

    @property
    def is_whole(self) -> bool:
        """Whether these are all cards of the vault."""
        return self.dealt.is_whole

    def refresh(self, progress: Progress = unheard, *, anew: bool = False) -> Report | None:
        """Build what has changed since the last time, and read the cards anew. Raises MISTAKES.

        `anew`: also where only decisions have, which are looked at elsewhere.
        """
        with self._reading:
            self._looked = time.monotonic()
            seen = signature(self._notes, self._directory)
            if not anew and self._dealt is not None and seen == self._signature:
                return None
            report = build(self._notes, self._directory, jobs=self._jobs, progress=progress, memory=self._memory)
            found = study_cards(self._notes, self._directory, memory=self._memory, jobs=self._jobs, progress=progress)
            self._dealt, self._signature = Dealt(found, self._deck), seen
            return report

    def start_refresh(self, *, at_once: bool = False) -> None:
        """Do so while studying goes on; now and then, unless it shall be `at_once`."""
        now = time.monotonic()
        if (at_once or now - self._looked > _PAUSE) and not self._reading.locked():
            self._looked = now
            self._signature = None if at_once else self._signature
            self._beside = threading.Thread(target=self._refresh_beside, daemon=True)
            self._beside.start()

    def _refresh_beside(self) -> None:
        try:
            self.refresh()
            self.problem = ""
        except tuple(MISTAKES) as error:
            self.problem = sentence(error)

    def close(self) -> None:
        """Wait until nothing is being built any more."""
        if self._beside is not None:
            self._beside.join()
