"""Advice, `To do X, do Y` or `Do Y because Z`, read as what you should do."""

from collections.abc import Iterator
from dataclasses import replace

from cuedeck.extract.parser.parse import Parse
from cuedeck.extract.parser.parser import Parser
from cuedeck.extract.prose.ask import questions_on
from cuedeck.extract.prose.question import SUBJECT, Asked
from cuedeck.extract.text.content import content_words
from cuedeck.extract.wording.words import words

_YOU_SHOULD = "you should "
_FEWEST = 2
"""Words that carry meaning."""
_RULES = frozenset("cause grounds means tool limit duty".split())
"""What can be asked of advice: `What should you use?` leaves too much open."""


def advice(sentence: str, parser: Parser) -> Iterator[Asked]:
    """Questions on a sentence in the imperative."""
    parse = parser.parse(sentence)
    at = _verb(parse) if parse is not None else None
    if parse is None or at is None:
        return
    start = parse.tokens[at].start
    opening = _YOU_SHOULD if start else _YOU_SHOULD.capitalize()
    told = parser.parse(sentence[:start] + opening + sentence[start].lower() + sentence[start + 1 :])
    for question in questions_on(told) if told is not None else ():
        mine = question.subject == (start, start + len("you")) and question.rule in _RULES
        if mine and told is not None and _says_when(question, told.text):
            yield _as_written(question, start)


def _says_when(question: Asked, told: str) -> bool:
    """Whether the question tells enough of what is done, or when."""
    ranges = (told[piece[0] : piece[1]] for piece in question.question if not isinstance(piece, str))
    return sum(len(content_words(part)) for part in ranges) >= _FEWEST


def _as_written(question: Asked, start: int) -> Asked:
    """The question with its ranges where the sentence has them, and no subject of its own."""
    pieces = tuple("you" if piece == SUBJECT else _moved(piece, start) for piece in question.question)
    first, last = question.answer
    shift = len(_YOU_SHOULD) if last > start else 0
    return replace(question, question=pieces, answer=(first - shift, last - shift), subject=(0, 0), anaphoric=False)


def _verb(parse: Parse) -> int | None:
    """The verb that tells what to do, at the start of the sentence or behind a lead and its comma."""
    at = parse.root
    token = parse.tokens[at]
    if (
        token.tag not in {"VB", "VBP"}
        or token.lemma in words("operating")
        or parse.child(at, "nsubj", "nsubjpass", "expl", "aux")
    ):
        return None
    return at if at == 0 or parse.tokens[at - 1].text == "," else None


def _moved(piece: str | tuple[int, int], start: int) -> str | tuple[int, int]:
    """A range of the sentence as it was read -> the same range of the sentence as it stands."""
    if isinstance(piece, str) or piece[1] <= start:
        return piece
    return piece[0] - len(_YOU_SHOULD), piece[1] - len(_YOU_SHOULD)
