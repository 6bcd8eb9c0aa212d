"""How often Python looks for cycles that nothing refers to any more, in a process of our own."""

import atexit
import gc

_MADE = 50_000
"""Values made, less those let go of, before cycles among them are looked for."""


def collect_rarely() -> None:
    """Look for cycles less often, and not in the end: frozen values form none, and each look goes through a whole model."""
    gc.set_threshold(_MADE)
    atexit.register(gc.freeze)
