"""Series inside a sentence: `The eye contains two kinds of receptors, rods and cones` -> the question they answer."""

import re
from dataclasses import dataclass, replace

from cuedeck.extract.parser.parse import Parse
from cuedeck.extract.parser.parser import Parser
from cuedeck.extract.prose.clauses import Clause, clauses
from cuedeck.extract.prose.opening import by_subject, opened
from cuedeck.extract.prose.question import Asked, Piece, Slot
from cuedeck.extract.wording.phrases import english

_OPENING = re.compile(
    r"\s*(?P<mark>:|,|\s[–—-]|—|–|\s\()\s*(?:(?:namely|that is|i\.e\.|called|named|known as|(?:which|that|these) (?:are|were)),?\s)?"
    r"|\s(?P<be>are|were):?\s"
)
"""What stands between a counted noun and its series."""
_CLOSING = re.compile(r",\s|;\s|\s[–—-]\s|[—–]|\)|[.!?]?$")
"""Where a series may end: what follows only goes on about it."""
_BETWEEN = re.compile(r"(?:[,;]\s+(?:and|or)|[,;]|\s(?:and|or))\s+")
_LOOSE = re.compile(r"[,;]\s+(?:(?:and|or)\s+)?")
_LAST = re.compile(r"\b(?:and|or)\b|;")
_NO_ENTRY = re.compile(
    r"(?:which|that|who|whose|where|when|one|each|both|and|or|but|so|as|if|not|\d[\d.,]*)\b", re.IGNORECASE
)
_FEWEST = 2
_LONGEST_ENTRY = 12
_LONGEST_NOUN = 8
_ALONG = frozenset({"pobj", "prep", "dobj", "xcomp", "agent", "pcomp", "attr"})
"""Relations over which a question can reach from the verb to a noun."""
_ITEMS = 3
"""Entries from which on they are told one by one."""
_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS", "VBG"})
_BEFORE_NOUNS = frozenset({"DT", "JJ", "PRP$", "JJS"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_THE = re.compile(r"(?:(?P<lead>[^,:;]+), )?the (?P<be>are|were)$", re.IGNORECASE)
_THERE = re.compile(r"(?:(?P<lead>[^,:;]+), )?there (?P<be>are|were) $", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Counted:
    """As many entries as the noun before them counts. All positions are characters of the sentence."""

    noun: int
    """Where the number stands."""
    opening: int
    """Where the words before the series end."""
    entries: tuple[tuple[int, int], ...]
    be: str = ""
    """The verb that stands between noun and series, if any."""


def series(words: str, parser: Parser) -> Asked | None:
    """The question on a noun that is counted and then told entry by entry; None where there is none."""
    counted = _counted(words)
    if counted is None:
        return None
    there = _THERE.match(words[: counted.noun])
    if counted.be and there is None:
        there = _THE.match(words[: counted.noun] + counted.be) if _name_things(counted, parser.parse(words)) else None
        return _answered(_of_what_there_is(there, counted), counted) if there is not None else None
    if there is not None:
        return _answered(_of_what_there_is(there, counted), counted)
    parse = parser.parse(words[: counted.opening].rstrip() + ".")
    found = (_of_clause(clause, counted) for clause in clauses(parse)) if parse is not None else ()
    question = next((one for one in found if one is not None), None)
    return _answered(question, counted) if question is not None else None


def _name_things(counted: _Counted, parse: Parse | None) -> bool:
    """Whether the entries are all nouns, and so what is counted, not what it is like."""
    if parse is None:
        return False
    for start, end in counted.entries:
        tags = [token.tag for token in parse.tokens if start <= token.start and token.end <= end and token.tag != "."]
        if not tags or tags[-1] not in _NOUNS or tags[0] not in _NOUNS | _BEFORE_NOUNS or _FINITE & {*tags}:
            return False
    return True


def _of_what_there_is(there: re.Match[str], counted: _Counted) -> Asked:
    """`There are two kinds of joints`, `the two kinds are` -> `What are the two kinds of joints?`."""
    lead: tuple[Piece, ...] = ((there.start("lead"), there.end("lead")), ", ") if there["lead"] else ()
    noun = counted.noun, counted.opening
    return Asked(
        question=(*lead, f"what {there['be'].lower()} the ", noun, "?"),
        answer=noun,
        rule="series",
        subject=noun,
        anaphoric=False,
        opens_with_name=False,
    )


def _of_clause(clause: Clause, counted: _Counted) -> Asked | None:
    """The question on a counted noun that is the subject of a clause, or what its verb leads to."""
    parse, tokens = clause.parse, clause.parse.tokens
    at = next((at for at, token in enumerate(tokens) if token.start == counted.noun), None)
    if at is None:
        return None
    head = tokens[at].head if tokens[at].dep == "nummod" else at
    if head == clause.subject_head:
        return by_subject(clause, "which_did", "series", ((counted.noun, tokens[clause.subject[1]].end), " "))
    first, last = parse.span(head)
    bare = head == at and tokens[at].tag == "CD"
    reached = not clause.is_copula and _is_reached(parse, clause.verb, head)
    if not reached or not (bare or tokens[head].is_plural):
        return None
    noun: Piece = (counted.noun, tokens[last].end)
    slot = Slot(
        rule="series",
        ask="which",
        until=first - 1,
        start=at,
        rest=(last + 1, len(tokens) - 2),
        fill=(noun, " parts ") if bare else (noun, " "),
    )
    return opened(clause, slot)


def _is_reached(parse: Parse, verb: int, noun: int) -> bool:
    """Whether a question can ask for a noun in front of the verb."""
    while noun > verb and parse.tokens[noun].dep in _ALONG:
        noun = parse.tokens[noun].head
    return noun == verb


def _answered(question: Asked, counted: _Counted) -> Asked:
    entries = counted.entries
    answer = entries[0][0], entries[-1][1]
    return replace(question, answer=answer, entries=entries if len(entries) >= _ITEMS else ())


def _counted(words: str) -> _Counted | None:
    """The first counted noun of a sentence that as many entries follow; None where there is none."""
    counts = english().counts
    for count in re.finditer(r"\b(?:[2-9]|[a-z]+)\b", words, re.IGNORECASE):
        word = count[0].lower()
        number = int(word) if word.isdigit() else counts.index(word) if word in counts else 0
        if number < _FEWEST:
            continue
        for mark in _OPENING.finditer(words, count.end()):
            noun = words[count.end() : mark.start()]
            if len(noun.split()) > _LONGEST_NOUN * (2 if mark["mark"] == ":" else 1):
                break
            entries = _entries(words, mark.end(), number, whole=mark["mark"] == ":")
            if entries:
                return _Counted(count.start(), mark.start(), entries, mark["be"] or "")
    return None


def _entries(words: str, start: int, number: int, *, whole: bool) -> tuple[tuple[int, int], ...]:
    """The shortest stretch that holds so many entries; behind a colon, all that follows."""
    ends = [match.start() for match in _CLOSING.finditer(words, start)]
    for end in ends[-1:] if whole else ends:
        for between in (_LOOSE, _BETWEEN):
            found = _split(words, start, end, between)
            if len(found) == number and _is_series(words, found):
                return found
    return ()


def _split(words: str, start: int, end: int, between: re.Pattern[str]) -> tuple[tuple[int, int], ...]:
    cuts = [match.span() for match in between.finditer(words, start, end)]
    return tuple(zip((start, *(after for _, after in cuts)), (*(before for before, _ in cuts), end), strict=True))


def _is_series(words: str, entries: tuple[tuple[int, int], ...]) -> bool:
    told = [words[start:end].strip() for start, end in entries]
    joined = _LAST.search(words[entries[-2][1] : entries[-1][0]])
    short = all(0 < len(entry.split()) <= _LONGEST_ENTRY for entry in told)
    return joined is not None and short and not any(_NO_ENTRY.match(entry) or ":" in entry for entry in told)
