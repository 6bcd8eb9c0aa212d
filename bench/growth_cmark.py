"""Families that parsers of Markdown are known to fail on, after those that cmark is tested with."""

from collections.abc import Callable, Mapping

CMARK: Mapping[str, tuple[int, Callable[[int], str]]] = {
    "link closers without openers": (1_000, lambda n: "a]" * n),
    "link openers without closers": (1_000, lambda n: "[a" * n),
    "openers and closers that do not match": (1_000, lambda n: "*a_ " * n),
    "link openers and closers of emphasis": (1_000, lambda n: "[ a_" * n),
    "emphasis across links": (250, lambda n: "**x [a*b**c*](d) " * n),
    "emphasis in images": (250, lambda n: "![a*b](c) *d " * n),
    "emphasis in a deep quote": (1_000, lambda n: ">" * n + "a*" * n),
    "blank lines in deep lists": (500, lambda n: "- " * n + "x" + "\n" * n),
    "blank lines in deep lists in a quote": (500, lambda n: "> " + "- " * n + "x\n" + ">\n" * n),
    "lists that go deeper line by line": (40, lambda n: "".join(" " * (2 * (i % 60)) + "* a\n" for i in range(4 * n))),
    "quotes in lists": (250, lambda n: "- > " * n + "a"),
    "half-open lists": (500, lambda n: "* a\n " * n),
    "NUL characters": (2_500, lambda n: "a\x00" * n),
    "definitions of one name": (250, lambda n: "[a]: u\n" * n + "[a] " * n),
    "names of references that differ in case": (
        250,
        lambda n: "".join(f"[{'aA'[i % 2]}{i}]: u\n[A{i}]\n\n" for i in range(n)),
    ),
    "long names of references": (10, lambda n: "".join(f"[{'a' * 900}{i}]\n" for i in range(n))),
    "definitions without an end": (500, lambda n: "[a]: <b\n" * n),
    "titles without an end": (500, lambda n: '[a](b "c\n' * n),
    "addresses": (250, lambda n: "<https://a.example/b> " * n),
    "addresses without angles": (250, lambda n: "https://a.example/b " * n),
    "mail addresses without an end": (1_000, lambda n: "<a@b" * n),
    "dots of addresses": (1_000, lambda n: "www." * n),
    "attributes without an end": (500, lambda n: "<a " + 'b="c ' * n),
    "attributes": (500, lambda n: "<a" + ' b="c"' * n + ">x</a>"),
    "strikes of several lengths": (1_000, lambda n: "~a ~~b " * n),
    "cells that are escaped": (500, lambda n: "| a |\n|---|\n| " + "\\|" * n + " |\n"),
    "tables without rows": (250, lambda n: "|a|\n|-|\n" * n),
    "lines that could be tables": (500, lambda n: "|-\n" * n),
    "task lists in a row": (500, lambda n: "- [ ] [ ] " * n),
    "footnotes in footnotes": (150, lambda n: "".join(f"[^{i}]: a[^{i + 1}]\n\n" for i in range(n))),
    "lazy lines of quotes": (500, lambda n: "> a\nb\n" * n),
    "backslashes": (2_500, lambda n: "\\" * n),
}
"""Each with the size of its note at 1x."""
