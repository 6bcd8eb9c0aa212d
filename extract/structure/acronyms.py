"""Acronyms -> what they stand for, where a note spells them out: `large language models (LLMs)`."""

import re
from collections.abc import Iterator
from functools import cache

from cuedeck.cards.card import Kind
from cuedeck.cards.draft import Draft
from cuedeck.extract.parser.parser import Parser
from cuedeck.extract.parser.sentences import sentences
from cuedeck.extract.text import nouns
from cuedeck.extract.text.place import Place
from cuedeck.extract.text.texts import own_texts
from cuedeck.extract.wording.phrases import english
from cuedeck.extract.wording.words import words

_SPELT_OUT = re.compile(
    r"(?<![\w'’&/-])(?P<long>(?:[\w'’&/-]++\s++){1,9}?[\w'’&/-]++)\s\((?P<short>[A-Z][A-Za-z0-9&/-]{1,9})\)"
)
_FEWEST_LETTERS = 3
"""Letters of a short form from which on one of them may stand inside a word."""


def acronyms(place: Place, parser: Parser) -> Iterator[Draft]:
    """What a short form stands for that the note uses again."""
    _ = parser
    for sentence in (sentence for text in own_texts(place.block) for sentence in sentences(text)):
        for match in _SPELT_OUT.finditer(sentence.plain) if "(" in sentence.plain else ():
            short = match["short"].removesuffix("s")
            is_worth_it = place.capitals.recurs(short) and short not in words("household_acronyms")
            start = _opening(match["long"], match["short"]) if is_worth_it else None
            if start is not None:
                long = sentence.cut(match.start() + start, match.end("long"))
                one = nouns.one_of(long) if match["short"].endswith("s") else long
                yield Draft(
                    kind=Kind.STATEMENT,
                    question=english().ask("stands_for", short=short),
                    answer=nouns.capitalised(one),
                    path=(),
                    key=("acronym", short),
                    statement=sentence,
                    rule="acronym",
                )


def _opening(long: str, short: str) -> int | None:
    """Where the words begin that a short form stands for; None where its letters are not theirs."""
    letters = [letter for letter in short.removesuffix("s") if letter.isalnum()]
    if sum(letter.isupper() for letter in letters) < 2:
        return None
    # Each letter opens a word, but for one of them where they cannot all: `dehydrogenase` has two of LDH.
    inside = range(1, len(letters)) if len(letters) >= _FEWEST_LETTERS else ()
    found = (re.search(_pattern(letters, at), long, re.IGNORECASE) for at in (0, *inside))
    return next((match.start() for match in found if match is not None), None)


def _pattern(letters: list[str], inside: int) -> str:
    """Words up to the end of a text that open with these letters; the one at `inside`, unless 0, stands in a word."""
    links = (r"\w*?" if at == inside else _next_word() for at in range(1, len(letters)))
    return rf"\b{letters[0]}" + "".join(map("".join, zip(links, letters[1:], strict=True))) + r"\w*$"


@cache
def _next_word() -> str:
    """A pattern for what stands between the first letters of two words, which small words may part."""
    return rf"[\w'’]*[^\w'’]+(?:(?:{'|'.join(sorted(words('small_words')))})\s+)*"
