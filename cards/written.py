"""Written cards: what a model or a person wrote on a note, each with the sentence of the note that it rests on."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from pathlib import Path

from cuedeck.cards import json_lines
from cuedeck.cards.json_lines import LinesError, Record

SCHEMA = Path(__file__).with_name("written.schema.json")
"""JSON Schema of a line; what it says is what is checked."""
UNREAD = "unread"
"""Stands in the place of a doubt while a card waits for its second reading; it is in the deck until then."""
_OF_CARD = ("note", "quote", "question", "answer", "items", "by")
_DOUBT = "doubt"
_OF_ASKED = ("note", "asked", "by", "prompt", "sentences")


class WrittenError(LinesError):
    """A file of written cards that cannot be used: `file:line: reason`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """One card that somebody wrote."""

    note: str
    """Path relative to the vault, with `/`, of the note that it was written on."""
    quote: str
    """The statement of the note that it rests on, as plain text or as it stands there."""
    question: str
    answer: str
    items: tuple[str, ...] = ()
    """The entries of an enumeration."""
    by: str
    """Who wrote it; `you` for a person."""
    doubt: str = ""
    """What a second reader said against it, in a word, which leaves it to its learner whether they take it."""
    more: Mapping[str, object] = field(default_factory=dict)
    """Fields of other programs, which are kept."""
    line: int = field(default=0, compare=False)
    """Line of the file it stands on."""
    file: str = field(default="", compare=False)
    """Name of that file."""

    @property
    def is_doubted(self) -> bool:
        """Whether a second reader has said something against it."""
        return self.doubt not in {"", UNREAD}

    def record(self) -> Record:
        """The values of its line, in the order they are written."""
        doubt = {_DOUBT: self.doubt} if self.doubt else {}
        return {name: getattr(self, name) for name in _OF_CARD} | doubt | dict(self.more)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """That a passage of a note was asked about."""

    note: str
    asked: str
    """Hash of its plain text."""
    by: str
    """Who was asked."""
    prompt: str = ""
    """Version of the prompt."""
    sentences: tuple[str, ...] = ()
    """Hashes of its sentences."""
    more: Mapping[str, object] = field(default_factory=dict)

    def record(self) -> Record:
        """The values of its line, in the order they are written."""
        return {name: getattr(self, name) for name in _OF_ASKED} | dict(self.more)


@dataclass(frozen=True, slots=True)
class Writings:
    """What one file holds, in its order."""

    cards: tuple[Written, ...] = ()
    asked: tuple[Asked, ...] = ()

    @property
    def marks(self) -> frozenset[str]:
        """The hashes of what was asked: of whole passages, and of their sentences."""
        return frozenset(mark for one in self.asked for mark in (*one.sentences, one.asked))

    def __add__(self, other: Writings) -> Writings:
        return Writings((*self.cards, *other.cards), (*self.asked, *other.asked))


def parse(text: str, where: str) -> Writings:
    """Read the text of a file; `where` names it in a WrittenError."""
    for at, reason in faults(text):
        raise WrittenError(where, at, reason)
    records = [(at, json_lines.record(line)) for at, line in json_lines.lines(text)]
    cards = tuple(_card(one, at, where) for at, one in records if "asked" not in one)
    return Writings(cards, tuple(_asked(one) for _, one in records if "asked" in one))


def faults(text: str) -> Iterator[tuple[int, str]]:
    """The lines that are none, with the reason."""
    for at, line in json_lines.lines(text):
        reason = _fault(line)
        if reason is not None:
            yield at, reason


def dump(of: Iterable[Written | Asked]) -> str:
    """The text of a file with these lines."""
    return "".join(json_lines.line(one.record()) for one in of)


def _fault(line: str) -> str | None:
    try:
        check = _schema()
        check(json_lines.record(line))
    except ValueError as error:
        return str(error).removeprefix("data.").replace("data must contain", "must contain")
    return None


@cache
def _schema() -> Callable[[Record], object]:
    """The check that the schema asks for; it raises a ValueError."""
    compiled: Callable[[Record], object] = import_module("fastjsonschema").compile(
        json.loads(SCHEMA.read_text("utf-8"))
    )
    return compiled


def _card(record: Record, line: int, where: str) -> Written:
    more = {name: value for name, value in record.items() if name not in (*_OF_CARD, _DOUBT)}
    items = record.get("items")
    return Written(
        note=str(record["note"]),
        quote=str(record["quote"]),
        question=str(record["question"]),
        answer=str(record["answer"]),
        items=tuple(items) if isinstance(items, list) else (),
        by=str(record["by"]),
        doubt=str(record.get(_DOUBT, "")),
        more=more,
        line=line,
        file=where,
    )


def _asked(record: Record) -> Asked:
    more = {name: value for name, value in record.items() if name not in _OF_ASKED}
    sentences = record.get("sentences")
    return Asked(
        note=str(record["note"]),
        asked=str(record["asked"]),
        by=str(record["by"]),
        prompt=str(record.get("prompt", "")),
        sentences=tuple(sentences) if isinstance(sentences, list) else (),
        more=more,
    )
