"""Lists -> cards: the list as a whole, and each entry that opens with a term."""

import re
from collections.abc import Iterator

from cards.card import Kind
from cards.draft import Draft
from extract import introductions, questions, wording
from extract.language import Language
from extract.leadin import lead_in
from extract.place import Place
from extract.sentences import sentences, spoken
from extract.statements import of_sentences
from notes.blocks import Item, List
from notes.text import Text

FEWEST, MOST = 2, 9
"""Entries an enumeration may have: more than nine nobody recalls."""
_LONGEST_ENTRY = 12
_ASIDE = re.compile(r",?\s(?:such as|including|like|e\.g\.|for example)\b|\s\(|\s[–—]\s|[:;]\s")
"""Where a long entry goes into detail."""


def enumerations(place: Place, language: Language) -> Iterator[Draft]:
    """A list whose entries are short, as the answer to the question that introduces it."""
    if not isinstance(place.block, List) or not FEWEST <= len(place.block.items) <= MOST:
        return
    names = short_entries(place.block)
    labels = sum(wording.names_attribute(name.plain) for name in names)
    if not names or labels * 2 > len(names):
        return
    named = place.introduction is not None and lead_in(place.introduction) is not None
    intro = None if named else introductions.introduction(place.introduction)
    asking = introductions.question(intro, len(names), language) if intro is not None else None
    if asking is None and place.path and wording.announces_several(place.path[-1].plain):
        asking = questions.of_heading(place.in_sentence(place.path[-1]), len(names))
    if asking is None:
        return
    yield Draft(
        kind=Kind.LIST,
        question=asking,
        answer=Text(),
        items=names,
        ordered=place.block.ordered,
        path=place.path,
        key=("list", *place.names, asking.plain if intro is not None else ""),
        statement=whole(place.block),
        rule="list",
        confidence=0.85 if intro is not None else 0.75,
    )


def described_entries(place: Place, language: Language) -> Iterator[Draft]:
    """An action whose name stands alone above the one entry that describes it: `Update: recalculate the centroids`."""
    if not isinstance(place.block, List) or place.topic is None or len(place.block.items) != 1:
        return
    only = place.block.items[0].text
    parse = language.parse(spoken(sentences(only)[0])) if only.plain.strip() else None
    if parse is None or lead_in(only) is not None or parse.child(parse.root, "nsubj", "nsubjpass") is not None:
        return
    yield Draft(
        kind=Kind.ITEM,
        question=questions.involves(place.topic),
        answer=wording.capitalised(sentences(only)[0].strip(" .;,")),
        path=place.path[:-1],
        key=("term", *place.names),
        statement=only,
        rule="term.described",
        confidence=0.75,
    )


def plain_entries(place: Place, language: Language) -> Iterator[Draft]:
    """The sentences of entries that open with no term."""
    if isinstance(place.block, List):
        for item in place.block.items:
            if lead_in(item.text) is None:
                yield from of_sentences(sentences(item.text), place, language, topic=place.topic)


def short_entries(block: List) -> tuple[Text, ...]:
    """The entries of a list in few words each; none where one of them needs more."""
    entries = [_entry(item) for item in block.items]
    short = tuple(entry for entry in entries if entry is not None)
    return short if len(short) == len(entries) else ()


def _entry(item: Item) -> Text | None:
    """An entry in few words: its term, or all of it where it is short."""
    term = lead_in(item.text)
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
