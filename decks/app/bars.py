"""Progress bars on a terminal, on stderr; elsewhere there are none."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from cuedeck.decks.app.progress import Doing, Progress, Way, unheard

if TYPE_CHECKING:
    from rich.progress import Progress as Bar

_PATIENCE = 0.5
"""Seconds; what takes less is not worth a bar, but for reading, which always takes more."""


@contextmanager
def progress_bar() -> Iterator[Progress]:
    """A bar that shows itself once something takes its time."""
    if not sys.stderr.isatty():
        yield unheard
        return
    shown = _Shown()
    try:
        yield shown.tell
    finally:
        shown.close()


@contextmanager
def asking_bar(total: int) -> Iterator[Callable[[int, str], None]]:
    """Is told after each request how many of all sections it asked about, and what came of all so far; a bar with the time left on a terminal."""
    if not sys.stderr.isatty():
        yield lambda _, __: None
        return
    from rich.console import Console  # noqa: PLC0415 - as below
    from rich.progress import Progress, TextColumn  # noqa: PLC0415

    columns = (*Progress.get_default_columns(), TextColumn("{task.fields[told]}"))
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("asking", total=total, told="")
        yield lambda sections, told: bar.update(task, advance=sections, told=told)


class _Shown:
    """The bar of one command, with a line for what it is doing."""

    def __init__(self) -> None:
        self._began = time.monotonic()
        self._bar: Bar | None = None
        self._doing: Doing | None = None

    def tell(self, way: Way) -> None:
        """Show how far the command is."""
        if self._bar is None:
            if way.doing is not Doing.READING and time.monotonic() - self._began < _PATIENCE:
                return
            self._bar = _begun()
        is_new = way.doing is not self._doing
        if is_new:
            for task in self._bar.task_ids:
                self._bar.remove_task(task)
            self._bar.add_task(way.doing, total=1 if way.of else None, visible=False, told="")
            self._doing = way.doing
        self._bar.update(self._bar.task_ids[0], completed=way.share, told=_told(way), visible=True, refresh=is_new)

    def close(self) -> None:
        """Leave the terminal as it was."""
        if self._bar is not None:
            self._bar.stop()


def _begun() -> "Bar":
    from rich.console import Console  # noqa: PLC0415 - only a terminal needs it
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn  # noqa: PLC0415

    columns = (
        *(TextColumn("{task.description}"), BarColumn(), TextColumn("{task.fields[told]}")),
        *(TimeRemainingColumn(compact=True), TextColumn("left")),
    )
    bar = Progress(*columns, console=Console(stderr=True), transient=True)
    bar.start()
    return bar


def _told(way: Way) -> str:
    what = "deck" if way.doing is Doing.WRITING else "note"
    told = f"{way.done} of {way.of} {what}{'' if way.of == 1 else 's'}" if way.of else ""
    return f"{told}, {way.cards} cards" if way.cards or way.doing is Doing.READING else told
