"""The command line: the options of each command; what they do stands in `commands`, which is imported once one runs."""

import sys
from collections.abc import Sequence
from importlib import import_module
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cuedeck.decks.app import anki_cli, authoring_cli, outgoing_cli, study_cli
from cuedeck.decks.app.console import DONE, INTERRUPTED, WRONG_USE, say
from cuedeck.decks.app.options import (
    ANYWHERE,
    DECKS,
    NOTES,
    AllCards,
    AsJson,
    Cache,
    Cluster,
    Directory,
    Jobs,
    Notes,
    NotesAnywhere,
    Profile,
)
from cuedeck.decks.app.thrift import collect_rarely

if TYPE_CHECKING:
    from cuedeck.decks.app import commands, mistakes, timing
else:

    class _Later:
        """Stands in for a module that takes long to import, so that help comes at once."""

        def __init__(self, name: str) -> None:
            self._name = name

        def __getattr__(self, name: str) -> object:
            return getattr(import_module(f"cuedeck.decks.app.{self._name}"), name)

    commands, mistakes, timing = _Later("commands"), _Later("mistakes"), _Later("timing")

app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)

Guids = Annotated[
    list[str], typer.Argument(metavar="GUID...", help="Cards, as `cuedeck cards --find TEXT` shows them.")
]
Known = Annotated[
    Path, typer.Option("--notes", metavar="NOTES", help="Notes that give the cards which no ledger knows.")
]


def main(args: Sequence[str] | None = None) -> int:
    """Run a command, without `args` that of the command line, and give its exit code."""
    collect_rarely()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        code = app(args, prog_name="cuedeck", standalone_mode=False)
    except typer.TyperException as error:
        message = " ".join(error.format_message().split())
        say(f"{message}{'' if message.endswith(('.', '?')) else '.'} See `cuedeck --help`.")
        return WRONG_USE
    except (KeyboardInterrupt, typer.Abort):
        code = INTERRUPTED
    except tuple(mistakes.MISTAKES) as error:
        say(mistakes.sentence(error))
        return next(code for mistake, code in mistakes.MISTAKES.items() if isinstance(error, mistake))
    if code == INTERRUPTED:
        say("interrupted; nothing is half-written")
    return int(code or DONE)


@app.callback(invoke_without_command=True)
def cuedeck(
    context: typer.Context,
    *,
    show_version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
) -> None:
    """Turn Markdown notes into flashcards that remember the second of the recording they come from."""
    if show_version:
        typer.echo(f"cuedeck {_version()}")
        raise typer.Exit
    if context.invoked_subcommand is None:
        typer.echo(context.get_help(), err=True)
        raise typer.Exit(WRONG_USE)


@app.command()
def build(  # noqa: PLR0913 - each is an option
    notes: NotesAnywhere = ANYWHERE,
    directory: Directory = DECKS,
    *,
    jobs: Jobs = None,
    cluster: Cluster = None,
    force: Annotated[bool, typer.Option("--force", help="Go ahead where many cards would be retired.")] = False,
    all_cards: AllCards = False,
    single: Annotated[bool, typer.Option("--single", help="Write one Anki package of all decks, too.")] = False,
    cache: Cache = True,
    profile: Profile = False,
    as_json: AsJson = False,
) -> int:
    """Write an Anki package, a printable page and a ledger for each deck.

    A deck holds the notes of one top-level folder. It is always built whole: a note or a sub-folder selects the
    decks it belongs to, and all others are left alone. Notes are never written to.
    """
    with timing.profiled(wanted=profile):
        return commands.build(
            notes,
            directory,
            jobs=_sharing(jobs, cluster),
            force=force,
            all_cards=all_cards,
            single=single,
            cache=cache,
            as_json=as_json,
        )


@app.command()
def plan(  # noqa: PLR0913 - each is an option
    notes: NotesAnywhere = ANYWHERE,
    directory: Directory = DECKS,
    *,
    jobs: Jobs = None,
    cluster: Cluster = None,
    all_cards: AllCards = False,
    cache: Cache = True,
    profile: Profile = False,
    as_json: AsJson = False,
) -> int:
    """Print what `build` would change, card by card, with the reason; write nothing."""
    with timing.profiled(wanted=profile):
        return commands.plan(
            notes, directory, jobs=_sharing(jobs, cluster), all_cards=all_cards, cache=cache, as_json=as_json
        )


@app.command()
def drop(guids: Guids, directory: Directory = DECKS, notes: Known = NOTES) -> int:
    """Make these cards no more, whatever the notes say; the decision stands in DIR/cards.yaml."""
    return commands.drop(guids, directory, notes)


@app.command()
def keep(guids: Guids, directory: Directory = DECKS, notes: Known = NOTES) -> int:
    """Make these cards although they are only offered, or were dropped; the decision stands in DIR/cards.yaml."""
    return commands.keep(guids, directory, notes)


@app.command()
def adopt(
    package: Annotated[Path, typer.Argument(metavar="PACKAGE", help="Anki package (.apkg) with the cards.")],
    notes: Notes = NOTES,
    directory: Directory = DECKS,
) -> int:
    """Rebuild a lost ledger from an older package, or from a deck exported from Anki."""
    return commands.adopt(package, notes, directory)


@app.command()
def cards(  # noqa: PLR0913 - each is an option
    notes: NotesAnywhere = ANYWHERE,
    directory: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="DIR", help="With what a folder of decks holds.")
    ] = None,
    *,
    find: Annotated[str, typer.Option(metavar="TEXT", help="Only cards that say TEXT, with their guids.")] = "",
    cluster: Cluster = None,
    all_cards: Annotated[bool, typer.Option("--all", help="Print the cards that are only offered, too.")] = False,
    cache: Cache = True,
    profile: Profile = False,
    as_json: AsJson = False,
) -> int:
    """Print the cards that notes give; write nothing.

    Those that are only offered are printed with --all and with --find, and marked. Without -o no ledger is read.
    """
    with timing.profiled(wanted=profile):
        return commands.cards(
            notes, directory, jobs=cluster, find=find, all_cards=all_cards, cache=cache, as_json=as_json
        )


@app.command()
def check(
    notes: NotesAnywhere = ANYWHERE,
    directory: Directory = DECKS,
    *,
    cluster: Cluster = None,
    cache: Cache = True,
    as_json: AsJson = False,
) -> int:
    """Print what is wrong with notes, and what of them is on no card.

    These are problems, doubtful times, rejected candidates, sentences that became no card, and decisions in
    DIR/cards.yaml whose card is gone.
    """
    return commands.check(notes, directory, jobs=cluster, cache=cache, as_json=as_json)


def _sharing(jobs: int | None, cluster: str | None) -> int | str | None:
    if jobs is not None and cluster is not None:
        raise typer.BadParameter("--jobs and --cluster exclude each other")
    return jobs if cluster is None else cluster


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415 - takes long, for what few ask for

    try:
        return version("cuedeck")
    except PackageNotFoundError:
        return "(not installed)"


authoring_cli.register(app)
outgoing_cli.register(app)
anki_cli.register(app)
study_cli.register(app)
