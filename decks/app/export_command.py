"""`cuedeck export`: cards for other programs, in a file, in a folder, or printed."""

import os
from collections.abc import Iterator
from pathlib import Path

from cuedeck.decks.app import exporting
from cuedeck.decks.app.bars import progress_bar
from cuedeck.decks.app.console import DONE, PROBLEMS, show
from cuedeck.decks.app.exporting import Export
from cuedeck.decks.app.listing import count, offered_text
from cuedeck.decks.app.memory import remembering
from cuedeck.decks.app.telling import emptiness, existing, say_all, tell_problems
from cuedeck.decks.export.format import Format


def export(  # noqa: PLR0913 - each is an option
    notes: Path,
    directory: Path,
    form: Format,
    *,
    to: Path | None,
    force: bool,
    all_cards: bool,
    cache: bool,
) -> int:
    """Write or print the cards, and tell where they went."""
    with remembering(cache=cache) as memory, progress_bar() as progress:
        done = exporting.export(
            existing(notes, "export"),
            directory,
            form,
            to=to,
            force=force,
            all_cards=all_cards,
            jobs=None,
            progress=progress,
            memory=memory,
        )
    tell_problems(done.problems, done.vault)
    say_all((*done.remarks, *offered_text(done.offered)), empty=emptiness(done.notes, done.cards, done.offered))
    if done.text is not None and done.cards:
        show([done.text.removesuffix("\n")])
    show(_told(done))
    return PROBLEMS if done.problems or not done.cards else DONE


def _told(done: Export) -> Iterator[str]:
    """Where cards went: for each deck how many, and its file."""
    for deck in done.decks:
        yield f"{deck.deck}: {count(deck.cards, 'card')}"
        yield f"    {os.path.relpath(deck.file)}"
