"""What holds for exports, whatever stands on a card: each program reads back what was asked and answered."""

import csv
import io
import json
from html import escape

from hypothesis import assume, example, given
from hypothesis import strategies as st

from cuedeck.cards.card import Card, Face, Kind
from cuedeck.cards.face import sanitised
from cuedeck.cards.ledger import Entry
from cuedeck.decks.export import document, hashcards, mochi, obsidian_sr, table
from cuedeck.decks.export.prepared import Leaving, prepared
from tests.exports import GAP, Read, read_hashcards, read_mochi, read_obsidian_sr, said, says

WORDS = (
    *"bees x::y ::: :: ? ?? --- ---- === # #flashcards #flashcards/x #1 C# ==gap== **bold** __init__ a_b_c".split(),
    *"{{c1::x}} {{ }} [a](b) ![a](b) [[a|b]] [^1] ] [ | ` `` $x$ \\ \\* <b> <!-- --> &amp; & < > ~~s~~ ;; ^id".split(),
    *"%%hidden%% =1+1 +1 -1 @SUM(A1) '=1 \"quoted\" it's a,b a;b … x! 2024 ~x `q` ^x http://a.b/c_d_e 𝔘 שלום مرحبا 🐝".split(),
    *(
        "a b",
        "a :: b",
        "Q: who",
        "A: me",
        "C: [x]",
        "# no",
        "[ ] do",
        "a | b",
        "$5 and $6",
        "> q",
        "- x",
        "+ x",
        "1. x",
    ),
    *("2) x", "<% x %>", "e\u0301", "\u2028", "\x85", "a\tb", "\u00a0", "\ufeff"),
)
TEX = (
    "x^2",
    "a|b",
    "{{a}}",
    "\\frac{{a}}{b}",
    "x_1 = y",
    "[0,1]",
    "a\\",
    "\\text{$x$}",
    "50\\%",
    "a :: b",
    "**",
    "x<y",
    "`",
)
CODE = (
    "x",
    "a|b",
    "`",
    "a::b",
    "[0]",
    "{{x}}",
    "==",
    "= this",
    "2**3",
    "# c",
    "Q: x",
    "a  b",
    "<b>",
    "<% x %>",
    "$= dv",
)
LINES = (*CODE, "", "---", "?", "  indented", "```", "~~~", "C: x", "\t", "&amp;", "\\")


def element(name: str, inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """An element with something in it."""
    return inner.map(lambda html: f"<{name}>{html}</{name}>")


words = (st.sampled_from(WORDS) | st.text(max_size=6)).map(lambda text: escape(text, quote=False))
formulas = st.sampled_from(TEX).map(lambda tex: escape(tex, quote=False))
atoms = st.one_of(
    words,
    words,
    formulas.map(lambda tex: rf"\({tex}\)"),
    formulas.map(lambda tex: rf"\[{tex}\]"),
    element("code", st.sampled_from(CODE).map(escape)),
    st.sampled_from(("<br>", " ", " ", '<img src="bee.png" alt="a ]bee[">')),
)
lines = st.lists(
    st.recursive(
        atoms,
        lambda inner: st.sampled_from(("strong", "em", "mark", "s", "sub", "sup")).flatmap(
            lambda name: element(name, st.lists(inner, min_size=1, max_size=3).map("".join))
        ),
        max_leaves=6,
    ),
    min_size=1,
    max_size=5,
).map("".join)
codes = st.lists(st.sampled_from(LINES), min_size=1, max_size=4).map(lambda own: escape("\n".join(own), quote=False))
simple = st.one_of(
    lines,
    element("p", lines),
    codes.map(lambda code: f'<pre><code class="language-py">{code}</code></pre>'),
    st.lists(element("td", lines), min_size=1, max_size=2).map(
        lambda cells: f"<table><tbody><tr>{''.join(cells)}</tr><tr>{''.join(cells)}</tr></tbody></table>"
    ),
)
nested = st.recursive(
    simple,
    lambda inner: st.one_of(
        *(
            element(name, st.lists(element("li", inner), min_size=1, max_size=3).map("".join))
            for name in ("ul", "ol", 'ol start="3"')
        ),
        element("blockquote", inner),
        st.lists(inner, min_size=2, max_size=3).map("".join),
    ),
    max_leaves=5,
)
sides = nested.map(lambda html: sanitised(html.replace('</ol start="3">', "</ol>")))


def made(question: str, answer: str, kind: Kind = Kind.QA) -> list[Leaving]:
    """One card as it leaves."""
    card = Card(
        guid=f"{kind.family[0]}aaaaaaaaaaaaaaa",
        kind=kind,
        question=Face(plain=" ".join(question.split()), html=question),
        answer=Face(plain=" ".join(answer.split()), html=answer),
        context=("Bees", "Why == ?"),
        note="bees.md",
        line=1,
        deck="Bees::Wild bees",
    )
    entry = Entry(
        guid=card.guid,
        number=1,
        kind=kind,
        note=card.note,
        path=(),
        cue=None,
        question=card.question.plain,
        answer=card.answer.plain,
        content="",
        created=1,
        changed=1,
    )
    return prepared([(card, entry)], root=None, pictures={"bee.png": "cuedeck-0.png"})


def read_back(cards: list[Leaving]) -> dict[str, Read]:
    """The card as each program of Markdown reads it, without what stands above and below."""
    (obsidian,) = read_obsidian_sr(obsidian_sr.note("Bees::Wild bees", cards))
    (of_hashcards,) = read_hashcards(hashcards.deck_file(cards))
    (of_mochi,), _ = read_mochi(mochi.package(cards, {}))
    assert obsidian.guid == of_mochi.guid == cards[0][0].guid
    assert obsidian.deck == "#flashcards/Bees/Wild-bees"
    assert of_mochi.deck == "Bees::Wild bees"
    return {"obsidian-sr": obsidian, "hashcards": of_hashcards, "mochi": of_mochi}


def without_context(told: str) -> str:
    """What a front says below its context."""
    above = "<em>Bees › Why == ?</em>"
    assert told.startswith(above)
    return told.removeprefix(above).strip()


@given(sides, sides)
def test_both_sides_are_read_back_whatever_they_hold(question: str, answer: str) -> None:
    """Words, marks, lists, tables, formulas, code and pictures; nothing in them parts sides or makes another card."""
    (card, _), *_ = cards = made(question, answer)
    front, back = says(card.question.html), says(card.answer.html)
    assume(front and back)
    for form, read in read_back(cards).items():
        told = said(read.front)
        assert (told if form == "obsidian-sr" else without_context(told)) == front, form
        assert said(read.back) == back, form


@given(lines, lines, lines)
@example("", "bees", r"<strong>\<strong>\(x^2\)</strong></strong>")
def test_a_gap_is_read_back_whatever_it_holds(before: str, answer: str, after: str) -> None:
    """The sentence around the one gap, and what is in it."""
    question, hidden = sanitised(f"{before} {GAP}{after}"), sanitised(answer)
    assume(GAP not in before and GAP not in after and says(hidden))
    (card, _), *_ = cards = made(question, hidden, Kind.CLOZE)
    whole = says(card.question.html.replace(GAP, f"«{GAP}»"))
    for form, read in read_back(cards).items():
        told = said(read.front)
        told = told if form == "obsidian-sr" else without_context(told)
        assert told.replace(f"«{GAP}»", GAP) == whole.replace(f"«{GAP}»", GAP), form
        assert said(f"({read.back})")[1:-1].strip() == says(card.answer.html), form


@given(st.text(max_size=20) | st.sampled_from(WORDS), st.text(max_size=20) | st.sampled_from(WORDS))
def test_tables_and_documents_are_read_back_as_they_were(question: str, answer: str) -> None:
    """Python's own readers give the same words and HTML; no cell is one that a spreadsheet calculates."""
    assume(question.strip() and answer.strip())
    (card, entry), *_ = cards = made(escape(question, quote=False), escape(answer, quote=False))
    assume(card.question.html.strip())
    for separator in (",", "\t"):
        text = table.table(cards, separator)
        head, _, body = text.partition("#columns:")
        assert all(line.startswith("#") for line in head.splitlines())
        columns, row = csv.reader(io.StringIO(body, newline=""), delimiter=separator)
        cells = dict(zip(columns, row, strict=True))
        assert not any(cell[:1] in {"=", "+", "-", "@", "\t", "\r"} for cell in row)
        plain = {
            name: cell[1:] if cell[:1] == "'" and table.cell(cell[1:]) == cell else cell for name, cell in cells.items()
        }
        assert (plain["question"], plain["answer"]) == (card.question.plain, card.answer.plain)
    (read,) = json.loads(document.document(cards))["cards"]
    assert (read["question_html"], read["answer_html"]) == (card.question.html, card.answer.html)
    assert read["number"] == entry.number
