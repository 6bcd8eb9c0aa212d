"""What several commands say in the same words: which notes are read, their problems, and that there is nothing."""

from collections.abc import Iterable
from pathlib import Path

from cuedeck.decks.app.build import Report
from cuedeck.decks.app.console import say, tell
from cuedeck.decks.app.listing import barren_text, lost_text, offered_text, problem_text
from cuedeck.decks.app.options import NOTES
from cuedeck.notes.config import ConfigError
from cuedeck.notes.note import Problem

NO_NOTES = "no notes found; notes are .md, .markdown and .mdx files"


def at_hand(notes: str, command: str = "build") -> Path:
    """The notes that a command is about, fetched if they are named by a URL; as `existing`."""
    if "://" not in notes:
        return existing(Path(notes), command)
    from cuedeck.decks.app.afar import fetched  # noqa: PLC0415 - most notes lie here

    return fetched(notes)


def existing(notes: Path, command: str = "build") -> Path:
    """The notes that a command is about, unless the folder is missing that is read by default. Raises ConfigError."""
    if notes == NOTES and not notes.exists():
        raise ConfigError(f"there is no folder `notes` here; name yours, as in `cuedeck {command} path/to/notes`")
    return notes


def emptiness(notes: int, cards: int, offered: int) -> str | None:
    """What to say where there is nothing to write."""
    if not notes:
        return NO_NOTES
    if offered and not cards:
        return "the notes give no sure cards"
    return None if cards else "the notes give no cards; `cuedeck check` tells why"


def tell_report(report: Report, *, by_hand: bool = True) -> None:
    """Say what of a build is no result: problems, what its user should know, and what is left to do `by_hand`."""
    tell_problems((*report.problems, *report.notices), report.vault)
    left = report.by_hand if by_hand else ()
    remarks = (
        *report.remarks,
        *left,
        *barren_text(report.barren),
        *lost_text(report.lost),
        *offered_text(report.offered),
    )
    say_all(remarks, empty=emptiness(report.notes, report.cards, report.offered))


def tell_problems(problems: Iterable[Problem], vault: Path) -> None:
    """Print problems of notes, a line each."""
    tell(problem_text(problem, vault) for problem in problems)


def say_all(remarks: Iterable[str], *, empty: str | None) -> None:
    """Say remarks, then that there is nothing, where that is so."""
    for remark in (*remarks, *([empty] if empty else [])):
        say(remark)
