"""How long it takes to match remembered and found cards, against reading and writing the two ledgers.

    python -m bench.matching [CARDS...]

For each number of cards, a deck is built, 2 % of its cards are edited, and it is built again; once more after its
folder was renamed too. Time in seconds, processor time of this process.
"""

import argparse
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import TypeVar

from cuedeck.cards.card import Card, Face, Kind
from cuedeck.cards.changes import Reconciled, reconcile
from cuedeck.cards.ledger import Ledger, dump, parse
from cuedeck.notes.cue import Cue

T = TypeVar("T")

_CARDS_OF_NOTE = 20
_VOCABULARY = 20_000
_EDITED = 0.02
_YEAR = 31_536_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """Seconds that each part took."""

    cards: int
    ledgers: float
    """Reading the ledger before and writing the one after, and the same of the other."""
    matching: float
    renamed: float
    """Matching where the folder was renamed too."""
    carried: float
    """Share of cards that kept their identity."""


def measure(number: int) -> Timing:
    """Build a deck of so many cards twice."""
    random = Random(number)  # noqa: S311 - nothing secret
    cards = tuple(_cards(number, random))
    before = reconcile({}, {"A": cards}, now=_YEAR)["A"].ledger
    edited = tuple(_edited(card, random) if random.random() < _EDITED else card for card in cards)
    matching, after = _timed(lambda: _built(before, edited))
    renamed, _ = _timed(lambda: _built(before, [replace(card, note=f"B/{card.note}") for card in edited]))
    ledgers, _ = _timed(lambda: [parse(dump(each), "A.ledger.jsonl") for each in (before, after.ledger)])
    kept = {entry.guid for entry in before.entries} & {entry.guid for entry in after.entries.values()}
    return Timing(cards=number, ledgers=ledgers, matching=matching, renamed=renamed, carried=len(kept) / number)


def _built(before: Ledger, cards: Sequence[Card]) -> Reconciled:
    return reconcile({"A": before}, {"A": cards}, now=2 * _YEAR)["A"]


def _timed(work: Callable[[], T]) -> tuple[float, T]:
    started = time.process_time()
    result = work()
    return time.process_time() - started, result


def _cards(number: int, random: Random) -> Iterator[Card]:
    for at in range(number):
        question, answer = f"What is {_words(random, 3)}?", _words(random, 12)
        note = at // _CARDS_OF_NOTE
        yield Card(
            guid=f"q{at:015}",
            kind=Kind.DEFINITION,
            question=Face(plain=question, html=question),
            answer=Face(plain=answer, html=answer),
            cue=Cue(seconds=at % 3600, url=None),
            note=f"A/note_{note}.md",
            line=at,
            deck="A",
            path=(f"Note {note}", f"Section {at // 5 % 4}"),
        )


def _words(random: Random, number: int) -> str:
    # Few words are common and most are rare, as in any language.
    return " ".join(f"w{int(_VOCABULARY * random.random() ** 3)}x" for _ in range(number))


def _edited(card: Card, random: Random) -> Card:
    """A card with one word of its answer replaced."""
    words = card.answer.plain.split()
    words[random.randrange(len(words))] = _words(random, 1)
    answer = " ".join(words)
    return replace(card, answer=Face(plain=answer, html=answer))


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description="Measure how long matching takes.")
    parser.add_argument("cards", type=int, nargs="*", default=[25_000, 50_000, 100_000])
    sys.stdout.write(
        f"{'cards':>8} {'ledgers':>8} {'matching':>9} {'times':>6} {'renamed':>8} {'times':>6} {'carried':>8}\n"
    )
    for number in parser.parse_args(arguments).cards:
        took = measure(number)
        shares = took.matching / took.ledgers, took.renamed / took.ledgers
        sys.stdout.write(
            f"{number:8} {took.ledgers:8.2f} {took.matching:9.2f} {shares[0]:6.2f} {took.renamed:8.2f} {shares[1]:6.2f}"
            f" {took.carried:8.2%}\n"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
