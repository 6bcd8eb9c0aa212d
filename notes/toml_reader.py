"""Front matter in TOML, `name = "Chemistry"`, as hashcards and Hugo have it: the one module that knows the TOML reader."""

import re
import tomllib
from collections.abc import Mapping

from cuedeck.notes.yaml_reader import MappingError, Value

_ENTRY = re.compile(r"\s*(?:[\w\"'.-]+\s*=|\[{1,2}[\w\"'. -]+\]{1,2}\s*(?:#.*)?$)")


def is_toml(text: str) -> bool:
    """Whether the first line that says something is an entry of TOML."""
    first = next((line for line in text.split("\n") if line.strip() and not line.lstrip().startswith("#")), "")
    return _ENTRY.match(first) is not None


def parse(text: str) -> dict[str, Value]:
    """The values of a TOML text, each scalar as text. Raises MappingError."""
    try:
        return _values(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        raise MappingError(int(line[1]) if line else 1, "not valid TOML") from error


def _values(found: Mapping[str, object]) -> dict[str, Value]:
    return {key: _value(value) for key, value in found.items()}


def _value(value: object) -> Value:
    if isinstance(value, dict):
        return _values(value)
    if isinstance(value, list):
        return [_value(one) for one in value]
    return str(value).lower() if isinstance(value, bool) else str(value)
