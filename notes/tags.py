"""Tags of notes and cards: `#a/b` as programs of notes write it, `a::b` as Anki does."""

from collections.abc import Iterable

_INSIDE = "::"


def bare(tag: str) -> str:
    """A tag without the sign in front of it."""
    return tag.strip().lstrip("#")


def nested(tags: Iterable[str]) -> tuple[str, ...]:
    """Tags as Anki writes them, each once, without those that have no name."""
    return tuple(tag for tag in dict.fromkeys(map(_nested, tags)) if tag)


def lies_under(tag: str, other: str) -> bool:
    """Whether a tag is another one or stands below it, case aside."""
    own, above = _nested(tag.casefold()), _nested(other.casefold())
    return own == above or own.startswith(f"{above}{_INSIDE}")


def _nested(tag: str) -> str:
    return bare(tag).strip("/").replace("/", _INSIDE)
