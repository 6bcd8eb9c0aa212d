"""What was brought to Anki last: a file beside the ledgers, so that what its user did there since can be told."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from cuedeck.cards import json_lines
from cuedeck.decks.app.transaction import write
from cuedeck.decks.running.anki_note import Look
from cuedeck.notes import regular

NAME = ".cuedeck.anki.jsonl"
_VERSION = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivered:
    """One card as it was brought."""

    changed: int
    """Its time of change then, in POSIX seconds."""
    look: Look
    tags: tuple[str, ...]
    deck: str
    """Full name of the deck that it was put in."""
    retired: str = ""
    """What was done with its note when it was retired; empty while it lives."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deliveries:
    """All cards that were brought from one directory, to one profile."""

    profile: str = ""
    """Where its collection lies; empty before the first time."""
    templates: int = 0
    """When the templates were released that were brought, in POSIX seconds."""
    cards: Mapping[str, Delivered] = field(default_factory=dict)
    """By guid."""


def read(directory: Path) -> Deliveries:
    """What the file of a directory tells; as before the first time, where it tells nothing that can be read."""
    try:
        text = regular.text_of(regular.read_bytes(directory / NAME))
        (_, first), *rest = json_lines.lines(text)
        head = json_lines.record(first)
        if head.get("version") != _VERSION:
            return Deliveries()
        cards = dict(_delivered(json_lines.record(line)) for _, line in rest)
        return Deliveries(profile=str(head["profile"]), templates=int(str(head["templates"])), cards=cards)
    except (OSError, ValueError, LookupError, TypeError):
        return Deliveries()


def save(directory: Path, told: Deliveries) -> None:
    """Write the file, by guid; the directory must be held. Raises ConfigError, OSError."""
    head = {"cuedeck": "anki", "version": _VERSION, "profile": told.profile, "templates": told.templates}
    lines = [json.dumps(head), *(_line(guid, told.cards[guid]) for guid in sorted(told.cards))]
    write(directory, [(directory / NAME, "".join(f"{line}\n" for line in lines).encode())])


def _line(guid: str, one: Delivered) -> str:
    look = [one.look.front, one.look.back, one.look.rest]
    record = {"guid": guid, "changed": one.changed, "look": look, "tags": list(one.tags), "deck": one.deck}
    return json.dumps(record | ({"retired": one.retired} if one.retired else {}), ensure_ascii=False)


def _delivered(record: Mapping[str, object]) -> tuple[str, Delivered]:
    look, tags = record["look"], record["tags"]
    if not isinstance(look, list) or not isinstance(tags, list):
        raise TypeError("no delivery")
    return str(record["guid"]), Delivered(
        changed=int(str(record["changed"])),
        look=Look(*map(str, look)),
        tags=tuple(map(str, tags)),
        deck=str(record["deck"]),
        retired=str(record.get("retired", "")),
    )
