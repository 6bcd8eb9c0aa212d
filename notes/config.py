"""Settings of a vault, read from `cuedeck.yaml`."""

import difflib
from dataclasses import dataclass
from pathlib import Path

from notes import mapping

NAME = "cuedeck.yaml"


class ConfigError(ValueError):
    """Wrong use or configuration; the message is one sentence for the user."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """What a user can set."""

    deck: str | None = None
    """Name of the root deck in Anki, above all others."""
    exclude: tuple[str, ...] = ()
    """Glob patterns of paths, relative to the vault, that are not read."""
    recording: str | None = None
    """Link template with `{id}` and `{seconds}`, such as `https://media.example/{id}#t={seconds}`."""
    model: str | None = None
    """Name or path of a spaCy model."""


_KEYS = ("deck", "exclude", "recording", "model")


def read(folder: Path) -> Config:
    """The settings in a folder's `cuedeck.yaml`; defaults where there is none. Raises ConfigError."""
    path = folder / NAME
    try:
        values = mapping.parse(path.read_text("utf-8-sig"))
    except FileNotFoundError:
        return Config()
    except mapping.MappingError as error:
        raise ConfigError(f"{path}:{error.line}: {error.reason}") from error
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}:1: cannot be read ({error})") from error
    for key in values:
        if key not in _KEYS:
            raise ConfigError(f"{path}:{_line_of(path, key)}: unknown key `{key}`{_suggestion(key)}")
    template = _string(path, values, "recording")
    if template is not None and "{seconds}" not in template:
        raise ConfigError(f"{path}:{_line_of(path, 'recording')}: `recording` needs `{{seconds}}` in it")
    return Config(
        deck=_string(path, values, "deck"),
        exclude=_strings(path, values, "exclude"),
        recording=template,
        model=_string(path, values, "model"),
    )


def _string(path: Path, values: dict[str, mapping.Value], key: str) -> str | None:
    value = values.get(key)
    if value is None or value == "":
        return None
    if not isinstance(value, str):
        raise ConfigError(f"{path}:{_line_of(path, key)}: `{key}` takes one word or line")
    return value


def _strings(path: Path, values: dict[str, mapping.Value], key: str) -> tuple[str, ...]:
    value = values.get(key)
    if isinstance(value, dict) or (isinstance(value, list) and not all(isinstance(part, str) for part in value)):
        raise ConfigError(f"{path}:{_line_of(path, key)}: `{key}` takes one pattern or a list of them")
    return mapping.strings(value)


def _suggestion(key: str) -> str:
    close = difflib.get_close_matches(key, _KEYS, n=1)
    return f"; did you mean `{close[0]}`?" if close else f"; known are {', '.join(_KEYS)}"


def _line_of(path: Path, key: str) -> int:
    lines = path.read_text("utf-8-sig").split("\n")
    return next((number for number, line in enumerate(lines, 1) if line.lstrip("'\" ").startswith(key)), 1)
