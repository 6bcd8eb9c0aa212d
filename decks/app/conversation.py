"""Messages to a model, one after the other or several at once, each reply saved before it counts."""

import queue
import threading
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeAlias

from cuedeck.decks.app.asking import Asking
from cuedeck.decks.app.saving import Saved, save, save_doubts
from cuedeck.decks.app.writing import Work
from cuedeck.decks.asking.replies import Reply, ReplyError, read_reply
from cuedeck.decks.asking.requests import Message, Request
from cuedeck.decks.asking.second_reading import SecondReading
from cuedeck.notes.config import ConfigError
from cuedeck.notes.note import Problem

_MOST_FAULTS = 5
"""Replies in a row that may be of no use before a server is given up."""


class Asks(Protocol):
    """Gives the words of a model on a message; `faulty` is its first reply and why it could not be used."""

    def __call__(self, message: Message, faulty: tuple[str, str] | None = None, /) -> str:
        """Ask. Raises ReplyError, and whatever else there is to stop for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of one message."""

    sections: int = 0
    """How many sections it asked about; none where cards were read."""
    saved: Saved | None = None
    """None where no reply could be used, and where cards were read."""
    doubted: int = 0
    """How many cards are only offered, now that they were read."""
    problem: Problem | None = None
    """Why a section has no cards."""
    remark: Problem | None = None
    """Why cards that were written could not be read."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """A message on a note."""

    asking: Asking
    message: Request | SecondReading


@dataclass(frozen=True, slots=True)
class _Answer:
    """What became of a message."""

    asked: _Asked
    reply: "_Said"


_Said: TypeAlias = Reply | Sequence[str] | Exception
"""Cards, doubts, or why there is nothing."""
_Settled: TypeAlias = tuple[Outcome | None, list[_Asked]]
"""What is told of an answer, and what is to be asked next for it."""


def ask_all(work: Work, asks: Asks, directory: Path, *, by: str, jobs: int = 1) -> Iterator[Outcome]:
    """Ask for all that is to be asked, `jobs` messages at a time; what came of each, once it is saved.

    Raises ConfigError where many replies are of no use, whatever `asks` raises but ReplyError, LinesError and OSError;
    what was saved by then stays.
    """
    faults = 0
    line = _Line(list(_all(work.askings)), asks, by, jobs)
    while line.left:
        answer = line.next()
        outcome, after = _settled(answer, directory, by)
        if outcome is not None:
            yield outcome
        if outcome is not None and outcome.sections:
            faults = 0 if outcome.problem is None else faults + 1
        line.put(after)
        if faults == _MOST_FAULTS:
            raise ConfigError(f"{faults} replies in a row could not be used: is this the right model and address?")
        # Only now, when the reply is saved, the next message goes out.
        line.release()


def _all(askings: Iterable[Asking]) -> Iterator[_Asked]:
    for asking in askings:
        yield from (_Asked(asking, request) for request in asking.requests)
        if asking.unread is not None:
            yield _Asked(asking, asking.unread)


def _settled(answer: _Answer, directory: Path, by: str) -> _Settled:
    """Save a reply. Raises what stopped it, LinesError, ConfigError, OSError."""
    asking, message, reply = answer.asked.asking, answer.asked.message, answer.reply
    if isinstance(reply, Exception) and not isinstance(reply, ReplyError):
        raise reply
    if isinstance(message, Request):
        halves = message.halves if isinstance(reply, ReplyError) else ()
        if halves:
            # It may have been too much for the model at once.
            return None, [_Asked(asking, half) for half in halves]
        return _written(asking, message, reply, directory, by)
    return _read(asking, message, reply, directory), []


def _written(asking: Asking, request: Request, reply: _Said, directory: Path, by: str) -> _Settled:
    if not isinstance(reply, Reply):
        reason = f"no cards were written on this section: {reply}"
        problem = Problem(note=request.note, line=request.line, reason=reason)
        return Outcome(sections=len(request.passages), problem=problem), []
    saved = save(asking, request, reply, directory, by=by)
    reading = asking.reading(saved.drafted)
    return Outcome(sections=len(request.passages), saved=saved), [_Asked(asking, reading)] if reading else []


def _read(asking: Asking, reading: SecondReading, reply: _Said, directory: Path) -> Outcome:
    if isinstance(reply, Reply | Exception):
        reason = f"its new cards could not be read once more, and are taken as they are: {reply}"
        return Outcome(remark=Problem(note=asking.note.path, line=1, reason=reason))
    return Outcome(doubted=save_doubts(reading, reply, directory))


class _Line:
    """Messages that wait, and threads that ask; these end with the process, so that none keeps an interrupted one."""

    def __init__(self, first: Sequence[_Asked], asks: Asks, by: str, jobs: int) -> None:
        self.left = 0
        """How many are waiting or being asked."""
        self._asks, self._by = asks, by
        self._waiting: queue.LifoQueue[_Asked] = queue.LifoQueue()
        self._answered: queue.SimpleQueue[_Answer] = queue.SimpleQueue()
        self._turn = threading.Semaphore(jobs)
        self.put(first)
        for _ in range(min(jobs, self.left)):
            threading.Thread(target=self._work, daemon=True).start()

    def put(self, them: Sequence[_Asked]) -> None:
        """Let these be asked next, in their order."""
        self.left += len(them)
        for one in reversed(them):
            self._waiting.put(one)

    def next(self) -> _Answer:
        """Wait for an answer."""
        answer = self._answered.get()
        self.left -= 1
        return answer

    def release(self) -> None:
        """Let one more be asked."""
        self._turn.release()

    def _work(self) -> None:
        while True:
            self._turn.acquire()
            try:
                asked = self._waiting.get_nowait()
            except queue.Empty:
                return
            self._answered.put(_Answer(asked, self._reply(asked.message)))

    def _reply(self, message: Request | SecondReading) -> _Said:
        """The reply to a message, asked for once more where the first cannot be used; else why there is none."""
        said = ""
        try:
            try:
                said = self._asks(message)
                return self._read(message, said)
            except ReplyError as error:
                return self._read(message, self._asks(message, (said, str(error))))
        except Exception as error:  # noqa: BLE001 - told in the thread that waits for it
            return error

    def _read(self, message: Request | SecondReading, said: str) -> Reply | Sequence[str]:
        return read_reply(said, message, self._by) if isinstance(message, Request) else message.doubts(said)
