"""Whether decisions stay with their cards through real edits of notes.

    python -m bench.decided_revisions FOLDER [--unbuilt] [--lost]

FOLDER is one of `bench.revisions`. All cards of each old note, offered ones too, are decided about in a review: one of
three kept, one dropped, one changed; the decks are built (not with `--unbuilt`), the note is edited, and the review is
opened again. A decision should be there for each card that the new note still has: with at least 90 % of its letters,
question and answer together, in its family. `--lost` prints those that have none.
"""

import argparse
import json
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz.fuzz import ratio

from cuedeck.cards.card import Card
from cuedeck.cards.correction import Correction
from cuedeck.cards.identity import normalise
from cuedeck.decks.app.build import build
from cuedeck.decks.app.decisions import Decisions
from cuedeck.decks.app.planning import plan
from cuedeck.decks.app.seats import Seat, seats

_ALIKE = 90
_CHOICES = (Correction(keep=True), Correction(drop=True), Correction(keep=True, answer="as I know it"))


@dataclass(frozen=True, slots=True)
class Decision:
    """What became of a decision about a card that the new note still has."""

    pair: str
    kind: str
    card: Card
    stays: bool


def decisions(folder: Path, *, built: bool) -> Iterator[Decision]:
    """Those of all pairs of a folder."""
    for meta in sorted(folder.glob("*/*/meta.json")):
        with tempfile.TemporaryDirectory() as work:
            yield from _decisions(meta, Path(work), built=built)


def _decisions(meta: Path, work: Path, *, built: bool) -> Iterator[Decision]:
    facts = json.loads(meta.read_text("utf-8"))
    vault, decks = work / "vault", work / "decks"
    old = _laid(meta.parent / "old.md", vault, facts["old_path"], decks)
    decided = {seat.guid: _CHOICES[at % len(_CHOICES)] for at, seat in enumerate(old)}
    Decisions(decks).put(decided)
    if built:
        build(vault, decks, force=True)
    (vault / facts["old_path"]).unlink()
    new = _laid(meta.parent / "new.md", vault, facts["new_path"], decks)
    for seat in old:
        same = [other for other in new if other.card.kind.family == seat.card.kind.family]
        alike = [(ratio(_said(seat.card), _said(other.card)), other) for other in same]
        best, other = max(alike, key=lambda pair: pair[0], default=(0.0, seat))
        if best >= _ALIKE:
            stays = decided.get(other.guid) == decided[seat.guid]
            yield Decision(f"{meta.parent.parent.name}/{meta.parent.name}", facts["class"], seat.card, stays)


def _laid(file: Path, vault: Path, path: str, decks: Path) -> list[Seat]:
    note = vault / path
    note.parent.mkdir(parents=True, exist_ok=True)
    note.write_bytes(file.read_bytes())
    return [seat for own in seats(plan(vault, decks)).values() for seat in own]


def _said(card: Card) -> str:
    return normalise(f"{card.question.plain} {card.answer.plain}")


def main(words: Sequence[str]) -> int:
    """Print a table by kind of edit."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--unbuilt", action="store_true")
    parser.add_argument("--lost", action="store_true")
    wanted = parser.parse_args(words)
    by_kind: defaultdict[str, list[Decision]] = defaultdict(list)
    for one in decisions(wanted.folder, built=not wanted.unbuilt):
        by_kind[one.kind].append(one)
        if wanted.lost and not one.stays:
            print(f"{one.pair}: {one.card.question.plain} | {one.card.answer.plain}")  # noqa: T201 - what this command is for
    every = [one for own in by_kind.values() for one in own]
    for kind, own in (*sorted(by_kind.items()), ("all", every)):
        stay = sum(one.stays for one in own)
        print(f"{kind:24} {stay:6} of {len(own):6} {100 * stay / max(len(own), 1):6.2f} %")  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
