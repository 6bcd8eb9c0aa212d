"""What builds leave behind that are killed, run out of disk, or run two at once.

    python -m bench.faults [--kills N] [--full N] [--pairs N] [--seed N]

Each fault meets a real `python -m cuedeck build` over a vault that changes between builds; a share of them are first
builds, into a folder that is not there. Half of the kills fall anywhere in a build, the other half after its first file
was begun. Full disks are tmpfs where this may be mounted (as root), else a limit on the size of files. After each fault
no visible file may be half; the next build must exit with 0 or 1; after it, package, page and ledger of each deck must
tell of the same cards, no card may be lost from the ledgers and no number given twice; and one more build must change
nothing. Prints what the faults met and every broken promise; exits with 1 if there is one.
"""

import argparse
import os
import random
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path

from bench.fault_vault import ChangingVault, Memory, halves, quarrels, restore, state
from cuedeck.decks.app.cli import main as cuedeck

_ROOT = Path(__file__).parents[1]
_FIRST = 0.2
"""Share of first builds."""
_SOUND = {0, 1}
_STOPPED = 2
_ROOM = 4_000_000
"""Bytes that no build of the vault fills."""


@dataclass(slots=True)
class Trial:
    """A vault, its decks, and what faults met in them."""

    vault: ChangingVault
    decks: Path
    chance: random.Random
    met: Counter[str] = field(default_factory=Counter)
    broken: list[str] = field(default_factory=list)
    memory: Memory = field(default_factory=Memory)

    def begin(self) -> bool:
        """Change the vault, or throw all decks away; tells whether the next build is a first one."""
        self.vault.change()
        first = self.chance.random() < _FIRST
        if first:
            self.forget()
        return first

    def forget(self) -> None:
        """Have no decks."""
        restore(self.decks, {})
        self.decks.rmdir()
        self.memory = Memory()

    def end(self, what: str) -> None:
        """Hold what is there now, and after the next build, against what was promised."""
        self.met[what] += 1
        number = sum(self.met.values())
        found = [*halves(self.decks), *self._built_again()]
        self.broken += [f"{number} ({what}): {one}" for one in found]

    def _built_again(self) -> Iterator[str]:
        code, told = self.build_here()
        if code not in _SOUND:
            yield f"the next build exits with {code}: {told}"
            return
        yield from (*halves(self.decks), *quarrels(self.decks), *self.memory.take(self.decks))
        before = state(self.decks)
        self.build_here()
        if state(self.decks) != before:
            yield "the build after it changes something"

    def build_here(self) -> tuple[int, str]:
        """Build in this process, undisturbed."""
        told = StringIO()
        with redirect_stdout(StringIO()), redirect_stderr(told):
            code = cuedeck(["build", str(self.vault.folder), "-o", str(self.decks), "--force", "--jobs", "1"])
        return code, told.getvalue().strip()

    def start(self, prepare: Callable[[], None] | None = None) -> subprocess.Popen[str]:
        """Build in a process of its own."""
        command: list[str | Path] = [
            sys.executable,
            "-m",
            "cuedeck",
            "build",
            self.vault.folder,
            "-o",
            self.decks,
            "--force",
            "--jobs",
            "1",
        ]
        environment = os.environ | {"PYTHONPATH": str(_ROOT / "src")}
        return subprocess.Popen(  # noqa: S603 - our own command
            command,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            preexec_fn=prepare,  # noqa: PLW1509 - no threads are here
        )


def kill(trial: Trial, seconds: float) -> str:
    """Kill a build that takes about so many seconds; tells when."""
    first, before = trial.begin(), state(trial.decks)
    process = trial.start()
    if trial.chance.random() < 0.5:
        while process.poll() is None and not _is_writing(trial.decks):
            time.sleep(0.0002)
        time.sleep(trial.chance.uniform(0, 0.04))
    else:
        time.sleep(trial.chance.uniform(0, seconds))
    if process.poll() is None:
        process.send_signal(signal.SIGKILL)
    process.communicate()
    now = state(trial.decks)
    hidden = any(name.startswith(".") for name in now)
    when = "while it wrote" if hidden else "before it wrote" if now == before else "after it wrote"
    return f"killed {when}{' (first build)' * first}"


def _is_writing(decks: Path) -> bool:
    return any(decks.glob(".*.cuedeck.*")) or (decks / ".cuedeck.journal").exists()


def fill(trial: Trial, limited: Callable[[Trial, int], tuple[int, str]]) -> str:
    """Build on a disk that has too little room, mostly; tells what came of it."""
    first, before = trial.begin(), state(trial.decks)
    code, told = limited(trial, trial.chance.randint(0, 120_000))
    if code == _STOPPED and state(trial.decks) != before:
        trial.broken.append("a build that had no room changed something")
    if code == _STOPPED and str(trial.decks) not in told:
        trial.broken.append(f"a build that had no room names no file: {told}")
    if code not in {*_SOUND, _STOPPED}:
        trial.broken.append(f"a build that had no room exits with {code}: {told}")
    return f"disk {'full' if code == _STOPPED else 'large enough'}{' (first build)' * first}"


def on_tmpfs(trial: Trial, room: int) -> tuple[int, str]:
    """Build where a file system has so many bytes left; decks lie on it before and after."""
    mount = trial.decks.parent
    size = sum(-(-len(data) // 4096) * 4096 for data in state(trial.decks).values()) + room
    _remount(mount, size + 8192)
    process = trial.start()
    told = process.communicate()[1]
    _remount(mount, _ROOM)
    return process.returncode, told


def _remount(folder: Path, size: int) -> None:
    subprocess.run(["mount", "-o", f"remount,size={size}", folder], check=True)  # noqa: S603, S607 - the system's own


def with_small_files(trial: Trial, room: int) -> tuple[int, str]:
    """Build where no file may be larger than so many bytes."""
    process = trial.start(lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (room, room)))
    return process.wait(), process.communicate()[1]


def pair(trial: Trial, seconds: float) -> str:
    """Run two builds at once, the later one begun at any time of the first."""
    first = trial.begin()
    processes = [trial.start()]
    time.sleep(trial.chance.choice((0.0, trial.chance.uniform(0, seconds))))
    processes.append(trial.start())
    for process in processes:
        told = process.communicate()[1]
        if process.returncode not in _SOUND:
            trial.broken.append(f"one of two builds exits with {process.returncode}: {told}")
    trial.broken += quarrels(trial.decks)
    return f"two at once{' (first builds)' * first}"


@contextmanager
def _trial(seed: int) -> Iterator[tuple[Trial, bool]]:
    """A fresh trial, with its decks on a tmpfs if one may be mounted, which is told."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    with tempfile.TemporaryDirectory() as folder:
        disk = Path(folder, "disk")
        disk.mkdir()
        command: list[str | Path] = ["mount", "-t", "tmpfs", "-o", f"size={_ROOM}", "tmpfs", disk]
        mounted = subprocess.run(command, check=False, capture_output=True).returncode == 0  # noqa: S603
        try:
            yield Trial(ChangingVault(Path(folder, "vault"), chance), disk / "decks", chance), mounted
        finally:
            if mounted:
                subprocess.run(["umount", disk], check=True)  # noqa: S603, S607


def _seconds(trial: Trial) -> float:
    """How long a build takes here."""
    begun = time.monotonic()
    trial.start().communicate()
    return time.monotonic() - begun


def _met(number: int, seed: int, fault: Callable[[Trial, float, bool], str]) -> list[str]:
    """Have a vault meet a fault so many times, and print how; gives the broken promises."""
    with _trial(seed) as (trial, mounted):
        seconds = _seconds(trial) if number else 0
        for _ in range(number):
            trial.end(fault(trial, seconds, mounted))
        for what, times in sorted(trial.met.items()):
            print(f"{times:5}  {what}", flush=True)  # noqa: T201  (what this command is for)
        return trial.broken


def main(args: Sequence[str] | None = None) -> int:
    """Run the faults and print what came of them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, number in (("kills", 200), ("full", 50), ("pairs", 50), ("seed", 0)):
        parser.add_argument(f"--{name}", type=int, default=number)
    wanted = parser.parse_args(args)
    broken = [
        *_met(wanted.kills, wanted.seed, lambda trial, seconds, _: kill(trial, seconds)),
        *_met(wanted.pairs, wanted.seed, lambda trial, seconds, _: pair(trial, seconds)),
        *_met(
            wanted.full, wanted.seed, lambda trial, _, mounted: fill(trial, on_tmpfs if mounted else with_small_files)
        ),
    ]
    for one in broken:
        print(f"BROKEN  {one}")  # noqa: T201  (what this command is for)
    print(f"{len(broken)} broken promises")  # noqa: T201
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
