"""The commands that talk to a running Anki: what each does, and what is printed of it."""

from collections.abc import Sequence
from pathlib import Path

from cuedeck.decks.app import build as building
from cuedeck.decks.app import planning, pulling, pushing, watch_command
from cuedeck.decks.app.anki_text import changes_text, left_alone, pulled_text, pushed_text
from cuedeck.decks.app.bars import progress_bar
from cuedeck.decks.app.build import Report
from cuedeck.decks.app.console import DONE, GUARDED, PROBLEMS, say, show
from cuedeck.decks.app.deck_files import check_directory
from cuedeck.decks.app.listing import count
from cuedeck.decks.app.memory import remembering
from cuedeck.decks.app.pushing import Pushed
from cuedeck.decks.app.stock import built_stock, planned_stock
from cuedeck.decks.app.telling import emptiness, existing, say_all, tell_problems, tell_report
from cuedeck.decks.app.transaction import held
from cuedeck.decks.app.wishes import Wish
from cuedeck.decks.running.anki_connect import anki_connect
from cuedeck.decks.running.collection import RunningAnki
from cuedeck.notes.config import ConfigError


def push(notes: Path, directory: Path, *, anki: str, wish: Wish, dry_run: bool, force: bool) -> int:
    """Build, and bring what changed to Anki; or tell what that would be."""
    there = existing(notes, "push")
    check_directory(directory)
    running = RunningAnki(anki_connect(anki))
    pushing.deliveries(directory, running, other=wish.other)
    if dry_run:
        return _foresee(there, directory, running, wish)
    with remembering() as memory, progress_bar() as progress:
        report = building.build(there, directory, jobs=None, progress=progress, force=force, memory=memory)
    tell_report(report, by_hand=False)
    show(pushed_text(_deliver(report, directory, running, wish)))
    return PROBLEMS if report.problems or not report.cards else DONE


def pull(directory: Path, guids: Sequence[str], *, anki: str, apply: bool) -> int:
    """Tell what was done in Anki to cards, and write it down as decisions if that is wanted."""
    check_directory(directory)
    running = RunningAnki(anki_connect(anki))
    before = pushing.deliveries(directory, running, other=False)
    pulled, unknown = pulling.chosen(pulling.pull(directory, running, before), guids)
    if unknown:
        raise ConfigError(f"nothing was done in Anki to the card `{unknown[0]}`")
    show(pulled_text(pulled))
    if pulled.is_first:
        say(f"nothing was pushed from {directory} yet, so what was edited or deleted in Anki cannot be told")
    if pulled.doubled:
        say(
            f"{count(pulled.doubled, 'card')} in Anki twice, with a copy that was made there: nothing is told of such cards"
        )
    offered = sum(offer.decision is not None for offer in pulled.offers)
    if not pulled.offers:
        say(f"nothing was done in Anki that is not known in {directory}")
    elif apply:
        taken = pulling.apply(directory, pulled, before, running)
        say(f"{count(len(taken), 'decision')} written to {directory / 'cards.yaml'}; the next build follows them")
    elif offered:
        say(
            f"nothing is written; `cuedeck pull --apply` writes {count(offered, 'decision')} to cards.yaml, all of them or those named by guid"
        )
    return DONE


def watch(notes: Path, directory: Path, *, anki: str, pushes: bool, wish: Wish) -> int:
    """Build again and again, and bring each build to Anki if that is wanted."""
    connection = anki_connect(anki)

    def bring(report: Report) -> str:
        pushed = _deliver(report, directory, RunningAnki(connection), wish)
        for sentence in left_alone(pushed):
            say(sentence)
        return f"Anki: {'; '.join(changes_text(pushed)) or 'nothing had to change'}"

    return watch_command.watch(existing(notes, "watch"), directory, bring if pushes else None)


def _foresee(notes: Path, directory: Path, running: RunningAnki, wish: Wish) -> int:
    """Tell what a push would do; nothing is written, here or in Anki."""
    with held(directory), remembering() as memory, progress_bar() as progress:
        planned = planning.plan(notes, directory, jobs=None, progress=progress, memory=memory, findings=False)
        if planned.lost_ledgers:
            raise ConfigError("; ".join(planned.lost_ledgers))
        before = pushing.deliveries(directory, running, other=wish.other)
        pushed = pushing.foreseen(planned_stock(planned), running, before, wish)
    tell_problems((*planned.problems, *planned.found.notices), planned.vault.folder)
    say_all(planned.alarms, empty=emptiness(planned.found.notes, len(planned.taken), planned.offered))
    show(pushed_text(pushed, foreseen=True))
    if planned.alarms:
        return GUARDED
    return PROBLEMS if planned.problems or not planned.taken else DONE


def _deliver(report: Report, directory: Path, running: RunningAnki, wish: Wish) -> Pushed:
    """Bring to Anki what a build has written. Raises AnkiError, ConfigError, LedgerError, OSError."""
    with held(directory):
        stock = built_stock(directory, (deck.apkg for deck in report.decks))
        before = pushing.deliveries(directory, running, other=wish.other)
        return pushing.push(stock, directory, running, before, wish, warn=_warn)


def _warn(going: int) -> None:
    """Say what cannot be undone, before it is done."""
    say(f"deleting {count(going, 'retired card')} in Anki, with all that it knows of {'it' if going == 1 else 'them'}")
