"""Lists -> cards: the list as a whole, and each entry that opens with a term."""

import re
from collections.abc import Iterator
from dataclasses import replace

from cards.card import Kind
from cards.draft import Draft
from extract import introductions, questions, wording
from extract.language import Language
from extract.leadin import LeadIn, is_marked, lead_in
from extract.phrases import english
from extract.place import Place
from extract.sentences import sentences, spoken
from extract.statements import of_sentences
from notes.blocks import Item, List, Paragraph
from notes.text import Text

FEWEST, MOST = 2, 9
"""Entries an enumeration may have: more than nine nobody recalls."""
_LONGEST_ENTRY = 12
_ADDED_WORDS = 15
_Asked = tuple[Text, Kind, float]
"""A question, the kind of card it makes, and its confidence."""
_ASIDE = re.compile(r",?\s(?:such as|including|like|e\.g\.|for example)\b|\s\(|\s[–—]\s|[:;]\s")
"""Where a long entry goes into detail."""
_ARTICLE = re.compile(r"(?:the|an?)\s", re.IGNORECASE)
_CLASS = re.compile(
    r"(?:the|an?|any|one|every|all|some|those|people|someone|something)\s|[\w-]+(?:\s[\w-]+){0,3}\s(?:that|which|who|whose|of|for|used|where|when|with|made|in|by)\s",
    re.IGNORECASE,
)
"""How a text opens that says what kind of thing something is: `a rock that ...`, `molten rock that ...`."""
_YEAR = re.compile(r"\d{3,4}s?$")
_FRAGMENT_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS", "CD", "JJ"})


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


def term_entries(place: Place, language: Language) -> Iterator[Draft]:
    """Each `**Term:** text` of a list, and each paragraph that opens in this way."""
    match place.block:
        case List(items=items):
            for item in items:
                yield from _term(item.text, place, language)
        case Paragraph(text=text) if is_marked(text):
            yield from _term(text, place, language)
        case _:
            pass


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


def _term(text: Text, place: Place, language: Language) -> Iterator[Draft]:
    term = lead_in(text)
    if term is None or not term.body.plain.strip(" ."):
        return
    parts = sentences(term.body)
    below = replace(place, block=None, path=(*place.path, term.name), topic=term.name)
    found = tuple(of_sentences(parts, below, language, topic=term.name if _can_be_subject(term, language) else None))
    yield from found
    if term.is_question or not any(draft.statement is parts[0] for draft in found):
        draft = _on_term(term, text, parts, place, language)
        if draft is not None:
            yield draft


def _on_term(term: LeadIn, text: Text, parts: tuple[Text, ...], place: Place, language: Language) -> Draft | None:
    """A question on the term itself, answered by the first sentence of its text; None where no question fits."""
    asked = _asking(term, parts[0], place, language)
    if asked is None:
        return None
    asking, kind, confidence = asked
    return Draft(
        kind=kind,
        question=asking,
        answer=wording.capitalised(_answer(parts).strip(" ;,").strip(".")),
        path=place.path,
        key=("term", *place.names, term.name.plain),
        statement=text.cut(0, len(text.plain) - len(term.body.plain) + len(parts[0].plain)),
        rule=f"term.{kind.value}",
        confidence=confidence,
    )


def _can_be_subject(term: LeadIn, language: Language) -> bool:
    """Whether the text may call the term `it`: not if the term is an action or an attribute of something else."""
    if not wording.is_worded(term.name):
        return False
    name = wording.uncapitalised(term.name).plain
    labels = wording.names_attribute(name) or wording.is_adjective(name)
    return not (labels or term.is_question or _is_command(term.name, language))


def _is_command(name: Text, language: Language) -> bool:
    """Whether a name tells what to do: `Scale the business`."""
    parse = language.parse(name.plain.lower())
    return parse is not None and parse.tokens[parse.root].tag in {"VB", "VBP"} and parse.root == 0


def _answer(parts: tuple[Text, ...]) -> Text:
    """The first sentence, with the second where both are short."""
    if len(parts) > 1 and len(parts[0].plain.split()) < _ADDED_WORDS / 3:
        return parts[0] + " " + parts[1]
    return parts[0]


def _asking(term: LeadIn, first: Text, place: Place, language: Language) -> _Asked | None:
    name = place.in_sentence(term.name)
    if term.is_question:
        return term.name, Kind.QA, 0.95
    if wording.is_worded(name) and wording.names_attribute(name.plain) and place.path:
        return questions.what_is_of(name, place.owner()), Kind.ITEM, 0.8
    if _YEAR.match(name.plain):
        return english().ask("happened", year=name), Kind.ITEM, 0.8
    return _by_shape(name, term.name, first, place, language)


def _by_shape(name: Text, written: Text, first: Text, place: Place, language: Language) -> _Asked | None:
    """A question that fits how name and text are built."""
    body = language.parse(spoken(first).partition(";")[0])
    if body is None:
        return (questions.what_is(name), Kind.DEFINITION, 0.7) if _ARTICLE.match(first.plain) else None
    root = body.tokens[body.root]
    subject = body.child(body.root, "nsubj", "nsubjpass", "csubj", "expl")
    if not wording.is_worded(written) or (root.tag == "VBZ" and subject is None):
        return questions.what_does(name), Kind.ITEM, 0.85
    command = _is_command(written, language)
    if root.tag in {"VB", "VBP"} and subject is None and wording.is_plural(name.plain) and not command:
        return questions.what_does(name), Kind.ITEM, 0.8
    if (command and subject is None) or (root.tag in {"VB", "VBG"} and subject is None):
        return questions.involves(written), Kind.ITEM, 0.75
    unended = _ARTICLE.match(first.plain) is not None and not first.plain.endswith((".", "!", "…"))
    if (root.tag in _FRAGMENT_TAGS and subject is None) or unended:
        return _by_fragment(name, written, first, place, language)
    return None


def _by_fragment(name: Text, written: Text, first: Text, place: Place, language: Language) -> _Asked | None:
    """A question on a text that is no sentence: what the name is, unless the name is but a label."""
    single = place.topic is not None and len(name.plain.split()) == 1
    if place.path and (wording.is_generic_heading(place.path[-1].plain) or _is_command(place.path[-1], language)):
        return None
    if place.path and (single or wording.is_adverbial(name.plain) or wording.is_adjective(name.plain)):
        return questions.noted_of(name, place.owner()), Kind.ITEM, 0.7
    if wording.is_person(written.plain, first.plain):
        return questions.who_is(written), Kind.DEFINITION, 0.85
    article = wording.article(wording.uncapitalised(name).plain, first.plain, place.capitals.after_the)
    if _CLASS.match(first.plain):
        return questions.what_is(name, article), Kind.DEFINITION, 0.85
    if not place.path or name.plain.lower() in place.path[-1].plain.lower():
        return None
    return questions.noted_of(name, place.owner()), Kind.ITEM, 0.7
