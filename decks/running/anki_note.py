"""One of cuedeck's notes as it stands in Anki."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

SIDES = (("Front", "Text"), ("Back",))
"""The fields that hold question and answer; the first that a note has counts."""
_REST = ("Context", "Source", "Link", "Number", "Id")
"""What else of a note is cuedeck's; `Retired` says what became of the card, and the spare fields are their user's."""
OURS = frozenset({"Front", "Text", "Back", *_REST, "Retired"})


@dataclass(frozen=True, slots=True)
class Look:
    """What a note looks like, short: each part is another where its text is another."""

    front: str
    back: str
    rest: str

    @classmethod
    def of(cls, fields: Mapping[str, str]) -> "Look":
        """That of the fields of a note."""
        front, back = (side(fields, names) for names in SIDES)
        return cls(_short(front), _short(back), _short("\x1f".join(fields.get(name, "") for name in _REST)))


@dataclass(frozen=True, slots=True, kw_only=True)
class AnkiNote:
    """A note of cuedeck's own note types."""

    number: int
    """Its id in this collection."""
    guid: str
    """Of the card, as its field `Id` holds it."""
    fields: Mapping[str, str]
    """HTML, by name; its user may have added some."""
    tags: tuple[str, ...]
    cards: tuple[int, ...]
    deck: str
    """Full name of the deck that its first card lies in."""
    suspended: bool
    flag: int
    """From 1, as Anki counts its colours; 0 without one."""
    is_borrowed: bool
    """Whether a filtered deck holds it for now."""

    @property
    def look(self) -> Look:
        """What it looks like."""
        return Look.of(self.fields)


def side(fields: Mapping[str, str], names: tuple[str, ...]) -> str:
    """The field that holds a side of a card."""
    return next((fields[name] for name in names if name in fields), "")


def _short(text: str) -> str:
    return hashlib.sha256(text.encode(errors="replace")).hexdigest()[:12]
