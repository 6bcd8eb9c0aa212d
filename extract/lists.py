"""Lists -> cards: the list as a whole, and each entry that opens with a term."""

import re
from collections.abc import Iterator

from cards.card import Kind
from cards.draft import Draft
from extract import questions, wording
from extract.announced import announced
from extract.language import Language
from extract.leadin import entry_lead_in, lead_in
from extract.parallels import parallel
from extract.phrases import english
from extract.place import Place
from extract.sentences import sentences, spoken
from extract.statements import of_sentences
from notes.blocks import Item, List
from notes.text import Text

FEWEST, MOST = 2, 6
"""Entries an enumeration may have: of more, readers keep few."""
_MOST_LABELS = 4
"""Entries below a heading that are names for more: of many, nobody recalls what each stands for."""
_LONGEST_ENTRY = 12
_LONGEST_TOLD = 25
_MOST_TOLD = 45
"""Words of entries that are sentences, one by one and all together."""
_MOST_DESCRIBING = 4
_BACK = re.compile(r"(?:this|these|such|he|she)\b", re.IGNORECASE)
_ASIDE = re.compile(r",?\s(?:such as|including|like|e\.g\.|for example)\b|\s\(|\s[–—]\s|[:;]\s")
"""Where a long entry goes into detail."""


def enumerations(place: Place, language: Language) -> Iterator[Draft]:
    """A list whose entries are short, as the answer to the question that introduces it."""
    if not isinstance(place.block, List) or not FEWEST <= len(place.block.items) <= MOST:
        return
    short = short_entries(place.block)
    entries = short or told_entries(place.block)
    labels = sum(wording.names_attribute(name.plain) for name in entries)
    if not entries or labels * 2 > len(entries) or _name_figures(place.block):
        return
    found = announced(place, place.block, language)
    if found is None or not (short or _takes_sentences(found.question)) or not parallel(entries, language):
        return
    if found.rule == "list.heading" and len(entries) > _MOST_LABELS and _are_labels(place.block):
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
        rule=found.rule if short else "list.sentences",
        confidence=found.confidence,
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
    words = set(re.findall(r"[a-z]+", asking.plain.lower()))
    done = asking.plain.startswith("What should be done") or asking.plain.endswith(" to do?")
    return bool(words & english().words["stated_nouns"]) or done


def described_entries(place: Place, language: Language) -> Iterator[Draft]:
    """An action whose name stands alone above the few entries that describe it: `Update: recalculate the centroids`."""
    if not isinstance(place.block, List) or place.topic is None or len(place.block.items) > _MOST_DESCRIBING:
        return
    texts = tuple(item.text for item in place.block.items)
    if not all(_describes(text, language, several=len(texts) > 1) for text in texts):
        return
    parts = tuple(wording.capitalised(sentences(text)[0].strip(" .;,")) for text in texts)
    yield Draft(
        kind=Kind.ITEM if len(parts) == 1 else Kind.LIST,
        question=questions.involves(place.topic),
        answer=parts[0] if len(parts) == 1 else Text(),
        items=parts if len(parts) > 1 else (),
        path=place.path[:-1],
        key=("term", *place.names),
        statement=whole(place.block),
        rule="term.described",
        confidence=0.75,
    )


def _describes(text: Text, language: Language, *, several: bool) -> bool:
    """Whether an entry tells what is done and leaves out by whom; of several, each has to open with its verb."""
    parse = language.parse(spoken(sentences(text)[0])) if text.plain.strip() else None
    if parse is None or lead_in(text) is not None or text.plain.rstrip().endswith((":", "?")):
        return False
    if parse.child(parse.root, "nsubj", "nsubjpass") is not None:
        return False
    return not several or parse.tokens[parse.root].tag in {"VB", "VBG"}


def plain_entries(place: Place, language: Language) -> Iterator[Draft]:
    """The sentences of entries that open with no term."""
    if isinstance(place.block, List):
        for item in place.block.items:
            if entry_lead_in(item.text) is None:
                yield from of_sentences(sentences(item.text), place, language, topic=place.topic)


def short_entries(block: List) -> tuple[Text, ...]:
    """The entries of a list in few words each; none where one of them needs more."""
    entries = [_entry(item) for item in block.items]
    short = tuple(entry for entry in entries if entry is not None)
    return short if len(short) == len(entries) else ()


def told_entries(block: List) -> tuple[Text, ...]:
    """The entries of a list as sentences, the first of each; none where they are more than can be recalled."""
    if any(entry_lead_in(item.text) or item.blocks or not item.text.plain.strip() for item in block.items):
        return ()
    entries = tuple(wording.capitalised(sentences(item.text)[0].strip(" .;,")) for item in block.items)
    words = [len(entry.plain.split()) for entry in entries]
    told = max(words) <= _LONGEST_TOLD and sum(words) <= _MOST_TOLD
    apart = not any(_BACK.match(entry.plain) or entry.plain.endswith((":", "?")) for entry in entries[1:])
    return entries if told and apart else ()


def _entry(item: Item) -> Text | None:
    """An entry in few words: its term, or all of it where it is short."""
    term = entry_lead_in(item.text)
    if term is not None:
        return term.name
    text = item.text
    aside = _ASIDE.search(text.plain)
    if len(text.plain.split()) > _LONGEST_ENTRY and aside is not None:
        text = text.cut(0, aside.start())
    short = 0 < len(text.plain.split()) <= _LONGEST_ENTRY and not text.plain.endswith("?")
    return wording.capitalised(text.strip(" .;,:")) if short else None


def whole(block: List) -> Text:
    """All words of a list, for the first stamp inside it."""
    whole = Text()
    for item in block.items:
        whole += item.text
    return whole
