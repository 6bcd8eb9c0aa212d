"""`cuedeck watch`: a line for each build, until its user has seen enough."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from cuedeck.cards.changes import Fate
from cuedeck.decks.app import build as building
from cuedeck.decks.app.build import Report
from cuedeck.decks.app.console import DONE, say, show
from cuedeck.decks.app.listing import count
from cuedeck.decks.app.memory import Memory, remembering
from cuedeck.decks.app.mistakes import MISTAKES, sentence
from cuedeck.decks.app.telling import tell_problems
from cuedeck.decks.app.transaction import BusyError
from cuedeck.decks.app.watching import settled
from cuedeck.notes.note import Problem


class _Watch:
    """Builds, and tells what is new since the last time."""

    def __init__(self, notes: Path, directory: Path, bring: Callable[[Report], str] | None, memory: Memory) -> None:
        self._notes, self._directory, self._bring, self._memory = notes, directory, bring, memory
        self._told: frozenset[Problem] = frozenset()

    def build(self, *, is_asked: bool) -> None:
        """Build once, waiting for whoever else does; where nobody asked for it, what changed nothing is not told."""
        try:
            report = self._built()
        except tuple(MISTAKES) as error:
            say(sentence(error))
            return
        if not (is_asked or any(deck.written for deck in report.decks)):
            return
        problems = (*report.problems, *report.notices)
        tell_problems((one for one in problems if one not in self._told), report.vault)
        self._told = frozenset(problems)
        line = f"{datetime.now().astimezone():%H:%M:%S} {_changes(report)}"
        try:
            brought = "" if self._bring is None else f"; {self._bring(report)}"
        except tuple(MISTAKES) as error:
            brought = ""
            say(sentence(error))
        show([f"{line}{brought}"])

    def _built(self) -> Report:
        is_told = False
        while True:
            try:
                return building.build(self._notes, self._directory, jobs=None, memory=self._memory)
            except BusyError as busy:
                if not is_told:
                    say(f"{busy}; watch waits for it")
                is_told = True


def watch(notes: Path, directory: Path, bring: Callable[[Report], str] | None) -> int:
    """Build now and after each change; `bring` brings a build to Anki, and says what changed there.

    Gives the exit code. Raises ConfigError, OSError for what keeps it from watching.
    """
    say(f"watching {notes}; Ctrl-C ends it")
    try:
        with remembering() as memory:
            one = _Watch(notes, directory, bring, memory)
            for is_asked in settled(notes, directory):
                one.build(is_asked=is_asked)
    except KeyboardInterrupt:
        say("watch ended; nothing is half-written")
    return DONE


def _changes(report: Report) -> str:
    """What a build did, in a line."""
    changed = [f"{number} {fate}" for fate, number in report.changes.items() if number and fate != Fate.KEPT]
    decks = [deck.deck for deck in report.decks if deck.written]
    where = f" ({', '.join(decks)})" if changed and decks else ""
    return f"{count(report.cards, 'card')}: {', '.join(changed) or 'nothing changed'}{where}"
