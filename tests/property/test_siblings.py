"""What holds for the order of cards, whoever is whose sibling."""

from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from cuedeck.cards.card import Card
from cuedeck.cards.siblings import kin
from cuedeck.cards.spacing import APART, apart
from tests.build_cards import card

WORDS = st.sampled_from(["dew", "ice fog", "hail", "wind", "rain", "snow"])
STATEMENTS = st.sampled_from(["", "", "one", "two", "three"])


@st.composite
def decks(draw: st.DrawFn, most: int = 60) -> list[Card]:
    """Cards of a few statements, whose answers stand in each other's questions."""
    told = draw(st.lists(st.tuples(WORDS | st.none(), WORDS | st.none(), STATEMENTS), max_size=most))
    return [
        replace(card(f"g{at}", f"What is {asked or f'q{at}'}?", answer or f"z{at}"), statement=statement)
        for at, (asked, answer, statement) in enumerate(told)
    ]


def siblings(cards: list[Card]) -> dict[int, set[int]]:
    """The places of the siblings of each card."""
    relations = list(enumerate(kin(cards)))
    return {at: {to for to, other in relations if to != at and one.is_sibling(other)} for at, one in relations}


@given(decks(), st.integers(1, APART))
def test_the_order_has_every_card_once_and_always_the_same(cards: list[Card], distance: int) -> None:
    """It is a permutation, and depends on the cards alone."""
    order = apart(cards, distance)
    assert sorted(order) == list(range(len(cards)))
    assert apart(list(cards), distance) == order


@given(decks())
def test_no_siblings_are_neighbours_where_none_has_many(cards: list[Card]) -> None:
    """If no card is the sibling of half of the others, all come apart."""
    known = siblings(cards)
    if all(2 * len(own) <= len(cards) - 1 for own in known.values()):
        assert not any(other in known[one] for one, other in pairwise(apart(cards)))


@given(decks())
def test_no_order_has_more_neighbours_that_are_siblings_than_the_notes(cards: list[Card]) -> None:
    """Whatever cannot be parted, nothing becomes worse."""
    known = siblings(cards)

    def meeting(order: range | tuple[int, ...]) -> int:
        return sum(other in known[one] for one, other in pairwise(order))

    assert meeting(apart(cards)) <= meeting(range(len(cards)))


@given(st.lists(st.integers(1, 2), min_size=APART + 5, max_size=80))
def test_pairs_of_siblings_stand_far_apart(sizes: list[int]) -> None:
    """In a deck whose statements have one card or two, all of two stand at least half of the distance apart."""
    names = [f"s{at}" for at, size in enumerate(sizes) for _ in range(size)]
    cards = [replace(card(f"g{at}", f"What is q{at}?", f"z{at}"), statement=name) for at, name in enumerate(names)]
    last: dict[str, int] = {}
    for now, place in enumerate(apart(cards)):
        name = cards[place].statement
        assert now - last.get(name, -APART) >= APART // 2
        last[name] = now


@given(decks(), st.data())
def test_cards_without_siblings_keep_their_order(cards: list[Card], data: st.DataObject) -> None:
    """What asks and tells nothing that others do stays in the order of the notes."""
    fill = [card(f"f{at}", f"What is p{at}?", f"y{at}") for at in range(60)]
    at = data.draw(st.integers(0, 60))
    both = [*fill[:at], *cards[:2], *fill[at:]]
    others = [both[place].guid for place in apart(both) if both[place].guid.startswith("f")]
    assert others == [one.guid for one in fill]
