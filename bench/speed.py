"""What builds cost, cold and warm, and how that grows: one table, for `bench/README.md`.

    python -m bench.speed NOTES [--notes N] [--scales 1,4,16] [--longest WORDS] [--skip STEP ...]

Makes vaults of N, 4 N and 16 N notes out of those given and does in each, every time in a process of its own: a cold
build, the same again, one with an edited note, `plan` and `cards` a second time, and a cold build with two workers,
whose files must be the same. The plain pipeline (`bench/plain.py`) goes over the smallest vault; larger ones are
compared with its cost a note. Seconds are of processor time, all processes together, unless they are called wall.
"""

import argparse
import filecmp
import os
import platform
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.copies import Source, copy, sources
from bench.processes import Spent, spent

_HEAD = "| notes | step | CPU s | wall s | ms a note | of cold | of plain | main MB | worker MB |"
_TIME = "1790000000"
"""POSIX seconds that all builds take for now, so that they give the same bytes."""
_THREADS = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1")


@dataclass(frozen=True, slots=True)
class Vault:
    """Notes that are built, and where."""

    folder: Path
    notes: int

    def cuedeck(self, command: str, *arguments: object, beside: str = "") -> Spent:
        """Run a command on its notes; what it writes and remembers lies `beside` what other builds do."""
        environment = {"CUEDECK_CACHE": str(self.folder / f"cache{beside}"), "SOURCE_DATE_EPOCH": _TIME, **_THREADS}
        where = (self.folder / "notes", "-o", self.decks(beside))
        return spent("cuedeck", command, *where, *arguments, environment=environment)

    def decks(self, beside: str = "") -> Path:
        """Where decks are written."""
        return self.folder / f"decks{beside}"


Step = Callable[[Vault], Spent]


def _cold(vault: Vault) -> Spent:
    return vault.cuedeck("build", "--jobs", 1)


def _edited(vault: Vault) -> Spent:
    notes = sorted((vault.folder / "notes").rglob("*.*"))
    notes = [note for note in notes if note.is_file()]
    note = notes[len(notes) // 2]
    text = note.read_text("utf-8")
    at = next((word.end() for word in re.finditer(r"(?<= )[a-z]{6,}(?= )", text) if word.end() > len(text) // 2), 0)
    note.write_text(f"{text[:at]} altered{text[at:]}" if at else f"{text}\nOne more line.\n", "utf-8")
    return vault.cuedeck("build", "--jobs", 1)


def _second(command: str) -> Step:
    def step(vault: Vault) -> Spent:
        vault.cuedeck(command)
        return vault.cuedeck(command)

    return step


def _two(vault: Vault) -> Spent:
    return vault.cuedeck("build", "--jobs", 2, beside="-of-two")


def _plain(vault: Vault) -> Spent:
    return spent("bench.plain", vault.folder / "notes", vault.folder / "plain", environment=_THREADS)


_PLAIN, _COLD, _TWO = "plain", "cold", "two workers"
_STEPS: dict[str, Step] = {
    _PLAIN: _plain,
    _COLD: _cold,
    "two workers": _two,
    "nothing changed": _cold,
    "second plan": _second("plan"),
    "second cards": _second("cards"),
    "one edit": _edited,
}


def table(of: Sequence[Source], sizes: Sequence[int], skipped: Sequence[str] = ()) -> Iterator[str]:
    """The lines of the table, one after another; of the steps that are not skipped."""
    yield _HEAD
    yield re.sub(r"[^|]+", "---", _HEAD)
    plain: float | None = None
    for size in sizes:
        with TemporaryDirectory(prefix="cuedeck-speed-") as folder:
            vault = Vault(Path(folder), size)
            copy(of, size, vault.folder / "notes")
            met: dict[str, Spent] = {}
            for name, step in _STEPS.items():
                if name in skipped or (name == _PLAIN and plain is not None):
                    continue
                met[name] = one = step(vault)
                plain = one.seconds / size if name == _PLAIN else plain
                yield _row(size, name, one, met.get(_COLD), plain) + _remark(name, one, met.get(_COLD), vault)


def _row(notes: int, step: str, one: Spent, cold: Spent | None, plain: float | None) -> str:
    of_cold = "" if cold is None else f"{one.seconds / cold.seconds:.2%}"
    of_plain = "" if plain is None else f"{one.seconds / notes / plain:.2%}"
    figures = (f"{one.seconds:.2f}", f"{one.elapsed:.2f}", f"{one.seconds / notes * 1000:.1f}", of_cold, of_plain)
    return f"| {' | '.join((str(notes), step, *figures, str(one.memory), str(one.workers or '')))} |"


def _remark(step: str, one: Spent, cold: Spent | None, vault: Vault) -> str:
    """What else is to be said of two workers: how much faster they were, and whether they made the same."""
    if step != _TWO or cold is None:
        return ""
    same = "the same bytes" if _same(vault.decks(), vault.decks("-of-two")) else "OTHER BYTES"
    return f" {cold.elapsed / one.elapsed:.2f} times as fast, {same}"


def _same(one: Path, other: Path) -> bool:
    names = sorted(
        {path.relative_to(folder) for folder in (one, other) for path in folder.rglob("*") if path.is_file()}
    )
    return all((folder / name).is_file() for name in names for folder in (one, other)) and all(
        filecmp.cmp(one / name, other / name, shallow=False) for name in names
    )


def machine() -> Iterator[str]:
    """What the figures were measured on."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
    yield f"{_processor()}, {os.cpu_count()} cores, {memory:.0f} GiB memory, load {load}"
    versions = (f"{name} {version(name)}" for name in ("cuedeck", "spacy", "genanki", "numpy"))
    yield f"{platform.system()}, Python {platform.python_version()}, {', '.join(versions)}"


def _processor() -> str:
    told = Path("/proc/cpuinfo")
    lines = told.read_text().splitlines() if told.exists() else []
    named = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(named, platform.machine())


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source", type=Path, metavar="NOTES")
    parser.add_argument("--notes", type=int, default=1250, help="of the smallest vault")
    parser.add_argument("--scales", default="1,4,16", help="how many times as many each vault has")
    parser.add_argument("--longest", type=int, metavar="WORDS", help="leave out notes of more words")
    parser.add_argument("--skip", nargs="*", choices=list(_STEPS), default=[], help="what not to measure")
    given = parser.parse_args(arguments)
    sizes = [given.notes * int(times) for times in given.scales.split(",")]
    lines = chain(machine(), [""], table(sources(given.source, longest=given.longest), sizes, given.skip))
    for line in lines:
        print(line, flush=True)  # noqa: T201  (what this command is for)
    return 0


if __name__ == "__main__":
    sys.exit(main())
