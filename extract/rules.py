"""The rules that find cards, in the order in which they are tried."""

from collections.abc import Callable, Iterator

from cards.draft import Draft
from extract import clozes, definitions, glosses, headings, lists, marks, neutral, reasons, statements, tables, terms
from extract.language import Language
from extract.place import Place

Rule = Callable[[Place, Language], Iterator[Draft]]

_MARKS: tuple[Rule, ...] = (
    marks.inline,
    marks.multiline,
    marks.tagged,
    marks.labelled,
    marks.blocks,
    marks.folded,
    clozes.clozes,
)
"""What a writer marked up is asked in their words, in any language."""

RULES: tuple[Rule, ...] = (
    *_MARKS,
    headings.question_headings,
    headings.enumerating_headings,
    headings.file_names,
    headings.versus,
    definitions.definition_lists,
    definitions.callouts,
    glosses.glosses,
    lists.enumerations,
    terms.term_entries,
    reasons.reasons,
    lists.described_entries,
    lists.plain_entries,
    tables.cells,
    tables.comparisons,
    definitions.acronyms,
    statements.statements,
)

NEUTRAL_RULES: tuple[Rule, ...] = (
    *_MARKS,
    neutral.terms,
    neutral.enumerations,
    neutral.cells,
)
"""The rules for a note in a language without a wording of its own."""
