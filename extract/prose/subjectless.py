"""Sentences that leave out their subject, since it is the term that they explain: `Allows users to type`."""

import re
from collections.abc import Iterator
from dataclasses import replace

from cuedeck.extract.parser.misread import acts
from cuedeck.extract.parser.parse import Parse
from cuedeck.extract.parser.parser import Parser
from cuedeck.extract.prose.ask import questions_on
from cuedeck.extract.prose.question import NOWHERE, Asked
from cuedeck.extract.text import nouns
from cuedeck.notes.text import Text

_FRAGMENT = re.compile(
    r"(?P<present>[A-Z][a-z]+s)\s|(?P<participle>[A-Z][a-z]+ed|Known|Found|Made|Built|Given|Seen|Held|Taken)\s"
)


def opens_with_verb(said: str, parse: Parse | None) -> bool:
    """Whether a sentence begins with its verb, such as `Allows`, not with what it speaks of, such as `Mitosis`."""
    if _FRAGMENT.match(said) is None:
        return False
    first = parse.tokens[0] if parse is not None else None
    is_subject = first is not None and first.is_noun and first.dep in {"nsubj", "nsubjpass"}
    return not (is_subject and parse is not None and first is not None and first.head == parse.root)


def questions_without_subject(said: str, topic: Text, parser: Parser) -> Iterator[Asked]:
    """Questions on `Allows users to type`, read as `It allows users to type`."""
    fragment = _FRAGMENT.match(said)
    if fragment is None:
        return
    plural = nouns.is_plural(topic.plain)
    opening = ("They " if plural else "It ") + (("are " if plural else "is ") if fragment["participle"] else "")
    parse = parser.parse(opening + said[0].lower() + said[1:])
    shift = len(opening)
    for question in questions_on(parse) if parse is not None else ():
        ranges = [piece for piece in question.question if not isinstance(piece, str)]
        if question.rule == "complement" and fragment["present"] and parse and not acts(parse, 1):
            continue
        if question.anaphoric and question.answer[0] >= shift and all(start >= shift for start, _ in ranges):
            moved = tuple(
                _agreeing(piece, plural=plural) if isinstance(piece, str) else _moved(piece, shift)
                for piece in question.question
            )
            yield replace(question, question=moved, answer=_moved(question.answer, shift), subject=NOWHERE)


def _agreeing(words: str, *, plural: bool) -> str:
    """A helper verb in the number of the topic: fragments such as `Indicates X` are written of one or of many."""
    return {"does": "do", "is": "are"}.get(words, words) if plural else words


def _moved(piece: tuple[int, int], shift: int) -> tuple[int, int]:
    return piece[0] - shift, piece[1] - shift
