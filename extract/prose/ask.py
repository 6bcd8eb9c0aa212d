"""A clause -> the question that a part of it answers, by moving the tree."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from cuedeck.extract.parser.parse import Parse, Token
from cuedeck.extract.prose import core_rules, lexicon
from cuedeck.extract.prose.aliases import aliases
from cuedeck.extract.prose.circumstances import CIRCUMSTANCES
from cuedeck.extract.prose.clauses import Clause, clauses, complement
from cuedeck.extract.prose.conditions import end_of_event, is_conditional, named_in_lead, tells_what_happens
from cuedeck.extract.prose.copulas import necessity
from cuedeck.extract.prose.fronted_questions import lead_gap
from cuedeck.extract.prose.makers import names_maker
from cuedeck.extract.prose.pointing import is_anaphoric, is_anyone, is_expletive
from cuedeck.extract.prose.question import SUBJECT, Asked, Piece, characters, opens_with_name
from cuedeck.extract.prose.relatives import relatives
from cuedeck.extract.prose.slot import Gap
from cuedeck.extract.prose.whole_clause import by_subject, happening

_SAYING = frozenset(
    "say believe argue suggest note explain claim state recommend emphasize stress warn report estimate predict think "
    "observe advise assert maintain contend propose caution".split()
)
_ARGUING = frozenset("believe argue suggest claim predict think maintain contend propose".split())
"""Verbs of saying that tell what someone holds to be so."""
_STAND_ALONE = frozenset({"definition", "reference", "name", "meaning", "defined"})
"""Patterns that hold whatever stands in front of the clause."""
_SPELT_OUT = {
    "'s": "is",
    "’s": "is",
    "'re": "are",
    "’re": "are",
    "'d": "would",
    "’d": "would",
    "'ll": "will",
    "’ll": "will",
}
_INVERTING = frozenset({"be", "have", "do"})
"""Verbs that go before the subject themselves; `get` in `X gets converted` needs `does`."""
_TIES = frozenset("also however then therefore thus moreover nevertheless still instead rather".split())
_WORTH_ASKING_TOO = 3
"""Words, less one, that must be left to ask for when a circumstance of the clause has been asked for already."""
_LONG_ANSWER = 14
"""Words, less one; of a longer answer only the core is asked for, without what the sentence adds on what comes of it."""
_LONGEST_MATTER = 8
"""Words, less one, of what an opinion is about."""


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
    clause = next(clauses(parse), None)
    if clause is None or is_anyone(clause):
        return None
    speaks = clause.lemma in _SAYING and complement(clause) is not None
    named = named_in_lead(clause)
    anaphoric = named is None and is_anaphoric(clause)
    return Subject(characters(parse, *(named or clause.named)), anaphoric, opens_with_name(parse), speaks)


def asked(parse: Parse) -> Iterator[Asked]:
    """The questions that the clauses of a sentence answer."""
    for clause in clauses(parse):
        inner = complement(clause) if clause.lemma in _SAYING else None
        if inner is None:
            yield from _of_clause(clause, ())
        elif not is_anaphoric(clause):
            yield from _said(clause, inner)
    for clause in relatives(parse):
        yield from _of_clause(clause, ())
    yield from aliases(parse)


def _said(clause: Clause, inner: Clause) -> Iterator[Asked]:
    """What someone says: a question on it, or else what is said on its subject."""
    if is_anaphoric(inner):
        return
    speaker = characters(clause.parse, *clause.subject)
    found = tuple(_of_clause(inner, ("according to ", speaker, ", ")))
    if found or inner.subject[1] - inner.subject[0] > _LONGEST_MATTER:
        yield from found
        return
    if clause.lemma not in _ARGUING:
        return
    about = ("about ", characters(inner.parse, *inner.subject))
    start = inner.parse.span(inner.verb)[0]
    start += inner.parse.tokens[start].text.lower() == "that"
    gap = Gap("what", clause.verb, start, "opinion", 0.54)
    draft = opened(replace(clause, end=inner.end), gap, ())
    yield replace(draft, question=(*draft.question[:-2], " ", *about, "?"))


def _of_clause(clause: Clause, prefix: tuple[Piece, ...]) -> Iterator[Asked]:
    needed = necessity(clause)
    if needed is not None:
        yield replace(opened(clause, needed, prefix), anaphoric=False)
        return
    if not _can_be_asked(clause):
        return
    whole = clause
    fronted = lead_gap(clause)
    if fronted is not None:
        yield _behind(clause, fronted, prefix)
        if fronted.question_word == "why":
            if named_in_lead(clause) is not None:
                return
            clause = replace(clause, lead=None)
    for find in () if clause.loses_lead else CIRCUMSTANCES:
        gap = find(clause)
        if gap is not None:
            yield opened(clause, gap, prefix)
            clause = _shortened(clause, gap.last)
    yield from _of_core(clause, whole, prefix)


def _behind(clause: Clause, gap: Gap, prefix: tuple[Piece, ...]) -> Asked:
    """The question that the lead of a clause answers, with the noun from the lead that its pronoun takes up."""
    draft, named = opened(replace(clause, lead=None), gap, prefix), named_in_lead(clause)
    if named is None:
        return draft
    return replace(draft, subject=characters(clause.parse, *named), anaphoric=False)


def _of_core(clause: Clause, whole: Clause, prefix: tuple[Piece, ...]) -> Iterator[Asked]:
    """Questions on what is left of a whole clause, without the circumstances that have been asked for."""
    if names_maker(clause) and not clause.loses_lead and not is_anaphoric(clause):
        yield by_subject("who ", clause, "maker", 0.9)
    if clause.parse.child(clause.verb, "neg") is not None and not _rules_out(clause):
        return
    core = next((gap for find in core_rules.CORE if (gap := find(clause)) is not None), None)
    if core is None:
        if is_conditional(clause):
            yield by_subject("what ", clause, "condition", 0.64)
        elif tells_what_happens(clause):
            yield from happening(clause) if named_in_lead(clause) is None else (_doing(clause),)
        return
    # Where little is left without the comment, nothing is asked: that little is rarely worth it.
    clause = _without_comment(clause) if clause.end - core.start > _LONG_ANSWER else clause
    holds = core.pattern in _STAND_ALONE or not clause.loses_lead
    serves = core.pattern == "object" and clause is not whole and _serves_end(clause)
    if holds and clause.end - core.start >= (0 if serves or clause is whole else _WORTH_ASKING_TOO):
        yield opened(clause, replace(core, rest=(clause.end + 1, whole.end)) if serves else core, prefix)


def _without_comment(clause: Clause) -> Clause:
    """The clause without the participle behind it that tells what comes of it: `..., allowing Y`, `..., making it Z`."""
    parse = clause.parse
    for at in parse.children(clause.verb, "advcl"):
        first = parse.span(at)[0]
        apart = first == at and parse.tokens[at].tag == "VBG" and parse.tokens[at - 1].text == ","
        if apart and clause.verb + 1 < at < clause.end and parse.tokens[at].lemma != "mean":
            return _shortened(clause, at - 1)
    return clause


def _serves_end(clause: Clause) -> bool:
    """Whether the end that the object serves stands right behind: `X uses Y to do Z`."""
    return clause.lemma in lexicon.EMPLOYING and clause.parse.tokens[clause.end + 1].text == "to"


def _rules_out(clause: Clause) -> bool:
    """Whether the clause tells what cannot or should not be done to something: `X cannot fix Y`."""
    modal = any(clause.parse.tokens[at].tag == "MD" for at in clause.helpers)
    return modal and not clause.is_copula and not clause.is_passive and core_rules.thing(clause) is not None


def _doing(clause: Clause) -> Asked:
    """`If X receives Y, what does it do?`: answered by all from the verb on."""
    gap = Gap("what", clause.verb - 1, clause.after_subject, "case", 0.85, " do", end=end_of_event(clause))
    return opened(clause, gap, ())


def _can_be_asked(clause: Clause) -> bool:
    subject = clause.parse.tokens[clause.subject_head]
    if clause.parse.tokens[clause.subject[1] + 1].text in {"-", "–"}:  # a word cut at its hyphen
        return False
    if _acts_on_pronoun(clause) or is_expletive(clause):
        return False
    return subject.dep != "csubj" or subject.tag == "VBG"


def _acts_on_pronoun(clause: Clause) -> bool:
    """Whether the verb leaves open what it is done to: `you can resize it`."""
    object_ = clause.parse.child(clause.verb, "dobj")
    token = clause.parse.tokens[object_] if object_ is not None else None
    return token is not None and token.tag == "PRP" and not token.text.endswith(("self", "selves"))


def _shortened(clause: Clause, end: int) -> Clause:
    tokens = clause.parse.tokens
    if end - 1 > clause.verb and tokens[end].tag == "RB" and tokens[end - 1].text == ",":  # `, particularly`
        end -= 1
    while end > clause.verb and tokens[end].tag in {",", ":"}:
        end -= 1
    return replace(clause, end=end)


def opened(clause: Clause, gap: Gap, prefix: tuple[Piece, ...]) -> Asked:
    """The question on a clause that is opened at a gap."""
    parse = clause.parse
    lead: tuple[Piece, ...] = (characters(parse, *clause.lead), ", ") if clause.lead else ()
    last = _shortened(clause, gap.last).end
    question = (
        *prefix,
        *lead,
        gap.question_word,
        " ",
        *(_told(clause, last) if gap.tells else _inverted(clause, last)),
        gap.tail,
        *_words(parse, *gap.rest),
        "?",
    )
    end = clause.end if gap.end is None else gap.end
    return Asked(
        question=question,
        answer=(parse.tokens[gap.start].start, parse.tokens[end].end),
        pattern=gap.pattern,
        confidence=gap.confidence,
        subject=characters(parse, *clause.named),
        anaphoric=is_anaphoric(clause) and named_in_lead(clause) is None,
        opens_with_name=opens_with_name(parse),
    )


def _told(clause: Clause, last: int) -> Iterator[Piece]:
    """Subject and verb as they stand, up to the token `last`."""
    yield SUBJECT
    yield from _words(clause.parse, clause.subject[1] + 1, last)


def _inverted(clause: Clause, last: int) -> Iterator[Piece]:
    """Helper verb, subject, and the rest of the clause up to the token `last`."""
    parse, after = clause.parse, clause.after_subject
    front = clause.helpers[0] if clause.helpers else clause.verb
    if parse.tokens[front].tag == "MD" or (
        parse.tokens[front].lemma in _INVERTING and (clause.helpers or clause.is_copula)
    ):
        helper = parse.tokens[front].text.lower()
        yield from (_SPELT_OUT.get(helper, helper), " ", SUBJECT)
        if clause.shares_helpers:
            yield from (f" {parse.tokens[at].text}" for at in clause.helpers[1:])
            yield from _words(parse, after, last)
        else:
            yield from (*_words(parse, after, front - 1), *_words(parse, front + 1, last))
        return
    yield from (_do(parse.tokens[front]), " ", SUBJECT)
    if last < front:
        return
    yield from _words(parse, after, front - 1)
    yield from (" ", parse.tokens[front].lemma)
    yield from _words(parse, front + 1, last)


def _words(parse: Parse, first: int, last: int) -> Iterator[Piece]:
    """A stretch of the sentence without the connectives in it, which tie it to what was said before."""
    start = first
    for at in range(first, last + 2):
        tied = at <= last and parse.tokens[at].text.lower() in _TIES and parse.tokens[at + 1].text != "than"
        cut = at > last or tied or (at == start and parse.tokens[at].text == ",")
        if cut and start < at:
            yield from (" ", characters(parse, start, at - 1))
        if cut:
            start = at + 1


def _do(verb: Token) -> str:
    return {"VBZ": "does", "VBD": "did"}.get(verb.tag, "do")
