"""Finding and loading a spaCy model."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from cuedeck.notes.stages import Stage

if TYPE_CHECKING:
    from spacy.language import Language as Pipeline


class ModelError(RuntimeError):
    """No model can be loaded; the message is one sentence for the user."""

    def __init__(self, model: str) -> None:
        """`model`: its name or path."""
        super().__init__(f"the spaCy model `{model}` cannot be loaded: cards come from structure alone")


def is_there(model: str) -> bool:
    """Whether there is a package or folder of this name that looks like a model, told without spaCy, which loads slowly."""
    spec = find_spec(model) if model.isidentifier() else None
    if spec is not None and spec.origin is not None:
        return Path(spec.origin).with_name("meta.json").is_file()
    try:
        return Path(model, "config.cfg").is_file()
    except ValueError:  # no path at all
        return False


@Stage("loading the model")
def load(model: str) -> "Pipeline":
    """The pipeline of a model, without what finds named entities. Raises ModelError."""
    with _no_ipv6():
        spacy, thinc = import_module("spacy"), import_module("thinc.api")
    # BLIS knows few processors and falls back to slow generic code on the others; NumPy's BLAS knows them all.
    thinc.set_current_ops(thinc.NumpyOps(use_blis=False))
    try:
        pipeline: Pipeline = spacy.load(model, exclude=["ner"])
    except (OSError, ValueError, ImportError, AttributeError, TypeError) as error:  # some package, but no model
        raise ModelError(model) from error
    return pipeline


@contextmanager
def _no_ipv6() -> Iterator[None]:
    """Keep what spaCy would download models with from opening a socket, as it does to see whether there is IPv6."""
    there = socket.has_ipv6
    socket.has_ipv6 = False
    try:
        yield
    finally:
        socket.has_ipv6 = there
