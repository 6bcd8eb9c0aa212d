"""Where a written card stands: its quote leads to a sentence of the note, with its line and its second."""

from functools import cache

import pytest

from cuedeck.cards.making import made
from cuedeck.cards.written import Written
from cuedeck.extract.parser.parser import NoParser
from cuedeck.extract.text.place import Place, places
from cuedeck.extract.text.wanted import wanted
from cuedeck.extract.written.anchors import anchor, grounds
from cuedeck.extract.written.drafts import Drafted, drafted
from cuedeck.notes.config import Config, Limits
from cuedeck.notes.note import Note
from cuedeck.notes.reader import read_text

ROPES = """---
title: Ropes of the harbour
videoId: dQw4w9WgXcQ
---
# Ropes

Hemp ropes rot quickly in salt water. [00:01:21]
A **bowline** is a knot that makes a fixed loop
at the end of a [[ropes | rope]]. [00:02:05] Its name came up in 1627.

- **Clove hitch:** A knot that ties a rope to a post with two turns. [00:03:10]
- The sheet bend joins two ropes of different thickness. [00:04:00]
  - A double sheet bend has one more turn around the thick rope. [00:04:30]

## Unstable moorings

Unstable moorings break in a storm. [00:05:00] The captain — an old man — called them "dreadful". [00:05:20]

| Rope | Made of | When |
| ---- | ------- | ---- |
| Hemp | A plant from Italy |  [00:06:00] |
| Wire | Steel of *Sheffield* | [00:07:00] |

> [!note] Old ropes
> Sailors do not trust a rope that is older than five years. [00:07:30]

## Anchors

Every ship has an anchor [00:07:50], and the flukes dig into the ground.

There are three parts of an anchor:

- The shank carries the load of the chain. [00:08:00]
- The flukes dig into the ground. [00:08:30]
- The stock turns the anchor over. [00:08:50]

Captain Rodger patented the small palm anchor.

Its cable is made of `rope[i]` with $n^2$ strands. [00:09:10] With $x$, $y$ and $z$ it is $w$. [00:09:20]
"""
BOWLINE = "A bowline is a knot that makes a fixed loop at the end of a rope."
CAPTAIN = 'The captain — an old man — called them "dreadful".'


@cache
def ropes() -> Note:
    """Read the note."""
    note = read_text(ROPES, path="sea/ropes.md", deck="sea", config=Config())
    assert isinstance(note, Note)
    return note


@cache
def around() -> tuple[Place, ...]:
    """List the places of the note."""
    return tuple(places(wanted(ropes()), NoParser(), "en"))


def stands(quote: str) -> tuple[int, str, str] | None:
    """Tell where a quote stands: line, heading and sentence."""
    found = anchor(quote, grounds(around()))
    return None if found is None else (found.statement.line, found.place.names[-1], found.statement.plain)


def written(
    quote: str, question: str = "What is said?", answer: str = "A word", items: tuple[str, ...] = ()
) -> Written:
    """Write a card on the note."""
    return Written(note="sea/ropes.md", quote=quote, question=question, answer=answer, items=items, by="model")


def dated(card: Written) -> tuple[int, int, bool]:
    """Tell line and second of a written card, and whether the second is that of another sentence."""
    (found,) = drafted(ropes(), grounds(around()), [card], Limits())
    assert isinstance(found, Drafted)
    (one,) = made(ropes(), [found.draft])
    assert one.cue is not None
    return one.line, one.cue.seconds, one.cue.inherited


def is_card(card: Written) -> bool:
    """Tell whether a written card is one: its sentence stands in the note and says what the card says."""
    (found,) = drafted(ropes(), grounds(around()), [card], Limits())
    return isinstance(found, Drafted) and not found.reasons


# --- what a quote may look like ---


@pytest.mark.parametrize(
    ("quote", "line", "second"),
    [
        pytest.param(BOWLINE, 8, 125, id="plain text, over the end of a line"),
        pytest.param(
            "A **bowline** is a knot that makes a fixed loop\nat the end of a [[ropes | rope]]. [00:02:05]",
            8,
            125,
            id="as it stands in the note",
        ),
        pytest.param("a BOWLINE is a knot that makes a fixed loop", 8, 125, id="in other case, and in part"),
        pytest.param("A bowline is a knot that makes a fixd loop at the end of a rope.", 8, 125, id="with a typo"),
        pytest.param("Hemp ropes rot quickly in salt water.", 7, 81, id="first sentence of its paragraph"),
        pytest.param(f"Hemp ropes rot quickly in salt water. {BOWLINE}", 7, 81, id="two sentences"),
        pytest.param(
            "Captain Rodger patented the small palm anchor. Every ship has an anchor", 37, 530, id="far apart"
        ),
        pytest.param("The captain – an old man – called them “dreadful”.", 17, 320, id="other dashes and marks"),
        pytest.param("The captain - an old man - called them 'dreadful'.", 17, 320, id="plain hyphens"),
        pytest.param("them “dreadful”", 17, 320, id="other marks in a few words"),
        pytest.param("The captain - an", 17, 320, id="other dash in a few words"),
        pytest.param("A knot that ties a rope to a post with two turns.", 11, 190, id="behind a bold lead-in"),
        pytest.param("Clove hitch: A knot that ties a rope to a post with two turns.", 11, 190, id="with its lead-in"),
        pytest.param("- **Clove hitch:** A knot that ties a rope to a post", 11, 190, id="entry with bullet and bold"),
        pytest.param("- The sheet bend joins two ropes of different thickness.", 12, 240, id="entry with its bullet"),
        pytest.param("* The sheet bend joins two ropes of different thickness.", 12, 240, id="another bullet"),
        pytest.param("2. The sheet bend joins two ropes of different thickness.", 12, 240, id="entry with a number"),
        pytest.param("  - A double sheet bend has one more turn", 13, 270, id="nested entry"),
        pytest.param("| Hemp | A plant from Italy | [00:06:00] |", 21, 360, id="row of a table"),
        pytest.param("| Hemp | A plant from Italy |", 21, 360, id="row whose first cell stands elsewhere too"),
        pytest.param("| --- | --- |\n| Hemp | A plant from Italy |", 21, 360, id="row below its rule"),
        pytest.param("Hemp | A plant from Italy", 21, 360, id="row without outer bars"),
        pytest.param("Hemp A plant from Italy", 21, 360, id="cells in a row"),
        pytest.param("Steel of Sheffield", 22, 420, id="one cell"),
        pytest.param("> Sailors do not trust a rope that is older than five years.", 25, 450, id="line of a callout"),
        pytest.param("Its cable is made of rope[i] with", 39, 550, id="code without its marks"),
        pytest.param("Its cable is made of `rope[i]` with $n^2$ strands.", 39, 550, id="code and a formula"),
        pytest.param(r"Its cable is made of rope[i] with \(n^2\) strands.", 39, 550, id="formula in other signs"),
        pytest.param("Its cable is made of rope[i] with n^2 strands.", 39, 550, id="formula without signs"),
        pytest.param("With x, y and z it is w.", 39, 560, id="many formulas without signs"),
    ],
)
def test_a_quote_leads_to_its_line_and_second(quote: str, line: int, second: int) -> None:
    """As a model or a person copies it."""
    assert dated(written(quote))[:2] == (line, second)


@pytest.mark.parametrize("quote", ["Unstable moorings", "## Unstable moorings"])
def test_a_heading_may_be_quoted(quote: str) -> None:
    """It is not taken for the sentence that opens with its words."""
    assert stands(quote) == (15, "Unstable moorings", "Unstable moorings")


def test_a_quote_that_is_all_of_an_entry_does_not_lead_to_a_sentence_that_has_its_words() -> None:
    """Though the sentence comes first."""
    assert stands("the flukes dig into the ground.") == (34, "Anchors", "The flukes dig into the ground.")
    assert stands("the flukes dig into") == (
        29,
        "Anchors",
        "Every ship has an anchor, and the flukes dig into the ground.",
    )


def test_a_statement_is_all_that_a_quote_touches() -> None:
    """Whole sentences, with the lead-in of their entry."""
    assert stands("makes a fixed loop") == (8, "Ropes", BOWLINE)
    assert stands("ties a rope to a post") == (
        11,
        "Ropes",
        "Clove hitch: A knot that ties a rope to a post with two turns.",
    )
    assert stands("salt water. A bowline is") == (7, "Ropes", f"Hemp ropes rot quickly in salt water. {BOWLINE}")


def test_a_sentence_without_a_stamp_has_that_of_the_one_before() -> None:
    """As a card that a rule made has."""
    assert dated(written("Its name came up in 1627.")) == (9, 125, True)
    assert dated(written(BOWLINE)) == (8, 125, False)


# --- enumerations ---

PARTS = ("The shank carries the load", "The flukes dig into the ground", "The stock turns the anchor over")
ANNOUNCED = "There are three parts of an anchor:"


def test_an_enumeration_has_the_first_second_inside_it() -> None:
    """Where its announcement has none; that an entry stands earlier in the section, too, does no harm."""
    assert dated(written(ANNOUNCED, items=PARTS)) == (31, 480, False)
    assert dated(written(ANNOUNCED, items=(PARTS[1], PARTS[2]))) == (31, 510, False)


def test_an_announcement_that_is_no_enumeration_has_the_second_before_it() -> None:
    """Only entries lend it theirs."""
    assert dated(written(ANNOUNCED)) == (31, 470, True)


def test_an_enumeration_in_other_words_has_the_first_second_of_the_list_that_it_rests_on() -> None:
    """Below the line that announces it, or the heading."""
    assert dated(written(ANNOUNCED, items=("Carrier of the load", "What digs"))) == (31, 480, False)
    assert dated(written("Ropes", items=("Rotten ones", "Tied ones"))) == (5, 81, False)


def test_an_enumeration_without_a_second_inside_it_has_the_one_before() -> None:
    """What stands behind something else lends it none."""
    quote = "Captain Rodger patented the small palm anchor."
    assert dated(written(quote, items=("Captain Rodger", "A small anchor"))) == (37, 530, True)


def test_an_enumeration_keeps_the_second_of_its_own_sentence() -> None:
    """Its first entry may be quoted, too."""
    assert dated(written("- The flukes dig into the ground.", items=PARTS)) == (34, 510, False)


# --- what is no quote ---


@pytest.mark.parametrize(
    "quote",
    [
        "Whales sing songs that carry for hundreds of miles.",
        "A bowline is what sailors tie when they want a loop that holds.",
        "Bowlines",
        "stable moorings",
        "name came up in 16",
        "162",
        ".",
        "—",
        "| | |",
        "[00:05:00]",
        "![[rope.png]]",
        f"{BOWLINE} Whales sing songs that carry for hundreds of miles.",
        "| Hemp | A plant from Norway |",
    ],
)
def test_what_does_not_stand_in_the_note_is_no_quote(quote: str) -> None:
    """Nor does a part of a word or of a number, or one of two sentences, stand for what it is a part of."""
    assert stands(quote) is None


@pytest.mark.parametrize(
    ("quote", "question", "answer"),
    [
        ("Its name came up in 1627.", "When did the name of the bowline come up?", "In 1627"),
        (
            "Sailors do not trust a rope that is older than five years.",
            "Which ropes do sailors not trust?",
            "Those older than five years",
        ),
        ("Unstable moorings break in a storm.", "Which moorings break in a storm?", "Unstable moorings"),
        ("Captain Rodger patented the small palm anchor.", "Who patented the small palm anchor?", "Captain Rodger"),
    ],
)
def test_a_card_whose_sentence_stands_in_the_note_is_one(quote: str, question: str, answer: str) -> None:
    """What the next test takes for changed passes as long as it is not."""
    assert is_card(written(quote, question, answer))


@pytest.mark.parametrize(
    ("quote", "question", "answer"),
    [
        ("Its name came up in 1672.", "When did the name of the bowline come up?", "In 1672"),
        (
            "Sailors do trust a rope that is older than five years.",
            "Which ropes do sailors trust?",
            "Those older than five",
        ),
        (
            "Sailors do not trust a rope that is older than nine years.",
            "How old is a rope that sailors do not trust?",
            "Older than nine years",
        ),
        ("Stable moorings break in a storm.", "Which moorings break in a storm?", "Stable moorings"),
        ("Captain Porter patented the small palm anchor.", "Who patented the small palm anchor?", "Captain Porter"),
        ("Captain Rodger patented the large palm anchor.", "Who patented the large palm anchor?", "Captain Rodger"),
    ],
)
def test_a_card_is_none_once_its_sentence_says_something_else(quote: str, question: str, answer: str) -> None:
    """Another number, another name, another word that tells, or its opposite; whether or not the note was edited."""
    assert not is_card(written(quote, question, answer))


def test_of_two_sentences_that_look_alike_the_one_is_meant_that_does_not_deny_it() -> None:
    """Not the other, which has more letters in common with what was quoted."""
    text = "# Knots\n\n- The bowline does slip under a very heavy load in wind and rain.\n- The bowline does not slip under a fairly heavy load in wind and hail.\n"
    note = read_text(text, path="sea/knots.md", deck="sea", config=Config())
    assert isinstance(note, Note)
    found = anchor(
        "The bowline does not slip under a very heavy load in wind and rain.", grounds(places(note, NoParser(), "en"))
    )
    assert found is not None
    assert found.statement.line == 4
