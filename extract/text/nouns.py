"""English grammar of names: terms, labels and headings as they stand inside a question."""

import re
from functools import cache

from cuedeck.extract.wording.phrases import english
from cuedeck.extract.wording.words import words
from cuedeck.notes.text import Form, Text

_SHORT_FORM = re.compile(r"(?:^|\s)[A-Z]{2,}$")
_NO_PERSON = re.compile(r"\b[A-Z]{2,}\b|\d")
_ACTOR = re.compile(r"(?:[^e]er|or|ist|ian|eer|founder)$")
_UNPLURAL = re.compile(r"(?:ss|us|is|ics|os)$")
_SIBILANT = re.compile(r"(?:ss|x|ch|sh|zz)es$")
_VOWEL = re.compile(r"(?!eu|uni(?!n)|us[aeiu]|one\b|once\b|ut[aei])[aeiou]|hour|hono|heir", re.IGNORECASE)
"""What is spoken with a vowel first: `hour`, but not `unit`."""
_ASIDE = re.compile(r"\s?[(:–—,]")
_ADJECTIVE = re.compile(r"[a-z]+(?:ical|ial|nal|tal|ral|ful|ive|ous|ic)", re.IGNORECASE)
_JOINED = re.compile(r"\s(?:and|or|&)\s", re.IGNORECASE)
_ARTICLE = re.compile(r"(?:the|an?)\s+", re.IGNORECASE)


def count(number: int) -> str:
    """A small number as a word."""
    counts = english().counts
    return counts[number] if number < len(counts) else str(number)


def uncapitalised(text: Text) -> Text:
    """The text as it would stand inside a sentence: a capital that only opens it becomes small."""
    return text.map_initial(str.lower) if _opens_in_capital(text.plain) else text


def capitalised(text: Text) -> Text:
    """The text as it would open a sentence; code, math and names such as `iPhone` stay."""
    return text if text.plain[1:2].isupper() else text.map_initial(str.upper)


def head_noun(phrase: str) -> str:
    """The noun that a phrase such as a heading is about: `Types of cells` -> `types`."""
    said = _ASIDE.split(phrase.strip())[0].split()
    return said[_end_of_noun(said) - 1].lower().strip("\"'“”’?.!") if said else ""


def has_complement(heading: str) -> bool:
    """Whether a heading goes on behind its noun: `Benefits of walking`."""
    return any(word in words("prepositions") for word in heading.lower().split()[1:-1])


@cache
def singular(noun: str) -> str:
    """A noun as it stands for one: `classes` -> `class`; one that is no plural stays."""
    small = noun.lower()
    if small in _irregular():
        return _irregular()[small] if noun == small else _irregular()[small].capitalize()
    if len(small) < 3 or not small.endswith("s") or _UNPLURAL.search(small) or small in words("never_plural"):
        return noun
    if small.endswith("ies") and len(small) > 4:
        return noun[:-3] + "y"
    return noun[:-2] if _SIBILANT.search(small) else noun[:-1]


def one_of(phrase: Text) -> Text:
    """A phrase with its last noun in the singular: `large language models` -> `large language model`."""
    noun = phrase.plain.rsplit(maxsplit=1)[-1]
    return phrase.cut(0, len(phrase.plain) - len(noun)) + singular(noun)


def is_plural(phrase: str) -> bool:
    """Whether a noun phrase takes `are`."""
    if _SHORT_FORM.search(phrase.strip()):
        return False
    first, *others = _JOINED.split(phrase)
    joined = others and not _ASIDE.search(phrase) and _end_of_noun(first.split()) == len(first.split())
    noun = head_noun(phrase)
    return bool(joined) or singular(noun) != noun


def indefinite(noun: str) -> str:
    """The article of one thing of many, as the noun is spoken."""
    return "an " if _VOWEL.match(noun) else "a "


def asks_for_list(heading: str) -> bool:
    """Whether a heading announces several things: `Benefits of X`, `Key factors`, `Steps to X`."""
    return head_noun(heading) in words("list_nouns")


def is_generic_heading(heading: str) -> bool:
    """Whether a heading names no subject of its own: `Introduction`, `Examples`, `What next?`."""
    said = heading.lower().strip(":").split()
    return not said or said[0] in words("generic_headings") or said in (["types"], ["features"]) or said[-1][-1] == "?"


def names_attribute(label: str) -> bool:
    """Whether a label says nothing without its owner: `Purpose`, `Motor deficits`."""
    said, noun = label.lower().split(), head_noun(label)
    bare = len(said) == 1 or (len(said) == 2 and said[0] in words("general_adjectives"))
    return bare and not {noun, singular(noun), f"{noun}s"}.isdisjoint(words("list_nouns", "attribute_nouns"))


def is_joined(heading: str) -> bool:
    """Whether a heading is about things of two kinds: `Risks and benefits`, `Types of bees and uses of honey`."""
    first, *others = _JOINED.split(heading)
    apart = any(asks_for_list(other) and has_complement(other) for other in others)
    return apart or (bool(others) and not has_complement(first))


def is_adjective(label: str) -> bool:
    """Whether a label is an adjective by its ending: `Clinical`."""
    return _ADJECTIVE.fullmatch(label) is not None


def is_adverbial(label: str) -> bool:
    """Whether a label opens with a preposition: `By age 30`."""
    return label.lower().partition(" ")[0] in words("prepositions")


def is_person(name: str, definition: str) -> bool:
    """Whether a name is explained by what a person is: `Ada Lovelace`, `the author of ...`."""
    said = name.split()
    if _NO_PERSON.search(name) or not all(word[:1].isupper() for word in said):
        return False
    genus = head_noun(_ARTICLE.sub("", definition, count=1))
    acts = len(said) > 1 and _ARTICLE.match(definition) and _ACTOR.search(genus) and not is_plural(name)
    return words("no_persons").isdisjoint(said) and (genus in words("persons") or bool(acts))


def article(name: str, definition: str, known: frozenset[str]) -> str:
    """The article that a name takes: `a ` where its definition is `a ...`, `the ` where the note has it so, else none."""
    if is_plural(name) or _ARTICLE.match(name):
        return ""
    if name.split(" ", 1)[0].lower() in known:
        return "the "
    is_one = definition.lower().startswith(("a ", "an "))
    return indefinite(name) if is_one and name[:1].islower() else ""


def is_worded(text: Text) -> bool:
    """Whether the text opens with words rather than with code, math or an image."""
    return bool(text.spans) and text.spans[0].form is Form.WORDS


@cache
def _irregular() -> dict[str, str]:
    """The singular of plurals that follow no rule."""
    return {several: one for one, several in (pair.split("+") for pair in words("irregular_plurals"))}


def _end_of_noun(said: list[str]) -> int:
    """How many words a phrase has up to its noun."""
    breaks = words("prepositions", "noun_closers")
    return next((at for at, word in enumerate(said) if at and word.lower() in breaks), len(said))


def _opens_in_capital(plain: str) -> bool:
    """Whether the first word is an ordinary word with a capital: no acronym, no name of several words."""
    first, *others = plain.split() or [""]
    if not first[:1].isupper() or any(letter.isupper() or letter.isdigit() for letter in first[1:]):
        return False
    if len(first.rstrip(".,")) == 1 and (first != "A" or not others):
        return False
    rest = [word for word in others if word[:1].isalpha() and len(word) > 3]
    return not rest or not all(word[:1].isupper() for word in rest)
