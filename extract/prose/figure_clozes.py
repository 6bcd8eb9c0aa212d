"""Sentences that no question fits -> a cloze whose gap is a figure."""

import re
from collections.abc import Iterator

from cuedeck.cards.card import GAP, Kind
from cuedeck.cards.draft import Draft
from cuedeck.extract.parser.parse import Parse
from cuedeck.extract.parser.parser import Parser
from cuedeck.extract.parser.sentences import spoken
from cuedeck.extract.prose.clauses import main_clause
from cuedeck.extract.prose.pointing import is_anaphoric
from cuedeck.extract.text import nouns
from cuedeck.extract.text.place import Place
from cuedeck.notes.text import Text

_FEWEST_WORDS, _MOST_WORDS = 6, 32
_LONGEST_GAP = 10
"""Words."""
_THINGS = frozenset({"dobj", "pobj", "attr", "oprd", "nsubj", "nsubjpass", "npadvmod"})
_FIGURE = re.compile(r"(?<![\w.])(?<![A-Za-z]-)[$€£]?\d(?!0s\b)(?!\d{3}s?\b)|\d{4} (?:%|[a-z]+s\b)")
"""A figure that is no year, no age in tens of years, and no part of a word such as `F1` or `COVID-19`."""
_SAYS_LITTLE = re.compile(r"[+-]?\d$|.*\d(?:st|nd|rd|th)\b|.*\d[\w.,]*-[a-z]", re.IGNORECASE)
"""A single digit, a century, or a figure that only describes a thing: `5-minute epoxy`."""
_AMOUNT = re.compile(
    r"(?:(?:about|around|approximately|roughly|nearly|almost|over|under|up to|at least|at most|more than|less than|fewer than"
    r"|another|just|only)\s)*[+-]?[$€£~]?\d",
    re.IGNORECASE,
)
"""How an amount opens."""
_SUMS = frozenset("thousand million billion trillion".split())
_CONNECTIVE = re.compile(
    r"(?:However|Moreover|Furthermore|Additionally|Also|Similarly|Meanwhile|Finally|Ultimately|Overall|In addition),\s"
)
"""Opens a sentence that stands alone without it."""
_OPENS_BADLY = re.compile(
    r"(?:this|these|those|that|it|they|he|she|we|i|there|here|such|another|both|some|his|her|their|its|our|my|your|if not|"
    r"for example|for instance|therefore|thus|instead|conversely|consequently|as a result|in contrast|on the other hand|but|"
    r"and|or|so|then|because|while|although|though|once|let)\b",
    re.IGNORECASE,
)
_POINTS_OUTSIDE = re.compile(
    r"\b(?:this|these|those|such (?!as\b)|he|she|we|his|her|him|our|us|above|below|former|latter|here)\b", re.IGNORECASE
)


def blank(text: Text, place: Place, parser: Parser) -> Draft | None:
    """A cloze on a sentence that stands alone; None where it does not, or has nothing worth a gap."""
    if not any(map(str.isdigit, text.plain)):
        return None
    connective = _CONNECTIVE.match(text.plain)
    text = nouns.capitalised(text.cut(connective.end())) if connective is not None else text
    plain = text.plain
    if not _FEWEST_WORDS <= len(plain.split()) <= _MOST_WORDS or not plain.endswith((".", "!")):
        return None
    if _OPENS_BADLY.match(plain) or _POINTS_OUTSIDE.search(plain):
        return None
    parse = parser.parse(spoken(text))
    main = main_clause(parse) if parse is not None else None
    if parse is None or main is None or is_anaphoric(main):
        return None
    around = " ".join((place.note.title, *place.names)).lower()
    fitting = [(start, end) for start, end in _figures(parse) if _is_new(plain, start, end, around)]
    return _draft(text, place, *max(fitting)) if fitting else None


def _draft(text: Text, place: Place, start: int, end: int) -> Draft:
    asking = text.cut(0, start) + GAP + text.cut(end)
    return Draft(
        kind=Kind.CLOZE,
        question=asking,
        answer=text.cut(start, end),
        path=place.path,
        key=("cloze", *place.names, asking.plain),
        statement=text,
        rule="figure",
    )


def _figures(parse: Parse) -> Iterator[tuple[int, int]]:
    """The characters of each figure, with its unit."""
    for at, token in enumerate(parse.tokens):
        counts = token.is_noun or token.text in _SUMS
        if token.dep not in _THINGS or not counts or token.tag.startswith("NNP"):
            continue
        first, last = _phrase(parse, at)
        words = parse.words(first, last)
        part_of_name = first > 0 and parse.tokens[first - 1].tag == "NNP"
        told = _FIGURE.search(words) and _AMOUNT.match(words) and not _SAYS_LITTLE.match(words)
        if told and not part_of_name and len(words.split()) <= _LONGEST_GAP:
            yield parse.tokens[first].start, parse.tokens[last].end


def _phrase(parse: Parse, at: int) -> tuple[int, int]:
    """A noun with what stands before it, without its article, and with what is joined to it."""
    left = [
        child for child in parse.children(at, "amod", "compound", "nummod", "quantmod", "nmod", "advmod") if child < at
    ]
    first = min([parse.span(child)[0] for child in left] or [at])
    joined = parse.child(at, "conj")
    last = parse.span(joined)[1] if joined is not None and parse.tokens[joined].is_noun else at
    return first, last


def _is_new(plain: str, start: int, end: int, around: str) -> bool:
    """Whether it is no aside, and neither the rest of the sentence nor the names around it give the gap away."""
    said = plain[start:end].lower()
    aside = plain.count("(", 0, start) > plain.count(")", 0, start) or plain[end:].startswith(" ago")
    return not aside and said not in (plain[:start] + plain[end:]).lower() and said not in around
