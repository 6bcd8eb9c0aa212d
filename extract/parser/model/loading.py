"""Finding and loading a spaCy model."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
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
    with _without_commands():
        spacy, thinc = import_module("spacy"), import_module("thinc.api")
    # BLIS knows few processors and falls back to slow generic code on the others; NumPy's BLAS knows them all.
    thinc.set_current_ops(thinc.NumpyOps(use_blis=False))
    try:
        pipeline: Pipeline = spacy.load(model, exclude=["ner"])
    except (OSError, ValueError, ImportError, AttributeError, TypeError) as error:  # some package, but no model
        raise ModelError(model) from error
    return pipeline


@contextmanager
def _without_commands() -> Iterator[None]:
    """Keep spaCy from loading its command line, which is slow and brings a web client that opens a socket."""
    if "spacy" in sys.modules:
        yield
        return
    sys.modules |= {module.__name__: module for module in (ModuleType("spacy.cli"), _Information("spacy.cli.info"))}
    try:
        yield
    finally:
        del sys.modules["spacy.cli"], sys.modules["spacy.cli.info"]


class _Information(ModuleType):
    """Stands in for the module of the one command that spaCy offers to programs as well."""

    @staticmethod
    def info(*given: object, **options: object) -> object:
        """Do what the command does."""
        return import_module("spacy.cli.info").info(*given, **options)
