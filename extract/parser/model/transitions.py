"""The moves of the dependency parser, step by step: all sentences of a batch at once."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.pipeline import DependencyParser
    from spacy.tokens import Doc

_States = Sequence[Any]
"""How far each sentence is, in a type of spaCy's own."""


def transitions(parser: "DependencyParser") -> "Transitions | DependencyParser":
    """The component that finds the heads of tokens; step by step if it follows but one way through a sentence."""
    is_greedy = hasattr(parser, "transition_states") and parser.cfg.get("beam_width") == 1
    told = parser.model.attrs if is_greedy else {}
    return Transitions(parser) if told.get("has_upper") and not told.get("unseen_classes") else parser


class Transitions:
    """Does what the component does, with NumPy's BLAS in place of BLIS, and without a lock taken for each look at a state."""

    def __init__(self, parser: "DependencyParser") -> None:
        """`parser`: as `transitions` judges it."""
        self._parser = parser

    def predict(self, docs: Sequence["Doc"]) -> _States:
        """How each sentence ends up."""
        ends: _States = self._parser.moves.init_batch(docs)
        states = [state for state in ends if not state.is_final()]
        if not states:
            return ends
        step = self._parser.model.predict(docs)
        weights, bias = step.vec2scores.get_param("W").T, step.vec2scores.get_param("b")
        while states:
            scores = step.state2vec.predict(step.get_token_ids(states)) @ weights
            scores += bias
            states = self._parser.transition_states(states, scores)
        return ends

    def set_annotations(self, docs: Sequence["Doc"], ends: _States) -> None:
        """Tell the sentences the heads of their tokens."""
        self._parser.set_annotations(docs, ends)
