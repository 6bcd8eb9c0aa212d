"""`A.written.jsonl`: the written cards of a deck, in a file beside its ledger."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from cuedeck.cards import written
from cuedeck.cards.written import Writings, WrittenError
from cuedeck.decks.app.finding import Finding, Sort

ENDING = ".written.jsonl"


def files(directory: Path) -> list[Path]:
    """The files of written cards in a directory, by name. Raises OSError."""
    return sorted(path for path in directory.glob(f"*{ENDING}") if not path.name.startswith(".") and path.is_file())


def read(directory: Path) -> Writings:
    """What all of them hold. Raises WrittenError, OSError."""
    return sum((read_file(path) for path in files(directory)), start=Writings())


def read_file(path: Path) -> Writings:
    """What one of them holds; nothing where it is not there. Raises WrittenError, OSError."""
    return written.parse(_text(path), str(path))


def read_sound(directory: Path) -> tuple[Writings, tuple[Finding, ...]]:
    """What the sound ones hold, and every fault of the others. Raises OSError."""
    writings, findings = Writings(), []
    for path in files(directory):
        faults = list(_faults(path))
        findings += faults
        if not faults:
            writings += read_file(path)
    return writings, tuple(findings)


def _faults(path: Path) -> Iterator[Finding]:
    where = path.resolve().as_posix()
    try:
        found: Sequence[tuple[int, str]] = list(written.faults(_text(path)))
    except WrittenError as error:
        found = [(error.line, error.reason)]
    return (Finding(sort=Sort.PROBLEM, note=where, line=line, reason=reason, text="") for line, reason in found)


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode()
    except FileNotFoundError:
        return ""
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise WrittenError(str(path), line, "not UTF-8 text") from error
