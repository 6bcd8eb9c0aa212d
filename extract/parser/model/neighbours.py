"""What tokens learn of their neighbours: the layers of a small model that look at each token and the two beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import accumulate
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from types import ModuleType

_LAYER = "residual(expand_window>>maxout>>layernorm>>dropout)"
_BESIDE = 3
"""Tokens that a layer looks at: one, and its neighbours."""
_LEAST = 1e-8
"""Added to a variance, as thinc does."""
_Network = Any
"""Of thinc, whose types do not tell what a layer holds."""
_Array = Any
"""Of NumPy, which is as slow to load as the model."""


def neighbours(encode: _Network) -> "Neighbours | _Network":
    """The network itself, or what does the same without a copy for each of its steps."""
    layers = encode.layers[0].layers
    is_known = encode.name.startswith("with_array(") and {layer.name for layer in layers} == {_LAYER}
    return Neighbours(encode) if is_known and all(_looks_beside(layer) for layer in layers) else encode


def _looks_beside(layer: _Network) -> bool:
    """Whether a layer looks at just one token on each side."""
    maxout = _maxout(layer)
    return bool(maxout.get_dim("nI") == _BESIDE * maxout.get_dim("nO"))


def _maxout(layer: _Network) -> _Network:
    return next(inner for inner in layer.walk() if inner.name == "maxout")


@dataclass(frozen=True, slots=True)
class _Layer:
    """The numbers of one layer."""

    weights: _Array
    """A row for each number of the three tokens, and a column for each of the result, one piece behind the other."""
    bias: _Array
    scale: _Array
    shift: _Array

    @classmethod
    def of(cls, layer: _Network, numpy: "ModuleType") -> "_Layer":
        """Take the numbers out of a network."""
        maxout, norm = _maxout(layer), next(inner for inner in layer.walk() if inner.name == "layernorm")
        weights, bias = maxout.get_param("W"), maxout.get_param("b")
        columns = weights.transpose(1, 0, 2).reshape(bias.size, -1).T
        return cls(
            numpy.ascontiguousarray(columns), bias.T.reshape(-1).copy(), norm.get_param("G"), norm.get_param("b")
        )


class Neighbours:
    """Does what the network does, for the tokens of all sentences in one array."""

    def __init__(self, encode: _Network) -> None:
        """`encode`: as `neighbours` judges it."""
        self._numpy = encode.ops.xp
        self._apart: int = encode.attrs["pad"]
        """Empty rows between two sentences, so that they do not see each other."""
        self._layers = [_Layer.of(layer, self._numpy) for layer in encode.layers[0].layers]

    def predict(self, sentences: Sequence[_Array]) -> list[_Array]:
        """The vectors of the tokens of each sentence, with what they learn of their neighbours."""
        starts = list(accumulate((len(one) + self._apart for one in sentences), initial=self._apart))
        width = len(self._layers[0].scale)
        vectors = self._numpy.zeros((starts[-1], width), dtype="f")
        for start, one in zip(starts, sentences, strict=False):
            vectors[start : start + len(one)] = one
        wide = self._numpy.zeros((len(vectors), _BESIDE * width), dtype="f")
        for layer in self._layers:
            wide[1:, :width], wide[:, width:-width], wide[:-1, -width:] = vectors[:-1], vectors, vectors[1:]
            vectors += self._learned(layer, wide)
        return [vectors[start : start + len(one)] for start, one in zip(starts, sentences, strict=False)]

    def _learned(self, layer: _Layer, wide: _Array) -> _Array:
        """What a layer makes of tokens beside their neighbours: the best of its pieces, of one mean and variance."""
        pieces = wide @ layer.weights
        pieces += layer.bias
        size = len(layer.scale)
        best = reduce(self._numpy.maximum, (pieces[:, at : at + size] for at in range(0, pieces.shape[1], size)))
        best -= best.mean(axis=1, keepdims=True)
        spread = self._numpy.einsum("ij,ij->i", best, best) / size + _LEAST
        best *= (spread**-0.5)[:, None]
        best *= layer.scale
        best += layer.shift
        return best
