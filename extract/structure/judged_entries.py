"""Entries below `Challenges of X` or `Key factors` -> what makes each of them a challenge or a factor."""

import re
from collections.abc import Iterator

from cuedeck.cards.card import Kind
from cuedeck.cards.draft import Draft
from cuedeck.extract.parser.glued import unglued
from cuedeck.extract.parser.parser import Language
from cuedeck.extract.parser.sentences import sentences, spoken
from cuedeck.extract.text import nouns
from cuedeck.extract.text.content import content_words
from cuedeck.extract.text.lead_in import LeadIn, entry_lead_in
from cuedeck.extract.text.place import Place
from cuedeck.extract.wording.phrases import english
from cuedeck.notes.blocks import List
from cuedeck.notes.text import Text

_COUNT = re.compile(
    r"(?:the|these|its|their|some|several|various|many|\d+|two|three|four|five|six|seven|eight|nine)\s+", re.IGNORECASE
)
_NO_CLASS = re.compile(r"^[\w-]+ing\s|:|\?$", re.IGNORECASE)
"""Headings that ask, or tell of something done: `Facing challenges`."""
_QUOTED = re.compile(r".*[\"“]|(?:be|do|fast|show|get|make|take)\b", re.IGNORECASE)
"""Nicknames and commands, which are no challenge or factor."""
_INSTANCE = re.compile(r"for (?:example|instance)\b", re.IGNORECASE)
_MOST_WORDS_OF_CLASS = 8
_REMEDY = re.compile(r"\b(?:approach|advice|advised|solution|recommended)\b", re.IGNORECASE)
_LONGEST_ANSWER = 40
_FEWEST_NEW = 4
"""Words that carry meaning and are not in the name."""
_MOST_SENTENCES = 2
_FINITE = frozenset({"VBZ", "VBP", "VBD", "MD"})


def reasons(place: Place, language: Language) -> Iterator[Draft]:
    """`Challenges of glazing > Cost: Kilns burn gas all night.` -> `What makes “Cost” a challenge of glazing?`."""
    if not isinstance(place.block, List) or not place.path:
        return
    kind = _class(place)
    if kind is None:
        return
    for item in place.block.items:
        term = entry_lead_in(item.text)
        if (
            term is not None
            and not (term.is_question or _QUOTED.match(term.name.plain))
            and (answer := _told(term, language))
        ):
            yield _draft(place, item.text, term, kind, answer)


def _class(place: Place) -> Text | None:
    """What the entries are, one of them: `a challenge of glazing`; of `Risks and challenges`, the first."""
    heading = place.in_sentence(place.path[-1])
    match = _COUNT.match(heading.plain)
    heading = nouns.uncapitalised(heading.cut(match.end()) if match else heading)
    if _NO_CLASS.search(heading.plain):
        return None
    judged = english().words["judged_nouns"]
    heads = [nouns.head_noun(part) for part in nouns.joined(heading.plain) or [heading.plain]]
    if not judged.issuperset(heads):
        return None
    end = heading.plain.lower().index(heads[0]) + len(heads[0])
    is_whole = len(heads) == 1 and len(heading.plain.split()) <= _MOST_WORDS_OF_CLASS
    one = _singular(heading.cut(0, end)) + (heading.cut(end) if is_whole else "")
    return ("an " if one.plain[:1].lower() in "aeiou" else "a ") + one


def _singular(plural: Text) -> Text:
    ending = 3 if plural.plain.endswith("ies") else 2 if plural.plain.endswith("sses") else 1
    return plural.cut(0, len(plural.plain) - ending) + ("y" if ending == 3 else "")


def _told(term: LeadIn, language: Language) -> Text | None:
    """The first sentences of a text that are sentences, as many as can be recalled."""
    answer = Text()
    for number, part in enumerate(unglued(one, language) for one in sentences(term.body)):
        if number == 0 and not _is_sentence(part, language):
            return None
        if number == _MOST_SENTENCES or len((answer + " " + part).plain.split()) > _LONGEST_ANSWER:
            break
        answer = answer + " " + part if answer else part
    return answer if answer and not _is_remedy(answer) and not _restates(term.name.plain, answer.plain) else None


def _is_remedy(answer: Text) -> bool:
    """Whether a text tells what helps, though it stands among what hurts."""
    return _REMEDY.search(sentences(answer)[0].plain) is not None


def _restates(name: str, answer: str) -> bool:
    """Whether a text of one sentence says all of its name again."""
    named, told = ({word[:5] for word in content_words(words)} for words in (name, answer))
    return len(told - named) < _FEWEST_NEW or (len(named) > 1 and named <= told and ". " not in answer)


def _is_sentence(text: Text, language: Language) -> bool:
    """Whether a text has a subject and a verb of its own, and is no example."""
    if _INSTANCE.match(text.plain):
        return False
    parse = language.parse(spoken(text))
    if parse is None:
        return False
    told = parse.tokens[parse.root].tag in _FINITE or parse.child(parse.root, "aux", "auxpass") is not None
    return told and parse.child(parse.root, "nsubj", "nsubjpass", "csubj", "expl") is not None


def _draft(place: Place, statement: Text, term: LeadIn, kind: Text, answer: Text) -> Draft:
    return Draft(
        kind=Kind.ITEM,
        question=english().ask("judged", name=term.name, kind=kind),
        answer=nouns.capitalised(answer.strip(" ;,")),
        path=place.path,
        key=("reason", *place.names, term.name.plain),
        statement=statement,
        rule="judged",
        term=term.name,
    )
