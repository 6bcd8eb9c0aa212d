"""The sentence that introduces a list -> the question that the list answers."""

import re
from collections.abc import Iterator
from dataclasses import replace

from cuedeck.cards.draft import Draft
from cuedeck.extract.parser.parser import Parser
from cuedeck.extract.parser.sentences import sentences, spoken
from cuedeck.extract.prose.statements import of_sentences
from cuedeck.extract.text import nouns, questions
from cuedeck.extract.text.place import Place
from cuedeck.extract.wording.phrases import english
from cuedeck.notes.text import Text

_VAGUE = re.compile(
    r"\b(?:(?:the|these|an?|its|their|some|any|all)\s+)?(?:(?:wide\s+)?(?:several|various|many|multiple|numerous|different"
    r"|following|number of|range of|variety of|few|couple of)\s+(?:of\s+)?)+",
    re.IGNORECASE,
)
"""Words in the place of a number."""
_SHOULD = re.compile(r"(?P<aim>[^,]+),\s(?P<who>[^,]{2,80})\s(?P<modal>should|must|can|could|may|will)$", re.IGNORECASE)
_POINTING = re.compile(r"[^,]*\b(?:these|this|those|such|now|today)\b[^,]*,\s", re.IGNORECASE)
"""What stands before a subject and points elsewhere."""
_NAMING = re.compile(
    r"(?P<what>[^,]+?)(?:\s(?:are|were|include|comprise)(?:\s(?:as follows|the following))?)?$", re.IGNORECASE
)
_FINITE = frozenset({"VBZ", "VBP", "VBD", "MD"})
_MOST_WORDS = 8
"""Words of a phrase that names what its list is of."""
_SERIES = "series"
"""The rule of prose that asks for entries that their sentence counts."""


def question(introduction: Text, number: int, place: Place, parser: Parser) -> Text | None:
    """The question that a list of so many entries answers; None where the sentence above it announces none."""
    if not introduction.plain.rstrip().endswith(":"):
        return None
    *before, last = sentences(introduction)
    told = last.strip(" :")
    pointing = _POINTING.match(told.plain)
    told = told.cut(pointing.end()) if pointing is not None else told
    if match := _SHOULD.match(told.plain):
        who = nouns.uncapitalised(told.cut(match.start("who"), match.end("who")))
        return english().ask("should", aim=told.cut(0, match.end("aim")), modal=match["modal"], who=who)
    counted = _counted(told, number)
    series = _series((*before, counted + _entries(number)), place, parser) if counted is not None else ()
    return next(iter(series), None) or _of_name(told, number, parser)


def _counted(told: Text, number: int) -> Text | None:
    """The sentence with a number for a vague word; None where it counts no such entries in its main part."""
    vague = _VAGUE.search(told.plain)
    if vague is not None:
        told = told.cut(0, vague.start()) + f"{nouns.count(number)} " + told.cut(vague.end())
    main = told.plain.rpartition(", ")[2].lower()
    counts = not {nouns.count(number), str(number)}.isdisjoint(main.split())
    return told if counts and "one of" not in main else None


def _entries(number: int) -> str:
    """What prose would have in the place of a list."""
    return ": " + ", ".join(["a thing"] * (number - 1)) + " and a thing."


def _series(texts: tuple[Text, ...], place: Place, parser: Parser) -> Iterator[Text]:
    """The question of prose on what the last of these sentences counts; the others tell what it speaks of."""
    for one in of_sentences(texts, replace(place, following=None), parser, topic=None):
        if isinstance(one, Draft) and one.rule == _SERIES and one.statement.plain == texts[-1].plain:
            yield one.question


def _of_name(told: Text, number: int, parser: Parser) -> Text | None:
    """`Key benefits of planning include` -> `What are the three key benefits of planning?`; None for any other words."""
    match = _NAMING.match(told.plain)
    what = told.cut(match.start("what"), match.end("what")) if match is not None else Text()
    parse = parser.parse(spoken(what)) if len(what.plain.split()) <= _MOST_WORDS else None
    if parse is None or any(token.tag in _FINITE for token in parse.tokens):
        return None
    return questions.of_heading(what, number) if questions.tells_of_what(what.plain) else None
