"""Properties that programs keep in a note's text, such as `id:: 65f0`: data about the note, not its content."""

import re
from collections.abc import Iterable

_LINE = re.compile(r"^[ \t]*(?:[-*+][ \t]+)?(?P<key>[A-Za-z][\w.-]{0,40})::(?:[ \t]+(?P<value>\S.{0,500}))?[ \t]*$")
_INLINE = re.compile(r"(?<!\[)[\[(](?P<key>[a-z][\w-]{0,40})::[ \t]+(?P<value>[^\[\]()\n]{0,200})[\])]")
_KNOWN = re.compile(
    r"id|collapsed|heading|background-color|background-image|color|cssclass(?:es)?|card-[\w-]+|logseq\.[\w.-]+|ls-[\w-]+"
    r"|hl-[\w-]+|query-[\w-]+|title|alias(?:es)?|tags?|type|template|template-including-parent|public|publish|icon|filters"
    r"|created(?:-at)?|updated(?:-at)?|modified|date|authors?|source|url|link|status|rating|progress|up|down|next|prev"
    r"|previous|parent|child|related|same|file|file-path|deck|direction|depth|replacecloze|due|deadline|scheduled|priority"
    r"|done|completed|exclude-from-graph-view|archived|year|lang(?:uage)?"
)
_VALUE = r"(?:\[\[[^\[\]\n]{0,200}\]\]|#[\w/-]+|\d[\d:./TZ+-]*|true|false|https?://\S+)"
_BARE = re.compile(rf"{_VALUE}(?:[, \t]+{_VALUE})*|", re.IGNORECASE)
_MOST_WORDS = 3


def names(lines: Iterable[str], *, flashcards: bool) -> frozenset[str]:
    """The keys that are properties in a note, in lower case.

    Known ones and those whose value is a link, a tag, a date, a number or a truth value; next to such ones also a small
    word with a value of up to three words. Among flashcards, `dog:: Hund` is a card.
    """
    found = [(match["key"], match["value"] or "") for match in map(_LINE.match, lines) if match]
    sure = {key.lower() for key, value in found if _KNOWN.fullmatch(key.lower()) or _is_bare(key, value)}
    likely = {key for key, value in found if key.islower() and len(value.split()) <= _MOST_WORDS}
    return frozenset(sure | likely if sure and not flashcards else sure)


def without(lines: Iterable[str], known: frozenset[str]) -> list[str]:
    """The lines, empty where they hold a property."""
    return ["" if _is_property(line, known) else line for line in lines]


def inside(text: str) -> str:
    """A stretch of a line with the values alone of the properties inside its sentences: `in [year:: 1066]`."""
    return _INLINE.sub(lambda match: match["value"], text) if "::" in text else text


def _is_property(line: str, known: frozenset[str]) -> bool:
    match = _LINE.match(line) if "::" in line else None
    return match is not None and match["key"].lower() in known


def _is_bare(key: str, value: str) -> bool:
    return key.islower() and _BARE.fullmatch(value.strip()) is not None
