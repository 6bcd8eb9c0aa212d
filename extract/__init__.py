"""Notes -> drafts of cards."""

from cuedeck.extract.extraction import Extraction, Rejected, extract
from cuedeck.extract.parser.parser import Language, ModelError, Silence

__all__ = ["Extraction", "Language", "ModelError", "Rejected", "Silence", "extract"]
