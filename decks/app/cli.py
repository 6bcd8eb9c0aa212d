"""The command line: each command is its options, one call of the library, and what it prints.

Whatever takes long to import is imported inside the command that needs it.
"""

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib.metadata import PackageNotFoundError, version
from io import TextIOWrapper
from pathlib import Path
from typing import Annotated

import typer

from cuedeck.decks.paper.choices import Codes, Flip, Layout, Order, Paper

DONE, PROBLEMS, WRONG_USE, GUARDED, INTERRUPTED = 0, 1, 2, 3, 130
"""Exit codes."""

_NOTES, _DECKS = Path("notes"), Path("decks")
_NO_NOTES = "no notes found; notes are .md, .markdown and .mdx files"

app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)

Notes = Annotated[Path, typer.Argument(metavar="NOTES", help="Folder of notes, or one note.")]
Directory = Annotated[Path, typer.Option("-o", "--output", metavar="DIR", help="Folder that decks are written to.")]
Jobs = Annotated[int | None, typer.Option(min=1, help="Processes that read notes. [default: as many as pay off]")]
Guids = Annotated[
    list[str], typer.Argument(metavar="GUID...", help="Cards, as `cuedeck cards --find TEXT` shows them.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, for scripts.")]


def main(args: Sequence[str] | None = None) -> int:
    """Run a command, without `args` that of the command line, and give its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        code = app(args, prog_name="cuedeck", standalone_mode=False)
    except typer.TyperException as error:
        message = error.format_message()
        _say(f"{message}{'' if message.endswith(('.', '?')) else '.'} See `cuedeck --help`.")
        return WRONG_USE
    except tuple(_mistakes()) as error:
        _say(_sentence(error))
        return next(code for mistake, code in _mistakes().items() if isinstance(error, mistake))
    except (KeyboardInterrupt, typer.Abort):
        code = INTERRUPTED
    if code == INTERRUPTED:
        _say("interrupted; nothing is half-written")
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
def build(
    notes: Notes = _NOTES,
    directory: Directory = _DECKS,
    *,
    jobs: Jobs = None,
    force: Annotated[bool, typer.Option("--force", help="Go ahead where many cards would be retired.")] = False,
    as_json: AsJson = False,
) -> int:
    """Write an Anki package, a printable page and a ledger for each deck.

    A deck holds the notes of one top-level folder. It is always built whole: a note or a sub-folder selects the
    decks it belongs to, and all others are left alone. Notes are never written to.
    """
    from cuedeck.decks.app.build import build as build_decks  # noqa: PLC0415
    from cuedeck.decks.app.listing import problem_text, report_json, report_text  # noqa: PLC0415

    with _progress() as progress:
        report = build_decks(_existing(notes), directory, jobs=jobs, progress=progress, force=force)
    for problem in report.problems:
        typer.echo(problem_text(problem, report.vault), err=True)
    _tell(report.remarks, empty=_emptiness(report.notes, report.cards))
    typer.echo(report_json(report) if as_json else "\n".join(report_text(report)))
    return PROBLEMS if report.problems or not report.cards else DONE


@app.command()
def plan(notes: Notes = _NOTES, directory: Directory = _DECKS, *, jobs: Jobs = None, as_json: AsJson = False) -> int:
    """Print what `build` would change, card by card, with the reason; write nothing."""
    from cuedeck.decks.app.changelist import change_json, changes_text  # noqa: PLC0415
    from cuedeck.decks.app.listing import problem_text  # noqa: PLC0415
    from cuedeck.decks.app.planning import plan as plan_decks  # noqa: PLC0415
    from cuedeck.decks.app.transaction import held  # noqa: PLC0415

    with held(directory), _progress() as progress:
        planned = plan_decks(_existing(notes), directory, jobs=jobs, progress=progress)
    vault = planned.vault.folder
    for line in map(change_json, planned.changes) if as_json else changes_text(planned.changes, vault):
        typer.echo(line)
    for problem in planned.problems:
        typer.echo(problem_text(problem, vault), err=True)
    _tell((*planned.found.remarks, *planned.alarms), empty=_emptiness(planned.found.notes, len(planned.found.cards)))
    if planned.alarms:
        return GUARDED
    return PROBLEMS if planned.problems or not planned.found.cards else DONE


@app.command()
def drop(guids: Guids, directory: Directory = _DECKS) -> int:
    """Make these cards no more, whatever the notes say; the decision stands in DIR/cards.yaml."""
    from cuedeck.decks.app import corrections  # noqa: PLC0415
    from cuedeck.decks.app.deck_files import known  # noqa: PLC0415

    questions = known(directory, guids)
    for guid in corrections.drop(directory, guids):
        typer.echo(f"dropped: {questions[guid]}")
    _say("the next build retires them")
    return DONE


@app.command()
def keep(guids: Guids, directory: Directory = _DECKS) -> int:
    """Make these cards again, after `drop`."""
    from cuedeck.decks.app import corrections  # noqa: PLC0415
    from cuedeck.decks.app.deck_files import known  # noqa: PLC0415

    questions = known(directory, guids)
    for guid in corrections.keep(directory, guids):
        typer.echo(f"kept: {questions[guid]}")
    _say("the next build brings back those that the notes still have")
    return DONE


@app.command()
def adopt(
    package: Annotated[Path, typer.Argument(metavar="PACKAGE", help="Anki package (.apkg) with the cards.")],
    notes: Notes = _NOTES,
    directory: Directory = _DECKS,
) -> int:
    """Rebuild a lost ledger from an older package, or from a deck exported from Anki."""
    from cuedeck.decks.app.adopting import adopt as adopt_package  # noqa: PLC0415

    with _progress() as progress:
        adopted = adopt_package(package, _existing(notes), directory, progress=progress)
    for one in adopted:
        typer.echo(f"{one.deck}: {one.found} of {one.cards} cards found in the notes, {one.same} of them unchanged")
        typer.echo(f"    {one.ledger}")
    return DONE


@app.command()
def cards(
    notes: Notes = _NOTES,
    *,
    find: Annotated[str, typer.Option(metavar="TEXT", help="Only cards that say TEXT, with their guids.")] = "",
    as_json: AsJson = False,
) -> int:
    """Print the cards that notes give; read no ledger and write nothing."""
    from cuedeck.decks.app.listing import card_json, card_text, holds, problem_text  # noqa: PLC0415
    from cuedeck.decks.app.pipeline import collect  # noqa: PLC0415
    from cuedeck.notes.vault import Vault  # noqa: PLC0415

    vault = Vault.around(_existing(notes))
    with _progress() as progress:
        found = collect(vault.files(notes), vault.config, jobs=None, progress=progress)
    shown = [card for card in found.cards if holds(card, find)]
    for card in shown:
        guid = f"{card.guid}  " if find else ""
        typer.echo(card_json(card) if as_json else f"{guid}{card_text(card)}")
    for problem in found.problems:
        typer.echo(problem_text(problem, vault.folder), err=True)
    nothing = f"no card says `{find}`" if found.cards else _emptiness(found.notes, 0)
    _tell(found.remarks, empty=None if shown else nothing)
    return PROBLEMS if found.problems or not shown else DONE


@app.command()
def check(notes: Notes = _NOTES, directory: Directory = _DECKS, *, as_json: AsJson = False) -> int:
    """Print what is wrong with notes, and what of them is on no card.

    These are problems, doubtful times, rejected candidates, sentences that became no card, and decisions in
    DIR/cards.yaml whose card is gone.
    """
    from cuedeck.decks.app.check import check as check_notes  # noqa: PLC0415
    from cuedeck.decks.app.listing import finding_json, findings_text  # noqa: PLC0415

    with _progress() as progress:
        checked = check_notes(_existing(notes), directory, jobs=None, progress=progress)
    lines = map(finding_json, checked.findings) if as_json else findings_text(checked.findings, checked.vault)
    for line in lines:
        typer.echo(line)
    _tell(checked.remarks, empty=None if checked.notes else _NO_NOTES)
    return PROBLEMS if checked.has_problems or not checked.notes else DONE


@app.command()
def sheet(  # noqa: PLR0913 - each is an option
    notes: Notes = _NOTES,
    directory: Directory = Path("decks"),
    *,
    layout: Annotated[Layout, typer.Option(help="What to print.")] = Layout.CARDS,
    paper: Annotated[Paper | None, typer.Option(help="[default: a4; a6 for index]")] = None,
    flip: Annotated[Flip | None, typer.Option(help="Edge the printer turns paper around. [default: long]")] = None,
    back_offset: Annotated[str | None, typer.Option(metavar="DX,DY", help="Millimetres to move every back.")] = None,
    order: Annotated[Order | None, typer.Option(help="Backs after each front, or after all. [default: duplex]")] = None,
    qr: Annotated[Codes | None, typer.Option(help="What gets a QR code. [default: card; none for quiz]")] = None,
    tag: Annotated[list[str] | None, typer.Option(metavar="T", help="Only cards with a tag.")] = None,
    section: Annotated[list[str] | None, typer.Option(metavar="S", help="Only cards under such headings.")] = None,
    kind: Annotated[list[str] | None, typer.Option(metavar="K", help="Only cards of a kind.")] = None,
    pdf: Annotated[bool, typer.Option("--pdf", help="Write PDF as well.")] = False,
) -> int:
    """Write pages to print for each deck; ledgers are read and never written."""
    from cuedeck.decks.app.listing import printing_text, problem_text  # noqa: PLC0415
    from cuedeck.decks.app.printing import choose, print_decks  # noqa: PLC0415
    from cuedeck.decks.paper.job import job  # noqa: PLC0415

    wanted = job(layout, paper=paper, flip=flip, offset=back_offset, order=order, codes=qr, as_pdf=pdf)
    choice = choose(tags=tag or (), sections=section or (), kinds=kind or ())
    with _progress() as progress:
        done = print_decks(_existing(notes), directory, wanted, choice=choice, jobs=None, progress=progress)
    for problem in done.problems:
        typer.echo(problem_text(problem, done.vault), err=True)
    empty = _emptiness(done.notes, done.cards) or (None if done.decks else "none of the cards was chosen")
    _tell(done.remarks, empty=empty)
    for line in printing_text(done):
        typer.echo(line)
    return PROBLEMS if done.problems or not done.decks else DONE


def _existing(notes: Path) -> Path:
    """The notes, unless the folder is missing that is read by default."""
    from cuedeck.notes.config import ConfigError  # noqa: PLC0415

    if notes == _NOTES and not notes.exists():
        raise ConfigError("there is no folder `notes` here; name yours, as in `cuedeck build path/to/notes`")
    return notes


def _emptiness(notes: int, cards: int) -> str | None:
    """What to say where there is nothing to write."""
    if not notes:
        return _NO_NOTES
    return None if cards else "the notes give no cards; `cuedeck check` tells why"


def _tell(remarks: Sequence[str], *, empty: str | None) -> None:
    for remark in (*remarks, *([empty] if empty else [])):
        _say(remark)


def _say(sentence: str) -> None:
    typer.echo(f"cuedeck: {sentence}", err=True)


def _mistakes() -> dict[type[Exception], int]:
    """What a user can put right, with its exit code; each knows its own sentence. Looked up once something was raised."""
    from cuedeck.cards.ledger import LedgerError  # noqa: PLC0415
    from cuedeck.decks.app.guard import MassChangeError  # noqa: PLC0415
    from cuedeck.notes.config import ConfigError  # noqa: PLC0415

    return {MassChangeError: GUARDED, ConfigError: WRONG_USE, LedgerError: WRONG_USE, OSError: WRONG_USE}


def _sentence(error: Exception) -> str:
    if isinstance(error, OSError) and error.filename is not None:
        return f"{os.fsdecode(error.filename)}: {error.strerror}"
    return str(error)


def _version() -> str:
    try:
        return version("cuedeck")
    except PackageNotFoundError:
        return "(not installed)"


@contextmanager
def _progress() -> Iterator[Callable[[int, int], None] | None]:
    """A progress bar on a terminal, else None."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import Progress  # noqa: PLC0415

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading notes", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
