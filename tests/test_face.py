"""Faces: text of a note as sanitised HTML."""

import pytest

from cuedeck.cards.face import face
from cuedeck.notes.text import Form, Span, Text


@pytest.mark.parametrize(
    ("span", "html"),
    [
        (Span("x < y", Form.CODE), "<code>x &lt; y</code>"),
        (Span("if x:\n    y", Form.CODE), "<pre><code>if x:\n    y</code></pre>"),
        (Span("x = 1", Form.CODE, target="c++"), '<pre><code class="language-c++">x = 1</code></pre>'),
        (Span("x = 1", Form.CODE, target='"><b>'), "<pre><code>x = 1</code></pre>"),
    ],
)
def test_a_block_of_code_keeps_its_lines_and_its_language(span: Span, html: str) -> None:
    """Code inside a sentence stays there; a block names its language in its class, if it has a sound name."""
    assert face(Text((span,))).html == html
