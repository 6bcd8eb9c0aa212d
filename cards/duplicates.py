"""Duplicates: of the cards of a deck that ask or say the same, one stays; a sure one rather than an offered one."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

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


_Told = tuple[tuple[Card, ...], tuple[Duplicate, ...]]
"""The cards that stay, in their order, and those left out."""


@Stage("twins")
def told_apart(cards: Sequence[Card]) -> _Told:
    """The cards of a deck that differ in front, guid and sense, and why the others are left out."""
    fronts, asked = unique(cards)
    identities, named = _first(fronts, lambda card: card.guid, Same.GUID)
    senses, said = without_twins(identities)
    own, written = without_restated(senses)
    return own, (*asked, *named, *said, *written)


def without_restated(cards: Sequence[Card]) -> _Told:
    """The cards of a deck without those that are only offered where a written card asks for their fact.

    What asks for the same fact is told by the same measure as in a later build, so that the written card, with which
    nothing competes, carries on the history of the other.
    """
    written: defaultdict[object, list[tuple[Card, Fact]]] = defaultdict(list)
    for card in cards:
        if WRITTEN in card.tags:
            written[_site(card)].append((card, _fact(card)))
    if not written:
        return tuple(cards), ()
    restated = {
        card.guid: Duplicate(card, other, Same.WRITTEN) for card in cards if (other := _restating(card, written))
    }
    return tuple(card for card in cards if card.guid not in restated), tuple(restated.values())


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


def unique(cards: Sequence[Card]) -> _Told:
    """The cards of a deck whose fronts differ; the first sure one of several alike stays."""
    return _first(cards, lambda card: normalise(card.front), Same.FRONT)


def without_twins(cards: Sequence[Card]) -> _Told:
    """The cards of a deck without those that say what another one says; of twins, one with its own moment stays.

    A question and its reverse are no twins, and what its writer marked up always stays. Compared are only cards whose
    questions have the same telling words, and of many such cards those whose answers share most words, so that the time
    grows with the number of cards.
    """
    topics: defaultdict[str, list[int]] = defaultdict(list)
    for at in sorted(range(len(cards)), key=lambda at: (*_rank(cards[at]), at)):
        topics[_topic(cards[at])].append(at)
    twins = {at: twin for places in topics.values() if len(places) > 1 for at, twin in _twins(cards, places)}
    left = tuple(card for at, card in enumerate(cards) if at not in twins)
    return left, tuple(twins[at] for at in sorted(twins))


def _twins(cards: Sequence[Card], places: Iterable[int]) -> Iterator[tuple[int, Duplicate]]:
    """Those of the cards at some places, best first, that say what a better one says."""
    kept = Shortlist(_LEAST)
    for at in places:
        card = cards[at]
        alike = () if _is_marked(card) else kept.like(card.answer.plain)
        other = next((one for one in alike if _are_twins(cards[one], card)), None)
        if other is None:
            kept.add(at, card.answer.plain)
        else:
            yield at, Duplicate(card, cards[other], Same.SENSE)


def _first(cards: Sequence[Card], key: Callable[[Card], str], same: Same) -> _Told:
    """The first card of each key, a sure one if there is one, and the others."""
    keyed = [(key(card), card) for card in cards]
    first: dict[str, Card] = {}
    for name, card in sorted(keyed, key=lambda pair: _is_offered(pair[1])):
        first.setdefault(name, card)
    kept = tuple(card for name, card in keyed if first[name] is card)
    return kept, tuple(Duplicate(card, first[name], same) for name, card in keyed if first[name] is not card)


def _topic(card: Card) -> str:
    """What twins have in common; of vocabulary every word, for `gehen (ich)?` and `gehen (du)?` are two."""
    if card.is_vocabulary:
        return f"{normalise(card.question.plain)}\n{normalise(card.answer.plain)}"
    asked = " ".join(sorted(telling(card.question.plain)))
    return f"{card.kind.family}\n{card.kind is Kind.TERM}\n{asked}"


def _are_twins(one: Card, other: Card) -> bool:
    question = compare(one.question.plain, other.question.plain)
    answer = compare(one.answer.plain, other.answer.plain)
    asks_same = question.equal or (question.close and not question.clash and not question.exchanged)
    says_same = answer.equal or answer.close or (answer.share >= _ALIKE and answer.exchanged <= _EXCHANGED)
    return asks_same and says_same and not answer.clash


def _rank(card: Card) -> tuple[bool, ...]:
    """Of twins, the lowest stays."""
    return not _is_marked(card), _is_offered(card), not _has_own_cue(card)


def _is_offered(card: Card) -> bool:
    return card.tier is Tier.OFFERED


def _is_marked(card: Card) -> bool:
    return card.by == YOU


def _has_own_cue(card: Card) -> bool:
    return card.cue is not None and not card.cue.inherited
