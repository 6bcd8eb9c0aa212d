"""Promises of guids, normalised text and content hashes."""

import re
from dataclasses import fields, replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cuedeck.cards.card import YOU, Card, Face, Kind, Tier
from cuedeck.cards.identity import clean, content, guid, normalise
from cuedeck.notes.cue import Cue

URL = "https://example.org/?t=81"
CARD = Card(
    guid="q234567abcdefghi",
    kind=Kind.DEFINITION,
    question=Face(plain="What is mitosis?", html="What is <b>mitosis</b>?"),
    answer=Face(plain="a division", html="a division"),
    items=("one", "two"),
    context=("Cells",),
    cue=Cue(81, URL),
    note="biology/cells.md",
    line=12,
    deck="biology",
    tags=("cell",),
    path=("Cells", "Mitosis"),
)

RENDERED = {
    "kind": [replace(CARD, kind=Kind.STATEMENT)],
    "question": [
        replace(CARD, question=replace(CARD.question, plain="When?")),
        replace(CARD, question=replace(CARD.question, html="When?")),
    ],
    "answer": [
        replace(CARD, answer=replace(CARD.answer, plain="two")),
        replace(CARD, answer=replace(CARD.answer, html="two")),
    ],
    "pictures": [replace(CARD, pictures=("cuedeck-0123456789abcdef.png",))],
    "items": [replace(CARD, items=()), replace(CARD, items=("one two",))],
    "context": [replace(CARD, context=()), replace(CARD, context=("Cells", "More"))],
    "cue": [
        replace(CARD, cue=None),
        replace(CARD, cue=Cue(82, URL)),
        replace(CARD, cue=Cue(81, None)),
        replace(CARD, cue=Cue(81, URL, suspect=True)),
        replace(CARD, cue=Cue(81, URL, inherited=True)),
    ],
    "note": [replace(CARD, note="biology/cell.md")],
    "deck": [replace(CARD, deck="biology::cells")],
    "tags": [replace(CARD, tags=()), replace(CARD, tags=("cell", "more"))],
    "path": [replace(CARD, path=("Cells",)), replace(CARD, path=("Cells Mitosis",))],
}
"""Cards that look different, by the field that makes them so."""
UNRENDERED = {
    "guid": replace(CARD, guid="q000000000000000"),
    "line": replace(CARD, line=13),
    "cue": replace(CARD, cue=Cue(81, URL, repaired="01:81")),
    "tier": replace(CARD, tier=Tier.OFFERED),
    "is_vocabulary": replace(CARD, is_vocabulary=True),
    "by": replace(CARD, by=YOU),
    "doubt": replace(CARD, doubt="vague"),
    "statement": replace(CARD, statement="Mitosis is cell division"),
}
"""Cards that look the same, by the field that differs."""

texts = st.text()
keys = st.lists(texts, min_size=1, max_size=3)


@given(note=texts, family=st.sampled_from(["question", "cloze"]), key=keys, occurrence=st.integers(0, 99))
def test_a_guid_is_16_plain_characters_and_starts_with_a_letter(
    note: str, family: str, key: list[str], occurrence: int
) -> None:
    """YAML, spreadsheets and Anki read it as text, whatever it was made from."""
    assert re.fullmatch(r"[qc][a-z2-7]{15}", guid(note, family, key, occurrence))


def test_a_guid_stays_the_same_from_release_to_release() -> None:
    """A changed recipe would cost every user every review, so this value is frozen."""
    assert guid("IQJ4DBkCnco cells", "question", ["Mitosis"]) == "q7m2bagat5gdeydf"


@pytest.mark.parametrize(
    "other",
    [
        ("n", "question", ["a b", "c"], 0),
        ("n", "question", ["a", "b", "c"], 0),
        ("n", "question", ["a b c"], 0),
        ("n", "question", ["b c", "a"], 0),
        ("n", "question", ["a", "b c", ""], 0),
        ("n", "cloze", ["a", "b c"], 0),
        ("n", "question", ["a", "b c"], 1),
        ("N", "question", ["a", "b c"], 0),
        ("n a", "question", ["b c"], 0),
    ],
)
def test_whatever_differs_gives_another_guid(other: tuple[str, str, list[str], int]) -> None:
    """Note, family, occurrence and each key part count, and no part runs into the next."""
    assert guid(*other) != guid("n", "question", ["a", "b c"], 0)


@given(one=keys, other=keys)
@example(one=["a", "b c"], other=["a b", "c"])
@example(one=["a", "b"], other=["a\x1fb"])
@example(one=["a", "b"], other=['a", "b'])
def test_guids_are_the_same_only_for_keys_that_read_the_same(one: list[str], other: list[str]) -> None:
    """Equal after normalisation, part by part, and else different."""
    same_key = [normalise(part) for part in one] == [normalise(part) for part in other]
    assert (guid("n", "question", one) == guid("n", "question", other)) == same_key


def test_a_note_name_means_the_same_on_every_file_system() -> None:
    """Some hand out composed letters, others decomposed ones."""
    assert guid("a\u0308pfel", "question", ["x"]) == guid("\u00e4pfel", "question", ["x"])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("self-serve", "Self serve"),
        ("self\u2010serve", "self\u2011serve"),
        ("Mitosis:", "\u201cmitosis\u201d"),
        ("Newton's law", "Newton\u2019s  law."),
        ("10-12 hours", "10\u201312 hours"),
        ("cells - small", "cells \u2014 small"),
        ("cells -- small", "cells\u2014small"),
        ("f(x)=x+1", "f(x) = x + 1"),
        ("a->b", "a -> b"),
        ("\u22121", "-1"),
        ("\ufb01ne", "fine"),
        ("co\u00adoperate", "cooperate"),
        ("\U0001f9ec\ufe0f Mitosis", "Mitosis"),
        ("Stra\u00dfe", "STRASSE"),
    ],
)
def test_spelling_out_the_same_words_makes_no_difference(one: str, other: str) -> None:
    """Case, punctuation, white space, dashes and quotes, ligatures and decoration."""
    assert normalise(one) == normalise(other)


@pytest.mark.parametrize(
    "texts",
    [
        ("C", "C++", "C#"),
        ("1", "-1", "+1", "\u00b11"),
        ("a = b", "a != b", "a == b", "a <= b", "a < b", "a > b", "a -> b"),
        ("x^2", "x*2", "x/2", "x%2", "x2", "x-2"),
        ("&", "&&", "*", "?", "!", "\u2665", "\u2660"),
        ("1.5", "15"),
        ("init", "__init__"),
        ("property", "@property"),
        ("resume", "r\u00e9sum\u00e9"),
    ],
)
def test_signs_that_carry_meaning_keep_texts_apart(texts: tuple[str, ...]) -> None:
    """Mathematics and code are more than their letters."""
    assert len({normalise(text) for text in texts}) == len(texts)


@given(texts)
def test_only_white_space_normalises_to_nothing(text: str) -> None:
    """A heading of symbols alone still has an identity of its own."""
    assert bool(normalise(text)) == bool(text.strip())


@given(words=st.lists(st.from_regex(r"[a-z0-9]+", fullmatch=True), min_size=1))
def test_words_come_out_as_they_went_in(words: list[str]) -> None:
    """Whatever punctuation and white space stand around and between them."""
    plain = " ".join(words)
    assert normalise(f" {plain.upper()}. ") == normalise(",\t".join(words)) == plain


@pytest.mark.parametrize("other", [card for cards in RENDERED.values() for card in cards])
def test_content_differs_with_anything_rendered(other: Card) -> None:
    """Anki updates a note only when its ledger entry says that it changed."""
    assert content(other) != content(CARD)


@pytest.mark.parametrize("other", UNRENDERED.values())
def test_content_is_the_same_where_nothing_rendered_differs(other: Card) -> None:
    """A line added above a card is no reason to touch it."""
    assert other != CARD
    assert content(other) == content(CARD)


def test_every_field_of_a_card_is_known_to_be_rendered_or_not() -> None:
    """A field added to Card has to be judged here."""
    assert {field.name for field in fields(Card)} == RENDERED.keys() | UNRENDERED.keys()


def test_content_is_that_of_the_text_as_anki_stores_it() -> None:
    """Control characters and the composition of letters get lost at import and are no edit."""
    raw = replace(CARD, answer=Face(plain="a\u0308\x07", html="a\u0308\x1b"))
    stored = replace(CARD, answer=Face(plain="\u00e4", html="\u00e4"))
    assert content(raw) == content(stored)


def test_content_is_16_hex_digits() -> None:
    """Short enough for a line that people read."""
    assert re.fullmatch(r"[0-9a-f]{16}", content(CARD))


@given(texts)
def test_cleaned_text_needs_no_more_cleaning(text: str) -> None:
    """Tabs and newlines stay, since code needs them."""
    assert clean(clean(text)) == clean(text)
    assert clean("a\tb\nc\r\x00") == "a\tb\nc"
