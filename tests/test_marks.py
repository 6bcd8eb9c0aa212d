"""Promises of marked cards that their words alone do not show: elements, tags, identity, and reasons for no card."""

import pytest

from cuedeck.cards.card import Card
from cuedeck.cards.making import made
from cuedeck.extract.covering import coverage
from cuedeck.extract.extraction import Extraction, extract
from cuedeck.extract.marks.tags import untagged
from cuedeck.extract.parser.parser import Parser
from cuedeck.notes.blocks import Paragraph
from cuedeck.notes.config import Config
from cuedeck.notes.note import Note
from cuedeck.notes.reader import read_text
from cuedeck.notes.text import Span, Text


def note(text: str) -> Note:
    """Give the note that a text is read as."""
    found = read_text(text, path="boats/ropes.md", deck="boats", config=Config())
    assert isinstance(found, Note)
    return found


def extraction(text: str) -> Extraction:
    """Give what the rules find in a note."""
    return extract(note(text), Parser())


def only(text: str) -> Card:
    """Give the one card of a note."""
    (card,) = made(note(text), extraction(text).drafts)
    return card


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Q: Who sails?\nA: One  \nand another", "One<br>and another"),
        ("Who sails?::One<br>and another", "One<br>and another"),
        ("Who sails?\n?\n3. One\n4. Two", '<ol start="3"><li>One</li><li>Two</li></ol>'),
        ("Who sails?\n?\n\n7. One\n8. Two", '<ol start="7"><li>One</li><li>Two</li></ol>'),
        ("- Who sails?::One\n  - and another", "One<ul><li>and another</li></ul>"),
        (
            "Who sails?\n?\n| One | Two |\n|---|---|\n| a | `b` |",
            "<table><tbody><tr><th>One</th><th>Two</th></tr><tr><td>a</td><td><code>b</code></td></tr></tbody></table>",
        ),
        ("Q: Who sails?\nA: One.\n> Two", "One.<blockquote>Two</blockquote>"),
        ("Who sails?::![[sloop.png|300]]", '<img src="boats/sloop.png" alt="">'),
    ],
)
def test_an_answer_keeps_its_elements(text: str, html: str) -> None:
    """Hard line breaks, numbers, children, cells, quotes and pictures are on the card."""
    assert only(text).answer.html == html


def test_hashtags_become_tags() -> None:
    """Nested ones are nested in Anki, and none of them is left in the words."""
    card = only("What is a reef? #card #sea/rocks\nA row of rocks #exam")
    assert (card.tags, card.question.plain, card.answer.plain) == (
        ("sea::rocks", "exam"),
        "What is a reef?",
        "A row of rocks",
    )


def test_tags_of_headings_are_those_of_their_cards() -> None:
    """What stands in the heading of a section holds for all of it."""
    text = "# Sea #water\n\n## Rocks #sea/rocks\n\nWhat is a reef?::A row of rocks #exam"
    card = only(text)
    assert (card.tags, card.context) == (("water", "sea::rocks", "exam"), ("Sea #water",))


def test_tags_of_blocks_are_those_of_their_cards() -> None:
    """Whatever the block asks for."""
    assert only("START\nCloze\nA {sloop} has one mast.\nTags: sea::boats\nEND").tags == ("sea::boats",)
    assert only("START\nBasic\nA sloop?\n\nBack: A boat\n\nof one mast\nTags: sea\nEND").tags == ("sea",)


def test_references_do_not_blow_a_note_up() -> None:
    """A short note that refers to a long block over and over stays a short note."""
    text = f"{'word ' * 1000} ^long\n\n" + "![[#^long]] " * 10_000
    assert sum(len(block.text.plain) for block in note(text).root.blocks if isinstance(block, Paragraph)) < 300_000


def test_pictures_alone_have_names_of_their_own() -> None:
    """Two cards whose questions are pictures are two cards."""
    text = "![[sloop.png]]::One mast\n\n![[ketch.png]]::Two masts"
    cards = made(note(text), extraction(text).drafts)
    assert [card.question.plain for card in cards] == ["sloop.png", "ketch.png"]
    assert len({card.guid for card in cards}) == len(cards)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Who sails?\n?\n![[Crew]]", "a card cannot show what is embedded here: Crew"),
        ("Who sails?::![[horn.mp3]]", "a card cannot show what is embedded here: horn.mp3"),
        ("Who sails? #card", "nothing that a card can show stands where the answer should"),
        ("Who sails?::{{crew}} #flashcards", "a side is a placeholder of a template"),
        ("Who sails?::" + "word " * 500, "a side has 500 words, more than 400"),
    ],
)
def test_a_mark_without_a_card_has_its_reason(text: str, reason: str) -> None:
    """Nothing that a writer marked up is lost without a word."""
    found = extraction(text)
    assert not found.drafts
    assert [one.reasons for one in found.rejected] == [(reason,)]


def test_a_gap_that_gives_itself_away_has_its_reason() -> None:
    """What is marked up and gives no card is told."""
    found = extraction("The crew of a boat is its {{c1::crew}}.")
    assert "its words stand around the gap, too" in [one.reason for one in found.silent]


def test_what_a_blank_line_parts_from_an_answer_is_told() -> None:
    """The writer is told how to have it on the card."""
    text = "Q: Who sails?\nA: The crew.\n\nThe captain sails with them every year."
    found = extraction(text)
    _, missed = coverage(note(text), found)
    assert [(one.line, one.reason) for one in missed] == [
        (4, "a blank line parts it from the answer of a card; a line `---` below it takes it in")
    ]


@pytest.mark.parametrize(
    ("line", "words", "tags"),
    [
        ("#maths What is a lemma? #logic/first #maths/", "What is a lemma?", ("maths", "logic::first")),
        ("Paint it #ff0000", "Paint it #ff0000", ()),
        ("Chapter #12", "Chapter #12", ()),
        ("#maths #logic", "#maths #logic", ()),
        ("What is #maths about?", "What is #maths about?", ()),
    ],
)
def test_tags_at_the_ends_of_a_line_are_tags(line: str, words: str, tags: tuple[str, ...]) -> None:
    """Numbers and colours are none, and what is nothing but tags keeps them."""
    found = untagged(Text((Span(line),)))
    assert (found.text.plain, found.tags) == (words, tags)
