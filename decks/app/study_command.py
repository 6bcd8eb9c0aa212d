"""`cuedeck study`: cards, decisions and reviews behind a server, opened in the browser."""

from datetime import datetime
from pathlib import Path

from cuedeck.decks.app.bars import progress_bar
from cuedeck.decks.app.console import DONE, PROBLEMS
from cuedeck.decks.app.hosting import Manner, host
from cuedeck.decks.app.interface import interface
from cuedeck.decks.app.memory import remembering
from cuedeck.decks.app.study_deck import StudyDeck
from cuedeck.decks.app.study_target import target
from cuedeck.decks.app.studying import Studying
from cuedeck.decks.app.telling import emptiness, say_all, tell_report
from cuedeck.decks.study.pages import Pages
from cuedeck.decks.study.recordings import Recordings
from cuedeck.decks.study.server import Session
from cuedeck.decks.study.words import words
from cuedeck.notes.vault import Vault

_PORT = 41_415
"""The usual one, so that a browser finds again what was not sent when studying ended."""


def study(named: Path, directory: Path, manner: Manner, *, cache: bool) -> int:
    """Serve cards to be studied until their user ends it. Gives the exit code. Raises ConfigError, LinesError, OSError."""
    wanted = target(named, directory, "study")
    config = Vault.around(wanted.notes).config
    with remembering(cache=cache, at_hand=True) as memory:
        deck = StudyDeck(wanted.notes, directory, deck=wanted.deck, memory=memory)
        if not _read(deck):
            return PROBLEMS
        learner = Studying(deck, directory, config.study, memory=memory)
        pages = Pages(words(interface(config)), Recordings((learner.vault, directory)))
        host(Session(learner, pages, _now).site, manner, name="study", usual=_PORT)
        learner.close()
    return DONE


def _read(deck: StudyDeck) -> bool:
    """Whether there is any card; what an earlier run did not know is built first."""
    if deck.is_known and deck.dealt.cards:
        return True
    with progress_bar() as progress:
        report = deck.refresh(progress)
    if report is not None:
        tell_report(report, by_hand=False)
    if report is None or report.cards:
        say_all((), empty=emptiness(1, len(deck.dealt.cards), 0))
    return bool(deck.dealt.cards)


def _now() -> datetime:
    return datetime.now().astimezone()
