"""The word lists of `words.yaml`, which rules and gates name."""

from functools import cache
from pathlib import Path

from cuedeck.notes import yaml_reader

_FILE = Path(__file__).with_name("words.yaml")


@cache
def lists() -> dict[str, frozenset[str]]:
    """All lists by their names."""
    found = yaml_reader.parse_own(_FILE.read_text("utf-8"))
    return {name: frozenset(listed.split()) for name, listed in found.items() if isinstance(listed, str)}


@cache
def words(*names: str) -> frozenset[str]:
    """One list, or several together, by name; a pair such as `lead+to` is one word. Raises KeyError."""
    return frozenset().union(*(lists()[name] for name in names))
