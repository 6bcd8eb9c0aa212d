"""The command line, continued: the options of the commands that write cards for paper and for other programs."""

from pathlib import Path
from typing import Annotated

import typer

from cuedeck.decks.app.options import ANYWHERE, DECKS, NOTES, AllCards, Cache, Cluster, Directory, Notes, NotesAnywhere
from cuedeck.decks.export.format import Format
from cuedeck.decks.paper.choices import Codes, Flip, Layout, Order, Paper, PerPage


def register(app: typer.Typer) -> None:
    """Add these commands to those of a program."""
    for command in (sheet, export):
        app.command()(command)


def sheet(  # noqa: PLR0913 - each is an option
    notes: NotesAnywhere = ANYWHERE,
    directory: Directory = DECKS,
    *,
    layout: Annotated[Layout, typer.Option(help="What to print.")] = Layout.CARDS,
    paper: Annotated[Paper | None, typer.Option(help="[default: a4; a6 for index]")] = None,
    flip: Annotated[Flip | None, typer.Option(help="Edge the printer turns paper around. [default: long]")] = None,
    back_offset: Annotated[str | None, typer.Option(metavar="DX,DY", help="Millimetres to move every back.")] = None,
    order: Annotated[Order | None, typer.Option(help="Backs after each front, or after all. [default: duplex]")] = None,
    qr: Annotated[Codes | None, typer.Option(help="What gets a QR code. [default: card; none for quiz]")] = None,
    per_page: Annotated[
        PerPage | None, typer.Option("--per-page", help="Cards on a sheet of `cards`, where they fit. [default: 8]")
    ] = None,
    count: Annotated[
        int | None, typer.Option("--count", min=1, metavar="N", help="Only N cards of each deck, shuffled, for `quiz`.")
    ] = None,
    seed: Annotated[
        int | None, typer.Option("--seed", min=0, metavar="S", help="Another draw, or another order, for `quiz`.")
    ] = None,
    tag: Annotated[list[str] | None, typer.Option(metavar="T", help="Only cards with a tag.")] = None,
    section: Annotated[list[str] | None, typer.Option(metavar="S", help="Only cards under such headings.")] = None,
    kind: Annotated[list[str] | None, typer.Option(metavar="K", help="Only cards of a kind.")] = None,
    cluster: Cluster = None,
    all_cards: AllCards = False,
    cache: Cache = True,
    pdf: Annotated[bool, typer.Option("--pdf", help="Write PDF as well.")] = False,
) -> int:
    """Write pages to print for each deck; ledgers are read and never written."""
    from cuedeck.decks.app import commands  # noqa: PLC0415 - help comes at once

    return commands.sheet(
        notes,
        directory,
        layout=layout,
        paper=paper,
        flip=flip,
        back_offset=back_offset,
        order=order,
        qr=qr,
        per_page=per_page,
        count=count,
        seed=seed,
        tags=tag or (),
        sections=section or (),
        kinds=kind or (),
        jobs=cluster,
        all_cards=all_cards,
        cache=cache,
        pdf=pdf,
    )


def export(  # noqa: PLR0913 - each is an option
    notes: Notes = NOTES,
    directory: Directory = DECKS,
    *,
    form: Annotated[Format, typer.Option("--format", help="What the other program reads.")],
    to: Annotated[
        Path | None,
        typer.Option(
            "--to",
            metavar="PATH",
            help="Where to write: a file for csv, tsv and json, which are printed without it, else a folder. "
            "[default: DIR/FORMAT]",
        ),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace files that are not as an export wrote them.")] = False,
    all_cards: AllCards = False,
    cache: Cache = True,
) -> int:
    """Write the cards that a build would put into decks for another program.

    csv, tsv: a table, which Anki imports, too. json: one document. mochi: a package for each deck. obsidian-sr: notes for
    Obsidian's plug-in Spaced Repetition. hashcards: its Markdown files. Pictures lie beside or inside. Notes and decks
    are only read.
    """
    from cuedeck.decks.app import export_command  # noqa: PLC0415 - as above

    return export_command.export(notes, directory, form, to=to, force=force, all_cards=all_cards, cache=cache)
