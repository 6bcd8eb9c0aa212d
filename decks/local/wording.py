"""The words of pages in the language of their reader, of which a folder holds one file for each language."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from cuedeck.notes import yaml_reader

_FALLBACK = "en"


def spoken(folder: Path, language: str) -> str:
    """The language to speak: the one asked for, such as `de`, or English where there are no words of it."""
    return language if (folder / f"{language}.yaml").is_file() else _FALLBACK


@cache
def read(folder: Path, language: str) -> Mapping[str, Mapping[str, str]]:
    """All texts of a language, by their groups."""
    found = yaml_reader.parse_own((folder / f"{language}.yaml").read_text("utf-8"))
    return MappingProxyType({name: _texts(group) for name, group in found.items()})


def _texts(group: yaml_reader.Value) -> Mapping[str, str]:
    texts = group.items() if isinstance(group, dict) else ()
    return MappingProxyType({name: text for name, text in texts if isinstance(text, str)})
