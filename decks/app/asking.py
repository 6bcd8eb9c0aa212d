"""A note with what of it is to be asked of a model, and what was written on it before."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from math import inf

from cuedeck.cards.card import YOU
from cuedeck.cards.making import shown_context
from cuedeck.cards.written import UNREAD, Asked, Written
from cuedeck.decks.app.opening import Opened
from cuedeck.decks.asking.passages import lines, marks_of, passages
from cuedeck.decks.asking.prompt import Prompt, reading_prompt, writing_prompt
from cuedeck.decks.asking.requests import Request, requests
from cuedeck.decks.asking.second_reading import Face, SecondReading
from cuedeck.extract.parser.parser import NoParser
from cuedeck.extract.text.language_id import language_of
from cuedeck.extract.text.place import places
from cuedeck.extract.text.wanted import wanted
from cuedeck.extract.written.anchors import Ground, anchor, grounds
from cuedeck.extract.written.drafts import Drafted, drafted
from cuedeck.notes.config import Config
from cuedeck.notes.note import Note, Problem
from cuedeck.notes.reader import read_text
from cuedeck.notes.vault import File


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
    def standing(self) -> list[Drafted]:
        """The cards written on it before whose sentence still stands."""
        return [one for one in self.drafted(self.cards) if isinstance(one, Drafted)] if self.cards else []

    @cached_property
    def _by_models(self) -> list[tuple[Written, frozenset[str]]]:
        """Those of them that models wrote, with the marks of their sentences."""
        return [(one.written, marks_of(one.draft.statement)) for one in self.standing if one.written.by != YOU]

    @property
    def marks(self) -> frozenset[str]:
        """The marks of the sentences that a model has written cards on."""
        return frozenset(mark for _, marks in self._by_models for mark in marks)

    def written_on(self, marks: Iterable[str]) -> tuple[Written, ...]:
        """The cards that models wrote on the sentences with these marks."""
        here = frozenset(marks)
        return tuple(card for card, own in self._by_models if not here.isdisjoint(own))

    def reading(self, cards: Iterable[Drafted]) -> SecondReading | None:
        """What is sent to have those of some cards read that wait for it; None where none do."""
        if self.reader is None:
            return None
        waiting = (one for one in cards if one.written.doubt == UNREAD and not one.reasons)
        faces = tuple(_face(self.note, one) for one in waiting)
        return SecondReading(faces, self.reader) if faces else None

    @cached_property
    def unread(self) -> SecondReading | None:
        """What is sent to have cards read that an earlier run left unread; None where it left none."""
        return self.reading(self.standing)

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


def open_for_writing(file: File, config: Config) -> Asking | None:
    """A note that nothing is to be asked about, to write cards on by hand; None where it cannot be read."""
    source = Opened(file).source
    if isinstance(source, Problem):
        return None
    note = read_text(source, path=file.path, deck=file.deck, config=config)
    if isinstance(note, Problem):
        return None
    prompt = writing_prompt(config.language or language_of(note))
    return Asking(note=note, deck=file.top, config=config, cards=(), prompt=prompt)


def asking_of(
    one: Opened, config: Config, asked: frozenset[str], prompt: Prompt | None, *, again: bool, reads: bool
) -> Asking | Problem:
    """What is to be asked about a note; `asked`: the marks of what was asked before, `prompt`: the user's own."""
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
    left = [one.written.question for one in asking.standing if one.written.by == YOU or not again]
    return replace(asking, requests=requests_on(note, told, known, left))


def requests_on(
    note: Note, prompt: Prompt, known: frozenset[str], questions: Sequence[str] = ()
) -> tuple[Request, ...]:
    """The requests on a note, but for what has a known mark; beside cards with these questions."""
    new = (passage for passage in passages(note, known) if passage.mark not in known)
    return tuple(requests(new, prompt, questions))


def _face(note: Note, card: Drafted) -> Face:
    draft = card.draft
    answer = "; ".join(item.plain for item in draft.items) or draft.answer.plain
    return Face(card.written, " > ".join(shown_context(draft, note.title)), draft.question.plain, answer)
