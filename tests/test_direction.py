"""Promises of texts that run from right to left, where `dir="auto"` is not known: in Anki, and in PDF."""

from pathlib import Path

import pytest

from cuedeck.cards.direction import is_right_to_left
from cuedeck.decks.anki.fields import fields_of
from cuedeck.decks.page.direction import directed
from tests.build_cards import card, cloze, entry
from tests.press import by_weasyprint


@pytest.mark.parametrize(
    ("html", "runs_left"),
    [
        ("ما هي الخلية؟", True),
        ("<b>3. תא</b> cell", True),
        (r"\(x^2\) مربع", True),
        ("“Cell”: خلية", False),
        ("细胞", False),
        ('<img src="x.png" alt="خلية">', False),
        ("", False),
    ],
)
def test_the_first_letter_tells_the_direction(html: str, runs_left: bool) -> None:  # noqa: FBT001
    """Tags, formulas, figures and signs have none."""
    assert is_right_to_left(html) is runs_left


def test_anki_shows_each_side_in_its_own_direction() -> None:
    """A side in Arabic begins at the right, and any other is what it was."""
    asked, told, *_ = fields_of(one := card(question="خلية", answer="Cell"), entry(one), {})
    gap, *_ = fields_of(one := cloze(sentence="خلية […]", gap="حية"), entry(one), {})
    assert (asked, told, gap) == (
        '<div dir="rtl" style="text-align: right">خلية</div>',
        "Cell",
        '<div dir="rtl" style="text-align: right">خلية {{c1::حية}}</div>',
    )


def test_pages_for_pdf_say_each_direction() -> None:
    """An element that knows its direction keeps it."""
    page = '<p dir="auto">خلية</p><p dir="auto" class="a">Cell</p><p dir="rtl">x</p>'
    assert directed(page) == '<p dir="rtl">خلية</p><p dir="ltr" class="a">Cell</p><p dir="rtl">x</p>'


@pytest.mark.slow
def test_words_of_a_pdf_stand_in_their_order(tmp_path: Path) -> None:
    """Of an Arabic sentence with an English word, the first word stands at the right."""
    shown = by_weasyprint('<p dir="auto">خلية Cell</p>', tmp_path)
    left, _ = sorted(shown.words, key=lambda word: word.left)
    assert left.text == "Cell"
