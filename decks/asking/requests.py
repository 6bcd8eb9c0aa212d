"""Passages of a note -> the requests that a model answers, as many passages in each as it can well hold."""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Protocol

from cuedeck.decks.asking.passages import Passage, hashed, parts
from cuedeck.decks.asking.prompt import Prompt

LONGEST = 12_000
"""Characters of all passages of a request: some 3,000 tokens, which with prompt and reply most models can hold."""
_WORDS_A_CARD, _SENTENCES_A_CARD = 25, 1.25
"""What gives a card at the most, on average: of prose so many words, of entries and rows so many of them."""
_TOKENS, _TOKENS_A_CARD = 200, 110
"""What a reply may take: by itself, and for each card."""
LONGEST_QUESTION, LONGEST_ANSWER, LONGEST_ITEM, LONGEST_QUOTE = 200, 300, 90, 600
"""Characters."""
MOST_ITEMS = 7
_ASKED = "Cards that there are already; ask for nothing of this again:"


class Message(Protocol):
    """What a model is told and asked, and the form of its reply."""

    @property
    def system(self) -> str:
        """What it is told before."""

    @property
    def user(self) -> str:
        """What it is asked."""

    @property
    def tokens(self) -> int:
        """The most that its reply should take."""

    @property
    def schema(self) -> Mapping[str, object]:
        """The JSON Schema of its reply."""


@dataclass(frozen=True)
class Request:
    """What is sent at once, whoever answers it."""

    passages: tuple[Passage, ...]
    """Of one note, in reading order, at least one."""
    prompt: Prompt
    asked: tuple[str, ...] = ()
    """The questions of cards that were written on the note before."""

    @property
    def note(self) -> str:
        """The path of its note."""
        return self.passages[0].note

    @property
    def line(self) -> int:
        """Where it begins in the note."""
        return self.passages[0].line

    @property
    def words(self) -> int:
        """How many words of the note it sends."""
        return sum(passage.words for passage in self.passages)

    @property
    def mark(self) -> str:
        """Hash of its plain text, by which a reply names it."""
        return hashed(" ".join(one.mark for one in self.passages), size=8)

    @cached_property
    def most(self) -> int:
        """Cards that the reply may hold."""
        return math.ceil(
            sum(max(one.words / _WORDS_A_CARD, len(one.marks) / _SENTENCES_A_CARD) for one in self.passages)
        )

    @property
    def system(self) -> str:
        """What the model is told before."""
        return self.prompt.filled(self.most)

    @property
    def user(self) -> str:
        """What it is asked."""
        text = "\n\n".join(map(_shown, self.passages))
        asked = "".join(f"\n- {question}" for question in self.asked)
        return f'Title: {self.passages[0].title}\nNote:\n"""\n{text}\n"""' + (f"\n\n{_ASKED}{asked}" if asked else "")

    @property
    def tokens(self) -> int:
        """The most that the reply should take."""
        return _TOKENS + _TOKENS_A_CARD * self.most

    @property
    def schema(self) -> Mapping[str, object]:
        """The JSON Schema of the reply."""
        return reply_schema(self.most)

    @property
    def halves(self) -> "tuple[Request, ...]":
        """Two requests for the same; none where it has one passage."""
        middle = len(self.passages) // 2
        parts = (self.passages[:middle], self.passages[middle:]) if middle else ()
        return tuple(replace(self, passages=part) for part in parts)


def requests(passages: Iterable[Passage], prompt: Prompt, asked: Sequence[str] = ()) -> Iterator[Request]:
    """The requests for passages of one note: one of them, unless they are too long for that."""
    for part in parts(passages, LONGEST, size=lambda passage: len(passage.text)):
        yield Request(tuple(part), prompt, tuple(asked))


def _shown(passage: Passage) -> str:
    headings = " > ".join(passage.headings)
    return f"## {headings}\n{passage.text}" if headings else passage.text


def reply_schema(most: int) -> Mapping[str, object]:
    """What a reply of at most so many cards looks like."""
    card = {
        "question": {"type": "string", "maxLength": LONGEST_QUESTION},
        "answer": {"type": "string", "maxLength": LONGEST_ANSWER},
        "items": {"type": "array", "maxItems": MOST_ITEMS, "items": {"type": "string", "maxLength": LONGEST_ITEM}},
        "quote": {"type": "string", "maxLength": LONGEST_QUOTE},
    }
    cards = {"type": "array", "maxItems": most, "items": closed_object(card)}
    return closed_object({"cards": cards})


def closed_object(fields: Mapping[str, object]) -> Mapping[str, object]:
    """JSON Schema of an object that has these fields and no others."""
    return {"type": "object", "additionalProperties": False, "required": list(fields), "properties": fields}
