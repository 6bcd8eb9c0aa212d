"""Promises of recordings and of clock readings."""

import pytest

from cuedeck.notes.clock import is_clock, is_regular, label, seconds
from cuedeck.notes.cue import Cue
from cuedeck.notes.recording import KEYS, Recording, duration, recording, recording_of

YOUTUBE = "https://www.youtube.com/watch?v={id}&t={seconds}s"


@pytest.mark.parametrize(
    "value",
    [
        "-_0aB3cD4e5",
        "https://www.youtube.com/watch?v=-_0aB3cD4e5",
        "https://www.youtube.com/watch?t=284&v=-_0aB3cD4e5",
        "http://m.youtube.com/watch?v=-_0aB3cD4e5&list=x",
        "https://youtu.be/-_0aB3cD4e5?t=5",
        "https://www.youtube.com/embed/-_0aB3cD4e5",
        "https://www.youtube.com/live/-_0aB3cD4e5",
        "https://www.youtube.com/shorts/-_0aB3cD4e5",
        "youtu.be/-_0aB3cD4e5",
        "www.youtube.com/watch?v=-_0aB3cD4e5",
        " -_0aB3cD4e5 ",
    ],
)
def test_every_address_of_a_video_names_it(value: str) -> None:
    """A video is known by its id, however it is addressed."""
    assert recording(value) == Recording("-_0aB3cD4e5", YOUTUBE)


@pytest.mark.parametrize(
    ("value", "link"),
    [
        ("12345678901", "https://www.youtube.com/watch?v=12345678901&t=81s"),
        ("https://vimeo.com/76979871", "https://vimeo.com/76979871#t=81s"),
        ("https://bees.example/dance.mp3#t=5", "https://bees.example/dance.mp3#t=81"),
        ("lecture3.mp4", None),
        ("[[lecture3.mp4]]", None),
        ("1e5", None),
    ],
)
def test_a_recording_is_opened_at_the_second(value: str, link: str | None) -> None:
    """Known players and media files get a link; a bare name has none."""
    found = recording(value)
    assert found is not None
    assert found.link(81) == link


@pytest.mark.parametrize(
    "value", ["", "  ", "two words", "true", "No", "none", "ftp://bees.example/x", "http://[", "https://"]
)
def test_what_names_no_recording_is_none(value: str) -> None:
    """Empty, wordy and switch-like values name nothing."""
    assert recording(value) is None


def test_the_vaults_template_wins() -> None:
    """A configured link is used for ids and addresses alike."""
    template = "https://media.example/{id}#t={seconds}"
    for value in ("https://youtu.be/-_0aB3cD4e5", "-_0aB3cD4e5"):
        found = recording(value, template)
        assert found is not None
        assert found.link(81) == "https://media.example/-_0aB3cD4e5#t=81"


@pytest.mark.parametrize("key", [*KEYS, "videoId", "Video", "URL", "Media_Link"])
def test_every_key_names_a_recording(key: str) -> None:
    """Keys count in any case."""
    assert recording_of({"title": "x", key: "-_0aB3cD4e5"}) == Recording("-_0aB3cD4e5", YOUTUBE)


def test_the_most_telling_key_wins() -> None:
    """An id says more than the page a note was made from; other values are passed over."""
    named = {"url": "https://bees.example", "video": ["x"], "media": "true", "videoId": "-_0aB3cD4e5"}
    assert recording_of(named) == Recording("-_0aB3cD4e5", YOUTUBE)
    assert recording_of({"video": ["x"], "media": "no"}) is None


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("95", 95),
        ("95s", 95),
        ("1h2m3s", 3723),
        ("2m", 120),
        ("1h", 3600),
        ("PT1H2M3S", 3723),
        ("", None),
        ("x", None),
        ("1:02", None),
        ("9" * 5000, None),
        ("h".join(["9" * 5000] * 2), None),
    ],
)
def test_durations_are_read(value: str, expected: int | None) -> None:
    """Times as links and metadata write them."""
    assert duration(value) == expected


@pytest.mark.parametrize(
    ("reading", "expected", "regular"),
    [
        ("00:06:33", 393, True),
        ("6:33", 393, True),
        ("1:02:03", 3723, True),
        ("00:00:01.5", 1, True),
        ("00:10:25:00", 625, False),
        ("000:14:56", 896, False),
        ("01:31:4", 5464, False),
        ("01:5:05", 3905, False),
        ("00:61:00", 3660, False),
        ("75:00", 4500, False),
    ],
)
def test_readings_are_added_up(reading: str, expected: int, *, regular: bool) -> None:
    """Every spelling has its seconds; odd ones are told from regular ones."""
    assert is_clock(reading)
    assert (seconds(reading), is_regular(reading)) == (expected, regular)


@pytest.mark.parametrize("text", ["1:1", "6:0", "1:1:1", "20:1", "12", "1:", ":54", "00:01:02 am", "1234:05"])
def test_ratios_are_no_readings(text: str) -> None:
    """Some field behind a colon has two digits."""
    assert not is_clock(text)


def test_times_are_printed_short() -> None:
    """A cue is labelled as people say it."""
    assert [label(time) for time in (0, 81, 3723)] == ["0:00", "1:21", "1:02:03"]
    assert Cue(81, None).label == "1:21"


@pytest.mark.parametrize("name", ["[x", "x]y", "[::x]"])
def test_a_name_that_makes_no_address_opens_nothing(name: str) -> None:
    """The note keeps its recording, and its cards their times without a link."""
    known = recording(name, "https://{id}/#t={seconds}")
    assert known == Recording(name, None)
    assert known.link(7) is None
