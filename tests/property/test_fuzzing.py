"""What is fuzzed by hand for long holds here for a while: any text is read or refused, and no card acts."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.fuzz_inputs import GRAMMARS
from bench.fuzz_targets import TARGETS

FOUND = {
    "decisions": (
        "''",
        "!!set",
        "1: {drop: true}\nguid-2: {drop: true}\nguid-2:\n question: h\n",
        "a: &a {keep: on}\nb: *a\n",
    ),
    "rendering": ("[type:", '<pre><code class="language-py">#'),
    "reader": ("\udfff",),
    "rules": ("What is it? #card " + "#cara " * 60 + "a #ca\n", "What is it? #card #" + "1" * 60_000 + "g a\n"),
}
"""Inputs that once failed."""


@pytest.mark.parametrize("name", TARGETS)
def test_no_input_breaks_a_promise(name: str) -> None:
    """Samples that were changed at random, and fragments one behind the other."""
    target = TARGETS[name]

    @settings(max_examples=60)
    @given(st.integers(0, 2**32))
    def meets(seed: int) -> None:
        target.meets(GRAMMARS[target.grammar].inputs(Random(seed)))  # noqa: S311 - no secret hangs on it

    meets()


@pytest.mark.parametrize(("name", "text"), [(name, text) for name, texts in FOUND.items() for text in texts])
def test_what_once_failed_is_met(name: str, text: str) -> None:
    """And stays mended."""
    TARGETS[name].meets(text)
