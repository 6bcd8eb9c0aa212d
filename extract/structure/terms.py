"""Terms -> cards: each `**Term:** text` of a list or paragraph, terms of definition lists, callouts named after a term."""

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
from cuedeck.extract.structure.parallel import is_command
from cuedeck.extract.text import nouns, questions
from cuedeck.extract.text.labels import is_of_lesson
from cuedeck.extract.text.lead_in import LeadIn, entry_lead_in, is_marked, lead_in
from cuedeck.extract.text.place import Place
from cuedeck.extract.text.silence import Silence
from cuedeck.extract.wording.words import words
from cuedeck.notes.blocks import Callout, Definition, List, Paragraph
from cuedeck.notes.text import Text

_FEW_WORDS = 5
"""Words; a shorter sentence answers with the one behind it."""
_FEWEST_TOLD = 2
"""Words of a text that explains its label."""
_MOST_WORDS_OF_TITLE = 6
_CLASS = re.compile(
    r"(?:the|an?|any|every|all|some|those|people|someone|something|one (?:that|who|of|which))\s"
    r"|[\w-]+(?:\s[\w-]+){0,3}\s(?:that|which|who|whose|where)\s"
    r"|(?:(?!(?:to|the|an?)\s)[\w-]+\s){0,2}(?P<genus>[\w-]+)\s(?:of|for|used|made|with|by)\s",
    re.IGNORECASE,
)
"""How a text opens that says what kind of thing something is: `a rock that ...`, `molten rock that ...`."""
_BARE_CLASS = re.compile(
    r"[a-z][\w-]*(?:\s[a-z][\w-]*){0,2}\s(?:with|without|in|between|from|that|which|who|whose|where)\s"
)
"""How a text opens that says the same of several, without an article."""
_OPENING_NOUN = re.compile(
    r"(?!(?:the|an?|any|every|all|some|those|one)\s)(?:[\w-]+\s){0,2}?(?P<noun>[\w-]+)\s"
    r"(?:of|for|used|made|with|by|that|which|who|whose|where)\s",
    re.IGNORECASE,
)
_MASS = ("sis", "tion", "sion", "ity", "ism", "ness", "ment", "ing", "ure", "ance", "ence", "cy", "phy", "gy")
"""How names end that take no article."""
_THIS_MEANS = re.compile(r"(?:this|it|that|these|they)\s(?:means?|refers? to)\s(?:that\s)?", re.IGNORECASE)
_FINITE = frozenset({"VBZ", "VBP", "VBD", "MD"})
_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")


def term_entries(place: Place, parser: Parser) -> Iterator[Draft | Silence]:
    """What a note says of the terms that it sets apart."""
    match place.block:
        case List(items=items):
            above = spoken_of(place.introduction, place, parser) if place.introduction else None
            for item in items:
                term = entry_lead_in(item.text)
                if term is not None and term.body.plain.strip(" ."):
                    yield from _explained(term, item.text, place, parser, above)
                elif term is not None and not item.blocks:
                    yield Silence(item.text, "its label has no text")
        case Paragraph(text=text) if is_marked(text):
            term = lead_in(text)
            if term is not None and term.body.plain.strip(" ."):
                yield from _explained(term, text, place, parser)
        case Definition(term=name, blocks=(Paragraph(text=text), *_)):
            yield from _explained(LeadIn(name, text), name + " " + text, place, parser)
        case Callout(blocks=(Paragraph(text=text), *_)) as callout:
            named = _title(callout)
            line = text.lines[0].timed(callout.title)
            if named is not None and sentences(line) and lead_in(text) is None and _is_phrase(line, parser):
                yield from _explained(LeadIn(named, line), line, place, parser)
        case _:
            pass


def _explained(
    term: LeadIn, text: Text, place: Place, parser: Parser, above: Text | None = None
) -> Iterator[Draft | Silence]:
    """Cards on a term with its text, which ends `text`; `above` is what the sentence above a list speaks of."""
    if is_of_lesson(term.name.plain):
        yield Silence(text, f"its label `{term.name.plain}` is no term")
        return
    said = [unglued(part, parser) for part in sentences(term.body)]
    if not said:
        return
    parts = (said[0].timed(text.cut(0, len(text.plain) - len(term.body.plain))), *said[1:])
    below = replace(place, block=None, path=(*place.path, term.name), topic=term.name)
    topic = term.name if _can_be_subject(term, parser) else None
    found = tuple(of_sentences(parts, below, parser, topic=topic, above=above))
    yield from found
    asked = (one.statement for one in found if isinstance(one, Draft) and not verdict(one))
    if term.is_question or not any(statement is parts[0] for statement in asked):
        yield _on_term(term, text, parts, place, parser)


def _is_phrase(text: Text, parser: Parser) -> bool:
    """Whether a text opens with no sentence with a subject of its own: `A rock that floats`, `Moves water`."""
    parse = parser.parse(spoken(sentences(text)[0]).partition(";")[0])
    if parse is None:
        return True
    told = parse.tokens[parse.root].tag in _FINITE or parse.child(parse.root, "aux", "auxpass") is not None
    return not (told and parse.child(parse.root, *_SUBJECTS) is not None)


def _title(callout: Callout) -> Text | None:
    """The term that a callout is named after: its title, else its own kind, as in `> [!Osmosis]`."""
    if callout.kind not in words("general_callouts") and not callout.title:
        return Text.of(callout.name)
    title = callout.title.strip(" :")
    is_term = 0 < len(title.plain.split()) <= _MOST_WORDS_OF_TITLE and not title.plain.endswith((".", "?", "!"))
    return title if is_term and callout.kind not in words("untitled_callouts") else None


def _on_term(term: LeadIn, text: Text, parts: tuple[Text, ...], place: Place, parser: Parser) -> Draft | Silence:
    """A question on the term itself, answered by the first sentence of its text."""
    statement = text.cut(0, len(text.plain) - len(term.body.plain) + len(parts[0].plain))
    asked = _asking(term, parts[0], place, parser)
    if asked is None:
        return Silence(statement, f"its label `{term.name.plain}` does not tell what is asked")
    asking, kind, rule = asked
    is_short = len(parts) > 1 and len(parts[0].plain.split()) < _FEW_WORDS
    answer = parts[0] + " " + parts[1] if is_short else parts[0]
    means = _THIS_MEANS.match(answer.plain)
    answer = answer.cut(means.end()) if means is not None else answer
    return Draft(
        kind=kind,
        question=asking,
        answer=nouns.capitalised(answer.strip(" ;,").strip(".")),
        path=place.path,
        key=("term", *place.names, term.name.plain),
        statement=statement,
        rule=rule,
        term=term.name,
    )


def _can_be_subject(term: LeadIn, parser: Parser) -> bool:
    """Whether the text may call the term `it`: not if the term is an action or an attribute of something else."""
    name = term.name.plain
    labels = nouns.names_attribute(name) or nouns.is_adjective(name) or term.is_question
    return not labels and nouns.is_worded(term.name) and not is_command(name, parser)


def _asking(term: LeadIn, first: Text, place: Place, parser: Parser) -> tuple[Text, Kind, str] | None:
    """The question on a label, the kind of card it makes, and its rule; None where no honest question fits."""
    name = place.in_sentence(term.name)
    if term.is_question:
        return term.name, Kind.QA, "asked_term"
    if len(first.plain.split()) < _FEWEST_TOLD or term.name.plain.lower() in words("judging_labels"):
        return None
    if not _is_phrase(first, parser):
        return questions.meant_by(term.name), Kind.ITEM, "label"
    if nouns.is_person(term.name.plain, first.plain):
        return questions.who_is(term.name), Kind.DEFINITION, "person"
    if place.path and nouns.is_worded(name) and nouns.names_attribute(name.plain):
        # `Complexity` below `Drawbacks of X` is no complexity of drawbacks, and `Problem` is one of a case.
        has_owner = not nouns.asks_for_list(place.path[-1].plain) and name.plain.lower() not in words("of_a_case")
        return (questions.valued(name, place.as_owner(place.path[-1])), Kind.ITEM, "attribute") if has_owner else None
    # What code does opens as what a thing is: `Shows which files have changed`.
    several = _tells_of_several(name.plain, first.plain, parser)
    tells = several or _tells_kind(name.plain, first.plain)
    if nouns.is_worded(name) and tells and not is_command(name.plain, parser):
        said = f"a {first.plain}" if several else first.plain
        article = nouns.article(nouns.uncapitalised(name).plain, said, place.capitals.after_the)
        if not article and _may_be_counted(nouns.uncapitalised(name).plain, first.plain):
            return questions.meant_by(term.name), Kind.ITEM, "label"
        return questions.what_is(name, article), Kind.DEFINITION, "term"
    return questions.meant_by(term.name), Kind.ITEM, "label"


def _tells_of_several(name: str, first: str, parser: Parser) -> bool:
    """Whether a text says what a thing is by all of its kind: `atoms with the same number of protons`."""
    parse = parser.parse(first) if _BARE_CLASS.match(first) and name.lower() not in first.lower() else None
    return parse is not None and parse.tokens[parse.root].tag == "NNS"


def _may_be_counted(name: str, first: str) -> bool:
    """Whether a text leaves out the article that would tell if its name takes one: `Catalyst: substance that ...`."""
    opening = _OPENING_NOUN.match(first)
    is_thing = opening is not None and opening["noun"].lower() in words("thing_genera")
    is_common = name[:1].islower() and not nouns.is_plural(name) and not name.endswith(_MASS)
    return is_thing and is_common and nouns.article(name, "", frozenset()) == ""


def _tells_kind(name: str, first: str) -> bool:
    """Whether a text says what kind of thing its name is, and not by the name itself."""
    kind = _CLASS.match(first)
    is_kind = kind is not None and (kind["genus"] is None or kind["genus"].lower() in words("bare_genera"))
    return is_kind and name.lower() not in first.lower()
