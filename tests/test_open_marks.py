"""Promises of open marks: emphasis closes in order, a tag closes where it was opened first."""

from hypothesis import given
from hypothesis import strategies as st

from cuedeck.notes.open_marks import OpenMarks
from cuedeck.notes.text import Mark

MARKS = st.sampled_from([Mark.NONE, Mark.BOLD, Mark.ITALIC, Mark.LINK])
STEPS = st.lists(st.one_of(MARKS, st.tuples(MARKS), st.none()), max_size=40)
"""A mark is opened, in a tuple closed where it was opened first; None closes the last one."""


@given(STEPS)
def test_marks_close_as_in_a_list(steps: list[Mark | tuple[Mark] | None]) -> None:
    """What is open is what a plain list of all marks would hold."""
    marks, plain = OpenMarks(), list[Mark]()
    for step in steps:
        if step is None:
            assert marks.close_last() == (plain.pop() if plain else None)
        elif isinstance(step, tuple):
            marks.close_first(step[0])
            if step[0] in plain:
                plain.remove(step[0])
        else:
            marks.open(step)
            plain.append(step)
        together = Mark.NONE
        for mark in plain:
            together |= mark
        assert marks.set == together
