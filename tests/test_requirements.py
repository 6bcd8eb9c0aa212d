"""The files in `requirements/` go with what pyproject.toml asks for."""

import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

PROJECT = Path(__file__).parents[1]


def asked() -> list[Requirement]:
    """List what the project and its extras ask for."""
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = (requirement for extra in project["optional-dependencies"].values() for requirement in extra)
    return [Requirement(requirement) for requirement in (*project["dependencies"], *extras)]


def pinned(file: str) -> dict[str, set[Version]]:
    """Read the versions of a file by name; one that depends on the machine has a line for each."""
    versions: dict[str, set[Version]] = {}
    for line in (PROJECT / "requirements" / file).read_text("utf-8").splitlines():
        if not line.startswith("#"):
            requirement = Requirement(line)
            (pin,) = requirement.specifier
            assert pin.operator == "==", line
            versions.setdefault(canonicalize_name(requirement.name), set()).add(Version(pin.version))
    return versions


@pytest.mark.parametrize("file", ["lock.txt", "oldest.txt"])
def test_every_dependency_is_pinned_as_it_may_be(file: str) -> None:
    """Each stands there, in versions that pyproject.toml allows; the file's head says how it is made anew."""
    pins = pinned(file)
    for requirement in asked():
        versions = pins.get(canonicalize_name(requirement.name), set())
        assert versions, f"{requirement} is missing in requirements/{file}"
        assert all(map(requirement.specifier.contains, versions)), (requirement, versions)


def test_the_oldest_versions_are_the_lower_bounds() -> None:
    """What is tested as the oldest is what pyproject.toml names."""
    pins = pinned("oldest.txt")
    for requirement in asked():
        bounds = {Version(one.version) for one in requirement.specifier if one.operator in {">=", "=="}}
        assert bounds == pins[canonicalize_name(requirement.name)], requirement
