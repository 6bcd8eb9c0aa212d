"""Settings of studying: when cards come back, and how many a day."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from cuedeck.notes import yaml_reader
from cuedeck.notes.settings import SettingError, mapping, share, whole
from cuedeck.notes.yaml_reader import Value

_NUMBERS = 21
"""How many parameters FSRS-6 has."""
_NUMBER = re.compile(r"-?[0-9]{1,4}(?:\.[0-9]{1,20})?")
_STEP = re.compile(r"([0-9]{1,4})(s|m|h|d)")
_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86_400}
_LEAST_RETENTION, _MOST_RETENTION = 0.7, 0.99
_HOURS = 24
_LONGEST = 36_500


@dataclass(frozen=True, slots=True, kw_only=True)
class StudySettings:
    """What a user can set for studying."""

    parameters: tuple[float, ...] | None = None
    """Those of FSRS-6, as an optimiser finds them from one's own reviews; None for those that suit most."""
    desired_retention: float = 0.9
    """Chance of recalling a card when it comes back."""
    learning_steps: tuple[int, ...] = (60, 600)
    """Seconds after which a new card comes back, until it is learnt."""
    relearning_steps: tuple[int, ...] = (600,)
    """The same for one that was forgotten."""
    maximum_interval: int = _LONGEST
    """Days."""
    new_cards: int = 20
    """Cards that are asked for the first time, a day."""
    reviews: int = 200
    """Cards that come back, a day."""
    day_starts: int = 4
    """Hour of the local clock."""


_KEYS = tuple(StudySettings.__slots__)


def study_settings(value: Value | None) -> StudySettings:
    """The settings that `study` has. Raises SettingError."""
    given = mapping("study", value or {}, _KEYS, example="{new_cards: 20}")
    usual = StudySettings()
    return StudySettings(
        parameters=_parameters(given),
        desired_retention=_retention(given.get("desired_retention", str(usual.desired_retention))),
        learning_steps=_steps(given, "learning_steps", usual.learning_steps),
        relearning_steps=_steps(given, "relearning_steps", usual.relearning_steps),
        maximum_interval=_at_most(_LONGEST, given, "maximum_interval", usual.maximum_interval, least=1),
        new_cards=_whole(given, "new_cards", usual.new_cards),
        reviews=_whole(given, "reviews", usual.reviews),
        day_starts=_at_most(_HOURS - 1, given, "day_starts", usual.day_starts),
    )


def _whole(given: Mapping[str, Value], key: str, usual: int, *, least: int = 0) -> int:
    return whole(given.get(key, str(usual)), least, "study", key)


def _at_most(most: int, given: Mapping[str, Value], key: str, usual: int, *, least: int = 0) -> int:
    found = _whole(given, key, usual, least=least)
    if found > most:
        raise SettingError(f"`{key}` takes a whole number from {least} to {most}", "study", key)
    return found


def _retention(value: Value) -> float:
    found = share(value, "study", "desired_retention")
    if not _LEAST_RETENTION <= found <= _MOST_RETENTION:
        raise SettingError(
            f"`desired_retention` takes a share from {_LEAST_RETENTION} to {_MOST_RETENTION}",
            "study",
            "desired_retention",
        )
    return found


def _parameters(given: Mapping[str, Value]) -> tuple[float, ...] | None:
    if "parameters" not in given:
        return None
    found = _list(given, "parameters", f"a list of {_NUMBERS} numbers, those of FSRS-6")
    if len(found) != _NUMBERS or not all(map(_NUMBER.fullmatch, found)):
        raise SettingError(f"`parameters` takes a list of {_NUMBERS} numbers, those of FSRS-6", "study", "parameters")
    return tuple(map(float, found))


def _steps(given: Mapping[str, Value], key: str, usual: tuple[int, ...]) -> tuple[int, ...]:
    if key not in given:
        return usual
    found = [_STEP.fullmatch(step) for step in _list(given, key, "steps such as [1m, 10m], or none: []")]
    steps = tuple(int(step[1]) * _SECONDS[step[2]] for step in found if step is not None)
    if len(steps) < len(found) or 0 in steps:
        raise SettingError(f"`{key}` takes steps such as [1m, 10m], or none: []", "study", key)
    return steps


def _list(given: Mapping[str, Value], key: str, takes: str) -> tuple[str, ...]:
    value = given[key]
    if isinstance(value, dict) or (isinstance(value, list) and not all(isinstance(part, str) for part in value)):
        raise SettingError(f"`{key}` takes {takes}", "study", key)
    return yaml_reader.strings(value)
