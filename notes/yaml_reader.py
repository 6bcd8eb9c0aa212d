"""YAML mappings, as front matter and configuration hold them: the one module that knows the YAML reader."""

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


def parse(text: str) -> dict[str, Value]:
    """The mapping that a YAML text holds; an empty text is an empty mapping. Raises MappingError."""
    try:
        value = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506  (BaseLoader builds strings, lists and dicts only)
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


def strings(value: Value | None) -> tuple[str, ...]:
    """A list of strings, where a single string (comma-separated) will do; anything else in it is left out."""
    if isinstance(value, str):
        return tuple(part.strip() for part in value.split(",") if part.strip())
    if isinstance(value, list):
        return tuple(part.strip() for part in value if isinstance(part, str) and part.strip())
    return ()


def _is_mapping(value: object) -> TypeGuard[dict[str, Value]]:
    return isinstance(value, dict) and all(isinstance(key, str) for key in value)
