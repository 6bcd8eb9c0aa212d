"""What a model is told before it is asked: the prompt of a language, or the user's own."""

from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from pathlib import Path
from string import Template

from cuedeck.notes import yaml_reader

_PROMPTS = Path(__file__).parent / "prompts"
_DEFAULT = "en"


class PromptError(ValueError):
    """A file that is no prompt; the message is one sentence for the user."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """How a model is told to write cards, or to read them."""

    text: str
    """`$most` stands for the most cards of a reply."""
    version: str
    """Is written down with what was asked."""

    def filled(self, most: object) -> str:
        """What a model is told, with the most cards of its reply."""
        return Template(self.text).safe_substitute(most=most)


def writing_prompt(language: str | None) -> Prompt:
    """How a model is told to write cards in a language, by its code; in English where that has no prompt of its own."""
    return _prompt("writing", language)


def reading_prompt(language: str | None) -> Prompt:
    """How a model is told to read cards that were written in a language, as before."""
    return _prompt("reading", language)


def _prompt(folder: str, language: str | None) -> Prompt:
    own = _PROMPTS / folder / f"{language}.md"
    return _read(own if language and own.exists() else _PROMPTS / folder / f"{_DEFAULT}.md")


def own_prompt(path: Path) -> Prompt:
    """The prompt in a user's file. Raises PromptError, OSError."""
    try:
        text = path.read_text("utf-8-sig").strip()
    except UnicodeDecodeError as error:
        raise PromptError(f"{path}:1: not UTF-8 text") from error
    if not text:
        raise PromptError(f"{path}:1: the prompt is empty")
    return Prompt(text, f"own-{blake2b(text.encode(), digest_size=4).hexdigest()}")


@cache
def _read(path: Path) -> Prompt:
    head, _, text = path.read_text("utf-8").removeprefix("---\n").partition("\n---\n")
    return Prompt(text.strip(), f"{path.stem}-{yaml_reader.parse_own(head)['version']}")
