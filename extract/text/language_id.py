"""The language a note is written in, by its function words."""

import re

from cuedeck.extract.text.texts import texts
from cuedeck.extract.wording.words import words
from cuedeck.notes.kept import kept
from cuedeck.notes.note import Note
from cuedeck.notes.text import Form

_WORD = re.compile(r"[^\W\d_]+")
_FEWEST_WORDS = 25
_LEAST_SHARE = 0.08
"""English prose has a share of about 0.35, terse bullet points one from 0.11; Italian prose has 0.05."""
_LEAST_SHARE_OF_OTHERS = 0.15


@kept
def language_of(note: Note) -> str | None:
    """Code of the language that a note is in; None where its words do not tell. A note of a few words counts as English."""
    said = list(map(str.lower, _WORD.findall(_running_words(note))))
    if len(said) < _FEWEST_WORDS:
        return "en"
    shares = {code: sum(map(known.__contains__, said)) / len(said) for code, known in _function_words().items()}
    code = max(shares, key=lambda code: (shares[code], code))
    if code != "en" and shares[code] >= _LEAST_SHARE_OF_OTHERS:
        return code
    return "en" if shares["en"] >= _LEAST_SHARE else None


def _running_words(note: Note) -> str:
    spans = (span for text in texts(note.root) for span in text.spans if span.form is Form.WORDS)
    return " ".join(span.text for span in spans)


def _function_words() -> dict[str, frozenset[str]]:
    """Function words of languages that are told apart, by code."""
    return {
        "de": words("german"),
        "en": words("english"),
        "es": words("spanish"),
        "fr": words("french"),
        "it": words("italian"),
        "nl": words("dutch"),
        "pt": words("portuguese"),
    }
