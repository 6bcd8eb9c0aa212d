"""The terminal: exit codes, results on stdout, and all else on stderr."""

import re
import sys
from collections.abc import Iterable
from typing import TextIO

DONE, PROBLEMS, WRONG_USE, GUARDED, INTERRUPTED = 0, 1, 2, 3, 130
"""Exit codes."""
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
"""What a terminal obeys instead of showing it; notes may hold it anywhere."""


def show(lines: Iterable[str]) -> None:
    """Print results; what reads them may have to wait until all are there."""
    for line in lines:
        sys.stdout.write(f"{harmless(line)}\n")
    sys.stdout.flush()


def tell(lines: Iterable[str]) -> None:
    """Print what is no result."""
    for line in lines:
        _write(sys.stderr, line)


def say(sentence: str) -> None:
    """Print a sentence to the user."""
    _write(sys.stderr, f"cuedeck: {sentence}")


def _write(stream: TextIO, line: str) -> None:
    stream.write(f"{harmless(line)}\n")
    stream.flush()


def harmless(text: str) -> str:
    """Text without what a terminal obeys."""
    return _CONTROL.sub(_spelt, text)


def _spelt(control: re.Match[str]) -> str:
    """A control character as JSON writes it, so that lines of JSON stay what they are."""
    return f"\\u{ord(control[0]):04x}"
