"""Typesetting: formulas are drawn, code is highlighted, all else stays as it is."""

import re
import subprocess
import sys

import pytest

from cuedeck.decks.page.typeset import bare, typeset


def drawn(html: str) -> list[str]:
    """The TeX of all formulas that are drawn."""
    return re.findall(r'<svg class="math[^"]*" role="img" aria-label="([^"]*)"', typeset(html))


@pytest.mark.parametrize(
    ("html", "tex"),
    [
        (r"so \(x^2 &lt; 4\) holds", ["x^2 &lt; 4"]),
        (r"<p>\[ \frac{a}{b} \]</p>", [r"\frac{a}{b}"]),
        (r"\(a\) and \(b\)", ["a", "b"]),
        (r"\(\begin{aligned}a&amp;=b\\c&amp;=d\end{aligned}\)", [r"\begin{aligned}a&amp;=b\\c&amp;=d\end{aligned}"]),
        (r"\(\mathbb{R}\), \(\sum_{i=0}^n i\)", [r"\mathbb{R}", r"\sum_{i=0}^n i"]),
    ],
)
def test_formulas_are_drawn_and_tell_their_tex(html: str, tex: list[str]) -> None:
    """Each formula is a drawing named after what the note says, without its delimiters."""
    assert drawn(html) == tex
    assert "\\(" not in typeset(html)
    assert "\\[" not in typeset(html)


@pytest.mark.parametrize(
    "html",
    [
        "between $5 and $6",
        "costs $5, then $10",
        r"an open \( bracket",
        r"<code>\(a\)</code> <pre><code>\[b\]</code></pre>",
        r'<img src="data:image/png;base64,AA" alt="\(a\) &gt; \(b\)">',
        r"C:\\(x86\)",
        "<ul><li>a &lt; b</li></ul>",
    ],
)
def test_all_else_keeps_every_character(html: str) -> None:
    """Money, code, attributes and stray brackets are no formulas."""
    assert typeset(html) == html


@pytest.mark.parametrize(
    "tex", [r"\foo{x}", r"\frac{a", "x^", "速度 = 1", r"\ce{H2O", r"\left( x", r"\colorbox{red}{x}"]
)
def test_tex_that_cannot_be_drawn_is_shown_as_it_is(tex: str) -> None:
    """Unknown commands, broken TeX and signs that the font lacks are neither lost nor drawn wrong."""
    assert typeset(rf"so \({tex}\) holds") == f'so <span class="tex">{tex}</span> holds'


def nested(opens: str, closes: str, levels: int) -> str:
    """Give a formula as HTML that holds one in another."""
    return rf"\({opens * levels}x{closes * levels}\)"


@pytest.mark.parametrize(
    "html",
    [
        nested(r"\frac{1}{", "}", 7),
        nested(r"\sqrt{", "}", 40),
        nested("x^{", "}", 7),
        nested(r"\left(", r"\right)", 7),
        nested(r"\begin{matrix}", r"\end{matrix}", 7),
        rf"\({'}' * 9}{'x^{' * 7}x{'}' * 7}\)",
        rf"\({'+'.join(['x^{' * 6 + 'x' + '}' * 6] * 20)}\)",
    ],
)
def test_tex_that_is_nested_too_deep_is_shown_as_it_is(html: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each level would double the time that its drawing takes, so that it is not even tried."""
    monkeypatch.setattr("cuedeck.decks.page.formulas._ziamath", lambda: pytest.fail("it is drawn"))
    assert typeset(html).startswith('<span class="tex">')


def test_six_levels_of_tex_are_drawn() -> None:
    """No lecture note goes deeper."""
    assert typeset(nested(r"\frac{1}{", "}", 6)).startswith("<svg")
    assert typeset(r"\(\left\{ \frac{\sqrt{x_{1}^{2}}}{2} \right\}\)").startswith("<svg")


def test_drawings_take_the_colour_of_the_text() -> None:
    """Nothing is painted in a colour of its own, so that dark pages and black print show it alike."""
    html = typeset(r"\(\color{red}{x} + \sqrt{\textcolor{blue}{y}} = \frac{1}{2}\)")
    assert set(re.findall(r'(?:fill|stroke)="([^"]*)"', html)) == {"currentColor"}


def test_a_drawing_scales_with_the_text_and_stands_on_its_line() -> None:
    """Its size and its depth below the line are given in em."""
    width, height, depth = (
        float(figure)
        for figure in re.findall(
            r'(?:width|height)="([\d.]+)em"|style="vertical-align:-([\d.]+)em"', typeset(r"\(y_1\)")
        )
        for figure in figure
        if figure
    )
    assert 0.5 < width < 1.5
    assert 0.5 < height < 1.5
    assert 0.1 < depth < 0.5


def test_tex_cannot_become_markup() -> None:
    """Whatever a formula says, it stays inside its attribute or text."""
    for tex in (
        'x" onload="alert(1)',
        r"\text{&lt;script&gt;}",
        r'\color{url("//e.example")}{x}',
        r"\href{//e.example}{x}",
    ):
        html = typeset(rf"\({tex}\)")
        assert "<script" not in html
        assert "<a" not in html
        assert "url(" not in re.sub(r'aria-label="[^"]*"|<span class="tex">.*</span>', "", html)
        assert not re.search(r'<svg(?: [\w-]+="[^"]*")* onload', html)


def test_code_is_set_for_black_and_white() -> None:
    """Keywords are bold, comments italic, strings and names plain; no character is lost."""
    code = '# one &amp; two\ndef f(x):\n    return "a &lt; b" if x else None\n'
    html = typeset(f'<pre><code class="language-python">{code}</code></pre>')
    assert re.findall(r"<b>(.*?)</b>", html) == ["def", "return", "if", "else", "None"]
    assert re.findall(r"<i>(.*?)</i>", html) == ["# one &amp; two"]
    assert re.sub(r"</?[bi]>", "", html) == f"<pre><code>{code}</code></pre>"


@pytest.mark.parametrize("kind", ["", ' class="language-"', ' class="language-nonesuch"', ' class="language-../x"'])
def test_code_in_an_unknown_language_stays_plain(kind: str) -> None:
    """Nothing is guessed."""
    html = typeset(f"<pre><code{kind}>for &lt;x&gt;\n</code></pre>")
    assert re.sub(r' class="[^"]*"', "", html) == "<pre><code>for &lt;x&gt;\n</code></pre>"


def test_titles_have_bare_tex() -> None:
    """A heading is text, and keeps no delimiters."""
    assert bare(r"Powers \(x^2\) for $5 and \[y\]") == "Powers x^2 for $5 and y"


def test_the_same_formula_gives_the_same_bytes_in_every_process() -> None:
    """Nothing in a drawing comes from chance, or from what was drawn before."""
    formulas = (r"\(\frac{x}{y}\)", r"\(\sqrt{x}\)")
    told = "import sys; from cuedeck.decks.page.typeset import typeset; print([typeset(tex) for tex in sys.argv[1:]])"
    backwards = subprocess.run(
        [sys.executable, "-c", told, *formulas[::-1]], check=True, capture_output=True, text=True
    )
    assert backwards.stdout.strip() == str([typeset(tex) for tex in formulas[::-1]])


def test_pages_without_formulas_and_code_load_no_library_for_them() -> None:
    """Neither is needed for most decks, and both take their time."""
    told = (
        "import sys; from cuedeck.decks.page.typeset import typeset; typeset('<b>x</b> for $5'); "
        "print({'ziamath', 'pygments'} & set(sys.modules))"
    )
    said = subprocess.run([sys.executable, "-c", told], check=True, capture_output=True, text=True)
    assert said.stdout.strip() == "set()"
