"""Several files written as one: after a crash at any moment, all are old or all will be new."""

import json
import os
import time
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from cuedeck.notes.config import ConfigError

try:
    import fcntl
except ImportError:
    fcntl = None  # type: ignore[assignment]

_JOURNAL, _UNFINISHED = ".cuedeck.journal", ".cuedeck.tmp"
_PATIENCE, _PAUSE = 10.0, 0.1
"""Seconds to wait for another build, and between two tries."""
_VERSION = 1


@contextmanager
def held(directory: Path, *, patience: float = _PATIENCE) -> Iterator[None]:
    """Keep a directory to ourselves, and finish what an interrupted write has begun there.

    A process that is killed lets go of it. Raises ConfigError where another one holds it for longer than `patience`, in
    seconds, and OSError.
    """
    if not directory.is_dir():
        yield
        return
    handle = os.open(directory, os.O_RDONLY)
    try:
        _lock(handle, directory, patience)
        _finish(directory)
        yield
    finally:
        os.close(handle)


def _lock(handle: int, directory: Path, patience: float) -> None:
    if fcntl is None:  # Windows: two builds at once are up to their user
        return None
    until = time.monotonic() + patience
    while True:
        try:
            return fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            if time.monotonic() > until:
                raise ConfigError(
                    f"{directory}: another cuedeck is writing there; try again when it is done"
                ) from error
            time.sleep(_PAUSE)


@contextmanager
def alone(directory: Path, name: str) -> Iterator[bool]:
    """Whether nobody else does in a directory what has this name; for as long as it is done, nobody else may.

    Other than `held` it lets builds go on. A process that is killed lets go of it. Raises OSError.
    """
    directory.mkdir(parents=True, exist_ok=True)
    path = directory / f".cuedeck.{name}.lock"
    handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o644)
    with ExitStack() as stack:
        stack.callback(os.close, handle)
        first = _is_first(handle, path)
        if first:
            stack.callback(_remove, path)
        yield first


def _is_first(handle: int, path: Path) -> bool:
    if fcntl is None:  # Windows, as above
        return True
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        # Whoever had it may have removed the file since it was opened here.
        return os.path.samestat(os.fstat(handle), path.stat())
    except (BlockingIOError, FileNotFoundError):
        return False


def write(directory: Path, contents: Iterable[tuple[Path, bytes | None]]) -> tuple[Path, ...]:
    """Write files as one: after a crash at any moment the next `held` finds all old or makes all new.

    Only files whose content differs are touched; None removes a file. First all new contents lie on the disk under
    other names; then a journal tells where they belong; then each takes its place, and the journal goes. The
    directory must be held, if it is there. Tells which files changed. Raises OSError.
    """
    with ExitStack() as stack:
        changed = [(path, _beside(path, data, stack)) for path, data in contents if not _holds(path, data)]
        moves = [(source, path.resolve()) for path, source in changed]
        if len(moves) <= 1:
            _move(moves)
        else:
            _note(directory, moves)
            stack.pop_all()
            _finish(directory)
    return tuple(path for path, _ in changed)


_Move = tuple[Path | None, Path]
"""What takes the place of a file: None where it shall go."""


def _finish(directory: Path) -> None:
    """Do what the journal tells, then clear what was never told."""
    journal = directory / _JOURNAL
    with suppress(FileNotFoundError):
        _move(_noted(journal))
        journal.unlink()
    for left in directory.glob(f".*{_UNFINISHED}"):
        _remove(left)


def _note(directory: Path, moves: Iterable[_Move]) -> None:
    files = [[None if source is None else str(source), str(target)] for source, target in moves]
    record = {"cuedeck": "journal", "version": _VERSION, "files": files}
    with ExitStack() as stack:
        temporary = _beside(directory / _JOURNAL, json.dumps(record).encode(), stack)
        if temporary is not None:
            temporary.replace(directory / _JOURNAL)
    _settle(directory)


def _noted(journal: Path) -> list[_Move]:
    """The moves that a journal holds. Raises ConfigError, OSError."""
    try:
        record = json.loads(journal.read_bytes())
        files = {_VERSION: record["files"]}[record["version"]]
        return [(None if source is None else Path(source), Path(target)) for source, target in files]
    except (ValueError, KeyError, TypeError) as error:
        raise ConfigError(
            f"{journal}: left by an interrupted build of another version; finish it with that version, or delete this file"
        ) from error


def _move(moves: Iterable[_Move]) -> None:
    for source, target in moves:
        if source is None:
            target.unlink(missing_ok=True)
        else:
            with suppress(FileNotFoundError):  # it is in its place already
                source.replace(target)


def _holds(path: Path, data: bytes | None) -> bool:
    """Whether a file has this content already; None: whether there is none."""
    try:
        return path.read_bytes() == data
    except FileNotFoundError:
        return data is None


def _beside(path: Path, data: bytes | None, stack: ExitStack) -> Path | None:
    """Write data next to the file that it will replace, links followed; the stack removes what is left of it."""
    if data is None:
        return None
    target = path.resolve()
    target.parent.mkdir(parents=True, exist_ok=True)
    temporary = target.with_name(f".{target.name}{_UNFINISHED}")
    stack.callback(_remove, temporary)
    with temporary.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    return temporary


def _settle(directory: Path) -> None:
    """Have the directory's own entries on the disk, where the system can."""
    with suppress(OSError):
        handle = os.open(directory, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _remove(path: Path) -> None:
    with suppress(OSError):
        path.unlink(missing_ok=True)
