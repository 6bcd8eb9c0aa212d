"""Style sheet and scripts of a review."""

from pathlib import Path

from cuedeck.decks.local.assets import Assets

TEMPLATES = Path(__file__).parent / "templates"
ASSETS = Assets(
    room="review",
    folder=TEMPLATES,
    sheets=("list.css", "note.css", "build.css"),
    scripts=(
        "review.js",
        "list.js",
        "note.js",
        "chosen.js",
        "quoting.js",
        "reasons.js",
        "sections.js",
        "forms.js",
        "renewing.js",
        "lights.js",
        "deeds.js",
        "undo.js",
        "build.js",
    ),
)
