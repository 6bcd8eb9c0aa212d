"""Promises of boilerplate: what programs put around a note's content is left out, content never."""

import pytest

from cuedeck.notes import boilerplate
from cuedeck.notes.blocks import Block, Paragraph
from cuedeck.notes.markdown import blocks
from cuedeck.notes.source import prepare


def read(markdown: str) -> tuple[Block, ...]:
    """Give the blocks of a note."""
    return blocks(prepare(markdown))


@pytest.mark.parametrize(
    "markdown",
    [
        "From: [[bees]] <br/>",
        "From: [[bees.channel]] <br/>",
        "Here is the article on bees:",
        "Here's a summary in Markdown format.",
        "Sure! Here is the wiki article.",
        "#bees #insects/honey",
        "- [[ants | Ants]]\n- [[flies]]",
    ],
)
def test_boilerplate_is_left_out(markdown: str) -> None:
    """Channel lines, hand-over sentences, tags and lists of links are no content."""
    assert not list(boilerplate.content(read(markdown)))


def test_a_channel_line_is_left_out_above_the_first_sentence() -> None:
    """A channel line that a paragraph opens with is no part of its first sentence."""
    (paragraph,) = boilerplate.content(read("From: [[bees]] <br/> \nBees dance in the hive."))

    assert isinstance(paragraph, Paragraph)
    assert paragraph.text.plain == "Bees dance in the hive."


@pytest.mark.parametrize(
    "markdown",
    [
        "Bees dance.",
        "From: where bees come. They know it by the sun.",
        "Here is where bees dance.",
        "Surely bees dance.",
        "# Bees",
        "- [[ants | Ants]] walk\n- [[flies]]",
    ],
)
def test_content_is_kept(markdown: str) -> None:
    """Sentences that only begin like boilerplate stay."""
    found = read(markdown)
    assert tuple(boilerplate.content(found)) == found


def test_a_hand_over_far_down_is_content() -> None:
    """Only the first blocks can hand a note over."""
    found = read("One.\n\nTwo.\n\nThree.\n\nHere is the summary:")
    assert len(list(boilerplate.content(found))) == 4


@pytest.mark.parametrize(
    "markdown",
    [
        "# Bees\n\n- [[a | Dance]]\n- [[b | Flight]]\n- [[c]]",
        "### [How bees dance](https://youtu.be/abcdefghijk)\n\n- [[a | Dance]]\n  - [[b | East]]\n- [[c | West]]",
    ],
)
def test_a_page_of_links_is_an_index(markdown: str) -> None:
    """Three entries that are links, with little said beside them, make an index."""
    assert boilerplate.is_index(read(markdown))


@pytest.mark.parametrize(
    "markdown",
    [
        "- [[a | Dance]]\n- [[b | Flight]]",
        "Bees dance to show where food is found.\n\n- [[a | Dance]]\n- [[b | Flight]]\n- [[c]]",
        "- [[a | Dance]] shows the way\n- [[b | Flight]] is quick\n- [[c]]",
    ],
)
def test_a_note_with_links_is_no_index(markdown: str) -> None:
    """A note that says more than it links is kept."""
    assert not boilerplate.is_index(read(markdown))


@pytest.mark.parametrize(
    "markdown",
    [
        "From: [[bees]] <br/>\n\nThe transcript does not contain information on bees.",
        "# Bees\n\nNo specific information on bees was found in the provided transcript.",
        "It is mostly music.\n\nThe provided text does not mention bees. It is about cars.",
    ],
)
def test_a_note_that_tells_nothing_says_nothing(markdown: str) -> None:
    """A note that only says what its source lacks is empty."""
    assert boilerplate.says_nothing(read(markdown))


@pytest.mark.parametrize(
    "markdown",
    [
        "Bees dance.",
        "",
        "- The transcript does not mention bees.\n- Ants walk.",
        "Bees dance to show where food is, how far away and how good.\n\nThe transcript does not mention ants.",
    ],
)
def test_a_short_note_says_something(markdown: str) -> None:
    """One real sentence is enough."""
    assert not boilerplate.says_nothing(read(markdown))
