"""The command line, continued: the options of the commands to study without Anki."""

from pathlib import Path
from typing import Annotated

import typer

from cuedeck.decks.app.options import DECKS, NOTES, AsJson, Cache, Directory, Idle, NoOpen

Target = Annotated[
    Path, typer.Argument(metavar="NOTES|DECK", help="Folder of notes, one note, or the name of a deck such as A::B.")
]


def register(app: typer.Typer) -> None:
    """Add these commands to those of a program."""
    for command in (study, stats):
        app.command()(command)


def study(  # noqa: PLR0913 - each is an option
    notes: Target = NOTES,
    directory: Directory = DECKS,
    *,
    port: Annotated[
        int | None, typer.Option(min=0, max=65_535, help="Port of this machine. [default: 41415, or one that is free]")
    ] = None,
    no_open: NoOpen = False,
    idle: Idle = 10,
    take: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Take over what a page saved as known, and end.")
    ] = None,
    cache: Cache = True,
) -> int:
    """Study the cards that are due, and new ones, in the browser, without Anki.

    Prints an address that only this machine can open, and opens it. Decks are built first where notes have changed. Each
    review is saved at once, in DIR/A.reviews.jsonl, from which FSRS tells when a card comes back.
    """
    from cuedeck.decks.app import hosting, study_command, take_command  # noqa: PLC0415 - help comes at once

    if take is not None:
        return take_command.take(notes, directory, take, cache=cache)
    manner = hosting.Manner(port=port, opens=not no_open, minutes=idle)
    return study_command.study(notes, directory, manner, cache=cache)


def stats(notes: Target = NOTES, directory: Directory = DECKS, *, as_json: AsJson = False) -> int:
    """Print what you studied and what is to come: cards due, reviews and what you recalled, the hardest cards.

    It is told by the cards of the notes and by the reviews in DIR/A.reviews.jsonl, and nothing is written.
    """
    from cuedeck.decks.app import stats_command  # noqa: PLC0415 - as above

    return stats_command.stats(notes, directory, as_json=as_json)
