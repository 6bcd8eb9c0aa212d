"""The command line, continued: the options of the commands in which a person or a model chooses and writes cards."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from cuedeck.decks.app.options import DECKS, NOTES, Cache, Directory, Idle, NoOpen, Notes


def register(app: typer.Typer) -> None:
    """Add these commands to those of a program."""
    for command in (review, write):
        app.command()(command)


def review(  # noqa: PLR0913 - each is an option
    notes: Notes = NOTES,
    directory: Directory = DECKS,
    *,
    port: Annotated[
        int | None, typer.Option(min=0, max=65_535, help="Port of this machine. [default: 41414, or one that is free]")
    ] = None,
    no_open: NoOpen = False,
    idle: Idle = 10,
    since: Annotated[
        str, typer.Option(metavar="DATE|all", help="From when on cards are new. [default: the last review]")
    ] = "",
    cache: Cache = True,
    terminal: Annotated[bool, typer.Option("--terminal", help="Review here, one card after the other.")] = False,
) -> int:
    """See each note beside its cards, and keep, drop, change or write cards with one key each.

    Prints an address that only this machine can open, and opens it. Decisions are saved as you go, in DIR/cards.yaml and
    DIR/A.written.jsonl.
    """
    from cuedeck.decks.app import commands  # noqa: PLC0415 - help comes at once

    return commands.review(
        notes,
        directory,
        port=port,
        opens=not no_open,
        minutes=idle,
        since=since,
        here=terminal,
        cache=cache,
    )


def write(  # noqa: PLR0913 - each is an option
    notes: Notes = NOTES,
    directory: Directory = DECKS,
    *,
    model: Annotated[str | None, typer.Option(metavar="NAME", help="Model to ask. [env: CUEDECK_WRITE_MODEL]")] = None,
    address: Annotated[
        str | None,
        typer.Option(
            metavar="URL", help="Server to ask, such as http://127.0.0.1:8080/v1. [env: CUEDECK_WRITE_ADDRESS]"
        ),
    ] = None,
    jobs: Annotated[int, typer.Option(min=1, max=64, help="Requests at a time.")] = 1,
    limit: Annotated[int | None, typer.Option(min=1, metavar="N", help="Ask for no more than N sections.")] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Tell what would be sent where, and send nothing.")
    ] = False,
    again: Annotated[bool, typer.Option("--again", help="Ask also for what was asked before.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Send to another machine without asking.")] = False,
    as_print: Annotated[
        bool, typer.Option("--print", help="Print the requests as Markdown, to paste anywhere.")
    ] = False,
    take: Annotated[Path | None, typer.Option(metavar="FILE", help="Read replies from a file.")] = None,
    prompt: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Your own prompt; `$most` in it is the most cards.")
    ] = None,
    trust: Annotated[
        bool, typer.Option("--trust", help="Take cards as they are written; the model does not read them once more.")
    ] = False,
    timeout: Annotated[
        float, typer.Option(min=1, max=86_400, metavar="SECONDS", help="How long a reply may take.")
    ] = 120,
    proxy: Annotated[bool, typer.Option("--proxy", help="Use the proxy that the environment names.")] = False,
) -> int:
    """Have a model write cards for what of the notes it was not asked yet; they lie in DIR/A.written.jsonl.

    The only command that sends anything: the text of sections, to the one server that you name, here, in the environment
    or in your own configuration folder. A key for it is read from the variable CUEDECK_WRITE_KEY. New cards are then sent
    once more, without the note, to be read as a strict student reads them; what is doubted is only offered. Each reply is
    saved as it comes, so that a run may be stopped at any time.
    """
    from cuedeck.decks.app import commands  # noqa: PLC0415 - help comes at once

    return commands.write(
        notes,
        directory,
        address=address,
        model=model,
        jobs=jobs,
        limit=limit,
        dry_run=dry_run,
        again=again,
        agrees=(lambda _: True) if yes else _agrees if sys.stdin.isatty() else None,
        as_print=as_print,
        take=take,
        prompt=prompt,
        trusts=trust,
        patience=timeout,
        proxy=proxy,
    )


def _agrees(what: str) -> bool:
    return typer.confirm(f"{what}. Go on?", err=True)
