"""Markdown notes -> flashcards that remember the second of the recording they come from.

    import cuedeck
    from pathlib import Path

    report = cuedeck.build(Path("notes"), Path("decks"))

Names load what they need when they are first used, so that the command line starts at once.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cuedeck.cards.ledger import LedgerError
    from cuedeck.decks.app.build import build
    from cuedeck.decks.app.guard import MassChangeError
    from cuedeck.decks.app.pipeline import cards_of
    from cuedeck.decks.app.planning import plan
    from cuedeck.notes.config import ConfigError

__all__ = ["ConfigError", "LedgerError", "MassChangeError", "build", "cards_of", "plan"]

_HOMES = {
    "ConfigError": "notes.config",
    "LedgerError": "cards.ledger",
    "MassChangeError": "decks.app.guard",
    "build": "decks.app.build",
    "cards_of": "decks.app.pipeline",
    "plan": "decks.app.planning",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module `cuedeck` has no `{name}`")
    return getattr(import_module(f"cuedeck.{_HOMES[name]}"), name)
