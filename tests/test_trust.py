"""Promises of trust: shifted times are found, put right only where that is certain, and sound times are left alone."""

from dataclasses import replace
from pathlib import Path

import pytest

from bench.cues import main, measure, table
from cuedeck.notes.clock import is_regular, seconds
from cuedeck.notes.config import Config
from cuedeck.notes.cue import Stamp
from cuedeck.notes.note import Note
from cuedeck.notes.reader import read
from cuedeck.notes.stamp_evidence import Witness, witness_of
from cuedeck.notes.stamp_trust import LONG_RECORDING, LONGEST_RECORDING, Trust, Verdict, judge

SOUND = "00:00:12 00:03:41 00:09:08 00:14:57 00:19:33 00:24:46"
OTHER = "00:01:02 00:05:05 00:11:39 00:16:21 00:20:10 00:23:58"
SHIFTED = "00:00:12 03:41:00 09:08:00 14:57:00 19:33:00 01:17:00"
LABELLED = Path(__file__).parents[2] / "shared" / "cues"


def stamp(raw: str) -> Stamp:
    """Give the stamp of a reading."""
    return Stamp(seconds(raw), raw, suspect=not is_regular(raw))


def told(readings: str, note: str = "a.md", *, recording: str | None = "bees", duration: int | None = None) -> Witness:
    """Give what a note with these stamps tells."""
    stamps = tuple(map(stamp, readings.split()))
    return Witness(note=note, deck="deck", recording=recording, duration=duration, stamps=stamps)


def verdicts(trust: Trust, readings: str) -> str:
    """Give readings as they are judged: `?` marks those that are suspect, `=` those that are repaired."""
    return " ".join(_judged(trust.verdict(stamp(raw)), raw) for raw in readings.split())


def _judged(verdict: Verdict, raw: str) -> str:
    return f"{raw}={verdict.seconds}" if verdict.repaired else f"{raw}{'?' * verdict.suspect}"


def beside(readings: str, *sisters: str) -> str:
    """Judge a note's stamps beside those of its sisters."""
    all_told = [told(readings), *(told(each, f"sister{number}.md") for number, each in enumerate(sisters))]
    return verdicts(judge(all_told)["a.md"], readings)


def test_a_sound_note_is_trusted_alone() -> None:
    """Whatever the order of its times, and whether or not it reaches beyond the hour."""
    readings = "01:12:44 00:03:41 02:09:08 00:14:57 03:19:33 00:00:00"
    assert beside(readings) == readings


def test_times_beyond_sound_sisters_are_put_right() -> None:
    """Hours and minutes are read as minutes and seconds, whatever the third field; others stay as they are."""
    readings = "00:00:12 03:41:00 09:08:08 14:57:05 00:19:33 01:17:00"
    right = "00:00:12 03:41:00=221 09:08:08=548 14:57:05=897 00:19:33 01:17:00=77"
    assert beside(readings, SOUND, OTHER) == right


def test_a_time_that_is_wrong_either_way_is_suspect() -> None:
    """It lies beyond the recording as it stands, and with its fields shifted back."""
    assert beside(f"{SHIFTED} 52:07:00", SOUND, OTHER).endswith("52:07:00?")


def test_few_wrong_times_are_found_in_a_note_that_looks_clean() -> None:
    """Only the usual shape of a shifted time is certain there: its sisters may fall short of the recording's end."""
    assert beside(f"{SOUND} 01:46:39 01:46:00", SOUND, OTHER) == f"{SOUND} 01:46:39? 01:46:00=106"


def test_a_time_just_beyond_the_end_is_not_put_right() -> None:
    """Notes of one recording need not reach its very end: a twentieth and half a minute more are left to it."""
    assert beside(f"{SHIFTED} 00:29:00", SOUND, OTHER).endswith("00:29:00?")
    assert verdicts(Trust(length=1000, certain=True), "00:18:00 00:18:01") == "00:18:00 00:18:01?"


def test_one_note_that_reaches_farther_than_all_others_does_not_tell_the_length() -> None:
    """Its sisters agree without it, even where they come within a third."""
    readings = "00:10:12 00:31:08 01:46:39 01:46:50"
    assert beside(readings, "00:20:02 01:16:50", "00:15:31 01:14:22") == "00:10:12 00:31:08 01:46:39? 01:46:50?"


def test_notes_of_one_recording_may_cover_different_parts() -> None:
    """The last time that another note comes near is the end, though most notes stop long before it."""
    parts = ["00:01:00 00:08:20", "00:30:10 00:44:12", "01:20:30 01:22:10", "01:31:05 01:38:40"]
    assert beside(*parts[::-1]) == parts[-1]
    assert judge([told(part, f"{at}.md") for at, part in enumerate(parts)])["0.md"].length == seconds("01:38:40")


def test_a_round_time_does_not_tell_the_length_where_it_may_be_shifted() -> None:
    """Two shifted times of two notes must not vouch for each other."""
    readings = [f"{SOUND} 01:46:00", f"{OTHER} 01:50:00"]
    assert beside(*readings) == f"{SOUND} 01:46:00=106"


def test_round_times_of_a_faulty_note_are_suspect_inside_the_recording() -> None:
    """Nothing decides between 1:12:00 and 1:12; its other times are trusted."""
    long = ["00:10:11 00:40:28 01:05:13 01:30:44", "00:12:31 00:50:16 01:11:12 01:28:03"]
    readings = "01:12:00 00:09:00 14:57:00 38:33:00 01:05:13 00:40:28"
    assert beside(readings, *long) == "01:12:00? 00:09:00? 14:57:00=897 38:33:00=2313 01:05:13 00:40:28"


def test_the_very_start_is_never_suspect() -> None:
    """Shifted or not, it is the start."""
    assert beside(f"00:00:00 {SHIFTED}", SOUND, OTHER).startswith("00:00:00 ")


def test_a_stated_duration_needs_no_sisters() -> None:
    """What lies beyond is suspect to the second, and put right where it is far beyond."""
    trust = judge([told("00:01:00 01:34:34", duration=600)])["a.md"]
    readings = "00:10:00 00:10:01 01:34:34 01:34:00 52:07:00 11:40"
    assert verdicts(trust, readings) == "00:10:00 00:10:01? 01:34:34=94 01:34:00=94 52:07:00? 11:40?"


def test_a_sister_may_state_the_duration() -> None:
    """The front matter of one note tells for all on its recording."""
    trust = judge([told("01:34:00"), told("00:01:00", "b.md", duration=600)])["a.md"]
    assert (trust.length, verdicts(trust, "01:34:00")) == (600, "01:34:00=94")


def test_sisters_are_looked_for_inside_the_deck() -> None:
    """Another deck, another recording or none tells nothing."""
    sisters = [told(SOUND, "b.md"), told(OTHER, "c.md")]
    assert judge([told("01:46:00"), *sisters])["a.md"].length is not None
    for alone in (
        replace(told("01:46:00"), deck="another"),
        told("01:46:00", recording="ants"),
        told("01:46:00", recording=None),
    ):
        assert judge([alone, *sisters])["a.md"].length is None


def test_notes_on_no_recording_are_no_sisters() -> None:
    """They have nothing in common."""
    alone = [told(each, f"{at}.md", recording=None) for at, each in enumerate((SOUND, OTHER))]
    assert {trust.length for trust in judge(alone).values()} == {None}


def test_a_faulty_note_alone_is_put_right_where_times_are_impossible() -> None:
    """With a time that no recording reaches, and others that stop short of the hour, all beyond them are shifted."""
    judged = "00:00:12 03:41:00=221 09:08:00=548 14:57:00=897 19:33:00=1173 01:17:00=77"
    assert beside(SHIFTED) == judged


def test_a_faulty_note_alone_is_only_suspect_where_all_times_are_possible() -> None:
    """Three hours may be three hours."""
    assert beside("02:18:00 03:13:00 02:31:00 02:59:00 03:51:00") == "02:18:00? 03:13:00? 02:31:00? 02:59:00? 03:51:00?"


def test_shifted_times_that_reach_the_hour_do_not_tell_the_length() -> None:
    """The recording may go on: only what no recording reaches is put right."""
    readings = "59:13:00 14:57:00 05:37:20 01:21:44 01:21:00 00:40:12"
    assert beside(readings) == "59:13:00=3553 14:57:00=897 05:37:20? 01:21:44 01:21:00? 00:40:12"


def test_a_third_of_round_times_makes_a_note_faulty() -> None:
    """Chance gives one in sixty."""
    assert beside("02:18:00 03:13:00 00:04:12 00:09:31 00:17:55 00:21:02").startswith("02:18:00? 03:13:00? 00:04:12 ")
    readings = "02:18:00 02:13:07 00:04:12 00:09:31 00:17:55 00:21:02"
    assert beside(readings) == readings


def test_few_stamps_show_no_pattern() -> None:
    """Four round times are not enough, and a time that no recording reaches is merely suspect."""
    assert beside("02:18:00 03:13:00 02:31:00 52:07:00") == "02:18:00 03:13:00 02:31:00 52:07:00?"


def test_times_rounded_by_hand_are_trusted() -> None:
    """Multiples of five minutes are no shifted times."""
    readings = "01:05:00 01:20:00 01:45:00 02:10:00 02:30:00"
    assert beside(readings) == readings


def test_long_recordings_are_trusted() -> None:
    """Times beyond four hours are doubtful in a faulty note only, and none is beyond twelve."""
    readings = "04:23:17 05:01:44 05:30:09 00:10:12 11:59:59 02:10:31"
    assert LONG_RECORDING < seconds("04:23:17") < seconds("11:59:59") < LONGEST_RECORDING
    assert beside(readings) == readings


def test_a_reading_that_contradicts_itself_is_suspect() -> None:
    """Fields above 59, a fourth field, a link to another time; each reason is told."""
    trust = Trust()
    assert verdicts(trust, "00:75:10 00:10:25:00 00:14:56") == "00:75:10? 00:10:25:00? 00:14:56"
    broken, linked = trust.verdict(stamp("00:75:10")), trust.verdict(Stamp(65, "01:05", suspect=True))
    assert broken.reason == "`00:75:10` is no time of hours, minutes and seconds"
    assert linked.reason == "`01:05` is linked to another time than it shows"


@pytest.mark.parametrize(
    ("trust", "raw", "reason"),
    [
        (Trust(length=600, certain=True), "01:34:00", "beyond the end of the recording, at about 10:00; read as 1:34"),
        (Trust(length=600), "01:34:00", "beyond the end of the recording, at about 10:00"),
        (Trust(), "25:10:00", "longer than recordings are"),
        (Trust(faulty=True), "25:10:00", "longer than recordings are; read as 25:10"),
    ],
)
def test_the_reason_is_told(trust: Trust, raw: str, reason: str) -> None:
    """A writer can see from it what to mend."""
    assert trust.verdict(stamp(raw)).reason == f"`{raw}` is {reason}"


def test_a_trusted_time_has_no_reason() -> None:
    """There is nothing to tell."""
    assert Trust().verdict(stamp("00:01:00")) == Verdict(60)


def test_a_note_tells_all_its_stamps_once(tmp_path: Path) -> None:
    """From headings, paragraphs, nested lists, tables, callouts, quotes and definitions."""
    file = tmp_path / "bees.md"
    file.write_text(
        """---
videoId: bees
duration: "22:42"
---
Above [00:00:01].

## Hives [00:00:02]

- Wings [00:00:03]
  - Veins [00:00:04]

| a | b |
|---|---|
| x [00:00:05] | y [00:00:01] |

> [!note] Honey [00:00:06]
> Sweet [00:00:07].

> Wax [00:00:08]

Comb
: Made of wax [00:00:09]

```
no stamp [00:00:10]
```
""",
        "utf-8",
    )
    note = read(file, path="a/bees.md", deck="A::B", config=Config())
    assert isinstance(note, Note)
    found = witness_of(note)
    assert (found.note, found.deck, found.recording, found.duration) == ("a/bees.md", "A", "bees", 1362)
    assert [one.seconds for one in found.stamps] == [1, 2, 3, 4, 5, 6, 7, 8, 9]


def test_the_measure_counts_what_was_found(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without its sisters, a note that looks clean keeps its wrong time."""
    notes = {"a": f"{SOUND} 01:46:00", "b": SOUND, "c": OTHER}
    (tmp_path / "notes").mkdir()
    for name, readings in notes.items():
        words = " ".join(f"[{raw}]" for raw in readings.split())
        (tmp_path / "notes" / f"{name}.md").write_text(f"---\nvideoId: bees\n---\nBees {words}\n", "utf-8")
    lines = [
        "note\tstamp\tseconds\tlabel\tbelieved",
        "a.md\t01:46:00\t6360\tshifted\t106",
        "a.md\t00:09:08\t548\tok\t548",
    ]
    (tmp_path / "labels.tsv").write_text("\n".join(lines), "utf-8")
    (tmp_path / "lengths.tsv").write_text("video\tseconds\nbees\t1486\n", "utf-8")
    both, alone = measure(tmp_path), measure(tmp_path, sisters=False)
    assert (both.stamps, both.wrong, both.flagged, both.hits, both.repaired, both.right, both.near) == (
        2,
        1,
        1,
        1,
        1,
        1,
        1,
    )
    assert (alone.recall, alone.flagged, alone.repairs, alone.recordings) == (0, 0, 1, 0)
    assert main([str(tmp_path)]) == 0
    assert capsys.readouterr().out == f"{table({'with sister notes': both, 'each note alone': alone})}\n"


@pytest.mark.skipif(not LABELLED.is_dir(), reason="labelled notes are not there")
def test_the_figures_hold_on_labelled_notes() -> None:
    """Nearly all that is flagged is wrong, nearly all that is wrong is flagged, and repairs are right."""
    figures, alone = measure(LABELLED), measure(LABELLED, sisters=False)
    assert (figures.precision >= 0.97, figures.recall >= 0.95, figures.repairs >= 0.99) == (True, True, True)
    assert (alone.precision >= 0.95, alone.recall >= 0.95, alone.repairs >= 0.99) == (True, True, True)
