"""Labels that are no terms: they tell when and where a lesson is, what is due, or how to read what follows."""

import re

from cuedeck.extract.wording.words import words

_NUMBER = re.compile(r"\s*[#№]?\s?\d{1,3}$")
_AROUND = " .!:*"


def is_of_lesson(label: str) -> bool:
    """Whether a label of an English or a short German note names no matter: `Room`, `Due`, `Merke`, `Hinweis 2`."""
    return _named(label) in words("lesson_labels", "german_labels")


def is_foreign_aside(label: str) -> bool:
    """The same in a note of another language than English, whose words may be English terms: `Attention`, `Data`."""
    return _named(label) in words("lesson_labels", "german_labels", "romance_labels")


def _named(label: str) -> str:
    """A label as the lists have it, without its number."""
    name = _NUMBER.sub("", label.lower().strip(_AROUND)).strip(_AROUND)
    return "+".join(name.split())
