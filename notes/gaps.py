"""Gaps as flashcard programs write them, put into one element: `{{c1::a::hint}}`, `==1;;a;;hint==`, `{1:a}`, `C: [a]`."""

import re
from collections.abc import Iterable, Iterator, Mapping
from html import escape

CLOZE = "cuedeck-cloze"
"""Element that stands for a gap until the note has been parsed."""

_CODE = re.compile(r"(?<!`)(?P<ticks>`{1,4})(?!`)[^\n]{0,2000}?(?<!`)(?P=ticks)(?!`)")
_OPENS = re.compile(r"\{\{(?:c?\d{1,2}(?:::|;;)|c\d{1,2}\s|cloze\s)\s*")
_CURLY = re.compile(r"(?<![\w{}$\\])\{c?\d{1,2}(?::(?!:)|\|)\s*")
"""As Obsidian_to_Anki has it; only in notes with flashcards."""
_BRACE = re.compile(r"\\.|[{}]")
_LONGEST = 1000
_HINTED = re.compile(
    r"(?<!\\)(?P<sign>==|\*\*)(?=[^\s=*])(?:(?P<number>\d{1,2})(?:;;|:(?=[^\W\d]|[$\\`])))?(?P<answer>(?:(?!::|;;)[^=*\n]){1,300}?)"
    r"(?:(?:::|;;)(?P<hint>[^=*\n]{1,100}?))?(?P=sign)"
)
_FORMULA = re.compile(r"(?<!\\)(?P<sign>\${1,2})(?P<tex>[^$\n]{0,600}?\{\{c\d{1,2}::[^$\n]{1,600}?)(?P=sign)")
_HIGHLIGHT = re.compile(
    r"(?<!\\)==(?![\s=])((?:\$(?![\s$])[^$\n]{1,300}\$|`[^`\n]{1,300}`|[^=$`\n]){1,300}?)(?<![\s=\\])=="
)
"""A highlight with a formula or code in it."""
_CLOZE_LINE = re.compile(r"^(?P<lead>[ \t>]*(?:[-*+][ \t]+)?)C:(?=\s*\S|\s*$)[ \t]*")
_BRACKETED = re.compile(r"(?<![\]\[!\\\w])\[(?![\^!\s\d]*[:\]])(?![xX ]\])([^\[\]\n]{1,200})\](?![\[(:])")


def elements(line: str, *, cards: bool) -> str:
    """A line with its gaps as elements; code stays code. `cards`: whether its note holds flashcards."""
    if "{" in line:
        line = "".join(_found(_parted(line), _OPENS, "}}"))
        line = "".join(_found(line, _CURLY, "}")) if cards else line
    if "==" in line:
        line = _HIGHLIGHT.sub(_highlighted, line) if "`" in line or "$" in line else line
    return _HINTED.sub(_hinted, line) if cards and (";;" in line or "==" in line) else line


def bracketed(lines: Iterable[str]) -> Iterator[str]:
    """The lines with the gaps of hashcards in braces: `[...]` from a line that opens with `C:` to the next blank one."""
    for card in _cards(lines):
        opens = _CLOZE_LINE.match(card[0])
        if opens is None or not _holds_gap(card, opens):
            yield from card
        else:
            yield opens["lead"] + _braced(card[0][opens.end() :])
            yield from map(_braced, card[1:])


def holds_bracketed(body: str) -> bool:
    """Whether a note has such lines."""
    return "C:" in body and any(
        (opens := _CLOZE_LINE.match(card[0])) is not None and _holds_gap(card, opens)
        for card in _cards(body.split("\n"))
    )


def _cards(lines: Iterable[str]) -> Iterator[list[str]]:
    """The lines, those together that a line with `C:` opens, up to a blank one or the next that does."""
    card: list[str] = []
    for line in lines:
        if card and not (_CLOZE_LINE.match(card[0]) and line.strip() and not _CLOZE_LINE.match(line)):
            yield card
            card = []
        card.append(line)
    if card:
        yield card


def _holds_gap(card: list[str], opens: re.Match[str]) -> bool:
    return _BRACKETED.search(card[0], opens.end()) is not None or any(map(_BRACKETED.search, card[1:]))


def _braced(line: str) -> str:
    return _BRACKETED.sub(r"{{c1::\1}}", line)


def _parted(line: str) -> str:
    """A line with each formula that holds a gap as the formulas around it and in it."""
    return _FORMULA.sub(_apart, line) if "$" in line else line


def _apart(match: re.Match[str]) -> str:
    pieces = list(_pieces(match["tex"], _OPENS, "}}"))
    if not any(hidden for hidden, _ in pieces) or any(
        piece.count("{") != piece.count("}") for hidden, piece in pieces if not hidden
    ):
        return match[0]
    bare = [(hidden, piece.strip(" \u2063")) for hidden, piece in pieces]
    return " ".join(_as_formula(hidden, piece) for hidden, piece in bare if piece)


def _as_formula(hidden: bool, piece: str) -> str:  # noqa: FBT001
    if not hidden:
        return f"$\u2063{piece}$"
    answer, sign, hint = piece.partition("::")
    return f"{{{{c1::$\u2063{answer.strip()}${sign}{hint}}}}}"


def _found(line: str, opening: re.Pattern[str], end: str) -> Iterator[str]:
    """The parts of a line, its gaps as elements."""
    for hidden, part in _pieces(line, opening, end):
        yield _element(*_halves(part)) if hidden else part


def _pieces(line: str, opening: re.Pattern[str], end: str) -> Iterator[tuple[bool, str]]:
    """What stands in gaps (True) and around them."""
    masked = _CODE.sub(lambda match: "x" * len(match[0]), line)
    pairs = _pairs(masked)
    at = 0
    for match in opening.finditer(masked):
        stop = _stop(pairs, match.start(), end) if match.start() >= at else None
        if stop is not None and match.end() <= stop <= match.end() + _LONGEST:
            yield False, line[at : match.start()]
            yield True, line[match.end() : stop]
            at = stop + len(end)
    yield False, line[at:]


def _pairs(line: str) -> dict[int, int]:
    """Where the braces close that open at an offset; escaped ones are none."""
    pairs: dict[int, int] = {}
    opened: list[int] = []
    for match in _BRACE.finditer(line):
        if match[0] == "{":
            opened.append(match.start())
        elif match[0] == "}" and opened:
            pairs[opened.pop()] = match.start()
    return pairs


def _stop(pairs: Mapping[int, int], start: int, end: str) -> int | None:
    """Where a gap ends that opens at `start` with as many braces as `end` has; those inside it come in pairs."""
    inner = pairs.get(start + len(end) - 1)
    is_whole = inner is not None and pairs.get(start) == inner + len(end) - 1
    return inner if is_whole else None


def _halves(words: str) -> tuple[str, str]:
    """Answer and hint."""
    sign = "::" if "::" in words else ";;"
    answer, _, hint = words.partition(sign)
    return answer.strip(), hint.strip()


def _element(answer: str, hint: str) -> str:
    inner = "".join(_found(answer, _OPENS, "}}"))
    return f'<{CLOZE} hint="{escape(hint)}">{inner}</{CLOZE}>' if answer else ""


def _highlighted(match: re.Match[str]) -> str:
    return f"<mark>{match[1]}</mark>" if "$" in match[1] or "`" in match[1] else match[0]


def _hinted(match: re.Match[str]) -> str:
    """A highlight, or bold words with a hint, as a gap; any other stays as it is."""
    if not match["number"] and not match["hint"]:
        return match[0]
    return _element(match["answer"].strip(), (match["hint"] or "").strip())
