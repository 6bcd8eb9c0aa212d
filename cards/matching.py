"""Which found card is which remembered one: one to one, the surest first.

1. Cards that say the very same: in the same section (`unchanged`), then the same note, deck, anywhere. Cards that live
   come before retired ones, and a card that says little ("Cost? - Low") is found again only where it stood.
2. Cards that were edited, by `sameness`: first within their note, then their deck, then all decks; where several
   could be meant, those that together are most alike.
3. Cards that were corrected or are asked for otherwise, in their section, where nothing else could be meant; in their
   note, if their answer is long and the same.

The guid that a card was found with decides nothing by itself: it is made from headings and terms, and those may name
another fact after an edit.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from cuedeck.cards.assignment import assign, components
from cuedeck.cards.candidates import candidates
from cuedeck.cards.card import Kind
from cuedeck.cards.fact import Fact, Section
from cuedeck.cards.renames import Counterparts, counterparts
from cuedeck.cards.same_card import Place, Sameness, sameness
from cuedeck.cards.similarity import telling

_TELLING: Mapping[Kind, int] = dict.fromkeys(Kind, 6) | {
    Kind.STATEMENT: 4,
    Kind.DEFINITION: 3,
    Kind.TERM: 3,
    Kind.CLOZE: 4,
    Kind.QA: 3,
}
"""Telling words that a card must have to be found again unchanged in another note. Entries, lists, cells and headings
speak of what stands above them."""
_TELLING_INSIDE = 4
"""The same, for another section of its note."""
_LEAST = 0.4
"""Below all scores; the gain of a pair grows with the square above it, so that one sure pair beats two fair ones."""
_PLACES: tuple[Callable[[Fact], Hashable], ...] = (
    lambda fact: (fact.section, fact.guid),
    lambda fact: (fact.section, fact.cue),
    lambda fact: fact.section,
    lambda fact: (fact.note, fact.path[-1:]),
    lambda fact: fact.note,
    lambda fact: fact.path,
    lambda fact: fact.path[1:],
    lambda fact: fact.deck,
    lambda _: None,
)
"""Where cards that say the same must both be, nearest first."""


@dataclass(frozen=True, slots=True)
class Match:
    """A found card that is a remembered one."""

    old: Fact
    new: Fact
    score: float
    """How alike they are: 1 where they say the same, below 1 elsewhere."""
    doubtful: bool = False
    """Whether they are one only since nothing else could be meant."""


@dataclass(slots=True)
class _Matching:
    """What has been matched so far, and what is left, by place in the sequences given."""

    old: Sequence[Fact]
    new: Sequence[Fact]
    stayed: Mapping[Section, int]
    """Cards that are not among these, of the same notes, by section."""
    gone: dict[int, Fact] = field(default_factory=dict)
    come: dict[int, Fact] = field(default_factory=dict)
    matches: list[Match] = field(default_factory=list)

    def take(self, old: int, new: int, score: float, *, doubtful: bool = False) -> None:
        """Match two cards."""
        self.matches.append(Match(self.gone.pop(old), self.come.pop(new), score, doubtful))

    def counterparts(self) -> Counterparts:
        """Where notes and sections went, as far as is known."""
        return counterparts(self.old, self.new, ((match.old, match.new) for match in self.matches), self.stayed)


def match(old: Sequence[Fact], new: Sequence[Fact], stayed: Mapping[Section, int]) -> list[Match]:
    """The found cards that are remembered ones; no card is matched twice, and none changes its family.

    `stayed` are the numbers of cards that are not among these, since they say the same where they stood, by section.
    """
    notes = {fact.note for facts in (old, new) for fact in facts}
    around = {section: cards for section, cards in stayed.items() if section[0] in notes}
    matching = _Matching(old, new, around, dict(enumerate(old)), dict(enumerate(new)))
    _take_unchanged(matching)
    if matching.gone and matching.come:
        # What moved tells where its section went, and so helps to find what says little.
        for _ in range(2):
            _take_same_words(matching)
        where = matching.counterparts()
        for level in (Place.NOTE, Place.DECK, Place.ELSEWHERE):
            _take_edited(matching, where, level)
        _take_doubtful(matching)
    return matching.matches


def _take_unchanged(matching: _Matching) -> None:
    """Match what says the same letter by letter, in the same section of a file of the same name in another folder."""
    _take_alike(
        matching,
        lambda fact: (fact.family, fact.note.rpartition("/")[2], fact.path, fact.question, fact.answer),
        lambda *_: True,
    )


def _take_same_words(matching: _Matching) -> None:
    """Match what says the same but for case and punctuation, the nearest first."""
    spoken = {id(fact): fact.words for fact in (*matching.gone.values(), *matching.come.values())}
    where = matching.counterparts()

    def is_telling(old: Fact, new: Fact) -> bool:
        place = where.place(old, new)
        needed = {Place.SECTION: 0, Place.NOTE: min(_TELLING_INSIDE, _TELLING[new.kind])}.get(place, _TELLING[new.kind])
        return len(telling(new.question) | telling(new.answer)) >= needed

    for place in _PLACES:
        _take_alike(matching, lambda fact, place=place: (spoken[id(fact)], place(fact)), is_telling)  # type: ignore[misc]


def _take_alike(matching: _Matching, key: Callable[[Fact], Hashable], accepts: Callable[[Fact, Fact], bool]) -> None:
    """Match cards of one key, in order, those that live first."""
    queues: dict[Hashable, list[int]] = defaultdict(list)
    for at, fact in sorted(matching.gone.items(), key=lambda item: (not item[1].retired, -item[1].number)):
        queues[key(fact)].append(at)
    for at, fact in list(matching.come.items()):
        queue = queues.get(key(fact))
        if queue and accepts(matching.gone[queue[-1]], fact):
            matching.take(queue.pop(), at, 1.0)


def _take_edited(matching: _Matching, where: Counterparts, level: Place) -> None:
    """Match cards that differ, not further away than one level."""
    gains: dict[tuple[int, int], float] = {}
    scores: dict[tuple[int, int], float] = {}
    for old, new, same in _compared(matching, where, level):
        if not same.doubtful:
            scores[old, new] = same.score
            gains[old, new] = _gain(matching.gone[old], matching.come[new], where, same)
    for old, new in assign(gains):
        matching.take(old, new, scores[old, new])


def _take_doubtful(matching: _Matching) -> None:
    """Match cards that differ in what they say, where nothing else could be meant; retired ones come last."""
    where = matching.counterparts()
    found = {
        (old, new): same.score
        for old, new, same in _compared(matching, where, Place.NOTE)
        if where.is_one_note(matching.gone[old], matching.come[new])
    }
    for retired in (False, True):
        open_pairs = {
            pair: score
            for pair, score in found.items()
            if pair[0] in matching.gone and pair[1] in matching.come and matching.gone[pair[0]].retired is retired
        }
        for pair, *others in components(open_pairs):
            if not others:
                matching.take(*pair, found[pair], doubtful=True)


def _compared(matching: _Matching, where: Counterparts, level: Place) -> Iterator[tuple[int, int, Sameness]]:
    """The cards left that may be the same, by their places."""
    inside: Callable[[Fact], Collection[Hashable]] = {
        Place.NOTE: lambda fact: where.notes.get(fact.note, ()),
        Place.DECK: lambda fact: (fact.deck,),
        Place.ELSEWHERE: lambda _: ("",),
    }[level]
    of: Callable[[Fact], Hashable] = {
        Place.NOTE: lambda fact: fact.note,
        Place.DECK: lambda fact: fact.deck,
        Place.ELSEWHERE: lambda _: "",
    }[level]
    scopes = {at: inside(fact) for at, fact in matching.gone.items()}
    scope_of = {at: of(fact) for at, fact in matching.come.items()}
    for old, new in candidates(matching.gone, matching.come, scopes, scope_of):
        before, after = matching.gone[old], matching.come[new]
        same = sameness(before, after, where.place(before, after))
        if same is not None:
            yield old, new, same


def _gain(old: Fact, new: Fact, where: Counterparts, same: Sameness) -> float:
    """What a pair is worth against others: how alike it is, then how near."""
    near = sum((where.place(old, new) is Place.SECTION, old.cue == new.cue, old.guid == new.guid, not old.retired))
    return float((same.score - _LEAST) ** 2 + 0.01 * near)
