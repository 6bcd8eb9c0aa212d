"""Every layout on paper, printed by Chromium and by WeasyPrint, and proof that the checks would see a wrong page."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cuedeck.cards.card import Card
from cuedeck.decks.page.words import wording
from cuedeck.decks.paper.choices import Codes, Flip, Layout, Order, Paper, PerPage
from cuedeck.decks.paper.document import documents
from cuedeck.decks.paper.job import Job, job
from cuedeck.decks.paper.print_card import Misfit, leaves
from cuedeck.notes.cue import Cue
from tests.browser import restyled, visit
from tests.build_cards import card, face, with_entries
from tests.press import (
    NEAR,
    Proof,
    Spot,
    by_chromium,
    by_weasyprint,
    code_faults,
    edge_faults,
    ink,
    label_faults,
    number_faults,
    overlap_faults,
    pair_faults,
    paper_faults,
    seconds,
)
from tests.press import codes as read_codes

if TYPE_CHECKING:
    from playwright.sync_api import Browser

SIZES = {
    Paper.A4: (210, 297),
    Paper.LETTER: (215.9, 279.4),
    Paper.A6: (148, 105),
    Paper.A7: (105, 74),
    Paper.THREE_BY_FIVE: (127, 76.2),
}
MARGINS = {Paper.A4: (10, 12), Paper.LETTER: (12.7, 12.7)}
SHAPES = {PerPage.EIGHT: (2, 4), PerPage.TWELVE: (3, 4), PerPage.SIXTEEN: (4, 4)}
COUNT = 11
"""Cards of the deck: one full sheet of 8 and one partly filled."""
DOT = (
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg=="
)
ANSWERS = {
    1: "Water",
    2: "<ul><li>first of all the stars</li><li>then the moon</li><li>and the sun at last</li></ul>",
    3: 'Look: <img src="dot.png" alt="a dot">',
    4: r"The sum \(\frac{a}{b}\) and \[\sum_{i=1}^n i^2\]",
    6: "<pre><code>if sky == 'grey':\n    carry('umbrella')</code></pre>",
    7: "It costs $5 and $6, not 7.",
}
LONG = "Because warm air holds more water than cold air, and lets it fall when it rises and cools. " * 2


def deck() -> list[Card]:
    """Cards with answers of all sorts; the third has a doubtful time, the fourth none, the fifth a long link."""
    made = []
    for number in range(1, COUNT + 1):
        one = card(f"guid-{number}", f"What is cloud {number * 111}?")
        html = ANSWERS.get(number, LONG)
        url = f"https://www.youtube.com/watch?v=cuedeck0001&t={number * 7}s"
        made.append(replace(one, answer=face("plain", html), cue=Cue(number * 7, url)))
    made[2] = replace(made[2], cue=Cue(21, None, suspect=True))
    made[3] = replace(made[3], cue=None)
    made[4] = replace(made[4], cue=Cue(35, "https://media.example/" + "a" * 90 + "#t=35"))
    return made


LINKS = {
    number: f"https://youtu.be/cuedeck0001?t={number * 7}" for number in range(1, COUNT + 1) if number not in {3, 4, 5}
} | {5: "https://media.example/" + "a" * 90 + "#t=35"}


def made(wanted: Job, cards: Sequence[Card] | None = None) -> tuple[str, tuple[Misfit, ...]]:
    """The one document of the deck, which is called Sky, and the cards set otherwise."""
    ready, lacking = leaves(with_entries(*(cards or deck())), images={"dot.png": DOT}, codes=wanted.codes)
    (document,), misfits = documents("Sky", ready, wanted, wording("en"))
    return document.html, (*lacking, *misfits)


@dataclass(frozen=True, slots=True)
class Expected:
    """Where faces belong."""

    pages: int
    fronts: Mapping[int, Spot]
    backs: Mapping[int, Spot]


def expected(wanted: Job) -> Expected:
    """Places told from the layouts' description alone."""
    match wanted.layout:
        case Layout.CARDS:
            return _on_grid(wanted, *SHAPES[wanted.per_page])
        case Layout.INDEX:
            width, height = SIZES[wanted.paper]
            fronts = {number: Spot(2 * number - 1, 0, 0, width, height) for number in range(1, COUNT + 1)}
            return Expected(
                2 * COUNT, fronts, {number: replace(spot, page=2 * number) for number, spot in fronts.items()}
            )
        case Layout.FOLD:
            grid = _on_grid(wanted, 1, 5)
            half = {
                number: replace(spot, page=(number + 4) // 5, width=spot.width / 2)
                for number, spot in grid.fronts.items()
            }
            right = {number: replace(spot, left=spot.left + spot.width) for number, spot in half.items()}
            return Expected((COUNT + 4) // 5, half, right)
        case _:
            raise AssertionError(wanted.layout)


def _on_grid(wanted: Job, columns: int, rows: int) -> Expected:
    (width, height), (aside, above) = SIZES[wanted.paper], MARGINS[wanted.paper]
    cell = ((width - 2 * aside) / columns, (height - 2 * above) / rows)
    fronts: dict[int, Spot] = {}
    backs: dict[int, Spot] = {}
    sheets = -(-COUNT // (columns * rows))
    for place in range(COUNT):
        sheet, (row, column) = place // (columns * rows), divmod(place % (columns * rows), columns)
        turned = (row, columns - 1 - column) if wanted.flip is Flip.LONG else (rows - 1 - row, column)
        pages = (2 * sheet + 1, 2 * sheet + 2) if wanted.order is Order.DUPLEX else (sheet + 1, sheets + sheet + 1)
        for found, page, (down, right) in ((fronts, pages[0], (row, column)), (backs, pages[1], turned)):
            found[place + 1] = Spot(page, aside + right * cell[0], above + down * cell[1], *cell)
    return Expected(2 * sheets, fronts, backs)


def faults(shown: Proof, wanted: Job) -> list[str]:
    """All that is wrong with cards, strips or index cards."""
    places = expected(wanted)
    right, down = wanted.offset
    backs = {
        number: replace(spot, left=spot.left + right, top=spot.top + down) for number, spot in places.backs.items()
    }
    return [
        *paper_faults(shown, places.pages, SIZES[wanted.paper]),
        *label_faults(shown, "Sky"),
        *number_faults(shown, places.fronts),
        *number_faults(shown, backs),
        *pair_faults(shown, places.fronts, backs),
        *overlap_faults(shown),
        *edge_faults(shown, [*places.fronts.values(), *backs.values()]),
        *code_faults(shown, LINKS, backs),
    ]


Print = Callable[[str], Proof]

pytestmark = pytest.mark.slow


@pytest.fixture(params=["chromium", "weasyprint"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Print:
    """Print with one engine after the other."""
    if request.param == "weasyprint":
        return lambda html: by_weasyprint(html, tmp_path)
    running = request.getfixturevalue("browser")
    return lambda html: by_chromium(running, html, tmp_path)


CARD_JOBS = [
    *(job(Layout.CARDS, paper=paper, flip=flip) for paper in (Paper.A4, Paper.LETTER) for flip in Flip),
    job(Layout.CARDS, order=Order.STACKED, offset="1.5,-0.7"),
    job(Layout.CARDS, per_page=PerPage.TWELVE),
    job(Layout.CARDS, per_page=PerPage.TWELVE, paper=Paper.LETTER, flip=Flip.SHORT),
    *(job(Layout.CARDS, per_page=PerPage.SIXTEEN, flip=flip) for flip in Flip),
    *(job(Layout.FOLD, paper=paper) for paper in (Paper.A4, Paper.LETTER)),
    *(job(Layout.INDEX, paper=paper) for paper in (Paper.A6, Paper.A7, Paper.THREE_BY_FIVE)),
]


@pytest.mark.parametrize(
    "wanted", CARD_JOBS, ids=lambda one: f"{one.layout}-{one.per_page}-{one.paper}-{one.flip}-{one.order}"
)
def test_cards_come_out_as_they_should(wanted: Job, engine: Print) -> None:
    """Pages, sizes, names, numbers on both faces, room at the edges, and codes are right in both engines."""
    html, misfits = made(wanted)
    assert misfits == ()
    shown = engine(html)
    assert faults(shown, wanted) == []
    assert {seconds(link) for link in LINKS.values()} == {number * 7 for number in LINKS}


def wrong_flip() -> str:
    """A file for printers that turn the paper around its short edge."""
    return made(job(Layout.CARDS, flip=Flip.SHORT))[0]


def wrong_paper() -> str:
    """A file on Letter."""
    return made(job(Layout.CARDS, paper=Paper.LETTER))[0]


def moved_backs() -> str:
    """A file whose backs are shifted by half a millimetre."""
    return made(job(Layout.CARDS, offset="0.5,0"))[0]


def text_at_the_edge() -> str:
    """A file whose answers begin at the edge of the card."""
    return restyled(made(job(Layout.CARDS))[0], ".c { margin-left: -4mm; }")


def too_much_text() -> str:
    """A file whose text is larger than was computed, and so runs over the edge."""
    return restyled(made(job(Layout.CARDS))[0], ".c { font-size: 26pt !important; }")


def overlapping_text() -> str:
    """A file whose contexts stand on the questions."""
    return restyled(made(job(Layout.CARDS))[0], ".k { margin-top: 29mm; }")


def other_codes() -> str:
    """A file where each code opens the moment of another card."""
    cards = deck()
    return made(job(Layout.CARDS), [replace(one, cue=cards[-1 - place].cue) for place, one in enumerate(cards)])[0]


def no_codes() -> str:
    """A file without codes."""
    return made(job(Layout.CARDS, codes=Codes.NONE))[0]


def unnamed_page() -> str:
    """A file one page of which has lost its number."""
    return made(job(Layout.CARDS))[0].replace("Page 3 of 4", "")


def lost_page() -> str:
    """A file without its last page."""
    html = made(job(Layout.CARDS))[0]
    return html[: html.rindex("<section")] + "</main></body></html>"


WRONG = {
    wrong_flip: "is missing from its place",
    wrong_paper: "is 215.9 x 279.4 mm",
    moved_backs: "do not meet",
    text_at_the_edge: "at the edge of a card",
    too_much_text: "at the edge of a card",
    other_codes: "the code of 1 says",
    no_codes: "the code of 1 says []",
    overlapping_text: "overlap on page",
    unnamed_page: "page 3 is not named",
    lost_page: "3 pages instead of 4",
}


@pytest.mark.parametrize(("wrong", "fault"), WRONG.items(), ids=lambda one: getattr(one, "__name__", ""))
def test_a_wrong_file_does_not_pass(wrong: Callable[[], str], fault: str, tmp_path: Path) -> None:
    """Each check sees what it is there for."""
    found = faults(by_weasyprint(wrong(), tmp_path), job(Layout.CARDS))
    assert any(fault in one for one in found), found


def test_a_page_printed_smaller_does_not_pass(browser: "Browser", tmp_path: Path) -> None:
    """What a printer driver does that fits pages to its margins is seen."""
    wanted = job(Layout.CARDS)
    found = faults(by_chromium(browser, made(wanted)[0], tmp_path, scale=0.95), wanted)
    assert any("is missing from its place" in one for one in found)


@pytest.mark.parametrize("layout", [layout for layout in Layout if layout is not Layout.SHEET])
def test_axe_finds_no_fault(layout: Layout, browser: "Browser", tmp_path: Path) -> None:
    """On screen the pages keep the rules of accessibility that axe knows."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    with browser.new_context(bypass_csp=True) as context:
        page, _ = visit(context, made(job(layout))[0], tmp_path)
        assert axe.Axe().run(page).response["violations"] == []


# --- the other layouts ---


@pytest.mark.parametrize("paper", [Paper.A4, Paper.LETTER])
@pytest.mark.parametrize("codes", [Codes.NONE, Codes.CARD])
def test_a_quiz_asks_everything_and_then_answers_it(paper: Paper, codes: Codes, engine: Print) -> None:
    """Each number stands once among the questions and once in the key, which begins a page and asks nothing."""
    html, misfits = made(job(Layout.QUIZ, paper=paper, codes=codes))
    shown = engine(html)
    assert misfits == ()
    assert [*quiz_faults(shown), *paper_faults(shown, len(shown.sizes), SIZES[paper])] == []
    decoded = {text for page in range(1, len(shown.sizes) + 1) for _, _, text in read_codes(shown.file, page)}
    assert decoded == (set(LINKS.values()) if codes is Codes.CARD else set())


def quiz_faults(shown: Proof) -> Iterator[str]:
    """All that is wrong with a quiz."""
    key = {page for page, text in shown.text.items() if "Answers" in text}
    if not key or key != set(range(min(key), len(shown.sizes) + 1)):
        yield "the answers have no pages of their own"
    for number in range(1, COUNT + 1):
        pages = [word.page in key for word in shown.words if word.text == str(number) and word.left < 135]
        if sorted(pages)[:1] != [False] or True not in pages:
            yield f"{number} is not both asked and answered"
    if any("What" in text for page, text in shown.text.items() if page in key):
        yield "the answers ask"
    if "Name" not in shown.text[1] or "Date" not in shown.text[1]:
        yield "nobody can sign"
    yield from label_faults(shown, "Sky")
    yield from overlap_faults(shown)


def test_a_wrong_quiz_does_not_pass(tmp_path: Path) -> None:
    """A quiz whose questions are set larger than was computed, and one that has lost its key."""
    html = made(job(Layout.QUIZ))[0]
    large = by_weasyprint(restyled(html, ".b { font-size: 30pt !important; }"), tmp_path)
    assert any("overlap" in fault for fault in quiz_faults(large))
    without = by_weasyprint(html[: html.rindex("<section")] + "</main></body></html>", tmp_path)
    assert "the answers have no pages of their own" in [*quiz_faults(without)]


@pytest.mark.parametrize(
    "wanted",
    [job(Layout.CALIBRATION, flip=Flip.SHORT), job(Layout.CALIBRATION, paper=Paper.LETTER, offset="1.5,-0.7")],
    ids=lambda one: one.paper,
)
def test_crosses_meet_scales_through_the_paper(wanted: Job, engine: Print) -> None:
    """The middle of each cross lies behind the middle of a scale, but for the offset that was asked for."""
    shown = engine(made(wanted)[0])
    width, height = SIZES[wanted.paper]
    assert [*paper_faults(shown, 2, (width, height)), *label_faults(shown, "Sky"), *overlap_faults(shown)] == []
    for x in (40, width - 40):
        for y in (40, height - 40):
            left, top, right, bottom = ink(shown, 2, x + wanted.offset[0], y + wanted.offset[1], 12)
            assert abs((left + right) / 2) < NEAR
            assert abs((top + bottom) / 2) < NEAR
            assert abs(sum(ink(shown, 1, x - 6.5, y, 1)[1::2])) < NEAR, "the scale lies through its middle"


def test_the_ruler_is_as_long_as_it_says(engine: Print) -> None:
    """100 mm of ink, in both engines."""
    shown = engine(made(job(Layout.CALIBRATION))[0])
    left, _, right, _ = ink(shown, 1, 105, 148.5 + 32, 55, high=4)
    assert abs(right - left - 100) < NEAR


def test_figures_tell_the_way_to_move_the_back() -> None:
    """Around the long edge, what lies too far right seen through the paper must go right; around the short, left."""
    long, short = (made(job(Layout.CALIBRATION, flip=flip))[0] for flip in Flip)
    right_of_middle = re.compile(r'<text x="10.4" y="0.8"[^>]*>([^<]*)</text>')
    below_middle = re.compile(r'<text x="0" y="11.2"[^>]*>([^<]*)</text>')
    assert {*right_of_middle.findall(long)} == {"+8"}
    assert {*below_middle.findall(long)} == {"−8"}
    assert {*right_of_middle.findall(short)} == {"−8"}
    assert {*below_middle.findall(short)} == {"+8"}
