"""English grammar of names: terms, labels and headings as they stand inside a question."""

import re

from cuedeck.extract.wording.phrases import english
from cuedeck.extract.wording.words import words
from cuedeck.notes.text import Form, Text

_NO_PERSON = re.compile(
    r"\b(?:AI|OS|[A-Z]{2,}|Inc|Labs?|Studio|University|Institute|Company|Group|Party|Act|Bank)\b|\d"
)
"""Found in the names of companies, works and things."""
_PERSON = re.compile(r"(?:[^e]er|or|ist|ian|eer|founder)$")
_UNPLURAL = re.compile(r"(?:ss|us|is|ics|news|series|species|aws|os)$", re.IGNORECASE)
_BREAK = re.compile(
    r"\s(?:of|for|in|to|on|with|by|from|at|about|between|that|which|and|vs\.?|versus|behind|against|as|into|through|across|over|under|after|before|during|without|within|per|via|when|who|if|toward|towards)\b|\s?[(:–—,]",
    re.IGNORECASE,
)
_ADJECTIVE = re.compile(r"[A-Z]?[a-z]+(?:ical|ial|nal|tal|ral|ful|ive|ous|ic|scopic)", re.IGNORECASE)
_PREPOSITION = re.compile(r"(?:by|in|at|for|before|after|during|with|without|from|on|under|over)\s", re.IGNORECASE)
_JOINED = re.compile(r"\s(?:and|or|&)\s", re.IGNORECASE)
_COMPLEMENT = re.compile(r"\s(?:of|for|in|to|on|with|by|from|behind|at)\s", re.IGNORECASE)


def count(number: int) -> str:
    """A small number as a word."""
    counts = english().counts
    return counts[number] if number < len(counts) else str(number)


def uncapitalised(text: Text) -> Text:
    """The text as it would stand inside a sentence: a capital that only opens it becomes small."""
    return text.map_initial(str.lower) if _opens_in_capital(text.plain) else text


def capitalised(text: Text) -> Text:
    """The text as it would open a sentence; code, math and names such as `iPhone` stay."""
    plain = text.plain
    if len(plain) > 1 and plain[1].isupper():
        return text
    return text.map_initial(str.upper)


def head_noun(phrase: str) -> str:
    """The noun that a phrase such as a heading is about: `Types of cells` -> `types`."""
    match = _BREAK.search(phrase.strip())
    before = phrase.strip()[: match.start()] if match else phrase
    return before.split()[-1].lower().strip("\"'“”’?.!") if before.split() else ""


def is_plural(phrase: str) -> bool:
    """Whether a noun phrase takes `are`."""
    noun = head_noun(phrase)
    if re.search(r"(?:^|\s)[A-Z]{2,}$", phrase.strip()):  # a short form, such as PAS or AWS
        return False
    joined = re.match(r"[^,:]{1,60}\sand\s[^,:]{1,60}$", phrase) is not None and not _BREAK.search(
        phrase.split(" and ", maxsplit=1)[0]
    )
    return (
        joined
        or noun in words("irregular_plurals")
        or (len(noun) > 2 and noun.endswith("s") and not _UNPLURAL.search(noun))
    )


def asks_for_list(heading: str) -> bool:
    """Whether a heading announces several things: `Benefits of X`, `Key factors`, `Steps to X`."""
    return head_noun(heading) in words("list_nouns")


def is_generic_heading(heading: str) -> bool:
    """Whether a heading names no subject of its own: `Introduction`, `Examples`."""
    said = heading.lower().split()
    return (
        not said
        or said[0].strip(":") in words("generic_headings")
        or heading.lower() in {"types", "features", "key features"}
    )


def announces_several(heading: str) -> bool:
    """Whether a heading may stand above a list that answers it: a plural, or a question."""
    return asks_for_list(heading) or is_plural(heading) or heading.endswith("?")


def names_attribute(label: str) -> bool:
    """Whether a label says nothing without its owner: `Purpose`, `Motor deficits`."""
    noun, said = head_noun(label), label.lower().split()
    bare = len(said) == 1 or (len(said) == 2 and said[0] in words("general_adjectives"))
    known = (
        noun in words("list_nouns")
        or f"{noun}s" in words("list_nouns")
        or noun.removesuffix("s") in words("attribute_nouns")
    )
    return bare and (known or noun in words("attribute_nouns"))


def joined(heading: str) -> list[str]:
    """The nouns that `and` joins at the start of a heading; none where there is but one."""
    parts = _JOINED.split(_COMPLEMENT.split(heading)[0])
    return parts if len(parts) > 1 else []


def has_complement(heading: str) -> bool:
    """Whether a heading goes on behind its noun: `Benefits of walking`."""
    return _COMPLEMENT.search(heading) is not None


def is_adjective(label: str) -> bool:
    """Whether a label is an adjective by its ending: `Clinical`."""
    return _ADJECTIVE.fullmatch(label) is not None


def is_adverbial(label: str) -> bool:
    """Whether a label opens with a preposition: `By age 30`."""
    return _PREPOSITION.match(label) is not None


def is_person(name: str, definition: str) -> bool:
    """Whether a name is explained by what a person is: `Ada Lovelace`, `the author of ...`."""
    said = name.split()
    named = all(word[:1].isupper() for word in said) and not is_plural(name) and not _NO_PERSON.search(name)
    genus = head_noun(re.sub(r"^(?:the|an?)\s+", "", definition, flags=re.IGNORECASE))
    acts = len(said) > 1 and _PERSON.search(genus) is not None
    return named and (genus in words("persons") or acts)


def article(name: str, definition: str, known: frozenset[str]) -> str:
    """The article that a name takes: `a ` where its definition is `a ...`, `the ` where the note has it so, else none."""
    opening = definition.lower().split(" ", 1)[0]
    if is_plural(name) or name.lower().startswith(("the ", "a ", "an ")):
        return ""
    if name.split(" ", 1)[0].lower() in known:
        return "the "
    if opening in {"a", "an"} and name[:1].islower():
        return "an " if name[:1].lower() in "aeiou" else "a "
    return ""


def _opens_in_capital(plain: str) -> bool:
    """Whether the first word is an ordinary word with a capital: no acronym, no name of several words."""
    words = plain.split()
    if not words or not words[0][:1].isupper() or any(letter.isupper() or letter.isdigit() for letter in words[0][1:]):
        return False
    if len(words[0].rstrip(".,")) == 1 and (words[0] != "A" or len(words) == 1):
        return False
    rest = [word for word in words[1:] if word[:1].isalpha() and len(word) > 3]
    return not rest or not all(word[:1].isupper() for word in rest)


def is_worded(text: Text) -> bool:
    """Whether the text opens with words rather than with code, math or an image."""
    return bool(text.spans) and text.spans[0].form is Form.WORDS
