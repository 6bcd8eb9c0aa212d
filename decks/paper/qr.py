"""QR codes that open a card's moment; the one module that knows segno."""

import base64
import io
from dataclasses import dataclass
from functools import cache
from urllib.parse import urlsplit

from cuedeck.decks.page.time_link import safe_link
from cuedeck.notes.cue import Cue
from cuedeck.notes.recording import recording

SIDE = 15.0
"""Millimetres of a code of version 3 with its quiet zone: 0.405 for each of its 37 modules."""
WIDEST = 24.0
"""Millimetres that a code may take on a card: version 8, for links of up to 152 characters."""

_LEAST_MODULE = 0.4
"""Millimetres; phones held by hand read no smaller ones reliably."""
_QUIET = 4
"""Modules of white on each side, as ISO/IEC 18004 asks for."""
_YOUTUBE = "https://www.youtube.com/watch?v="


@dataclass(frozen=True, slots=True)
class Code:
    """A QR code as a picture."""

    uri: str
    """`data:` address of a 1-bit PNG with one pixel for each module, quiet zone included."""
    side: float
    """Millimetres, quiet zone included."""
    quiet: float
    """Millimetres of the quiet zone on each side."""


def short_link(cue: Cue | None) -> str | None:
    """The shortest address that opens the recording at the cue, such as `https://youtu.be/ID?t=81`.

    None where there is no cue, where its time cannot be trusted, or where its address means nothing on a phone.
    """
    link = safe_link(cue)
    if cue is None or link is None or cue.suspect or urlsplit(link).scheme not in {"http", "https"}:
        return None
    known = recording(link)
    full = known.link(cue.seconds) if known else None
    if known is not None and full is not None and full.startswith(_YOUTUBE):
        return f"https://youtu.be/{known.id}?t={cue.seconds}"
    return link


def spoken(link: str) -> str:
    """A link as it is printed to be typed: without its scheme."""
    return link.partition("://")[2].removeprefix("www.")


@cache
def code(link: str, widest: float = WIDEST) -> Code | None:
    """The code of a link, at error correction M; None where it would be wider than `widest` millimetres.

    M restores 15 % of a code, which a blot or a crease may cost it.
    """
    import segno  # noqa: PLC0415 - most commands print nothing

    try:
        made = segno.make(link, error="m", micro=False, boost_error=False)
    except segno.DataOverflowError:
        return None
    modules = made.symbol_size(border=_QUIET)[0]
    side = max(SIDE, round(modules * _LEAST_MODULE + 0.05, 1))
    if side > widest:
        return None
    picture = io.BytesIO()
    made.save(picture, kind="png", scale=1, border=_QUIET)
    return Code(_uri(picture.getvalue()), side, quiet=round(side * _QUIET / modules, 2))


def _uri(png: bytes) -> str:
    return f"data:image/png;base64,{base64.b64encode(png).decode()}"
