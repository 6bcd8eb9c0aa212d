"""`A.written.jsonl`: the written cards of a deck, in a file beside its ledger."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from cuedeck.cards import written
from cuedeck.cards.written import Asked, Writings, Written, WrittenError
from cuedeck.decks.app.deck_files import WRITTEN, Shelf
from cuedeck.decks.app.finding import Finding, Sort
from cuedeck.decks.app.transaction import held, write
from cuedeck.notes import regular

_PATIENCE = 3600.0
"""Seconds to wait for a build that is at work: what was written must not be lost for it."""


def files(directory: Path) -> list[Path]:
    """The files of written cards in a directory, by name. Raises OSError."""
    return sorted(path for path in directory.glob(f"*{WRITTEN}") if not path.name.startswith(".") and path.is_file())


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
        return regular.read_bytes(path).decode()
    except FileNotFoundError:
        return ""
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise WrittenError(str(path), line, "not UTF-8 text") from error


@dataclass(frozen=True, slots=True)
class Addition:
    """What is added to a file on one note."""

    note: str
    new: Writings
    replaced: tuple[Written, ...]
    """Cards that the new ones take the place of."""
    place: Callable[[Written | Asked], float]
    """Orders the lines of the note."""


def add(directory: Path, deck: str, addition: Addition) -> None:
    """Add what was written on one note to its deck's file; what stands there by then stays.

    What was asked of the same sentences before is told by the new line alone. Raises WrittenError, ConfigError, OSError.
    """
    new = addition.new
    path = Shelf(directory, deck, None).written
    with held(directory, make=True, patience=_PATIENCE):
        there = read_file(path)
        asked = [row for one in there.asked if (row := _less(one, new.asked)) is not None]
        cards = [card for card in there.cards if card not in addition.replaced]
        rows: tuple[Written | Asked, ...] = (
            *asked,
            *new.asked,
            *cards,
            *(card for card in new.cards if card not in cards),
        )
        write(directory, [(path, written.dump(_ordered(rows, addition)).encode())])


def rewrite(directory: Path, pairs: Sequence[tuple[Written, Written]], order: Addition | None = None) -> bool:
    """Put cards in the place of others, each in its line; whether one of those still stood there.

    `order`: that of the note, where cards have another place in it now. Raises WrittenError, ConfigError, OSError.
    """
    is_done = False
    with held(directory, make=True, patience=_PATIENCE):
        for path in files(directory):
            text = _text(path)
            there = written.parse(text, str(path)).cards
            found = [(card.line, new) for card in there for old, new in pairs if card == old]
            for line, new in found:
                text = _replaced(text, line, new)
            if found:
                rows = written.parse(text, str(path))
                ordered = written.dump(_ordered((*rows.asked, *rows.cards), order)) if order else text
                write(directory, [(path, ordered.encode())])
                is_done = True
    return is_done


def _replaced(text: str, line: int, card: Written) -> str:
    """The text of a file with a card on a line of it."""
    lines = text.split("\n")
    lines[line - 1] = written.dump([card]).rstrip("\n")
    return "\n".join(lines)


def _less(row: Asked, new: Iterable[Asked]) -> Asked | None:
    """What a line tells besides new ones of its note; None where that is nothing."""
    told = {sentence for one in new if one.note == row.note for sentence in one.sentences}
    left = tuple(sentence for sentence in row.sentences if sentence not in told)
    return None if row.sentences and not left else replace(row, sentences=left)


def _ordered(rows: Iterable[Written | Asked], addition: Addition) -> list[Written | Asked]:
    """Lines by note; those of this one by their place in it, the others as they are."""
    return sorted(rows, key=lambda row: (row.note, addition.place(row) if row.note == addition.note else 0))
