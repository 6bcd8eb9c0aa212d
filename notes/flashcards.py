"""Marks of flashcard plug-ins, as their writers spell them; what a mark asks for is decided where cards are made."""

import re
from collections.abc import Iterable

CARD, CLOZE = "cuedeck-card", "cuedeck-cloze"
"""Elements that stand for `#card` and `{{c1::...}}` until the note has been parsed."""

_DECK = re.compile(r"(?<![\w/&#\[(])#flashcards?(?:/[\w/-]{0,80})?(?![\w-])", re.IGNORECASE)
_ASKS = re.compile(r"(?<![\w/&#\[(])(?:#card|#?\[\[card\]\])(?P<both>[-/]reversed?)?(?:[-/]spaced)?(?![\w/-])")
_NUMBERED = re.compile(
    r"\{\{(?:c?\d{1,2}::|c\d{1,2}\s|cloze\s)\s*(?P<answer>(?:\$[^$\n]{1,300}\$|\{[^{}\n]{0,100}\}|[^{}$\n]){1,400}?)\s*"
    r"(?:::(?P<hint>[^{}\n]{0,100}?)\s*)?\}\}"
)
_BRACED = re.compile(r"(?<![=\w{])\{\{(?!\w+\s*[.:|(])(?P<answer>[^\W_][^{}\n<>%$]{0,200})\}\}(?!\})")
_SCHEDULE = re.compile(r"<!--\s?SR:")
_DIVIDER = re.compile(r"(?m)^[ \t>]*\?{1,2}[ \t]*$")

_SEPARATOR = re.compile(r"(?<!:):{2,3}(?!:)")
_NAMESPACE = re.compile(
    r"(?:std|boost|self|Self|crate|super|core|alloc|tokio|cv|Eigen|absl|fmt|chrono|sys|QT?|torch|tf|Vec|String|Box|Option"
    r"|Result|Rc|Arc|(?=[a-z]\w*_)\w++|[A-Z][a-z0-9]+[A-Z]\w*|[a-z]+[A-Z]\w*|(?=[a-fA-F]*\d)[0-9a-fA-F]++|p|div|a|li|ul|input)$"
)
_UP_TO_NAME = re.compile(r"\A.*[^\w~]", re.DOTALL)
"""What stands before the name that a text ends in."""
_TYPE = re.compile(r"\s(?:Int(?:eger)?|String|Bool|Double|Float|Char|Maybe|IO|Either|\[\w+\]|[^.!?]{0,80}\s->\s)")
_MEMBER = re.compile(
    r"~?[A-Za-z_]\w*(?:::|[(<]|!\()|\w*_\w|[0-9]|(?:before|after|first-line|first-letter|placeholder|selection|marker"
    r"|backdrop)\b"
)


def marks_cards(body: str) -> bool:
    """Whether a note's writer makes flashcards in it: a deck's tag, a schedule, or marks that nobody else writes."""
    return any(mark.search(body) for mark in (_DECK, _SCHEDULE, _DIVIDER, _NUMBERED, _ASKS))


def is_deck(tags: Iterable[str]) -> bool:
    """Whether tags say that a note holds flashcards."""
    return any(_DECK.fullmatch(f"#{tag.lstrip('#')}") for tag in tags)


def separator(line: str) -> re.Match[str] | None:
    """The `::` or `:::` between the two sides of a card on one line; code in the line must have been blotted out.

    The `::` of a programming language (`std::vector`, `p::before`, `x :: Int`), of an address (`fe80::1`) or of a slice (`[::2]`)
    is none.
    """
    first, last = len(line) - len(line.lstrip()), len(line.rstrip())
    at, open_brackets = 0, 0
    for match in _SEPARATOR.finditer(line):
        before = line[at : match.start()]
        at, open_brackets = match.start(), open_brackets + before.count("[") - before.count("]")
        if first < match.start() and match.end() < last and open_brackets <= 0 and not _is_code(before, match):
            return match
    return None


def _is_code(before: str, colons: re.Match[str]) -> bool:
    """Whether what is glued to both sides of `::` are names of a program, not sides of a card; `before`: on its left."""
    line, end = colons.string, colons.end()
    if before[-1:].isspace() or line[end].isspace():
        return (before[-1:].isspace() and _MEMBER.match(line, end) is not None) or _TYPE.match(line, end) is not None
    return _MEMBER.match(line, end) is not None or _NAMESPACE.match(_UP_TO_NAME.sub("", before)) is not None


def tagged(text: str) -> str:
    """A stretch of a line with its numbered or named clozes as elements; they may hold formulas."""
    return _NUMBERED.sub(_element, text)


def without_tags(text: str, *, braces: bool) -> str:
    """A stretch of a line, without formulas, with its other marks as elements and the tags of decks left out.

    `braces`: whether `{{bare words}}` are a cloze; outside of notes with flashcards they are a template's.
    """
    if braces:
        text = _BRACED.sub(_element, text)
    if "#" in text or "[[card]]" in text:
        text = _ASKS.sub(lambda match: f"<{CARD} both>" if match["both"] else f"<{CARD}>", _DECK.sub("", text))
    return text


def _element(match: re.Match[str]) -> str:
    hint = (match.groupdict().get("hint") or "").replace('"', "'")
    return f'<{CLOZE} hint="{hint}">{match["answer"]}</{CLOZE}>'
