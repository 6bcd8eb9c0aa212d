"""Notes -> drafts of cards."""

from extract.extraction import Extraction, Rejected, extract
from extract.language import Language, ModelError, Silence

__all__ = ["Extraction", "Language", "ModelError", "Rejected", "Silence", "extract"]
