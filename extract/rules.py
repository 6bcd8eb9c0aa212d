"""The rules that find cards, in the order in which they are tried."""

from collections.abc import Callable, Iterator

from cards.draft import Draft
from extract import definitions, headings, lists, neutral, statements, tables
from extract.language import Language
from extract.place import Place

Rule = Callable[[Place, Language], Iterator[Draft]]

RULES: tuple[Rule, ...] = (
    headings.question_headings,
    headings.enumerating_headings,
    definitions.definition_lists,
    definitions.callouts,
    lists.enumerations,
    lists.term_entries,
    lists.described_entries,
    lists.plain_entries,
    tables.cells,
    definitions.acronyms,
    statements.statements,
)

NEUTRAL_RULES: tuple[Rule, ...] = (
    neutral.terms,
    neutral.enumerations,
    neutral.cells,
)
"""The rules for a note in a language without a wording of its own."""
