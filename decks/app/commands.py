"""What each command does: one call of the library, and what is printed of it. Every one gives its exit code.

Results go to stdout, all else to stderr. The command line imports this module when a command runs, and a command what
only it needs, since most of that takes long to import.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

from cuedeck.decks.app import build as building
from cuedeck.decks.app import corrections, planning
from cuedeck.decks.app.bars import progress_bar
from cuedeck.decks.app.changelist import change_json, changes_text
from cuedeck.decks.app.console import DONE, GUARDED, PROBLEMS, say, show
from cuedeck.decks.app.listing import (
    barren_text,
    cache_text,
    card_json,
    card_text,
    finding_json,
    findings_text,
    holds,
    lost_text,
    offered_text,
    printing_text,
    report_json,
    report_text,
)
from cuedeck.decks.app.memory import remembering
from cuedeck.decks.app.options import NOTES
from cuedeck.decks.app.sharing import Jobs
from cuedeck.decks.app.telling import NO_NOTES, at_hand, emptiness, existing, say_all, tell_problems, tell_report
from cuedeck.decks.app.transaction import held
from cuedeck.decks.cache import location
from cuedeck.decks.paper.choices import Codes, Flip, Layout, Order, Paper, PerPage
from cuedeck.notes.config import ConfigError


def build(  # noqa: PLR0913 - each is an option
    notes: str,
    directory: Path,
    *,
    jobs: Jobs,
    force: bool,
    all_cards: bool,
    single: bool,
    cache: bool,
    as_json: bool,
) -> int:
    """Write the decks of notes, and tell what changed."""
    with remembering(cache=cache) as memory, progress_bar() as progress:
        report = building.build(
            at_hand(notes),
            directory,
            jobs=jobs,
            progress=progress,
            force=force,
            all_cards=all_cards,
            memory=memory,
            single=single,
        )
    tell_report(report)
    show([report_json(report)] if as_json else report_text(report))
    return PROBLEMS if report.problems or not report.cards else DONE


def plan(notes: str, directory: Path, *, jobs: Jobs, all_cards: bool, cache: bool, as_json: bool) -> int:
    """Tell what a build would change."""
    with held(directory), remembering(cache=cache) as memory, progress_bar() as progress:
        planned = planning.plan(
            at_hand(notes, "plan"),
            directory,
            jobs=jobs,
            progress=progress,
            all_cards=all_cards,
            memory=memory,
            findings=False,
            passes_settled=not as_json,
        )
    if planned.lost_ledgers:
        raise ConfigError("; ".join(planned.lost_ledgers))
    vault, found = planned.vault.folder, planned.found
    show(map(change_json, planned.changes) if as_json else changes_text(planned.changes, vault, kept=planned.kept))
    tell_problems((*planned.problems, *planned.notices), vault)
    remarks = (
        *found.remarks,
        *planned.alarms,
        *barren_text(planned.barren),
        *lost_text(len(found.lost)),
        *offered_text(planned.offered),
    )
    cards = len(planned.taken) + planned.kept
    say_all(remarks, empty=emptiness(planned.notes, cards, planned.offered))
    if planned.alarms:
        return GUARDED
    return PROBLEMS if planned.problems or not cards else DONE


def drop(guids: Sequence[str], directory: Path, notes: Path) -> int:
    """Write down that these cards shall not be made."""
    questions = _meant(guids, directory, notes)
    show(f"dropped: {questions[guid]}" for guid in corrections.drop(directory, questions))
    say("the next build retires them")
    return DONE


def keep(guids: Sequence[str], directory: Path, notes: Path) -> int:
    """Write down that these cards shall be made."""
    questions = _meant(guids, directory, notes)
    show(f"kept: {questions[guid]}" for guid in corrections.keep(directory, questions))
    say("the next build takes those that the notes still have")
    return DONE


def _meant(guids: Sequence[str], directory: Path, notes: Path) -> dict[str, str]:
    """The cards' questions, by the guids that builds know them by."""
    from cuedeck.decks.app.deciding import meant  # noqa: PLC0415 - only these commands need it

    given = None if notes == NOTES and not notes.exists() else notes
    with remembering() as memory, progress_bar() as progress:
        return meant(directory, guids, given, progress=progress, memory=memory)


def adopt(package: Path, notes: Path, directory: Path) -> int:
    """Rebuild lost ledgers, and tell how much was known again."""
    from cuedeck.decks.app import adopting  # noqa: PLC0415 - as above

    with progress_bar() as progress:
        adopted = adopting.adopt(package, existing(notes, "adopt A.apkg"), directory, progress=progress)
    for one in adopted:
        same = f"{one.found} of {one.cards} cards found in the notes, {one.same} of them unchanged"
        show([f"{one.deck}: {same}", f"    {one.ledger}"])
    return DONE


def cards(  # noqa: PLR0913 - each is an option
    notes: str, directory: Path | None, *, jobs: Jobs, find: str, all_cards: bool, cache: bool, as_json: bool
) -> int:
    """Print the sure cards of notes, or all of them, or those that say a text."""
    from cuedeck.decks.app import showing  # noqa: PLC0415 - as above

    every = all_cards or bool(find)
    with remembering(cache=cache) as memory, progress_bar() as progress:
        found = showing.shown(
            at_hand(notes, "cards"), directory, every=every, jobs=jobs, progress=progress, memory=memory
        )
    said = [card for card in found.cards if holds(card, find)] if find else found.cards
    show(card_json(card) if as_json else f"{f'{card.guid}  ' if find else ''}{card_text(card)}" for card in said)
    tell_problems(found.problems, found.vault)
    nothing = f"no card says `{find}`" if find and found.cards else emptiness(found.notes, 0, found.offered)
    say_all((*found.remarks, *offered_text(found.offered)), empty=None if said else nothing)
    return PROBLEMS if found.problems or not said else DONE


def check(notes: str, directory: Path, *, jobs: Jobs, cache: bool, as_json: bool) -> int:
    """Print what is wrong with notes, and what of them is on no card."""
    from cuedeck.decks.app import check as checking  # noqa: PLC0415 - as above

    with remembering(cache=cache) as memory, progress_bar() as progress:
        checked = checking.check(at_hand(notes, "check"), directory, jobs=jobs, progress=progress, memory=memory)
    show(map(finding_json, checked.findings) if as_json else findings_text(checked.findings, checked.vault))
    remarks = (*checked.remarks, *cache_text(location.file(), location.size()), *offered_text(checked.offered))
    say_all(remarks, empty=None if checked.notes else NO_NOTES)
    return PROBLEMS if checked.has_problems or not checked.notes else DONE


def sheet(  # noqa: PLR0913 - each is an option
    notes: str,
    directory: Path,
    *,
    layout: Layout,
    paper: Paper | None,
    flip: Flip | None,
    back_offset: str | None,
    order: Order | None,
    qr: Codes | None,
    per_page: PerPage | None,
    count: int | None,
    seed: int | None,
    tags: Sequence[str],
    sections: Sequence[str],
    kinds: Sequence[str],
    jobs: Jobs,
    all_cards: bool,
    cache: bool,
    pdf: bool,
) -> int:
    """Write pages to print, and tell how many."""
    from cuedeck.decks.app import printing  # noqa: PLC0415 - as above
    from cuedeck.decks.paper.job import job  # noqa: PLC0415

    wanted = job(
        layout,
        paper=paper,
        flip=flip,
        offset=back_offset,
        order=order,
        codes=qr,
        per_page=per_page,
        count=count,
        seed=seed,
        as_pdf=pdf,
    )
    choice = printing.choose(tags=tags, sections=sections, kinds=kinds)
    with remembering(cache=cache) as memory, progress_bar() as progress:
        done = printing.print_decks(
            at_hand(notes, "sheet"),
            directory,
            wanted,
            choice=choice,
            all_cards=all_cards,
            jobs=jobs,
            progress=progress,
            memory=memory,
        )
    tell_problems(done.problems, done.vault)
    empty = emptiness(done.notes, done.cards, done.offered) or (None if done.decks else "none of the cards was chosen")
    say_all(done.remarks, empty=empty)
    show(printing_text(done))
    return PROBLEMS if done.problems or not done.decks else DONE


def review(  # noqa: PLR0913 - each is an option
    notes: Path,
    directory: Path,
    *,
    port: int | None,
    opens: bool,
    minutes: float,
    since: str,
    here: bool,
    cache: bool,
) -> int:
    """Hold a review, until its user ends it: `here`, in the terminal, or on pages."""
    from cuedeck.decks.app import hosting, review_command  # noqa: PLC0415 - only this command needs a server

    with remembering(cache=cache, at_hand=True) as memory:
        if here:
            return review_command.review_here(existing(notes, "review"), directory, since=since, memory=memory)
        manner = hosting.Manner(port=port, opens=opens, minutes=minutes)
        return review_command.review(existing(notes, "review"), directory, manner, since=since, memory=memory)


def write(  # noqa: PLR0913 - each is an option
    notes: Path,
    directory: Path,
    *,
    address: str | None,
    model: str | None,
    jobs: int,
    limit: int | None,
    dry_run: bool,
    again: bool,
    agrees: Callable[[str], bool] | None,
    as_print: bool,
    take: Path | None,
    prompt: Path | None,
    trusts: bool,
    patience: float,
    proxy: bool,
) -> int:
    """Have a model write cards, or print or take what one is asked and says.

    `trusts`: whether cards are taken as they are written, without being read once more; `agrees` asks the user about what
    leaves their machine; None: nobody is there to be asked.
    """
    from cuedeck.decks.app import write_command, writing  # noqa: PLC0415 - as above
    from cuedeck.decks.app.write_command import Wish  # noqa: PLC0415

    wish = Wish(address=address, model=model, jobs=jobs, patience=patience, proxy=proxy, agrees=agrees)
    own, there = write_command.prompt(prompt), existing(notes, "write")

    def work() -> writing.Work:
        # What was asked before may be answered again by a person who carries it.
        reads = not trusts and take is None
        return writing.work(there, directory, again=again or take is not None, limit=limit, prompt=own, reads=reads)

    if take is not None:
        return write_command.take_replies(work(), take, directory, model)
    if as_print:
        return write_command.print_requests(work())
    return write_command.dry_run(work(), wish) if dry_run else write_command.ask(work, directory, wish)
