"""The cards that each rule makes of notes, before cards of a deck that say the same are told apart."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cuedeck.cards.card import Card
from cuedeck.cards.draft import Draft
from cuedeck.cards.making import made
from cuedeck.extract.extraction import extract, foreseen
from cuedeck.extract.parser.parser import Parser
from cuedeck.extract.tiers import doubts
from cuedeck.notes.note import Problem
from cuedeck.notes.reader import read
from cuedeck.notes.vault import Vault


@dataclass(frozen=True, slots=True)
class RuleCard:
    """A card, the draft it was made from, and what keeps it from being sure."""

    draft: Draft
    card: Card
    doubts: tuple[str, ...]

    @property
    def face(self) -> tuple[str, str, str]:
        """All that a reader of a sheet sees: context, question, answer."""
        return " > ".join(self.card.context), self.card.question.plain, self.card.answer.plain


def rule_cards(notes: Path, parser: Parser) -> Iterator[RuleCard]:
    """The cards of all notes of a folder, in reading order."""
    vault = Vault.around(notes)
    for file in vault.files(notes):
        note = read(file.file, path=file.path, deck=file.deck, config=vault.config)
        if not isinstance(note, Problem):
            parser.expect(foreseen(note, vault.config))
            drafts = extract(note, parser, vault.config).drafts
            for draft, card in zip(drafts, made(note, drafts), strict=True):
                yield RuleCard(draft, card, doubts(draft, note.title))
        parser.forget()
