"""Capitals: which words of a note are names, and which only stand at the start of a sentence or in a title."""

import re
from collections import Counter
from collections.abc import Container
from dataclasses import dataclass, replace
from itertools import pairwise

from cuedeck.extract.parser.parser import Parser
from cuedeck.extract.parser.sentences import sentences, spoken
from cuedeck.extract.text.lead_in import entry_lead_in
from cuedeck.extract.text.texts import texts
from cuedeck.extract.wording.words import words
from cuedeck.notes.kept import kept
from cuedeck.notes.note import Note
from cuedeck.notes.text import Form, Span, Text

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_SHORT_TITLE = 4
"""Words; a title of so few, one of them a name, is taken for a name as a whole."""
_NAME_TAGS = frozenset({"NNP", "NNPS", "PRP", "FW"})
_SHORT = re.compile(r"\b[A-Z][A-Za-z0-9&/-]*[A-Z0-9][A-Za-z0-9&/-]*?(?=s?\b)")
_INTRODUCED = re.compile(r"\b(?:an?|one|another)\s+((?:[\w-]+\s+){0,2}[\w-]+)", re.IGNORECASE)
_NAMED_INSIDE = re.compile(r"(?<=[^\s:–—•.!?\"“‘(*>|-]\s)[^\W\d_a-z][^\W\d_]*(?:['’-][^\W\d_]+)*")
"""A word with a capital that neither opens a sentence nor follows a colon, dash, quotation mark or bracket."""
_NAMED = re.compile(r"[A-Z][a-z]+['’]s|(?:[A-Z][a-z]+-)+[A-Z][a-z]+")
_TELLING = re.compile(r"(?:\s*\S+){0,6}")
"""Words that the tag of the first follows from: four layers of the model each look at one neighbour, and at its space."""
_FIRST_WORD = re.compile(r"[^\W\d_]+(?=[,:;!?]*(?:\s|$))")
_RUN_TOGETHER = re.compile(
    r"\w+(?:nt|ve)|cannot|gonna|gotta|yall"
    r"|(?:he|how|it?|she|that|there|these|they|this|those|we|what|when|where|who|why|you)(?:d|ll|ma?|re|s)"
)
"""What the parser may read as two words, in small letters: `dont`, `thats`."""
_WORD_OR_QUOTE = re.compile(rf"[\"“‘][^\"“”’]*[\"”’]|{_WORD.pattern}")


@dataclass(frozen=True, slots=True)
class Capitals:
    """How a note writes its words."""

    ordinary: frozenset[str] = frozenset()
    """Words it writes in small letters, or that open a sentence without being a name; in small letters."""
    names: frozenset[str] = frozenset()
    """Words it writes with a capital in the middle of a sentence, and never without."""
    small: frozenset[str] = frozenset()
    """Words it writes in small letters, and nowhere in the middle of a sentence with a capital."""
    after_the: frozenset[str] = frozenset()
    """Words that stand behind `the`, in small letters."""
    introduced: frozenset[str] = frozenset()
    """Words that stand close behind `a` or `an`: what `the` takes up later."""
    recurring: frozenset[str] = frozenset()
    """Short forms that stand in the note more than once, without a plural `s`."""

    def recurs(self, short: str) -> bool:
        """Whether a short form stands in the note more than once: only then is it worth knowing."""
        return short.removesuffix("s") in self.recurring

    def opens_with_name(self, sentence: str, *, tagged: bool) -> bool:
        """Whether the first word keeps its capital wherever it stands; `tagged`: whether the parser takes it for a name."""
        opening, _, rest = sentence.partition(" ")
        word = opening.strip("\"'“‘(.,").lower()
        named = tagged and (word not in self.small or rest[:1].isupper())
        return word not in words("small_words") and (named or word in self.names)

    def in_sentence(self, text: Text) -> Text:
        """A title or term as it would stand inside a sentence: ordinary words lose their capitals, names keep theirs.

        A word that the text of the note does not have goes with its neighbours.
        """
        said = [word.lower() for word in _WORD.findall(text.plain)]
        is_name = len(said) <= _SHORT_TITLE and not self.names.isdisjoint(said)
        if is_name or self.ordinary.isdisjoint({*said} - words("small_words")):
            return text
        mixed = any(word.islower() and word not in words("small_words") for word in _WORD.findall(text.plain))

        def inside(match: re.Match[str]) -> str:
            return match[0] if self._keeps(match[0], mixed=mixed) else match[0].lower()

        spans = (
            replace(one, text=_WORD_OR_QUOTE.sub(inside, one.text)) if _is_worded(one) else one for one in text.spans
        )
        return replace(text, spans=tuple(spans))

    def _keeps(self, word: str, *, mixed: bool) -> bool:
        """Whether a word keeps its capitals; `mixed`: whether it stands among words in small letters.

        Names can be told by how they are written as well: `Crohn's`, `Tay-Sachs`, `Giardia lamblia`.
        """
        parts = re.split(r"[-'’]", word)
        formed = len(word) == 1 or not word[0].isalpha() or _NAMED.fullmatch(word) is not None
        unknown = mixed and word.lower() not in self.ordinary
        return formed or unknown or any(part.lower() in self.names or part[1:] != part[1:].lower() for part in parts)


def _is_worded(span: Span) -> bool:
    return span.form is Form.WORDS


def capitals(note: Note, parser: Parser) -> Capitals:
    """How a note writes its words."""
    spelt, asked = _spelt(note), openings(note)
    parser.read(asked)
    first = [parse.tokens[0] for parse in map(parser.parse, asked) if parse is not None]
    no_names = {token.text.lower() for token in first if token.text.istitle() and token.tag not in _NAME_TAGS}
    return replace(spelt, ordinary=spelt.ordinary | (no_names - spelt.names))


@kept
def openings(note: Note) -> tuple[str, ...]:
    """What the parser is asked for by `capitals`: sentences whose first word may be no name, whole or their first words.

    They are whole where rules ask for them, too, as they do not where a term stands in front of its explanation.
    """
    spelt = _spelt(note)
    known = spelt.ordinary | spelt.names
    return tuple(
        _told_by(said) if at == 0 and entry_lead_in(text) is not None else said
        for text in texts(note.root)
        for at, said in enumerate(map(spoken, sentences(text)))
        if _may_open_with_other(said, known)
    )


def _told_by(said: str) -> str:
    """The words of a sentence that its first tag follows from."""
    return said[: found.end()] if (found := _TELLING.match(said)) else said


@kept
def _spelt(note: Note) -> Capitals:
    """How a note writes its words, as far as that is told without their tags."""
    parts = [sentence for text in texts(note.root) for sentence in sentences(text)]
    said = [_WORD.findall("".join(span.text for span in part.spans if span.form is Form.WORDS)) for part in parts]
    pairs = [pair for line in said for pair in pairwise(line)]
    introduced = (found.lower() for part in parts for found in _INTRODUCED.findall(part.plain))
    shorts = Counter(
        short for plain in (note.title, *(part.plain for part in parts)) for short in _SHORT.findall(plain)
    )
    in_small = {word for line in said for word in line if word.islower()}
    names = {word.lower() for part in parts for word in _NAMED_INSIDE.findall(part.plain)}
    return Capitals(
        ordinary=frozenset(in_small),
        names=frozenset(names - in_small),
        small=frozenset(in_small - names),
        after_the=frozenset(word for before, word in pairs if before.lower() == "the" and word.islower()),
        introduced=frozenset(word for found in introduced for word in found.split()),
        recurring=frozenset(short for short, number in shorts.items() if number > 1),
    )


def _may_open_with_other(said: str, known: Container[str]) -> bool:
    """Whether the first word may have a capital, and not be among those that are known."""
    first = _FIRST_WORD.match(said)
    word = said[:1] if first is None else first[0].lower()
    return not said[:1].islower() and (word not in known or _RUN_TOGETHER.fullmatch(word) is not None)
