"""What stands above a list -> the question that it answers: a sentence, a label that stands alone, or a heading."""

import re
from dataclasses import dataclass, replace

from cuedeck.extract.parser.parser import Parser
from cuedeck.extract.structure import list_sentences
from cuedeck.extract.structure.parallel import is_command
from cuedeck.extract.text import nouns, questions
from cuedeck.extract.text.lead_in import lead_in
from cuedeck.extract.text.place import Place
from cuedeck.extract.wording.phrases import english
from cuedeck.extract.wording.words import words
from cuedeck.notes.blocks import List
from cuedeck.notes.text import Text

_LONGEST_OWNER = 5
"""Words; a longer title tells of more than one thing."""
_NO_OWNER = re.compile(
    r".*[:?!,]|(?:how|why|what|when|step|phase|part)\b|[\w-]*ing\b|.*\b(?:and|vs\.?|versus)\b", re.IGNORECASE
)
_PAIR = 2


@dataclass(frozen=True, slots=True)
class Announced:
    """A question that a list answers, and what told of it."""

    question: Text
    rule: str
    takes_sentences: bool
    """Whether entries may be sentences, as those of `limitations` may."""
    key: str = ""
    """What tells the list from others below the same heading."""


def announced(place: Place, block: List, parser: Parser) -> Announced | None:
    """The question that a list answers; None where nothing above it announces a list."""
    above, number = place.introduction or Text(), len(block.items)
    label = lead_in(above)
    intro = above if label is None else label.body
    asking = list_sentences.question(intro, number, place, parser)
    if asking is not None:
        return Announced(asking, "told_list", _states(intro), asking.plain)
    if label is not None and not label.body.plain.strip():
        found = by_name(label.name, place, number, parser)
        return replace(found, key=label.name.plain) if found is not None else None
    shared = sum(isinstance(other, List) for other in place.section.blocks) > 1
    if not place.path or (place.path[-1].plain == place.section.heading.plain and shared):
        return None
    return by_name(place.path[-1], place, number, parser)


def by_name(name: Text, place: Place, number: int, parser: Parser) -> Announced | None:
    """The question that so many entries answer by the name above them; None where it announces no list."""
    if name.plain.lower().partition(" ")[0] in words("left_over"):
        return None
    owner = _owner(name, place, parser)
    if owner is not None and nouns.names_attribute(name.plain) and nouns.asks_for_list(name.plain):
        heading, counted = name.plain.lower(), f"{nouns.count(number)} "
        asking = english().ask("owned", counted=counted, heading=heading, owner=owner)
        return Announced(asking, "owned_list", _states(name))
    if owner is not None and name.plain.lower() in words("heading_verbs"):
        does = "do" if nouns.is_plural(owner.plain) else "does"
        asking = english().ask("verb", do=does, name=owner, verb=name.plain.lower().removesuffix("s"))
        return Announced(asking, "named_list", takes_sentences=False)
    asked = questions.of_heading(place.in_sentence(name), number)
    if asked is None or not (number > _PAIR or questions.tells_of_what(name.plain)):
        return None
    return Announced(asked, "named_list", _states(name))


def _states(name: Text) -> bool:
    """Whether what a list is of can be stated in sentences."""
    return not words("stated_nouns").isdisjoint(re.findall(r"[a-z]+", name.plain.lower()))


def _owner(name: Text, place: Place, parser: Parser) -> Text | None:
    """The heading, entry or title that a name belongs to, as it stands inside a sentence; None where it is no thing."""
    above = [text for text in place.path if text.plain != name.plain]
    owner = above[-1] if above else Text.of(place.note.title)
    if not 0 < len(owner.plain.split()) <= _LONGEST_OWNER or _NO_OWNER.match(owner.plain):
        return None
    if nouns.is_generic_heading(owner.plain) or nouns.asks_for_list(owner.plain) or is_command(owner.plain, parser):
        return None
    return place.as_owner(owner)
