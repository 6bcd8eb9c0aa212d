"""How cards look in Anki: the templates and the style sheet of the note types."""

from pathlib import Path

_TEMPLATES = Path(__file__).parent / "templates"


def side(name: str) -> str:
    """A side of a card in Anki's language of templates, such as `question_front.html`."""
    return (_TEMPLATES / name).read_text(encoding="utf-8")


def style() -> str:
    """The style sheet that all cards have."""
    return side("anki.css")
