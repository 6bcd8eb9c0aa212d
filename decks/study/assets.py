"""Style sheet and scripts of studying."""

from pathlib import Path

from cuedeck.decks.local.assets import Assets

TEMPLATES = Path(__file__).parent / "templates"
ASSETS = Assets(
    room="study",
    folder=TEMPLATES,
    sheets=("study.css", "statistics.css"),
    scripts=("study.js", "card.js", "rating.js", "editing.js", "player.js"),
)
