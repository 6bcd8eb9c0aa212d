"""What stands above a list -> the question that it answers: a sentence, a label that stands alone, or a heading."""

import re
from dataclasses import dataclass, replace

from cuedeck.extract.parser.parser import Parser
from cuedeck.extract.prose.statements import spoken_of
from cuedeck.extract.structure import list_sentences
from cuedeck.extract.text import nouns, questions
from cuedeck.extract.text.lead_in import lead_in
from cuedeck.extract.text.place import Place
from cuedeck.extract.wording.phrases import english
from cuedeck.extract.wording.words import words
from cuedeck.notes.blocks import List
from cuedeck.notes.text import Text

_LONGEST_OWNER = 5
"""Words; a longer title tells of more than one thing."""
_LONGEST_ACTION = 7
_NO_OWNER = re.compile(
    r".*[:?!,]|(?:how|why|what|when|step|phase|part)\b|[\w-]*ing\b|.*\b(?:and|vs\.?|versus)\b", re.IGNORECASE
)
_ASIDE = re.compile(r"\s\([^()]+\)$")
_PAIR = 2
_TOLD = re.compile(r"(?:the )?(?:2|two)\b|.*\?$|.*\s(?:of|for|to|in)\s", re.IGNORECASE)
"""A heading that counts what is below it, asks for it, or tells of what it is."""
_REST = re.compile(r"(?:other|more|further|additional)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Announced:
    """A question that a list answers, and what told of it."""

    question: Text
    rule: str
    key: str = ""
    """What tells the list from others below the same heading."""


def announced(place: Place, block: List, parser: Parser) -> Announced | None:
    """The question that a list answers; None where nothing above it announces a list."""
    label = lead_in(place.introduction) if place.introduction is not None else None
    intro = list_sentences.introduction(place.introduction if label is None else label.body)
    told = _resolved(intro, place, parser) if intro is not None else None
    asking = list_sentences.question(told, len(block.items), parser) if told is not None else None
    if asking is not None:
        return Announced(asking, "told_list", asking.plain)
    alone = label is not None and not label.body.plain.strip()
    name = label.name if label is not None and alone else place.path[-1] if place.path else None
    if name is not None and name.plain == place.section.heading.plain and _is_shared(place):
        return None
    found = by_name(name, place, block, parser) if name is not None else None
    if found is None or name is None or name.plain in place.names[-1:]:
        return found
    return replace(found, key=name.plain)


def _resolved(intro: Text, place: Place, parser: Parser) -> Text:
    """The sentence above a list, with what its pronoun stands for where that is certain."""
    if place.introduction is None or not list_sentences.points_back(intro):
        return intro
    named = spoken_of(place.introduction, place, parser)
    return list_sentences.naming(intro, place.in_sentence(named)) if named is not None else intro


def _is_shared(place: Place) -> bool:
    """Whether the heading stands above several lists, none of which alone is what it announces."""
    return sum(isinstance(block, List) for block in place.section.blocks) > 1


def by_name(name: Text, place: Place, block: List, parser: Parser) -> Announced | None:
    """The question that a list answers by the name above it; None where the name announces no list."""
    number = len(block.items)
    owner, plain = _owner(name, place, parser), name.plain.lower()
    if owner is not None and nouns.names_attribute(plain) and nouns.asks_for_list(plain):
        asking = english().ask("owned", counted=f"{nouns.count(number)} ", heading=plain, owner=owner)
        return Announced(asking, "owned_list")
    if owner is not None and plain in words("heading_verbs"):
        helper = "do" if nouns.is_plural(owner.plain) else "does"
        return Announced(english().ask("verb", do=helper, name=owner, verb=plain[:-1]), "verb_list")
    if nouns.announces_several(name.plain) and not _REST.match(plain) and (number > _PAIR or _TOLD.match(plain)):
        heading = questions.of_heading(place.in_sentence(name), number)
        if heading is not None:
            return Announced(heading, "named_list")
    return None


def _is_action(name: str, parser: Parser) -> bool:
    """Whether a name is one of something done: `Optimize the room`, `Understanding boundaries`."""
    if name[1:2].isupper():
        return False
    words = _ASIDE.sub("", name).lower()
    if not 1 < len(words.split()) <= _LONGEST_ACTION or ":" in name or nouns.asks_for_list(words):
        return False
    parse = parser.parse(words)
    return parse is not None and parse.root == 0 and parse.tokens[0].tag in {"VB", "VBP", "VBG"}


def _owner(name: Text, place: Place, parser: Parser) -> Text | None:
    """The heading, entry or title that a name belongs to, as it stands inside a sentence; None where it is no thing."""
    above = [text for text in place.path if text.plain != name.plain]
    owner = above[-1] if above else Text.of(place.note.title)
    words = owner.plain.split()
    if not 0 < len(words) <= _LONGEST_OWNER or _NO_OWNER.match(owner.plain) or _REST.match(name.plain):
        return None
    if nouns.is_generic_heading(owner.plain) or nouns.asks_for_list(owner.plain):
        return None
    return None if _is_action(owner.plain, parser) else place.as_owner(owner)
