"""What the Markdown of one program reads as its own, and how words and code are kept from being read so."""

import re
from dataclasses import dataclass
from functools import lru_cache
from html import escape

_NEVER = re.compile(r"(?!)")
_BLANK_LINE = re.compile(r"^[^\S\n]+$", re.MULTILINE)
_PUNCTUATION = re.compile(r"[!-/:-@\[-`{-~]")
_SPECIAL = r"\\(?=[!-/:-@\[-`{-~]|\Z)|[`*\[$~]|(?<![^\W_])_|_(?![^\W_])|(?<!\w)#|(?<!\S)\^"
"""What Markdown, or a program of notes, would read in words."""
_TAGS = re.compile(r"<(?=[A-Za-z/!?%]|\Z)|&(?=#?\w+;|\Z)|(?<=--)>")
"""What would begin or end a tag, a comment, an entity or a command of a template."""
_OPENING = re.compile(r"(?P<number>\d{1,9})(?=[.)](?:\s|\Z))|(?=[>|]|=+\s*\Z)|(?=[-+](?:\s|\Z|[-+]))")
"""What a line must not begin with, so that it stays a line of words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    """How a program writes what Markdown leaves open."""

    gap: tuple[str, str]
    """What stands before and behind the answer of a cloze."""
    strong: str = "**"
    emphasis: str = "_"
    doubled: str = ""
    """Signs that mean something where two of them stand together."""
    line: re.Pattern[str] = _NEVER
    """The beginning of a line that the program reads as its own; some of it is punctuation."""
    anywhere: tuple[str, ...] = ()
    """What the program, or an extension of it, reads as its own also in code."""
    run: re.Pattern[str] = _NEVER
    """The beginning of code on a line that extensions of the program run instead of showing it."""
    runs_blocks: bool = False
    """Whether extensions of the program run blocks of code of languages that they made up."""
    has_blank_lines: bool = True
    """Whether a side may have blank lines in it."""
    has_brackets: bool = True
    """Whether anything but a gap may stand in square brackets."""


def words(text: str, dialect: Dialect) -> str:
    """Words as Markdown, so that nothing in them means anything."""
    if text.isalnum():
        return text
    literal = _special(dialect.doubled).sub(lambda sign: f"\\{sign[0]}", text)
    literal = _TAGS.sub(lambda sign: entity(sign[0]), literal)
    return literal if dialect.has_brackets else _without_brackets(literal.replace("\\[", "["))


def line_of_words(markdown: str, dialect: Dialect) -> str:
    """A line of Markdown that is one of words, however it begins."""
    own = dialect.line.match(markdown)
    sign = None if own is None else _PUNCTUATION.search(markdown, own.start())
    if sign is not None:
        return f"{markdown[: sign.start()]}\\{markdown[sign.start() :]}"
    opening = _OPENING.match(markdown)
    return markdown if opening is None else f"{opening[0]}\\{markdown[opening.end() :]}"


def is_plain_code(code: str, dialect: Dialect) -> bool:
    """Whether the program finds nothing of its own in some code."""
    signs = (*(sign * 2 for sign in dialect.doubled), *dialect.anywhere, *(() if dialect.has_brackets else "[]"))
    return not any(sign in code for sign in signs)


def is_plain_block(code: str, dialect: Dialect) -> bool:
    """Whether the program finds nothing of its own in the lines of a block of code."""
    lines = code.split("\n")
    return is_plain_code(code, dialect) and not any(
        dialect.line.match(line) or not (line.strip() or dialect.has_blank_lines) for line in lines
    )


def code_as_html(code: str) -> str:
    """Code for a line of Markdown, as HTML in which no program finds a sign of its own."""
    return f"<code>{_PUNCTUATION.sub(lambda sign: entity(sign[0]), code)}</code>"


def block_as_html(code: str, language: str, dialect: Dialect) -> str:
    """A block of code as HTML without blank lines, in which the program finds nothing of its own."""
    text = "\n".join(_unread(line, dialect) for line in code.split("\n"))
    for sign in dialect.doubled:
        text = re.sub(rf"(?<={re.escape(sign)}){re.escape(sign)}", entity(sign), text)
    text = text if dialect.has_brackets else _without_brackets(text)
    text = _BLANK_LINE.sub(lambda blanks: entity(blanks[0]), text)
    text = re.sub(r"\n(?=\n)", entity("\n"), text)
    named = f' class="language-{escape(language)}"' if language else ""
    return f"<pre><code{named}>{text}</code></pre>"


def entity(signs: str) -> str:
    """Signs as HTML spells them by number."""
    return "".join(f"&#{ord(sign)};" for sign in signs)


def _unread(line: str, dialect: Dialect) -> str:
    """A line of code as HTML; what the program would read at its beginning is spelt by number."""
    own = dialect.line.match(line)
    sign = None if own is None else _PUNCTUATION.search(line, own.start())
    if sign is None:
        return escape(line, quote=False)
    before, after = line[: sign.start()], line[sign.end() :]
    return f"{escape(before, quote=False)}{entity(sign[0])}{escape(after, quote=False)}"


def _without_brackets(markdown: str) -> str:
    return markdown.replace("[", entity("[")).replace("]", entity("]"))


@lru_cache
def _special(doubled: str) -> re.Pattern[str]:
    """What a backslash in front makes literal in words."""
    return re.compile(_SPECIAL + "".join(rf"|(?<={re.escape(sign)}){re.escape(sign)}" for sign in doubled))
