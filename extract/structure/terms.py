"""Terms -> cards: each `**Term:** text` of a list, and each paragraph that opens in this way."""

import re
from collections.abc import Iterator
from dataclasses import replace

from cuedeck.cards.card import Kind
from cuedeck.cards.draft import Draft
from cuedeck.extract.gates.verdict import verdict
from cuedeck.extract.parser.glued import unglued
from cuedeck.extract.parser.misread import acts
from cuedeck.extract.parser.parse import Parse
from cuedeck.extract.parser.parser import Language
from cuedeck.extract.parser.sentences import sentences, spoken
from cuedeck.extract.prose.statements import of_sentences, spoken_of
from cuedeck.extract.structure import glosses
from cuedeck.extract.text import nouns, questions
from cuedeck.extract.text.lead_in import LeadIn, entry_lead_in, is_marked, lead_in
from cuedeck.extract.text.place import Place
from cuedeck.extract.wording.phrases import english
from cuedeck.notes.blocks import List, Paragraph
from cuedeck.notes.text import Text

_ADDED_WORDS = 15
_ARTICLE = re.compile(r"(?:the|an?)\s", re.IGNORECASE)
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
_YEAR = re.compile(r"\d{3,4}s?$")
_FRAGMENT_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS", "CD", "JJ"})
_DEED = re.compile(r"(?:tion|sion|ment|ing|ism|ysis)$", re.IGNORECASE)
"""How nouns end that name something done, which a gerund can explain: `Essentialism: Ascribing depth to experiences`."""
_BRACKET = re.compile(r"\s\([^()]*\)")
_FINITE = frozenset({"VBZ", "VBP", "VBD", "MD"})
_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")
_Asked = tuple[Text, Kind]
"""A question, and the kind of card it makes."""
_MODAL = re.compile(r"(?:can|could|may|might|should|would|will|must)\s", re.IGNORECASE)
_PARTICIPLE = re.compile(r"(?!used|applied|needed|required|caused)\w+ed\s", re.IGNORECASE)
_OF_A_CASE = frozenset({"problem", "solution", "change"})
"""Labels of what happened in a case, not of what belongs to a thing."""
_FIGURES = frozenset({"figures", "numbers", "statistics", "stats", "dates", "prices", "costs", "sizes", "dimensions"})
"""What a heading calls entries of which each is a figure."""
_OF_A_DEED = re.compile(r"(?:tion|sion|ment|ness|ity|logy|ance|ence|ing)s?$", re.IGNORECASE)
"""How nouns end that name what is done or how something is: what undergoes it is something else."""


def term_entries(place: Place, language: Language) -> Iterator[Draft]:
    """Each `**Term:** text` of a list, and each paragraph that opens in this way."""
    match place.block:
        case List(items=items):
            above = spoken_of(place.introduction, place, language) if place.introduction else None
            for item in items:
                yield from _term(item.text, entry_lead_in(item.text), place, language, above)
        case Paragraph(text=text) if is_marked(text):
            yield from _term(text, lead_in(text), place, language, None)
        case _:
            pass


def _term(text: Text, term: LeadIn | None, place: Place, language: Language, above: Text | None) -> Iterator[Draft]:
    if term is None or not term.body.plain.strip(" ."):
        return
    parts = tuple(unglued(part, language) for part in sentences(term.body))
    below = replace(place, block=None, path=(*place.path, term.name), topic=term.name)
    topic = term.name if _can_be_subject(term, parts[0], language) else None
    found = tuple(of_sentences(parts, below, language, topic=topic, above=above))
    meant = None if term.is_question else glosses.meaning(term.name, parts[0], below)
    if meant is not None:
        yield meant
    yield from found
    if term.is_question or not any(draft.statement is parts[0] and not verdict(draft) for draft in found):
        draft = _on_term(term, text, parts, place, language)
        if draft is not None:
            yield draft


def _on_term(term: LeadIn, text: Text, parts: tuple[Text, ...], place: Place, language: Language) -> Draft | None:
    """A question on the term itself, answered by the first sentence of its text; None where no question fits."""
    asked = _asking(term, parts[0], place, language)
    if asked is None:
        return None
    asking, kind = asked
    return Draft(
        kind=kind,
        question=asking,
        answer=nouns.capitalised(_answer(parts).strip(" ;,").strip(".")),
        path=place.path,
        key=("term", *place.names, term.name.plain),
        statement=text.cut(0, len(text.plain) - len(term.body.plain) + len(parts[0].plain)),
        term=term.name,
        rule="term" if kind is Kind.DEFINITION else "attribute" if kind is Kind.ITEM else "asked_term",
    )


def _can_be_subject(term: LeadIn, first: Text, language: Language) -> bool:
    """Whether the text may call the term `it`: not if the term is an action or an attribute of something else."""
    undergoes = _PARTICIPLE.match(first.plain) and _OF_A_DEED.search(nouns.head_noun(term.name.plain))
    if undergoes or not nouns.is_worded(term.name):
        return False
    name = nouns.uncapitalised(term.name).plain
    labels = nouns.names_attribute(name) or nouns.is_adjective(name)
    return not (labels or term.is_question or _is_command(term.name, language))


def _is_command(name: Text, language: Language) -> bool:
    """Whether a name of several words tells what to do: `Scale the business`."""
    words = name.plain.lower()
    parse = language.parse(words) if " " in words else None
    return parse is not None and parse.root == 0 and parse.tokens[0].tag in {"VB", "VBP"}


def _is_action(name: Text, language: Language) -> bool:
    """Whether a name above a command is one of something done: `Share delights`, `Understanding boundaries`."""
    first = name.plain.lower().split()[0]
    return first.endswith("ing") or first in english().words["imperatives"] or _is_command(name, language)


def _answer(parts: tuple[Text, ...]) -> Text:
    """The first sentence, with the second where both are short."""
    if len(parts) > 1 and len(parts[0].plain.split()) < _ADDED_WORDS / 3:
        return parts[0] + " " + parts[1]
    return parts[0]


def _asking(term: LeadIn, first: Text, place: Place, language: Language) -> _Asked | None:
    name = place.in_sentence(term.name)
    if term.is_question:
        return term.name, Kind.QA
    if nouns.is_worded(name) and nouns.names_attribute(name.plain) and place.path:
        # `Complexity` below `Drawbacks of X` is no complexity of drawbacks.
        if nouns.asks_for_list(place.path[-1].plain) or name.plain.lower() in _OF_A_CASE:
            return None
        return questions.what_is_of(name, place.owner()), Kind.ITEM
    if _YEAR.match(name.plain):
        return english().ask("happened", year=name), Kind.ITEM
    return _by_shape(name, term.name, first, place, language)


def _by_shape(name: Text, written: Text, first: Text, place: Place, language: Language) -> _Asked | None:
    """A question that fits how name and text are built."""
    if _DEED.search(nouns.head_noun(name.plain)) and _is_done(first, language) and not _is_action(written, language):
        return questions.consists(name), Kind.ITEM
    body = language.parse(spoken(first).partition(";")[0])
    if body is None:
        return (questions.what_is(name), Kind.DEFINITION) if _ARTICLE.match(first.plain) else None
    root = body.tokens[body.root]
    subject = body.child(body.root, *_SUBJECTS)
    if subject is None and _MODAL.match(first.plain):
        return None
    opens = subject is None and _opens(body)
    command = _is_command(written, language)
    if not nouns.is_worded(written) or (root.tag == "VBZ" and opens and acts(body, body.root) and not command):
        return questions.what_does(name), Kind.ITEM
    if subject is None and (command or (root.tag in {"VB", "VBG"} and opens)):  # advice, told again in other words
        return None
    unended = _ARTICLE.match(first.plain) is not None and not first.plain.endswith((".", "!", "…"))
    if (root.tag in _FRAGMENT_TAGS and subject is None) or unended:
        return _by_fragment(name, written, first, place, language)
    return None


def _is_done(first: Text, language: Language) -> bool:
    """Whether a text is all that something done consists of: `Ascribing depth to experiences`, and no sentence."""
    words = _BRACKET.sub("", nouns.uncapitalised(first).plain.partition(";")[0])
    parse = language.parse("It involves " + words)
    if parse is None or parse.tokens[parse.root].text != "involves" or parse.tokens[2].tag != "VBG":
        return False
    verbs = (at for at, token in enumerate(parse.tokens) if at > 1 and token.tag in _FINITE and token.dep != "pobj")
    finite = next(verbs, len(parse.tokens))
    depends = any(token.tag in {"WDT", "WP", "WRB", "IN"} and token.dep != "prep" for token in parse.tokens[2:finite])
    return finite == len(parse.tokens) or depends


def _opens(body: Parse) -> bool:
    """Whether the text begins with its verb, an adverb aside."""
    return all(token.tag.startswith("RB") for token in body.tokens[: body.root])


def _tells_kind(name: Text, first: Text) -> bool:
    """Whether a text says what kind of thing its name is: one thing of one name, several of several.

    A plural that a relative clause explains is one thing: `Doldrums: A belt around the equator where winds are weak`.
    """
    kind = _CLASS.match(first.plain)
    if kind is None or (kind["genus"] and kind["genus"].lower() not in english().words["genera"]):
        return False
    if name.plain.lower() in first.plain.lower():
        return False
    several = nouns.is_plural(name.plain) and _ONE.match(first.plain) and not _SET.match(first.plain)
    return not several or (" " not in name.plain and _RELATIVE.search(first.plain) is not None)


def _by_fragment(name: Text, written: Text, first: Text, place: Place, language: Language) -> _Asked | None:
    """A question on a text that is no sentence: what the name is, unless the name is but a label."""
    label = written if questions.is_proper(written.plain) else name
    single = place.topic is not None and len(name.plain.split()) == 1
    if place.path and (nouns.is_generic_heading(place.path[-1].plain) or _is_command(place.path[-1], language)):
        return None
    if place.path and (single or nouns.is_adverbial(name.plain) or nouns.is_adjective(name.plain)):
        return _noted(label, first, place)
    if nouns.is_person(written.plain, first.plain):
        return questions.who_is(written), Kind.DEFINITION
    article = nouns.article(nouns.uncapitalised(name).plain, first.plain, place.capitals.after_the)
    if _tells_kind(name, first):
        return questions.what_is(name, article), Kind.DEFINITION
    if not place.path or name.plain.lower() in place.path[-1].plain.lower():
        return None
    return _noted(label, first, place)


def _noted(label: Text, first: Text, place: Place) -> _Asked | None:
    above, owner = place.path[-1].plain, place.owner()
    is_figure = not any(letter.isalpha() for letter in first.plain.partition(" ")[0])
    if not (is_figure and nouns.is_plural(above)):
        asking = questions.noted_of(label, owner)
    elif nouns.head_noun(above) in _FIGURES:
        asking = questions.label_of(nouns.uncapitalised(label), owner)
    else:
        asking = None  # so many of them
    return None if asking is None else (asking, Kind.ITEM)
