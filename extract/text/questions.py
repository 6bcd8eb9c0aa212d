"""English questions on terms, labels and headings; their words stand in `wording/en.yaml`."""

import re
import unicodedata

from cuedeck.extract.text import nouns
from cuedeck.extract.wording.phrases import english
from cuedeck.extract.wording.words import words
from cuedeck.notes.text import Text

_ARTICLE = re.compile(r"(?:the|these|an?)\s", re.IGNORECASE)
_TO_DO = re.compile(r"(?P<word>when|where) to (?P<verb>[a-z]+) (?:it|this|them)\b", re.IGNORECASE)
_DEFINING = re.compile(r"what (?:is|are) (?:an?\s|the\s)?[\w-]+(?:\s[\w-]+)?\?$", re.IGNORECASE)
"""A heading that asks what something is, which no list of loose remarks answers."""


def what_is(name: Text, article: str = "") -> Text:
    """The question `What is X?`, with an article such as `the ` where the name takes one."""
    return english().ask("what_is", be=_be(name), article=article, name=nouns.uncapitalised(name))


def who_is(name: Text) -> Text:
    """The question `Who is X?`."""
    return english().ask("who_is", name=name)


def valued(attribute: Text, owner: Text) -> Text:
    """The question on what a label gives for the thing above it: `For the dihybrid cross, what is the ratio?`."""
    label, is_open = attribute.plain.lower(), nouns.head_noun(attribute.plain) in words("open_sets")
    bare = _ARTICLE.match(label) or (is_open and nouns.is_plural(label))
    article = "" if bare else nouns.indefinite(label) if is_open else "the "
    name = nouns.uncapitalised(attribute)
    return english().ask("valued", be=_be(attribute), article=article, attribute=name, owner=owner)


def meant_by(label: Text) -> Text:
    """The question on an entry by its label as it stands: headings tell where it stands."""
    quoted = any(sign in label.plain for sign in '"“”')
    article = "the " if quoted and label.plain[-1] not in '"”' else ""
    return english().ask("meant_by", name=article + label if quoted else "“" + _spelt(label) + "”")


def _spelt(name: Text) -> Text:
    """A sign such as `<` with its name, since it cannot be read aloud."""
    sign = name.plain.strip()
    return name + f" ({unicodedata.name(sign, '').lower()})" if len(sign) == 1 and not sign.isalnum() else name


def as_question(heading: Text, title: str) -> Text | None:
    """The question that a heading asks: `What is X?`, or `When to use it` of a note on X; None where it asks nothing."""
    if heading.plain.endswith("?"):
        return nouns.capitalised(heading.strip(" ?") + "?")
    match = _TO_DO.match(heading.plain)
    if match is None:
        return None
    verb = heading.cut(match.start("verb"), match.end("verb"))
    return english().ask(
        "to_do", word=match["word"].capitalize(), verb=verb, title=title, rest=heading.cut(match.end())
    )


def counts_or_weighs(heading: str) -> bool:
    """Whether a heading tells how many there are, or that they are the main ones: `Four humours`, `Key figures`."""
    first = heading.lower().removeprefix("the ").partition(" ")[0]
    return is_number(first) or first in words("weighing")


def tells_of_what(heading: str) -> bool:
    """Whether a heading tells more than a class: of what its list is, how many there are, or that they are the main ones."""
    return nouns.has_complement(heading) or counts_or_weighs(heading) or heading.endswith("?")


def of_heading(heading: Text, number: int) -> Text | None:
    """The question that the list below a heading answers; None where the heading announces no list of one kind."""
    plain = heading.plain
    if plain.endswith("?"):
        asks = not words("question_words").isdisjoint(plain.lower().split()[:4]) and not _DEFINING.match(plain)
        return nouns.capitalised(heading) if asks else None
    article = _ARTICLE.match(plain)
    bare = heading.cut(article.end()) if article is not None else heading
    if not _names_class(bare.plain):
        return None
    first = bare.plain.lower().split()[0]
    if is_number(first) and first not in {nouns.count(number), str(number)}:
        return None
    counted = "" if is_number(first) else f"{nouns.count(number)} "
    return english().ask("enumeration", counted=counted, heading=nouns.uncapitalised(bare))


def _names_class(heading: str) -> bool:
    """Whether a heading is about things of one class, and not about something done or a sample of them."""
    first, noun = heading.lower().partition(" ")[0], nouns.head_noun(heading)
    several = noun in words("list_nouns") or (nouns.is_plural(heading) and counts_or_weighs(heading))
    is_act = first.endswith("ing") or first in words("question_words", "prepositions")
    return (
        several
        and not is_act
        and ":" not in heading
        and noun not in words("open_sets")
        and not nouns.is_joined(heading)
    )


def is_number(word: str) -> bool:
    """Whether a word in small letters is a number: `3`, `three`."""
    return word.isdigit() or word in english().counts


def _be(name: Text) -> str:
    return "are" if nouns.is_plural(name.plain) else "is"
