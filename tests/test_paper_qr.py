"""Links that open a recording's second, and the codes that hold them."""

import base64
import io
from typing import TYPE_CHECKING

import pytest

from cuedeck.decks.paper.qr import code, short_link, spoken
from cuedeck.notes.cue import Cue

if TYPE_CHECKING:
    from PIL.Image import Image

zxing = pytest.importorskip("zxingcpp", reason="the code reader is not installed: pip install zxing-cpp")
pillow = pytest.importorskip("PIL.Image", reason="Pillow is not installed")

SHORT = "https://youtu.be/cuedeck0001?t=81"


@pytest.mark.parametrize(
    ("url", "link"),
    [
        ("https://www.youtube.com/watch?v=cuedeck0001&t=81s", SHORT),
        ("https://youtu.be/cuedeck0001?si=abcdef&t=81", SHORT),
        ("https://www.youtube.com/embed/cuedeck0001?start=81", SHORT),
        ("https://vimeo.com/76979871#t=81s", "https://vimeo.com/76979871#t=81s"),
        ("https://media.example/talk.mp3#t=81", "https://media.example/talk.mp3#t=81"),
        ("talks/talk.mp3#t=81", None),
        ("file:///talks/talk.mp3#t=81", None),
        ("javascript:alert(1)", None),
        (None, None),
    ],
)
def test_the_short_form_of_a_link_is_taken_where_there_is_one(url: str | None, link: str | None) -> None:
    """A link that means nothing on a phone is none."""
    assert short_link(Cue(81, url)) == link


def test_a_doubtful_moment_has_no_link() -> None:
    """Nobody should be sent to a time that cannot be trusted."""
    assert short_link(Cue(81, SHORT, suspect=True)) is None
    assert short_link(None) is None


def test_a_short_link_fills_a_code_of_15_mm() -> None:
    """Version 3 with its quiet zone: 37 modules of 0.405 mm."""
    for second in (0, 9, 81, 35999):
        found = code(f"https://youtu.be/cuedeck0001?t={second}")
        assert found is not None
        assert found.side == 15
        assert found.side / picture(found.uri).width >= 0.4


@pytest.mark.parametrize("length", [60, 90, 120, 150])
def test_a_long_link_has_a_larger_code(length: int) -> None:
    """No module is smaller than 0.4 mm."""
    link = f"https://media.example/{'a' * (length - 27)}#t=81"
    found = code(link)
    assert found is not None
    assert found.side / picture(found.uri).width >= 0.4
    assert [one.text for one in zxing.read_barcodes(picture(found.uri).convert("L").resize((600, 600)))] == [link]


@pytest.mark.parametrize("length", [160, 1000, 9000])
def test_a_link_that_needs_too_large_a_code_has_none(length: int) -> None:
    """It would leave no room on a card, or there is no such code at all."""
    assert code("https://media.example/" + "a" * length) is None


def test_a_code_can_lose_a_spot() -> None:
    """Error correction M: a blot over a tenth of the code's width does no harm, one over half of it does."""
    found = code(SHORT)
    assert found is not None
    for share, texts in ((0.1, [SHORT]), (0.5, [])):
        scan = picture(found.uri).convert("L").resize((740, 740), pillow.Resampling.NEAREST)
        blot = round(740 * share)
        scan.paste(0, (370, 370, 370 + blot, 370 + blot))
        assert [one.text for one in zxing.read_barcodes(scan)] == texts


def test_a_code_is_a_small_picture_of_two_colours() -> None:
    """One bit and one pixel for each module, a quiet zone of four around it."""
    found = code(SHORT)
    assert found is not None
    assert len(found.uri) < 400
    shown = picture(found.uri)
    assert (shown.mode, shown.size) == ("1", (37, 37))
    assert shown.point(lambda light: not light).getbbox() == (4, 4, 33, 33)


def test_a_link_is_printed_to_be_typed() -> None:
    """Without what browsers add by themselves."""
    assert spoken(SHORT) == "youtu.be/cuedeck0001?t=81"
    assert spoken("http://www.media.example/a#t=1") == "media.example/a#t=1"


def picture(uri: str) -> "Image":
    """The picture in a `data:` address."""
    shown: Image = pillow.open(io.BytesIO(base64.b64decode(uri.partition(",")[2])))
    return shown
