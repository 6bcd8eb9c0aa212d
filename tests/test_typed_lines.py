"""Lines that a person types: they are lines on the card, and behind dashes entries of an enumeration."""

import pytest

from cuedeck.cards.entries import dashed, entries
from cuedeck.cards.face import face, plain_answer
from cuedeck.extract.written.preview import faces
from cuedeck.notes.fragment import fragment, lined, with_tex


@pytest.mark.parametrize(
    ("typed", "html"),
    [
        ("outer ear\nmiddle ear", "outer ear<br>middle ear"),
        ("*outer*\n\n$x^2$", "<em>outer</em><br>\\(x^2\\)"),
        ("one line", "one line"),
        ("**one\nemphasis**", "<strong>one emphasis</strong>"),
        ("`a\nb`", "<code>a b</code>"),
    ],
)
def test_lines_of_a_written_side_stay_lines(typed: str, html: str) -> None:
    """But where something that a mark opens reaches over them; as plain text they are one line."""
    made = face(lined(typed))
    assert (made.html, made.plain) == (html, face(fragment(typed)).plain)


def test_lines_behind_dashes_are_entries() -> None:
    """Two or more, and nothing else; what is typed again is the same."""
    assert entries("- outer ear\n- middle ear\n") == ("outer ear", "middle ear")
    assert entries(dashed(("outer ear", "middle ear"))) == ("outer ear", "middle ear")
    for typed in ("- outer ear", "The parts:\n- outer ear\n- middle ear", "-5\n-6", "outer ear"):
        assert entries(typed) == ()


@pytest.mark.parametrize(
    ("typed", "tex"),
    [
        ("At $20\\ K$ or\nat $x$", "At \\(20\\ K\\) or\nat \\(x\\)"),
        ("$$x < 4$$", "\\[x < 4\\]"),
        ("between $5 and $6", "between $5 and $6"),
        ("`$x$` and *this*", "`$x$` and *this*"),
        ("\\(x\\)", "\\(x\\)"),
    ],
)
def test_formulas_may_be_typed_as_notes_have_them(typed: str, tex: str) -> None:
    """Amounts of money and code are none, and all else stays as it is."""
    assert with_tex(typed) == tex


def test_both_forms_make_the_same_of_entries() -> None:
    """A card that is changed, whose words are plain, and one that is written, whose words may have marks."""
    listed = "<ul><li>a &lt; b</li><li>c</li></ul>"
    assert plain_answer("- a < b\n- c").html == listed
    assert [side.html for side in faces("What?", "- a < b\n- c")] == ["What?", listed]
    assert faces("*What*\nelse?", "A\nB")[1].html == plain_answer("A\nB").html == "A<br>B"
