"""Text -> one side of a card, as plain text and as sanitised HTML."""

import posixpath
import re
from html import escape
from urllib.parse import unquote

import nh3

from cuedeck.cards.card import Face
from cuedeck.cards.entries import entries
from cuedeck.notes.text import Form, Mark, Span, Text

_TAGS = frozenset("b blockquote br code em img li mark ol p pre s strong sub sup table tbody td th tr ul".split())
_ATTRIBUTES = {"img": {"src", "alt"}, "code": {"class"}, "ol": {"start"}}
_SCHEMES = {"http", "https", "data", "file"}
"""Of addresses of images; what is not embedded in the end gives way to its words."""
_LANGUAGE = re.compile(r"[\w+#.-]{1,30}")
"""What a language of code is called."""
_SUFFIX = re.compile(r"(?<=\.)(png|jpe?g|gif|svg|webp|avif)[?#].*$", re.IGNORECASE)
"""What may follow the name of an image's file: `?raw=true`, `#outline`."""
_ELEMENTS = {
    Mark.BOLD: "strong",
    Mark.ITALIC: "em",
    Mark.HIGHLIGHT: "mark",
    Mark.STRIKE: "s",
    Mark.SUBSCRIPT: "sub",
    Mark.SUPERSCRIPT: "sup",
}


def face(text: Text, folder: str = "") -> Face:
    """One side that is a run of text; `folder` is where its note lies, relative to the vault."""
    html = "".join(_html(span, folder) for span in text.spans)
    return _face(" ".join(text.words.split()), sanitised(html))


def plain_face(text: str) -> Face:
    """One side that is plain text, none of it read as Markdown or HTML; its lines stay lines."""
    return _face(text, escape(text, quote=False).replace("\n", "<br>"))


def plain_answer(text: str) -> Face:
    """The side that answers as plain text: an enumeration where all of its lines are entries."""
    items = entries(text)
    return enumeration(tuple(map(Text.of, items)), ordered=False) if items else plain_face(text)


def _face(plain: str, html: str) -> Face:
    """A side whose two texts are one in memory where they say the same, as nearly all do."""
    return Face(plain=plain, html=plain if html == plain else html)


def enumeration(items: tuple[Text, ...], *, ordered: bool, start: int = 1, folder: str = "") -> Face:
    """One side that is a list of entries; `start` is the number of the first."""
    faces = [face(item, folder) for item in items]
    tag = "ol" if ordered else "ul"
    entries = "".join(f"<li>{entry.html}</li>" for entry in faces)
    opening = f'{tag} start="{start}"' if ordered and start != 1 else tag
    return Face(plain="; ".join(entry.plain for entry in faces), html=f"<{opening}>{entries}</{tag}>")


def sanitised(html: str) -> str:
    """HTML with nothing in it but the few elements that cards use; scripts and styles go with their content."""
    return nh3.clean(html, tags=set(_TAGS), attributes=_ATTRIBUTES, url_schemes=_SCHEMES, link_rel=None)


def _html(span: Span, folder: str) -> str:
    html = _bare(span, folder)
    for mark, element in _ELEMENTS.items() if span.marks is not Mark.NONE else ():
        if mark in span.marks:
            html = f"<{element}>{html}</{element}>"
    return html


def _bare(span: Span, folder: str) -> str:
    words = escape(span.text, quote=False)
    match span.form:
        case Form.WORDS:
            return words
        case Form.CODE:
            return _code(words, span.target) if span.target or "\n" in span.text else f"<code>{words}</code>"
        case Form.MATH:
            return rf"\({words.strip()}\)"
        case Form.DISPLAY_MATH:
            return rf"\[{words.strip()}\]"
        case Form.IMAGE:
            return f'<img src="{escape(_source(span.target, folder))}" alt="{escape(span.text)}">'
        case Form.BREAK:
            return "<br>"
        case Form.EMBED | Form.OPEN | Form.CLOSE:
            return _edge(span)


def _edge(span: Span) -> str:
    """The tag of an element that begins or ends; what is embedded has none."""
    if span.form is Form.EMBED or not span.target:
        return ""
    return f"<{span.target}>" if span.form is Form.OPEN else f"</{span.target}>"


def _code(words: str, language: str) -> str:
    """A block of code, with its language in the class, as HTML recommends it."""
    named = f' class="language-{language}"' if _LANGUAGE.fullmatch(language) else ""
    return f"<pre><code{named}>{words}</code></pre>"


def _source(target: str, folder: str) -> str:
    """An image's path relative to the vault, as Markdown means it: relative to the note; an address stays."""
    if "://" in target or target.startswith(("//", "data:")):
        return target
    path = _SUFFIX.sub(r"\1", unquote(target.replace("\\", "/")))
    return path.lstrip("/") if path.startswith("/") else posixpath.normpath(posixpath.join(folder, path))
