"""Program code set for black and white; the one module that knows Pygments."""

import re
from functools import cache
from html import escape
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pygments.lexer import Lexer
    from pygments.token import _TokenType

_NAME = re.compile(r"[\w+#.-]{1,30}")


@cache
def highlighted(code: str, language: str) -> str:
    """Code as HTML: keywords in `<b>`, comments in `<i>`; all of its characters, and no others.

    `language` is a name or alias that Pygments knows; in any other, and where none is named, the code stays plain.
    """
    lexer = _lexer(language)
    if lexer is None:
        return escape(code, quote=False)
    tokens = ((_element(kind), text) for kind, text in lexer.get_tokens(code))
    html = ""
    for element, group in groupby(tokens, key=lambda token: token[0]):
        text = escape("".join(text for _, text in group), quote=False)
        html += f"<{element}>{text}</{element}>" if element and text.strip() else text
    return html


def is_known(language: str) -> bool:
    """Whether Pygments knows a language by this name or alias."""
    return _lexer(language) is not None


def _lexer(language: str) -> "Lexer | None":
    if not _NAME.fullmatch(language):
        return None
    from pygments.lexers import get_lexer_by_name  # noqa: PLC0415 - most decks hold no code
    from pygments.util import ClassNotFound  # noqa: PLC0415

    try:
        return get_lexer_by_name(language, stripnl=False, ensurenl=False)
    except ClassNotFound:
        return None


def _element(kind: "_TokenType") -> str:
    """What a token is set in; empty for most."""
    from pygments.token import Comment, Keyword, Operator  # noqa: PLC0415

    if kind in Comment:
        return "i"
    return "b" if kind in Keyword or kind in Operator.Word else ""
