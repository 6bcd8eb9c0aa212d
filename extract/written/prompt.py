"""What a model is told: the prompt of a language, and a request for each passage."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from pathlib import Path
from string import Template

from cuedeck.extract.written.passages import Passage
from cuedeck.notes import yaml_reader

_FILES = Path(__file__).parents[1] / "wording" / "prompts"
_DEFAULT = "en"
_WORDS_A_CARD, _SENTENCES_A_CARD = 25, 1.25
"""What gives a card at the most, on average: of prose so many words, of entries and rows so many of them."""
_MOST_CARDS = 12
_TOKENS, _TOKENS_A_CARD = 200, 110
"""What a reply may take: by itself, and for each card."""
LONGEST_QUESTION, LONGEST_ANSWER, LONGEST_ITEM, LONGEST_QUOTE = 200, 300, 90, 600
"""Characters."""
MOST_ITEMS = 7


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


@dataclass(frozen=True, slots=True)
class Request:
    """What is sent for one passage, whoever answers it."""

    passage: Passage
    prompt: Prompt
    user: str
    most: int
    """Cards that the reply may hold."""

    @property
    def system(self) -> str:
        """What the model is told before."""
        return self.prompt.filled(self.most)

    @property
    def tokens(self) -> int:
        """The most that the reply should take."""
        return _TOKENS + _TOKENS_A_CARD * self.most

    @property
    def schema(self) -> Mapping[str, object]:
        """The JSON Schema of the reply."""
        return reply_schema(self.most)


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


def request(passage: Passage, prompt: Prompt) -> Request:
    """The request for one passage."""
    wanted = max(passage.words / _WORDS_A_CARD, len(passage.marks) / _SENTENCES_A_CARD)
    most = min(max(math.ceil(wanted), 1), _MOST_CARDS)
    headings = " > ".join(passage.headings)
    head = f"Title: {passage.title}\n" + (f"Headings: {headings}\n" if headings else "")
    user = f'{head}Section:\n"""\n{passage.text}\n"""'
    return Request(passage, prompt, user, most)


def reply_schema(most: int) -> Mapping[str, object]:
    """What a reply of at most so many cards looks like."""
    card = {
        "question": {"type": "string", "maxLength": LONGEST_QUESTION},
        "answer": {"type": "string", "maxLength": LONGEST_ANSWER},
        "items": {"type": "array", "maxItems": MOST_ITEMS, "items": {"type": "string", "maxLength": LONGEST_ITEM}},
        "quote": {"type": "string", "maxLength": LONGEST_QUOTE},
    }
    cards = {"type": "array", "maxItems": most, "items": _object(card)}
    return _object({"cards": cards})


def _object(fields: Mapping[str, object]) -> Mapping[str, object]:
    """An object that has these fields and no others."""
    return {"type": "object", "additionalProperties": False, "required": list(fields), "properties": fields}


@cache
def _read(code: str) -> Prompt:
    head, _, text = (_FILES / f"{code}.md").read_text("utf-8").removeprefix("---\n").partition("\n---\n")
    return Prompt(text.strip(), f"{code}-{yaml_reader.parse_own(head)['version']}")
