"""Settings: of a vault, read from `cuedeck.yaml`, and of one note, read from its front matter."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from cuedeck.notes import deck_names, regular, tags, yaml_reader
from cuedeck.notes.recording import Recording, is_address
from cuedeck.notes.settings import (
    SWITCH,
    SettingError,
    check_keys,
    mapping,
    share,
    string,
    strings,
    suggestion,
    switch,
    whole,
)
from cuedeck.notes.study_settings import StudySettings, study_settings
from cuedeck.notes.vocabulary import Ways
from cuedeck.notes.yaml_reader import Value

NAME = "cuedeck.yaml"
KINDS = ("definition", "term", "list", "item", "table", "statement", "cloze", "heading", "qa")
"""The kinds of cards, which can be switched on and off one by one."""
INTERFACES = ("de", "en", "es", "fr", "it")
"""Codes of the languages that pages have words in."""


class ConfigError(ValueError):
    """Wrong use or configuration; the message is one sentence for the user."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The most that a card may hold."""

    question: int = 30
    """Words; twice as many where the question is a sentence of the note."""
    answer: int = 45
    """Words."""
    enumeration: int = 90
    """Words of an answer that enumerates."""
    entries: int = 9
    """Entries of an answer that enumerates, at most nine: more nobody recalls."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Guard:
    """How many cards of a deck may go at once before a build stops and asks."""

    share: float = 0.2
    """Share of the deck's cards, from 0 to 1."""
    least: int = 20
    """Fewer cards may always go, unless they are the last of their deck."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """What a user can set for a vault."""

    deck: str | None = None
    """Name of the root deck in Anki, above all others."""
    exclude: tuple[str, ...] = ()
    """Glob patterns of paths, relative to the vault, that are not read."""
    recording: str | None = None
    """Link template with `{id}` and `{seconds}`, such as `https://media.example/{id}#t={seconds}`."""
    language: str | None = None
    """Code of the language that all notes are in, such as `en`; None where each note's words tell."""
    interface: str | None = None
    """Code of the language that pages speak, one of `INTERFACES`; None for that of the system."""
    model: str | None = None
    """Name of an installed spaCy model, or a full path to one that leads outside the vault."""
    kinds: frozenset[str] = frozenset(KINDS)
    """The kinds of cards that are made."""
    limits: Limits = Limits()
    tags: tuple[str, ...] = ()
    """Tags of every card."""
    guard: Guard = Guard()
    all_cards: bool = False
    """Whether decks take the cards that are only offered, too."""
    vocabulary: Ways = Ways.BOTH
    """Which way vocabulary is asked."""
    study: StudySettings = field(default_factory=StudySettings)
    """When cards come back, and how many a day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteSettings:
    """What a user can set for one note, under `cuedeck` in its front matter."""

    skip: bool = False
    """Whether the note gives no cards."""
    deck: str | None = None
    """Full name of the deck the note belongs to, such as `A::B`, in place of its folder's."""
    kinds: frozenset[str] = frozenset(KINDS)
    """The kinds of cards that are made from the note."""
    tags: tuple[str, ...] = ()
    """Tags of the note's cards, besides all others."""
    vocabulary: Ways | None = None
    """Which way its vocabulary is asked; where it says so, all its pairs of words are vocabulary."""


_KEYS = tuple("deck exclude recording language model kinds limits tags guard cards interface vocabulary study".split())
_NOTE_KEYS = ("skip", "deck", "kinds", "tags", "vocabulary")
_TIERS = {"sure": False, "all": True}
_KINDS_TAKES = "a list of kinds to make, or switches such as {term: off}"
_FEWEST_ENTRIES = 2
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}")


def read(folder: Path) -> Config:
    """The settings in a folder's `cuedeck.yaml`; defaults where there is none. Raises ConfigError."""
    path = folder / NAME
    if regular.leads_outside(path, folder):
        raise ConfigError(f"{path}:1: a link that leads outside the vault; put the file itself there")
    try:
        text = regular.text_of(regular.read_bytes(path))
    except FileNotFoundError:
        return Config()
    except OSError as error:
        raise ConfigError(f"{path}:1: cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path}:1: cannot be read ({error})") from error
    try:
        found = _config(yaml_reader.parse(text))
        _check_model(found.model, folder)
    except yaml_reader.MappingError as error:
        raise ConfigError(f"{path}:{error.line}: {error.reason}") from error
    except SettingError as error:
        raise ConfigError(f"{path}:{yaml_reader.line_of(text, error.words)}: {error.reason}") from error
    return found


def note_settings(value: Value | None, config: Config) -> NoteSettings:
    """The settings that a note's front matter has under `cuedeck`, on top of the vault's. Raises SettingError."""
    if value is None or value == "":
        return NoteSettings(kinds=config.kinds)
    values = mapping("cuedeck", value, _NOTE_KEYS, example="{skip: true}")
    return NoteSettings(
        skip=switch("skip", values.get("skip") or "off"),
        deck=_deck_name(string(values, "deck")),
        kinds=_kinds(values.get("kinds"), config.kinds),
        tags=_tags(values),
        vocabulary=_ways(string(values, "vocabulary")),
    )


def _config(values: Mapping[str, Value]) -> Config:
    check_keys(values, _KEYS)
    limits = mapping("limits", values.get("limits") or {}, ("question", "answer", "enumeration", "entries"))
    guard = mapping("guard", values.get("guard") or {}, ("share", "least"))
    template = string(values, "recording")
    if template is not None and "{seconds}" not in template:
        raise SettingError("`recording` needs `{seconds}` in it", "recording")
    if template is not None and not is_address(Recording("id", template).link(0) or ""):
        raise SettingError("`recording` makes no address", "recording")
    return Config(
        deck=_root(string(values, "deck")),
        exclude=strings(values, "exclude", "one pattern or a list of them"),
        recording=template,
        language=_language(string(values, "language")),
        interface=_interface(string(values, "interface")),
        model=string(values, "model"),
        kinds=_kinds(values.get("kinds"), frozenset(KINDS)),
        limits=Limits(**{key: _limit(key, value) for key, value in limits.items()}),
        tags=_tags(values),
        guard=Guard(
            share=share(guard.get("share", str(Guard().share)), "guard", "share"),
            least=whole(guard.get("least", str(Guard().least)), 0, "guard", "least"),
        ),
        all_cards=_all_cards(string(values, "cards")),
        vocabulary=_ways(string(values, "vocabulary")) or Ways.BOTH,
        study=study_settings(values.get("study")),
    )


def _check_model(model: str | None, vault: Path) -> None:
    """Refuse a model that came with the notes, for loading one may run code. Raises SettingError."""
    name = model or ""
    is_there = os.path.exists(name)  # noqa: PTH110 - a name that no path can have is no error
    if os.path.isabs(name):  # noqa: PTH117 - as above
        is_foreign = is_there and Path(name).resolve().is_relative_to(vault.resolve())
    else:
        is_foreign = is_there or not {"/", "\\"}.isdisjoint(name)
    if is_foreign:
        raise SettingError(
            "`model` takes the name of an installed package, or a full path that leads outside the vault: loading a model"
            " may run code",
            "model",
        )


def _ways(value: str | None) -> Ways | None:
    said = (value or "").lower()
    if said in SWITCH:
        return Ways.BOTH if SWITCH[said] else Ways.OFF
    if said and said not in {way.value for way in Ways}:
        raise SettingError("`vocabulary` takes `both`, `forward`, `backward` or `off`", "vocabulary")
    return Ways(said) if said else None


def _tags(values: Mapping[str, Value]) -> tuple[str, ...]:
    return tags.nested(strings(values, "tags", "one tag or a list of them"))


def _kinds(value: Value | None, above: frozenset[str]) -> frozenset[str]:
    """The kinds that a list names, or those `above` after some were switched on or off."""
    if not value:
        return above
    switches = (
        value if isinstance(value, dict) else dict.fromkeys(strings({"kinds": value}, "kinds", _KINDS_TAKES), "on")
    )
    for kind in switches:
        if kind not in KINDS:
            raise SettingError(f"unknown kind `{kind}`{suggestion(kind, KINDS)}", "kinds", kind)
    on = {kind for kind, value in switches.items() if switch(kind, value, "kinds")}
    return (above - set(switches)) | on if isinstance(value, dict) else frozenset(on)


def _all_cards(tiers: str | None) -> bool:
    if tiers is not None and tiers.lower() not in _TIERS:
        raise SettingError("`cards` takes `sure`, or `all` for those that are only offered, too", "cards")
    return tiers is not None and _TIERS[tiers.lower()]


def _limit(key: str, value: Value) -> int:
    limit = whole(value, 1, "limits", key)
    if key == "entries" and not _FEWEST_ENTRIES <= limit <= Limits().entries:
        raise SettingError(
            f"`entries` takes a whole number from {_FEWEST_ENTRIES} to {Limits().entries}", "limits", key
        )
    return limit


def _language(code: str | None) -> str | None:
    if code is None or code.lower() == "auto":
        return None
    if not _LANGUAGE.fullmatch(code):
        raise SettingError("`language` takes `auto`, or a code such as `en`", "language")
    return code.lower()


def _interface(code: str | None) -> str | None:
    """The language of pages without its region: `de-AT` has the words of `de`."""
    if code is None or code.lower() == "auto":
        return None
    spoken = code.lower().partition("-")[0]
    if spoken not in INTERFACES:
        raise SettingError(f"`interface` takes `auto`, or one of {', '.join(INTERFACES)}", "interface")
    return spoken


def _root(name: str | None) -> str | None:
    """The root deck's name as it is written, where it names a level."""
    if name is not None and not deck_names.shortened(name):
        raise SettingError("`deck` has no name", "deck")
    return name


def _deck_name(name: str | None) -> str | None:
    """A deck's full name, each level of it named."""
    full = None if name is None else deck_names.full(name)
    if name is not None and full is None:
        raise SettingError(deck_names.UNNAMED, "deck")
    return full
