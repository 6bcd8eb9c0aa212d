"""Promises of the source that is handed to the parser."""

import pytest

from cuedeck.notes.formula import is_formula
from cuedeck.notes.source import outside_code, prepare
from cuedeck.notes.unwrap import unwrap


@pytest.mark.parametrize(
    "body",
    [
        "a\n<!-- b\n\nc -->\nd",
        "a\n\\[\nx\n\n+ y^2\n\\]\nd",
        "> $$\n> x^2\n> $$\n> d",
        "a \\(x\n+ y\\) b",
        "%%a\nb%% c",
        "<style>\np {}\n</style>\na",
        "```markdown\n# a\n```",
        "```timestamp\n06:45\n```\na",
        "- [[a | b]]\n  | c | d |",
        "[[a|b\n\nc",
    ],
)
def test_every_line_keeps_its_place(body: str) -> None:
    """The parser gets as many lines as the note has."""
    assert prepare(body).markdown.count("\n") == body.count("\n")


@pytest.mark.parametrize("info", ["markdown", "md", "Markdown", " markdown"])
def test_a_note_in_a_fence_is_unwrapped(info: str) -> None:
    """A fence around a whole note is taken off; its two lines stay, empty."""
    assert unwrap(f"```{info}\n# Bees\n\nBees dance.\n```\n") == "\n# Bees\n\nBees dance.\n\n"


def test_a_channel_line_may_stand_before_the_fence() -> None:
    """The fence may follow a `From:` line and empty lines."""
    assert unwrap("From: [[bees]] <br/>\n\n```markdown\nBees.\n```") == "From: [[bees]] <br/>\n\n\nBees.\n"


def test_a_missing_closing_fence_does_no_harm() -> None:
    """A wrapper that is never closed reaches to the end."""
    assert unwrap("```markdown\n# Bees\n```py\nx\n```\nDance.") == "\n# Bees\n```py\nx\n```\nDance."


def test_a_fence_may_close_behind_the_last_word_of_its_code() -> None:
    """Code whose lines were joined does not swallow what stands below it."""
    body = "```python import math\n\n## no heading\n\nprint(math.pi) ```\n\n## Area"
    assert prepare(body).markdown == "```python import math\n\n## no heading\n\n```\n\n## Area"


def test_a_word_before_a_fence_is_code_where_a_line_closes_it() -> None:
    """Where a fence of its own stands below, that one closes the code."""
    body = "```sh title=x\necho ```\nls\n```\n\n## Area"
    assert prepare(body).markdown == body


@pytest.mark.parametrize("inner", ["```py\nx\n```", "```\nx\n```", "~~~\nx\n~~~"])
def test_code_inside_a_wrapped_note_keeps_its_fences(inner: str) -> None:
    """Only the outer fence goes."""
    assert unwrap(f"```markdown\n## Bees\n{inner}\nDance.\n```") == f"\n## Bees\n{inner}\nDance.\n"


def test_a_plain_fence_around_headings_is_a_wrapper() -> None:
    """A fence without a language goes when it holds the whole note and sub-headings."""
    assert unwrap("```\n## Bees\n\nBees dance.\n```") == "\n## Bees\n\nBees dance.\n"


@pytest.mark.parametrize("end", ["```\n", ""])
def test_a_second_note_in_a_fence_is_unwrapped(end: str) -> None:
    """A note that a program has put in behind the first one is read, whether its fence is closed or not."""
    body = "Ants dig.\n\n```py\nx\n```\n\n```\n## Bees\n\n[[bees | Bees]] dance.\n"
    assert unwrap(body + end) == "Ants dig.\n\n```py\nx\n```\n\n\n## Bees\n\n[[bees | Bees]] dance.\n" + "\n" * bool(
        end
    )


@pytest.mark.parametrize(
    "body",
    [
        "Ants.\n\n```\n## Bees\n\nBees dance.\n```",
        "Ants.\n\n```\n## Bees\n\n[[bees]]\n```\n\nSo it is.",
        "```\n# a comment\nls\n```",
        "```\n## Bees\n```\n\nAnd so on.",
        "```markdown\n# Bees\n```\n\nThis is how a heading is written, as the example above shows.",
        "```py\n## x\n```",
        "Bees.\n\n```markdown\n# Bees\n```",
    ],
)
def test_an_example_in_a_fence_is_no_wrapper(body: str) -> None:
    """Code stays code, and an example stays one."""
    assert unwrap(body) == body


@pytest.mark.parametrize(
    "tex",
    [
        "x",
        "n",
        "x^2",
        "2x+1",
        r"\frac12",
        r"3 \times 4",
        "3",
        "1 = 2",
        "f(x)",
        "a_1",
        "E = mc^2",
        "a < b",
        "[[1,2],[3,4]]",
    ],
)
def test_tex_is_a_formula(tex: str) -> None:
    """Letters, signs and calculations between dollars are TeX."""
    assert is_formula(tex)


@pytest.mark.parametrize(
    "words",
    ["5/", "1.5M–", "5**–**", "10, ", "5k a month or 6k", "20/hour vs ", "5-a-day for a", "100M+ or", "HOME/", "", " "],
)
def test_money_is_no_formula(words: str) -> None:
    """What stands between two sums is no TeX."""
    assert not is_formula(words)


def test_mojibake_is_repaired_and_accents_are_not() -> None:
    """Text that was decoded wrongly is put right; what only looks unusual stays."""
    assert (
        prepare("bees â€“ and cafÃ©s\nâge et pâtes, Ã la carte").markdown
        == "bees – and cafés\nâge et pâtes, Ã la carte"
    )


def test_runaway_padding_is_cut() -> None:
    """A table row of a million blanks becomes a row like others."""
    assert prepare("| bee |" + " " * 1_000_000 + "| ant |").markdown == "| bee | | ant |"


def test_inline_code_is_left_alone() -> None:
    """A change reaches what stands outside of backticks."""
    assert outside_code("bee `bee` ``b`ee`` bee", str.upper) == "BEE `bee` ``b`ee`` BEE"
