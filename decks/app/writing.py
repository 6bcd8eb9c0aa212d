"""What of the notes a model was not asked about yet."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from cuedeck.decks.app import written_files
from cuedeck.decks.app.asking import Asking, asking_of
from cuedeck.decks.app.belonging import remembered
from cuedeck.decks.app.deck_files import check_directory
from cuedeck.decks.app.homes import opened_with
from cuedeck.decks.app.memory import Memory
from cuedeck.decks.asking.prompt import Prompt
from cuedeck.decks.asking.requests import Message, Request
from cuedeck.decks.asking.second_reading import SecondReading
from cuedeck.notes.note import Problem
from cuedeck.notes.vault import Vault

_TOKENS_A_WORD = 1.4
"""Of English, as common tokenizers count."""
_TOKENS_A_CARD_READ = 70
"""That a card takes, with its context and what is said of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """All that is to be asked."""

    vault: Path
    notes: int
    """How many were found, those that could not be read included."""
    askings: tuple[Asking, ...]
    """The notes that could be read, in the order of their paths."""
    problems: tuple[Problem, ...]

    @property
    def requests(self) -> tuple[Request, ...]:
        """All requests, in reading order."""
        return tuple(request for asking in self.askings for request in asking.requests)

    @property
    def notes_asked(self) -> int:
        """How many notes have something to ask about."""
        return sum(bool(asking.requests) for asking in self.askings)

    @property
    def sections(self) -> int:
        """How many sections are asked about."""
        return sum(len(request.passages) for request in self.requests)

    @property
    def unread(self) -> tuple[SecondReading, ...]:
        """Cards that wait to be read once more."""
        return tuple(asking.unread for asking in self.askings if asking.unread is not None)

    @property
    def words(self) -> int:
        """How many words of notes are sent."""
        return sum(request.words for request in self.requests)

    @property
    def tokens(self) -> int:
        """About how many tokens requests and replies take."""
        messages: tuple[Message, ...] = (*self.requests, *self.unread)
        sent = sum(len(f"{one.system} {one.user}".split()) for one in messages)
        replies = sum(one.tokens for one in messages) // 2
        return round(sent * _TOKENS_A_WORD) + replies + sum(map(_reading_tokens, self.askings))


def work(
    notes: Path,
    directory: Path,
    *,
    again: bool = False,
    limit: int | None = None,
    prompt: Prompt | None = None,
    reads: bool = False,
) -> Work:
    """What of the notes in a folder or file has not been asked yet; `again`: all of it, whatever was asked before.

    `limit`: the most sections; `reads`: whether cards that are written are read once more.
    Nothing is written, and nothing is sent. Raises ConfigError, LinesError, OSError.
    """
    check_directory(directory)
    vault = Vault.around(notes, lambda: remembered(directory))
    writings = written_files.read(directory)
    chosen, _ = opened_with(vault, notes, writings.cards, Memory())
    asked = frozenset() if again else writings.marks
    found = [asking_of(one, vault.config, asked, prompt, again=again, reads=reads) for one in chosen]
    return Work(
        vault=vault.folder,
        notes=len(chosen),
        askings=tuple(_limited((one for one in found if isinstance(one, Asking)), limit)),
        problems=tuple(one for one in found if isinstance(one, Problem)),
    )


def _limited(askings: Iterable[Asking], limit: int | None) -> Iterator[Asking]:
    """The first sections of what is to be asked."""
    if limit is None:
        yield from askings
        return
    for asking in askings:
        first = tuple(_first(asking.requests, limit))
        limit -= sum(len(request.passages) for request in first)
        yield replace(asking, requests=first)


def _first(of: Iterable[Request], limit: int) -> Iterator[Request]:
    """Requests for the first of their passages, at most so many."""
    for request in of:
        if limit > 0:
            yield replace(request, passages=request.passages[:limit])
        limit -= len(request.passages)


def _reading_tokens(of: Asking) -> int:
    """About how many tokens it takes to have those cards read that are yet to be written."""
    if of.reader is None:
        return 0
    told = len(of.reader.text.split()) * len(of.requests)
    cards = sum(request.most for request in of.requests) // 2
    return round(told * _TOKENS_A_WORD) + cards * _TOKENS_A_CARD_READ
