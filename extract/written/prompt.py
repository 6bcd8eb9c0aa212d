"""What a model is told before it is asked: the prompt of a language, or the user's own."""

from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from pathlib import Path
from string import Template

from cuedeck.notes import yaml_reader

_FILES = Path(__file__).parents[1] / "wording" / "prompts"
_DEFAULT = "en"


class PromptError(ValueError):
    """A file that is no prompt; the message is one sentence for the user."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """How a model is told to write cards."""

    text: str
    """`$most` stands for the most cards of a reply."""
    version: str
    """Is written down with what was asked."""

    def filled(self, most: object) -> str:
        """What a model is told, with the most cards of its reply."""
        return Template(self.text).safe_substitute(most=most)


def prompt_of(language: str | None) -> Prompt:
    """The prompt of a language, by its code; the English one where the language has none of its own."""
    code = language if language and (_FILES / f"{language}.md").exists() else _DEFAULT
    return _read(code)


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
def _read(code: str) -> Prompt:
    head, _, text = (_FILES / f"{code}.md").read_text("utf-8").removeprefix("---\n").partition("\n---\n")
    return Prompt(text.strip(), f"{code}-{yaml_reader.parse_own(head)['version']}")
