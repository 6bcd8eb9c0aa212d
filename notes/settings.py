"""Values of settings: the shapes that they may have, and the sentence for one that has another."""

import difflib
import re
from collections.abc import Iterable, Mapping

from cuedeck.notes import yaml_reader
from cuedeck.notes.yaml_reader import Value

SWITCH = {"on": True, "true": True, "yes": True, "off": False, "false": False, "no": False}


class SettingError(ValueError):
    """A setting that cannot be used."""

    def __init__(self, reason: str, *words: str) -> None:
        """`words` lead to it: the keys down to it, then, if it is a value, the value."""
        super().__init__(reason)
        self.reason = reason
        self.words = words


def check_keys(values: Iterable[str], known: tuple[str, ...], *above: str) -> None:
    """Refuse a key that is not known; `above` leads to it. Raises SettingError."""
    for key in values:
        if key not in known:
            place = f" under `{above[-1]}`" if above else ""
            raise SettingError(f"unknown key `{key}`{place}{suggestion(key, known)}", *above, key)


def suggestion(word: str, known: tuple[str, ...]) -> str:
    """What to say behind a word that is not known."""
    close = difflib.get_close_matches(word.lower(), known, n=1)
    return f"; did you mean `{close[0]}`?" if close else f"; known are {', '.join(known)}"


def string(values: Mapping[str, Value], key: str) -> str | None:
    """The one word or line of a key; None where it has none. Raises SettingError."""
    value = values.get(key)
    if value is None or value == "":
        return None
    if not isinstance(value, str):
        raise SettingError(f"`{key}` takes one word or line", key)
    return value


def strings(values: Mapping[str, Value], key: str, takes: str) -> tuple[str, ...]:
    """The words or lines of a key. Raises SettingError."""
    value = values.get(key)
    if isinstance(value, dict) or (isinstance(value, list) and not all(isinstance(part, str) for part in value)):
        raise SettingError(f"`{key}` takes {takes}", key)
    return yaml_reader.strings(value)


def mapping(key: str, value: Value, known: tuple[str, ...], example: str = "") -> dict[str, Value]:
    """The keys and values of a key that takes such. Raises SettingError."""
    if not isinstance(value, dict):
        such = example or f"{{{known[0]}: …}}"
        raise SettingError(f"`{key}` takes keys and values, such as {such}", key)
    check_keys(value, known, key)
    return {name: inner for name, inner in value.items() if inner != ""}


def switch(key: str, value: Value, *above: str) -> bool:
    """Whether a key is switched on. Raises SettingError."""
    on = SWITCH.get(value.lower()) if isinstance(value, str) else None
    if on is None:
        raise SettingError(f"`{key}` is switched `on` or `off`", *above, key)
    return on


def whole(value: Value, least: int, *keys: str) -> int:
    """A whole number from `least` on. Raises SettingError."""
    if not isinstance(value, str) or not re.fullmatch(r"[0-9]{1,6}", value) or int(value) < least:
        raise SettingError(f"`{keys[-1]}` takes a whole number from {least} on", *keys)
    return int(value)


def share(value: Value, *keys: str) -> float:
    """A number from 0 to 1. Raises SettingError."""
    if not isinstance(value, str) or not re.fullmatch(r"[01]|[01]?\.[0-9]{1,6}", value) or float(value) > 1:
        raise SettingError(f"`{keys[-1]}` takes a share from 0 to 1, such as 0.2", *keys)
    return float(value)
