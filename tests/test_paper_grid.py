"""Where cards and their backs stand, and which jobs a printer cannot do."""

import pytest

from cuedeck.decks.paper.choices import Codes, Flip, Layout, Order, Paper, PerPage
from cuedeck.decks.paper.grid import Grid
from cuedeck.decks.paper.job import job
from cuedeck.notes.config import ConfigError

SHEETS = [Paper.A4, Paper.LETTER]


@pytest.mark.parametrize("paper", SHEETS)
@pytest.mark.parametrize("flip", Flip)
@pytest.mark.parametrize("shape", [(4, 4), (3, 4), (2, 4), (2, 2), (1, 2)])
def test_backs_lie_behind_their_fronts(paper: Paper, flip: Flip, shape: tuple[int, int]) -> None:
    """Turned around its edge, the paper brings each back to where its front is."""
    grid = Grid(paper, *shape)
    for place in range(grid.size):
        front, back = grid.cell(place), grid.back(place, flip)
        seen_through = (
            (paper.width - back.right, back.top) if flip is Flip.LONG else (back.left, paper.height - back.bottom)
        )
        assert seen_through == pytest.approx((front.left, front.top))


def test_a_card_lying_on_its_long_side_turns_the_other_way() -> None:
    """Around the long edge of landscape paper rows change sides, around the short edge columns."""
    grid = Grid(Paper.A6, 2, 2)
    assert grid.back(0, Flip.LONG) == grid.cell(2)
    assert grid.back(0, Flip.SHORT) == grid.cell(1)


@pytest.mark.parametrize(("paper", "size"), [(Paper.A4, (95, 68.25)), (Paper.LETTER, (95.25, 63.5))])
def test_cards_are_equal_and_fill_the_printable_part(paper: Paper, size: tuple[float, float]) -> None:
    """Eight cards of one size, without gaps, at least 10 mm from every edge."""
    grid = Grid(paper, 2, 4)
    cells = [grid.cell(place) for place in range(grid.size)]
    assert all((cell.width, cell.height) == pytest.approx(size) for cell in cells)
    assert sum(cell.width * cell.height for cell in cells) == pytest.approx(2 * size[0] * 4 * size[1])
    assert min(min(cell.left, cell.top) for cell in cells) >= 10
    assert max(cell.right for cell in cells) <= paper.width - 10
    assert max(cell.bottom for cell in cells) <= paper.height - 10


@pytest.mark.parametrize("layout", [Layout.CARDS, Layout.FOLD, Layout.QUIZ, Layout.SHEET, Layout.CALIBRATION])
@pytest.mark.parametrize("paper", [Paper.A6, Paper.A7, Paper.THREE_BY_FIVE])
def test_small_paper_is_for_one_card(layout: Layout, paper: Paper) -> None:
    """What needs a sheet is refused on a card, in a sentence that names both."""
    with pytest.raises(ConfigError, match=f"`{layout}` needs a4 or letter; {paper} holds one card"):
        job(layout, paper=paper)


@pytest.mark.parametrize("paper", SHEETS)
def test_index_cards_need_small_paper(paper: Paper) -> None:
    """A whole sheet for one card is refused; without a paper, A6 is taken."""
    with pytest.raises(ConfigError, match="a6, a7 or 3x5"):
        job(Layout.INDEX, paper=paper)
    assert job(Layout.INDEX).paper is Paper.A6


@pytest.mark.parametrize("layout", Layout)
def test_options_of_one_layout_are_refused_for_others(layout: Layout) -> None:
    """By their names, with the layout that they go with."""
    if layout is not Layout.CARDS:
        with pytest.raises(ConfigError, match="only the layout `cards` takes --per-page"):
            job(layout, per_page=PerPage.TWELVE)
    if layout is not Layout.QUIZ:
        with pytest.raises(ConfigError, match="only the layout `quiz` takes --count and --seed"):
            job(layout, count=3, seed=4)


@pytest.mark.parametrize("layout", [Layout.FOLD, Layout.QUIZ, Layout.SHEET])
def test_what_has_one_side_has_no_backs_to_care_for(layout: Layout) -> None:
    """Options for backs are refused, by name."""
    for option, given in (("--flip", {"flip": Flip.LONG}), ("--order", {"order": Order.STACKED})):
        with pytest.raises(ConfigError, match=option):
            job(layout, **given)
    with pytest.raises(ConfigError, match="--back-offset"):
        job(layout, offset="1,1")


@pytest.mark.parametrize("offset", ["1", "1;2", "a,b", "1,2,3", "", "6,0", "0,-5.1", "nan,1"])
def test_an_offset_is_two_small_figures(offset: str) -> None:
    """Anything else, and what would push words off the paper, is refused."""
    with pytest.raises(ConfigError, match="--back-offset takes"):
        job(Layout.CARDS, offset=offset)


@pytest.mark.parametrize(("offset", "meant"), [("1.5,-0.7", (1.5, -0.7)), (" +.5 , 0 ", (0.5, 0.0)), ("-5,5", (-5, 5))])
def test_an_offset_is_read(offset: str, meant: tuple[float, float]) -> None:
    """Signs, blanks and bare fractions are fine."""
    assert job(Layout.CARDS, offset=offset).offset == meant


def test_codes_are_for_cards_unless_asked_otherwise() -> None:
    """A quiz has none by default, a study list and a calibration sheet never."""
    usual = {layout: job(layout).codes for layout in Layout}
    assert {layout for layout, codes in usual.items() if codes is Codes.CARD} == {
        Layout.CARDS,
        Layout.FOLD,
        Layout.INDEX,
    }
    assert job(Layout.QUIZ, codes=Codes.SECTION).codes is Codes.SECTION
    for layout in (Layout.SHEET, Layout.CALIBRATION):
        with pytest.raises(ConfigError, match="no QR codes"):
            job(layout, codes=Codes.CARD)
