"""Promises of names: a deck and a tag are spelt alike wherever they are named."""

import pytest

from cuedeck.cards.card import Face
from cuedeck.cards.face import plain_face
from cuedeck.decks.anki.fields import components
from cuedeck.notes import deck_names, tags


@pytest.mark.parametrize(
    ("given", "full", "shortened"),
    [
        ("Sky", "Sky", "Sky"),
        (" Sky ::  At \t night", "Sky::At night", "Sky::At night"),
        ("Sky::", None, "Sky"),
        ("::Sky::\x01::\u200b::Stars", None, "Sky::Stars"),
        ("Sky:::Stars", "Sky:::Stars", "Sky:::Stars"),
        (" ", None, ""),
    ],
)
def test_each_level_of_a_deck_has_a_name(given: str, full: str | None, shortened: str) -> None:
    """What its user writes is refused where one has none, and what others write loses the level."""
    assert deck_names.full(given) == full
    assert deck_names.shortened(given) == shortened
    assert components(given) == shortened


def test_folders_make_no_levels_of_their_own() -> None:
    """Their names may hold colons and blanks, or nothing that is seen."""
    assert deck_names.of_folders(["a::b: ", " At  night", "\u200b"]) == "a:b::At night::notes"


def test_tags_are_nested_as_in_anki() -> None:
    """Each once."""
    assert tags.nested(["#sky/stars", "sky::stars", " sea/ ", "#", "/"]) == ("sky::stars", "sea")


@pytest.mark.parametrize("tag", ["Sky", "#sky/stars", "sky::Stars::red"])
def test_tags_lie_under_others(tag: str) -> None:
    """However either is written."""
    assert tags.lies_under(tag, "#SKY")
    assert tags.lies_under(tag, "sky/stars") == (tag != "Sky")
    assert not tags.lies_under(tag, "sk")


def test_plain_text_becomes_no_html() -> None:
    """What a person decided, or a ledger remembers, is text."""
    text = 'a <b>&amp; "c"\nd'
    assert plain_face(text) == Face(plain=text, html='a &lt;b&gt;&amp;amp; "c"<br>d')
