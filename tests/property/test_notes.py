"""What holds for every note, whatever stands in it."""

from pathlib import Path
from tempfile import NamedTemporaryFile

from hypothesis import given
from hypothesis import strategies as st

from cuedeck.notes.blocks import Block, Callout, Code, Definition, Heading, List, Paragraph, Quote, Table
from cuedeck.notes.config import Config
from cuedeck.notes.markdown import blocks
from cuedeck.notes.note import Note, Problem
from cuedeck.notes.reader import read
from cuedeck.notes.source import prepare
from cuedeck.notes.text import Form, Span, Text

PIECES = [
    "bees",
    "Ants walk.",
    " ",
    "\n",
    "\n\n",
    "[00:01:02]",
    "[1:02, 3:04]",
    '<a class="yt-timestamp" data-t="00:06:57">[00:06:57]</a>',
    '<a class="yt-timestamp" data-t="00:06:57">',
    "(00:30:53)",
    "[02:01]()",
    "https://youtu.be/abcdefghijk?t=5",
    "[[bees | Bees]]",
    "[[00:50:02]]",
    "[[",
    "]]",
    "|",
    "![[bee.png|300]]",
    "![a](b.png)",
    "$x^2$",
    "$5",
    "$$",
    "\\[",
    "\\]",
    "\\(",
    "\\)",
    "**",
    "*",
    "_",
    "==",
    "`",
    "```\n",
    "```markdown\n",
    "> ",
    "- ",
    "1. ",
    "\t",
    "    ",
    "# ",
    "| a | b |\n|---|---|\n",
    "> [!info]- ",
    ": ",
    "<!--",
    "-->",
    "%%",
    "<br/>",
    "<details>",
    "</summary>",
    "<b>",
    "<x>",
    "&amp;",
    "[^1]",
    "---\n",
    "title: x\n",
    "\r\n",
    "\u2028",
    "\x0c",
    "\ufeff",
    "â€“",
    "\U000f0000",
    "⟦",
]
notes = st.lists(st.sampled_from(PIECES) | st.text(max_size=5), max_size=25).map("".join)
anything = st.text(max_size=200) | notes
words = st.from_regex(r"[A-Za-z]{1,8}( [A-Za-z]{1,8}){0,5}", fullmatch=True)


def texts(found: tuple[Block, ...]) -> list[Text]:
    """Give all texts of blocks, in order."""
    return [text for block in found for text in _texts(block)]


def _texts(block: Block) -> list[Text]:
    match block:
        case Paragraph() | Heading():
            return [block.text]
        case List():
            return [text for item in block.items for text in (item.text, *texts(item.blocks))]
        case Table():
            return [text for row in (block.header, *block.rows) for text in row]
        case Callout():
            return [block.title, *texts(block.blocks)]
        case Quote():
            return texts(block.blocks)
        case Definition():
            return [block.term, *texts(block.blocks)]
        case Code():
            return []


@given(st.binary(max_size=100) | anything.map(str.encode))
def test_reading_never_raises(data: bytes) -> None:
    """Any file is a note or a problem."""
    with NamedTemporaryFile(suffix=".md") as file:
        file.write(data)
        file.flush()
        found = read(Path(file.name), path="insects/bees.md", deck="insects", config=Config())
    assert isinstance(found, Note | Problem)


@given(anything)
def test_the_same_text_is_read_the_same(body: str) -> None:
    """Reading depends on nothing but the text."""
    assert blocks(prepare(body)) == blocks(prepare(body))


@given(anything)
def test_every_stamp_stands_in_the_note(body: str) -> None:
    """No time is invented: its reading is there to be found, or the time of a link is."""
    for text in texts(blocks(prepare(body))):
        for _, stamp in text.stamps:
            assert stamp.raw in body or "t=" in body


@given(anything)
def test_every_line_lies_in_the_note(body: str) -> None:
    """Lines count from 1 and end with the note."""
    last = body.count("\n") + 1
    for text in texts(blocks(prepare(body))):
        assert all(1 <= span.line <= last for span in text.spans)


@given(anything)
def test_stamps_stand_inside_their_text(body: str) -> None:
    """Offsets are in order, and within the words."""
    for text in texts(blocks(prepare(body))):
        offsets = [offset for offset, _ in text.stamps]
        assert offsets == sorted(offsets)
        assert all(0 <= offset <= len(text.plain) for offset in offsets)


@given(st.lists(words, min_size=1, max_size=6), st.integers(1, 3))
def test_words_stand_on_their_line(lines: list[str], gap: int) -> None:
    """Each span's words are on the line that it names."""
    body = ("\n" * gap).join(lines)
    for text in texts(blocks(prepare(body))):
        for span in text.spans:
            assert span.text.strip() in body.split("\n")[span.line - 1]


@given(st.lists(st.sampled_from(PIECES) | words, max_size=8).map("".join))
def test_fenced_code_keeps_its_characters(code: str) -> None:
    """Whatever stands between fences is there again."""
    code = code.replace("`", "'").replace("\r", "").rstrip("\n")
    (block,) = blocks(prepare(f"bees\n\n````py\n{code}\n````"))[1:]
    assert isinstance(block, Code)
    assert block.text == code


@given(anything, st.integers(0, 60))
def test_a_cut_loses_and_doubles_nothing(body: str, at: int) -> None:
    """Both parts of a text together have its words, its stamps and its pictures."""
    for text in texts(blocks(prepare(body))):
        first, second = text.cut(0, at), text.cut(at)
        assert first.plain + second.plain == text.plain
        assert [stamp for _, stamp in (*first.stamps, *second.stamps)] == [stamp for _, stamp in text.stamps]
        if not any(span.form in {Form.MATH, Form.DISPLAY_MATH} for span in text.spans):
            assert (first + second).stamps == text.stamps
        assert _pictures(first) + _pictures(second) == _pictures(text)


@given(anything)
def test_stripping_takes_white_space_alone(body: str) -> None:
    """A stripped text has every stamp and picture."""
    for text in texts(blocks(prepare(body))):
        padded = ("  " + text + "  ").strip()
        assert padded.plain == text.plain.strip(" ")
        assert [stamp for _, stamp in padded.stamps] == [stamp for _, stamp in text.stamps]
        assert _pictures(padded) == _pictures(text)


def _pictures(text: Text) -> list[Span]:
    return [span for span in text.spans if span.form is Form.IMAGE]
