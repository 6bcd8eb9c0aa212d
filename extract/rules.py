"""The rules that find cards, in the order in which they are tried, and what readers said of each."""

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path

from cuedeck.cards.draft import Draft
from cuedeck.extract.gates.evidence import Kept
from cuedeck.extract.marks import cards, clozes
from cuedeck.extract.parser.parser import Parser
from cuedeck.extract.prose import statements
from cuedeck.extract.prose.rows import rows as prose_rows
from cuedeck.extract.structure import definitions, glosses, headings, lists, neutral, tables, terms
from cuedeck.extract.text.place import Place
from cuedeck.extract.text.silence import Silence
from cuedeck.notes import yaml_reader

Rule = Callable[[Place, Parser], Iterator[Draft | Silence]]

_MARKS: tuple[Rule, ...] = (
    cards.inline,
    cards.multiline,
    cards.tagged,
    cards.labelled,
    cards.blocks,
    cards.folded,
    clozes.clozes,
)
"""What a writer marked up is asked in their words, in any language."""

RULES: tuple[Rule, ...] = (
    *_MARKS,
    headings.question_headings,
    headings.enumerating_headings,
    headings.file_names,
    definitions.definition_lists,
    definitions.callouts,
    glosses.glosses,
    lists.enumerations,
    terms.term_entries,
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

_STRUCTURE = Path(__file__).parent / "structure" / "rules.yaml"
_UNREAD = 0.5
"""Share that is taken of a rule that nobody has judged, to rank its cards among others."""


@cache
def kept() -> Mapping[str, Kept]:
    """What strict readers kept of each rule's cards, for the rules that they have judged."""
    structure = yaml_reader.parse(_STRUCTURE.read_text("utf-8"))
    named = [*prose_rows().items(), *((name, row) for name, row in structure.items() if isinstance(row, dict))]
    read = {name: Kept.of_row(row.get("kept")) for name, row in named}
    return {name: found for name, found in read.items() if found is not None}


def share(rule: str) -> float:
    """The share of a rule's cards that readers kept, from 0 to 1."""
    return kept()[rule].share if rule in kept() else _UNREAD
