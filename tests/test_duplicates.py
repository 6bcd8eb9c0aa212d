"""Of cards that say the same one stays; what only looks alike stays apart."""

from dataclasses import replace

import pytest

from cuedeck.cards.card import YOU, Card, Kind
from cuedeck.cards.duplicates import without_twins
from cuedeck.notes.cue import Cue
from tests.build_cards import card

MOMENT = Cue(seconds=81, url=None)


def left(*cards: Card) -> list[str]:
    """Give the guids of the cards that stay."""
    return [one.guid for one in without_twins(cards)[0]]


def test_the_same_words_of_two_notes_are_one_card() -> None:
    """Case and a word or two of a long answer make no difference."""
    first = card(
        "g1",
        "What does “Obsess over details” involve?",
        "Study successful products to understand what makes them magical",
    )
    again = card(
        "g2",
        "What does “Obsess Over Details” involve?",
        "Analyze successful products to understand what makes them magical",
    )
    assert left(first, again) == ["g1"]


def test_the_card_with_a_moment_of_its_own_stays() -> None:
    """Whichever stands first."""
    inherited = replace(
        card("g1", "What is a basin?", "A hollow that holds water"), cue=replace(MOMENT, inherited=True)
    )
    own = replace(card("g2", "What is a basin?", "A hollow that holds water"), cue=MOMENT)
    assert left(inherited, own) == ["g2"]


@pytest.mark.parametrize(
    ("other_question", "other_answer"),
    [
        ("What is the savings target by age 50?", "3 times current salary"),
        ("What is the savings target by age 40?", "6 times current salary"),
        ("What is the spending target by age 40?", "3 times current salary"),
        ("What is the savings target by age 40?", "Not 3 times current salary"),
    ],
)
def test_another_figure_name_or_negation_is_another_fact(other_question: str, other_answer: str) -> None:
    """However alike the letters are."""
    one = card("g1", "What is the savings target by age 40?", "3 times current salary")
    assert left(one, card("g2", other_question, other_answer)) == ["g1", "g2"]


def test_a_question_and_its_reverse_both_stay() -> None:
    """They are two directions of one fact."""
    one = card("g1", "What is a basin?", "A hollow")
    reverse = replace(card("g2", "What is a basin?", "A hollow"), kind=Kind.TERM)
    assert left(one, reverse) == ["g1", "g2"]


def test_what_the_writer_marked_up_always_stays() -> None:
    """Their own question stays, and makes ours needless."""
    ours = card("g1", "What is a basin?", "A hollow that holds water")
    theirs = replace(card("g2", "What is a basin?", "A hollow that holds water"), kind=Kind.QA, by=YOU)
    assert left(ours, theirs) == ["g2"]


def test_the_others_keep_their_order() -> None:
    """And each twin is told with the card that says the same."""
    cards = [card(f"g{at}", f"What is term {name}?", f"A thing called {name}") for at, name in enumerate("abc")]
    kept, twins = without_twins([cards[0], replace(cards[0], guid="g9"), *cards[1:]])
    assert list(kept) == cards
    assert [(one.card.guid, one.other.guid) for one in twins] == [("g9", "g0")]
