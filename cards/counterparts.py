"""Where notes and sections went: the cards that did not change tell which note or heading has another name now."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from cards.fact import Fact, Section
from cards.identity import normalise
from cards.likeness import letters_shared
from cards.sameness import Place

_ALIKE = 0.8
"""Share of letters that two headings have in common where one is the other, corrected."""


@dataclass(frozen=True, slots=True)
class Counterparts:
    """What each remembered note and section is called now."""

    notes: Mapping[str, frozenset[str]]
    """Of a note that was split, several."""
    sections: Mapping[Section, Section]
    """Of those that have another name now."""

    def place(self, old: Fact, new: Fact) -> Place:
        """How near a found card stands to where it was remembered."""
        if new.note in self.notes.get(old.note, ()):
            same = _below(old.section) == _below(new.section) or self.sections.get(old.section) == new.section
            return Place.SECTION if same else Place.NOTE
        return Place.DECK if old.deck == new.deck else Place.ELSEWHERE


def counterparts(old: Sequence[Fact], new: Sequence[Fact], matched: Iterable[tuple[Fact, Fact]]) -> Counterparts:
    """What the notes and sections are called now, told by the cards matched so far, and by names."""
    votes: dict[Section, Counter[Section]] = defaultdict(Counter)
    for was, now in matched:
        votes[was.section][now.section] += 1
    notes = _notes(old, new, votes)
    return Counterparts(notes, _sections(old, new, votes, notes))


def _notes(
    old: Sequence[Fact], new: Sequence[Fact], votes: Mapping[Section, Counter[Section]]
) -> Mapping[str, frozenset[str]]:
    now = {fact.note for fact in new}
    names: dict[str, set[str]] = defaultdict(set)
    before = {fact.note for fact in old}
    for fact in new:
        if fact.note not in before:
            for name in _note_names(fact):
                names[name].add(fact.note)
    went: dict[str, set[str]] = {note: {note} & now for note in before}
    for (note, _), sections in votes.items():
        went[note] |= {section[0] for section in sections}
    for fact in old:
        if not went[fact.note]:
            alike = [names[name] for name in _note_names(fact) if len(names.get(name, ())) == 1]
            went[fact.note] = set().union(*alike)
    return {note: frozenset(others) for note, others in went.items()}


def _note_names(fact: Fact) -> tuple[str, ...]:
    """What a note is known by when it lies elsewhere: its file name, its title."""
    stem = normalise(fact.note.rpartition("/")[2].rpartition(".")[0])
    return f"stem {stem}", f"title {normalise(fact.path[0]) if fact.path else stem}"


def _sections(
    old: Sequence[Fact],
    new: Sequence[Fact],
    votes: Mapping[Section, Counter[Section]],
    notes: Mapping[str, frozenset[str]],
) -> Mapping[Section, Section]:
    """Sections by most cards that went there, else by a heading alike in place of the one that is gone."""
    before, now = {fact.section for fact in old}, {fact.section for fact in new}
    known = {(note, _below((note, path))) for note, path in before}
    came: dict[str, list[Section]] = defaultdict(list)
    for section in sorted(now):
        if (section[0], _below(section)) not in known:
            came[section[0]].append(section)
    went = {section: counted.most_common(1)[0][0] for section, counted in votes.items()}
    for section in sorted(before - now - went.keys()):
        near = [other for note in sorted(notes[section[0]]) for other in came[note] if _is_renamed(section, other)]
        if len(near) == 1:
            went[section] = near[0]
    return {section: other for section, other in went.items() if section != other}


def _below(section: Section) -> tuple[str, ...]:
    """The headings below the note's title, whatever their case and punctuation."""
    return tuple(normalise(heading) for heading in section[1][1:])


def _is_renamed(section: Section, other: Section) -> bool:
    """Whether two sections stand below the same headings, and their own are alike."""
    one, two = _below(section), _below(other)
    return bool(one and two) and one[:-1] == two[:-1] and letters_shared(one[-1], two[-1]) >= _ALIKE
