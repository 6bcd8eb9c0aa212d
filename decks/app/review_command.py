"""`cuedeck review`: the desk behind a server, opened in the browser."""

import sys
from datetime import UTC, date, datetime
from pathlib import Path

from cuedeck.decks.app.console import DONE, say
from cuedeck.decks.app.deck_files import check_directory
from cuedeck.decks.app.desk import Desk
from cuedeck.decks.app.desk_terminal import Terminal
from cuedeck.decks.app.hosting import Manner, host
from cuedeck.decks.app.interface import interface
from cuedeck.decks.app.memory import Memory
from cuedeck.decks.review.pages import Pages
from cuedeck.decks.review.server import Review
from cuedeck.decks.review.words import words
from cuedeck.notes.config import ConfigError
from cuedeck.notes.vault import Vault

_PORT = 41_414
"""The usual one, so that a browser finds again what was being typed when a review ended."""


def review(notes: Path, directory: Path, manner: Manner, *, since: str, memory: Memory) -> int:
    """Serve a review until its user ends it. Gives the exit code. Raises ConfigError, OSError."""
    check_directory(directory)
    spoken = words(interface(Vault.around(notes).config))
    desk = Desk(notes, directory, since=_since(since), spoken=spoken, memory=memory)
    host(Review(desk, Pages(spoken)).site, manner, name="review", usual=_PORT, begin=desk.start_refresh)
    desk.close()
    return DONE


def review_here(notes: Path, directory: Path, *, since: str, memory: Memory) -> int:
    """Review in the terminal. Gives the exit code. Raises ConfigError, OSError."""
    check_directory(directory)
    spoken = words(interface(Vault.around(notes).config))
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise ConfigError("--terminal asks for keys, and here is no terminal")
    desk = Desk(notes, directory, since=_since(since), spoken=spoken, memory=memory)
    Terminal(desk, spoken).run()
    desk.close()
    say("review ended; everything is saved")
    return DONE


def _since(told: str) -> int | None:
    """POSIX seconds from which on cards are new, as the user's calendar has the day; None for the last review."""
    if told.lower() in {"", "all"}:
        return 0 if told else None
    try:
        return int(datetime.combine(date.fromisoformat(told), datetime.min.time()).astimezone(UTC).timestamp())
    except ValueError as error:
        raise ConfigError(f"--since takes `all` or a date such as 2026-11-28, not `{told}`") from error
