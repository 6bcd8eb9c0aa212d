"""A formula as programs of Markdown write it: between dollar signs."""

import re

from cuedeck.decks.export.dialect import Dialect
from cuedeck.notes import formula

_COMMENT = re.compile(r"(?<!\\)%[^\n]*\n")
_UNFIT = re.compile(r"[$`]")
"""What would end the formula, or begin code, where a program reads Markdown before it reads TeX."""
_BAR = re.compile(r"(\\?)\|")
_CLOSING = re.compile(r"(?<!\\)(?:\\\\)*\\\Z")
"""A backslash that would make the dollar behind it a sign of the formula."""


def formula_between_dollars(tex: str, dialect: Dialect, *, is_display: bool, in_cell: bool) -> str | None:
    r"""A formula as Markdown: `$x^2$`, or `$$x^2$$` where it stands by itself; None where it cannot be written so.

    Blanks, which TeX passes over, part what a program would read as its own: `{{` becomes `{ {`. In the cell of a table
    a bar, which would end the cell, becomes a command that draws it. TeX that does more than to show a formula stays code.
    """
    if _UNFIT.search(tex) or _COMMENT.search(tex) or formula.acts(tex) or not tex.strip():
        return None
    if any(sign in tex for sign in dialect.anywhere):
        return None
    spelt = _CLOSING.sub(lambda end: f"{end[0]} {{}}", " ".join(tex.split()))
    for sign in dialect.doubled:
        spelt = re.sub(rf"(?<={re.escape(sign)}){re.escape(sign)}", f" {sign}", spelt)
    if in_cell:
        spelt = _BAR.sub(lambda bar: r"\Vert{}" if bar[1] else r"\vert{}", spelt)
    if not dialect.has_brackets:
        spelt = re.sub(r"[\[\]]", r"\\\g<0>", spelt)
    return f"$${spelt}$$" if is_display else f"${spelt}$"
