"""The terminal: exit codes, results on stdout, and all else on stderr."""

import re
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TextIO

DONE, PROBLEMS, WRONG_USE, GUARDED, INTERRUPTED = 0, 1, 2, 3, 130
"""Exit codes."""
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
"""What a terminal obeys instead of showing it; notes may hold it anywhere."""


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


@contextmanager
def asking_bar(total: int) -> Iterator[Callable[[str], None]]:
    """Is told after each of so many requests what came of all so far; a bar with the time left on a terminal."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console  # noqa: PLC0415 - as above
    from rich.progress import Progress, TextColumn  # noqa: PLC0415

    columns = (*Progress.get_default_columns(), TextColumn("{task.fields[told]}"))
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("asking", total=total, told="")
        yield lambda told: bar.update(task, advance=1, told=told)


def _write(stream: TextIO, line: str) -> None:
    stream.write(f"{harmless(line)}\n")
    stream.flush()


def harmless(text: str) -> str:
    """Text without what a terminal obeys."""
    return _CONTROL.sub(_spelt, text)


def _spelt(control: re.Match[str]) -> str:
    """A control character as JSON writes it, so that lines of JSON stay what they are."""
    return f"\\u{ord(control[0]):04x}"
