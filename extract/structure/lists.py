"""Lists -> cards: the list as a whole, and each entry that opens with a term."""

from collections.abc import Iterator

from cuedeck.cards.card import Kind
from cuedeck.cards.draft import Draft
from cuedeck.extract.parser.parser import Parser
from cuedeck.extract.parser.sentences import sentences, spoken
from cuedeck.extract.prose.statements import of_sentences
from cuedeck.extract.structure.list_titles import Announced, announced
from cuedeck.extract.structure.parallel import parallel
from cuedeck.extract.text import nouns, questions
from cuedeck.extract.text.entries import FEWEST, short_entries, told_entries, whole
from cuedeck.extract.text.lead_in import entry_lead_in, lead_in
from cuedeck.extract.text.place import Place
from cuedeck.extract.text.silence import Silence
from cuedeck.notes.blocks import List
from cuedeck.notes.text import Text

MOST = 6
"""Entries an enumeration may have: of more, readers keep few."""
_MOST_DESCRIBING = 4


def enumerations(place: Place, parser: Parser) -> Iterator[Draft | Silence]:
    """A list whose entries are short, as the answer to the question that introduces it."""
    block = place.block
    if not isinstance(block, List) or len(block.items) < FEWEST:
        return
    short = short_entries(block)
    entries = short or told_entries(block)
    if not entries or _name_attributes(block, entries):
        return
    found = announced(place, block, parser) if len(entries) <= MOST else None
    reason = _objection(entries, found, parser)
    if found is not None and reason is None:
        if short or found.takes_sentences:
            yield _enumeration(place, block, entries, found, rule=found.rule if short else "sentence_list")
    elif short:
        # What opens with a term, and sentences, are asked by themselves: the list is not why they are on no card.
        plain = (item.text for item in block.items if entry_lead_in(item.text) is None)
        yield from (Silence(text, reason or "") for text in plain)


def _objection(entries: tuple[Text, ...], found: Announced | None, parser: Parser) -> str | None:
    """Why a list is not asked for as a whole; None where it is."""
    if len(entries) > MOST:
        return f"its list has more than {MOST} entries"
    if found is None:
        return "no heading or sentence above its list tells what the entries are"
    if not parallel(entries, parser):
        return "the entries of its list are not parallel"
    return None


def _name_attributes(block: List, entries: tuple[Text, ...]) -> bool:
    """Whether the entries are labels of what stands behind them: `Purpose: ...`, or each of a figure, `Length: 98 km`."""
    labels = sum(nouns.names_attribute(name.plain) for name in entries)
    terms = [entry_lead_in(item.text) for item in block.items]
    return labels * 2 > len(entries) or all(term is not None and term.body.plain[:1].isdigit() for term in terms)


def _enumeration(place: Place, block: List, entries: tuple[Text, ...], found: Announced, *, rule: str) -> Draft:
    return Draft(
        kind=Kind.LIST,
        question=found.question,
        answer=Text(),
        items=entries,
        ordered=block.ordered,
        path=place.path,
        key=("list", *place.names, found.key),
        statement=whole(block),
        rule=rule,
    )


def described_entries(place: Place, parser: Parser) -> Iterator[Draft]:
    """An action whose name stands alone above the few entries that describe it: `Update: recalculate the centroids`."""
    if not isinstance(place.block, List) or place.topic is None or len(place.block.items) > _MOST_DESCRIBING:
        return
    texts = tuple(item.text for item in place.block.items)
    if not all(_describes(text, parser, several=len(texts) > 1) for text in texts):
        return
    parts = tuple(nouns.capitalised(sentences(text)[0].strip(" .;,")) for text in texts)
    yield Draft(
        kind=Kind.ITEM if len(parts) == 1 else Kind.LIST,
        question=questions.meant_by(place.topic),
        answer=parts[0] if len(parts) == 1 else Text(),
        items=parts if len(parts) > 1 else (),
        path=place.path[:-1],
        key=("term", *place.names),
        statement=whole(place.block),
        rule="described",
        term=place.topic,
    )


def _describes(text: Text, parser: Parser, *, several: bool) -> bool:
    """Whether an entry tells what is done and leaves out by whom; of several, each has to open with its verb."""
    told = text.plain.strip()
    if not told or told.endswith((":", "?")) or lead_in(text) is not None:
        return False
    parse = parser.parse(spoken(sentences(text)[0]))
    if parse is None or parse.child(parse.root, "nsubj", "nsubjpass") is not None:
        return False
    return not several or parse.tokens[parse.root].tag in {"VB", "VBG"}


def plain_entries(place: Place, parser: Parser) -> Iterator[Draft | Silence]:
    """The sentences of entries that open with no term."""
    if isinstance(place.block, List):
        for item in place.block.items:
            if entry_lead_in(item.text) is None:
                yield from of_sentences(sentences(item.text), place, parser, topic=place.topic)
