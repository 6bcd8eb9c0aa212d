"""YAML mappings, as front matter and configuration hold them: the one module that knows the YAML reader."""

import json
import re
from collections.abc import Hashable, Iterable, Mapping
from typing import TypeGuard

import yaml

Value = str | list["Value"] | dict[str, "Value"]
"""Scalars stay as they are written: a `videoId` such as `1e5` or `-0_12` is no number."""


class MappingError(ValueError):
    """YAML that cannot be read, or is no mapping."""

    def __init__(self, line: int, reason: str) -> None:
        """`line` counts from 1 in the text that was read."""
        super().__init__(reason)
        self.line = line
        self.reason = reason

    @property
    def is_half_character(self) -> bool:
        """Whether an escape is the reason, which stands for no text."""
        return self.reason == _HALF


_HALF = "an escape stands for half a character"
_SURROGATE = re.compile(r"[\ud800-\udfff]")
"""Half a character, as only an escape can write it: no file, package or page can hold it."""


_NESTING = re.compile(r"[\[{\]}\n]")
_DEEPEST = 100
"""Levels of brackets and braces in each other."""
_UNPRINTED = re.compile(r"[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
"""What YAML takes for a line break, or not at all."""


class _Loader(yaml.BaseLoader):
    """Builds strings, lists and dicts only."""

    def construct_scalar(self, node: yaml.ScalarNode) -> str:
        """The value as it is written. Raises MarkedYAMLError where it is no text."""
        value: str = super().construct_scalar(node)
        if _SURROGATE.search(value):
            raise yaml.MarkedYAMLError(problem=_HALF, problem_mark=node.start_mark)
        return value


class _Strict(_Loader):
    """Refuses a key that stands twice in one mapping: one of its values would be lost without a word."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, object]:  # noqa: FBT001, FBT002 - as its base has it
        """The mapping as it is written. Raises MarkedYAMLError."""
        seen: set[str] = set()
        for key, _ in node.value:
            if isinstance(key.value, str) and key.value in seen:
                raise yaml.MarkedYAMLError(problem=f"`{key.value}` stands there twice", problem_mark=key.start_mark)
            seen.add(str(key.value))
        return super().construct_mapping(node, deep)


def _check_depth(text: str) -> None:
    """Refuse lists in lists that nobody writes: what the reader makes of them grows with the square. Raises MappingError."""
    depth, line = 0, 1
    for sign in _NESTING.finditer(text):
        line += sign[0] == "\n"
        depth += (sign[0] in "[{") - (sign[0] in "]}" and depth > 0)
        if depth > _DEEPEST:
            raise MappingError(line, f"lists or mappings are nested deeper than {_DEEPEST} levels")


def flow(mapping: Mapping[str, object]) -> str:
    """A mapping as YAML on one line, with texts as JSON has them: `{drop: true, tags: ["exam"]}`."""
    values = (f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in mapping.items())
    return _UNPRINTED.sub(lambda sign: f"\\u{ord(sign[0]):04x}", f"{{{', '.join(values)}}}")


def parse(text: str, *, last_wins: bool = False) -> dict[str, Value]:
    """The mapping that a YAML text holds; an empty text is an empty mapping. Raises MappingError.

    `last_wins`: a key may stand twice in a mapping, and the last one counts.
    """
    _check_depth(text)
    try:
        value = yaml.load(text, Loader=_Loader if last_wins else _Strict)  # noqa: S506  (it builds strings, lists and dicts only)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise MappingError(mark.line + 1 if mark else 1, error.problem or "not valid YAML") from error
    except (yaml.YAMLError, RecursionError) as error:
        raise MappingError(1, "not valid YAML") from error
    if value is None or value == "":
        return {}
    if not _is_mapping(value):
        raise MappingError(1, "not a mapping of keys to values")
    return value


def parse_own(text: str) -> dict[str, Value]:
    """The same of a file that comes with cuedeck, and so is known to be sound, in a tenth of the time where that can be."""
    if not yaml.__with_libyaml__:
        return parse(text)
    value = yaml.load(text, Loader=yaml.CBaseLoader)  # noqa: S506  (as above)
    return value if _is_mapping(value) else {}


def line_of(text: str, words: Iterable[str]) -> int:
    """The line of a YAML text, counted from 1, that words lead to: keys from the top down, then a value.

    Where one of them is not there, it is the line of the one before.
    """
    node, line = yaml.compose(text, Loader=yaml.BaseLoader), 0
    for word in words:
        found = _below(node, word)
        if found is None:
            break
        at, node = found
        line = at.start_mark.line
    return line + 1


def key_lines(text: str) -> dict[str, int]:
    """The line of each key of a YAML mapping, counted from 1."""
    node = yaml.compose(text, Loader=yaml.BaseLoader)
    pairs = node.value if isinstance(node, yaml.MappingNode) else []
    return {key.value: key.start_mark.line + 1 for key, _ in pairs}


def _below(node: yaml.Node | None, word: str) -> tuple[yaml.Node, yaml.Node] | None:
    """Where a word stands in a node, and what stands below it; of equal keys it is the last, which counts."""
    match node:
        case yaml.MappingNode(value=pairs):
            found = (pair for pair in reversed(pairs) if str(pair[0].value).casefold() == word.casefold())
        case yaml.SequenceNode(value=items):
            found = ((item, item) for item in items if item.value == word)
        case _:
            return None
    return next(found, None)


def strings(value: Value | None) -> tuple[str, ...]:
    """A list of strings, where a single string (comma-separated) will do; anything else in it is left out."""
    if isinstance(value, str):
        return tuple(part.strip() for part in value.split(",") if part.strip())
    if isinstance(value, list):
        return tuple(part.strip() for part in value if isinstance(part, str) and part.strip())
    return ()


def _is_mapping(value: object) -> TypeGuard[dict[str, Value]]:
    return isinstance(value, dict) and all(isinstance(key, str) for key in value)
