"""Promises of inline text: words, settings, formulas and pictures, and how a text is cut."""

import pytest

from cuedeck.notes.blocks import Paragraph
from cuedeck.notes.cue import Stamp
from cuedeck.notes.markdown import blocks
from cuedeck.notes.source import prepare
from cuedeck.notes.text import Form, Mark, Span, Text


def read(markdown: str) -> Text:
    """Give the text of a note that is one paragraph."""
    (block,) = blocks(prepare(markdown))
    assert isinstance(block, Paragraph)
    return block.text


def spans(markdown: str, form: Form) -> list[tuple[str, str]]:
    """Give text and target of the spans of one form."""
    return [(span.text, span.target) for span in read(markdown).spans if span.form is form]


PLAIN = {
    "alias": ("[[bees | Bees]] dance.", "Bees dance."),
    "alias without space": ("[[bees|Bees]] dance.", "Bees dance."),
    "alias in parentheses": ("Insects ([[bees | bees]], [[ants | ants ]]) dance.", "Insects (bees, ants) dance."),
    "alias with an ending": ("[[bee]]s dance.", "bees dance."),
    "no alias": ("[[Honey bees]] dance.", "Honey bees dance."),
    "slug": ("[[honey_bees]] dance.", "honey bees dance."),
    "folder": ("[[insects/Bees]] dance.", "Bees dance."),
    "file": ("[[insects/Bees.md]] dance.", "Bees dance."),
    "section": ("See [[Bees#Dance]].", "See Bees > Dance."),
    "own section": ("See [[#Dance]].", "See Dance."),
    "block": ("See [[Bees#^a1b2]].", "See Bees."),
    "section with alias": ("See [[Bees#Dance|dancing]].", "See dancing."),
    "empty alias": ("[[Bees|]] dance.", "Bees dance."),
    "two pipes": ("[[bees | Bees | Honey bees]] dance.", "Honey bees dance."),
    "width": ("[[bees|Bees|300]] dance.", "Bees dance."),
    "escaped pipe": ("[[bees\\|Bees]] dance.", "Bees dance."),
    "triple brackets": ("[[[bees|Bees]]] dance.", "Bees dance."),
    "nested": ("[[the [[bee]] dance]] is known.", "the bee dance is known."),
    "half closed": ("[[bees|Bees] dance.", "Bees dance."),
    "half opened": ("[bees|Bees]] dance.", "Bees dance."),
    "never closed": ("[[bees|Bees dance.", "Bees dance."),
    "brackets in the alias": ("[[bees|bees [all]]] dance.", "bees [all] dance."),
    "alias over two lines": ("[[bees|Honey\nbees]] dance.", "Honey bees dance."),
    "code in the alias": ("[[bees|the `bee` type]]", "the bee type"),
    "formula in the alias": ("[[bees|$n$ bees]]", r"\(n\) bees"),
    "money in the alias": ("From $60, [[bees | $2.5 million]] and A$", "From $60, $2.5 million and A$"),
    "entity in the alias": ("[[bees|bees &amp; ants]]", "bees & ants"),
    "nothing": ("Bees [[]] dance.", "Bees dance."),
    "link": ('[Bees](http://bees.example "t") dance.', "Bees dance."),
    "reference": ("[Bees][1] dance.\n\n[1]: http://bees.example", "Bees dance."),
    "brackets": ("Bees [sic] dance.", "Bees [sic] dance."),
    "escaped brackets": (r"Bees \[sic\] dance.", "Bees [sic] dance."),
    "emphasis": ("**Bees** *dance* ~~walk~~ ==now== ^^here^^.", "Bees dance walk now here."),
    "bold money": ("**$5**–**$10** each", "$5–$10 each"),
    "money": ("It costs $5, $6 or $5/$10.", "It costs $5, $6 or $5/$10."),
    "millions": ("From $1.5M–$2M to $100M+ and $200M+", "From $1.5M–$2M to $100M+ and $200M+"),
    "sums": ("$10 + $20 = $30", "$10 + $20 = $30"),
    "formula beside money": ("It cost $5 and $n$ bees.", r"It cost $5 and \(n\) bees."),
    "dollars in code": ("Say `$x$` or `$5`.", "Say $x$ or $5."),
    "formula": ("Let $x$ be $3$.", r"Let \(x\) be \(3\)."),
    "brackets of TeX": (r"Let \(x\) be \( 5 \).", r"Let \(x\) be \(5\)."),
    "dollars over two lines": ("Let $x\n+ y$ be.", r"Let \(x + y\) be."),
    "money over two lines": ("It costs $5\nor $6, not A$.", "It costs $5 or $6, not A$."),
    "TeX over two lines": ("Let \\(x\n+ y\\) be.", r"Let \(x + y\) be."),
    "display in a line": (r"So $$x^2$$ or \[y = 2\].", r"So \(x^2\) or \(y = 2\)."),
    "dialects in a formula": ("Let $a == b == c$ be.", r"Let \(a == b == c\) be."),
    "stamp-like in a formula": ("Let $x_{[10:20]}$ be.", r"Let \(x_{[10:20]}\) be."),
    "stars between digits": ("A box of 5*3*2 fits.", "A box of 5*3*2 fits."),
    "placeholder": ("Use <branch_name> or <branch> here.", "Use <branch_name> or <branch> here."),
    "type": ("A List<String> and a Map<K, V>.", "A List<String> and a Map<K, V>."),
    "less than": ("a < b and c > d, 5 <6", "a < b and c > d, 5 <6"),
    "tags": ('<span style="x">Bees</span> <u>dance</u><br>now.', "Bees dance now."),
    "entities": ("AT&T &lt;b&gt; &copy; &#8212;", "AT&T <b> © —"),
    "invisible signs": ("zero\u200bwidth \u2068bees\u2069", "zerowidth bees"),
    "soft and hard breaks": ("Bees\ndance  \nand\\\nfly.", "Bees dance and fly."),
    "emoji": ("Bees 🐝 dance.", "Bees 🐝 dance."),
}


@pytest.mark.parametrize(("markdown", "plain"), PLAIN.values(), ids=PLAIN)
def test_plain_text_is_what_a_reader_sees(markdown: str, plain: str) -> None:
    """No mark of Markdown, HTML or a note-taking program is left in the words."""
    assert read(markdown).plain == plain


@pytest.mark.parametrize(
    ("markdown", "alternative", "target"),
    [
        ("![a bee](bee.png)", "a bee", "bee.png"),
        ("![a bee|100](bee.png)", "a bee", "bee.png"),
        ("![[bee.png]]", "", "bee.png"),
        ("![[bee.png|300]]", "", "bee.png"),
        ("![[bee.png|300x200]]", "", "bee.png"),
        ("![[a bee.png|a bee]]", "a bee", "a bee.png"),
        ("![[bee.png|a bee|300]]", "a bee", "bee.png"),
        ('<img alt="x" src="bee.png"> Bees', "", "bee.png"),
        ("Bees ![a bee](bee.png)", "a bee", "bee.png"),
        ("![a bee](../my bees/one bee.png)", "a bee", "../my bees/one bee.png"),
    ],
)
def test_a_picture_keeps_its_target(markdown: str, alternative: str, target: str) -> None:
    """Pictures are spans of their own; the width that Obsidian keeps in their text is no text."""
    assert spans(markdown, Form.IMAGE) == [(alternative, target)]


def test_an_embedded_note_leaves_nothing() -> None:
    """What is embedded from another note is not this note's."""
    assert read("Bees ![[Dance]] ![[Dance#East]] dance.").plain == "Bees dance."


@pytest.mark.parametrize("code", ["[[a|b]]", "==x==", "$5/$", "<b>", "[00:01:02]", "\\(x\\)", "<!-- x -->", "%%x%%"])
def test_inline_code_keeps_its_characters(code: str) -> None:
    """Nothing in backticks is read as a mark."""
    assert spans(f"Say `{code}` now.", Form.CODE) == [(code, "")]


@pytest.mark.parametrize(
    ("markdown", "mark"),
    [
        ("**Bees**", Mark.BOLD),
        ("<b>Bees</b>", Mark.BOLD),
        ("*Bees*", Mark.ITALIC),
        ("==Bees==", Mark.HIGHLIGHT),
        ("~~Bees~~", Mark.STRIKE),
        ("<sub>Bees</sub>", Mark.SUBSCRIPT),
        ("<sup>Bees</sup>", Mark.SUPERSCRIPT),
        ("[[bees|Bees]]", Mark.LINK),
        ("***Bees***", Mark.BOLD | Mark.ITALIC),
    ],
)
def test_settings_are_kept(markdown: str, mark: Mark) -> None:
    """Each way of setting words is known."""
    assert read(f"{markdown} dance.").spans[0] == Span("Bees", marks=mark, line=1)
    assert read(f"{markdown} dance.").leading(mark) == 4


STAMPED = read("Bees dance [00:00:01]. Ants ![an ant](ant.png) walk [00:00:02].")


def test_a_cut_knows_the_stamp_before_it() -> None:
    """A stamp goes with the words before it; what follows remembers it."""
    first, second = STAMPED.cut(0, 12), STAMPED.cut(12)
    assert (first.plain, second.plain) == ("Bees dance. ", "Ants walk.")
    assert [stamp.seconds for _, stamp in first.stamps] == [1]
    assert second.stamps == ((9, Stamp(2, "00:00:02")),)
    assert second.near == Stamp(1, "00:00:01")


def test_a_stamp_that_closes_a_block_speaks_for_what_stands_before_it() -> None:
    """Only a sentence behind another stamp of the block goes by that one."""
    text = read("Bees dance. Ants walk [00:00:05]. Flies fly. Moths rest [00:00:09].")
    dance, fly = text.cut(0, 11), text.cut(22, 33)
    assert (dance.plain, dance.stamps, dance.near) == ("Bees dance.", (), Stamp(5, "00:00:05"))
    assert (fly.plain.strip(), fly.near) == ("Flies fly.", Stamp(5, "00:00:05"))


def test_a_picture_goes_with_the_words_before_it() -> None:
    """A picture at the very end of a text is not lost."""
    text = read("Bees ![a bee](bee.png)")
    assert [span.form for span in text.cut(0, 3).spans] == [Form.WORDS]
    assert [span.form for span in text.cut(2).spans] == [Form.WORDS, Form.IMAGE]
    assert [span.form for span in text.cut(4).spans] == []


def test_a_formula_is_never_cut() -> None:
    """A formula stays whole, on the side it begins."""
    text = read("Let $x$ be.")
    assert (text.cut(0, 6).plain, text.cut(6).plain) == (r"Let \(x\)", " be.")


def test_stripping_keeps_stamps_and_pictures() -> None:
    """What is stripped are characters alone."""
    text = (": " + read("Bees ![b](b.png) dance [00:00:01]") + " :").strip(": ")
    assert text.plain == "Bees dance"
    assert [offset for offset, _ in text.stamps] == [10]
    assert [span.target for span in text.spans if span.form is Form.IMAGE] == ["b.png"]
    led = Text.of(": ") + Text((Span("b", Form.IMAGE, target="b.png"), Span("Bees")), ((0, Stamp(1, "0:01")),))
    assert led.strip(": ").stamps == ((0, Stamp(1, "0:01")),)
    assert [span.form for span in led.strip(": ").spans] == [Form.IMAGE, Form.WORDS]


def test_texts_are_joined_with_their_stamps() -> None:
    """Stamps move along with the words they stand behind."""
    text = "So: " + STAMPED + "!"
    assert [text.plain[:offset] for offset, _ in text.stamps] == ["So: Bees dance", "So: Bees dance. Ants walk"]


def test_the_first_letter_can_be_changed() -> None:
    """Only words have a first letter to change."""
    assert read("bees **dance**").map_initial(str.upper).plain == "Bees dance"
    assert read("`bees` dance").map_initial(str.upper).plain == "bees dance"
    assert not Text().map_initial(str.upper)


def test_a_text_stands_where_its_words_do() -> None:
    """Words that no note holds have no line."""
    assert (Text().line, Text.of("Bees").line, ("So: " + read("\n\nBees")).line) == (0, 0, 3)


def test_the_line_of_a_formula_is_its_own() -> None:
    """What stands behind a formula at the end of a line is told with that line, not with the next."""
    text = read("The bees\n$x^2$\ndance.")
    assert [text.line_at(text.plain.index(word)) for word in ("bees", "x", "dance")] == [1, 2, 3]


def test_many_texts_are_joined_as_one() -> None:
    """Each stamp stays behind its words."""
    one, other = read("Bees [00:01:02] dance."), read("Ants [00:02:03] walk.")
    text = Text.joined((one, other), " ")
    assert text.plain == "Bees dance. Ants walk."
    assert [(text.plain[:offset], stamp.seconds) for offset, stamp in text.stamps] == [
        ("Bees", 62),
        ("Bees dance. Ants", 123),
    ]


@pytest.mark.parametrize(
    "tex",
    [
        r"\href{javascript:alert(1)}{x}",
        r"\style{background:url(http://bees.example)}{x^2}",
        r"\class{bee}{x_1}",
        r"\cssId{bee}{x_1}",
        r"\bbox[background:url(http://bees.example)]{x}",
        r"\require{html}x^2",
        r"\includegraphics{bee.png}",
        r"\url{http://bees.example}",
    ],
)
@pytest.mark.parametrize("delimiters", ["$ $", "$$ $$", r"\( \)", r"\[ \]", "$$\n \n$$"])
def test_tex_that_acts_is_no_formula(tex: str, delimiters: str) -> None:
    """It would open an address or set a style where a card is shown; it stays words."""
    before, after = delimiters.split(" ", 1)
    text = read(f"Bees {before}{tex}{after} dance.")
    assert {Form.MATH, Form.DISPLAY_MATH}.isdisjoint(span.form for span in text.spans)
    assert "\u2063" not in text.plain


def test_commands_that_only_begin_like_those_are_formulas() -> None:
    """A note may define them."""
    assert spans(r"Bees $\urls_{x}$ dance.", Form.MATH) == [(r"\urls_{x}", "")]
