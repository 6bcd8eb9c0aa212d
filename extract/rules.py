"""The rules that find cards, in the order in which they are tried."""

from collections.abc import Callable, Iterator

from cuedeck.cards.draft import Draft
from cuedeck.extract.marks import cards, clozes, folded, labelled
from cuedeck.extract.parser.parser import Parser
from cuedeck.extract.prose import statements
from cuedeck.extract.structure import (
    acronyms,
    conjugations,
    glosses,
    headings,
    lists,
    neutral,
    tables,
    terms,
    vocabulary,
)
from cuedeck.extract.text.place import Place
from cuedeck.extract.text.silence import Silence

Rule = Callable[[Place, Parser], Iterator[Draft | Silence]]

MARKS: tuple[Rule, ...] = (
    cards.inline,
    cards.multiline,
    cards.tagged,
    labelled.labelled,
    cards.blocks,
    folded.folded,
    clozes.clozes,
)
"""What a writer marked up is asked in their words, in any language."""

CLAIMING: tuple[Rule, ...] = (conjugations.verb_forms, vocabulary.pairs)
"""What one of these takes up, in any language, no other rule on structure or prose reads."""

RULES: tuple[Rule, ...] = (
    *MARKS,
    headings.question_headings,
    headings.enumerating_headings,
    glosses.glosses,
    lists.enumerations,
    terms.term_entries,
    lists.described_entries,
    lists.plain_entries,
    tables.cells,
    acronyms.acronyms,
    statements.statements,
)

NEUTRAL_RULES: tuple[Rule, ...] = (
    *MARKS,
    neutral.terms,
    neutral.enumerations,
    neutral.cells,
)
"""The rules for a note in a language without a wording of its own."""
