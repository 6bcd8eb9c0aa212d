"""Lists -> cards: the list as a whole, and each entry that opens with a term."""

import re
from collections.abc import Iterator

from cuedeck.cards.card import Kind
from cuedeck.cards.draft import Draft
from cuedeck.extract.parser.parser import Parser
from cuedeck.extract.parser.sentences import sentences, spoken
from cuedeck.extract.prose.statements import of_sentences
from cuedeck.extract.structure.list_titles import announced
from cuedeck.extract.structure.parallel import parallel
from cuedeck.extract.text import nouns, questions
from cuedeck.extract.text.entries import FEWEST, short_entries, told_entries, whole
from cuedeck.extract.text.lead_in import entry_lead_in, lead_in
from cuedeck.extract.text.place import Place
from cuedeck.extract.text.silence import Silence
from cuedeck.extract.wording.words import words
from cuedeck.notes.blocks import List
from cuedeck.notes.text import Text

MOST = 6
"""Entries an enumeration may have: of more, readers keep few."""
_MOST_LABELS = 4
"""Entries below a heading that are names for more: of many, nobody recalls what each stands for."""
_MOST_DESCRIBING = 4


def enumerations(place: Place, parser: Parser) -> Iterator[Draft]:
    """A list whose entries are short, as the answer to the question that introduces it."""
    if not isinstance(place.block, List) or not FEWEST <= len(place.block.items) <= MOST:
        return
    short = short_entries(place.block)
    entries = short or told_entries(place.block)
    labels = sum(nouns.names_attribute(name.plain) for name in entries)
    if not entries or labels * 2 > len(entries) or _name_figures(place.block):
        return
    found = announced(place, place.block, parser)
    if found is None or not (short or _takes_sentences(found.question)) or not parallel(entries, parser):
        return
    if found.rule == "named_list" and len(entries) > _MOST_LABELS and _are_labels(place.block):
        return
    yield Draft(
        kind=Kind.LIST,
        question=found.question,
        answer=Text(),
        items=entries,
        ordered=place.block.ordered,
        path=place.path,
        key=("list", *place.names, found.key),
        statement=whole(place.block),
        rule=found.rule if short else "sentence_list",
    )


def _name_figures(block: List) -> bool:
    """Whether each entry only names the figure behind it: `Length: 98 km`."""
    terms = [entry_lead_in(item.text) for item in block.items]
    return all(term is not None and term.body.plain[:1].isdigit() for term in terms)


def _are_labels(block: List) -> bool:
    """Whether the entries are mostly names for what is told below or behind them."""
    return sum(bool(item.blocks) or entry_lead_in(item.text) is not None for item in block.items) * 2 > len(block.items)


def _takes_sentences(asking: Text) -> bool:
    """Whether sentences answer a question: on what to do, or on things such as `limitations`."""
    asked = set(re.findall(r"[a-z]+", asking.plain.lower()))
    done = asking.plain.startswith("What should be done") or asking.plain.endswith(" to do?")
    return bool(asked & words("stated_nouns")) or done


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
    parse = parser.parse(spoken(sentences(text)[0])) if text.plain.strip() else None
    if parse is None or lead_in(text) is not None or text.plain.rstrip().endswith((":", "?")):
        return False
    if parse.child(parse.root, "nsubj", "nsubjpass") is not None:
        return False
    return not several or parse.tokens[parse.root].tag in {"VB", "VBG"}


def plain_entries(place: Place, parser: Parser) -> Iterator[Draft | Silence]:
    """The sentences of entries that open with no term."""
    if isinstance(place.block, List):
        for item in place.block.items:
            if entry_lead_in(item.text) is None:
                yield from of_sentences(sentences(item.text), place, parser, topic=place.topic)
