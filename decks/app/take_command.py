"""`cuedeck study --take`: the progress that a page saved, taken over into the logs of reviews."""

import time
from pathlib import Path

from cuedeck.decks.app import taking
from cuedeck.decks.app.bars import progress_bar
from cuedeck.decks.app.console import DONE, show
from cuedeck.decks.app.listing import count
from cuedeck.decks.app.memory import remembering
from cuedeck.decks.app.reviews import Reviews
from cuedeck.decks.app.study_cards import study_cards
from cuedeck.decks.app.study_deck import Dealt
from cuedeck.decks.app.study_target import target
from cuedeck.decks.app.taking import Taken
from cuedeck.decks.schedule.days import Days
from cuedeck.notes.vault import Vault


def take(named: Path, directory: Path, file: Path, *, cache: bool) -> int:
    """Write down the cards that are known on a page. Gives the exit code. Raises ConfigError, LinesError, OSError."""
    wanted = target(named, directory, "study")
    settings = Vault.around(wanted.notes).config.study
    with remembering(cache=cache) as memory, progress_bar() as progress:
        cards = Dealt(study_cards(wanted.notes, directory, memory=memory, jobs=None, progress=progress), wanted.deck)
        reviews = Reviews(directory, settings, memory.store)
        reviews.refresh()
        taken = taking.take(file, cards.by_guid, reviews, Days(settings.day_starts), time.time())
        reviews.keep()
    show([_told(taken)])
    return DONE


def _told(taken: Taken) -> str:
    left = [
        f"{count(taken.asked, 'card')} left as they are, since they were asked here before" * (taken.asked > 0),
        f"{count(taken.gone, 'card')} of the page in no deck any more" * (taken.gone > 0),
    ]
    return "; ".join([f"{count(taken.taken, 'card')} taken over as known", *filter(None, left)])
