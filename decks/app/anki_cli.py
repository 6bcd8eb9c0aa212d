"""The command line, continued: the options of the commands that talk to a running Anki, or build again and again."""

from typing import Annotated

import typer

from cuedeck.decks.app.options import DECKS, NOTES, Directory, Notes
from cuedeck.decks.app.wishes import ADDRESS, Gone, Wish

Anki = Annotated[str, typer.Option(metavar="URL", help="Where AnkiConnect listens, on this machine.")]
Retired = Annotated[Gone, typer.Option(help="What becomes in Anki of cards that are gone from the notes.")]
Move = Annotated[bool, typer.Option("--move", help="Move cards in Anki whose deck has another name now.")]
Overwrite = Annotated[
    bool, typer.Option("--overwrite", help="Undo what was edited in Anki, and bring back what was deleted there.")
]
Other = Annotated[
    bool,
    typer.Option("--other-profile", help="Go ahead where another profile was pushed to before, or another collection."),
]


def register(app: typer.Typer) -> None:
    """Add these commands to those of a program."""
    for command in (push, pull, watch):
        app.command()(command)


def push(  # noqa: PLR0913 - each is an option
    notes: Notes = NOTES,
    directory: Directory = DECKS,
    *,
    anki: Anki = ADDRESS,
    retired: Retired = Gone.TAG,
    move: Move = False,
    overwrite: Overwrite = False,
    other_profile: Other = False,
    force: Annotated[bool, typer.Option("--force", help="Go ahead where many cards would be retired.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Tell what would change, and change nothing.")] = False,
) -> int:
    """Build, and bring what changed to a running Anki, through its add-on AnkiConnect.

    Schedules stay as they are, and so does what you edited, tagged or moved there; no note is touched but cuedeck's own.
    If AnkiConnect asks for a key, put it into the variable CUEDECK_ANKI_KEY.
    """
    from cuedeck.decks.app import anki_commands  # noqa: PLC0415 - help comes at once

    wish = Wish(gone=retired, move=move, overwrite=overwrite, other=other_profile)
    return anki_commands.push(notes, directory, anki=anki, wish=wish, dry_run=dry_run, force=force)


def pull(
    guids: Annotated[
        list[str] | None,
        typer.Argument(metavar="[GUID...]", help="Only these cards. [default: all]", show_default=False),
    ] = None,
    directory: Directory = DECKS,
    *,
    anki: Anki = ADDRESS,
    apply: Annotated[bool, typer.Option("--apply", help="Write the decisions that are offered.")] = False,
) -> int:
    """Print what you did in Anki to cuedeck's cards, and take it over as decisions in DIR/cards.yaml.

    Cards that you deleted or suspended are dropped, what you reworded is a correction, and flags are told. Without
    --apply nothing is written.
    """
    from cuedeck.decks.app import anki_commands  # noqa: PLC0415 - as above

    return anki_commands.pull(directory, guids or (), anki=anki, apply=apply)


def watch(
    notes: Notes = NOTES,
    directory: Directory = DECKS,
    *,
    push: Annotated[bool, typer.Option("--push", help="Bring each build to a running Anki.")] = False,
    anki: Anki = ADDRESS,
    retired: Annotated[Gone, typer.Option(help="With --push, as there.")] = Gone.TAG,
    move: Annotated[bool, typer.Option("--move", help="With --push, as there.")] = False,
) -> int:
    """Build now, and again whenever notes change, a line for each build; Ctrl-C ends it.

    What is wrong with a note is told, and watching goes on.
    """
    from cuedeck.decks.app import anki_commands  # noqa: PLC0415 - as above

    return anki_commands.watch(notes, directory, anki=anki, pushes=push, wish=Wish(gone=retired, move=move))
