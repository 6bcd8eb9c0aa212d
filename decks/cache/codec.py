"""Values <-> bytes: frozen dataclasses as MessagePack. Bytes that are no such value give none, and never run anything."""

from typing import TypeVar

import msgspec

from cuedeck.notes.stages import Stage

_Value = TypeVar("_Value")


@Stage("encoding")
def encode(value: object) -> bytes:
    """A value of dataclasses, tuples, texts and numbers as bytes."""
    return msgspec.msgpack.encode(value)


@Stage("encoding")
def decode(data: bytes, kind: type[_Value]) -> _Value | None:
    """The value of a type that bytes hold; None where they hold none."""
    try:
        found = msgspec.msgpack.decode(data, type=kind)
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return None
    return found
