"""What is told of a text or of a parse, kept with it for as long as it lives."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

Whole = TypeVar("Whole")
Told = TypeVar("Told")


def kept(tell: Callable[[Whole], Told]) -> Callable[[Whole], Told]:
    """A function of one frozen value that is asked once of each, as a `cached_property` of the value would be."""
    name = f"{tell.__module__}.{tell.__qualname__}"

    @wraps(tell)
    def told(of: Whole) -> Told:
        known: dict[str, Told] = vars(of)
        if name not in known:
            known[name] = tell(of)
        return known[name]

    return told
