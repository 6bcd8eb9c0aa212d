"""Where notes and sections went: the cards that did not change tell which note or heading has another name now."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from cuedeck.cards.fact import Fact, Section
from cuedeck.cards.identity import normalise
from cuedeck.cards.same_card import Place
from cuedeck.cards.similarity import letters_shared

_ALIKE = 0.8
"""Share of letters that two headings have in common where one is the other, corrected."""
_SECTION_MOVED = 1 / 3
"""Share of its cards that must have gone where a section is said to be now; one text that many notes repeat is no sign."""
_NOTE_MOVED = 1 / 2
"""The same for a note that has another name now."""
_Move = tuple[Section, Section]
_Notes = Mapping[str, AbstractSet[str]]


@dataclass(frozen=True, slots=True)
class Counterparts:
    """What each remembered note and section is called now."""

    notes: _Notes
    """Of a note that was split, several."""
    sections: Mapping[Section, Section]
    """Of those that have another name now."""
    renamed: AbstractSet[tuple[str, str]]
    """Notes that are gone, each with one that is new in its place."""

    def is_one_note(self, old: Fact, new: Fact) -> bool:
        """Whether a card is still in its note, which may have another name; not in one that took in another."""
        return old.note == new.note or (old.note, new.note) in self.renamed

    def place(self, old: Fact, new: Fact) -> Place:
        """How near a found card stands to where it was remembered."""
        if new.note in self.notes.get(old.note, ()):
            same = _below(old.section) == _below(new.section) or self.sections.get(old.section) == new.section
            return Place.SECTION if same else Place.NOTE
        return Place.DECK if old.deck == new.deck else Place.ELSEWHERE


def counterparts(
    old: Iterable[Fact],
    new: Iterable[Fact],
    matched: Iterable[tuple[Fact, Fact]],
    stayed: Mapping[Section, int] = MappingProxyType({}),
) -> Counterparts:
    """What the notes and sections are called now, told by the cards matched so far, and by names.

    `stayed` tells how many more cards of each section are in it still.
    """
    sizes = Counter(fact.section for fact in old)
    moved = Counter((was.section, now.section) for was, now in matched)
    sizes.update(stayed)
    moved.update({(section, section): number for section, number in stayed.items()})
    votes = {move: cards for move, cards in moved.items() if cards >= sizes[move[0]] * _SECTION_MOVED}
    before, now = sizes.keys(), {*(fact.section for fact in new), *stayed}
    notes = _notes(before, now, votes)
    return Counterparts(notes, _sections(before, now, votes, notes), _renamed(sizes, now, moved, notes))


def _notes(before: AbstractSet[Section], now: AbstractSet[Section], votes: Iterable[_Move]) -> _Notes:
    """Notes by the cards that went there, by their path, else by file name or title."""
    still = {note for note, _ in now}
    went: dict[str, set[str]] = {note: {note} & still for note, _ in before}
    for section, other in votes:
        went[section[0]].add(other[0])
    names: dict[str, set[str]] = defaultdict(set)
    for section in now:
        if section[0] not in went:
            for name in note_names(section):
                names[name].add(section[0])
    lost = {section for section in before if not went[section[0]]}
    for section in lost:
        alike = [names[name] for name in note_names(section) if len(names.get(name, ())) == 1]
        went[section[0]] |= set().union(*alike)
    return dict(went)


def _renamed(
    sizes: Mapping[Section, int], now: AbstractSet[Section], moved: Mapping[_Move, int], notes: _Notes
) -> set[tuple[str, str]]:
    """Notes that are gone, each with the new one that has most of its cards, or its name where no card tells."""
    cards: Counter[str] = Counter()
    for (note, _), size in sizes.items():
        cards[note] += size
    votes: Counter[tuple[str, str]] = Counter()
    for (section, other), number in moved.items():
        votes[section[0], other[0]] += number
    told = {note for note, _ in votes}
    gone, come = cards.keys() - {note for note, _ in now}, {note for note, _ in now} - cards.keys()
    pairs = ((note, other) for note in gone for other in notes[note] if other in come)
    return {pair for pair in pairs if pair[0] not in told or votes[pair] >= cards[pair[0]] * _NOTE_MOVED}


def note_names(section: Section) -> tuple[str, ...]:
    """What the note of a section is known by when it lies elsewhere: its file name, its title."""
    note, path = section
    stem = _folded(note.rpartition("/")[2].rpartition(".")[0])
    return f"stem {stem}", f"title {_folded(path[0]) if path else stem}"


def _sections(
    before: AbstractSet[Section], now: AbstractSet[Section], votes: Mapping[_Move, int], notes: _Notes
) -> dict[Section, Section]:
    """Sections by most cards that went there, else by a heading alike in place of the one that is gone."""
    went = {section: other for (section, other), _ in sorted(votes.items(), key=lambda vote: (vote[1], vote[0]))}
    known = {(note, _below((note, path))) for note, path in before}
    came: dict[str, list[Section]] = defaultdict(list)
    for section in now - before:
        if (section[0], _below(section)) not in known:
            came[section[0]].append(section)
    for section in before - now - went.keys():
        near = [other for note in notes[section[0]] for other in came[note] if _is_renamed(section, other)]
        if len(near) == 1:
            went[section] = near[0]
    return {section: other for section, other in went.items() if section != other}


def _below(section: Section) -> tuple[str, ...]:
    """The headings below the note's title, whatever their case and punctuation."""
    return tuple(map(_folded, section[1][1:]))


@lru_cache(1 << 15)
def _folded(heading: str) -> str:
    return normalise(heading)


def _is_renamed(section: Section, other: Section) -> bool:
    """Whether two sections stand below the same headings, and their own are alike."""
    one, two = _below(section), _below(other)
    return bool(one and two) and one[:-1] == two[:-1] and letters_shared(one[-1], two[-1]) >= _ALIKE
