"""Sentences -> dependency parses by a spaCy model: the one place that knows spaCy."""

from cuedeck.extract.parser.model.loading import ModelError
from cuedeck.extract.parser.model.model import MODEL, Model

__all__ = ["MODEL", "Model", "ModelError"]
