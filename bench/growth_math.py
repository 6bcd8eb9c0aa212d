"""Families of notes with formulas, closed and not."""

from collections.abc import Callable, Mapping

MATH: Mapping[str, tuple[int, Callable[[int], str]]] = {
    "dollars": (1_500, lambda n: "$" * n),
    "money": (750, lambda n: "$5 " * n),
    "formulas": (200, lambda n: "$x^2$ " * n),
    "formulas in cards": (
        15,
        lambda n: "".join(f"- **Term {i}:** The square $x^{{{i}}}$ of all numbers.\n" for i in range(n)),
    ),
    "formulas that are never closed": (750, lambda n: "$x^2 " * n),
    "formulas over lines": (500, lambda n: "$x\n" * n),
    "displays that are never closed": (500, lambda n: "$$a\n" * n),
    "parentheses of TeX": (500, lambda n: "\\(a\n" * n),
    "brackets of TeX": (500, lambda n: "\\[a\n" * n),
    "braces of TeX": (3, lambda n: "- **Root:** The value $" + "{" * n + "x" + "}" * n + "$ of all numbers.\n"),
    "fractions in fractions": (
        3,
        lambda n: "- **Root:** The value $" + "\\frac{1}{" * n + "x" + "}" * n + "$ of all numbers.\n",
    ),
    "fractions without braces": (3, lambda n: "- **Root:** The value $" + "\\frac1" * n + "x$ of all numbers.\n"),
    "roots in roots": (3, lambda n: "- **Root:** The value $" + "\\sqrt{" * n + "x" + "}" * n + "$ of all numbers.\n"),
    "roots without braces": (3, lambda n: "- **Root:** The value $" + "\\sqrt" * n + " x$ of all numbers.\n"),
    "powers of powers": (3, lambda n: "- **Root:** The value $" + "x^{" * n + "x" + "}" * n + "$ of all numbers.\n"),
    "brackets that grow": (
        3,
        lambda n: "- **Root:** The value $" + "\\left(" * n + "x" + "\\right)" * n + "$ of all numbers.\n",
    ),
    "environments": (
        3,
        lambda n: "- **Root:** The value $" + "\\begin{matrix}" * n + "x" + "\\end{matrix}" * n + "$ of all numbers.\n",
    ),
    "a long formula": (20, lambda n: "- **Sum:** The value $$" + "x_1 + " * n + "x$$ of all numbers.\n"),
    "a long row of fractions": (
        8,
        lambda n: "- **Sum:** The value $$" + "\\frac{a}{b} + " * n + "x$$ of all numbers.\n",
    ),
}
