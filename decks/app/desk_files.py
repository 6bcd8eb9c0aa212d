"""Whether the files that a review shows have been changed by somebody."""

from collections.abc import Iterator
from pathlib import Path

from cuedeck.decks.app import corrections
from cuedeck.decks.schedule.log_file import ENDING
from cuedeck.notes import config
from cuedeck.notes.vault import Vault

Signature = tuple[tuple[str, int, int], ...]
"""Name, time of the last change and size of each file."""


def signature(notes: Path, directory: Path) -> Signature:
    """That of notes, settings, ledgers and written cards; decisions and reviews are looked at whenever they are asked for.

    Empty where the notes cannot be found.
    """
    try:
        return tuple(_each(notes, directory))
    except (config.ConfigError, OSError):
        return ()


def _each(notes: Path, directory: Path) -> Iterator[tuple[str, int, int]]:
    vault = Vault.around(notes)
    files = [file.file for file in vault.files(vault.folder)]
    beside = sorted(directory.glob("*.jsonl")) if directory.is_dir() else []
    for path in (vault.folder / config.NAME, *files, *beside):
        if path.name != corrections.NAME and not path.name.endswith(ENDING) and path.exists():
            found = path.stat()
            yield str(path), found.st_mtime_ns, found.st_size
