"""Promises of times at the start of lines: offsets in the note's recording are stamps, and no other times are."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from cuedeck.decks.app.pipeline import collect
from cuedeck.notes.blocks import texts
from cuedeck.notes.config import Config
from cuedeck.notes.note import Note, Section
from cuedeck.notes.reader import read_text
from cuedeck.notes.text import Text
from cuedeck.notes.vault import Vault
from tests.vaults import write

VIDEO = "videoId: abcdefghijk"
PAGE = "url: https://example.com/hives"
SENTENCE = "Bees dance in front of others."


def read(body: str, head: str = VIDEO) -> Note:
    """Read a note with this front matter."""
    note = read_text(f"---\ntitle: Hives\n{head}\n---\n{body}\n", path="hives.md", deck="deck", config=Config())
    assert isinstance(note, Note)
    return note


def said(section: Section) -> Iterator[Text]:
    """Give the texts of a section and of those below it, without empty ones."""
    yield from (
        text for text in (section.heading, *(text for block in section.blocks for text in texts(block))) if text
    )
    for below in section.sections:
        yield from said(below)


def stamped(body: str, head: str = VIDEO) -> list[tuple[str, list[int]]]:
    """Give the texts of a note, each with its seconds."""
    return [(text.plain, [stamp.seconds for _, stamp in text.stamps]) for text in said(read(body, head).root)]


def lines(*times: str, words: str = SENTENCE) -> str:
    """Give a paragraph for each time, which stands before the words."""
    return "\n\n".join(f"{time} {words}" for time in times)


def are_stamps(*times: str, head: str = VIDEO, words: str = SENTENCE) -> bool:
    """Whether the times at the starts of lines are stamps, which is told of all of them or of none."""
    found = stamped(lines(*times, words=words), head)
    assert all(seconds for _, seconds in found) or not any(seconds for _, seconds in found)
    return bool(found[0][1])


SPELLINGS = {
    "bare": "{} Bees",
    "dash": "{} - Bees",
    "long dash": "{} – Bees",
    "colon": "{}: Bees",
    "bar": "{} | Bees",
    "bold": "**{}** Bees",
    "bold with its colon": "**{}:** Bees",
    "bold before a dash": "**{}** — Bees",
    "italic": "*{}* Bees",
    "underscores": "__{}__ Bees",
    "parentheses": "({}) Bees",
    "bold parentheses": "**({})** Bees",
    "entry": "- {} Bees",
    "numbered entry": "1. **{}** - Bees",
    "task": "- [ ] {} Bees",
    "quote": "> {} - Bees",
    "heading": "## {} Bees",
}


@pytest.mark.parametrize("spelling", SPELLINGS.values(), ids=SPELLINGS)
def test_every_spelling_of_a_time_before_words_is_a_stamp(spelling: str) -> None:
    """It leaves no trace in the words."""
    body = "\n\n".join(map(spelling.format, ("0:45", "12:40", "1:02:03")))
    assert stamped(body) == [("Bees", [45]), ("Bees", [760]), ("Bees", [3723])]


def test_a_range_is_the_second_it_starts_at() -> None:
    """Whatever sign stands between its times."""
    body = "0:45 - 1:10 Bees\n\n1:10–2:12: Ants\n\n2:13 --> 3:00\nWasps"
    assert stamped(body) == [("Bees", [45]), ("Ants", [70]), ("Wasps", [133])]


def test_words_that_are_set_as_their_time_is_keep_their_setting() -> None:
    """And who speaks, and numbers and dots that words begin with, stay."""
    body = "**0:45 - Bees** dance\n\n**1:12** Anna: ants\n\n**2:13** - 3 wasps\n\n**3:14** ... and flies"
    assert stamped(body) == [("Bees dance", [45]), ("Anna: ants", [72]), ("3 wasps", [133]), ("... and flies", [194])]
    assert "**" not in "".join(text for text, _ in stamped(body))


def test_a_time_alone_on_its_line_is_that_of_what_follows() -> None:
    """With or without an empty line between; for what is no paragraph, it is only the nearest."""
    body = "0:45\nBees dance.\n1:12\nAnts walk.\n\n2:13\n\nWasps sting.\n\n## 3:14\n\nFlies fly.\n\n4:15\n\n- Moths"
    found = list(said(read(body).root))
    assert stamped(body) == [
        ("Bees dance. Ants walk.", [45, 72]),
        ("Wasps sting.", [133]),
        ("Flies fly.", [194]),
        ("Moths", []),
    ]
    assert found[-1].near is not None
    assert found[-1].near.seconds == 255


def test_lines_that_are_no_sentences_stand_apart() -> None:
    """As chapters do; where sentences go on over times, they stay whole."""
    assert stamped("0:00 Bees\n0:47 Ants\n1:12 Wasps") == [("Bees", [0]), ("Ants", [47]), ("Wasps", [72])]
    assert stamped("0:00 bees dance\n0:47 in front of\n1:12 others") == [("bees dance in front of others", [0, 47, 72])]


def test_a_time_belongs_to_the_sentence_behind_it() -> None:
    """Not to the one before, even where both stand in one paragraph."""
    text = next(said(read("0:45 Bees dance.\n1:12 Ants walk. They carry.\n2:13 Wasps sting.").root))
    parts = [text.cut(0, 11), text.cut(11, 22), text.cut(22, 34), text.cut(34, len(text.plain))]
    assert [part.plain.strip() for part in parts] == ["Bees dance.", "Ants walk.", "They carry.", "Wasps sting."]
    assert [[stamp.seconds for _, stamp in part.stamps] for part in parts] == [[45], [72], [], [133]]
    assert parts[2].near is not None
    assert parts[2].near.seconds == 72


def test_what_stands_before_the_first_time_has_none() -> None:
    """The time of the next line is none of its own, and opens no place where it is said."""
    text = next(said(read("Bees dance.\n0:45 Ants walk.\n1:12 Wasps sting.\n2:13 Flies fly.").root))
    assert (text.cut(0, 11).stamps, text.cut(0, 11).near) == ((), None)


OTHERS: dict[str, Sequence[str]] = {
    "a schedule": ("09:00", "10:30", "12:00", "14:30 - 15:00", "18:15"),
    "an afternoon": ("1:00", "1:45", "2:30", "3:15"),
    "a night": ("00:00", "00:30", "02:15", "04:45"),
    "minutes of a meeting": ("09:02", "10:11", "11:26", "17:03"),
    "a chat": ("09:12:44", "09:13:01", "10:05:12"),
    "prayers": ("02:41", "13:06", "17:28", "21:33"),
    "departures": ("6:03", "6:33", "7:03", "23:33"),
    "marked as of the day": ("0:12 am", "3:17 am", "9:05 am"),
    "marked as lasting": ("0:12 min", "3:17 min", "9:05 min"),
    "verses": ("1:14", "3:16", "8:12", "14:27"),
    "verses of many chapters": ("23:14", "27:14", "34:18", "55:11"),
    "verses and ranges of them": ("3:12-18", "3:16, 18", "10:10", "34:18"),
    "suras": ("2:255", "3:18", "50:32"),
    "ratios": ("1:10", "1:20", "1:50", "1:100"),
    "dilutions": ("10:15", "20:25", "30:50"),
    "scores": ("21:15", "21:19", "15:10"),
    "goals": ("24:22", "27:25", "31:30"),
    "exercises": ("0:30", "0:45", "1:00"),
    "longer exercises": ("0:30", "1:10", "2:00"),
    "steps of a recipe": ("0:00", "0:15", "0:45", "1:15"),
    "songs": ("3:45", "4:12", "2:58", "5:03"),
    "songs by length": ("2:58", "3:07", "4:12", "5:03"),
    "a marathon": ("2:03:45", "2:04:10", "2:05:11"),
    "a race": ("27:05", "27:11", "27:30"),
    "a countdown": ("9:58", "5:03", "0:12"),
    "a log": ("12:03:44", "12:03:59", "12:14:02"),
    "two": ("0:05", "1:17"),
    "one again": ("0:05", "0:05", "1:17"),
}


@pytest.mark.parametrize("times", OTHERS.values(), ids=OTHERS)
@pytest.mark.parametrize("head", [VIDEO, PAGE])
def test_other_times_are_no_stamps(times: Sequence[str], head: str) -> None:
    """They stay in the words, even where the note names a recording."""
    body = lines(*times)
    assert stamped(body, head) == [(line, []) for line in body.split("\n\n")]


def test_steps_without_sentences_are_no_stamps() -> None:
    """Rounded times before a word or two may be hours and minutes of a recipe."""
    steps = ("0:00", "4:30", "5:10", "12:00")
    assert not are_stamps(*steps, words="Fold")
    assert are_stamps(*steps)


def test_without_a_recording_there_are_no_stamps_at_the_start_of_lines() -> None:
    """However sure their pattern is."""
    assert not are_stamps("00:00:45", "00:12:03", "01:02:03", head="tags: bees")


@pytest.mark.parametrize(
    "head",
    [
        VIDEO,
        "url: https://youtu.be/abcdefghijk",
        "url: https://example.com/talks/3.mp3?from=feed",
        "video: https://vimeo.com/12345678",
        "audio: talks/bees.m4a",
    ],
)
def test_a_recording_makes_short_notes_certain(head: str) -> None:
    """Video or audio is named, so that three times to the second are enough."""
    assert are_stamps("00:45", "03:17", "12:41", head=head)


def test_a_page_needs_more() -> None:
    """The address of any page may stand in `url`, even that of a report on a night."""
    assert not are_stamps("00:45", "03:17", "12:41", head=PAGE)
    assert are_stamps("0:45", "3:17", "12:41", head=PAGE)
    assert are_stamps("00:45", "03:17", "12:41", "31:05", head=PAGE)
    assert are_stamps("00:00:45", "00:03:17", "00:12:41", head=PAGE)


def test_a_linked_recording_needs_as_much_as_a_page() -> None:
    """The note may only mention it."""
    link = "See https://youtu.be/abcdefghijk for more.\n\n"
    assert stamped(f"{link}{lines('00:45', '03:17', '12:41')}", "tags: bees")[1][1] == []
    assert stamped(f"{link}{lines('0:45', '3:17', '12:41')}", "tags: bees")[1][1] == [45]


def test_no_stamp_lies_beyond_the_recording() -> None:
    """Where its length is told, times beyond it show that they are of something else."""
    times = ("0:45", "3:17", "12:41")
    assert are_stamps(*times, head=f"{VIDEO}\nduration: 12:41")
    assert not are_stamps(*times, head=f"{VIDEO}\nduration: 12:40")


TEN = [f"{at}:0{at}" for at in range(10)]


@pytest.mark.parametrize(
    ("times", "kept"),
    [
        (TEN, TEN),
        ([*TEN[:6], "3:16", *TEN[6:]], [*TEN[:6], *TEN[6:]]),
        ([*TEN[:5], "3:16", *TEN[5:]], [*TEN[:4], *TEN[5:]]),
        ([*TEN[:6], "3:16", "2:14", *TEN[6:]], []),
        ([*TEN[:3], "1:02", *TEN[3:5]], []),
    ],
    ids=["none", "a verse", "either of two", "too many", "too few lines"],
)
def test_a_single_time_out_of_order_is_no_stamp(times: list[str], kept: list[str]) -> None:
    """Nor is one that may be: of 4:04 and 3:16 between 3:03 and 5:05, any may be the one that is none."""
    found = [plain for plain, seconds in stamped(lines(*times, words="Bees")) if not seconds]
    assert found == [f"{time} Bees" for time in times if time not in kept]


def test_times_of_another_setting_are_judged_by_themselves() -> None:
    """The plain ones are of a day."""
    body = lines("**0:45**", "9:00", "**3:17**", "10:30", "**12:41**", "12:00")
    assert [seconds for _, seconds in stamped(body)] == [[45], [], [197], [], [761], []]


def test_code_has_no_stamps() -> None:
    """Nor does it count."""
    assert [seconds for _, seconds in stamped("0:45 Bees\n\n```\n1:12 Ants\n```\n\n2:13 Wasps")] == [[], []]


def test_times_in_the_first_column_are_no_names_of_rows() -> None:
    """Their rows stand at them."""
    body = "| Time | What |\n|---|---|\n| 0:45 | Bees |\n| 3:17 | Ants |\n|12:41|Wasps|"
    assert [plain for plain, _ in stamped(body)] == ["Time", "What", "Bees", "Ants", "Wasps"]


def test_cards_open_the_recording_where_their_line_says(tmp_path: Path) -> None:
    """Each has its own second; one without has the nearest, and says so."""
    body = (
        "0:45 **Propolis** is a resin that bees gather from buds.\n\n"
        "3:17 - **Royal jelly** is a secretion that feeds the larvae of queens.\n\n"
        "**Drones** are the males of a colony that do no work.\n\n"
        "1:02:03\n\n**Nectar** is a sweet liquid that flowers offer to insects.\n"
    )
    notes = write(tmp_path / "notes", {"bees/hives.md": f"---\ntitle: Hives\n{VIDEO}\n---\n{body}"})
    around = Vault.around(notes)
    found = {
        (card.line, card.cue.seconds, card.cue.inherited, card.cue.url)
        for card in collect(around.files(notes), around.config).cards
        if card.cue is not None
    }
    link = "https://www.youtube.com/watch?v=abcdefghijk&t="
    assert found == {
        (5, 45, False, f"{link}45s"),
        (7, 197, False, f"{link}197s"),
        (9, 197, True, f"{link}197s"),
        (13, 3723, False, f"{link}3723s"),
    }
