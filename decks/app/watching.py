"""Builds again whenever notes change; the only module that knows the library that watches files."""

import os
from collections.abc import Iterator
from functools import partial
from importlib import import_module
from pathlib import Path

from cuedeck.cards.json_lines import LinesError
from cuedeck.decks.app import corrections
from cuedeck.decks.app.belonging import remembered
from cuedeck.decks.app.deck_files import WRITTEN, check_directory
from cuedeck.notes import config
from cuedeck.notes.config import ConfigError
from cuedeck.notes.vault import SUFFIXES, Vault

_SETTLED, _LONGEST = 300, 3_000
"""Milliseconds without a change after which a build begins, and after which it begins all the same."""
_LOOK = 500
"""Milliseconds between two looks at whether there is something else to watch."""
_PICTURES = frozenset({".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".avif"})
_DELETED = 3
"""What the library calls a file or folder that is gone."""


def settled(notes: Path, directory: Path) -> Iterator[bool]:
    """Come back at once, and then after each change that a build could see, when it has settled.

    Also, with False, where other folders are watched from now on, and a change may have been missed. Changes during a build come after it; what builds write is none. Raises ConfigError, OSError; ends by
    KeyboardInterrupt.
    """
    check_directory(directory)
    roots = _roots(_vault(notes, directory), directory)
    is_asked = True
    while True:
        is_first = True
        for changes in _watched(roots, _Matters(roots[0], directory.resolve())):
            if not changes and not is_first:
                continue
            is_first = False
            yield is_asked or bool(changes)
            is_asked = False
            before, roots = roots, _roots_now(notes, directory, roots)
            # The first build makes the directory; settings that come or go may make another folder the vault.
            if roots != before:
                break


def _vault(notes: Path, directory: Path) -> Path:
    return Vault.around(notes, partial(remembered, directory)).folder


def _roots_now(notes: Path, directory: Path, before: tuple[Path, ...]) -> tuple[Path, ...]:
    """The folders to watch now; those from before while settings are faulty."""
    try:
        return _roots(_vault(notes, directory), directory)
    except (ConfigError, LinesError, OSError):
        return before


def _watched(roots: tuple[Path, ...], matters: "_Matters") -> Iterator[object]:
    """The changes below some folders; empty ones now and then, the first as soon as it is watched."""
    watch = import_module("watchfiles").watch
    yield from watch(
        *roots, watch_filter=matters, debounce=_LONGEST, step=_SETTLED, rust_timeout=_LOOK, yield_on_timeout=True
    )


def _roots(vault: Path, directory: Path) -> tuple[Path, ...]:
    """The folders to watch, none of them below another."""
    own = directory.resolve()
    return (vault,) if own.is_relative_to(vault) or not own.is_dir() else (vault, own)


class _Matters:
    """Whether a change is one that a build could see."""

    def __init__(self, vault: Path, directory: Path) -> None:
        self._vault, self._directory = vault, directory

    def __call__(self, change: int, name: str) -> bool:
        path = Path(name)
        if path.name.startswith(".") or self._is_hidden(path):
            return False
        if path.suffix.lower() in SUFFIXES | _PICTURES or path.name == config.NAME:
            return True
        if path.parent == self._directory and (path.name == corrections.NAME or path.name.endswith(WRITTEN)):
            return True
        # A folder that is moved or goes is told, but not each note in it.
        is_folder = path.is_dir() or (change == _DELETED and not path.suffix)
        return is_folder and path != self._directory and not self._is_output(path)

    def _is_hidden(self, path: Path) -> bool:
        below = os.path.relpath(path.parent, self._vault)
        return any(part.startswith(".") and part not in {".", ".."} for part in Path(below).parts)

    def _is_output(self, path: Path) -> bool:
        return self._directory != self._vault and path.is_relative_to(self._directory)
