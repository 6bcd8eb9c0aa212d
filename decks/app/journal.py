"""The journal of a write: which files of one folder take which place, so that a write that was cut off is finished.

It names files inside its folder only, so that it stays true when the folder has another name, and so that a folder that
came from somebody else touches nothing outside.
"""

import json
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath, PureWindowsPath

from cuedeck.notes import regular
from cuedeck.notes.config import ConfigError

NAME = ".cuedeck.journal"
UNFINISHED = ".cuedeck.tmp"
"""How the name of a file ends that waits to take its place."""
_VERSION = 2


@dataclass(frozen=True, slots=True)
class Move:
    """What becomes of one file."""

    target: str
    """Its path below the folder, with `/`."""
    goes: bool
    """Whether it is removed; else what lies beside it takes its place."""


def beside(target: Path) -> Path:
    """Where the new content of a file waits."""
    return target.with_name(f".{target.name}{UNFINISHED}")


def dump(moves: Iterable[Move]) -> bytes:
    """The content of a journal."""
    files = [{"file": move.target, "goes": move.goes} for move in moves]
    return json.dumps({"cuedeck": "journal", "version": _VERSION, "files": files}).encode()


def finish(directory: Path) -> None:
    """Do what the journal of a directory tells, if there is one, and remove it.

    Raises ConfigError, before anything is touched, for a journal that no build here has written; OSError.
    """
    journal = directory / NAME
    with suppress(FileNotFoundError):
        move(directory, _read(journal))
        journal.unlink()


def move(directory: Path, moves: Iterable[Move]) -> None:
    """Put new files in their places, and remove what goes; what is done already stays done. Raises OSError."""
    for one in moves:
        target = directory / one.target
        if one.goes:
            target.unlink(missing_ok=True)
            _remove_empty(target.parent, directory)
        else:
            with suppress(FileNotFoundError):  # it is in its place already
                beside(target).replace(target)


def _remove_empty(folder: Path, directory: Path) -> None:
    """Remove a folder inside the directory that the last file has left."""
    if folder != directory:
        with suppress(OSError):
            folder.rmdir()


def _read(journal: Path) -> list[Move]:
    moves = _parse(journal)
    if not all(_is_inside(journal.parent, one.target) for one in moves):
        raise ConfigError(
            f"{journal}: names files outside its folder, which no build does; delete it, and look where this folder came from"
        )
    return moves


def _parse(journal: Path) -> list[Move]:
    try:
        record = json.loads(regular.read_bytes(journal))
        files = {_VERSION: record["files"]}[record["version"]]
        return [_move_of(one["file"], one["goes"]) for one in files]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise ConfigError(
            f"{journal}: left by an interrupted build of another version; delete this file and build again"
        ) from error


def _move_of(file: object, goes: object) -> Move:
    if not isinstance(file, str) or not isinstance(goes, bool):
        raise TypeError("no name, or no truth value")
    return Move(file, goes)


def _is_inside(directory: Path, target: str) -> bool:
    """Whether a path names a visible file below a directory, on every system, links in its way followed."""
    parts = PurePosixPath(target).parts
    if not parts or parts[-1].startswith(".") or ".." in parts or "\0" in target or PureWindowsPath(target).anchor:
        return False
    above = (directory / target).parent
    return above.resolve().is_relative_to(directory.resolve()) and not beside(directory / target).is_symlink()
