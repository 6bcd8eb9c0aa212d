"""The language a note is written in."""

import re

from cuedeck.extract.text.texts import texts
from cuedeck.notes.note import Note
from cuedeck.notes.text import Form

_WORD = re.compile(r"[^\W\d_]+")
_FUNCTION_WORDS = frozenset(
    "the of to and a in is it that for on with as are this be by or an from at not which was were can has have if when "
    "will you your their its into than then each between how what".split()
)
_OTHERS = {
    "de": frozenset(
        "der die das und ist nicht ein eine den dem von zu mit sich auf für im auch werden wird oder".split()
    ),
    "es": frozenset("el la los las de del que y en un una es por con para se no al lo como más su sus son".split()),
    "fr": frozenset(
        "le la les de des du et est un une en dans que qui pour pas sur par au aux ce sont avec ou".split()
    ),
    "it": frozenset("il la le gli di del della che e in un una è per con non si al dei sono come più da nel".split()),
    "nl": frozenset("de het een van en is dat die in te op met voor niet zijn er aan ook als bij door wordt".split()),
    "pt": frozenset("o a os as de do da que e em um uma é por com para se não ao no na como mais são ou".split()),
}
"""Function words of languages that are told apart, by code."""
_FEWEST_WORDS = 25
_LEAST_SHARE = 0.08
"""English prose has a share of about 0.35, terse bullet points one from 0.11; Italian prose has 0.05."""


_LEAST_SHARE_OF_OTHERS = 0.15


def is_english(note: Note) -> bool:
    """Whether a note is in English, by its function words; a note of a few words counts as English."""
    words = _words(note)
    return len(words) < _FEWEST_WORDS or _share(words, _FUNCTION_WORDS) >= _LEAST_SHARE


def language_of(note: Note) -> str | None:
    """Code of the language that a note is in, by its function words; None where they do not tell."""
    words = _words(note)
    if len(words) < _FEWEST_WORDS:
        return "en"
    share, code = max((_share(words, known), code) for code, known in _OTHERS.items())
    if share >= _LEAST_SHARE_OF_OTHERS and share > _share(words, _FUNCTION_WORDS):
        return code
    return "en" if is_english(note) else None


def _words(note: Note) -> list[str]:
    spans = (span for text in texts(note.root) for span in text.spans if span.form is Form.WORDS)
    return [word.lower() for span in spans for word in _WORD.findall(span.text)]


def _share(words: list[str], known: frozenset[str]) -> float:
    return sum(word in known for word in words) / len(words)
