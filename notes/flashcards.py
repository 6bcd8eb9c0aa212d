"""Marks of flashcard plug-ins, as their writers spell them; what a mark asks for is decided where cards are made."""

import re
from collections.abc import Iterable

from cuedeck.notes import gaps
from cuedeck.notes.gaps import CLOZE
from cuedeck.notes.scopes import is_code
from cuedeck.notes.tags import bare

CARD, LITERAL = "cuedeck-card", "cuedeck-literal"
"""Elements that stand for `#card`, and around signs that are meant as such, until the note has been parsed."""

_DECK = re.compile(r"(?<![\w/&#\[(])#flashcards?(?:/[\w/-]{0,80})?(?![\w-])", re.IGNORECASE)
_ASKS = re.compile(r"(?<![\w/&#\[(])(?:#card|#?\[\[card\]\])(?P<both>[-/]reversed?)?(?:[-/]spaced)?(?![\w/-])")
_BRACED = re.compile(r"(?<![=\w{/])\{\{(?!\w+\s*[.:|(])(?P<answer>[^\W_][^{}\n<>%$]{0,200})\}\}(?!\})")
_ASKS_ALONE = re.compile(r"(?<=[^\s#])[ \t]+#flashcard(?![\w/-])", re.IGNORECASE)
"""As NeuraCache has it: behind a question."""
_NUMBERED = re.compile(r"\{\{(?:c?\d{1,2}(?:::|;;)|c\d{1,2}\s|cloze\s)[^\n]{0,1000}?\}\}")
_ESCAPED = re.compile(r"\\::|:\\:|\\:\\:")
_ARROW = re.compile(
    r"^(?P<left>[^<>=\n|]{0,300}[^<>=\n|\s])[ \t]+(?P<sign>>>|<>)[ \t]+(?![\w./~$-]{0,100}[./]\w+\s*$)(?P<right>[^<>\n]{1,1000})$",
    re.MULTILINE,
)
"""`Question >> Answer` and `A <> B`, as RemNote has them."""
_TWO_NAMES = re.compile(r"^([ \t>]*(?:[-*+][ \t]+)?[A-Za-z][A-Za-z0-9]{0,40})::([^\s:();<>{}=_]{1,60})[ \t]*$")
_BACKWARD = re.compile(r"^(?P<left>[^<>=\n|]{0,300}[^<>=\n|\s])[ \t]+<<[ \t]+(?P<right>[^<>\n]{1,1000})$", re.MULTILINE)
_BELOW = re.compile(r"^(?P<left>[ \t]*[-*+][ \t][^<>=\n|]{0,300}[^<>=\n|\s])[ \t]+>>(?:>|1\.)[ \t]*$", re.MULTILINE)
"""`Answer << Question`, and `Question >>>` with the answer below, as RemNote has them, too."""
_FEWEST_ARROWS = 2
_TEMPLATE = re.compile(r"<%.{0,300}?%>|\{\{(?:VALUE|VDATE|DATE|FIELD|title|date|time)(?::[^{}\n]{0,100})?\}\}")
_MARKS = (
    ("#flashcard", _DECK),
    ("<!--", re.compile(r"<!--\s?SR:")),
    ("?", re.compile(r"(?m)^[ \t>]*\?{1,2}[ \t]*$")),
    ("{{", _NUMBERED),
    ("card", _ASKS),
)
"""What tells that a note holds flashcards, each with signs, in small letters, that it does not do without."""
_ARROWS = (((">>", "<>"), _ARROW), (("<<",), _BACKWARD), ((">>",), _BELOW))

_BULLET = re.compile(r"[ \t>]*(?:[-*+][ \t]+)?")
_SEPARATOR = re.compile(r"(?<!:):{2,3}(?!:)")
_NEAR = 200
"""Characters on each side of `::` that tell whether it belongs to a program."""


def marks_cards(body: str) -> bool:
    """Whether a note's writer makes flashcards in it: a deck's tag, a schedule, or marks that nobody else writes."""
    small = body.casefold()
    found = any(signs in small and mark.search(body) for signs, mark in _MARKS)
    return found or gaps.holds_bracketed(body) or _arrows(body) >= _FEWEST_ARROWS


def is_template(body: str) -> bool:
    """Whether a note is one that a program fills in: its braces are its places."""
    return _TEMPLATE.search(body) is not None


def _arrows(body: str) -> int:
    return sum(len(arrow.findall(body)) for signs, arrow in _ARROWS if any(sign in body for sign in signs))


def deck_of(tags: Iterable[str], body: str) -> str | None:
    """The deck that the tags of a note name, `A::B` for `#flashcards/A/B`; None where they name none, or several."""
    named = (*(f"#{tag.lstrip('#')}" for tag in tags), *(match[0] for match in _DECK.finditer(body)))
    decks = {tag.partition("/")[2].strip("/").replace("/", "::") for tag in named if _DECK.fullmatch(tag)} - {""}
    return decks.pop() if len(decks) == 1 else None


def is_deck(tags: Iterable[str]) -> bool:
    """Whether tags say that a note holds flashcards."""
    return any(_DECK.fullmatch(f"#{bare(tag)}") for tag in tags)


def separator(line: str) -> re.Match[str] | None:
    """The `::` or `:::` between the two sides of a card on one line; code in the line must have been blotted out.

    The `::` of a programming language (`std::vector`, `p::before`, `x :: Int`), of an address (`fe80::1`) or of a slice (`[::2]`)
    is none.
    """
    first, last = len(line) - len(line.lstrip()), len(line.rstrip())
    at, open_brackets = 0, 0
    for match in _SEPARATOR.finditer(line):
        start, end = match.span()
        open_brackets += line.count("[", at, start) - line.count("]", at, start)
        at = start
        is_card = len(match[0]) > len("::") or not is_code(line[max(0, start - _NEAR) : start], line[end : end + _NEAR])
        if first < start and end < last and open_brackets <= 0 and is_card:
            return match
    return None


def literal(text: str) -> str:
    r"""A stretch of a line in which `\:\:` is no mark."""
    return _ESCAPED.sub(f"<{LITERAL}>::</{LITERAL}>", text) if "\\:" in text else text


def spelt_out(line: str) -> str:
    """A line of a note with flashcards with `::` for `>>`, `:::` for `<>`, and blanks where it is `Name::word` alone."""
    match = _ARROW.match(line) if ">" in line else None
    if match is not None:
        return f"{match['left']} {'::' if match['sign'] == '>>' else ':::'} {match['right']}"
    backward = _BACKWARD.match(line) if "<<" in line else None
    if backward is not None:
        lead = _BULLET.match(backward["left"])
        start = lead.end() if lead else 0
        return f"{backward['left'][:start]}{backward['right']} :: {backward['left'][start:]}"
    if ">>" in line:
        line = _BELOW.sub(r"\g<left> #card", line)
    return _TWO_NAMES.sub(r"\1 :: \2", line) if "::" in line else line


def without_tags(text: str, *, braces: bool) -> str:
    """A stretch of a line, without formulas, with its other marks as elements and the tags of decks left out.

    `braces`: whether `{{bare words}}` are a cloze; outside of notes with flashcards they are a template's.
    """
    if braces:
        text = _BRACED.sub(rf'<{CLOZE} hint="">\g<answer></{CLOZE}>', text)
    if "#" in text or "[[card]]" in text:
        if not text.startswith("#") or "?" in text:
            text = _ASKS_ALONE.sub(f" <{CARD}>", text)
        text = _ASKS.sub(lambda match: f"<{CARD} both>" if match["both"] else f"<{CARD}>", _DECK.sub("", text))
    return text
