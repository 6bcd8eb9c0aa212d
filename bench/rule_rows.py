"""Figures of blind readings, written into the rows of the rules; all else in the files stays as it is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

_EXTRACT = Path(__file__).parents[1] / "extract"
_FILES = (_EXTRACT / "prose" / "rules.yaml", _EXTRACT / "structure" / "rules.yaml")
_ROW = re.compile(r"^(?P<name>[a-z_]+):\n(?P<body>(?:  .*\n)*)", re.MULTILINE)
_KEPT = re.compile(
    r"^  kept: \{kept: (?P<kept>\d+), of: (?P<of>\d+), date: (?P<date>\d{4}-\d\d-\d\d)\}\n", re.MULTILINE
)


@dataclass(frozen=True, slots=True)
class Figure:
    """How many of a rule's cards all readers kept, of how many, as counted on a day."""

    kept: int
    of: int
    date: str

    def __str__(self) -> str:
        return f"  kept: {{kept: {self.kept}, of: {self.of}, date: {self.date}}}\n"


def write_figures(figures: Mapping[str, Figure], *, adds: bool) -> None:
    """Put the figures into the rows; a rule without one loses what it had. `adds`: beside what was counted before."""
    for file in _FILES:
        text = file.read_text("utf-8")
        file.write_text(_ROW.sub(lambda row: _with_figure(row, figures, adds=adds), text), "utf-8")


def _with_figure(row: re.Match[str], figures: Mapping[str, Figure], *, adds: bool) -> str:
    figure, before = figures.get(row["name"]), _KEPT.search(row["body"]) if adds else None
    if before is not None:
        kept, of = int(before["kept"]), int(before["of"])
        figure = Figure(kept + figure.kept, of + figure.of, figure.date) if figure else Figure(kept, of, before["date"])
    return f"{row['name']}:\n{_KEPT.sub('', row['body'])}{figure or ''}"
