"""Drafts -> cards: identity, context, moment, and both faces."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from cuedeck.cards.card import YOU, Card, Tier
from cuedeck.cards.draft import Draft
from cuedeck.cards.duplicates import gist
from cuedeck.cards.face import enumeration, face
from cuedeck.cards.identity import guid, normalise
from cuedeck.cards.lexicon import FUNCTION_WORDS, GENERIC_WORDS
from cuedeck.cards.moment import Undated, moment_of
from cuedeck.notes.note import Note
from cuedeck.notes.stages import Stage
from cuedeck.notes.stamp_evidence import witness_of
from cuedeck.notes.stamp_trust import Trust, judge

_ARTICLES = frozenset({"a", "an", "the"})
_EMPTY_WORDS = FUNCTION_WORDS | GENERIC_WORDS
_STEM = 5
_SHORT_ANSWER = 4
"""Words that carry meaning."""
_MOST_OPENING = 4
"""Words; a longer opening is not given away by a name."""


def made(note: Note, drafts: Iterable[Draft], trust: Trust | None = None) -> tuple[Card, ...]:
    """The cards that the drafts of one note make, in the order given.

    `trust` is what all notes on its recording tell of its times; without it, they are judged by the note alone.
    """
    trust = trust or judge([witness_of(note)])[note.path]
    return tuple(one.dated(trust) for one in undated(note, drafts))


@Stage("making cards")
def undated(note: Note, drafts: Iterable[Draft]) -> tuple[Undated, ...]:
    """The cards that the drafts of one note make, in the order given, before its times are judged."""
    seen: Counter[tuple[str, ...]] = Counter()
    made: list[Undated] = []
    for draft in drafts:
        key = (draft.kind.family, *map(normalise, draft.key))
        card = _card(note, draft, occurrence=seen[key])
        made.append(Undated(card, moment_of(note, draft.statement), gist(card)))
        seen[key] += 1
    return tuple(made)


def _card(note: Note, draft: Draft, *, occurrence: int) -> Card:
    folder = note.path.rpartition("/")[0]
    answer = (
        enumeration(draft.items, ordered=draft.ordered, start=draft.start, folder=folder)
        if draft.items
        else face(draft.answer, folder)
    )
    path = _path(draft, note.title)
    context = (*shown_context(draft, note.title), *filter(None, (draft.direction,)))
    return Card(
        guid=guid(note.id, draft.kind.family, draft.key, occurrence),
        kind=draft.kind,
        question=face(draft.question, folder),
        answer=answer,
        items=tuple(face(item).plain for item in draft.items),
        context=path if context == path else context,
        note=note.path,
        line=draft.statement.line,
        deck=note.deck,
        tags=(*note.tags, *draft.tags),
        path=path,
        is_vocabulary=draft.direction is not None,
        tier=Tier.SURE if draft.is_marked else draft.tier,
        by=YOU if draft.is_marked else draft.by,
        doubt=draft.doubt,
        statement=draft.statement.plain,
    )


def shown_context(draft: Draft, title: str) -> tuple[str, ...]:
    """What its card tells of where a draft stands in the note of a title."""
    return tuple(_telling(_path(draft, title), draft))


def _path(draft: Draft, title: str) -> tuple[str, ...]:
    return (title, *(text.plain for text in draft.path))


def _telling(path: tuple[str, ...], draft: Draft) -> Iterator[str]:
    """The names around a card that do not give its answer away, each once."""
    answers = [_singular(item.plain) for item in draft.items] or [_singular(draft.answer.plain)]
    opening = set() if draft.items else _opening(draft)
    told = set() if draft.items else _stems(draft.answer.plain) - _stems(draft.question.plain)
    seen: set[str] = set()
    for name in path:
        words = _singular(name)
        given = sum(f" {answer} " in f" {words} " for answer in answers)
        opens = bool(opening) and opening <= set(words.split())
        if (
            words
            and words not in seen
            and given * 2 < len(answers)
            and not opens
            and not _tells(name, told, draft, topic=name == path[0])
        ):
            yield name
        seen.add(words)


def _tells(name: str, told: set[str], draft: Draft, *, topic: bool) -> bool:
    """Whether most of what a heading says is what the answer adds, or most of a short answer stands in it.

    `topic`: whether it is the title, which tells what all cards of the note are about.
    """
    here = _stems(name) - _stems(draft.question.plain)
    common = here & told
    short = 0 < len(told) <= _SHORT_ANSWER
    restates = not topic and len(common) * 2 > len(here)
    return bool(common) and (restates or (short and len(common) * 2 >= len(told)))


def _stems(text: str) -> set[str]:
    """The beginnings of the words that carry meaning: `divide` and `division` count as one."""
    return {word[:_STEM] for word in normalise(text).split() if word not in _EMPTY_WORDS}


def _opening(draft: Draft) -> set[str]:
    """The words that an answer opens with, up to its first mark, less articles; empty if the question has them too."""
    first = re.split(r"[,;:(–—]", draft.answer.plain, maxsplit=1)[0].strip("\"“”'‘’ ")
    words = [word for word in _singular(first).split() if word not in _ARTICLES]
    asked = set(_singular(draft.question.plain).split())
    return set(words) if 0 < len(words) <= _MOST_OPENING and not asked.intersection(words) else set()


def _singular(text: str) -> str:
    """Normalised words without a plural `s`: a heading `Promises` gives the answer `Promise` away."""
    return re.sub(r"(?<=\w\w)s\b", "", normalise(text))
