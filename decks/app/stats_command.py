"""`cuedeck stats`: the essence of what was studied, in the terminal."""

import time
from collections.abc import Callable
from datetime import tzinfo
from pathlib import Path

from cuedeck.decks.app import corrections
from cuedeck.decks.app.bars import progress_bar
from cuedeck.decks.app.console import DONE, PROBLEMS, show, tell
from cuedeck.decks.app.memory import remembering
from cuedeck.decks.app.reviews import Reviews
from cuedeck.decks.app.stats_text import stats_json, stats_text
from cuedeck.decks.app.study_cards import study_cards
from cuedeck.decks.app.study_deck import Dealt
from cuedeck.decks.app.study_target import target
from cuedeck.decks.app.study_views import Studied, statistics
from cuedeck.decks.app.telling import emptiness, say_all
from cuedeck.decks.schedule.days import Days
from cuedeck.decks.schedule.queue import queue
from cuedeck.decks.study.views import Left
from cuedeck.notes.vault import Vault


def stats(
    named: Path,
    directory: Path,
    *,
    as_json: bool,
    clock: Callable[[], float] = time.time,
    zone: tzinfo | None = None,
) -> int:
    """Tell what was studied, and what is to come. Gives the exit code.

    `clock` tells POSIX seconds, `zone` where the days are; None: here. Raises ConfigError, LinesError, OSError.
    """
    wanted = target(named, directory, "stats")
    settings = Vault.around(wanted.notes).config.study
    with remembering() as memory, progress_bar() as progress:
        found = study_cards(wanted.notes, directory, memory=memory, jobs=None, progress=progress)
        dealt, reviews = Dealt(found, wanted.deck), Reviews(directory, settings, memory.store)
        reviews.refresh()
        reviews.keep()
        studied = Studied(dealt.by_guid, corrections.read(directory), reviews, dealt.is_whole)
        days, now = Days(settings.day_starts, zone), clock()
        told = statistics(studied, days, now)
        due = queue(dealt.cards, reviews.states, settings, days, now)
    left = Left(len(due.new), len(due.learning), len(due.due))
    tell(reviews.problems)
    say_all((), empty=emptiness(1, len(dealt.cards), 0))
    show([stats_json(told, left)] if as_json else stats_text(told, left))
    return PROBLEMS if reviews.problems or not dealt.cards else DONE
