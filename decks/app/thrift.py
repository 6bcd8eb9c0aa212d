"""What nothing needs any more: how often it is looked for, and how it goes back to the system."""

import atexit
import gc
from contextlib import suppress

_MADE = 50_000
"""Values made, less those let go of, before cycles among them are looked for."""
_NEW = 1
"""The generation up to which values are looked at: what was made of late, without the model and what it remembers."""


def collect_rarely() -> None:
    """Look for cycles less often, and not in the end: frozen values form none, and each look goes through a whole model.

    It is for processes of our own alone.
    """
    gc.set_threshold(_MADE)
    atexit.register(gc.freeze)


def give_back() -> None:
    """Let go of what was made of late and is only held by itself, and of pages that the C library keeps for later.

    A parser leaves arrays in cycles, which Python does not count as large. Only the C library of GNU can be told to.
    """
    import ctypes  # noqa: PLC0415 - most commands read nothing

    gc.collect(_NEW)
    with suppress(AttributeError, OSError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)
