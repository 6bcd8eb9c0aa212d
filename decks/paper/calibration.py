"""A sheet that shows how far a printer shifts the back against the front."""

from collections.abc import Iterator
from html import escape

from cuedeck.decks.page.words import Wording
from cuedeck.decks.paper.choices import Flip
from cuedeck.decks.paper.grid import Rect
from cuedeck.decks.paper.job import Job
from cuedeck.decks.paper.page import Laid, Page, Panel, Part, Style

_ASIDE, _ABOVE = 40.0, 40.0
"""Millimetres from the edges of the paper to the middle of a mark."""
_REACH = 8
"""Millimetres that a scale goes each way."""
_BOX = 2 * _REACH + 10
"""Millimetres of a mark with its figures."""
_RULER = 100
_TEXT_SIZE, _TITLE_SIZE = 10.5, 16.0
_INK = 'stroke="#000" stroke-width="0.1" fill="none"'


def calibration(job: Job, words: Wording) -> Laid:
    """One front with scales, one back with crosses; held against the light, a cross points to its offset.

    The marks stand evenly around the middle of the paper, so that either way of turning it lays cross on scale.
    """
    middles = [
        (x, y) for y in (_ABOVE, job.paper.height - _ABOVE) for x in (_ASIDE, round(job.paper.width - _ASIDE, 1))
    ]
    fronts = tuple(_mark(x, y, _scales(job.flip)) for x, y in middles)
    backs = tuple(_mark(x + job.offset[0], y + job.offset[1], _cross()) for x, y in middles)
    front = Page(panels=fronts, lines=tuple(_instructions(job, words)), sheet=1, side=words.front)
    return Laid(pages=(front, Page(panels=backs, sheet=1, side=words.back)), sheets=1)


def _mark(x: float, y: float, drawing: str) -> Panel:
    """A drawing with its middle at a place on the page."""
    part = Part(Style.PICTURE, Rect(0, 0, _BOX, _BOX), drawing)
    return Panel(rect=Rect(x - _BOX / 2, y - _BOX / 2, _BOX, _BOX), parts=(part,))


def _svg(inner: str) -> str:
    half = _BOX / 2
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_BOX}mm" height="{_BOX}mm" aria-hidden="true" '
        f'viewBox="{-half:g} {-half:g} {_BOX} {_BOX}">{inner}</svg>'
    )


def _scales(flip: Flip) -> str:
    """A level and an upright scale; their figures are what `--back-offset` takes.

    Seen through paper that was turned around its long edge, a back that is shifted to the left lies too far right,
    and must be moved right; one that lies too low must be moved up. Around the short edge both are the other way.
    """
    right, down = (1, -1) if flip is Flip.LONG else (-1, 1)
    path = "".join(_ticks())
    figures = "".join(
        _figure(side * _REACH, 0, side * right * _REACH) + _figure(0, side * _REACH, side * down * _REACH)
        for side in (-1, 1)
    )
    return _svg(f'<path d="{path}" {_INK}/>{figures}')


def _ticks() -> Iterator[str]:
    """Both scales with a tick for each millimetre, longer ones for each fifth."""
    yield f"M{-_REACH} 0H{_REACH}M0 {-_REACH}V{_REACH}"
    for at in range(-_REACH, _REACH + 1):
        long = 1.6 if at % 5 == 0 else 0.8
        yield f"M{at} {-long}V{long}M{-long} {at}H{long}"


def _figure(x: float, y: float, value: int) -> str:
    """A figure just beyond the end of a scale."""
    out = 2.4
    left, top = x + (out if x > 0 else -out if x < 0 else 0), y + (out if y > 0 else -out if y < 0 else 0)
    return (
        f'<text x="{left:g}" y="{top + 0.8:g}" font-size="2.4" text-anchor="middle" '
        f'font-family="Arial, Liberation Sans, sans-serif" fill="#000">{f"{value:+d}".replace("-", "−")}</text>'
    )


def _cross() -> str:
    """A thin cross with a ring, to be seen through the paper."""
    return _svg(f'<path d="M{-_REACH} 0H{_REACH}M0 {-_REACH}V{_REACH}" {_INK}/><circle r="3" {_INK}/>')


def _instructions(job: Job, words: Wording) -> Iterator[Part]:
    left, width = _ASIDE + 7, job.paper.width - 2 * _ASIDE - 14
    edge = words.long_edge if job.flip is Flip.LONG else words.short_edge
    steps = (words.calibration_print.format(edge=edge), words.calibration_light, words.calibration_pass)
    steps_html = "".join(f"<li>{escape(step)}</li>" for step in (*steps, words.calibration_again))
    ruler = Rect((job.paper.width - _RULER) / 2, job.paper.height / 2 + 30, _RULER, 4)
    yield Part(Style.HEADING, Rect(left, 85, width, 8), escape(words.calibration), _TITLE_SIZE)
    yield Part(Style.TEXT, Rect(left, 99, width, 70), f"<ol>{steps_html}</ol>", _TEXT_SIZE)
    yield Part(Style.RULER, ruler)
    yield Part(Style.TEXT, Rect(ruler.left, ruler.bottom + 2, _RULER, 12), escape(words.calibration_ruler), 9.0)
