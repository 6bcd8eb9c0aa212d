"""How good the cards are: facts that should be on a card, and sentences known to be definitions or not.

    python -m bench.score [--facts FOLDER --notes FOLDER [--missed]] [--sentences FILE...]

`bench.facts` and `bench.sentences` tell what their files hold; the README tells what the figures mean.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench import facts, sentences
from bench.facts import Fact, Gold
from cuedeck.cards.card import Card
from cuedeck.decks.app.pipeline import collect
from cuedeck.decks.app.pool import hold_threads
from cuedeck.extract.parser.parser import Parser
from cuedeck.notes.vault import Vault

Row = tuple[str, ...]
"""A name, then figures."""

_FACTS_HEADER = ("facts", "covered", "weighted", "central", "right cue", "cards")
_SENTENCES_HEADER = ("sentences", "precision", "recall", "F1", "n")
_FLAWS: tuple[tuple[str, Callable[[Card], bool]], ...] = (
    ("answer too long", facts.is_too_long),
    ("unfair", lambda card: not facts.is_fair(card)),
    ("asks about a pronoun", facts.points_away),
    ("markup left over", facts.has_markup),
    ("no cue", lambda card: card.cue is None),
)


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole."""

    part: int = 0
    whole: int = 0

    def __add__(self, other: Share) -> Share:
        return Share(self.part + other.part, self.whole + other.whole)

    def __str__(self) -> str:
        return f"{self.part}/{self.whole}"

    def __float__(self) -> float:
        return self.part / self.whole if self.whole else 0.0


@dataclass(frozen=True, slots=True)
class Marked:
    """One note: its facts, its cards, and which card asks for which fact."""

    gold: Gold
    cards: Sequence[Card]
    covered: dict[int, Card]
    """By number of the fact."""

    def share(self, weigh: Callable[[Fact], int]) -> Share:
        """The facts on a card, each counting as much as it weighs."""
        weights = [weigh(fact) for fact in self.gold.facts]
        return Share(sum(weights[number] for number in self.covered), sum(weights))

    @property
    def right_cues(self) -> Share:
        """The cards that point to the second of their fact, of those whose fact has one."""
        dated = [(card, self.gold.facts[number]) for number, card in self.covered.items()]
        right = [facts.is_at(card, fact) for card, fact in dated if fact.cue]
        return Share(sum(right), len(right))

    @property
    def missed(self) -> Iterator[Fact]:
        """The facts on no card."""
        return (fact for number, fact in enumerate(self.gold.facts) if number not in self.covered)

    @property
    def repeated(self) -> int:
        """Cards whose front stands on an earlier card of the note."""
        return len(self.cards) - len(Counter(map(facts.front, self.cards)))


def mark(golds: Sequence[Gold], cards: Sequence[Card]) -> list[Marked]:
    """Set each note's facts against its cards."""
    own = [(gold, facts.of_note(cards, gold.note)) for gold in golds]
    return [Marked(gold, of_note, facts.covered(gold.facts, of_note)) for gold, of_note in own]


def facts_rows(marked: Sequence[Marked]) -> Iterator[Row]:
    """A row for each note, one for all, and one for each place where notes state facts."""
    yield _FACTS_HEADER
    for one in marked:
        yield _facts_row(one.gold.name, [one])
    yield _facts_row("all", marked)
    for source in sorted({fact.source for one in marked for fact in one.gold.facts}):
        weigh = _stated_in(source)
        yield (f"  in {source}", str(_sum(one.share(weigh) for one in marked)))


def flaws(marked: Sequence[Marked]) -> str:
    """Shares of cards that have a flaw, and of those that ask for a fact."""
    cards = [card for one in marked for card in one.cards]
    counts = {"ask for a fact": sum(len(one.covered) for one in marked)}
    counts |= {name: sum(map(is_flawed, cards)) for name, is_flawed in _FLAWS}
    counts["front not unique"] = sum(one.repeated for one in marked)
    whole = max(1, len(cards))
    return "of all cards: " + ", ".join(f"{name} {count / whole:.1%}" for name, count in counts.items())


def sentences_rows(files: Sequence[Path], parser: Parser) -> Iterator[Row]:
    """A row for each file of labelled sentences."""
    yield _SENTENCES_HEADER
    for file in files:
        hits = sentences.hits(sentences.read(file), parser)
        parser.forget()
        yield (file.name, f"{hits.precision:.3f}", f"{hits.recall:.3f}", f"{hits.f1:.3f}", str(hits.sentences))


def table(rows: Sequence[Row]) -> str:
    """Rows under their header, names to the left, figures to the right; long names are cut."""
    wide = min(60, max(len(row[0]) for row in rows))
    return "\n".join(f"{row[0][:wide]:{wide}}" + "".join(f"{figure:>12}" for figure in row[1:]) for row in rows)


def main(arguments: Sequence[str] | None = None) -> int:
    """Score what the command line names and print the tables."""
    parser = argparse.ArgumentParser(prog="python -m bench.score", description="Score cards by facts and sentences.")
    parser.add_argument("--facts", type=Path, help="folder with a JSON file of facts for each note")
    parser.add_argument("--notes", type=Path, help="folder with the notes that the facts are about")
    parser.add_argument("--missed", action="store_true", help="list each fact that is on no card")
    parser.add_argument(
        "--sentences", type=Path, nargs="+", default=[], help="files with a label, a tab and a sentence"
    )
    options = parser.parse_args(arguments)
    if (options.facts is None) != (options.notes is None) or not (options.facts or options.sentences):
        parser.error("name --facts and --notes, or --sentences, or all of them")
    hold_threads()
    if options.facts is not None:
        _print_facts(options.facts, options.notes, missed=options.missed)
    if options.sentences:
        _print(table([*sentences_rows(options.sentences, Parser())]))
    return 0


def _print_facts(folder: Path, notes: Path, *, missed: bool) -> None:
    vault = Vault.around(notes)
    marked = mark(facts.read(folder), collect(vault.files(notes), vault.config, jobs=None).cards)
    if missed:
        for one in marked:
            for fact in one.missed:
                _print(f"{one.gold.note} ({fact.source}, {fact.weight}): {fact.ask} -> {fact.answer}")
    _print(table([*facts_rows(marked)]))
    _print(flaws(marked) + "\n")


def _facts_row(name: str, marked: Sequence[Marked]) -> Row:
    covered = _sum(one.share(lambda _: 1) for one in marked)
    weighted = _sum(one.share(lambda fact: fact.weight) for one in marked)
    central = _sum(one.share(lambda fact: fact.is_central) for one in marked)
    right = _sum(one.right_cues for one in marked)
    cards = sum(len(one.cards) for one in marked)
    return (name, str(covered), f"{float(weighted):.3f}", str(central), str(right), str(cards))


def _stated_in(source: str) -> Callable[[Fact], int]:
    return lambda fact: fact.source == source


def _sum(shares: Iterator[Share]) -> Share:
    return sum(shares, start=Share())


def _print(text: str) -> None:
    sys.stdout.write(f"{text}\n")


if __name__ == "__main__":
    sys.exit(main())
