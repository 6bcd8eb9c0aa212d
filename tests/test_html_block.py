"""Promises of HTML in notes: no half tag and no sign of a parser is left over, and code keeps its characters."""

import pytest

from cuedeck.notes.blocks import Code, Paragraph
from tests.test_markdown import outline, read


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ('<div id="hive"\n  class="wide">\nBees *dance*.\n</div>', ["Bees dance."]),
        ('<div id="hive" class="very\n  wide">\n\nBees dance.\n\n</div>', ["Bees dance."]),
        ("<style\n  type='text/css'>\np { color: red }\n</style>\n\nBees dance.", ["Bees dance."]),
        ("<?php\n\n  echo '>';\n\n?>\nBees dance.", ["Bees dance."]),
        ("<![CDATA[\nif (a < b) {\n\n  dance\n}\n]]>\nBees dance.", ["Bees dance."]),
        ("<!DOCTYPE html>\nBees dance.", ["Bees dance."]),
        ("<textarea>\n\nBees dance.\n</textarea>", ["Bees dance."]),
        ('<pre>\nIt costs $ 5, a < b, 2*3 &amp; "more"\n</pre>', ['It costs $ 5, a < b, 2*3 & "more"']),
        ("<p\n  align='center'>\n  Bees dance.</p>", ["Bees dance."]),
        ("Bees and a <b\nclass='x'>lot</b> more.", ["Bees and a lot more."]),
        ("- bees\n\n  <p\n    class='x'>\n  They dance.\n- ants", [[("bees", ["They dance."]), "ants"]]),
    ],
)
def test_tags_over_lines_go_whole(markdown: str, expected: list[object]) -> None:
    """What stands between them stays."""
    assert outline(read(markdown)) == expected


def test_a_picture_over_lines_is_a_picture() -> None:
    """Programs write each attribute on a line of its own."""
    (found,) = read('<img\n  src="hive.png"\n  width="200"\n/>')
    assert isinstance(found, Paragraph)
    assert [span.target for span in found.text.spans if span.target] == ["hive.png"]


@pytest.mark.parametrize(
    ("opening", "language"),
    [
        ('<pre language="haskell"><code>\n', "haskell"),
        ('<pre><code class="language-haskell">', "haskell"),
        ("<pre>\n<code>", ""),
    ],
)
def test_code_in_html_is_code(opening: str, language: str) -> None:
    """It keeps its characters and its lines, whatever they would be in Markdown."""
    code = "main = print $ tags\n\n  where tags = [[a|b]] ==_x_== 2*3*4"
    found, below = read(f"{opening}{code}\n</code></pre>\n\nBees dance.")
    assert found == Code(language, code, 1)
    assert outline((below,)) == ["Bees dance."]


def test_entities_in_html_code_are_read() -> None:
    """As a browser shows them; colours of programs go."""
    (found,) = read('<pre><code><span class="k">if</span> a &lt; b:\n    <b>dance</b>()\n</code></pre>')
    assert found == Code("", "if a < b:\n    dance()", 1)


def test_lines_count_behind_a_tag_over_lines() -> None:
    """Each word stands on the line that the note has it on."""
    (found,) = read("<div\n  a='b'\n  c='d'\n>\nBees dance.")
    assert isinstance(found, Paragraph)
    assert found.text.line == 5
