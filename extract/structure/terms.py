"""Terms -> cards: each `**Term:** text` of a list, and each paragraph that opens in this way."""

import re
from collections.abc import Iterator
from dataclasses import replace

from cuedeck.cards.card import Kind
from cuedeck.cards.draft import Draft
from cuedeck.extract.gates.verdict import verdict
from cuedeck.extract.parser.glued import unglued
from cuedeck.extract.parser.parser import Parser
from cuedeck.extract.parser.sentences import sentences, spoken
from cuedeck.extract.prose.statements import of_sentences, spoken_of
from cuedeck.extract.structure import glosses
from cuedeck.extract.text import nouns, questions
from cuedeck.extract.text.lead_in import LeadIn, entry_lead_in, is_marked, lead_in
from cuedeck.extract.text.place import Place
from cuedeck.extract.text.silence import Silence
from cuedeck.extract.wording.words import words
from cuedeck.notes.blocks import List, Paragraph
from cuedeck.notes.text import Text

_ADDED_WORDS = 15
_CLASS = re.compile(
    r"(?:the|an?|any|every|all|some|those|people|someone|something|one (?:that|who|of|which))\s"
    r"|[\w-]+(?:\s[\w-]+){0,3}\s(?:that|which|who|whose|where)\s"
    r"|(?:(?!to\s)[\w-]+\s){0,2}(?P<genus>[\w-]+)\s(?:of|for|used|made|with|by)\s",
    re.IGNORECASE,
)
"""How a text opens that says what kind of thing something is: `a rock that ...`, `molten rock that ...`."""
_ONE = re.compile(r"an?\s", re.IGNORECASE)
_SET = re.compile(
    r"an?\s(?:[\w-]+\s){0,2}(?:set|group|type|kind|form|class|family|series|collection|pair|range|way|method|system|means)\b",
    re.IGNORECASE,
)
"""One thing that several can be."""
_RELATIVE = re.compile(r"\s(?:that|which|where|who)\s", re.IGNORECASE)
_PARTICIPLE = re.compile(r"(?!used|applied|needed|required|caused)\w+ed\s", re.IGNORECASE)
_OF_A_CASE = frozenset({"problem", "solution", "change"})
"""Labels of what happened in a case, not of what belongs to a thing."""
_OF_A_DEED = re.compile(r"(?:tion|sion|ment|ness|ity|logy|ance|ence|ing)s?$", re.IGNORECASE)
"""How nouns end that name what is done or how something is: what undergoes it is something else."""
_FINITE = frozenset({"VBZ", "VBP", "VBD", "MD"})
_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")
_FEWEST_TOLD = 2
"""Words of a text that explains its label."""


def term_entries(place: Place, parser: Parser) -> Iterator[Draft | Silence]:
    """Each `**Term:** text` of a list, and each paragraph that opens in this way."""
    match place.block:
        case List(items=items):
            above = spoken_of(place.introduction, place, parser) if place.introduction else None
            for item in items:
                yield from _term(item.text, entry_lead_in(item.text), place, parser, above)
        case Paragraph(text=text) if is_marked(text):
            yield from _term(text, lead_in(text), place, parser, None)
        case _:
            pass


def _term(
    text: Text, term: LeadIn | None, place: Place, parser: Parser, above: Text | None
) -> Iterator[Draft | Silence]:
    if term is None or not term.body.plain.strip(" ."):
        return
    parts = tuple(unglued(part, parser) for part in sentences(term.body))
    below = replace(place, block=None, path=(*place.path, term.name), topic=term.name)
    topic = term.name if _can_be_subject(term, parts[0], parser) else None
    found = tuple(of_sentences(parts, below, parser, topic=topic, above=above))
    meant = None if term.is_question else glosses.meaning(term.name, parts[0], below)
    if meant is not None:
        yield meant
    yield from found
    if term.is_question or not any(
        isinstance(one, Draft) and one.statement is parts[0] and not verdict(one) for one in found
    ):
        draft = _on_term(term, text, parts, place, parser)
        if draft is not None:
            yield draft


def _on_term(term: LeadIn, text: Text, parts: tuple[Text, ...], place: Place, parser: Parser) -> Draft | None:
    """A question on the term itself, answered by the first sentence of its text; None where no honest question fits."""
    asked = _asking(term, parts[0], place, parser)
    if asked is None:
        return None
    asking, kind, rule = asked
    return Draft(
        kind=kind,
        question=asking,
        answer=nouns.capitalised(_answer(parts).strip(" ;,").strip(".")),
        path=place.path,
        key=("term", *place.names, term.name.plain),
        statement=text.cut(0, len(text.plain) - len(term.body.plain) + len(parts[0].plain)),
        rule=rule,
        term=term.name,
    )


def _can_be_subject(term: LeadIn, first: Text, parser: Parser) -> bool:
    """Whether the text may call the term `it`: not if the term is an action or an attribute of something else."""
    undergoes = _PARTICIPLE.match(first.plain) and _OF_A_DEED.search(nouns.head_noun(term.name.plain))
    if undergoes or not nouns.is_worded(term.name):
        return False
    name = nouns.uncapitalised(term.name).plain
    labels = nouns.names_attribute(name) or nouns.is_adjective(name)
    return not (labels or term.is_question or _is_command(term.name, parser))


def _is_command(name: Text, parser: Parser) -> bool:
    """Whether a name of several words tells what to do: `Scale the business`."""
    words = name.plain.lower()
    parse = parser.parse(words) if " " in words else None
    return parse is not None and parse.root == 0 and parse.tokens[0].tag in {"VB", "VBP"}


def _answer(parts: tuple[Text, ...]) -> Text:
    """The first sentence, with the second where both are short."""
    if len(parts) > 1 and len(parts[0].plain.split()) < _ADDED_WORDS / 3:
        return parts[0] + " " + parts[1]
    return parts[0]


def _asking(term: LeadIn, first: Text, place: Place, parser: Parser) -> tuple[Text, Kind, str] | None:
    """The question on a label, the kind of card it makes, and its rule."""
    name = place.in_sentence(term.name)
    if term.is_question:
        return term.name, Kind.QA, "asked_term"
    if len(first.plain.split()) < _FEWEST_TOLD:
        return None
    if not _is_phrase(first, parser):
        return questions.meant_by(term.name), Kind.ITEM, "label"
    if nouns.is_person(term.name.plain, first.plain):
        return questions.who_is(term.name), Kind.DEFINITION, "person"
    if place.path and nouns.is_worded(name) and nouns.names_attribute(name.plain):
        return _of_owner(name, place)
    if _tells_kind(name, first):
        article = nouns.article(nouns.uncapitalised(name).plain, first.plain, place.capitals.after_the)
        return questions.what_is(name, article), Kind.DEFINITION, "term"
    return questions.meant_by(term.name), Kind.ITEM, "label"


def _is_phrase(first: Text, parser: Parser) -> bool:
    """Whether a text is no sentence with a subject of its own: `A rock that floats`, `Moves water`."""
    parse = parser.parse(spoken(first).partition(";")[0])
    if parse is None:
        return True
    told = parse.tokens[parse.root].tag in _FINITE or parse.child(parse.root, "aux", "auxpass") is not None
    return not (told and parse.child(parse.root, *_SUBJECTS) is not None)


def _of_owner(label: Text, place: Place) -> tuple[Text, Kind, str] | None:
    """The question on a label such as `Purpose`; `Complexity` below `Drawbacks of X` is no complexity of drawbacks."""
    if nouns.asks_for_list(place.path[-1].plain) or label.plain.lower() in _OF_A_CASE:
        return None
    return questions.valued(label, place.owner()), Kind.ITEM, "attribute"


def _tells_kind(name: Text, first: Text) -> bool:
    """Whether a text says what kind of thing its name is: one thing of one name, several of several.

    A plural that a relative clause explains is one thing: `Doldrums: A belt around the equator where winds are weak`.
    """
    kind = _CLASS.match(first.plain)
    if kind is None or (kind["genus"] and kind["genus"].lower() not in words("genera")):
        return False
    if name.plain.lower() in first.plain.lower():
        return False
    several = nouns.is_plural(name.plain) and _ONE.match(first.plain) and not _SET.match(first.plain)
    return not several or (" " not in name.plain and _RELATIVE.search(first.plain) is not None)
