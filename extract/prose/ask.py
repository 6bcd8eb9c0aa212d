"""A parsed sentence -> the questions that its clauses answer: which rules are tried, on how much of each clause."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from cuedeck.extract.parser.parse import Parse
from cuedeck.extract.prose.clauses import Clause, clauses, complement, main_clause
from cuedeck.extract.prose.fronted_questions import lead_slot
from cuedeck.extract.prose.match import Rule, slot
from cuedeck.extract.prose.opening import opened, without_comma
from cuedeck.extract.prose.pointing import is_anaphoric, is_anyone, is_expletive
from cuedeck.extract.prose.question import Asked, Piece, Slot, characters, opens_with_name
from cuedeck.extract.prose.rows import rules_on
from cuedeck.extract.prose.taken_up import named_in_lead
from cuedeck.extract.wording.words import words
from cuedeck.notes.kept import kept

_WORTH_ASKING_TOO = 3
"""Words, less one, that must be left to ask for when a circumstance of the clause has been asked for already."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What a sentence speaks of."""

    characters: tuple[int, int]
    anaphoric: bool
    """Whether it points back to something outside the sentence."""
    opens_with_name: bool
    """Whether the first word of the sentence keeps its capital wherever it stands."""
    speaks: bool
    """Whether it is who says something, and so not what is spoken of."""


def subject(parse: Parse) -> Subject | None:
    """The subject of the main clause; None where there is none that a later sentence could call `it`."""
    clause = main_clause(parse)
    if clause is None or is_anyone(clause):
        return None
    speaks = clause.lemma in words("saying") and complement(clause) is not None
    named = named_in_lead(clause)
    anaphoric = named is None and is_anaphoric(clause)
    return Subject(characters(parse, *(named or clause.named)), anaphoric, opens_with_name(parse), speaks)


def questions_on(parse: Parse) -> Iterator[Asked]:
    """The questions that the clauses of a sentence answer."""
    for clause in clauses(parse):
        inner = complement(clause) if clause.lemma in words("saying") else None
        if inner is None:
            yield from _of_clause(clause, ())
        elif not is_anaphoric(clause) and not is_anaphoric(inner):
            speaker = characters(parse, *clause.subject)
            yield from _of_clause(inner, ("according to ", speaker, ", "))


def _of_clause(clause: Clause, prefix: tuple[Piece, ...]) -> Iterator[Asked]:
    if not _can_be_asked(clause):
        return
    whole = clause
    fronted = lead_slot(clause)
    if fronted is not None:
        yield _behind(clause, fronted, prefix)
        if fronted.ask == "why":
            if named_in_lead(clause) is not None:
                return
            clause = replace(clause, lead=None)
    for rule in () if clause.loses_lead else rules_on("beside", clause.lemma):
        found = slot(rule, clause)
        if found is not None:
            yield opened(clause, found, prefix)
            clause = replace(clause, end=without_comma(clause, found.until))
    yield from _of_core(clause, whole, prefix)


def _behind(clause: Clause, slot: Slot, prefix: tuple[Piece, ...]) -> Asked:
    """The question that the lead of a clause answers, with the noun from the lead that its pronoun takes up."""
    asked, named = opened(replace(clause, lead=None), slot, prefix), named_in_lead(clause)
    return asked if named is None else replace(asked, subject=characters(clause.parse, *named), anaphoric=False)


def _of_core(clause: Clause, whole: Clause, prefix: tuple[Piece, ...]) -> Iterator[Asked]:
    """Questions on what is left of a whole clause, without the circumstances that have been asked for."""
    if clause.parse.child(clause.verb, "neg") is not None and not _rules_out(clause):
        return
    rule, core = _core(clause)
    if rule is None or core is None:
        return
    least = 0 if clause is whole else _WORTH_ASKING_TOO
    if (rule.alone or not clause.loses_lead) and clause.end - core.start >= least:
        yield opened(clause, core, prefix)


@kept
def _core(clause: Clause) -> tuple[Rule | None, Slot | None]:
    """The first rule that fits what the clause tells, and where it opens it."""
    for rule in rules_on("core", clause.lemma):
        found = slot(rule, clause)
        if found is not None:
            return rule, found
    return None, None


def _rules_out(clause: Clause) -> bool:
    """Whether the clause tells what cannot or should not be done to something: `X cannot fix Y`."""
    modal = any(clause.parse.tokens[at].tag == "MD" for at in clause.helpers)
    rule, _ = _core(clause)
    return modal and not clause.is_copula and not clause.is_passive and rule is not None and rule.rules_out


def _can_be_asked(clause: Clause) -> bool:
    tokens = clause.parse.tokens
    cut = tokens[clause.subject[1] + 1].text in {"-", "–"}  # a word cut at its hyphen
    if cut or _acts_on_pronoun(clause) or is_expletive(clause):
        return False
    return tokens[clause.subject_head].dep != "csubj" or tokens[clause.subject_head].tag == "VBG"


def _acts_on_pronoun(clause: Clause) -> bool:
    """Whether the verb leaves open what it is done to: `you can resize it`."""
    object_ = clause.parse.child(clause.verb, "dobj")
    token = clause.parse.tokens[object_] if object_ is not None else None
    return token is not None and token.tag == "PRP" and not token.text.endswith(("self", "selves"))
