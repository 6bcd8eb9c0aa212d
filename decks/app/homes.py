"""Which note each written card is on: the one that it names, or where the sentence went that it rests on."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path, PurePosixPath

from cuedeck.cards.identity import normalise
from cuedeck.cards.written import Written
from cuedeck.decks.app.memory import Memory
from cuedeck.decks.app.opening import Opened, placed
from cuedeck.decks.app.progress import Progress, unheard
from cuedeck.notes.clock import CLOCK
from cuedeck.notes.vault import Vault

_UNSAID = re.compile(rf"\[?{CLOCK}\]?|\]\([^()\s]*\)|\[\[[^\[\]|]*\||[*_`#~=$|^]+")
"""What stands between the words of a sentence and is none: timestamps, addresses, targets of links, marks."""


@dataclass(frozen=True)
class _Source:
    """A note's text, as far as it can tell which sentences stand in it."""

    note: Opened

    @cached_property
    def words(self) -> str:
        """Its words, without markup."""
        source = self.note.source
        return _words(source) if isinstance(source, str) else ""

    def has(self, quote: str) -> bool:
        """Whether a sentence stands in it, letter by letter."""
        return bool(quote) and quote in self.words


def housed(notes: Sequence[Opened], cards: Iterable[Written]) -> tuple[list[Opened], tuple[Written, ...]]:
    """The notes with the cards that were written on them; and those cards whose note is gone.

    A card goes with its sentence, letter by letter, into another note; where a note was renamed, the cards whose
    sentences changed go with those whose did not.
    """
    sources = {note.file.path: _Source(note) for note in notes}
    by_note: defaultdict[str, list[Written]] = defaultdict(list)
    for card in cards:
        by_note[card.note].append(card)
    homes: defaultdict[str, list[Written]] = defaultdict(list)
    lost: list[Written] = []
    for path, own in by_note.items():
        for card, home in _homes(path, own, sources):
            (lost if home is None else homes[home]).append(card)
    return [replace(note, written=tuple(homes.get(note.file.path, ()))) for note in notes], tuple(lost)


def opened_with(
    vault: Vault, notes: Path, cards: Sequence[Written], memory: Memory, progress: Progress = unheard
) -> tuple[list[Opened], tuple[Written, ...]]:
    """The notes in a folder or file of a vault with the cards that were written on them; and those whose note is gone.

    Raises OSError.
    """
    files = vault.files(notes)
    if not cards:
        return placed(memory.opened(vault, files, progress)), ()
    every, lost = housed(memory.opened(vault, vault.files(vault.folder), progress), cards)
    paths = {file.path for file in files}
    return [note for note in placed(every) if note.file.path in paths], lost


def _homes(path: str, cards: Sequence[Written], sources: Mapping[str, _Source]) -> list[tuple[Written, str | None]]:
    """The note of each card that was written on one note."""
    here = sources.get(path)
    found: list[tuple[Written, str | None]] = []
    order: list[_Source] | None = None
    for card in cards:
        quote = _words(card.quote)
        if here is not None and here.has(quote):
            found.append((card, path))
            continue
        order = order or _nearest(path, sources)
        found.append((card, next((one.note.file.path for one in order if one.has(quote)), None)))
    went = Counter(home for _, home in found if home is not None)
    fallback = path if here is not None else max(went, key=lambda home: went[home], default=_namesake(path, sources))
    return [(card, fallback if home is None else home) for card, home in found]


def _namesake(path: str, sources: Iterable[str]) -> str | None:
    """The one note in another folder that has the name of a note."""
    same = [other for other in sources if PurePosixPath(other).name == PurePosixPath(path).name]
    return same[0] if len(same) == 1 else None


def _nearest(path: str, sources: Mapping[str, _Source]) -> list[_Source]:
    """The other notes: those of the same name first, then those of the same folder."""
    there = PurePosixPath(path)

    def distance(other: str) -> tuple[bool, bool, str]:
        return PurePosixPath(other).name != there.name, PurePosixPath(other).parent != there.parent, other

    return [sources[other] for other in sorted(sources, key=distance) if other != path]


def _words(text: str) -> str:
    return normalise(_UNSAID.sub(" ", text))
