"""Whether cards keep their identity through real edits of notes, and whether none gives its history to another fact.

    python -m bench.revisions FOLDER [--matches] [--lost]

FOLDER holds `CLASS/NUMBER/` with `old.md`, `new.md` and `meta.json`, which names the paths of both. Each pair is
built twice, old then new, in a vault that holds nothing else. A fact survives when its answer stands word for word in
the new note, or a card of the new note alone has at least 90 % of its letters, question and answer together.
`--matches` prints the edited and moved cards, `--lost` the surviving facts that lost their identity.
"""

import argparse
import json
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz.fuzz import ratio

from cuedeck.cards.card import Card
from cuedeck.cards.changes import Change, Fate, reconcile
from cuedeck.cards.identity import normalise
from cuedeck.cards.ledger import Entry, Ledger
from cuedeck.decks.app.collection import Collection
from cuedeck.decks.app.pipeline import collect
from cuedeck.decks.app.pool import hold_threads
from cuedeck.notes.config import Config
from cuedeck.notes.vault import Vault

_YEAR = 31_536_000
_ALIKE = 90


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """One note before and after an edit."""

    name: str
    kind: str
    remembered: tuple[Entry, ...]
    found: tuple[Card, ...]
    text: str
    """Normalised words of the new note."""
    changes: tuple[Change, ...]
    unread: bool
    """Whether one of the notes could not be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What became of one remembered card."""

    pair: Pair
    entry: Entry
    verbatim: bool
    """Whether its answer stands in the new note."""
    likeness: float
    """Per cent of letters that it has in common with the best new card of its family."""
    kept: bool

    @property
    def survives(self) -> bool:
        """Whether its fact is still in the note."""
        return self.verbatim or self.likeness >= _ALIKE

    @property
    def unasked(self) -> bool:
        """Whether no new card has its answer or is much like it: extraction chose other words."""
        answers = {normalise(card.answer.plain) for card in self.pair.found}
        return self.likeness < _ALIKE and normalise(self.entry.answer) not in answers


def pairs(folder: Path) -> Iterator[Pair]:
    """All pairs of a folder, by class and number."""
    for meta in sorted(folder.glob("*/*/meta.json")):
        facts = json.loads(meta.read_text("utf-8"))
        old, new = (_cards(meta.parent / f"{side}.md", facts[f"{side}_path"]) for side in ("old", "new"))
        first = reconcile({}, old.decks, now=_YEAR)
        ledgers = {deck: built.ledger for deck, built in first.items()}
        second = reconcile(ledgers, new.decks, now=2 * _YEAR)
        yield Pair(
            name=f"{meta.parent.parent.name}/{meta.parent.name}",
            kind=facts["class"],
            remembered=tuple(entry for ledger in ledgers.values() for entry in _in_order(ledger)),
            found=new.cards,
            text=f" {normalise((meta.parent / 'new.md').read_text('utf-8', errors='replace'))} ",
            changes=tuple(change for built in second.values() for change in built.changes),
            unread=bool(old.problems or new.problems),
        )


def _cards(file: Path, path: str) -> Collection:
    with tempfile.TemporaryDirectory() as folder:
        vault = Path(folder) / "vault"
        note = vault / path
        note.parent.mkdir(parents=True)
        note.write_bytes(file.read_bytes())
        return collect(Vault.around(vault).files(vault), Config())


def _in_order(ledger: Ledger) -> list[Entry]:
    return sorted(ledger.entries, key=lambda entry: entry.number)


def verdicts(pair: Pair) -> Iterator[Verdict]:
    """What became of each remembered card of a pair."""
    held = {change.guid for change in pair.changes if change.card is not None}
    for entry in pair.remembered:
        said = _said(entry.question, entry.answer)
        family = [card for card in pair.found if card.kind.family == entry.kind.family]
        yield Verdict(
            pair=pair,
            entry=entry,
            verbatim=f" {normalise(entry.answer)} " in pair.text,
            likeness=max((ratio(said, _said(card.question.plain, card.answer.plain)) for card in family), default=0),
            kept=entry.guid in held,
        )


def _said(question: str, answer: str) -> str:
    return f"{normalise(question)} {normalise(answer)}"


def _table(judged: Sequence[Verdict]) -> Iterator[str]:
    by_class: dict[str, list[Verdict]] = defaultdict(list)
    for verdict in judged:
        by_class[verdict.pair.kind].append(verdict)
    yield f"{'class':24} {'cards':>6} {'survive':>8} {'kept':>6} {'share':>7} {'unasked':>8} {'share without':>14} {'others kept':>12}"
    for kind, of in (*sorted(by_class.items()), ("all", list(judged))):
        survive = [verdict for verdict in of if verdict.survives]
        kept = sum(verdict.kept for verdict in survive)
        unasked = sum(verdict.unasked and not verdict.kept for verdict in survive)
        others = sum(verdict.kept for verdict in of if not verdict.survives)
        shares = [f"{kept / whole:.1%}" if whole else "-" for whole in (len(survive), len(survive) - unasked)]
        yield (
            f"{kind:24} {len(of):6} {len(survive):8} {kept:6} {shares[0]:>7} {unasked:8} {shares[1]:>14} {others:12}"
        )


def _matches(pair: Pair) -> Iterator[str]:
    for change in pair.changes:
        if change.was is not None and change.change in {Fate.EDITED, Fate.MOVED}:
            same = (change.was.question, change.was.answer) == (change.entry.question, change.entry.answer)
            yield f"\n{pair.name} {change.change} {change.score} {change.reason}"
            yield f"   was {' > '.join(change.was.path)} | {change.was.question} | {change.was.answer}"
            yield (
                "   now the same words"
                if same
                else (f"   now {' > '.join(change.entry.path)} | {change.entry.question} | {change.entry.answer}")
            )


def _lost(verdict: Verdict) -> Iterator[str]:
    entry = verdict.entry
    yield f"\n{verdict.pair.name} lost, {verdict.likeness:.0f} % like another{', unasked' if verdict.unasked else ''}"
    yield f"   was {' > '.join(entry.path)} | {entry.question} | {entry.answer}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table, and what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--matches", action="store_true", help="print the edited and moved cards")
    parser.add_argument("--lost", action="store_true", help="print the surviving facts that lost their identity")
    given = parser.parse_args(arguments)
    hold_threads()
    judged: list[Verdict] = []
    for pair in pairs(given.folder):
        judged += verdicts(pair)
        if given.matches:
            _print(_matches(pair))
    if given.lost:
        for verdict in judged:
            if verdict.survives and not verdict.kept:
                _print(_lost(verdict))
    _print(_table(judged))
    return 0


def _print(lines: Iterable[str]) -> None:
    for line in lines:
        sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    sys.exit(main())
