"""Front matter as its writer meant it: what YAML refuses is mended where that is certain, and costs one entry at most."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from cuedeck.notes import recording, toml_reader, yaml_reader
from cuedeck.notes.yaml_reader import MappingError, Value

_ENTRY = re.compile(r"(?P<key>[^\W\d][\w .-]{0,60}?)[ \t]*:(?!//)(?P<value>.*)")
_COMMENT = re.compile(r"(?:^|\s+)#.*")
_QUOTES, _CLOSING = "\"'", {"[": "]", "{": "}"}
_VITAL = frozenset({"cuedeck", *recording.KEYS})
"""Without what these say, a note would give other cards, or cards of another identity."""
_USUAL = _VITAL | frozenset(
    "title tags tag aliases alias date created updated modified author authors description lang language id type status"
    " source category categories cssclass cssclasses layout draft publish permalink duration cards-deck".split()
)
"""Keys by which front matter is known that is never closed."""


@dataclass(frozen=True, slots=True)
class Flaw:
    """Something in front matter that YAML refuses, and that did not keep it from being read."""

    line: int
    """Counted from 1."""
    reason: str
    is_certain: bool
    """Whether it was read as its writer meant, without doubt."""


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What front matter holds."""

    values: Mapping[str, Value]
    sound: str
    """Its text as YAML, each line in its place, with what was mended or left out; of TOML no more than the lines."""
    flaws: tuple[Flaw, ...] = ()
    """By line."""


def parse(text: str) -> FrontMatter:
    """The values of front matter. Raises MappingError where what matters to cards cannot be made out."""
    if toml_reader.is_toml(text):
        return FrontMatter(toml_reader.parse(text), "\n" * text.count("\n"))
    try:
        values = yaml_reader.parse(text, last_wins=True)
    except MappingError as error:
        return _mended(text, error)
    return FrontMatter(values, text, tuple(_repeated(text)))


def extent(lines: Sequence[str]) -> tuple[int, bool]:
    """How many lines below a `---` that is never closed are front matter, and whether that is certain.

    They are, up to the first that can be none, where one of their keys is usual; else they are text below a rule.
    """
    end = next((at for at, line in enumerate(lines) if not _may_belong(line)), len(lines))
    keys = {match["key"].lower() for line in lines[:end] if (match := _ENTRY.fullmatch(line))}
    if not keys & _USUAL:
        return 0, True
    return end, all(not line.strip() or line.startswith("#") for line in lines[end : end + 1])


def _may_belong(line: str) -> bool:
    """Whether a line may be part of front matter that no blank line divides."""
    return bool(line.strip()) and (line[0] in " \t-" or _ENTRY.fullmatch(line) is not None)


@dataclass(slots=True)
class _Entry:
    """Some lines of front matter: a key with its value, or what stands between such."""

    line: int
    """That of its first line, counted from 1."""
    lines: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    @property
    def key(self) -> str | None:
        match = _ENTRY.fullmatch(self.lines[0])
        return match and match["key"]

    @property
    def first_value(self) -> str:
        """What stands behind the key in its line."""
        match = _ENTRY.fullmatch(self.lines[0])
        return _COMMENT.sub("", match["value"]).strip() if match else ""

    @property
    def is_one_line(self) -> bool:
        return not any(_COMMENT.sub("", line).strip() for line in self.lines[1:])


def _mended(text: str, error: MappingError) -> FrontMatter:
    """Front matter that YAML refuses as a whole, read entry by entry."""
    entries = list(_entries(text))
    if not any(entry.key for entry in entries) or text.split("\n")[entries[0].line - 1][:1].isspace():
        raise error
    values: dict[str, Value] = {}
    flaws: list[Flaw] = []
    sound = text.split("\n")
    for entry in entries:
        own, flaw = _read(entry)
        values.update(own)
        if flaw is not None:
            flaws.append(flaw)
            lines = [f"{key}: {json.dumps(value)}" for key, value in own.items()]
            sound[entry.line - 1 : entry.line - 1 + len(entry.lines)] = (lines + [""] * len(entry.lines))[
                : len(entry.lines)
            ]
    if not flaws:  # each entry is sound, and together they are not
        raise error
    return FrontMatter(values, "\n".join(sound), tuple(sorted((*flaws, *_repeated(text)), key=lambda flaw: flaw.line)))


def _entries(text: str) -> Iterator[_Entry]:
    entry: _Entry | None = None
    for at, line in enumerate(text.split("\n"), start=1):
        begins = line.strip() and not line[0].isspace() and line[0] not in "#-]}"
        if begins or (entry is None and line.strip()):
            if entry is not None:
                yield entry
            entry = _Entry(at)
        if entry is not None:
            entry.lines.append(line)
    if entry is not None:
        yield entry


def _read(entry: _Entry) -> tuple[dict[str, Value], Flaw | None]:
    """The key and the value of an entry, and what is wrong with it. Raises MappingError where neither is certain enough."""
    try:
        return yaml_reader.parse(entry.text, last_wins=True), None
    except MappingError as fault:
        line, key = entry.line + fault.line - 1, entry.key
        value, is_certain = (None, False) if key is None else _meant(entry, fault)
        if key is not None and not is_certain and key.lower() in _VITAL:
            raise MappingError(line, fault.reason) from fault
        if key is None or value is None:
            reason = f"broken front matter: {fault.reason}; left out, and the rest of the note is read"
            return {}, Flaw(line, reason, is_certain=False)
        shown = json.dumps(value, ensure_ascii=False)
        if is_certain:
            return {key: value}, Flaw(line, f"read as `{key}: {shown}`; YAML needs it written so", is_certain=True)
        reason = f"broken front matter: {fault.reason}; taken for `{key}: {shown}`, and the rest of the note is read"
        return {key: value}, Flaw(line, reason, is_certain=False)


def _meant(entry: _Entry, fault: MappingError) -> tuple[Value | None, bool]:
    """What the writer of an entry meant, None where nothing tells; and whether that is certain."""
    value = entry.first_value
    if fault.is_half_character:
        return None, False
    if not entry.is_one_line:
        return _indented(entry) or (value or None, False)
    if value[:1] and value[0] in _QUOTES:
        return _quoted(value)
    if value[:1] and value[0] in _CLOSING:
        return _bracketed(value)
    return value, not value.startswith(("|", ">"))


def _indented(entry: _Entry) -> tuple[Value, bool] | None:
    """The value of an entry whose lines are indented by tabs, which YAML refuses."""
    try:
        (value,) = yaml_reader.parse(entry.text.replace("\t", "  ")).values()
    except ValueError:
        return None
    return value, True


def _quoted(value: str) -> tuple[str, bool]:
    """Text with marks of quotation around it, or around its first words, or with one that is never closed."""
    mark, inner = value[0], value[1:]
    if inner.endswith(mark):
        return inner.removesuffix(mark), True
    return (value, True) if mark in inner else (inner, False)


def _bracketed(value: str) -> tuple[Value, bool]:
    """A list that is never closed or holds what YAML refuses, or text that begins with a link."""
    closing = _CLOSING[value[0]]
    if closing in value and not value.endswith(closing):
        return value, True
    inner = value.strip("[]{} ")
    parts: Sequence[str] = [part.strip(" \"'") for part in inner.split(",")]
    return (inner if len(parts) == 1 else [part for part in parts if part]), False


def _repeated(text: str) -> Iterator[Flaw]:
    """The keys that stand there again, whatever their case."""
    seen: set[str] = set()
    for at, line in enumerate(text.split("\n"), start=1):
        match = _ENTRY.fullmatch(line)
        if match is None:
            continue
        key = match["key"]
        if key.lower() in seen:
            yield Flaw(at, f"`{key}` stands there twice; the last one counts", is_certain=True)
        seen.add(key.lower())
