"""HTML -> PDF; the one module that knows WeasyPrint, which not everyone has installed."""

import logging
import re
from dataclasses import dataclass
from importlib import import_module
from types import ModuleType

from cuedeck.decks.page.direction import directed
from cuedeck.notes.config import ConfigError

_NO_GLYPH = re.compile(r'unsupported by fonts: "(.+?)"', re.DOTALL)


@dataclass(frozen=True, slots=True)
class Pdf:
    """A PDF, and what it lacks."""

    data: bytes
    missing: str
    """Characters that no font of this machine has, each once; they are shown as empty boxes."""


def check_pdf() -> None:
    """Raise ConfigError where PDFs cannot be made here, with what to do instead."""
    _weasyprint()


def pdf(html: str) -> Pdf:
    """The document as a PDF with tags and an outline (PDF/UA-1); the same HTML gives the same bytes.

    Nothing is fetched, and no file is read: all that is shown stands in the HTML.
    Raises ConfigError where WeasyPrint or Pango, which it sets text with, is missing.
    """
    weasyprint, heard = _weasyprint(), _Listener()
    logger = logging.getLogger("weasyprint")
    heeded, logger.propagate = logger.propagate, False
    logger.addHandler(heard)
    try:
        document = weasyprint.HTML(string=directed(html), url_fetcher=_fetcher(weasyprint))
        written = document.write_pdf(pdf_variant="pdf/ua-1")
    finally:
        logger.removeHandler(heard)
        logger.propagate = heeded
    return Pdf(bytes(written), "".join(dict.fromkeys(heard.missing)))


def _fetcher(weasyprint: ModuleType) -> object:
    """Gives WeasyPrint what an address holds in itself, `data:`, and nothing from the net or from other files.

    A picture of a note, as SVG, may ask for both.
    """
    if hasattr(weasyprint.urls, "URLFetcher"):
        return weasyprint.urls.URLFetcher(allowed_protocols=("data",), allow_redirects=False)

    def fetch(address: str) -> object:  # WeasyPrint 67 takes a function
        if not address.startswith("data:"):
            raise ValueError("only data is read")
        return weasyprint.default_url_fetcher(address)

    return fetch


class _Listener(logging.Handler):
    """Keeps the characters that WeasyPrint found no font for; all else it says is of no use to a reader."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.missing: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        found = _NO_GLYPH.search(record.getMessage())
        if found:
            self.missing.append(found[1])


def _weasyprint() -> ModuleType:
    try:
        return import_module("weasyprint")  # heavy, and an extra
    except (ImportError, OSError) as error:
        missing = "WeasyPrint" if isinstance(error, ImportError) else "the library Pango"
        raise ConfigError(
            f"--pdf needs {missing}: install it with `pip install 'cuedeck[pdf]'` (and Pango from your system), "
            "or leave --pdf out and print the .html file from a browser"
        ) from error
