"""Work counted in calls, which are the same on every machine."""

import sys
from collections.abc import Callable
from types import FrameType


def calls(function: Callable[[], object]) -> int:
    """Count the calls that a function makes, those of generators and of C included."""
    count = 0

    def heed(_: FrameType, event: str, __: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(heed)
    try:
        function()
    finally:
        sys.setprofile(before)
    return count
