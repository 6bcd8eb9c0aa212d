"""Text fits by figures alone: sizes, then no code, then a larger card, and never in silence."""

from dataclasses import replace

import pytest

from cuedeck.cards.card import Card
from cuedeck.decks.page.typeset import typeset
from cuedeck.decks.page.words import wording
from cuedeck.decks.paper.choices import Codes, Layout, Paper
from cuedeck.decks.paper.content import content
from cuedeck.decks.paper.document import documents
from cuedeck.decks.paper.fit import SIZES, even_width, fit, lines, text_height
from cuedeck.decks.paper.job import job
from cuedeck.decks.paper.print_card import Misfit, Reason, leaves
from cuedeck.decks.paper.widths import advance
from cuedeck.notes.cue import Cue
from tests.build_cards import card, face, with_entries

SENTENCE = "Warm air holds more water than cold air. "


def height(html: str, *, width: float = 85, size: float = 10) -> float:
    """Lines of text that HTML takes."""
    return text_height(content(typeset(html)), width, size) / text_height(content("x"), width, size)


def printed(*cards: Card, layout: Layout = Layout.CARDS, paper: Paper | None = None) -> tuple[str, tuple[Misfit, ...]]:
    """The document of cards, and those that are not printed like the others."""
    wanted = job(layout, paper=paper)
    ready, lacking = leaves(with_entries(*cards), images={}, codes=wanted.codes)
    (document,), misfits = documents("Sky", ready, wanted, wording("en"))
    return document.html, (*lacking, *misfits)


def answering(html: str) -> Card:
    """A card with an answer."""
    return replace(card(), answer=face("plain", html))


# --- heights ---


def test_widths_are_those_of_the_font() -> None:
    """Figures of the font's own table, in units of 2048: A 1366, space 569, bold A 1479."""
    assert advance("A A") == pytest.approx((2 * 1366 + 569) / 2048)
    assert advance("A", bold=True) == pytest.approx(1479 / 2048)
    assert advance("語") == 1
    assert advance("e\u0301") == advance("e")


@pytest.mark.parametrize(
    ("html", "least", "most"),
    [
        ("one", 1, 1),
        ("one<br>two<br><br>four", 4, 4),
        ("<ul><li>a</li><li>b</li></ul>", 2, 2.3),
        ("<p>a</p><p>b</p>", 2.2, 2.5),
        ("<ul><li>a<ul><li>b</li></ul></li></ul>", 2, 2.4),
        ("<pre><code>a\n\nb\n</code></pre>", 3, 3),
        ("<pre><code>" + "x" * 100 + "</code></pre>", 3, 4),
        ("<table><tr><th>a</th><th>b</th></tr><tr><td>c</td><td>d</td></tr></table>", 2.4, 3.5),
        (r"\(x\)", 1, 1.1),
        (r"a \(\frac{a}{b}\)", 1.05, 2),
        (r"a \[\sum_{i=1}^n \frac{a}{b}\] b", 4, 6),
        ("x" * 100, 3, 4),
        ("語" * 40, 2, 2),
        ("a&nbsp;b &lt;c&gt;", 1, 1),
    ],
)
def test_all_that_cards_hold_has_its_height(html: str, least: float, most: float) -> None:
    """Lists, code, tables, formulas and scripts without blanks, in lines of plain text."""
    assert least - 0.01 <= height(html) <= most + 0.01


def test_bold_and_code_run_wider_than_plain_text() -> None:
    """What takes one line in plain text takes two where it is bold or code."""
    text = "What takes a line of plain text here ill"
    assert advance(text) * 10 * 25.4 / 72 < 62 * 0.98
    assert lines(content(text), 62, 10) == 1
    assert lines(content(f"<strong>{text}</strong>"), 62, 10) == 2
    assert lines(content(f"<code>{text}</code>"), 62, 10) == 2


def test_a_formula_wider_than_the_card_does_not_fit() -> None:
    """It cannot be broken, so a smaller size is taken, and none if that does not help."""
    wide = content(typeset(r"\(" + "a + b + c + d + e + f + g + " * 2 + r"h\)"))
    found = fit(wide, 85, 40)
    assert found is not None
    assert found.size < SIZES[0]
    assert fit(content(typeset(r"\(" + "a + b + c + " * 12 + r"h\)")), 85, 40) is None


def test_sizes_go_down_with_length() -> None:
    """Longer text is set smaller, never larger, and not at all below the least size."""
    found = [fit(content(SENTENCE * count), 85, 40) for count in range(1, 40)]
    sizes = [setting.size for setting in found if setting]
    assert sizes == sorted(sizes, reverse=True)
    assert (sizes[0], sizes[-1]) == (SIZES[0], SIZES[-1])
    assert found[-1] is None


def test_images_take_what_text_leaves() -> None:
    """Two images share the room below the text; where that is too little, nothing fits."""
    two = content('Look:<img src="a"><img src="b">')
    found = fit(two, 85, 60)
    assert found is not None
    assert 20 <= found.image <= 28
    assert fit(two, 85, 40) is None


def test_lines_are_made_even_without_becoming_more() -> None:
    """A word that would stand alone on the last line gets company."""
    text = content("Which term is meant: the movement of water through a membrane that lets water pass it")
    width = even_width(text, 85, 13)
    assert width < 85
    assert lines(text, width, 13) == lines(text, 85, 13)


# --- what happens to what does not fit ---


def test_what_fits_is_not_spoken_of() -> None:
    """A short card is printed with its code, and there is nothing to report."""
    html, misfits = printed(answering("Water"))
    assert misfits == ()
    assert html.count("<img") == 1


@pytest.mark.parametrize(
    ("length", "reasons", "codes"),
    [
        (14, [], 1),
        (20, [Reason.CROWDED], 0),
        (40, [Reason.LARGER], 1),
        (400, [Reason.LEFT_OUT], 0),
    ],
)
def test_a_long_answer_loses_its_code_then_gets_a_larger_card_then_is_left_out(
    length: int, reasons: list[Reason], codes: int
) -> None:
    """Each step is reported by the card's number; what is printed is printed whole."""
    html, misfits = printed(answering(SENTENCE * length))
    assert misfits == tuple(Misfit(1, reason) for reason in reasons)
    assert html.count("<img") == codes
    assert html.count(SENTENCE.strip()) == (0 if Reason.LEFT_OUT in reasons else length)


@pytest.mark.parametrize("layout", [Layout.CARDS, Layout.FOLD, Layout.QUIZ, Layout.INDEX])
def test_every_card_is_printed_or_reported(layout: Layout) -> None:
    """Whatever the length of its question, its answer and its context."""
    cards = [
        replace(
            card(f"g{length}", question=f"Why {SENTENCE * length}?", answer=SENTENCE * (length * 7 % 300)),
            context=("Sky", "Air " * (length % 40)),
        )
        for length in range(1, 300, 13)
    ]
    html, misfits = printed(*cards, layout=layout)
    left_out = {misfit.number for misfit in misfits if misfit.reason is Reason.LEFT_OUT}
    assert 0 < len(left_out) < len(cards)
    for number, one in enumerate(cards, 1):
        assert (one.question.plain in html) is (number not in left_out)


def test_a_link_too_long_for_a_code_is_reported() -> None:
    """The card is printed with its time, without a code and without an address nobody would type."""
    link = "https://media.example/" + "a" * 200 + "#t=81"
    html, misfits = printed(replace(card(), cue=Cue(81, link)))
    assert misfits == (Misfit(1, Reason.LINK),)
    assert "<img" not in html
    assert "1:21" in html
    assert "aaaa" not in html


def test_a_doubtful_time_has_a_question_mark_and_no_code() -> None:
    """That is no failure, and nothing is reported."""
    cue = Cue(81, "https://youtu.be/cuedeck0001?t=81", suspect=True)
    html, misfits = printed(replace(card(), cue=cue))
    assert misfits == ()
    assert "<img" not in html
    assert "1:21?" in html
    assert "youtu.be" not in html


def test_one_code_for_each_section() -> None:
    """The first card of a section with a sure moment has it; the others have their times."""
    cards = [
        replace(
            card(f"g{number}"),
            path=("Sky", f"part {number // 3}"),
            cue=Cue(number, f"https://youtu.be/cuedeck0001?t={number}"),
        )
        for number in range(6)
    ]
    cards[0] = replace(cards[0], cue=Cue(0, None, suspect=True))
    ready, _ = leaves(with_entries(*cards), images={}, codes=Codes.SECTION)
    assert [bool(leaf.code) for leaf in ready] == [False, True, False, True, False, False]
    assert [bool(leaf.time) for leaf in ready] == [True] * 6


def test_money_is_no_math_and_no_markup_is_left() -> None:
    """Dollars stand as they are, formulas are drawn, and alternative text stands for an image that is missing."""
    html, _ = printed(answering(r'It costs $5 and $6, so \(x^2\) <img src="gone.png" alt="a cloud">'))
    assert "It costs $5 and $6, so <svg" in html
    assert "a cloud" in html
    assert r"\(" not in html
    assert html.count("<svg") == 1
