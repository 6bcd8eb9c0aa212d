"""Memory that is free again."""

import platform
import resource
import weakref
from pathlib import Path

import pytest

from cuedeck.decks.app.thrift import give_back


class Cycle:
    """Something that holds itself."""

    own: "Cycle"


MANY, SIZE = 20_000, 2_000


def held() -> int:
    """Bytes of memory that this process has."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize()


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="only the C library of GNU can be told to")
def test_what_lay_between_other_things_goes_back_to_the_system() -> None:
    """Most of what many small values took is free for other programs again, though some of them stay."""
    values = [bytes(SIZE) for _ in range(MANY)]
    full = held()
    stay = values[::100]
    del values
    give_back()
    assert full - held() > MANY * SIZE / 2
    assert len(stay) == MANY // 100


def test_what_only_holds_itself_goes() -> None:
    """A cycle that was just made is let go of, however rarely Python looks for them."""
    cycle = Cycle()
    cycle.own = cycle
    gone = weakref.ref(cycle)
    del cycle
    give_back()
    assert gone() is None
