"""Style sheet and scripts of pages, each a file that a page asks for by name."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from cuedeck.decks.anki.look import style as style_of_anki
from cuedeck.decks.page.template import source

TEMPLATES = Path(__file__).parent / "templates"
"""What the pages of all rooms have."""
_SHEETS = ("local.css", "charts.css", "editor.css")
_NIGHT = re.compile(r"^[^{}]*\.night[^{}]*\{[^{}]*\}", re.MULTILINE)
_SCRIPTS = ("words.js", "server.js", "keys.js", "editor.js")


@dataclass(frozen=True, slots=True, kw_only=True)
class Assets:
    """The files under `/static/` of one room."""

    room: str
    """Also the name of its style sheet."""
    folder: Path
    sheets: tuple[str, ...]
    """Style sheets of its own, behind those of all rooms."""
    scripts: tuple[str, ...]

    def find(self, name: str) -> tuple[str, str] | None:
        """Media type and text of a file; None where there is none of this name."""
        if name == f"{self.room}.css":
            return "text/css", _style(self.folder, self.sheets)
        for folder, names in ((self.folder, self.scripts), (TEMPLATES, _SCRIPTS)):
            if name in names:
                return "text/javascript", source(name, folder=folder)
        return None


@cache
def _style(folder: Path, sheets: tuple[str, ...]) -> str:
    """All style; that of cards in Anki holds inside `.anki` alone."""
    shared = "\n".join(source(name, folder=TEMPLATES) for name in _SHEETS)
    own = "\n".join(source(name, folder=folder) for name in sheets)
    card = style_of_anki()
    return f"{source('colours.css')}\n{shared}\n.anki {{\n{card}}}\n{_at_night(card)}\n{own}\n"


def _at_night(card: str) -> str:
    """What holds for cards at night, wherever the browser has dark colours: no script need say so."""
    rules = "\n".join(rule.strip() for rule in _NIGHT.findall(card))
    return f"@media (prefers-color-scheme: dark) {{ .anki {{\n{re.sub('night_?[mM]ode', 'card', rules)}\n}} }}"
