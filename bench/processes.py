"""What a command costs in a process of its own: time, and the memory of that process and of those that it starts."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile

_PAUSE = 0.02
"""Seconds between two looks at its memory, of which Linux keeps the highest."""
_DONE = {0, 1}
"""The codes that a command leaves with which did its work; 1 where some notes have problems."""


@dataclass(frozen=True, slots=True)
class Spent:
    """What a command cost."""

    seconds: float
    """Of processor time, that of the processes it started included."""
    elapsed: float
    """Seconds on the clock."""
    memory: int
    """The most that the process itself held, in MB."""
    workers: int
    """The most that any of those it started held, in MB; 0 where it started none."""


def spent(module: str, *arguments: object, environment: Mapping[str, str]) -> Spent:
    """Run a module with Python, and tell what it cost. Raises CalledProcessError where it failed."""
    command = [sys.executable, "-m", module, *map(str, arguments)]
    began = time.monotonic()
    with (
        TemporaryFile() as told,
        subprocess.Popen(  # noqa: S603 - our own command
            command, env={**os.environ, **environment}, stdout=subprocess.DEVNULL, stderr=told
        ) as process,
    ):
        memory = workers = 0
        while True:
            memory = max(memory, _highest(process.pid))
            workers = max([workers, *map(_highest, _started_by(process.pid))])
            time.sleep(_PAUSE)
            ended, status, usage = os.wait4(process.pid, os.WNOHANG)
            if ended:
                break
        elapsed = time.monotonic() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in _DONE:
            told.seek(0)
            raise subprocess.CalledProcessError(process.returncode, command, stderr=told.read().decode())
    return Spent(usage.ru_utime + usage.ru_stime, elapsed, memory, workers)


def _started_by(process: int) -> Iterator[int]:
    with suppress(OSError):
        for task in Path(f"/proc/{process}/task").iterdir():
            yield from map(int, (task / "children").read_text().split())


def _highest(process: int) -> int:
    """MB that a process has held at most; 0 where that cannot be told."""
    with suppress(OSError):
        for line in Path(f"/proc/{process}/status").read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024 // 1_000_000
    return 0
