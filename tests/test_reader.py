"""Promises of reading a file: front matter, title, recording, sections, and what keeps a note from being read."""

from pathlib import Path

import pytest

from cuedeck.notes.blocks import Code, List, Paragraph
from cuedeck.notes.config import Config
from cuedeck.notes.note import Note, Problem, Section
from cuedeck.notes.reader import named_deck, read
from cuedeck.notes.recording import Recording
from cuedeck.notes.vault import Vault

YOUTUBE = "https://www.youtube.com/watch?v={id}&t={seconds}s"
CORPUS = Path(__file__).parents[1].parent / "shared" / "corpus"


def outcome(folder: Path, text: str | bytes, name: str = "honey_bees.md") -> Note | Problem:
    """Write a note and read it."""
    file = folder / name
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    return read(file, path=f"insects/{name}", deck="insects", config=Config())


def note(folder: Path, text: str | bytes) -> Note:
    """Give the note that a text is read as."""
    found = outcome(folder, text)
    assert isinstance(found, Note), found
    return found


def words(section: Section) -> list[str]:
    """Give the words of a section's paragraphs."""
    return [block.text.plain for block in section.blocks if isinstance(block, Paragraph)]


def test_a_note_is_read_whole(tmp_path: Path) -> None:
    """Title, recording, duration, tags and sections come together."""
    found = note(
        tmp_path,
        "---\ntitle: Honey bees\nvideoId: -_0aB3cD4e5\nduration: 22:42\ntags: [bees, '#insects']\n---\n"
        "From: [[keepers]] <br/>\n\nBees dance [00:01:02].\n\n## 1. Dance\n\n### East\n\nFar.\n\n## Flight\n",
    )
    assert (found.title, found.deck, found.path) == ("Honey bees", "insects", "insects/honey_bees.md")
    assert (found.recording, found.duration) == (Recording("-_0aB3cD4e5", YOUTUBE), 1362)
    assert (found.tags, found.id) == (("bees", "insects"), "-_0aB3cD4e5/honey_bees")
    assert words(found.root) == ["Bees dance."]
    dance, flight = found.root.sections
    assert (dance.heading.plain, dance.numbered, dance.heading.line) == ("Dance", True, 11)
    (east,) = dance.sections
    assert ([heading.plain for heading in east.path], words(east)) == (["Dance", "East"], ["Far."])
    assert (flight.blocks, flight.sections) == ((), ())


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("---\ntitle: Bees\n---\n# Ants", "Bees"),
        ("---\nTitle: 'Bees:  how   they dance'\n---\n", "Bees: how they dance"),
        ("---\ntitle: 1e5\n---\n", "1e5"),
        ("---\ntitle: [a, b]\n---\n# Bees\n\nDance.", "Bees"),
        ("# Bees\n\nDance.", "Bees"),
        ("# Bees\n\n# Ants", "honey bees"),
        ("Dance.\n\n# Bees", "honey bees"),
        ("Dance.", "honey bees"),
        ("", "honey bees"),
    ],
)
def test_a_note_has_a_title(tmp_path: Path, text: str, title: str) -> None:
    """The front matter's, else the one top heading's, else the file's."""
    assert note(tmp_path, text).title == title


def test_a_heading_that_repeats_the_title_is_left_out(tmp_path: Path) -> None:
    """The title stands above all sections already."""
    found = note(tmp_path, "---\ntitle: Honey Bees\n---\n# Honey bees\n\nDance.\n\n## Flight")
    assert words(found.root) == ["Dance."]
    assert [section.heading.plain for section in found.root.sections] == ["Flight"]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Bees dance.", 1),
        ("\ufeffBees dance.", 1),
        ("---\ntitle: x\n---\nBees dance.", 4),
        ("\ufeff---\r\ntitle: x\r\n---\r\n\r\nBees dance.", 5),
        ("\n\n---\ntitle: x\n---\n\nBees dance.", 7),
        ("---\ntitle: x\n...\nBees dance.", 4),
        ("---\n# only a comment\n---\nBees dance.", 4),
        ("---\n\n---\nBees dance.", 4),
        ("---\na: b\n---\n---\nBees dance.", 5),
        ("---\na: 1\na: 2\n---\nBees dance.", 5),
        ("---\nBees dance.", 2),
        ("---\n\nBees dance.", 3),
        ("```markdown\n---\ntitle: x\n---\nBees dance.\n```", 5),
        ("---\na: b\n---\n\n```md\n---\ntitle: x\n---\n\nBees dance.\n```", 10),
        ("From: [[keepers]] <br/>\n\n```markdown\n\nBees dance.\n```\n", 5),
        ("```\n## Bees\n\nBees dance.\n```", 4),
        ("Ants\x0cand\u2028flies.\n\nBees dance.", 3),
        ("<!-- a\n\nb -->\n\nBees dance.", 5),
        ("Ants.\r\n\r\nBees dance.", 3),
    ],
)
def test_lines_count_in_the_file(tmp_path: Path, text: str, line: int) -> None:
    """Front matter, wrappers, comments and the kind of line ends never move a line."""
    found = note(tmp_path, text)
    sections = [found.root, *found.root.sections]
    paragraphs = [block.text for section in sections for block in section.blocks if isinstance(block, Paragraph)]
    assert (paragraphs[-1].plain, paragraphs[-1].line) == ("Bees dance.", line)


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("---\ntitle: x\nurl: y\n", 1, "broken front matter: the opening `---` is never closed"),
        ("---\nurl: [x\n---\nBees", 2, "broken front matter: "),
        ("---\ntitle: a: b\ncuedeck: {skip: on\n---\nBees", 3, "broken front matter: "),
        ("---\n\ttitle: x\n---\nBees", 2, "broken front matter: "),
        ("---\nurl: x\n b: c: d\n---\nBees", 3, "broken front matter: "),
        ('---\ntitle: x\nurl: "\\ud800"\n---\nBees', 3, "broken front matter: an escape stands for half a character"),
        ('---\n"\\udfff": x\n---\nBees', 2, "broken front matter: an escape stands for half a character"),
        ("---\ntitle: a: b\ncuedeck:\n  deck: 7\n  skip: perhaps\n---\nBees", 5, "`skip` is switched `on` or `off`"),
        ('---\ncuedeck:\n  deck: "A::\\x01"\n---\nBees', 3, "a level of `deck` has no name"),
        ("---\njust words\n---\nBees", 2, "broken front matter: not a mapping of keys to values"),
        (b"Bees\n\nd\xe4nce", 3, "not UTF-8 text; save the file as UTF-8"),
    ],
)
def test_what_cannot_be_read_is_a_problem(tmp_path: Path, text: str | bytes, line: int, reason: str) -> None:
    """A problem has its line and its reason, and prints as `file:line: reason`."""
    found = outcome(tmp_path, text)
    assert isinstance(found, Problem)
    assert found.line == line
    assert found.reason.startswith(reason)
    assert str(found) == f"insects/honey_bees.md:{line}: {found.reason}"


def test_a_missing_file_is_a_problem(tmp_path: Path) -> None:
    """A link that leads nowhere is reported like any other note."""
    (tmp_path / "bees.md").symlink_to(tmp_path / "none.md")
    found = read(tmp_path / "bees.md", path="bees.md", deck="bees", config=Config())
    assert isinstance(found, Problem)
    assert found.reason == "cannot be read (No such file or directory)"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# Honey bees",
        "---\ntitle: Bees\n---\n\nFrom: [[keepers]] <br/>\n",
        "Here is the wiki article on bees:",
        "From: [[keepers]] <br/>\n\nThe provided transcript does not contain information on bees.",
        "### [How bees dance](https://youtu.be/abcdefghijk)\n\n- [[a | East]]\n- [[b | West]]\n- [[c | North]]",
    ],
)
def test_a_note_without_content_has_nothing_in_it(tmp_path: Path, text: str) -> None:
    """Index pages, near-empty and no-information notes are read, and hold nothing."""
    root = note(tmp_path, text).root
    assert (root.blocks, root.sections) == ((), ())


def test_one_real_sentence_stays(tmp_path: Path) -> None:
    """A note may be short."""
    assert words(note(tmp_path, "From: [[keepers]] <br/>\n\nBees dance [00:00:02].").root) == ["Bees dance."]


@pytest.mark.parametrize(
    ("text", "recording"),
    [
        ("Bees [dance](https://youtu.be/-_0aB3cD4e5?t=5).", "-_0aB3cD4e5"),
        ("[a](https://youtu.be/-_0aB3cD4e5?t=5) [b](https://www.youtube.com/watch?v=-_0aB3cD4e5&t=9)", "-_0aB3cD4e5"),
        ("```timestamp-url\nhttps://youtu.be/-_0aB3cD4e5\n```\n\n[a](https://youtu.be/abcdefghijk)", "-_0aB3cD4e5"),
        ("[a](https://youtu.be/-_0aB3cD4e5) [b](https://youtu.be/abcdefghijk)", None),
        ("Bees dance.", None),
    ],
)
def test_a_recording_may_be_named_in_the_body(tmp_path: Path, text: str, recording: str | None) -> None:
    """Without front matter, the one recording that a note links to is its recording."""
    found = note(tmp_path, text).recording
    assert (found and found.id) == recording


def test_a_note_without_a_recording_is_known_by_its_path(tmp_path: Path) -> None:
    """The id of such a note is its path inside the deck."""
    assert note(tmp_path, "Bees.").id == "honey_bees.md"


@pytest.mark.parametrize(
    ("value", "seconds"), [("22:42", 1362), ("PT1M", 60), ("90", 90), ("0", None), ("[1]", None), ("long", None)]
)
def test_a_duration_is_seconds_or_nothing(tmp_path: Path, value: str, seconds: int | None) -> None:
    """What is no length of time is passed over."""
    assert note(tmp_path, f"---\nduration: {value}\n---\nBees.").duration == seconds


@pytest.mark.parametrize(
    ("value", "tags"),
    [
        ("bees, ants", ("bees", "ants")),
        ("[bees, [x], ants]", ("bees", "ants")),
        ("{a: b}", ()),
        ("[insects/bees]", ("insects::bees",)),
    ],
)
def test_tags_are_words(tmp_path: Path, value: str, tags: tuple[str, ...]) -> None:
    """Tags may stand in a line or a list."""
    assert note(tmp_path, f"---\ntags: {value}\n---\nBees.").tags == tags


def test_a_plug_in_may_be_told_deck_and_tags(tmp_path: Path) -> None:
    """What Obsidian_to_Anki and flashcards-obsidian are told of a note holds here too."""
    text = "TARGET DECK: Insects:: Bees\nFILE TAGS: honey, wax\n\nBees."
    assert note(tmp_path, text).tags == ("honey", "wax")
    assert named_deck(text) == "Insects::Bees"
    assert named_deck("---\ncards-deck: Insects::Ants\n---\nAnts.") == "Insects::Ants"
    assert named_deck("---\ntags: [flashcards/Insects/Ants]\n---\nAnts.") == "Insects::Ants"
    assert named_deck("# Ants #flashcards/Insects/Ants\n\n#flashcards") == "Insects::Ants"
    assert named_deck("#flashcards/Bees\n\n#flashcards/Ants") is None


def test_lists_that_are_not_indented_are_put_below_their_entry(tmp_path: Path) -> None:
    """An entry that announces a list owns the list below it."""
    (points,) = note(tmp_path, "1. **Dance**:\n- east\n- west\n2. **Flight**:\n- far\n").root.blocks
    assert isinstance(points, List)
    assert [len(item.blocks) for item in points.items] == [1, 1]


def test_code_keeps_its_characters(tmp_path: Path) -> None:
    """What looks like a stamp, a link or a formula in code is code."""
    (code,) = note(tmp_path, "```py\nrows[10:20] = [[a]]  # $5/$ [00:01:02]\n```").root.blocks
    assert code == Code("py", "rows[10:20] = [[a]]  # $5/$ [00:01:02]", 2)


@pytest.mark.skipif(not CORPUS.is_dir(), reason="needs the sample notes in ../shared/corpus")
def test_every_sample_note_is_read_or_reported() -> None:
    """No note of the samples is lost, and few have a problem."""
    vault = Vault.around(CORPUS)
    files = vault.files(CORPUS)
    found = [read(file.file, path=file.path, deck=file.deck, config=vault.config) for file in files]
    problems = [one for one in found if isinstance(one, Problem)]
    assert files
    assert len(problems) * 100 <= len(files)
