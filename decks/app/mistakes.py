"""What a user can put right: which errors these are, and what is said of them."""

import os

from cuedeck.cards.json_lines import LinesError
from cuedeck.decks.app.console import GUARDED, WRONG_USE
from cuedeck.decks.app.guard import MassChangeError
from cuedeck.decks.running.anki_connect import AnkiError
from cuedeck.notes.config import ConfigError

MISTAKES: dict[type[Exception], int] = {
    MassChangeError: GUARDED,
    ConfigError: WRONG_USE,
    LinesError: WRONG_USE,
    AnkiError: WRONG_USE,
    OSError: WRONG_USE,
}
"""Each with its exit code; each knows its own sentence."""


def sentence(error: Exception) -> str:
    """What to say of a mistake."""
    if isinstance(error, OSError) and error.filename is not None:
        return f"{os.fsdecode(error.filename)}: {error.strerror}"
    return str(error)
