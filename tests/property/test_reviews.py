"""What holds for logs of reviews, whatever was written and in whatever order."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from cuedeck.decks.schedule.log import Log, Undoing, text
from cuedeck.decks.schedule.review import Rating, Review

TIMES = st.integers(0, 30).map(lambda at: 1_800_000_000.0 + at / 2)
GUIDS = st.sampled_from(["q1", "q2", "c\u00e9"])
RECORDS = st.lists(
    st.builds(Review, TIMES, GUIDS, st.sampled_from(Rating), st.integers(0, 99))
    | st.builds(Undoing, TIMES, GUIDS, TIMES)
)


def read(*texts: str) -> Log:
    """Read a log in several parts."""
    log = Log()
    for part in texts:
        log.read(part)
    return log


@given(RECORDS)
def test_what_is_written_is_read(records: list[Review | Undoing]) -> None:
    """Line by line, with nothing wrong."""
    log = read(text(records))
    reviews = {one for one in records if isinstance(one, Review)}
    assert {one for own in log.reviews.values() for one in own} == reviews
    assert not log.faults


@given(RECORDS, st.randoms(use_true_random=False), st.integers(0, 60))
def test_the_order_of_lines_and_lines_that_are_doubled_change_nothing(
    records: list[Review | Undoing], random: Random, cut: int
) -> None:
    """Logs of two machines give the same histories however they are merged."""
    lines = text(records).splitlines(keepends=True)
    mixed = lines + lines[:cut]
    random.shuffle(mixed)
    assert read("".join(mixed)).histories == read("".join(lines[:cut]), "".join(lines[cut:])).histories


@given(RECORDS)
def test_what_was_taken_back_does_not_count(records: list[Review | Undoing]) -> None:
    """No history holds a review whose undoing is told, and each is in the order of its times."""
    log = read(text(records))
    undone = {(one.guid, one.undoes) for one in records if isinstance(one, Undoing)}
    for guid, history in log.histories.items():
        assert not {(guid, review.at) for review in history} & undone
        assert [review.at for review in history] == sorted(review.at for review in history)


@given(st.text(), RECORDS)
def test_nothing_that_stands_in_a_log_stops_it(noise: str, records: list[Review | Undoing]) -> None:
    """What is no line of ours is skipped, and told with a line that is there."""
    log = read(f"{noise}\n{text(records)}")
    assert len(log.faults) <= noise.count("\n") + 1
    assert all(1 <= fault.line <= noise.count("\n") + 1 and fault.reason for fault in log.faults)
    assert log.histories.items() >= read(text(records)).histories.items()
