"""Siblings: which cards bring back each other, and the order in which they come apart."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise

import pytest

from cuedeck.cards.card import GAP, Card, Kind
from cuedeck.cards.siblings import kin
from cuedeck.cards.spacing import APART, apart
from cuedeck.decks.app.pipeline import cards_of
from tests.build_cards import card, face
from tests.vaults import write
from tests.work import calls

NOTE = """---
title: How cells move water
---

Osmosis is the movement of water through a membrane. It needs no energy from the cell.

## Types of solutions

* **Hypertonic solution:** a liquid with more dissolved particles than the cell
* **Hypotonic solution:** a liquid with fewer dissolved particles than the cell

## Metals

| Metal | Melting point | Density |
|---|---|---|
| Copper | 1085 °C | 8.96 g/cm³ |
| Tin | 232 °C | 7.31 g/cm³ |

The {{c1::heart}} pumps about five litres of blood through the {{c2::arteries}} of the body.

Hauptstadt von Peru:::Lima
"""


def plain(at: int, *, asked: str = "", answer: str = "", statement: str = "") -> Card:
    """A card with a statement of its own, unless told otherwise."""
    made = card(f"g{at}", asked or f"What is q{at}?", answer or f"It is z{at}")
    return replace(made, line=1, statement=statement or f"s{at}")


def pairs(count: int) -> list[Card]:
    """As many statements, each with a question and its reverse one after the other."""
    return [plain(at, statement=f"both {at // 2}") for at in range(2 * count)]


def gaps(cards: Sequence[Card], order: Sequence[int]) -> list[int]:
    """The places between the cards of each statement, in an order."""
    last: dict[str, int] = {}
    found = []
    for now, place in enumerate(order):
        statement = cards[place].statement
        if statement in last:
            found.append(now - last[statement])
        last[statement] = now
    return found


def meeting(cards: Sequence[Card]) -> int:
    """How many neighbours are siblings."""
    return sum(one.is_sibling(other) for one, other in pairwise(kin(cards)))


def together(cards: Sequence[Card], said: str) -> set[str]:
    """The questions of the siblings of the one card whose question holds this."""
    relations = dict(zip((one.question.plain for one in cards), kin(cards), strict=True))
    (own,) = (question for question in relations if said in question)
    return {question for question in relations if question != own and relations[question].is_sibling(relations[own])}


# --- who is whose sibling ---


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> tuple[Card, ...]:
    """The cards of a note, those that are only offered among them."""
    return cards_of(write(tmp_path_factory.mktemp("vault"), {"cells.md": NOTE}), all_cards=True)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("What is osmosis?", "Which term is meant"),
        ("types of solutions", "What is a hypertonic solution?"),
        ("types of solutions", "What is a hypotonic solution?"),
        ("For copper, what is the melting point?", "For copper, what is the density?"),
        ("The […] pumps", "through the […] of the body"),
        ("Hauptstadt von Peru", "Lima"),
    ],
)
def test_cards_of_one_statement_are_siblings(found: tuple[Card, ...], one: str, other: str) -> None:
    """A term and its reverse, a list and its entries, the cells of a row, the gaps of a sentence, both ways."""
    assert any(other in question for question in together(found, one))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("What is osmosis?", "What does osmosis need?"),
        ("What is a hypertonic solution?", "What is a hypotonic solution?"),
        ("For copper, what is the melting point?", "For tin, what is the melting point?"),
    ],
)
def test_cards_of_different_statements_are_none(found: tuple[Card, ...], one: str, other: str) -> None:
    """The next sentence of a paragraph, the next entry and the next row tell nothing of each other."""
    assert not any(other in question for question in together(found, one))


@pytest.mark.parametrize(
    ("answer", "question", "are_siblings"),
    [
        ("The spleen", "What does a spleen do?", True),
        ("Red blood cells", "Where are RED BLOOD CELLS made?", True),
        ("Glacier", "What do glaciers carve?", True),
        ("渗透", "什么是渗透?", True),
        ("ion", "What is the function of the lens?", False),
        ("—", "What is a dash (—)?", False),
    ],
)
def test_a_card_that_tells_what_another_asks_is_its_sibling(answer: str, question: str, *, are_siblings: bool) -> None:
    """Whole words of the answer stand in the question, whatever their case, article and number."""
    one, other = kin([plain(1, answer=answer), plain(2, asked=question)])
    assert one.is_sibling(other) is other.is_sibling(one) is are_siblings


def test_each_entry_of_an_answer_counts() -> None:
    """A list gives each of its entries away."""
    whole = replace(plain(1), items=("Bowline", "Clove hitch"))
    first, second = kin([whole, plain(2, asked="What is a clove hitch?")])
    assert first.is_sibling(second)


def test_a_cloze_is_no_sibling_of_itself_alone() -> None:
    """An answer that stands in its own question only has no siblings."""
    only = replace(plain(1, asked=f"A heart is a {GAP} heart", answer="heart"), kind=Kind.CLOZE, answer=face("heart"))
    assert apart([only, plain(2), plain(3)]) == (0, 1, 2)


# --- the order ---


def test_cards_without_siblings_keep_their_order() -> None:
    """Nothing is moved that needs no room."""
    assert apart([plain(at) for at in range(100)]) == tuple(range(100))


@pytest.mark.parametrize("at", [0, 30, 98])
def test_only_siblings_move(at: int) -> None:
    """At the end of a deck it is the first of them that moves; all others stay in the order of the notes."""
    cards = [plain(place) for place in range(100)]
    cards[at] = replace(cards[at], statement="s")
    cards[at + 1] = replace(cards[at + 1], statement="s")
    order = apart(cards)
    assert gaps(cards, order) == [APART]
    others = [place for place in order if place not in {at, at + 1}]
    assert others == sorted(others)


@pytest.mark.parametrize(("count", "least"), [(2, 2), (3, 3), (5, 3), (50, APART), (500, APART)])
def test_a_vocabulary_both_ways_comes_apart(count: int, least: int) -> None:
    """Though each card has a sibling, they stand a day's cards apart, or nearly as far as a small deck allows."""
    cards = pairs(count)
    assert min(gaps(cards, apart(cards))) >= least


@pytest.mark.parametrize("group", ["aaab", "aaabb", "baaab", "bbbaaa", "abbab", "aaaabbb"])
def test_what_a_small_deck_allows_is_done(group: str) -> None:
    """Where two statements have all the cards, they take turns."""
    cards = [plain(at, statement=name) for at, name in enumerate(group)]
    least = max(2 * max(map(group.count, "ab")) - 1 - len(group), 0)
    assert meeting([cards[at] for at in apart(cards)]) == least


def test_an_added_card_moves_what_is_around_it() -> None:
    """Most cards follow the same card as before, though one was added in the middle, and then its reverse."""
    cards = [*pairs(100), *(plain(at) for at in range(200, 400))]
    before = [cards[at].guid for at in apart(cards)]
    for added in (1, 2):
        more = [*cards[:100], *(plain(1000 + at, statement="new") for at in range(added)), *cards[100:]]
        after = [more[at].guid for at in apart(more)]
        new = {one.guid for one in more} - set(before)
        places = {guid: at for at, guid in enumerate(guid for guid in after if guid not in new)}
        assert max(abs(places[guid] - at) for at, guid in enumerate(before)) <= 2
        assert len(set(pairwise(before)) - set(pairwise(after))) < 80


def one_statement(count: int) -> list[Card]:
    """Cards that are all siblings."""
    return [plain(at, statement="s") for at in range(count)]


def yes_and_no(count: int) -> list[Card]:
    """Cards of which each holds the answers of all."""
    return [plain(at, asked="Yes or no?", answer=("Yes", "No")[at % 2]) for at in range(count)]


@pytest.mark.parametrize("made", [pairs, one_statement, yes_and_no])
def test_the_time_grows_with_the_deck(made: Callable[[int], list[Card]]) -> None:
    """Calls are counted: four times as many cards take about four times as many, even if all of them are siblings."""
    small, large = made(500), made(2_000)
    assert calls(lambda: apart(large)) < 5 * calls(lambda: apart(small))
