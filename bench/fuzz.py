"""Any input against every part: `python -m bench.fuzz [TARGET ...] [--inputs N] [--seed S] [--guided SECONDS]`, run by hand.

Counts inputs, and prints every distinct failure with the smallest input found, and the slowest input: what takes more than
a second of CPU fails. `--guided` lets atheris look for inputs that reach new code, where it is installed, from the same
samples; its inputs are counted alike.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import time
import traceback
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib import import_module
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from bench.fuzz_inputs import GRAMMARS
from bench.fuzz_targets import TARGETS, BrokenError, Target

_SLOW = 1.0
"""CPU seconds that an input may take."""
_ENDLESS = 10.0
"""CPU seconds after which it is given up."""


class _EndlessError(BaseException):
    """An input that was given up; no `except Exception` holds it."""


@dataclass(slots=True)
class Tally:
    """What was seen of one target."""

    target: Target
    inputs: int = 0
    slowest: tuple[float, str] = (0.0, "")
    failures: dict[str, str] = field(default_factory=dict)
    """The smallest input of each kind of failure."""

    def take(self, text: str) -> None:
        """Give the target one input."""
        self.inputs += 1
        reason, seconds = _outcome(self.target, text)
        if seconds > self.slowest[0]:
            self.slowest = (seconds, text)
        if reason and (reason not in self.failures or len(text) < len(self.failures[reason])):
            self.failures[reason] = text

    def shrink(self) -> None:
        """Make the input of every failure smaller, as long as it fails alike."""
        for reason, text in self.failures.items():
            self.failures[reason] = _smaller(self.target, text, reason)


def main(args: Sequence[str]) -> int:
    """Fuzz the targets named, or all; 1 where any input failed."""
    options = _options(args)
    failed = 0
    for name in options.targets or TARGETS:
        start = time.monotonic()
        guided = options.guided
        tally = _guided(name, guided, options.seed) if guided else _random(name, options.inputs, options.seed)
        tally.shrink()
        failed += len(tally.failures)
        print("\n".join(_told(name, tally, time.monotonic() - start)), flush=True)  # noqa: T201 - what this is for
    return 1 if failed else 0


def _options(args: Sequence[str]) -> Namespace:
    parser = ArgumentParser(prog="python -m bench.fuzz", description="Fuzz the parts that read what others wrote.")
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=f"of {', '.join(TARGETS)}")
    parser.add_argument("--inputs", type=int, default=10_000, help="inputs of each target")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--guided", type=int, default=0, metavar="SECONDS", help="let atheris look, for so long")
    options = parser.parse_args(args)
    unknown = [name for name in options.targets if name not in TARGETS]
    if unknown:
        parser.error(f"unknown target {unknown[0]}")
    return options


def _told(name: str, tally: Tally, seconds: float) -> Iterator[str]:
    slowest, text = tally.slowest
    yield f"{name:10} {tally.inputs:8} inputs {seconds:7.0f} s, slowest {slowest:.3f} s: {text[:60]!r}"
    for reason, smallest in tally.failures.items():
        yield f"    {reason}\n        {smallest[:1000]!r}"


def _outcome(target: Target, text: str) -> tuple[str, float]:
    """Why an input fails, empty where it does not, and its CPU seconds."""
    start = time.process_time()
    try:
        with _bounded():
            target.meets(text)
    except _EndlessError:
        return f"takes more than {_ENDLESS:.0f} s", time.process_time() - start
    except Exception as error:  # noqa: BLE001 - whatever comes is what is looked for
        return _reason(error), time.process_time() - start
    seconds = time.process_time() - start
    return (f"takes more than {_SLOW:.0f} s" if seconds > _SLOW else ""), seconds


def _reason(error: Exception) -> str:
    last = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in last if "cuedeck" in frame.filename] or last
    told = f" ({error})"[:120] if type(error).__name__ == BrokenError.__name__ else ""
    return f"{type(error).__name__} at {Path(own[-1].filename).name}:{own[-1].lineno} {own[-1].name}{told}"


@contextmanager
def _bounded() -> Iterator[None]:
    signal.setitimer(signal.ITIMER_VIRTUAL, _ENDLESS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)


def _give_up(*_: object) -> None:
    raise _EndlessError


def _smaller(target: Target, text: str, reason: str) -> str:
    """A part of a text that fails for the same reason."""
    size = len(text) // 2
    until = time.monotonic() + 60
    while size and time.monotonic() < until:
        at = 0
        while at < len(text):
            less = text[:at] + text[at + size :]
            if _outcome(target, less)[0] == reason:
                text = less
            else:
                at += size
        size //= 2
    return text


def _random(name: str, inputs: int, seed: int) -> Tally:
    random, tally = Random(seed), Tally(TARGETS[name])  # noqa: S311 - no secret hangs on it
    for _ in range(inputs):
        tally.take(GRAMMARS[tally.target.grammar].inputs(random))
    return tally


def _guided(name: str, seconds: int, seed: int) -> Tally:
    """What atheris finds in so many CPU seconds, in a process of its own: it never gives one back."""
    here, there = multiprocessing.Pipe(duplex=False)
    process = multiprocessing.get_context("fork").Process(target=_look, args=(name, seconds, seed, there))
    process.start()
    there.close()
    inputs, slowest, failures = here.recv()
    process.join()
    return Tally(TARGETS[name], inputs, slowest, failures)


def _look(name: str, seconds: int, seed: int, there: Connection) -> None:
    atheris = import_module("atheris")
    with atheris.instrument_imports(include=["cuedeck"]):
        tally = Tally(_anew()[name])
    grammar = GRAMMARS[tally.target.grammar]
    with TemporaryDirectory() as folder:
        for at, sample in enumerate((*grammar.samples, *grammar.fragments)):
            Path(folder, str(at)).write_bytes(sample.encode("utf-8", "surrogatepass"))
        end = time.process_time() + seconds

        def one(data: bytes) -> None:
            tally.take(_text(data))
            if time.process_time() > end:
                there.send((tally.inputs, tally.slowest, tally.failures))
                os._exit(0)

        atheris.Setup(["fuzz", folder, f"-seed={seed}", "-max_len=2000", "-verbosity=0", "-timeout=60"], one)
        atheris.Fuzz()


def _anew() -> Mapping[str, Target]:
    """The targets, all of the program imported anew."""
    for name in [name for name in sys.modules if name.startswith("cuedeck") or name == "bench.fuzz_targets"]:
        del sys.modules[name]
    found: Mapping[str, Target] = import_module("bench.fuzz_targets").TARGETS
    return found


def _text(data: bytes) -> str:
    try:
        return data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return data.decode("utf-8", "replace")


signal.signal(signal.SIGVTALRM, _give_up)

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
