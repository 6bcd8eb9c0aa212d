"""Single keys of a terminal, none of which is lost while something else is done."""

import contextlib
import os
import select
import sys
from collections.abc import Iterator

_REST = 0.05
"""Seconds in which the rest of a key comes that writes several characters."""

if sys.platform == "win32":
    import msvcrt

    @contextlib.contextmanager
    def by_key(*, on: bool = True) -> Iterator[None]:
        """Hear every key at once, or lines again."""
        del on
        yield

    def key() -> str:
        """What the next key writes."""
        return msvcrt.getwch()

else:
    import termios
    import tty

    @contextlib.contextmanager
    def by_key(*, on: bool = True) -> Iterator[None]:
        """Hear every key at once, or lines again; what was typed ahead stays."""
        terminal = sys.stdin.fileno()
        before = termios.tcgetattr(terminal)
        if on:
            tty.setcbreak(terminal, termios.TCSANOW)
        else:
            now = termios.tcgetattr(terminal)
            now[3] |= termios.ECHO | termios.ICANON
            termios.tcsetattr(terminal, termios.TCSANOW, now)
        try:
            yield
        finally:
            termios.tcsetattr(terminal, termios.TCSADRAIN, before)

    def key() -> str:
        r"""What the next key writes: a character, or `\\x1b[A` and its like. Raises EOFError, KeyboardInterrupt."""
        terminal = sys.stdin.fileno()
        found = _read(terminal)
        while found == b"\x1b" or found.startswith(b"\x1b[") or _is_begun(found):
            if not select.select([terminal], [], [], _REST)[0]:
                break
            found += _read(terminal)
            if found.startswith(b"\x1b[") and found[-1:].isalpha():
                break
        return found.decode("utf-8", "replace")

    def _read(terminal: int) -> bytes:
        found = os.read(terminal, 1)
        if not found:
            raise EOFError
        return found

    def _is_begun(found: bytes) -> bool:
        """Whether more of a character must come."""
        try:
            found.decode()
        except UnicodeDecodeError:
            return len(found) < 4
        return False
