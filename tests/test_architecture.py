"""Imports go decks -> extract -> cards -> notes and never back, and each big library is known by one module."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ORDER = ("notes", "cards", "extract", "decks")
"""Each may import those before it."""
KNOWN_BY = {
    "genanki": "decks/anki.py",
    "jinja2": "decks/page.py",
    "spacy": "extract/language.py",
    "thinc": "extract/language.py",
    "yaml": "notes/mapping.py",
    "pyromark": "notes/markdown.py",
    "nh3": "cards/face.py",
    "segno": "decks/paper/qr.py",
    "weasyprint": "decks/paper/pdf.py",
    "ziamath": "decks/formulas.py",
    "pygments": "decks/highlight.py",
    "rapidfuzz": "cards/likeness.py",
    "scipy": "cards/assignment.py",
    "ruamel": "decks/corrections.py",
    "zstandard": "decks/packaged.py",
    "typer": "decks/cli.py",
}


def modules(package: str) -> list[Path]:
    """List the modules of a package."""
    return sorted((ROOT / package).rglob("*.py"))


def imported(module: Path) -> Iterator[str]:
    """List the top-level packages that a module imports, wherever and however it does."""
    for node in ast.walk(ast.parse(module.read_text("utf-8"))):
        match node:
            case ast.Import(names=names):
                yield from (alias.name.partition(".")[0] for alias in names)
            case ast.ImportFrom(module=str(name), level=0):
                yield name.partition(".")[0]
            case ast.Call(
                func=ast.Name(id="import_module") | ast.Attribute(attr="import_module"),
                args=[ast.Constant(value=str(name)), *_],
            ):
                yield name.partition(".")[0]
            case _:
                pass


@pytest.mark.parametrize("package", ORDER)
def test_imports_never_go_back(package: str) -> None:
    """A package knows only those that come before it."""
    allowed = ORDER[: ORDER.index(package) + 1]
    for module in modules(package):
        assert not {name for name in imported(module) if name in ORDER and name not in allowed}, module


@pytest.mark.parametrize("library", KNOWN_BY)
def test_one_module_knows_each_library(library: str) -> None:
    """Another library in its place would change one module."""
    knowing = [module for package in ORDER for module in modules(package) if library in imported(module)]
    assert [module.relative_to(ROOT).as_posix() for module in knowing] == [KNOWN_BY[library]]
