"""Capitals: which words of a note are names, and which only stand at the start of a sentence or in a title."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from cuedeck.extract.parser.parser import Parser
from cuedeck.extract.parser.sentences import sentences, spoken
from cuedeck.extract.text.texts import texts
from cuedeck.notes.note import Note
from cuedeck.notes.text import Form, Span, Text

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_ALWAYS_SMALL = frozenset("a an the of to in on for and or with by from as at vs versus is are".split())
_SHORT_TITLE = 4
"""Words; a title of so few, one of them a name, is taken for a name as a whole."""
_NAME_TAGS = frozenset({"NNP", "NNPS", "PRP", "FW"})
_SHORT = re.compile(r"\b[A-Z][A-Za-z0-9&/-]*[A-Z0-9][A-Za-z0-9&/-]*?(?=s?\b)")
_INTRODUCED = re.compile(r"\b(?:an?|one|another)\s+(?P<words>(?:[\w-]+\s+){0,2}[\w-]+)", re.IGNORECASE)
_NAMED_INSIDE = re.compile(r"(?<=[^\s:–—•.!?\"“‘(*>|-]\s)[^\W\d_a-z][^\W\d_]*(?:['’-][^\W\d_]+)*")
"""A word with a capital that neither opens a sentence nor follows a colon, dash, quotation mark or bracket."""
_NAMED = re.compile(r"[A-Z][a-z]+['’]s|(?:[A-Z][a-z]+-)+[A-Z][a-z]+")
_QUOTED = re.compile(r"[\"“‘][^\"“”’]*[\"”’]")


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
        return word not in _ALWAYS_SMALL and (named or word in self.names)

    def in_sentence(self, text: Text) -> Text:
        """A title or term as it would stand inside a sentence: ordinary words lose their capitals, names keep theirs.

        A word that the text of the note does not have goes with its neighbours.
        """
        words = [word.lower() for word in _WORD.findall(text.plain)]
        if not any(word in self.ordinary for word in words if word not in _ALWAYS_SMALL):
            return text
        kept = [match.span() for match in _QUOTED.finditer(text.plain)] + list(self._names_by_form(text.plain))
        at = 0
        spans: list[Span] = []
        for span in text.spans:
            spans.append(replace(span, text=self._small(span.text, at, kept)) if span.form is Form.WORDS else span)
            at += len(span.plain)
        changed = replace(text, spans=tuple(spans))
        mixed = any(word in self.names for word in words) and len(words) <= _SHORT_TITLE
        return text if mixed else changed

    def _names_by_form(self, plain: str) -> Iterator[tuple[int, int]]:
        """Where names stand that can be told by how they are written: `Crohn's`, `Tay-Sachs`, `Giardia lamblia`."""
        in_small = any(word.islower() and word not in _ALWAYS_SMALL for word in _WORD.findall(plain))
        for match in _WORD.finditer(plain):
            unknown = match[0].lower() not in self.ordinary
            if _NAMED.fullmatch(match[0]) or (in_small and unknown):
                yield match.span()

    def _small(self, words: str, offset: int, kept: list[tuple[int, int]]) -> str:
        def small(match: re.Match[str]) -> str:
            at = offset + match.start()
            parts = re.split(r"[-'’]", match[0])
            written_small = all(part[1:] == part[1:].lower() for part in parts)
            if any(start <= at < end for start, end in kept) or not written_small or len(match[0]) == 1:
                return match[0]
            return match[0] if any(part.lower() in self.names for part in parts) else match[0].lower()

        return _WORD.sub(small, words)


def capitals(note: Note, parser: Parser) -> Capitals:
    """How a note writes its words."""
    ordinary: set[str] = set()
    opening: set[str] = set()
    names: set[str] = set()
    after_the: set[str] = set()
    introduced: set[str] = set()
    shorts: Counter[str] = Counter(_SHORT.findall(note.title))
    parts = [sentence for text in texts(note.root) for sentence in sentences(text)]
    parser.read(spoken(sentence) for sentence in parts)
    for sentence in parts:
        words = _WORD.findall("".join(span.text for span in sentence.spans if span.form is Form.WORDS))
        ordinary.update(word for word in words if word.islower())
        after_the.update(word for before, word in pairwise(words) if before.lower() == "the" and word.islower())
        introduced.update(
            word for match in _INTRODUCED.finditer(sentence.plain) for word in match["words"].lower().split()
        )
        names.update(word.lower() for word in _NAMED_INSIDE.findall(sentence.plain))
        shorts.update(_SHORT.findall(sentence.plain))
        parse = parser.parse(spoken(sentence))
        first = parse.tokens[0] if parse is not None else None
        if first is not None and first.text.istitle() and first.tag not in _NAME_TAGS:
            opening.add(first.text.lower())
    return Capitals(
        ordinary=frozenset(ordinary | (opening - names)),
        names=frozenset(names - ordinary),
        small=frozenset(ordinary - names),
        after_the=frozenset(after_the),
        introduced=frozenset(introduced),
        recurring=frozenset(short for short, count in shorts.items() if count > 1),
    )
