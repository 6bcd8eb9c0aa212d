"""Where the time of a command went, for `--profile`."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module

from cuedeck.decks.app.console import tell
from cuedeck.notes.stages import STARTING, WAITING, Spent, Stage, timed


@contextmanager
def profiled(*, wanted: bool) -> Iterator[None]:
    """Say in the end, if that is wanted, where the time went."""
    if not wanted:
        yield
        return
    started, since = time.process_time(), time.perf_counter()
    with timed() as times:
        times.add({STARTING: (started, 0)})
        with Stage(STARTING):
            import_module("cuedeck.decks.app.commands")
        try:
            yield
        finally:
            tell(_table(times.spent, started + time.perf_counter() - since))


def _table(spent: Spent, passed: float) -> Iterator[str]:
    """Each stage, those first that took the longest, then all together."""
    work = {name: each for name, each in spent.items() if name != WAITING}
    total = sum(seconds for seconds, _ in work.values())
    yield f"{'stage':<24}{'seconds':>9}{'share':>9}{'calls':>10}"
    for name, (seconds, calls) in sorted(work.items(), key=lambda item: -item[1][0]):
        yield f"{name:<24}{seconds:>9.2f}{seconds / total:>9.1%}{calls or '':>10}"
    yield f"{'all':<24}{total:>9.2f}{1:>9.1%}"
    yield f"in {passed:.2f} seconds"
