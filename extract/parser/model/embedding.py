"""What words are embedded as, before their neighbours are looked at: each is computed once and remembered."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, cast

from cuedeck.extract.parser.model.neighbours import neighbours

if TYPE_CHECKING:
    from spacy.pipeline import Tok2Vec
    from spacy.tokens import Doc

_OF_ONE_WORD = frozenset({"NORM", "LOWER", "PREFIX", "SUFFIX", "SHAPE", "SPACY", "IS_SPACE"})
"""What a word may be embedded by."""
_KEY = ("ORTH", "NORM", "SPACY")
"""What all of that follows from."""
_LAYERS = ["extract_features", "list2ragged", "with_array", "with_array", "ragged2list"]
"""Of the network that embeds words."""
_BLOCK = 64
"""Words embedded at a time, always as many: a product of matrices of another size may be rounded otherwise."""
_MOST = 50_000
"""Words kept at a time: a large vault has ever more of them."""

_Word = tuple[int, ...]
_Array = Any
"""Of NumPy, which is as slow to load as the model."""


def embedding(tok2vec: "Tok2Vec") -> "Embedding | Tok2Vec":
    """The component that gives the vectors of tokens, with a memory if it embeds words as spaCy's small models do."""
    parts = tok2vec.model.layers
    layers = parts[0].layers if len(parts) == 2 else []
    if [layer.name.partition("(")[0] for layer in layers] != _LAYERS:
        return tok2vec
    return Embedding(tok2vec) if _OF_ONE_WORD.issuperset(layers[0].attrs["columns"]) else tok2vec


class Embedding:
    """Does what the component does, which looks up features of words, mixes them, and lets neighbours look at them."""

    def __init__(self, tok2vec: "Tok2Vec") -> None:
        """`tok2vec`: as `embedding` judges it."""
        embed, encode = tok2vec.model.layers
        self._extract, _, self._look_up, self._mix, _ = embed.layers
        self._encode = neighbours(encode)
        self._component = tok2vec
        self._numpy = tok2vec.model.ops.xp
        self._rows: dict[_Word, int] = {}
        self._table: _Array = self._numpy.zeros((_MOST, embed.get_dim("nO")), dtype="f")

    def predict(self, docs: Sequence["Doc"]) -> Sequence[_Array]:
        """The vectors of the tokens of each sentence."""
        if not any(map(len, docs)):
            return cast("Sequence[_Array]", self._component.predict(docs))
        words = [list(map(tuple, doc.to_array([*_KEY]).tolist())) for doc in docs]
        self._learn(docs, words)
        rows = [self._numpy.asarray([self._rows[word] for word in sentence], dtype="i") for sentence in words]
        return cast("Sequence[_Array]", self._encode.predict([self._table[some] for some in rows]))

    def set_annotations(self, docs: Sequence["Doc"], vectors: Sequence[_Array]) -> None:
        """Tell the sentences their vectors."""
        self._component.set_annotations(docs, vectors)

    def _learn(self, docs: Sequence["Doc"], words: Sequence[Sequence[_Word]]) -> None:
        """Embed the words that are new."""
        if len(self._rows) + sum(map(len, words)) > _MOST:
            self._rows.clear()
        new: dict[_Word, tuple[int, int]] = {}
        for number, sentence in enumerate(words):
            new.update((word, (number, at)) for at, word in enumerate(sentence) if word not in self._rows)
        if new:
            features = self._extract.predict(docs)
            table = self._numpy.stack([features[number][at] for number, at in new.values()])
            start = len(self._rows)
            self._table[start : start + len(new)] = self._embedded(table)
            self._rows.update(zip(new, range(start, start + len(new)), strict=True))

    def _embedded(self, features: _Array) -> _Array:
        """The rows of a table of features, embedded in blocks of the same size."""
        padded = self._numpy.zeros((-(-len(features) // _BLOCK) * _BLOCK, features.shape[1]), dtype=features.dtype)
        padded[: len(features)] = features
        blocks = [padded[at : at + _BLOCK] for at in range(0, len(padded), _BLOCK)]
        mixed = [self._mix.predict(self._look_up.predict(block)) for block in blocks]
        return self._numpy.concatenate(mixed)[: len(features)]
