"""Style sheet and scripts of a review, each a file that the page asks for by name."""

from functools import cache
from pathlib import Path

from cuedeck.decks.anki.look import style as style_of_anki
from cuedeck.decks.page.template import source

TEMPLATES = Path(__file__).parent / "templates"
_SHEETS = ("review.css", "list.css", "note.css", "editor.css")
SCRIPTS = (
    "review.js",
    "words.js",
    "server.js",
    "keys.js",
    "list.js",
    "note.js",
    "chosen.js",
    "forms.js",
    "renewing.js",
    "lights.js",
    "deeds.js",
    "editor.js",
    "build.js",
)


@cache
def asset(name: str) -> tuple[str, str] | None:
    """Media type and text of a file under `/static/`; None where there is none of this name."""
    if name == "review.css":
        return "text/css", _style()
    if name in SCRIPTS:
        return "text/javascript", source(name, folder=TEMPLATES)
    return None


def _style() -> str:
    """All style; that of cards in Anki holds inside `.anki` alone."""
    own = "\n".join(source(name, folder=TEMPLATES) for name in _SHEETS)
    return f"{source('colours.css')}\n{own}\n.anki {{\n{style_of_anki()}}}\n"
