"""Properties that programs keep in a note's text, such as `id:: 65f0`: data about the note, not its content."""

import re
from collections.abc import Iterable, Iterator, Sequence

_LINE = re.compile(
    r"^[ \t>]*(?:[-*+][ \t]+)?(?:\d{4}-\d\d-\d\d[ \t]+)?[*_]{0,2}(?P<key>[A-Za-z][\w.-]{0,40}(?: [\w.-]{1,30}){0,3})[*_]{0,2}::(?:[ \t]+(?P<value>\S.{0,500}))?[ \t]*$"
)
_INLINE = re.compile(r"(?<!\[)[\[(](?P<key>[A-Za-z][\w-]{0,40})::[ \t]+(?P<value>[^\[\]()\n]{0,200})[\])]")
_KNOWN = re.compile(
    r"id|collapsed|heading|background-color|background-image|color|cssclass(?:es)?|card-[\w-]+|logseq\.[\w.-]+|ls-[\w-]+"
    r"|hl-[\w-]+|query-[\w-]+|title|alias(?:es)?|tags?|type|template|template-including-parent|public|publish|icon|filters"
    r"|created(?:-at)?|updated(?:-at)?|modified|date|authors?|source|url|link|status|rating|progress|up|down|next|prev"
    r"|previous|parent|child|related|same|file|file-path|deck|direction|depth|replacecloze|due|deadline|scheduled|priority"
    r"|done|completed|exclude-from-graph-view|archived|year|lang(?:uage)?"
)
_VALUE = r"(?:\[\[[^\[\]\n]{0,200}\]\]|#[\w/-]+|\d[\d:./TZ+-]*|true|false|https?://\S+)"
_BARE = re.compile(rf"{_VALUE}(?:[, \t]+{_VALUE})*|", re.IGNORECASE)
_TAGS = re.compile(r"[ \t>]*+(?:#(?=[\d/-]*+[^\W\d])[\w/-]++[ \t]*+)++$")
_Field = tuple[str, str]
"""Key and value."""
_MOST_WORDS = 3
_FEWEST_FIELDS = 3
"""Lines that make a block of fields."""
_LONGEST_KEY = 2
"""Words of a field's name, where only its neighbours tell what it is."""


def names(lines: Iterable[str], *, flashcards: bool) -> frozenset[str]:
    """The keys that are properties in a note, in lower case.

    Known ones and those whose value is a link, a tag, a date, a number or a truth value; next to such ones, or where some stand in sentences, also a small
    word with a value of up to three words, and whatever stands in a block of fields. Among flashcards, `dog:: Hund` is
    a card.
    """
    lines = tuple(lines)
    runs = list(_runs(lines))
    found = [field for run in runs for field in run]
    sure = {key.lower() for key, value in found if _KNOWN.fullmatch(key.lower()) or _is_bare(key, value)}
    likely = {key for key, value in found if key.islower() and " " not in key and len(value.split()) <= _MOST_WORDS}
    fields = {key.lower() for run in runs if _are_fields(run) for key, _ in run}
    if flashcards:
        return frozenset(sure)
    return frozenset(sure | fields | (likely if sure or any(map(_INLINE.search, lines)) else set()))


def _runs(lines: Iterable[str]) -> Iterator[list[_Field]]:
    """Properties that stand one below the other, with nothing between but blank lines and tasks that hold properties."""
    run: list[_Field] = []
    for line in lines:
        match = _LINE.match(line) if "::" in line else None
        if match is not None:
            run.append((match["key"], match["value"] or ""))
        elif run and line.strip() and not _INLINE.search(line):
            yield run
            run = []
    yield run


def _are_fields(run: Sequence[_Field]) -> bool:
    """Whether a run of properties describes its note: one has a known name, or most have bare values."""
    if len(run) < _FEWEST_FIELDS:
        return False
    bare = sum(_BARE.fullmatch(value.strip()) is not None for _, value in run)
    short = all(len(key.split()) <= _LONGEST_KEY for key, _ in run)
    return any(_KNOWN.fullmatch(key.lower()) for key, _ in run) or (short and bare * 2 >= len(run))


def without(lines: Iterable[str], known: frozenset[str], *, flashcards: bool) -> list[str]:
    """The lines, empty where they hold a property, or nothing but tags, which among flashcards may say what is one."""
    return ["" if _is_property(line, known) or (not flashcards and _TAGS.match(line)) else line for line in lines]


def inside(text: str) -> str:
    """A stretch of a line with the values alone of the properties inside its sentences: `in [year:: 1066]`."""
    return _INLINE.sub(lambda match: match["value"], text) if "::" in text else text


def _is_property(line: str, known: frozenset[str]) -> bool:
    match = _LINE.match(line) if "::" in line else None
    return match is not None and match["key"].lower() in known


def _is_bare(key: str, value: str) -> bool:
    return key.islower() and _BARE.fullmatch(value.strip()) is not None
