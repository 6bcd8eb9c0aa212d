"""How the cost of a note grows with its length: `python -m bench.growth [WORD ...]`, run by hand.

Builds the notes of every family at 1x, 4x and 16x, makes cards and their pages from each in a process of its own, and
prints the CPU seconds and the exponent of the growth from 4x to 16x. 1.00 is linear, 1.13 is 20 % above it.
"""

from __future__ import annotations

import math
import multiprocessing
import resource
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.growth_families import FAMILIES, Family
from cuedeck.decks.app.pipeline import collect
from cuedeck.decks.page.media import find_images
from cuedeck.decks.page.typeset import typeset
from cuedeck.notes.vault import Vault

_SIZES = (1, 4, 16)
_LIMIT = 30
"""CPU seconds that one note may take."""
_MOST = math.log(4.8, 4)
"""The exponent of growth that is 20 % above linear."""
_AGAIN = 3
"""How often what seems to be above linear is measured again."""
_LEAST_SECONDS = 0.3
"""What is done faster at 16x is bounded, whatever its exponent: the clock and the caches of the machine tell more of it."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What one note cost."""

    seconds: float | None
    """None where the limit was reached."""
    refused: str = ""
    """Why the note was refused, if it was."""

    def __str__(self) -> str:
        return "-" if self.seconds is None else f"{self.seconds:.2f}"


def main(words: Sequence[str]) -> int:
    """Print the growth of the families whose name, or whose group's, holds one of the words; without words, of all."""
    _warm()
    over = 0
    for name, size, family in _chosen(words):
        notes = [family(size * times) for times in _SIZES]
        costs = [_cost(note) for note in notes]
        for _ in range(_AGAIN):
            if not _is_over(costs):
                break
            # Others may have slowed the machine down meanwhile.
            costs = [min(cost, _cost(note), key=_seconds) for cost, note in zip(costs, notes, strict=True)]
        over += _is_over(costs)
        print(_row(name, size, costs), flush=True)  # noqa: T201  (what this command is for)
    print(f"{over} above linear")  # noqa: T201
    return 1 if over else 0


def _chosen(words: Sequence[str]) -> Iterator[tuple[str, int, Family]]:
    for group, families in FAMILIES.items():
        for name, (size, family) in families.items():
            if not words or any(word in f"{group}: {name}" for word in words):
                yield f"{group}: {name}", size, family


def _row(name: str, size: int, costs: Sequence[Cost]) -> str:
    growth = _exponent(costs)
    told = "" if growth is None else f"{growth:5.2f}"
    return f"{name:48} {size:6} {' '.join(f'{cost!s:>7}' for cost in costs)} {told:>6} {_verdict(costs)}".rstrip()


def _verdict(costs: Sequence[Cost]) -> str:
    refused = next((cost.refused for cost in costs if cost.refused), "")
    return f"refused: {refused[:80]}" if refused else "OVER" if _is_over(costs) else ""


def _exponent(costs: Sequence[Cost]) -> float | None:
    *_, middle, last = costs
    if not middle.seconds or not last.seconds:
        return None
    return math.log(last.seconds / middle.seconds, _SIZES[-1] / _SIZES[-2])


def _seconds(cost: Cost) -> float:
    return math.inf if cost.seconds is None else cost.seconds


def _is_over(costs: Sequence[Cost]) -> bool:
    growth = _exponent(costs)
    if costs[-1].refused:
        return False
    return growth is None or (growth > _MOST and _seconds(costs[-1]) > _LEAST_SECONDS)


def _warm() -> None:
    """Load all that is loaded once, so that no note pays for it."""
    _read("The cell of bees is a room. $x^2$\n\n- **Bee:** An insect with $y$ wings.\n")


def _cost(note: str) -> Cost:
    """What a note costs in a process of its own."""
    context = multiprocessing.get_context("fork")
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=_measure, args=(note, there))
    process.start()
    there.close()
    try:
        cost: Cost = here.recv()
    except EOFError:
        cost = Cost(None)
    process.join()
    return cost


def _measure(note: str, there: Connection) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (_LIMIT, _LIMIT))
    start = time.process_time()
    refused = _read(note)
    there.send(Cost(time.process_time() - start, refused))


def _read(note: str) -> str:
    """Make cards of a note and set them as pages do; gives why the note was refused, if it was."""
    with TemporaryDirectory() as folder:
        file = Path(folder, "note.md")
        file.write_text(note, "utf-8")
        vault = Vault.around(Path(folder))
        found = collect(vault.files(Path(folder)), vault.config)
        find_images(vault.folder, found.cards)
        for card in found.cards:
            typeset(card.question.html + card.answer.html)
    return found.problems[0].reason if found.problems else ""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
