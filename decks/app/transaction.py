"""Several files written as one: after a crash at any moment, all are old or all will be new."""

import filecmp
import os
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import IO

from cuedeck.decks.app import journal
from cuedeck.decks.app.file_names import MEDIA, PAGES
from cuedeck.decks.app.journal import Move
from cuedeck.notes import regular
from cuedeck.notes.config import ConfigError
from cuedeck.notes.stages import Stage

try:
    import fcntl
except ImportError:
    fcntl = None  # type: ignore[assignment]

Content = bytes | Callable[[IO[bytes]], object]
"""What a file shall hold, or what writes it into the file: nothing of that size need be in memory."""

_PATIENCE, _PAUSE = 10.0, 0.1
"""Seconds to wait for another build, and between two tries."""
_NO_LINK: int = getattr(os, "O_NOFOLLOW", 0)


class BusyError(ConfigError):
    """A directory that another process holds."""


@contextmanager
def held(directory: Path, *, make: bool = False, patience: float = _PATIENCE) -> Iterator[None]:
    """Keep a directory to ourselves, and finish what an interrupted write has begun there.

    `make`: make it first if it is not there, so that of two first builds one waits for the other; it goes again if
    nothing is written into it. A process that is killed lets go of it. Raises BusyError where another one holds it for
    longer than `patience`, in seconds, and OSError.
    """
    if not make and not directory.is_dir():
        yield
        return
    with ExitStack() as stack:
        made = _locked(directory, make, patience, stack)
        stack.callback(_remove_empty, made)
        journal.finish(directory)
        inside = (one for ending in (PAGES, MEDIA) for one in directory.glob(f"*{ending}"))
        for folder in (directory, *(one for one in inside if not one.is_symlink())):
            for left in folder.glob(f".*{journal.UNFINISHED}"):
                _remove(left)
        yield


def _locked(directory: Path, make: bool, patience: float, stack: ExitStack) -> list[Path]:  # noqa: FBT001 - that of `held`
    """Lock a directory until the stack is left; tells which folders were made for it, the innermost first."""
    until = time.monotonic() + patience
    made: list[Path] = []
    while True:
        if make:
            made = [folder for folder in (directory, *directory.parents) if folder in made or not folder.exists()]
            directory.mkdir(parents=True, exist_ok=True)
        if fcntl is None:  # Windows opens no directory
            return made
        handle = os.open(directory, os.O_RDONLY)
        if _is_ours(handle, directory):
            stack.callback(os.close, handle)
            return made
        os.close(handle)
        if time.monotonic() > until:
            raise BusyError(f"{directory}: another cuedeck is writing there; try again when it is done")
        time.sleep(_PAUSE)


def _remove_empty(folders: Iterable[Path]) -> None:
    with suppress(OSError):
        for folder in folders:
            folder.rmdir()


def _is_ours(handle: int, path: Path) -> bool:
    """Whether an opened file or directory could be locked, and still is the one that its path names."""
    if fcntl is None:  # Windows: two builds at once are up to their user
        return True
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return os.path.samestat(os.fstat(handle), path.stat())
    except (BlockingIOError, FileNotFoundError):
        return False


@contextmanager
def alone(directory: Path, name: str) -> Iterator[bool]:
    """Whether nobody else does in a directory what has this name; for as long as it is done, nobody else may.

    Other than `held` it lets builds go on. A process that is killed lets go of it. Raises OSError.
    """
    directory.mkdir(parents=True, exist_ok=True)
    path = directory / f".cuedeck.{name}.lock"
    handle = os.open(path, os.O_RDWR | os.O_CREAT | _NO_LINK, 0o644)
    with ExitStack() as stack:
        stack.callback(os.close, handle)
        # Whoever had it may have removed the file since it was opened here.
        first = _is_ours(handle, path)
        if first:
            stack.callback(_remove, path)
        yield first


@Stage("writing files")
def write(directory: Path, contents: Iterable[tuple[Path, Content | None]]) -> tuple[Path, ...]:
    """Write files as one: after a crash at any moment the next `held` finds all old or makes all new.

    Only files whose content differs are touched; None removes a file. First all new contents lie on the disk under
    other names; then a journal tells where they belong; then each takes its place, and the journal goes. The
    directory must be held, if it is there. Tells which files changed. Raises ConfigError for a file that is a link out
    of the directory, and OSError.
    """
    with ExitStack() as stack:
        changed = [(path, data is None) for path, data in contents if _differs(path, data, directory, stack)]
        moves = [Move(_below(directory, path), goes=goes) for path, goes in changed]
        if len(moves) <= 1:
            journal.move(directory, moves)
        else:
            _note(directory, moves)
            stack.pop_all()
            journal.finish(directory)
    return tuple(path for path, _ in changed)


def _note(directory: Path, moves: Sequence[Move]) -> None:
    """Have the journal on the disk, whole."""
    with ExitStack() as stack:
        path = directory / journal.NAME
        _put(path, journal.dump(moves), stack).replace(path)
    for folder in {directory, *((directory / move.target).parent for move in moves)}:
        _settle(folder)


def _below(directory: Path, path: Path) -> str:
    """The path of a file below a directory, links followed."""
    target = path.resolve()
    if not target.is_relative_to(directory.resolve()):
        raise ConfigError(f"{path}: a link that leads out of {directory}; put the file itself there")
    return target.relative_to(directory.resolve()).as_posix()


def _differs(path: Path, content: Content | None, directory: Path, stack: ExitStack) -> bool:
    """Whether a file has other content; what it shall have then waits beside it, until the stack is left."""
    try:
        if regular.read_bytes(path, 0 if callable(content) else -1) == content:
            return False
    except FileNotFoundError:
        if content is None:
            return False
    target = directory.resolve() / _below(directory, path)
    if content is None:
        return True
    temporary = _put(target, content, stack)
    if callable(content) and target.exists() and filecmp.cmp(target, temporary, shallow=False):
        _remove(temporary)
        return False
    return True


def _put(target: Path, content: Content, stack: ExitStack) -> Path:
    """Write content beside the file that it will replace; the stack removes what is left of it."""
    target.parent.mkdir(parents=True, exist_ok=True)
    temporary = journal.beside(target)
    stack.callback(_remove, temporary)
    try:
        with open(temporary, "wb", opener=lambda name, flags: os.open(name, flags | _NO_LINK, 0o666)) as file:
            content(file) if callable(content) else file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:  # that of a full disk names no file
        raise OSError(error.errno, error.strerror, os.fspath(target)) from error
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
