"""Promises of blocks: what Markdown and its dialects become, and on which line it stands."""

import pytest

from cuedeck.notes.blocks import Block, Callout, Code, Definition, Heading, List, Paragraph, Quote, Table
from cuedeck.notes.markdown import blocks
from cuedeck.notes.source import prepare


def read(markdown: str) -> tuple[Block, ...]:
    """Give the blocks of a note."""
    return blocks(prepare(markdown))


def outline(found: tuple[Block, ...]) -> list[object]:
    """Give blocks as plain values, easy to compare."""
    return [_outlined(block) for block in found]


def _outlined(block: Block) -> object:
    match block:
        case Paragraph(text):
            return text.plain
        case Heading(level, text):
            return ("#" * level, text.plain)
        case List(_, items):
            return [item.text.plain if not item.blocks else (item.text.plain, outline(item.blocks)) for item in items]
        case Table(header, rows):
            return tuple(tuple(cell.plain for cell in row) for row in (header, *rows))
        case Callout(kind, title, below):
            return (f"!{kind}", title.plain, outline(below))
        case Quote(below):
            return (">", outline(below))
        case Code(language, text):
            return ("`", language, text)
        case Definition(term, below):
            return (":", term.plain, outline(below))


CASES: dict[str, tuple[str, list[object]]] = {
    "nested list": ("- bees\n  - dance\n    - east\n- ants", [[("bees", [[("dance", [["east"]])]]), "ants"]]),
    "list nested by tabs": ("- bees\n\t- dance\n\t\t- east", [[("bees", [[("dance", [["east"]])]])]]),
    "entry with a paragraph": ("1. bees\n\n   They dance.\n2. ants", [[("bees", ["They dance."]), "ants"]]),
    "heading in an entry": ("- ## Bees\n- Ants", [["Bees", "Ants"]]),
    "tasks": ("- [ ] feed bees\n- [x] count ants", [["feed bees", "count ants"]]),
    "callout": ("> [!info] Bees\n> They dance.", [("!info", "Bees", ["They dance."])]),
    "callout without body": ("> [!TIP] Bees dance.", [("!tip", "Bees dance.", [])]),
    "callout without title": ("> [!info]\n> Bees dance.", [("!info", "", ["Bees dance."])]),
    "folded callout": ("> [!info]- Bees\n> They dance.", [("!info", "Bees", ["They dance."])]),
    "callout with a term as kind": (">[!Waggle Dance]\n>Shows the way.", [("!waggle dance", "", ["Shows the way."])]),
    "callout with metadata": ("> [!info|right] Bees", [("!info", "Bees", [])]),
    "callout in a callout": (
        "> [!info] Bees\n> > [!tip] Ants\n> > Walk.",
        [("!info", "Bees", [("!tip", "Ants", ["Walk."])])],
    ),
    "callout with a list": ("> [!info] Bees\n> - dance\n> - fly", [("!info", "Bees", [["dance", "fly"]])]),
    "quote": ("> Bees dance.\n> — A keeper", [(">", ["Bees dance. — A keeper"])]),
    "table": ("| Bee | Ant |\n|---|---|\n| dances | walks |", [(("Bee", "Ant"), ("dances", "walks"))]),
    "table with short and long rows": (
        "| Bee | Ant |\n|---|---|\n| dances |\n| a | b | c |",
        [(("Bee", "Ant"), ("dances", ""), ("a", "b"))],
    ),
    "table with wikilinks": (
        "| Bee | Ant |\n|---|---|\n| [[a | dances]] | [[b\\|walks]] |",
        [(("Bee", "Ant"), ("dances", "walks"))],
    ),
    "table without outer pipes": (
        "Bee | Ant\n---|---\n[[a | dances]] | walks",
        [(("Bee", "Ant"), ("dances", "walks"))],
    ),
    "definition list": ("Bee\n: An insect.\n: A dancer.", [(":", "Bee", ["An insect."]), (":", "Bee", ["A dancer."])]),
    "heading underlined": ("Bees\n====\n\nDance\n---", [("#", "Bees"), ("##", "Dance")]),
    "rule": ("Bees\n\n---\n\nAnts", ["Bees", "Ants"]),
    "fenced code": (
        "```py\nrows[10:20]  # [[a|b]] $5/$ ==x==\n```",
        [("`", "py", "rows[10:20]  # [[a|b]] $5/$ ==x==")],
    ),
    "unclosed fence": ("```\n[00:01:02]", [("`", "", "[00:01:02]")]),
    "indented code": ("Bees\n\n    [[a|b]] [00:01:02]\n    ==x==", ["Bees", ("`", "", "[[a|b]] [00:01:02]\n==x==")]),
    "code in a quote that ends": ("> ```\n> x\n\nBees [00:01:02].", [(">", [("`", "", "x")]), "Bees."]),
    "comment over several lines": ("Bees\n\n<!-- not\n\nshown -->\nAnts", ["Bees", "Ants"]),
    "comment in a line": ("Bees <!-- and\nflies --> dance.", ["Bees dance."]),
    "unclosed comment": ("Bees <!-- dance.", ["Bees dance."]),
    "Obsidian comment": ("Bees %%and\nflies%% dance.", ["Bees dance."]),
    "drawer of Org": ("# Bees\n:PROPERTIES:\n:heading: true\n:END:\nAnts", [("#", "Bees"), "Ants"]),
    "query of Org": ('Bees\n\n#+BEGIN_QUERY\n{:title "All"}\n#+END_QUERY\n\nAnts', ["Bees", "Ants"]),
    "style and script": ("<style>\np {}\n</style>\n\nBees <script>go()</script>dance.", ["Bees dance."]),
    "details": (
        "<details><summary>Who dances?</summary>\n\n**Bees**.\n\n</details>\nAnts",
        [("!details", "Who dances?", ["Bees."]), "Ants"],
    ),
    "details in one block": (
        "<details>\n<summary>Who?</summary>\nBees.\n</details>",
        [("!details", "Who?", ["Bees."])],
    ),
    "details line by line": (
        "<details><summary>Who?</summary>Bees.</details>\n<details><summary>How?</summary>They dance.</details>",
        [("!details", "Who?", ["Bees."]), ("!details", "How?", ["They dance."])],
    ),
    "details in details": (
        "<details><summary>Who?</summary>\n\n<details><summary>How?</summary>\nBy day.\n</details>\n\nBees.\n</details>",
        [("!details", "Who?", [("!details", "How?", ["By day."]), "Bees."])],
    ),
    "details in an entry": (
        "- bees\n  <details>\n    <summary>How?</summary>\n\n    By day.\n  </details>\n- ants",
        [[("bees", [("!details", "How?", ["By day."])]), "ants"]],
    ),
    "details with code": (
        "<details><summary>How?</summary>\n\n```py\ndance()  # </details>\n```\n\n</details>",
        [("!details", "How?", [("`", "py", "dance()  # </details>")])],
    ),
    "details around a section": (
        "<details><summary>More</summary>\n\n## Bees\n\nDance.\n\n</details>",
        ["More", ("##", "Bees"), "Dance."],
    ),
    "details that stay open": ("<details><summary>Who?</summary>\n\nBees.", ["Who?", "Bees."]),
    "component with a title": ('<Accordion title="Who?">\n  Bees.\n</Accordion>', [("!details", "Who?", ["Bees."])]),
    "div": ('<div class="note">\nBees **dance**\n</div>', ["Bees dance"]),
    "HTML list": ("<ul>\n<li>bees</li>\n<li>ants</li>\n</ul>", [["bees", "ants"]]),
    "HTML heading": ("<h2>Bees</h2>\n\nDance.", [("##", "Bees"), "Dance."]),
    "components": ("<Tabs>\n<Tab>Bees</Tab>\n</Tabs>", ["Bees"]),
    "outliner's properties": ("- bees\n  id:: 65f0\n  collapsed:: true\n- ants", [["bees", "ants"]]),
    "dataview's properties": (
        "season:: late autumn\ntopic:: [[Ants]]\n\nBees [year:: 1066] dance.",
        ["Bees 1066 dance."],
    ),
    "cards that look like properties": ("#flashcards\n\ndog:: Hund\ntopic:: [[Ants]]", ["dog:: Hund"]),
    "tags of decks": ("Bees dance. #flashcards/insects", ["Bees dance."]),
    "gaps": ("Bees {{c1::dance::do what}} by {{cloze day}}.", ["Bees dance by day."]),
    "braces of a template": ("Bees {{dance}}.", ["Bees {{dance}}."]),
    "name of a block": ("Bees dance. ^dance-1\n\n^bees", ["Bees dance."]),
    "short code": ("{{< video bees >}}\n\nBees dance.", ["Bees dance."]),
    "container": ("::: note\nBees dance.\n:::", ["Bees dance."]),
    "footnote": ("Bees[^1] dance[^x].\n\n[^1]: Not all.", ["Bees dance.", "Not all."]),
    "display math over lines": ("\\[\nx^2\n+ y\n\\]\n\nBees", ["\\(x^2 + y\\)", "Bees"]),
    "display math with an empty line": ("$$\nx^2\n\n+ y\n$$\n\nBees", ["\\(x^2 + y\\)", "Bees"]),
    "math in a quote": ("> $$\n> x^2\n> $$\n>\n> Bees", [(">", ["\\(x^2\\)", "Bees"])]),
    "picture alone": ("![a bee](bee.png)", [""]),
    "nothing": ("\n\n", []),
}


@pytest.mark.parametrize(("markdown", "expected"), CASES.values(), ids=CASES)
def test_blocks_are_read(markdown: str, expected: list[object]) -> None:
    """Each dialect becomes the blocks that its writer meant."""
    assert outline(read(markdown)) == expected


@pytest.mark.parametrize(
    ("heading", "words", "numbered"),
    [
        ("1. Bees", "Bees", True),
        ("1) Bees", "Bees", True),
        ("2.1 Bees", "Bees", True),
        ("IV. Bees", "Bees", True),
        ("A. Bees", "Bees", True),
        ("Bees:", "Bees", False),
        ("2024. A year", "2024. A year", False),
        ("3D printing", "3D printing", False),
        ("7 bees", "7 bees", False),
    ],
)
def test_a_heading_loses_its_number(heading: str, words: str, *, numbered: bool) -> None:
    """A number in front goes, a figure that belongs to the words stays."""
    (found,) = read(f"## {heading}")
    assert isinstance(found, Heading)
    assert (found.text.plain, found.numbered) == (words, numbered)


def test_a_callout_keeps_its_kind_as_written() -> None:
    """A definition callout has its term for a kind, with its capitals."""
    (found,) = read("> [!Waggle Dance]+\n> Shows the way.")
    assert isinstance(found, Callout)
    assert (found.kind, found.name) == ("waggle dance", "Waggle Dance")


def test_a_stamp_before_a_callouts_title_is_its_own() -> None:
    """Both stamps of a title line belong to the title."""
    (found,) = read("> [!info] [00:01:02] Bees [00:01:03]")
    assert isinstance(found, Callout)
    assert [stamp.seconds for _, stamp in found.title.stamps] == [62, 63]


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_lines_count_as_in_the_file(newline: str) -> None:
    """Every block knows its line, below comments, formulas, nested lists, callouts and tables."""
    lines = [
        "# Bees",
        "<!-- one",
        "two -->",
        "They dance",
        "and fly.",
        "",
        "- one",
        "  - two",
        "",
        "\\[",
        "x^2",
        "\\]",
        "",
        "> [!info] Title",
        "> body",
        "",
        "| a | b |",
        "|---|---|",
        "| c | d |",
        "",
        "```py",
        "x",
        "```",
    ]
    heading, dance, points, formula, callout, table, code = read(newline.join(lines))
    assert isinstance(heading, Heading)
    assert heading.text.line == 1
    assert isinstance(dance, Paragraph)
    assert [span.line for span in dance.text.spans] == [4, 5]
    assert isinstance(points, List)
    (below,) = points.items[0].blocks
    assert isinstance(below, List)
    assert (points.items[0].text.line, below.items[0].text.line) == (7, 8)
    assert isinstance(formula, Paragraph)
    assert formula.text.line == 10
    assert isinstance(callout, Callout)
    assert callout.title.line == 14
    assert isinstance(table, Table)
    assert (table.header[0].line, table.rows[0][1].line) == (17, 19)
    assert isinstance(code, Code)
    assert code.line == 22


@pytest.mark.parametrize("space", ["\x0b", "\x0c", "\x1c", "\u2028", "\u2029"])
def test_only_a_line_feed_ends_a_line(space: str) -> None:
    """Other separators are white space."""
    first, second = read(f"Bees{space}dance.\n\nAnts walk.")
    assert isinstance(first, Paragraph)
    assert isinstance(second, Paragraph)
    assert (first.text.plain, second.text.line) == ("Bees dance.", 3)


@pytest.mark.parametrize(
    "markdown",
    [
        "> " * 500 + "bees",
        "- " * 500 + "bees",
        "> - " * 300 + "bees",
        "1. " * 500 + "bees",
        "".join("  " * depth + "- bees\n" for depth in range(500)),
    ],
    ids=["quotes", "entries", "both", "numbers", "indentation"],
)
def test_any_depth_is_read(markdown: str) -> None:
    """Blocks nested hundreds of levels deep are read without running out of stack."""
    assert "bees" in str(outline(read(markdown)))


@pytest.mark.parametrize(
    "run", ["[", "[[", "$", "`", "<", "<a ", "*", "<!-- ", "%%", "\\(", "[[a|", "|", "{{<", "==", "#+BEGIN_QUERY "]
)
def test_any_run_of_signs_is_read(run: str) -> None:
    """Thousands of opening signs with nothing to close them are read like words."""
    assert outline(read(run * 5000 + "\n\nBees."))[-1]


def test_a_long_line_is_read_whole() -> None:
    """A hundred thousand characters without a break are one paragraph."""
    (found,) = read("bees dance " * 10_000)
    assert isinstance(found, Paragraph)
    assert len(found.text.plain) == 10_000 * 11 - 1


@pytest.mark.parametrize("lead", ["", "> "])
@pytest.mark.parametrize(("columns", "is_table"), [(60, True), (150, False)])
def test_a_table_is_only_as_wide_as_its_rows(lead: str, columns: int, *, is_table: bool) -> None:
    """Short rows of a table that nobody could read would be filled up with thousands of cells; their words stay."""
    lines = ("|a" * columns, "|-" * columns, "|bees|", "|b" * columns)
    found = str(outline(read("\n".join(f"{lead}{line}|" for line in lines))))
    assert "bees" in found
    assert found.count("''") == (columns - 1 if is_table else 0)


def test_a_wide_table_of_whole_rows_is_one() -> None:
    """Whatever its columns; a table of dashes in code is code."""
    (found,) = read("\n".join(f"{line}|" for line in ("|a" * 150, "|-" * 150, "|b" * 150)))
    assert isinstance(found, Table)
    assert len(found.header) == 150
    code = "\n".join(("|a" * 150, "|-" * 150, "|b|"))
    assert outline(read(f"```\n{code}\n```")) == [("`", "", code)]
