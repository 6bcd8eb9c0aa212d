"""Blind readings: sheets of cards for strict readers, and what they kept, written into the rows of the rules.

    python -m bench.judging count --notes FOLDER
    python -m bench.judging draw --notes FOLDER --facts FOLDER --cards N --seed S [--tier sure|offered] SHEET
    python -m bench.judging record --notes FOLDER SHEET... [--write | --add]

`draw` writes a folder SHEET: `sheet.txt` for the readers, who see number, context, question and answer, and `key.jsonl`,
which they do not see. A fifth of the sheet, at least forty, are facts that a person wrote down, as controls; what most readers
of past sheets refused is none. A reader's verdicts are a
file of the folder that ends in `.verdict`, a line a card: number, 1 or 0, reason. `record` prints what each reader kept,
leaves out sheets whose controls score below 80 % or above 97 %, and counts, for the cards that today's rules make of the
notes and that raise no doubt, how many all readers of a sheet kept; with `--write` these figures go into the rows, with `--add` beside
those of sheets that were read before, on other notes.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bench import facts
from bench.rule_cards import RuleCard, rule_cards
from bench.rule_rows import Figure, write_figures
from cuedeck.cards.card import Tier
from cuedeck.decks.app.pool import hold_threads
from cuedeck.extract.parser.parser import Parser

_CONTROL = "control"
_FEWEST_CONTROLS = 40
"""On a sheet: of fewer, a share tells nothing of a reader."""
_LEAST_CONTROLS, _MOST_CONTROLS = 0.80, 0.97
"""Shares of the controls that a strict and careful reader keeps."""

Face = tuple[str, str, str]
"""Context, question, answer."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A card of a sheet and what its readers said, in their order."""

    face: Face
    rule: str
    verdicts: tuple[bool, ...]

    @property
    def is_kept(self) -> bool:
        """Whether all readers kept it."""
        return all(self.verdicts)


def draw(options: argparse.Namespace) -> None:
    """Write a sheet and its key."""
    found = [one for one in _cards(options.notes) if options.tier is None or one.draft.tier is Tier(options.tier)]
    chance = random.Random(options.seed)  # noqa: S311
    drawn = chance.sample(found, min(options.cards, len(found)))
    rows = [(one.face, one.draft.rule) for one in drawn]
    refused = _refused(one for sheet in options.past for one in _read(sheet))
    controls = [face for face in _facts(options.facts) if face not in refused]
    rows += [
        (face, _CONTROL) for face in chance.sample(controls, min(max(len(drawn) // 4, _FEWEST_CONTROLS), len(controls)))
    ]
    chance.shuffle(rows)
    options.sheet.mkdir(parents=True, exist_ok=True)
    sheet = "\n".join(f"{at}. [{face[0]}]\n   Q: {face[1]}\n   A: {face[2]}\n" for at, (face, _) in enumerate(rows, 1))
    key = "".join(f"{json.dumps({'face': face, 'rule': rule}, ensure_ascii=False)}\n" for face, rule in rows)
    (options.sheet / "sheet.txt").write_text(sheet, "utf-8")
    (options.sheet / "key.jsonl").write_text(key, "utf-8")
    _print(f"{len(drawn)} cards and {len(rows) - len(drawn)} controls")


def record(options: argparse.Namespace) -> None:
    """Print what readers kept; with `--write`, put it into the rows of the rules."""
    judged: dict[Face, Judged] = {}
    for sheet in options.sheets:
        rows = tuple(_read(sheet))
        if _is_valid(sheet.name, rows):
            judged |= {one.face: one for one in rows if one.rule != _CONTROL}
    figures = _figures(judged, _cards(options.notes))
    for rule, figure in sorted(figures.items()):
        _print(f"{rule:24} {figure.kept:4} of {figure.of:4}")
    if options.write or options.add:
        write_figures(figures, adds=options.add)


def count(options: argparse.Namespace) -> None:
    """Print how many cards each rule makes, and how many of them raise no doubt."""
    made: Counter[str] = Counter()
    certain: Counter[str] = Counter()
    for one in _cards(options.notes):
        made[one.draft.rule] += 1
        certain[one.draft.rule] += not one.doubts
    for rule, number in sorted(made.items()):
        _print(f"{rule:24} {number:6} {certain[rule]:6}")


def _figures(judged: Mapping[Face, Judged], cards: Iterable[RuleCard]) -> dict[str, Figure]:
    """What readers kept of each rule's cards, of those that have been judged and raise no doubt."""
    faces: dict[Face, str] = {one.face: one.draft.rule for one in cards if not one.doubts}
    kept: Counter[str] = Counter()
    of: Counter[str] = Counter()
    for face, rule in faces.items():
        if face in judged:
            of[rule] += 1
            kept[rule] += judged[face].is_kept
    today = datetime.now(UTC).date().isoformat()
    return {rule: Figure(kept[rule], of[rule], today) for rule in of}


def _read(sheet: Path) -> Iterator[Judged]:
    """The cards of a sheet with the verdicts of its readers. Raises KeyError where one left out a card."""
    keys = [json.loads(line) for line in (sheet / "key.jsonl").read_text("utf-8").splitlines()]
    readers = [_verdicts(file) for file in sorted(sheet.glob("*.verdict"))]
    for at, key in enumerate(keys, 1):
        context, question, answer = key["face"]
        yield Judged((context, question, answer), key["rule"], tuple(reader[at] for reader in readers))


def _refused(rows: Iterable[Judged]) -> frozenset[Face]:
    """The controls that most readers of some sheets refused: no cards that anybody should keep."""
    balance: Counter[Face] = Counter()
    for one in rows:
        if one.rule == _CONTROL:
            balance[one.face] += sum(1 if verdict else -1 for verdict in one.verdicts)
    return frozenset(face for face, kept in balance.items() if kept < 0)


def _verdicts(file: Path) -> dict[int, bool]:
    """What a reader said of each card, by its number."""
    words = (line.split() for line in file.read_text("utf-8").splitlines() if line.strip())
    return {int(number): verdict == "1" for number, verdict, *_ in words}


def _is_valid(name: str, rows: Sequence[Judged]) -> bool:
    """Whether all readers of a sheet were strict and careful; told with what they kept."""
    controls = [one.verdicts for one in rows if one.rule == _CONTROL]
    others = [one for one in rows if one.rule != _CONTROL]
    shares = [sum(verdicts) / len(verdicts) for verdicts in zip(*controls, strict=True)]
    kept = [sum(verdicts) / len(verdicts) for verdicts in zip(*(one.verdicts for one in others), strict=True)]
    valid = all(_LEAST_CONTROLS <= share <= _MOST_CONTROLS for share in shares)
    both = sum(one.is_kept for one in others)
    same = sum(len(set(one.verdicts)) == 1 for one in rows) / len(rows)
    _print(
        f"{name}: controls {_shares(shares)} of {len(controls)}, cards {_shares(kept)} of {len(others)}, "
        f"by all {both} ({both / len(others):.0%}), same verdict {same:.0%}{'' if valid else ': void'}"
    )
    return valid


def _shares(shares: Iterable[float]) -> str:
    return ", ".join(f"{share:.0%}" for share in shares)


def _cards(folders: Iterable[Path]) -> Iterator[RuleCard]:
    parser = Parser(None)
    for folder in folders:
        yield from rule_cards(folder, parser)


def _facts(folder: Path) -> Iterator[Face]:
    """All facts as cards, with the name of the note for a title."""
    for gold in facts.read(folder):
        title = Path(gold.note).stem.replace("_", " ").replace("-", " ")
        yield from ((title[:1].upper() + title[1:], fact.ask, fact.answer) for fact in gold.facts)


def _print(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """Draw a sheet, record verdicts, or count cards."""
    parser = argparse.ArgumentParser(prog="bench.judging", description=__doc__)
    commands = parser.add_subparsers(required=True)
    for name, command in (("draw", draw), ("record", record), ("count", count)):
        own = commands.add_parser(name, help=command.__doc__)
        own.add_argument("--notes", type=Path, action="append", required=True, help="may be given several times")
        own.set_defaults(command=command)
        if command is draw:
            own.add_argument("--facts", type=Path, required=True)
            own.add_argument("--past", type=Path, nargs="*", default=[], help="sheets that have been read")
            own.add_argument("--cards", type=int, default=160)
            own.add_argument("--seed", type=int, default=3)
            own.add_argument("--tier", choices=[tier.value for tier in Tier])
            own.add_argument("sheet", type=Path)
        elif command is record:
            own.add_argument("sheets", type=Path, nargs="+")
            into = own.add_mutually_exclusive_group()
            into.add_argument("--write", action="store_true", help="put the figures into the rows")
            into.add_argument("--add", action="store_true", help="add the figures to those in the rows")
    options = parser.parse_args(arguments)
    hold_threads()
    options.command(options)
    return 0


if __name__ == "__main__":
    sys.exit(main())
