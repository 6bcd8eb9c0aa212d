"""Imports go decks -> extract -> cards -> notes and never back, nor between rooms; one module knows each big library."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ORDER = ("notes", "cards", "extract", "decks")
"""Each may import those before it."""
ROOMS = {
    "extract": ("wording", "parser", "text", "gates", "marks", "prose", "structure", "written"),
    "decks": (
        "page",
        "anki",
        "running",
        "paper",
        "asking",
        "local",
        "review",
        "schedule",
        "study",
        "export",
        "cache",
        "app",
    ),
}
"""The folders of a package; each may import those before it."""
KNOWN_BY: dict[str, str | tuple[str, ...]] = {
    "genanki": "decks/anki/apkg_writer.py",
    "jinja2": "decks/page/template.py",
    "fsrs": "decks/schedule/states.py",
    "spacy": "extract/parser/model",
    "thinc": "extract/parser/model",
    "yaml": "notes/yaml_reader.py",
    "pyromark": "notes/markdown.py",
    "nh3": "cards/face.py",
    "segno": "decks/paper/qr.py",
    "weasyprint": "decks/paper/pdf.py",
    "ziamath": "decks/page/formulas.py",
    "pygments": "decks/page/highlight.py",
    "fastjsonschema": "cards/written.py",
    "httpx": "decks/asking/client.py",
    "platformdirs": ("decks/asking/server.py", "decks/cache/location.py"),
    "fsspec": "decks/app/afar.py",
    "dask": "decks/app/cluster.py",
    "distributed": "decks/app/cluster.py",
    "rich": ("decks/app/bars.py", "decks/app/desk_terminal.py"),
    "rapidfuzz": "cards/similarity.py",
    "lap": "cards/assignment.py",
    "ruamel": "decks/app/corrections.py",
    "zstandard": ("decks/anki/apkg_reader.py", "decks/cache/store.py"),
    "msgspec": "decks/cache/codec.py",
    "typer": (
        "decks/app/anki_cli.py",
        "decks/app/authoring_cli.py",
        "decks/app/cli.py",
        "decks/app/options.py",
        "decks/app/outgoing_cli.py",
        "decks/app/study_cli.py",
    ),
    "uvicorn": "decks/local/serving.py",
    "watchfiles": "decks/app/watching.py",
}


def modules(package: str) -> list[Path]:
    """List the modules of a package."""
    return sorted((ROOT / package).rglob("*.py"))


def imported(module: Path) -> set[str]:
    """List the packages that a module imports, wherever and however it does; ours by the folder they stand in."""
    return {name.removeprefix("cuedeck.").partition(".")[0] for name in names(module)}


def knowing(library: str) -> list[str]:
    """List the modules that know a library, by path."""
    found = (module for package in ORDER for module in modules(package) if library in imported(module))
    return [module.relative_to(ROOT).as_posix() for module in found]


@cache
def names(module: Path) -> tuple[str, ...]:
    """List what a module imports, by full name."""
    return tuple(_names(ast.parse(module.read_text("utf-8"))))


def _names(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names):
                yield from (alias.name for alias in names)
            case ast.ImportFrom(module=str(name), names=names, level=0):
                yield from (f"{name}.{alias.name}" for alias in names)
            case ast.Call(
                func=ast.Name(id="import_module") | ast.Attribute(attr="import_module"),
                args=[ast.Constant(value=str(name)), *_],
            ):
                yield name
            case _:
                pass


@pytest.mark.parametrize("package", ORDER)
def test_imports_never_go_back(package: str) -> None:
    """A package knows only those that come before it."""
    allowed = ORDER[: ORDER.index(package) + 1]
    for module in modules(package):
        assert imported(module).isdisjoint(set(ORDER) - set(allowed)), module


@pytest.mark.parametrize(("package", "room"), [(package, room) for package, rooms in ROOMS.items() for room in rooms])
def test_imports_between_rooms_never_go_back(package: str, room: str) -> None:
    """What a room stands on can be read without the room."""
    rooms = ROOMS[package]
    allowed = rooms[: rooms.index(room) + 1]
    for module in modules(f"{package}/{room}"):
        beside = {name.split(".")[2] for name in names(module) if name.startswith(f"cuedeck.{package}.")}
        assert beside <= set(allowed), module


@pytest.mark.parametrize("package", ROOMS)
def test_every_folder_of_a_package_is_a_room(package: str) -> None:
    """A new one gets its place in the order."""
    folders = {folder.name for folder in (ROOT / package).iterdir() if (folder / "__init__.py").exists()}
    assert folders == set(ROOMS[package])


@pytest.mark.parametrize("library", KNOWN_BY)
def test_one_place_knows_each_library(library: str) -> None:
    """Another library in its place would change one module or folder, or those named, with nothing else in common."""
    known_by = KNOWN_BY[library]
    places = [ROOT / place for place in ([known_by] if isinstance(known_by, str) else known_by)]
    knowing = [module for package in ORDER for module in modules(package) if library in imported(module)]
    assert all(any(module == place or place in module.parents for module in knowing) for place in places)
    assert all(any(module == place or place in module.parents for place in places) for module in knowing)


def test_one_module_speaks_with_anki() -> None:
    """Another protocol in its place would change one module."""
    speaking = [module for package in ORDER for module in modules(package) if "http.client" in names(module)]
    assert [module.relative_to(ROOT).as_posix() for module in speaking] == ["decks/running/anki_connect.py"]


def test_no_document_holds_an_unfinished_merge() -> None:
    """Where two lines of work met, one of them was meant."""
    documents = (*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), ROOT / "bench" / "README.md")
    marks = ("<<<<<<< ", ">>>>>>> ", "=======\n")
    lines = [f"{path.name}: {line}" for path in documents for line in path.read_text("utf-8").splitlines(keepends=True)]
    assert [line for line in lines if line.partition(": ")[2].startswith(marks)] == []
