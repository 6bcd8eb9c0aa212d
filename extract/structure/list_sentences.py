"""The sentence that introduces a list -> the question that the list answers."""

import re

from cuedeck.extract.parser.parse import Parse
from cuedeck.extract.parser.parser import Parser
from cuedeck.extract.parser.sentences import sentences, spoken
from cuedeck.extract.prose.clauses import Clause, clauses
from cuedeck.extract.prose.pointing import is_anaphoric
from cuedeck.extract.text import nouns
from cuedeck.extract.wording.words import words
from cuedeck.notes.text import Text

_MODAL = re.compile(
    r"(?P<lead>.*,\s)?(?P<who>[^,]{2,80}?)\s(?P<modal>should|must|can|could|may|will|need to|have to)$", re.IGNORECASE
)
_EXISTENTIAL = re.compile(r"(?:\w+,\s)?there (?:are|were) (?P<what>.+)$", re.IGNORECASE)
_ENABLES = re.compile(r"(?:allows?|enables?|helps?|requires?)\s(?:[\w-]+\s){1,4}to$", re.IGNORECASE)
"""Ends a sentence whose list tells what someone can do by it."""
_EXPLAINED = re.compile(r"s\s(?:\w+ing|\w+ed)\s", re.IGNORECASE)
"""A plural that a participle explains: `factors contributing to rust`."""
_QUANTIFIER = re.compile(
    r"^(?:(?:the|these|a|an|its|their|some|any|all)\s+)?(?P<vague>(?:several|various|many|multiple|numerous|different|following|"
    r"number of|range of|variety of|few|couple of)\s+(?:of\s+)?)?",
    re.IGNORECASE,
)
_COUNTED = re.compile(r"^(?:\d+|two|three|four|five|six|seven|eight|nine|ten)\b", re.IGNORECASE)
_PEOPLE = re.compile(r"(?:ers|ors|ists|people|users|teams|companies)$", re.IGNORECASE)
"""How words end for whom something is done for: the list does not name them."""
_COUNTED_LATER = re.compile(
    r"\s(?:into|in|by|through|with)\s(?:\d+|two|three|four|five|six|seven|several|various)\s", re.IGNORECASE
)
_FOLLOWING = re.compile(
    r"\s*(?:\b(?:as follows|the following|such as|including|like|by|are|is|for example)\b)?[\s,]*$", re.IGNORECASE
)
_DANGLING = re.compile(
    r"^(?:while|although|though|since|because|this|these|those|they|it|he|she|here|some|other|examples?|both"
    r"|key(?!\s\w+\s(?:of|in|for|to)\b))\b",
    re.IGNORECASE,
)
_PRONOUN = re.compile(r"(?:(?:however|additionally|moreover),\s)?(?:it|they)\s", re.IGNORECASE)
_LISTING = frozenset({"include", "involve", "follow", "comprise", "contain"})
"""Verbs whose object is the list itself."""
_LONGEST = 24
_MOST_UNCOUNTED = 5
"""Entries that a question can ask for without telling how many there are."""
_MOST_WORDS = 8
"""Words of a phrase that names what its list is of."""
_BARE = 2
"""Words; a subject such as `Key challenges` tells only with more what is wanted."""


def introduction(text: Text | None) -> Text | None:
    """The sentence before a list that announces it, without its colon."""
    if text is None or not text.plain.rstrip().endswith(":"):
        return None
    return sentences(text)[-1].strip(" :")


def points_back(intro: Text) -> bool:
    """Whether an introduction opens with a pronoun: `However, it has two drawbacks`."""
    return _PRONOUN.match(intro.plain) is not None


def naming(intro: Text, named: Text) -> Text:
    """The introduction with what its pronoun stands for: `Rust has two drawbacks`."""
    pronoun = _PRONOUN.match(intro.plain)
    return nouns.capitalised(named) + " " + intro.cut(pronoun.end()) if pronoun is not None else intro


def question(intro: Text, number: int, parser: Parser) -> Text | None:
    """The question that a list of so many entries answers; None where the words do not stand alone."""
    plain, few = intro.plain, number <= _MOST_UNCOUNTED
    if _DANGLING.match(plain) or len(plain.split()) > _LONGEST:
        return None
    if match := _MODAL.match(plain):
        return _with_modal(intro, match) if match["lead"] and few else None
    if match := _EXISTENTIAL.match(plain):
        return "What are the " + _counted(intro.cut(match.start("what")), number) + "?"
    parse = parser.parse(spoken(intro))
    if parse is None:
        return None
    found = tuple(clauses(parse))
    return _of_clause(intro, found, number) if found else _with_nouns(intro, parse, number)


def _of_clause(intro: Text, found: tuple[Clause, ...], number: int) -> Text | None:
    """The question of an introduction that is a sentence."""
    clause, few = found[0], number <= _MOST_UNCOUNTED
    if is_anaphoric(clause):
        return None
    if _ENABLES.search(intro.plain) and not clause.helpers:
        return _with_what_is_enabled(intro, clause) if few else None
    counted = _with_subject(intro, clause, number) or _with_object(intro, clause, number)
    uncounted = _with_verb(intro, clause) if counted is None else None
    if counted is not None or uncounted is not None:
        return counted or (uncounted if few else None)
    return None


def _with_modal(intro: Text, match: re.Match[str]) -> Text:
    lead = intro.cut(0, match.end("lead")) if match["lead"] else Text()
    modal = match["modal"].lower()
    who = nouns.uncapitalised(intro.cut(match.start("who"), match.end("who")))
    helper, rest = ("do", f" {modal}") if " " in modal else (modal, "")
    asking = lead + ("what " if lead else "What ") + helper + " " + who + rest + " do?"
    return nouns.capitalised(asking)


def _with_what_is_enabled(intro: Text, clause: Clause) -> Text:
    """`X allows researchers to` -> `What does X allow researchers to do?`."""
    helper, verb = _verb(clause)
    rest = intro.cut(clause.parse.tokens[clause.verb].end)
    return _lead(intro, clause, "What ") + f"{helper} " + _subject(intro, clause) + f" {verb}" + rest + " do?"


def _with_nouns(intro: Text, parse: Parse, number: int) -> Text | None:
    """`Factors contributing to rust` -> `What are the three factors contributing to rust?`; None for any other words."""
    verbs = any(token.tag in {"VBZ", "VBP", "VBD", "MD"} for token in parse.tokens)
    short = len(intro.plain.split()) <= _MOST_WORDS
    if verbs or not short or "," in intro.plain or not parse.tokens[parse.root].is_plural:
        return None
    told = nouns.asks_for_list(parse.tokens[parse.root].text) and (
        nouns.has_complement(intro.plain) or _EXPLAINED.search(intro.plain)
    )
    return "What are the " + _counted(nouns.uncapitalised(intro), number) + "?" if told else None


def _with_subject(intro: Text, clause: Clause, number: int) -> Text | None:
    """`Two conditions must be met` -> `Which two conditions must be met?`, and so of what they do themselves."""
    parse = clause.parse
    head = parse.tokens[clause.subject_head]
    subject = _subject(intro, clause)
    quantity = _QUANTIFIER.match(subject.plain)
    vague = quantity is not None and quantity["vague"]
    if clause.is_copula or not head.is_plural or not (vague or _COUNTED.match(subject.plain)):
        return None
    if not clause.is_passive and (_names_people(head.text) or clause.lemma in _LISTING):
        return None
    rest = intro.cut(head.end if clause.subject[1] == clause.subject_head else parse.tokens[clause.subject[1]].end)
    return _lead(intro, clause, "Which ") + _counted(subject, number) + rest + "?"


def _with_object(intro: Text, clause: Clause, number: int) -> Text | None:
    """`X offers three benefits` -> `Which three benefits does X offer?`."""
    parse = clause.parse
    thing = parse.child(clause.verb, "dobj")
    if thing is None or thing < clause.verb or not parse.tokens[thing].is_plural or clause.is_passive:
        return None
    if parse.child(thing, "conj") is not None:
        return None
    first, _ = parse.span(thing)
    noun = intro.cut(parse.tokens[first].start, parse.tokens[thing].end)
    rest = intro.cut(parse.tokens[thing].end)
    if _names_people(parse.tokens[thing].text) or _COUNTED_LATER.search(rest.plain):
        return None
    subject = _subject(intro, clause)
    helper, verb = _verb(clause)
    return _lead(intro, clause, "Which ") + _counted(noun, number) + f" {helper} " + subject + f" {verb}" + rest + "?"


def _with_verb(intro: Text, clause: Clause) -> Text | None:
    """`The steps are` -> `What are the steps?`, `X includes` -> `What does X include?`."""
    parse = clause.parse
    left = parse.text[parse.tokens[clause.verb].end :]
    if not _FOLLOWING.fullmatch(left):
        return None
    subject = _subject(intro, clause)
    if len(subject.plain.split()) <= _BARE and nouns.asks_for_list(subject.plain):
        return None
    if clause.lemma in _LISTING and nouns.asks_for_list(subject.plain) and clause.lead is None:
        return (
            _lead(intro, clause, "What ") + ("are " if subject.plain.startswith("the ") else "are the ") + subject + "?"
        )
    if clause.is_copula and not clause.helpers and not parse.tokens[clause.subject_head].is_plural:
        return None
    if clause.is_copula and not clause.helpers:
        return _lead(intro, clause, "What ") + f"{parse.tokens[clause.verb].text} " + subject + "?"
    if clause.is_passive:
        return None
    helper, verb = _verb(clause)
    return _lead(intro, clause, "What ") + f"{helper} " + subject + f" {verb}?"


def _names_people(noun: str) -> bool:
    """Whether a plural names people by its ending: `users`, but not `factors`."""
    return _PEOPLE.search(noun) is not None and noun.lower() not in words("list_nouns")


def _subject(intro: Text, clause: Clause) -> Text:
    parse = clause.parse
    subject = intro.cut(parse.tokens[clause.subject[0]].start, parse.tokens[clause.subject[1]].end)
    proper = parse.tokens[clause.subject[0]].tag in {"NNP", "NNPS"}
    return subject if proper else nouns.uncapitalised(subject)


def _lead(intro: Text, clause: Clause, word: str) -> Text:
    """What stands before the subject; left out where it points to something else."""
    if clause.lead is None:
        return Text.of(word)
    tokens = clause.parse.tokens
    lead = intro.cut(tokens[clause.lead[0]].start, tokens[clause.lead[1]].end)
    if re.search(r"\b(?:these|this|those|such)\b", lead.plain, re.IGNORECASE):
        return Text.of(word)
    return nouns.capitalised(lead) + ", " + word.lower()


def _verb(clause: Clause) -> tuple[str, str]:
    """Helper and the rest of the verb."""
    tokens = clause.parse.tokens
    between = clause.parse.words(clause.after_subject, clause.verb - 1)
    if clause.helpers:
        helper = tokens[clause.helpers[0]]
        rest = clause.parse.words(clause.helpers[0] + 1, clause.verb)
        return helper.text.lower(), rest
    helper_word = {"VBZ": "does", "VBD": "did"}.get(tokens[clause.verb].tag, "do")
    return helper_word, f"{between} {clause.lemma}".strip()


def _counted(noun: Text, number: int) -> Text:
    """The noun with its number: `various tools` -> `three tools`."""
    match = _QUANTIFIER.match(noun.plain)
    bare = noun.cut(match.end()) if match else noun
    return bare if _COUNTED.match(bare.plain) else f"{nouns.count(number)} " + bare
