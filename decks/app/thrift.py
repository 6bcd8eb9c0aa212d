"""Memory that nothing needs any more, given back to the system."""

import gc
from contextlib import suppress

_NEW = 1
"""The generation up to which values are looked at: what was made of late, without the model and what it remembers."""


def give_back() -> None:
    """Let go of what was made of late and is only held by itself, and of pages that the C library keeps for later.

    A parser leaves arrays in cycles, which Python does not count as large. Only the C library of GNU can be told to.
    """
    import ctypes  # noqa: PLC0415 - most commands read nothing

    gc.collect(_NEW)
    with suppress(AttributeError, OSError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)
