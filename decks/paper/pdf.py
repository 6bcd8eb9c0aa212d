"""HTML -> PDF; the one module that knows WeasyPrint, which not everyone has installed."""

from importlib import import_module
from types import ModuleType

from notes.config import ConfigError


def check_pdf() -> None:
    """Raise ConfigError where PDFs cannot be made here, with what to do instead."""
    _weasyprint()


def pdf(html: str) -> bytes:
    """The document as a PDF with tags and an outline (PDF/UA-1); the same HTML gives the same bytes.

    Raises ConfigError where WeasyPrint or Pango, which it sets text with, is missing.
    """
    written = _weasyprint().HTML(string=html).write_pdf(pdf_variant="pdf/ua-1")
    return bytes(written)


def _weasyprint() -> ModuleType:
    try:
        return import_module("weasyprint")  # heavy, and an extra
    except (ImportError, OSError) as error:
        missing = "WeasyPrint" if isinstance(error, ImportError) else "the library Pango"
        raise ConfigError(
            f"--pdf needs {missing}: install it with `pip install 'cuedeck[pdf]'` (and Pango from your system), "
            "or leave --pdf out and print the .html file from a browser"
        ) from error
