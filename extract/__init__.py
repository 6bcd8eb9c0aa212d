"""Notes -> drafts of cards."""

from cuedeck.extract.extraction import Extraction, Rejected, extract
from cuedeck.extract.parser.model import ModelError
from cuedeck.extract.parser.parser import NoParser, Parser

__all__ = ["Extraction", "ModelError", "NoParser", "Parser", "Rejected", "extract"]
