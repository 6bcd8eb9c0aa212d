"""Promises of the best choice among pairs."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from cuedeck.cards.assignment import Pair, assign, components

pairs = st.dictionaries(st.tuples(st.integers(0, 4), st.integers(10, 14)), st.integers(1, 100), max_size=9)


def is_choice(chosen: tuple[Pair, ...]) -> bool:
    """Tell whether no row or column is taken twice."""
    return len({row for row, _ in chosen}) == len({column for _, column in chosen}) == len(chosen)


@given(pairs)
def test_no_other_choice_gains_more(gains: dict[Pair, float]) -> None:
    """Compared with every choice that there is."""
    chosen = tuple(assign(gains))
    assert is_choice(chosen)
    others = (some for size in range(len(gains) + 1) for some in combinations(gains, size) if is_choice(some))
    best = max(sum(gains[pair] for pair in some) for some in others)
    assert abs(sum(gains[pair] for pair in chosen) - best) < 1e-6


@given(pairs)
def test_components_hold_each_pair_once_and_share_nothing(gains: dict[Pair, float]) -> None:
    """So that each can be chosen from by itself."""
    groups = list(components(gains))
    assert sorted(pair for group in groups for pair in group) == sorted(gains)
    for one, other in combinations(groups, 2):
        assert {row for row, _ in one}.isdisjoint(row for row, _ in other)
        assert {column for _, column in one}.isdisjoint(column for _, column in other)
