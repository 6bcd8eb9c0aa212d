"""Written cards asked of a model: what of the notes was not asked yet -> requests -> replies -> `A.written.jsonl`."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from math import inf
from pathlib import Path

from cuedeck.cards.card import YOU
from cuedeck.cards.written import UNREAD, Asked, Writings, Written
from cuedeck.decks.app import written_files
from cuedeck.decks.app.belonging import remembered
from cuedeck.decks.app.deck_files import check_directory
from cuedeck.decks.app.homes import opened_with
from cuedeck.decks.app.memory import Memory
from cuedeck.decks.app.opening import Opened
from cuedeck.decks.app.written_files import Addition
from cuedeck.extract.parser.parser import NoParser
from cuedeck.extract.text.language_id import language_of
from cuedeck.extract.text.place import places
from cuedeck.extract.text.wanted import wanted
from cuedeck.extract.written.anchors import Ground, anchor, grounds
from cuedeck.extract.written.drafts import Drafted, drafted
from cuedeck.extract.written.passages import lines, marks_of, passages
from cuedeck.extract.written.prompt import Prompt, reading_prompt, writing_prompt
from cuedeck.extract.written.replies import Reply
from cuedeck.extract.written.requests import Message, Request, requests
from cuedeck.extract.written.second_reading import Face, SecondReading
from cuedeck.notes.config import Config
from cuedeck.notes.note import Note, Problem
from cuedeck.notes.reader import read_text
from cuedeck.notes.vault import File, Vault

_TOKENS_A_WORD = 1.4
"""Of English, as common tokenizers count."""
_TOKENS_A_CARD_READ = 70
"""That a card takes, with its context and what is said of it."""
HAND = "by hand"
"""Who wrote cards that a person carried here without saying from where."""
_INVENTED = "the sentence that it quotes does not stand in the notes"
_MISSHAPEN = "it has no question, answer and quote as text"


@dataclass(frozen=True, kw_only=True)
class Asking:
    """A note with what of it is to be asked about."""

    note: Note
    deck: str
    """Top-level name."""
    config: Config
    cards: tuple[Written, ...]
    """Those that were written on it before."""
    prompt: Prompt
    reader: Prompt | None = None
    """How its cards are read once more; None where they are not."""
    requests: tuple[Request, ...] = ()

    @cached_property
    def grounds(self) -> tuple[Ground, ...]:
        """What cards on the note may rest on."""
        return grounds(places(wanted(self.note), NoParser(), None))

    def drafted(self, cards: Iterable[Written]) -> list[Drafted | Written]:
        """Cards written on the note as drafts, and as they are where they rest on nothing."""
        return list(drafted(self.note, self.grounds, cards, self.config.limits))

    @cached_property
    def _standing(self) -> list[Drafted]:
        return [one for one in self.drafted(self.cards) if isinstance(one, Drafted)] if self.cards else []

    @property
    def standing(self) -> list[Written]:
        """The cards written on it before whose sentence still stands."""
        return [one.written for one in self._standing]

    @property
    def marks(self) -> frozenset[str]:
        """The marks of the sentences that a model has written cards on."""
        by_model = (one for one in self._standing if one.written.by != YOU)
        return frozenset(mark for one in by_model for mark in marks_of(one.draft.statement))

    def reading(self, cards: Iterable[Written]) -> SecondReading | None:
        """What is sent to have those of some cards read that wait for it; None where none do."""
        waiting = self.drafted(card for card in cards if card.doubt == UNREAD) if self.reader else []
        faces = tuple(_face(self.note, one) for one in waiting if isinstance(one, Drafted) and not one.reasons)
        return SecondReading(faces, self.reader) if faces and self.reader else None

    @cached_property
    def unread(self) -> SecondReading | None:
        """What is sent to have cards read that an earlier run left unread; None where it left none."""
        return self.reading(self.standing) if self.reader else None

    def on(self, marks: Iterable[str]) -> tuple[Written, ...]:
        """The cards that models wrote on the sentences with these marks."""
        here = frozenset(marks)
        return tuple(
            one.written
            for one in self._standing
            if one.written.by != YOU and not here.isdisjoint(marks_of(one.draft.statement))
        )

    @cached_property
    def lines(self) -> Mapping[str, int]:
        """The line of each sentence, by its mark."""
        return lines(self.note)

    def place(self, row: Written | Asked) -> float:
        """The line that a card of the note rests on, or a passage begins with; beyond all where it stands no more."""
        if isinstance(row, Written):
            found = anchor(row.quote, self.grounds)
            return inf if found is None else found.statement.line
        return min((self.lines[mark] for mark in row.sentences if mark in self.lines), default=inf)


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """What became of one reply."""

    cards: int
    """How many were written down and pass all gates."""
    written: tuple[Written, ...] = ()
    """All that was written down."""
    refused: tuple[str, ...]
    """Why others are none, a reason each."""
    sections: int = 0
    """How many sections the reply was on; none for a card by itself."""


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
    asked = frozenset() if again else _marks(writings)
    found = [_asking(one, vault.config, asked, prompt, again=again, reads=reads) for one in chosen]
    return Work(
        vault=vault.folder,
        notes=len(chosen),
        askings=tuple(_limited((one for one in found if isinstance(one, Asking)), limit)),
        problems=tuple(one for one in found if isinstance(one, Problem)),
    )


def on(file: File, config: Config) -> Asking | None:
    """A note that nothing is to be asked about, to write cards on by hand; None where it cannot be read."""
    source = Opened(file).source
    if isinstance(source, Problem):
        return None
    note = read_text(source, path=file.path, deck=file.deck, config=config)
    if isinstance(note, Problem):
        return None
    prompt = writing_prompt(config.language or language_of(note))
    return Asking(note=note, deck=file.top, config=config, cards=(), prompt=prompt)


def _asking(
    one: Opened, config: Config, asked: frozenset[str], prompt: Prompt | None, *, again: bool, reads: bool
) -> Asking | Problem:
    source = one.source
    if isinstance(source, Problem):
        return source
    note = read_text(source, path=one.file.path, deck=one.file.deck, config=config)
    if isinstance(note, Problem):
        return note
    language = config.language or language_of(note)
    told, reader = prompt or writing_prompt(language), reading_prompt(language) if reads else None
    asking = Asking(note=note, deck=one.file.top, config=config, cards=one.written, prompt=told, reader=reader)
    known = asked if again else asked | asking.marks
    left = [card.question for card in asking.standing if card.by == YOU or not again]
    return replace(asking, requests=_requests(note, told, known, left))


def _requests(note: Note, prompt: Prompt, known: frozenset[str], questions: Sequence[str] = ()) -> tuple[Request, ...]:
    """What is to be asked about a note, but for what has a known mark; beside cards with these questions."""
    new = (passage for passage in passages(note, known) if passage.mark not in known)
    return tuple(requests(new, prompt, questions))


def _marks(of: Writings) -> frozenset[str]:
    """The marks of what was asked."""
    return frozenset(mark for one in of.asked for mark in (*one.sentences, one.asked))


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


def save(asking: Asking, of: Request, reply: Reply, directory: Path, *, by: str) -> Saved:
    """Write down the cards of a reply, and that its passages were asked; what models wrote on these before goes.

    A card whose quote does not stand in the note is none: a made-up quote is the surest sign of a made-up card.
    Raises LinesError, ConfigError, OSError.
    """
    doubt = UNREAD if asking.reader else ""
    found = asking.drafted(replace(card, doubt=doubt) for card in reply.cards)
    anchored = [one for one in found if isinstance(one, Drafted)]
    refused = [reason for one in anchored for reason in one.reasons[:1]]
    refused += [_INVENTED] * (len(found) - len(anchored))
    refused += [_MISSHAPEN] * reply.misshapen
    asked = tuple(
        Asked(note=one.note, asked=one.mark, by=by, prompt=of.prompt.version, sentences=one.marks)
        for one in of.passages
    )
    replaced = asking.on(mark for one in of.passages for mark in one.marks)
    new = Writings(tuple(one.written for one in anchored), asked)
    written_files.add(directory, asking.deck, Addition(of.note, new, replaced, asking.place))
    cards = sum(not one.reasons for one in anchored)
    return Saved(cards=cards, written=new.cards, refused=tuple(refused), sections=len(of.passages))


def save_doubts(of: SecondReading, doubts: Iterable[str], directory: Path) -> None:
    """Write down what a second reader said against each card. Raises LinesError, ConfigError, OSError."""
    pairs = [(face.written, replace(face.written, doubt=doubt)) for face, doubt in zip(of.faces, doubts, strict=True)]
    written_files.exchange(directory, pairs)


def _face(note: Note, card: Drafted) -> Face:
    draft = card.draft
    answer = "; ".join(item.plain for item in draft.items) or draft.answer.plain
    context = " > ".join((note.title, *(heading.plain for heading in draft.path)))
    return Face(card.written, context, draft.question.plain, answer)


def take(of: Work, replies: Iterable[Reply], directory: Path, *, by: str) -> Iterator[Saved]:
    """Write down replies that a person carried here, each to the request that it names or, card by card, to the note it quotes.

    Raises LinesError, ConfigError, OSError.
    """
    named = dict(_named(of, directory))
    for reply in replies:
        if reply.text in named:
            asking, request = named[reply.text]
            cards = tuple(replace(card, note=asking.note.path) for card in reply.cards)
            yield save(asking, request, replace(reply, cards=cards), directory, by=by)
        else:
            yield from (_taken(of, card, directory) for card in reply.cards)


def _named(of: Work, directory: Path) -> Iterator[tuple[str, tuple[Asking, Request]]]:
    """What a reply may answer, by its mark: all of a note, or what of it was not asked yet."""
    asked = _marks(written_files.read(directory))
    for asking in of.askings:
        new = _requests(asking.note, asking.prompt, asked | asking.marks)
        yield from ((request.mark, (asking, request)) for request in (*asking.requests, *new))


def _taken(of: Work, card: Written, directory: Path) -> Saved:
    """Write down one card on the first note that its quote stands in."""
    home = next((asking for asking in of.askings if anchor(card.quote, asking.grounds) is not None), None)
    if home is None:
        return Saved(cards=0, refused=(_INVENTED,))
    own = replace(card, note=home.note.path)
    reasons = [reason for one in home.drafted([own]) if isinstance(one, Drafted) for reason in one.reasons]
    written_files.add(directory, home.deck, Addition(own.note, Writings((own,)), (), home.place))
    return Saved(cards=int(not reasons), refused=tuple(reasons[:1]))
