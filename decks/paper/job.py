"""What is to be printed, on what, and how the printer turns the paper."""

import re
from dataclasses import dataclass

from cuedeck.decks.paper.choices import Codes, Flip, Layout, Order, Paper, PerPage
from cuedeck.notes.config import ConfigError

_TWO_SIDED = frozenset({Layout.CARDS, Layout.INDEX, Layout.CALIBRATION})
_OFFSET = re.compile(r"\s*([-+]?\d*\.?\d+)\s*,\s*([-+]?\d*\.?\d+)\s*")
_FIRST_DRAW = 1
_FURTHEST = 5.0
"""Millimetres; words stand at least so far from every edge, so that a shifted one stays on the paper."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One way to print a deck."""

    layout: Layout
    paper: Paper
    flip: Flip = Flip.LONG
    offset: tuple[float, float] = (0.0, 0.0)
    """Millimetres right and down that every back is moved by, against the shift of the printer."""
    order: Order = Order.DUPLEX
    codes: Codes = Codes.NONE
    per_page: PerPage = PerPage.EIGHT
    count: int | None = None
    """How many cards a quiz draws; None: all."""
    seed: int | None = None
    """Which of many draws a quiz is; None: in the order of the notes."""
    as_pdf: bool = False
    """Whether a PDF is written beside each page."""


def job(  # noqa: PLR0913 - each is an option of the command line
    layout: Layout,
    *,
    paper: Paper | None = None,
    flip: Flip | None = None,
    offset: str | None = None,
    order: Order | None = None,
    codes: Codes | None = None,
    per_page: PerPage | None = None,
    count: int | None = None,
    seed: int | None = None,
    as_pdf: bool = False,
) -> Job:
    """The job that is asked for; None stands for what the user left open. Raises ConfigError if it cannot be done.

    `offset` is written as `DX,DY`, such as `1.5,-0.7`. A quiz of a `count` without a `seed` is the first of its draws.
    """
    paper = paper or (Paper.A6 if layout is Layout.INDEX else Paper.A4)
    _check_paper(layout, paper)
    _check_sides(layout, {"--flip": flip, "--back-offset": offset, "--order": order})
    _check_only(layout, Layout.CARDS, {"--per-page": per_page})
    _check_only(layout, Layout.QUIZ, {"--count": count, "--seed": seed})
    usual = Codes.NONE if layout in {Layout.QUIZ, Layout.SHEET, Layout.CALIBRATION} else Codes.CARD
    if codes not in {None, Codes.NONE} and layout in {Layout.SHEET, Layout.CALIBRATION}:
        raise ConfigError(f"the layout `{layout}` has no QR codes; leave --qr out")
    return Job(
        layout=layout,
        paper=paper,
        flip=flip or Flip.LONG,
        offset=(0.0, 0.0) if offset is None else _offset(offset),
        order=order or Order.DUPLEX,
        codes=codes or usual,
        per_page=per_page or PerPage.EIGHT,
        count=count,
        seed=_FIRST_DRAW if seed is None and count is not None else seed,
        as_pdf=as_pdf,
    )


def _check_paper(layout: Layout, paper: Paper) -> None:
    if layout is Layout.INDEX and not paper.is_card:
        raise ConfigError(f"the layout `index` puts one card on a page of a6, a7 or 3x5; for {paper} take `cards`")
    if layout is not Layout.INDEX and paper.is_card:
        raise ConfigError(f"the layout `{layout}` needs a4 or letter; {paper} holds one card, with --layout index")


def _check_sides(layout: Layout, given: dict[str, object]) -> None:
    named = [option for option, value in given.items() if value is not None]
    if named and layout not in _TWO_SIDED:
        raise ConfigError(f"the layout `{layout}` is printed on one side; leave {' and '.join(named)} out")
    if layout is Layout.CALIBRATION and given["--order"] is not None:
        raise ConfigError("the layout `calibration` is one front and one back; leave --order out")


def _check_only(layout: Layout, only: Layout, given: dict[str, object]) -> None:
    named = [option for option, value in given.items() if value is not None]
    if named and layout is not only:
        raise ConfigError(f"only the layout `{only}` takes {' and '.join(named)}, not `{layout}`")


def _offset(text: str) -> tuple[float, float]:
    match = _OFFSET.fullmatch(text)
    if match is None:
        raise ConfigError(f"--back-offset takes two figures in millimetres, such as 1.5,-0.7; not `{text}`")
    right, down = float(match[1]), float(match[2])
    if max(abs(right), abs(down)) > _FURTHEST:
        raise ConfigError(f"--back-offset takes at most {_FURTHEST:g} mm each way, or words would leave the paper")
    return right, down
