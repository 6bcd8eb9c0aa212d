"""`cards.yaml`: a person's decisions about single cards, in a file beside the ledgers."""

import difflib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

from cuedeck.cards.card import GAP
from cuedeck.cards.correction import Correction, Corrections
from cuedeck.decks.app.transaction import held, write
from cuedeck.notes import deck_names, regular, tags, yaml_reader
from cuedeck.notes.config import ConfigError
from cuedeck.notes.yaml_reader import Value

if TYPE_CHECKING:
    from ruamel.yaml.comments import CommentedMap

NAME = "cards.yaml"
_KEYS = ("drop", "keep", "question", "answer", "tags", "deck")
_SWITCH = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}
_WIDTH = 4096
"""Columns, so that no line of the user's is folded."""
HEAD = "# What you decided about single cards, by guid. `cuedeck cards --find TEXT` shows guids.\n"


class _EntryError(ValueError):
    """An entry that cannot be used; `words` lead to it."""

    def __init__(self, reason: str, *words: str) -> None:
        super().__init__(reason)
        self.words = words


def read(directory: Path) -> Corrections:
    """The decisions in a directory's `cards.yaml`, by guid; none where there is no file. Raises ConfigError, OSError."""
    path = directory / NAME
    return parsed(text_of(path), path)


def parsed(text: str, path: Path) -> Corrections:
    """The decisions in the text of such a file, which is named in a ConfigError."""
    try:
        return {guid: _correction(guid, value) for guid, value in yaml_reader.parse(text).items()}
    except yaml_reader.MappingError as error:
        raise ConfigError(f"{path}:{error.line}: {error.reason}") from error
    except _EntryError as error:
        raise ConfigError(f"{path}:{yaml_reader.line_of(text, error.words)}: {error}") from error


def lines(directory: Path) -> dict[str, int]:
    """The line of each decision, by guid. Raises ConfigError, OSError."""
    known = read(directory)
    at = yaml_reader.key_lines(text_of(directory / NAME))
    return {guid: at[guid] for guid in known}


def drop(directory: Path, guids: Iterable[str]) -> tuple[str, ...]:
    """Write that these cards shall not be made, and tell for which this is new. Raises ConfigError, OSError."""
    return _decide(directory, guids, "drop", instead_of="keep")


def keep(directory: Path, guids: Iterable[str]) -> tuple[str, ...]:
    """Write that these cards shall be made, and tell for which this is new. Raises ConfigError, OSError."""
    return _decide(directory, guids, "keep", instead_of="drop")


def _decide(directory: Path, guids: Iterable[str], key: str, *, instead_of: str) -> tuple[str, ...]:
    with held(directory, make=True):
        known = read(directory)
        new = tuple(guid for guid in dict.fromkeys(guids) if guid not in known or not getattr(known[guid], key))
        wanted = {guid: replace(known.get(guid, Correction()), drop=key == "drop", keep=key == "keep") for guid in new}

        def change(entries: "CommentedMap") -> None:
            for guid in new:
                entry = entries.setdefault(guid, {})
                entry.pop(instead_of, None)
                entry[key] = True

        if new:
            _change(directory / NAME, change, {**known, **wanted})
    return new


def rewrite(path: Path, entries: Mapping[str, Mapping[str, object] | None], wanted: Corrections) -> None:
    """Put entries into the file, None for one that goes, so that it says what is wanted. Raises ConfigError, OSError."""

    def change(there: "CommentedMap") -> None:
        for guid, entry in entries.items():
            there.pop(guid, None)
            if entry is not None:
                there[guid] = dict(entry)

    _change(path, change, wanted)


def _change(path: Path, change: "Callable[[CommentedMap], None]", wanted: Corrections) -> None:
    """Change the file into one that says what is wanted; comments, order and all other entries stay."""
    from ruamel.yaml import YAML  # noqa: PLC0415 - only these two commands rewrite the file
    from ruamel.yaml.comments import CommentedMap  # noqa: PLC0415
    from ruamel.yaml.error import YAMLError  # noqa: PLC0415

    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = _WIDTH
    text, written = text_of(path) or HEAD, StringIO()
    try:
        entries = yaml.load(text)
        if entries is None:
            entries = CommentedMap()
            written.write(text)
        change(entries)
        yaml.dump(entries, written)
    except (YAMLError, AttributeError, LookupError, TypeError, ValueError, RecursionError) as error:
        raise ConfigError(_fault(path, error)) from error
    after = written.getvalue().replace("{}\n", "")
    if parsed(after, path) != wanted:
        raise ConfigError(_fault(path))
    write(path.parent, [(path, after.encode())])


def _fault(path: Path, error: Exception | None = None) -> str:
    """Why a file cannot be changed that can be read: what keeps its comments takes less of YAML."""
    mark = getattr(error, "problem_mark", None)
    reason = getattr(error, "problem", None) or "no entry can be added without changing others"
    return f"{path}:{mark.line + 1 if mark else 1}: {' '.join(reason.split())}; write the decision there yourself"


def text_of(path: Path) -> str:
    """The text of such a file, empty where there is none. Raises ConfigError, OSError."""
    try:
        return regular.text_of(regular.read_bytes(path))
    except FileNotFoundError:
        return ""
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path}:1: not UTF-8 text") from error


def _correction(guid: str, value: Value) -> Correction:
    if not isinstance(value, dict) or not value:
        raise _EntryError(f"`{guid}` takes keys and values, such as {{drop: true}}", guid)
    for key in value:
        if key not in _KEYS:
            close = difflib.get_close_matches(key.lower(), _KEYS, n=1)
            hint = f"did you mean `{close[0]}`?" if close else f"known are {', '.join(_KEYS)}"
            raise _EntryError(f"unknown key `{key}`; {hint}", guid, key)
    question = _line(guid, value, "question")
    if question is not None and guid.startswith("c") and question.count(GAP) != 1:
        raise _EntryError(f"the question of a cloze needs one `{GAP}`", guid, "question")
    drop, keep = (_switch(guid, key, value.get(key, "false")) for key in ("drop", "keep"))
    if drop and keep:
        raise _EntryError(f"`{guid}` cannot be both dropped and kept", guid)
    return Correction(
        drop=drop,
        keep=keep,
        question=question,
        answer=_line(guid, value, "answer"),
        tags=_tags(guid, value),
        deck=_deck(guid, value),
    )


def _switch(guid: str, key: str, value: Value) -> bool:
    switch = _SWITCH.get(value.lower()) if isinstance(value, str) else None
    if switch is None:
        raise _EntryError(f"`{key}` is `true` or `false`", guid, key)
    return switch


def _line(guid: str, value: dict[str, Value], key: str) -> str | None:
    text = value.get(key)
    if text is None:
        return None
    if not isinstance(text, str) or not deck_names.is_seen(text):
        raise _EntryError(f"`{key}` takes text", guid, key)
    return text.strip()


def _deck(guid: str, value: dict[str, Value]) -> str | None:
    text = _line(guid, value, "deck")
    full = None if text is None else deck_names.full(text)
    if text is not None and full is None:
        raise _EntryError(deck_names.UNNAMED, guid, "deck")
    return full


def _tags(guid: str, value: dict[str, Value]) -> tuple[str, ...] | None:
    if "tags" not in value:
        return None
    if isinstance(value["tags"], dict):
        raise _EntryError("`tags` takes one tag or a list of them", guid, "tags")
    return tags.nested(yaml_reader.strings(value["tags"]))
