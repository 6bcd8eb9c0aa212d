"""The command line, continued: the options of the commands to study without Anki."""

from pathlib import Path
from typing import Annotated

import typer

from cuedeck.decks.app.options import AsJson, Directory

_NOTES, _DECKS = Path("notes"), Path("decks")

Target = Annotated[
    Path, typer.Argument(metavar="NOTES|DECK", help="Folder of notes, one note, or the name of a deck such as A::B.")
]


def register(app: typer.Typer) -> None:
    """Add these commands to those of a program."""
    for command in (stats,):
        app.command()(command)


def stats(notes: Target = _NOTES, directory: Directory = _DECKS, *, as_json: AsJson = False) -> int:
    """Print what you studied and what is to come: cards due, reviews and what you recalled, the hardest cards.

    It is told by the cards of the notes and by the reviews in DIR/A.reviews.jsonl, and nothing is written.
    """
    from cuedeck.decks.app import stats_command  # noqa: PLC0415 - help comes at once

    return stats_command.stats(notes, directory, as_json=as_json)
