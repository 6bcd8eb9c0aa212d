"""Promises of timestamps: every spelling seen in notes is one, and nothing else is."""

import pytest

from cuedeck.notes.blocks import Block, Heading, List, Paragraph, Table
from cuedeck.notes.cue import Stamp
from cuedeck.notes.markdown import blocks
from cuedeck.notes.source import prepare
from cuedeck.notes.stamps import Stamps
from cuedeck.notes.text import Text

A = '<a class="yt-timestamp" data-t="00:01:05">[00:01:05]</a>'


def text_of(block: Block) -> Text:
    """Give the text of a block, of a list its first entry's."""
    match block:
        case Paragraph() | Heading():
            return block.text
        case List():
            return block.items[0].text
        case _:
            raise AssertionError(block)


def read(markdown: str) -> Text:
    """Give the text of a note's first block."""
    return text_of(blocks(prepare(markdown))[0])


def test_the_address_of_a_time_may_have_blanks() -> None:
    """Such an address stands in angle brackets, none of which are left."""
    text = read("Bees dance [1:00:30](<bees 3 (new).mp4#t=1:00:30>).")
    assert (text.plain, times(text)) == ("Bees dance.", [3630])


def times(text: Text) -> list[int]:
    """Give the seconds of a text's stamps."""
    return [stamp.seconds for _, stamp in text.stamps]


ANCHORS = {
    "canonical": (f"Bees dance {A}.", "Bees dance.", [65]),
    "without brackets": ('Bees dance <a class="yt-timestamp" data-t="06:02">06:02</a>.', "Bees dance.", [362]),
    "without text": ('Bees dance <a class="yt-timestamp" data-t="00:06:57"></a>.', "Bees dance.", [417]),
    "unclosed": ('Bees <a class="yt-timestamp" data-t="00:04:14">. Ants walk.', "Bees. Ants walk.", [254]),
    "unclosed with its text": (
        'Bees <a class="yt-timestamp" data-t="00:04:14">[00:04:14], ants too.',
        "Bees, ants too.",
        [254],
    ),
    "unclosed quote": ('Bees <a class="yt-timestamp" data-t="04:15:15]</a>.', "Bees.", [15315]),
    "data=": ('Bees <a class="yt-timestamp" data="00:00:16">[00:00:16]</a>.', "Bees.", [16]),
    "data=t=": ('Bees <a class="yt-timestamp" data=t="00:00:22">[00:00:22]</a>.', "Bees.", [22]),
    "data-timestamp": ('Bees <a class="yt-timestamp" data-timestamp="00:01:02">[00:01:02]</a>.', "Bees.", [62]),
    "time as attribute": ('Bees <a class="yt-timestamp" data-02:52:00">[02:52:00]</a>.', "Bees.", [10320]),
    "class holds the time": ('Bees <a class="yt>00:10:17">[00:10:17]</a>.', "Bees.", [617]),
    "empty data-t": ('Bees <a class="yt-timestamp" data-t="">[00:00:09]</a>.', "Bees.", [9]),
    "placeholder in data-t": ('Bees <a class="yt-timestamp" data-t="HH:01:02">[00:01:02]</a>.', "Bees.", [62]),
    "doubled brackets": ('Bees <a class="yt-timestamp" data-t="00:00:04">[[00:00:04]]</a>.', "Bees.", [4]),
    "surplus bracket": ('Bees <a class="yt-timestamp" data-t="11:49:01">[11:49:01]]</a>.', "Bees.", [42541]),
    "half a time as text": ('Bees <a class="yt-timestamp" data-t="0:54">[:54]</a>.', "Bees.", [54]),
    "range in data-t": ('Bees <a class="yt-timestamp" data-t="00:15:11]-[00:15:24]</a>. Ants.', "Bees. Ants.", [911]),
    "words as text": ('<a class="yt-timestamp" data-t="00:02:03">[[bees | How do bees dance?]]</a>', None, [123]),
    "several in the text": (f"Bees {A[:-14]}[00:01:05, 00:02:05]</a>.", "Bees.", [65, 125]),
    "link on an anchor": (f"Bees [00:01:05]({A}), and ants.", "Bees, and ants.", [65]),
    "unclosed links on anchors": (f"Bees [00:01:05]({A}, [00:01:05]({A}. Ants.", "Bees. Ants.", [65, 65]),
}

BRACKETS = {
    "one": ("Bees dance [00:01:02].", "Bees dance.", [62]),
    "before a comma": ("Bees dance [00:01:02], and ants walk.", "Bees dance, and ants walk.", [62]),
    "after the full stop": ("Bees dance. [00:01:02] Ants walk.", "Bees dance. Ants walk.", [62]),
    "at the start": ("[00:01:02] Bees dance.", "Bees dance.", [62]),
    "minutes and seconds": ("Bees [01:22] [01:27].", "Bees.", [82, 87]),
    "one digit for minutes": ("Bees [6:33].", "Bees.", [393]),
    "one digit for hours": ("Bees [0:52:52].", "Bees.", [3172]),
    "list": ("Bees [00:04:01, 00:10:35, 00:11:39].", "Bees.", [241, 635, 699]),
    "list with a word": ("Bees [00:04:01 and 00:10:35].", "Bees.", [241, 635]),
    "list with pipes": ("Bees [00:04:01 | 00:10:35].", "Bees.", [241, 635]),
    "range": ("Bees [00:54:52 - 00:54:56].", "Bees.", [3292]),
    "range without space": ("Bees [01:07:07-01:21:26].", "Bees.", [4027]),
    "range in words": ("Bees [00:04:01 to 00:10:35].", "Bees.", [241]),
    "wikilink": ("Bees [[00:50:02]].", "Bees.", [3002]),
    "inside a wikilink's words": ("See [[bees | the dance [00:01:56]]] of bees.", "See the dance of bees.", [116]),
    "parentheses in a wikilink's words": ("See [[bees | the dance (00:01:56)]].", "See the dance.", [116]),
    "alone in parentheses": ("Bees ([00:01:02]) dance.", "Bees dance.", [62]),
    "alone in wide parentheses": ("Bees ( [00:01:02] ) dance.", "Bees dance.", [62]),
    "in parentheses with a word": ("Bees dance (see [00:01:02]).", "Bees dance (see).", [62]),
    "parentheses": ("Bees (00:30:53) dance.", "Bees dance.", [1853]),
    "range in parentheses": ("Bees (00:32:31-00:32:43).", "Bees.", [1951]),
    "link target": ("Bees ([dance](00:24:56)).", "Bees (dance).", [1496]),
    "in a heading": ("### 1. The dance [00:01:02]", "The dance", [62]),
    "behind a heading's number": ("### 1. [00:01:02] The dance", "The dance", [62]),
    "fragment": ("Bees [00:24:20](#t=00:24:20).", "Bees.", [1460]),
    "no link": ("Bees [02:01]() dance.", "Bees dance.", [121]),
    "bold and linked": ("* **[04:57](#t=04:57)** Bees", "Bees", [297]),
    "linked in brackets": ("### Bees [[4:31](https://youtu.be/abcdefghijk?t=271)]", "Bees", [271]),
    "code at the start of an entry": ("- `05:30` - bees", "bees", [330]),
    "seconds in a link": ("Bees [dance](https://youtu.be/abcdefghijk?t=27s).", "Bees dance.", [27]),
    "hours in a link": ("Bees <https://youtu.be/abcdefghijk?t=1h2m3s>.", "Bees.", [3723]),
    "bare link": ("Bees https://youtu.be/abcdefghijk#t=10,20.", "Bees.", [10]),
    "media": ("- [[lecture3.mp4#t=60]] Bees dance.", "Bees dance.", [60]),
    "embedded media": ("![](https://youtu.be/abcdefghijk#t=95,110) Bees", "Bees", [95]),
    "chapter": ("## The dance (00:00-05:30)", "The dance", [0]),
}


@pytest.mark.parametrize(("markdown", "plain", "seconds"), ANCHORS.values(), ids=ANCHORS)
def test_every_spelling_of_an_anchor_is_a_stamp(markdown: str, plain: str | None, seconds: list[int]) -> None:
    """An `<a data-t>` gives its time, however badly written, and leaves no trace in the words."""
    text = read(markdown)
    assert times(text) == seconds
    assert text.plain == (plain or "How do bees dance?")


@pytest.mark.parametrize(("markdown", "plain", "seconds"), BRACKETS.values(), ids=BRACKETS)
def test_every_other_spelling_is_a_stamp(markdown: str, plain: str, seconds: list[int]) -> None:
    """Brackets, parentheses with hours and timed links give their time and leave no trace in the words."""
    text = read(markdown)
    assert times(text) == seconds
    assert text.plain == plain


@pytest.mark.parametrize(
    "markdown",
    [
        "We meet at 9:30 am.",
        "We meet at 10:30.",
        "A ratio of 3:1 is enough.",
        "A ratio of [1:1] is enough.",
        "As in Acts (12:5).",
        "As in chapter [2:255].",
        "The odds are 20:1 (30:1 at night).",
        "She won (6:0).",
        "The plan (1:1:1) is known.",
        "A frame of [16:9] fits.",
        "Open daily [9:30 am].",
        "Take `rows[10:20]` of it.",
        "Take rows[10:20] of it.",
        "Print `[00:01:02]` here.",
        "Listen on [::1]:8080.",
    ],
)
def test_a_decoy_is_no_stamp(markdown: str) -> None:
    """Clock times, ratios, verses, scores, odds and code stay in the words."""
    text = read(markdown)
    assert not text.stamps
    assert text.plain == markdown.replace("`", "")


def test_a_matrix_is_neither_stamp_nor_link() -> None:
    """A matrix keeps its brackets."""
    text = read("The matrix [[-3, 2], [1, 1]] turns the plane.")
    assert text.plain == "The matrix [[-3, 2], [1, 1]] turns the plane."
    assert not text.stamps


def test_the_stamp_of_a_table_cell_belongs_to_it() -> None:
    """Cells have stamps of their own."""
    table = blocks(prepare("| Bee | Ant |\n|---|---|\n| dances [00:01:02] | walks [00:01:03] |"))[0]
    assert isinstance(table, Table)
    assert [times(cell) for cell in table.rows[0]] == [[62], [63]]


@pytest.mark.parametrize(
    "fence", ["```timestamp\n06:45\n```", "```timestamp 06:45\n```", "```timestamp \n 06:45\n ```"]
)
def test_a_timestamp_block_counts_for_what_follows(fence: str) -> None:
    """A fenced `timestamp` block stands before the blocks below it."""
    text = read(f"{fence}\n\nBees dance.")
    assert text.near == Stamp(405, "06:45")
    assert text.line == fence.count("\n") + 3


@pytest.mark.parametrize("anchor", ["N/A", "HH:MM:SS", "0330"])
def test_an_anchor_without_a_time_leaves_nothing(anchor: str) -> None:
    """A placeholder where a time should be is neither stamp nor word."""
    text = read(f'Bees <a class="yt-timestamp" data-t="{anchor}">[{anchor}]</a> dance.')
    assert text.plain == "Bees dance."
    assert not text.stamps


@pytest.mark.parametrize(
    "markdown",
    [
        "[00:10:25:00]",
        "[000:14:56]",
        "[01:31:4]",
        "[01:5:05]",
        "[00:61:00]",
        '<a class="yt-timestamp" data-t="52:07:00">[52:07:07]</a>',
        '<a class="yt-timestamp" data-t="00:10:25:00">[00:10:25]</a>',
        "[00:10](https://youtu.be/abcdefghijk?t=99)",
    ],
)
def test_a_reading_that_contradicts_itself_is_suspect(markdown: str) -> None:
    """Fields above 59, too many fields or digits, and link and text at odds are marked."""
    (_, stamp), *more = read(f"Bees dance {markdown}.").stamps
    assert stamp.suspect
    assert not more


@pytest.mark.parametrize("markdown", [A, "[00:01:05]", "[1:05]", "[01:05](https://youtu.be/abcdefghijk?t=65)"])
def test_a_regular_reading_is_not_suspect(markdown: str) -> None:
    """Two digits below sixty in each later field are as they should be."""
    ((_, stamp),) = read(f"Bees dance {markdown}.").stamps
    assert (stamp.seconds, stamp.suspect) == (65, False)


@pytest.mark.parametrize("note", [f"[^1]: At {A}.", "[^1]: At [00:01:05] and [00:09:09]."])
def test_the_stamp_of_a_footnote_stands_where_it_is_referred_to(note: str) -> None:
    """In both spellings of references; a footnote without a time leaves nothing behind."""
    text = read(f"Bees dance[^1]. Ants walk[^1^]. Flies fly[^2].\n\n{note}\n\n[^2]: Not all.")
    assert text.plain == "Bees dance. Ants walk. Flies fly."
    assert times(text) == [65, 65]


def test_a_stamp_keeps_its_link() -> None:
    """The address on a stamp is kept, without the full stop behind it."""
    ((_, stamp),) = read("Bees dance https://www.youtube.com/watch?t=284&v=abcdefghijk.").stamps
    assert stamp.url == "https://www.youtube.com/watch?t=284&v=abcdefghijk"


def test_a_stamp_stands_behind_the_words_before_it() -> None:
    """Offsets count in the words as they are shown."""
    text = read(f"Bees dance {A}. Ants walk [00:02:00]. Flies fly.")
    assert [text.plain[:offset] for offset, _ in text.stamps] == ["Bees dance", "Bees dance. Ants walk"]


def test_a_block_knows_the_nearest_stamp_above_it() -> None:
    """Each block carries the last stamp before it, also across lists and headings."""
    found = blocks(prepare("One [00:00:01].\n\n- two [00:00:02]\n- three\n\n# Four [00:00:04]\n\nFive."))
    before = [text_of(block).near for block in found]
    assert [stamp and stamp.seconds for stamp in before] == [None, 1, 2, 4]


def test_two_thousand_stamps_in_a_row_are_all_read() -> None:
    """A runaway row of stamps is read whole, with nothing left of it in the words."""
    text = read("Bees " + "[00:01:02] " * 2000 + "dance.")
    assert len(text.stamps) == 2000
    assert text.plain == "Bees dance."


def test_stamps_beyond_the_marks_at_hand_stay_words() -> None:
    """With its marks used up, a stamp stays as it is written."""
    stamps = Stamps()
    line = stamps.take("[00:01] " * 65_600)
    assert line.rstrip().endswith("[00:01]")


MARK = "⟦\U000f0000⟧"
"""What the first stamp of a note is replaced by while it is read."""


@pytest.mark.parametrize(
    "markdown",
    [
        f"Bees [dance]({MARK}).",
        f"[00:01:02]({MARK}) Bees dance.",
        f"`{MARK}` Bees [00:01:02] dance.",
        f"[00:01:02] Bees ![{MARK}]({MARK}.png) dance.",
        f"Bees `[00:01:02]({MARK})` dance {MARK}.",
    ],
)
def test_what_looks_like_a_mark_of_ours_is_no_stamp(markdown: str) -> None:
    """A note may hold the very signs that stand for stamps while it is read."""
    assert times(read(markdown)) == ([62] if markdown.count("[00:01:02]") and "`[" not in markdown else [])


def test_a_spelling_holds_no_mark_of_its_own() -> None:
    """However a mark of ours came into a line, it is put back once: here by signs that are repaired."""
    stamps = Stamps()
    line = stamps.take(f"[00:01:02]({MARK}) and [00:01:03]({MARK}{MARK})")
    assert stamps.restore(line).count("00:01:0") < 10
