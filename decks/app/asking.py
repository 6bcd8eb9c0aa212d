"""Requests asked of a model, one after the other or several at once, each reply saved before it counts."""

import queue
import threading
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeAlias

from cuedeck.decks.app.writing import Asking, Saved, Work, save
from cuedeck.extract.written.replies import Reply, ReplyError, read_reply
from cuedeck.extract.written.requests import Request
from cuedeck.notes.config import ConfigError
from cuedeck.notes.note import Problem

_MOST_FAULTS = 5
"""Replies in a row that may be of no use before a server is given up."""


class Asks(Protocol):
    """Gives the words of a model on a request; `faulty` is its first reply and why it could not be used."""

    def __call__(self, request: Request, faulty: tuple[str, str] | None = None, /) -> str:
        """Ask. Raises ReplyError, and whatever else there is to stop for."""


_Waiting: TypeAlias = "queue.LifoQueue[tuple[Asking, Request]]"
"""What is to be asked, the first of it on top."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one request."""

    request: Request
    saved: Saved | None
    """None where no reply could be used."""
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class _Answer:
    asking: Asking
    request: Request
    reply: Reply | Exception

    @property
    def halves(self) -> tuple[Request, ...]:
        """What is asked next, where the reply is of no use: it may have been too much for the model at once."""
        return self.request.halves if isinstance(self.reply, ReplyError) else ()


def ask_all(work: Work, asks: Asks, directory: Path, *, by: str, jobs: int = 1) -> Iterator[Outcome]:
    """Ask for all that is to be asked, `jobs` requests at a time; what came of each, once it is saved.

    Raises ConfigError where many replies are of no use, whatever `asks` raises but ReplyError, LinesError and OSError;
    what was saved by then stays.
    """
    faults = 0
    for answer in _answers(work.askings, asks, by, jobs):
        faults = faults + 1 if isinstance(answer.reply, ReplyError) else 0
        if not answer.halves:
            yield _outcome(answer, directory, by)
        if faults == _MOST_FAULTS:
            raise ConfigError(f"{faults} replies in a row could not be used: is this the right model and address?")


def _outcome(answer: _Answer, directory: Path, by: str) -> Outcome:
    request, reply = answer.request, answer.reply
    if isinstance(reply, ReplyError):
        reason = f"no cards were written on this section: {reply}"
        return Outcome(request, None, Problem(note=request.note, line=request.line, reason=reason))
    if isinstance(reply, Exception):
        raise reply
    return Outcome(request, save(answer.asking, request, reply, directory, by=by))


def _answers(askings: Iterable[Asking], asks: Asks, by: str, jobs: int) -> Iterator[_Answer]:
    """The replies as they come; asked by threads that end with the process, so that none keeps an interrupted one."""
    waiting: _Waiting = queue.LifoQueue()
    left = _put(waiting, [(asking, request) for asking in askings for request in asking.requests])
    answered: queue.SimpleQueue[_Answer] = queue.SimpleQueue()
    turn = threading.Semaphore(jobs)
    for _ in range(min(jobs, left)):
        threading.Thread(target=_work, args=(waiting, answered, turn, asks, by), daemon=True).start()
    while left:
        answer = answered.get()
        yield answer
        left += _put(waiting, [(answer.asking, half) for half in answer.halves]) - 1
        # Only now, when the reply is saved, the next request goes out.
        turn.release()


def _put(waiting: _Waiting, them: Sequence[tuple[Asking, Request]]) -> int:
    """Let them be asked next, in their order; how many they are."""
    for one in reversed(them):
        waiting.put(one)
    return len(them)


def _work(
    waiting: _Waiting,
    answered: "queue.SimpleQueue[_Answer]",
    turn: threading.Semaphore,
    asks: Asks,
    by: str,
) -> None:
    while True:
        turn.acquire()
        try:
            asking, request = waiting.get_nowait()
        except queue.Empty:
            return
        answered.put(_Answer(asking, request, _reply(request, asks, by)))


def _reply(request: Request, asks: Asks, by: str) -> Reply | Exception:
    """The reply to a request, asked for once more where the first cannot be used; else why there is none."""
    said = ""

    def read(faulty: tuple[str, str] | None) -> Reply:
        nonlocal said
        said = asks(request, faulty)
        return read_reply(said, request, by)

    try:
        try:
            return read(None)
        except ReplyError as error:
            return read((said, str(error)))
    except Exception as error:  # noqa: BLE001 - told in the thread that waits for it
        return error
