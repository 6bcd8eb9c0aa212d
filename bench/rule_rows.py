"""Figures of blind readings, written into the rows of the rules; all else in the files stays as it is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

_EXTRACT = Path(__file__).parents[1] / "extract"
_FILES = (_EXTRACT / "prose" / "rules.yaml", _EXTRACT / "structure" / "rules.yaml")
_ROW = re.compile(r"^(?P<name>[a-z_]+):\n(?P<body>(?:  .*\n)*)", re.MULTILINE)
_KEPT = re.compile(r"^  kept: .*\n", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Figure:
    """How many of a rule's cards all readers kept, of how many, as counted on a day."""

    kept: int
    of: int
    date: str

    def __str__(self) -> str:
        return f"  kept: {{kept: {self.kept}, of: {self.of}, date: {self.date}}}\n"


def write_figures(figures: Mapping[str, Figure]) -> None:
    """Put the figures into the rows; a rule without one loses what it had."""
    for file in _FILES:
        text = file.read_text("utf-8")
        file.write_text(_ROW.sub(lambda row: _with_figure(row, figures), text), "utf-8")


def _with_figure(row: re.Match[str], figures: Mapping[str, Figure]) -> str:
    figure = figures.get(row["name"])
    return f"{row['name']}:\n{_KEPT.sub('', row['body'])}{figure or ''}"
