"""Promises of grounds: the index finds what a look at each ground would."""

from hypothesis import given
from hypothesis import strategies as st

from cuedeck.extract.grounds import Ground, Grounds

WORDS = st.lists(st.sampled_from(["a", "b", "ab", "ba", "abc"]), max_size=6).map(" ".join)
GROUNDS = st.lists(st.builds(Ground, WORDS, st.sampled_from(["one", "other", None]), st.integers(0, 2)), max_size=8)


@given(GROUNDS, WORDS, st.integers(1, 2))
def test_the_first_ground_counts(grounds: list[Ground], sentence: str, line: int) -> None:
    """It holds the sentence, or the sentence of its line holds it."""
    held = (
        one for one in grounds if sentence in one.words or (one.line == line and one.words and one.words in sentence)
    )
    assert Grounds(grounds).first(sentence, line) == next(held, None)
