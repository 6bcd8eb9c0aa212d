"""What a language is worded with: templates of questions and lists of words, from the files beside this one."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Formatter

from cuedeck.notes import yaml_reader
from cuedeck.notes.text import Text
from cuedeck.notes.yaml_reader import Value

_FILES = Path(__file__).parent
_NEUTRAL = {"term": "{term} = ?", "enumeration": "{heading} ({count}): ?", "cell": "{row} · {column}: ?"}
"""Fronts without words, for a language that has no file."""


class PhrasesError(ValueError):
    """A file of words that lacks something, or has something else in its place."""


@dataclass(frozen=True, slots=True)
class Phrases:
    """The templates and word lists of one language."""

    questions: Mapping[str, str]
    """Templates by name; a gap such as `{name}` is filled with words of the note."""
    sentences: Mapping[str, str]
    """Templates of the questions on sentences, by name."""
    counts: tuple[str, ...]
    """Small numbers as words, from none on."""

    def ask(self, question: str, **parts: Text | str) -> Text:
        """Fill the gaps of a template. Raises PhrasesError where the file has no such template."""
        if question not in self.questions:
            raise PhrasesError(f"no question `{question}`")
        return filled(self.questions[question], **parts)


def filled(template: str, **parts: Text | str) -> Text:
    """A template with its gaps filled; each part keeps its setting."""
    text = Text()
    for words, gap, _, _ in Formatter().parse(template):
        text += words
        if gap is not None:
            text += parts[gap]
    return text


@cache
def english() -> Phrases:
    """The words of English questions. Raises PhrasesError."""
    found = _read("en")
    counts = yaml_reader.strings(found.get("counts"))
    if not counts:
        raise PhrasesError("en.yaml: no counts")
    return Phrases(questions=_texts(found, "questions"), sentences=_texts(found, "sentences"), counts=counts)


@cache
def structure(code: str | None) -> Mapping[str, str]:
    """The templates of fronts that structure alone gives: those of a language's file, else neutral ones."""
    if code is None or not (_FILES / f"{code}.yaml").exists():
        return _NEUTRAL
    found = _read(code)
    return {**_NEUTRAL, **(_texts(found, "structure") if "structure" in found else {})}


def _read(code: str) -> Mapping[str, Value]:
    return yaml_reader.parse_own((_FILES / f"{code}.yaml").read_text("utf-8"))


def _texts(found: Mapping[str, Value], section: str) -> Mapping[str, str]:
    values = found.get(section)
    if not isinstance(values, dict):
        raise PhrasesError(f"no section `{section}`")
    wrong = [key for key, value in values.items() if not isinstance(value, str)]
    if wrong:
        raise PhrasesError(f"`{wrong[0]}` in `{section}` takes text")
    return {key: value for key, value in values.items() if isinstance(value, str)}
