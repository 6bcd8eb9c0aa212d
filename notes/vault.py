"""Vaults: which files are notes, and which deck each belongs to."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path, PurePath

from cuedeck.notes import config, deck_names
from cuedeck.notes.config import Config, ConfigError

SUFFIXES = frozenset({".md", ".markdown", ".mdx"})
_MOST = 0.5
"""Share of remembered notes that must lie below a folder for it to be their vault."""


@dataclass(frozen=True, slots=True)
class File:
    """A note that has not been read yet."""

    file: Path
    path: str
    """Relative to the vault, with `/`."""
    deck: str
    """Full name of the deck it belongs to."""

    @property
    def top(self) -> str:
        """Name of the top-level deck, such as `A` for `A::B`."""
        return deck_names.levels(self.deck)[0]

    @property
    def levels(self) -> Iterator[tuple[str, str]]:
        """Each deck above the note with its folder: `("A", "a")`, `("A::B", "a/b")`."""
        decks, folders = deck_names.levels(self.deck), self.path.split("/")[:-1]
        return ((deck_names.SEPARATOR.join(decks[:end]), "/".join(folders[:end])) for end in range(1, len(decks) + 1))


@dataclass(frozen=True, slots=True)
class Remembered:
    """What earlier builds tell of the vault that notes belong to."""

    folders: frozenset[Path] = frozenset()
    """The vaults that they saw, resolved, as far as these are still there."""
    paths: frozenset[str] = frozenset()
    """The notes that they saw, relative to their vault; asked where no folder is known."""


@dataclass(frozen=True, slots=True)
class Vault:
    """The folder that all note paths are relative to, with its settings."""

    folder: Path
    config: Config

    @classmethod
    def around(cls, notes: Path, remembered: Callable[[], Remembered] = Remembered) -> Vault:
        """The vault that a folder or file of notes lies in. Raises ConfigError.

        Where no settings mark it, it is the one above that is `remembered` of an earlier build, else the folder of these
        notes.
        """
        if not notes.exists():
            raise ConfigError(f"{notes}: no such file or folder")
        start = (notes if notes.is_dir() else notes.parent).resolve()
        for folder in (start, *start.parents):
            if os.path.lexists(folder / config.NAME):
                return cls(folder, config.read(folder))
        return cls(_known(start, remembered()), Config())

    def files(self, notes: Path) -> list[File]:
        """The notes in a folder of the vault, or the one note that a file is, sorted by path. Raises OSError."""
        if notes.is_dir():
            return self._files(_walk(notes.resolve()))
        return self._files([notes.parent.resolve() / notes.name])

    @property
    def own_deck(self) -> str:
        """Name of the deck of the notes that lie directly in the vault."""
        return deck_names.of_folders([_spelt(Path(self.folder.name))])

    def _files(self, paths: Iterable[Path]) -> list[File]:
        inside = len(os.path.join(self.folder, ""))  # noqa: PTH118 - of a root, too, the length with its separator
        named = ((path, _spelt(os.fspath(path)[inside:])) for path in paths if _is_note(path.name))
        decks: dict[str, str] = {"": self.own_deck}
        return sorted(
            (File(path, name, self._deck(name, decks)) for path, name in named if not self._excluded(name)),
            key=lambda file: file.path,
        )

    def _deck(self, path: str, known: dict[str, str]) -> str:
        """The deck of a note by its folder; those of other folders are known."""
        folder = path.rpartition("/")[0]
        if folder not in known:
            known[folder] = deck_names.of_folders(folder.split("/"))
        return known[folder]

    def _excluded(self, path: str) -> bool:
        return any(_matches(path, pattern.strip("/")) for pattern in self.config.exclude)


def clash(files: Iterable[File]) -> str | None:
    """Which two decks of these notes have one name, case aside, as a sentence; None if all names differ."""
    folders: dict[str, set[str]] = {}
    for file in files:
        for deck, folder in file.levels:
            folders.setdefault(deck.casefold(), set()).add(folder)
    for deck, named in sorted(folders.items()):
        if len(named) > 1:
            both = " and ".join(f"the folder `{name}`" if name else "the notes in no folder" for name in sorted(named))
            return f"two decks would be called `{deck}`: {both}; rename one folder"
    return None


def _known(start: Path, remembered: Remembered) -> Path:
    """The vault that earlier builds saw around a folder, else the folder itself.

    Where they left no name of it, it is the folder from which most of their paths lead to a note inside this one, else
    the one from which at least half of them lead to any note.
    """
    above = (start, *start.parents)
    seen = [folder for folder in above if folder in remembered.folders]
    if seen:
        return seen[-1]

    def notes_inside(folder: Path) -> int:
        inside = "" if folder == start else f"{_spelt(start.relative_to(folder))}/"
        return sum(path.startswith(inside) and (folder / path).is_file() for path in remembered.paths)

    best = max(above, key=notes_inside)
    if notes_inside(best):
        return best
    fitting = (folder for folder in above if remembered.paths and _share(folder, remembered.paths) >= _MOST)
    return next(fitting, start)


def _share(folder: Path, paths: frozenset[str]) -> float:
    """The share of paths that lead from a folder to a file."""
    return sum((folder / path).is_file() for path in paths) / len(paths)


def _walk(folder: Path) -> Iterator[Path]:
    for parent, folders, names in os.walk(folder, onerror=_fail):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(parent, name) for name in sorted(names) if not name.startswith(".") and _is_note(name))


def _is_note(name: str) -> bool:
    return os.path.splitext(name)[1].lower() in SUFFIXES  # noqa: PTH122 - a path of each would take longer


def _matches(path: str, pattern: str) -> bool:
    """Whether a glob names a path or a folder above it; `**/` at its start stands for no folder as well."""
    patterns = {pattern, pattern.removeprefix("**/")}
    return any(fnmatch(path, one) or fnmatch(path, f"{one}/*") for one in patterns)


def _spelt(path: str | PurePath) -> str:
    """A path as text that is the same on every system: composed letters, and no bytes that are no text."""
    return unicodedata.normalize("NFC", os.fsencode(path).decode("utf-8", "replace")).replace(os.sep, "/")


def _fail(error: OSError) -> None:
    """Stop at a folder that cannot be read: passing over it would look as if its notes were gone."""
    raise error
