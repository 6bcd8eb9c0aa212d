"""Text -> one side of a card, as plain text and as sanitised HTML."""

from html import escape

import nh3

from cards.card import Face
from notes.text import Form, Mark, Span, Text

_TAGS = {"b", "br", "code", "em", "img", "li", "mark", "ol", "p", "pre", "s", "strong", "sub", "sup", "ul"}
_ATTRIBUTES = {"img": {"src", "alt"}}
_ELEMENTS = {
    Mark.BOLD: "strong",
    Mark.ITALIC: "em",
    Mark.HIGHLIGHT: "mark",
    Mark.STRIKE: "s",
    Mark.SUBSCRIPT: "sub",
    Mark.SUPERSCRIPT: "sup",
}


def face(text: Text) -> Face:
    """One side that is a run of text."""
    return Face(plain=" ".join(text.plain.split()), html=sanitised("".join(_html(span) for span in text.spans)))


def enumeration(items: tuple[Text, ...], *, ordered: bool) -> Face:
    """One side that is a list of entries."""
    faces = [face(item) for item in items]
    tag = "ol" if ordered else "ul"
    entries = "".join(f"<li>{entry.html}</li>" for entry in faces)
    return Face(plain="; ".join(entry.plain for entry in faces), html=f"<{tag}>{entries}</{tag}>")


def sanitised(html: str) -> str:
    """HTML with nothing in it but the few elements that cards use; scripts and styles go with their content."""
    return nh3.clean(html, tags=_TAGS, attributes=_ATTRIBUTES, url_schemes={"http", "https"}, link_rel=None)


def _html(span: Span) -> str:
    html = _bare(span)
    for mark, element in _ELEMENTS.items():
        if mark in span.marks:
            html = f"<{element}>{html}</{element}>"
    return html


def _bare(span: Span) -> str:
    words = escape(span.text, quote=False)
    match span.form:
        case Form.WORDS:
            return words
        case Form.CODE:
            return f"<code>{words}</code>"
        case Form.MATH:
            return rf"\({words.strip()}\)"
        case Form.DISPLAY_MATH:
            return rf"\[{words.strip()}\]"
        case Form.IMAGE:
            return f'<img src="{escape(span.target)}" alt="{escape(span.text)}">'
        case Form.BREAK:
            return "<br>"
