"""Duplicates: of the cards of a deck that ask or say the same, one stays; a sure one rather than an offered one."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from hashlib import blake2b

from cuedeck.cards.card import WRITTEN, YOU, Card, Kind, Tier
from cuedeck.cards.fact import Fact
from cuedeck.cards.identity import normalise
from cuedeck.cards.same_card import Place, sameness
from cuedeck.cards.shortlist import Shortlist
from cuedeck.cards.similarity import SPELT, compare, telling
from cuedeck.notes.stages import Stage

_ALIKE = 0.85
"""Share of letters that answers must have in common; read off pairs of real notes on one recording."""
_LEAST = min(_ALIKE, SPELT)
"""Below this share nothing makes two answers the same."""
_EXCHANGED = 2
"""Words of an answer that may be others: `study` for `analyze`, in a sentence that is otherwise the same."""


class Same(StrEnum):
    """What two cards have in common."""

    FRONT = "front"
    """Case and punctuation aside."""
    GUID = "guid"
    SENSE = "sense"
    """Nearly the same words, as notes on one recording have them."""
    WRITTEN = "written"
    """A written card asks for the same fact."""


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A card left out for the sake of another card of the deck."""

    card: Card
    other: Card
    """The one that stays."""
    same: Same


@dataclass(frozen=True, slots=True)
class Gist:
    """What a card has in common with cards that may say the same, told once from its own words."""

    front: bytes
    """Of those with the same front."""
    topic: bytes
    """Of those that ask for the same in other words."""


Twins = tuple[tuple[int, int], ...]
"""The places, among some cards, of those that say what another one says, and of the other."""
Compare = Callable[[Sequence[Card]], Twins]
"""Finds the twins among cards of one topic, the best of them first."""
_Told = tuple[tuple[Card, ...], tuple[Duplicate, ...]]
"""The cards that stay, in their order, and those left out."""
_Found = Mapping[int, Duplicate]
"""Those left out, by their place among all."""


def gist(card: Card) -> Gist:
    """What it has in common with cards that may say the same."""
    return Gist(_digest(normalise(card.front)), _digest(_topic(card)))


@Stage("twins")
def told_apart(cards: Sequence[Card], gists: Sequence[Gist] | None = None, compare: Compare | None = None) -> _Told:
    """The cards of a deck that differ in front, guid and sense, and why the others are left out.

    `gists` are those of the cards, where they are known; `compare` may know what `twins_among` finds.
    """
    known = tuple(map(gist, cards)) if gists is None else gists
    places: Sequence[int] = range(len(cards))
    left_out: list[Duplicate] = []
    twins = partial(_twins, compare=compare or twins_among)
    for find in (_same_front, _same_guid, twins, _restated):
        found = find(cards, known, places)
        places = [at for at in places if at not in found] if found else places
        left_out += found.values()
    return tuple([cards[at] for at in places]), tuple(left_out)


def unique(cards: Sequence[Card]) -> _Told:
    """The cards of a deck whose fronts differ; the first sure one of several alike stays."""
    return _without(cards, _same_front(cards, tuple(map(gist, cards)), range(len(cards))))


def without_twins(cards: Sequence[Card]) -> _Told:
    """The cards of a deck without those that say what another one says; of twins, one with its own moment stays.

    A question and its reverse are no twins, and what its writer marked up always stays. Compared are only cards whose
    questions have the same telling words, and of many such cards those whose answers share most words, so that the time
    grows with the number of cards.
    """
    return _without(cards, _twins(cards, tuple(map(gist, cards)), range(len(cards))))


def _without(cards: Sequence[Card], found: _Found) -> _Told:
    return tuple(card for at, card in enumerate(cards) if at not in found), tuple(found.values())


def _restated(cards: Sequence[Card], _: Sequence[Gist], places: Sequence[int]) -> _Found:
    """Those that are only offered where a written card asks for their fact.

    What asks for the same fact is told by the same measure as in a later build, so that the written card, with which
    nothing competes, carries on the history of the other.
    """
    written: defaultdict[object, list[tuple[Card, Fact]]] = defaultdict(list)
    for at in places:
        if WRITTEN in cards[at].tags:
            written[_site(cards[at])].append((cards[at], _fact(cards[at])))
    if not written:
        return {}
    restating = ((at, _restating(cards[at], written)) for at in places)
    return {at: Duplicate(cards[at], other, Same.WRITTEN) for at, other in restating if other is not None}


def _restating(card: Card, written: Mapping[object, Sequence[tuple[Card, Fact]]]) -> Card | None:
    """The written card that asks for the fact of a card that is only offered."""
    if not _is_offered(card) or WRITTEN in card.tags:
        return None
    fact = _fact(card)
    alike = ((sameness(fact, other, Place.SECTION), own) for own, other in written.get(_site(card), ()))
    return max(((same.score, own) for same, own in alike if same), key=lambda pair: pair[0], default=(0, None))[1]


def _site(card: Card) -> object:
    """Where a card stands: the line of its sentence, or of a list its headings."""
    return (card.note, card.path) if card.kind is Kind.LIST else (card.note, card.line)


def _fact(card: Card) -> Fact:
    return Fact.found(card, card.deck, 0)


def _twins(
    cards: Sequence[Card], gists: Sequence[Gist], places: Sequence[int], compare: Compare | None = None
) -> _Found:
    topics: defaultdict[bytes, list[int]] = defaultdict(list)
    for at in places:
        topics[gists[at].topic].append(at)
    left_out: dict[int, Duplicate] = {}
    for own in topics.values():
        if len(own) > 1:
            best_first = sorted(own, key=lambda at: (*_rank(cards[at]), at))
            for at, other in (compare or twins_among)([cards[at] for at in best_first]):
                twin = best_first[at]
                left_out[twin] = Duplicate(cards[twin], cards[best_first[other]], Same.SENSE)
    return dict(sorted(left_out.items(), key=lambda found: found[0]))


def twins_among(cards: Sequence[Card]) -> Twins:
    """Those of some cards of one topic, best first, that say what a better one says."""
    return tuple(_twins_among(cards))


def _twins_among(cards: Sequence[Card]) -> Iterator[tuple[int, int]]:
    kept = Shortlist(_LEAST)
    for at, card in enumerate(cards):
        alike = () if is_marked(card) else kept.like(card.answer.plain)
        other = next((one for one in alike if _are_twins(cards[one], card)), None)
        if other is None:
            kept.add(at, card.answer.plain)
        else:
            yield at, other


def _same_front(cards: Sequence[Card], gists: Sequence[Gist], places: Sequence[int]) -> _Found:
    return _later(cards, [(gists[at].front, at) for at in places], Same.FRONT)


def _same_guid(cards: Sequence[Card], _: Sequence[Gist], places: Sequence[int]) -> _Found:
    return _later(cards, [(cards[at].guid, at) for at in places], Same.GUID)


def _later(cards: Sequence[Card], keyed: Sequence[tuple[Hashable, int]], same: Same) -> _Found:
    """The cards but for the first one of each key, or the first sure one if there is one."""
    first: dict[Hashable, int] = {}
    for key, at in keyed:
        if not _is_offered(cards[at]):
            first.setdefault(key, at)
    for key, at in keyed:
        first.setdefault(key, at)
    return {at: Duplicate(cards[at], cards[first[key]], same) for key, at in keyed if first[key] != at}


def _topic(card: Card) -> str:
    """What twins have in common; of vocabulary every word, for `gehen (ich)?` and `gehen (du)?` are two."""
    if card.is_vocabulary:
        return f"{normalise(card.question.plain)}\n{normalise(card.answer.plain)}"
    asked = " ".join(sorted(telling(card.question.plain)))
    return f"{card.kind.family}\n{card.kind is Kind.TERM}\n{asked}"


def _digest(text: str) -> bytes:
    return blake2b(text.encode(errors="surrogatepass"), digest_size=12).digest()


def _are_twins(one: Card, other: Card) -> bool:
    question = compare(one.question.plain, other.question.plain)
    answer = compare(one.answer.plain, other.answer.plain)
    asks_same = question.equal or (question.close and not question.clash and not question.exchanged)
    says_same = answer.equal or answer.close or (answer.share >= _ALIKE and answer.exchanged <= _EXCHANGED)
    return asks_same and says_same and not answer.clash


def _rank(card: Card) -> tuple[bool, ...]:
    """Of twins, the lowest stays."""
    return not is_marked(card), _is_offered(card), not _has_own_cue(card)


def _is_offered(card: Card) -> bool:
    return card.tier is Tier.OFFERED


def is_marked(card: Card) -> bool:
    """Whether its writer marked it up."""
    return card.by == YOU


def _has_own_cue(card: Card) -> bool:
    return card.cue is not None and not card.cue.inherited
