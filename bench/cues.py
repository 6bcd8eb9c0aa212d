"""How well doubtful times are found and put right, measured on notes whose times have a known verdict.

    python -m bench.cues FOLDER

FOLDER holds `notes/`, with several notes on each recording; `labels.tsv`, a line for each stamp: note, stamp, literal
seconds, label (`ok`, `shifted` or `wrong`) and the seconds believed to be right; and `lengths.tsv`, a line for each
recording: its id, and its length in seconds. Both tables have a header.
"""

import argparse
import csv
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from cuedeck.notes.clock import is_regular, seconds
from cuedeck.notes.config import Config
from cuedeck.notes.cue import Stamp
from cuedeck.notes.note import Problem
from cuedeck.notes.reader import read
from cuedeck.notes.stamp_evidence import Witness, witness_of
from cuedeck.notes.stamp_trust import Trust, judge

_CLOSE = 2
"""Seconds by which a repaired time may differ from what is believed."""
_NEAR = 0.05
"""Share by which a length may differ from what is believed."""


@dataclass(frozen=True, slots=True)
class Label:
    """The known verdict on one stamp of a note."""

    note: str
    """Path inside `notes/`."""
    stamp: Stamp
    wrong: bool
    believed: int
    """Seconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What was found, in stamps, but for the last two."""

    stamps: int
    wrong: int
    flagged: int
    """Suspect or repaired."""
    hits: int
    """Wrong and flagged."""
    repaired: int
    right: int
    """Repaired, and within two seconds of what is believed."""
    recordings: int
    """Those whose length is known from their notes together."""
    near: int
    """Recordings whose length is within 5 % of what is believed."""

    @property
    def precision(self) -> float:
        """Share of what was flagged that is wrong."""
        return self.hits / self.flagged if self.flagged else 1.0

    @property
    def recall(self) -> float:
        """Share of what is wrong that was flagged."""
        return self.hits / self.wrong if self.wrong else 1.0

    @property
    def repairs(self) -> float:
        """Share of what was repaired that is right."""
        return self.right / self.repaired if self.repaired else 1.0


def measure(folder: Path, *, sisters: bool = True) -> Figures:
    """The figures of a folder; without `sisters`, each note is judged as if it were the only one on its recording."""
    told = list(_witnesses(folder / "notes"))
    recordings = {one.note: one.recording for one in told}
    trust = judge(told if sisters else (replace(one, recording=None) for one in told))
    labels = [label for label in _labels(folder / "labels.tsv") if label.note in trust]
    verdicts = [(label, trust[label.note].verdict(label.stamp)) for label in labels]
    flagged = [label for label, verdict in verdicts if verdict.suspect or verdict.repaired]
    repaired = [(label, verdict.seconds) for label, verdict in verdicts if verdict.repaired]
    lengths = _lengths(folder / "lengths.tsv", recordings, trust) if sisters else []
    return Figures(
        stamps=len(labels),
        wrong=sum(label.wrong for label in labels),
        flagged=len(flagged),
        hits=sum(label.wrong for label in flagged),
        repaired=len(repaired),
        right=sum(abs(told - label.believed) <= _CLOSE for label, told in repaired),
        recordings=len(lengths),
        near=sum(abs(found - believed) <= _NEAR * believed for found, believed in lengths),
    )


def table(rows: Mapping[str, Figures]) -> str:
    """The figures, a row each, with a header."""
    lines = [
        f"{'':24}{'stamps':>8}{'wrong':>8}{'flagged':>9}{'precision':>11}{'recall':>8}{'repaired':>10}{'right':>8}"
    ]
    lines += [
        f"{name:24}{row.stamps:8}{row.wrong:8}{row.flagged:9}{row.precision:11.4f}{row.recall:8.4f}"
        f"{row.repaired:10}{row.repairs:8.4f}"
        for name, row in rows.items()
    ]
    lines += [
        f"{name}: {row.near} of {row.recordings} lengths within 5 %" for name, row in rows.items() if row.recordings
    ]
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure a folder and print the table."""
    parser = argparse.ArgumentParser(description="Measure how well doubtful times are found and put right.")
    parser.add_argument("folder", type=Path, help="holds notes/, labels.tsv and lengths.tsv")
    folder: Path = parser.parse_args(arguments).folder
    rows = {"with sister notes": measure(folder), "each note alone": measure(folder, sisters=False)}
    sys.stdout.write(f"{table(rows)}\n")
    return 0


def _witnesses(notes: Path) -> list[Witness]:
    found = (
        read(file, path=file.relative_to(notes).as_posix(), deck="bench", config=Config())
        for file in sorted(notes.rglob("*.md"))
    )
    return [witness_of(note) for note in found if not isinstance(note, Problem)]


def _labels(file: Path) -> list[Label]:
    return [Label(row["note"], _stamp(row["stamp"]), row["label"] != "ok", int(row["believed"])) for row in _rows(file)]


def _stamp(reading: str) -> Stamp:
    return Stamp(seconds(reading), reading, suspect=not is_regular(reading))


def _lengths(file: Path, recordings: Mapping[str, str | None], trust: Mapping[str, Trust]) -> list[tuple[int, int]]:
    """The length that was found and the one that is believed, of each recording where both are known."""
    found = {recordings[note]: each.length for note, each in trust.items() if each.length is not None}
    pairs = ((found.get(row["video"]), int(row["seconds"])) for row in _rows(file))
    return [(length, believed) for length, believed in pairs if length is not None]


def _rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t"))


if __name__ == "__main__":
    sys.exit(main())
