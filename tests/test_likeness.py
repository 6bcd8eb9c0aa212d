"""Promises of how alike two texts are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cuedeck.cards.similarity import compare, telling

texts = st.text(max_size=60)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("The cell is stable", "The cell is unstable"),
        ("The cell divides", "The cell does not divide"),
        ("It can't be shared", "It can be shared"),
        ("It began in 1914", "It began in 1941"),
        ("It has two parts", "It has three parts"),
        ("42 km", "42 miles"),
        ("It is x + y", "It is x - y"),
        ("Take vitamin C", "Take vitamin D"),
        ("Prices increase with demand", "Prices decrease with demand"),
        ("Peter beat Paul at chess", "Paul beat Peter at chess"),
        ("The town is led by Anna now", "The town is led by Berta now"),
        ("True if any is true", "True if all is true"),
        ("A harmful gas", "A harmless gas"),
        ("High in hypertonic water", "High in hypotonic water"),
    ],
)
def test_what_says_something_else_clashes(old: str, new: str) -> None:
    """However many letters are the same, and whichever text comes first."""
    assert compare(old, new).clash
    assert compare(new, old).clash
    assert not compare(old, new).close


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("A knot that mkaes a loop", "A knot that makes a loop"),
        ("The analysed cells divide", "The analyzed cell divides"),
        ("A loop in a rope", "The loop of a rope"),
        ("Founded by Hirohitto in Tokyo", "Founded by Hirohito in Tokyo"),
        ("It costs 1,000 dollars", "It costs 1000 dollar"),
    ],
)
def test_spelling_and_small_words_are_close(old: str, new: str) -> None:
    """No word that tells something was put for another."""
    likeness = compare(old, new)
    assert likeness.close
    assert likeness.exchanged == 0


@pytest.mark.parametrize(
    ("old", "new", "exchanged"),
    [
        ("A firm loop", "A fixed loop", 1),
        ("A grey tube", "A green tube", 1),
        ("A loop", "A fixed loop at sea", 0),
        ("red tubes of glass", "green pipes of glass", 2),
    ],
)
def test_exchanged_words_are_counted(old: str, new: str, exchanged: int) -> None:
    """A word that was added or left out is none."""
    assert compare(old, new).exchanged == exchanged
    assert not compare(old, new).close


@pytest.mark.parametrize("new", ["blue; red; green", "Blue;  RED; green."])
def test_the_order_of_an_enumeration_is_no_matter(new: str) -> None:
    """Its entries are."""
    likeness = compare("red; green; blue", new)
    assert likeness.share == 1
    assert likeness.close
    assert not likeness.clash


def test_an_enumeration_is_alike_by_its_entries() -> None:
    """Two of two and three are four fifths."""
    assert compare("red; green", "green; blue; red").share == pytest.approx(0.8)
    assert compare("red; green", "black; white").share == 0


@given(texts, texts)
def test_likeness_is_the_same_both_ways(one: str, other: str) -> None:
    """Up to the order in which entries find each other."""
    there, back = compare(one, other), compare(other, one)
    assert (there.equal, there.clash, there.exchanged) == (back.equal, back.clash, back.exchanged)
    assert 0 <= there.share <= 1


@given(texts)
def test_a_text_is_equal_to_itself(text: str) -> None:
    """With a share of one and nothing else to say."""
    likeness = compare(text, text)
    assert likeness.equal
    assert likeness.share == 1
    assert not likeness.clash


def test_general_words_tell_nothing() -> None:
    """A question made of them could be asked of anything."""
    assert telling("What are the three main steps of this?") == set()
    assert telling("What does “Bowline” involve?") == {"bowline"}
