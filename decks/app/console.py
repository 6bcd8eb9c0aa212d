"""The terminal: exit codes, results on stdout, and all else on stderr."""

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TextIO

DONE, PROBLEMS, WRONG_USE, GUARDED, INTERRUPTED = 0, 1, 2, 3, 130
"""Exit codes."""


def show(lines: Iterable[str]) -> None:
    """Print results, each as soon as it is there."""
    for line in lines:
        _write(sys.stdout, line)


def tell(lines: Iterable[str]) -> None:
    """Print what is no result."""
    for line in lines:
        _write(sys.stderr, line)


def say(sentence: str) -> None:
    """Print a sentence to the user."""
    _write(sys.stderr, f"cuedeck: {sentence}")


@contextmanager
def progress_bar() -> Iterator[Callable[[int, int], None] | None]:
    """A progress bar on a terminal, else None."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console  # noqa: PLC0415 - only a terminal needs it
    from rich.progress import Progress  # noqa: PLC0415

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading notes", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def _write(stream: TextIO, line: str) -> None:
    stream.write(f"{line}\n")
    stream.flush()
