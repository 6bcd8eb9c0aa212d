"""What each rule gives: how many cards, and a sample of them to judge.

    python -m bench.patterns --notes FOLDER [--rule NAME... --sample N] [--seed S]

Without `--sample`, one line for each rule: its name, its confidence and the number of its cards. With it, so many
cards of each rule, drawn at random, as a reader would see them: context, question and answer. Judged blind, the share
that is kept is the confidence that stands beside the rule.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from cuedeck.cards.card import Card
from cuedeck.cards.draft import Draft
from cuedeck.cards.making import made
from cuedeck.decks.app.pool import hold_threads
from cuedeck.extract.extraction import extract
from cuedeck.extract.parser.parser import Parser
from cuedeck.notes.note import Problem
from cuedeck.notes.reader import read
from cuedeck.notes.vault import Vault


@dataclass(frozen=True, slots=True)
class Found:
    """A card and the draft it was made from."""

    draft: Draft
    card: Card

    def __str__(self) -> str:
        context = " > ".join(self.card.context)
        return f"[{self.draft.rule}] {context}\n  Q: {self.card.question.plain}\n  A: {self.card.answer.plain}"


def found(notes: Path, parser: Parser) -> Iterator[Found]:
    """The cards of all notes of a folder with their rules, before cards of a deck that say the same are told apart."""
    vault = Vault.around(notes)
    for file in vault.files(notes):
        note = read(file.file, path=file.path, deck=file.deck, config=vault.config)
        if not isinstance(note, Problem):
            drafts = extract(note, parser, vault.config).drafts
            yield from map(Found, drafts, made(note, drafts))
        parser.forget()


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the rules, or a sample of their cards."""
    parser = argparse.ArgumentParser(prog="bench.patterns", description=__doc__)
    parser.add_argument("--notes", type=Path, required=True)
    parser.add_argument("--rule", action="append", help="only rules whose name begins so")
    parser.add_argument("--sample", type=int, default=0, metavar="N", help="cards of each rule to print")
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args(arguments)
    hold_threads()
    rules: dict[str, list[Found]] = {}
    for one in found(options.notes, Parser(None)):
        if options.rule is None or one.draft.rule.startswith(tuple(options.rule)):
            rules.setdefault(one.draft.rule, []).append(one)
    for name, cards in sorted(rules.items()):
        if options.sample:
            drawn = random.Random(options.seed).sample(cards, min(options.sample, len(cards)))  # noqa: S311
            sys.stdout.writelines(f"{one}\n" for one in drawn)
        else:
            sys.stdout.write(f"{name:28} {len(cards):6}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
