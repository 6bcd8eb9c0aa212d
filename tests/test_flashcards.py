"""Promises of marks: what a plug-in's writer marked up is told from programs, templates and properties."""

import pytest

from cuedeck.notes import properties
from cuedeck.notes.blocks import Paragraph
from cuedeck.notes.flashcards import is_deck, marks_cards, separator
from cuedeck.notes.markdown import blocks
from cuedeck.notes.source import prepare
from cuedeck.notes.text import Mark, Span


def spans(markdown: str) -> tuple[Span, ...]:
    """Give the spans of a paragraph."""
    (paragraph,) = blocks(prepare(markdown))
    assert isinstance(paragraph, Paragraph)
    return paragraph.text.spans


@pytest.mark.parametrize(
    ("line", "left"),
    [
        ("Capital of Norway::Oslo", "Capital of Norway"),
        ("the question goes here::the answer goes there!", "the question goes here"),
        ("Who wrote Faust? :: Goethe", "Who wrote Faust? "),
        ("ebb:::low water", "ebb"),
        ("std::vector:: an array that grows", "std::vector"),
        ("When did the war end?::1945", "When did the war end?"),
        ("Bones of the hand::27", "Bones of the hand"),
        ("1066::Battle of Hastings", "1066"),
        ("Which word means later?::after", "Which word means later?"),
        ("Opposite of later::before", "Opposite of later"),
        ("Length of a list::len(x)", "Length of a list"),
        ("JavaScript::a language of the web", "JavaScript"),
        ("pH::a measure of acidity", "pH"),
        ("Who made JavaScript::Brendan Eich", "Who made JavaScript"),
        ("What is it?:::42", "What is it?"),
    ],
)
def test_a_card_on_one_line_is_cut_in_two(line: str, left: str) -> None:
    """The first mark that is no program's stands between question and answer."""
    match = separator(line)
    assert match is not None
    assert line[: match.start()] == left


@pytest.mark.parametrize(
    "line",
    [
        "Use std::vector here.",
        "Call Vec::new() first.",
        "The host fe80::1 answers.",
        "The slice a[::2] skips.",
        "The ::before element",
        "x :: Int",
        "map :: (a -> b) -> [a] -> [b]",
        "ActiveRecord::Base",
        "Use FileSystem::open to read it.",
        "Style p::before and .note::after",
        "Call Vec::new() first, then len",
        "The hosts fe80::1 and 2001:db8::7",
        "::left out",
        "left out::",
        "a::::b",
        "ratio 1:2",
    ],
)
def test_two_colons_of_a_program_are_no_mark(line: str) -> None:
    """Scopes, addresses, slices, selectors and types hold no card."""
    assert separator(line) is None


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Bees #flashcards", True),
        ("Bees #flashcards/insects dance.", True),
        ("<!--SR:!2021-08-04,20,250-->", True),
        ("Who?\n?\nBees", True),
        ("Bees {{c1::dance}}.", True),
        ("Bees #card", True),
        ("Who? Bees ==dance==. A::B {{x}} #cards", False),
    ],
)
def test_a_note_that_holds_flashcards_is_known(body: str, expected: bool) -> None:  # noqa: FBT001
    """A deck's tag, a schedule, or a mark that nobody writes for another reason."""
    assert marks_cards(body) is expected


def test_tags_tell_that_a_note_holds_flashcards() -> None:
    """The tag may be a deck's, with or without its sign."""
    assert is_deck(["bees", "flashcards/insects"])
    assert is_deck(["#flashcards"])
    assert not is_deck(["cards", "flash"])


def test_gaps_keep_their_hint() -> None:
    """A gap's spans carry the mark and the hint, with a formula in it or without."""
    assert [(span.plain, span.marks, span.target) for span in spans("Bees {{c1::dance::do what}} {{c2::$x^2$}}.")] == [
        ("Bees ", Mark.NONE, ""),
        ("dance", Mark.CLOZE, "do what"),
        (" ", Mark.NONE, ""),
        (r"\(x^2\)", Mark.CLOZE, ""),
        (".", Mark.NONE, ""),
    ]


@pytest.mark.parametrize(
    ("tag", "marks"),
    [("#card", Mark.ASKS), ("[[card]]", Mark.ASKS), ("#card-reverse", Mark.ASKS | Mark.BOTH_WAYS)],
)
def test_a_tag_marks_the_words_before_it(tag: str, marks: Mark) -> None:
    """The tag itself is not shown; lines below it stay lines of their own."""
    (paragraph,) = blocks(prepare(f"Who dances? {tag}\nBees."))
    assert isinstance(paragraph, Paragraph)
    first, second = paragraph.text.lines
    assert (first.plain, second.plain) == ("Who dances?", "Bees.")
    assert [span.marks for span in first.spans if not span.plain] == [marks]


@pytest.mark.parametrize(
    ("lines", "keys"),
    [
        (["id:: 65f0", "mood:: happy"], {"id", "mood"}),
        (["topic:: [[Bees]], #insects", "- read:: true"], {"topic", "read"}),
        (["mood:: happy"], set()),
        (["Bee:: insect", "id:: 65f0"], {"id"}),
        (["bee:: an insect that dances for others", "id:: 65f0"], {"id"}),
        (["bees::honey", "A bee:: an insect"], set()),
    ],
)
def test_properties_are_told_from_cards(lines: list[str], keys: set[str]) -> None:
    """Known names and bare values are properties, and next to them small words with few words behind."""
    assert properties.names(lines, flashcards=False) == keys


def test_among_flashcards_a_word_is_a_card() -> None:
    """`dog:: Hund` is a property nowhere but in a note without cards."""
    assert properties.names(["dog:: Hund", "id:: 65f0"], flashcards=True) == {"id"}
