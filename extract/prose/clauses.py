"""Clauses of a parsed sentence: who does what, in parts that can be moved."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from cuedeck.extract.parser.parse import Parse
from cuedeck.extract.parser.repairs import gerund_subject
from cuedeck.extract.prose import fronted_adverbials
from cuedeck.extract.wording.words import words
from cuedeck.notes.kept import kept

_SUBJECTS = ("nsubj", "nsubjpass", "csubj")
_MADE_UP = re.compile(r"[QX]x+$")
"""A name that stands for code, math or a quotation."""
_HELPERS = ("aux", "auxpass")
_AUXILIARIES = frozenset({"be", "have", "do", "get"})
"""Beside the modal verbs; what else the parser takes for one, such as `helps` in `X helps reduce Y`, is a verb of its own."""
_NOMINAL = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ"})
_CONTRASTING = frozenset({"whereas", "while"})
_ASIDES = frozenset({",", "—", "–"})
"""Stand before and behind what is only added."""


@dataclass(frozen=True)
class Clause:
    """A finite verb with its subject. All positions are token indices; the last one is included."""

    parse: Parse
    verb: int
    subject: tuple[int, int]
    subject_head: int
    helpers: tuple[int, ...]
    """Auxiliaries of the verb, in order."""
    lead: tuple[int, int] | None
    """The adverbial in front of the subject, without connectives."""
    loses_lead: bool
    """Whether something stands in front of the subject that a question could not keep, such as a long condition."""
    end: int
    """Last token, without the full stop and without the clauses joined to this one."""

    @property
    def named(self) -> tuple[int, int]:
        """The subject without what is only added to it in between: `Crisco, a fat, contains` -> `Crisco`."""
        first, last = self.subject
        tokens = self.parse.tokens
        joined = any(at <= last for at in self.parse.children(self.subject_head, "conj", "cc"))
        marks = [at for at in range(self.subject_head + 1, last) if tokens[at].text in _ASIDES]
        added = marks and tokens[last].text == tokens[marks[0]].text and not joined
        return (first, marks[0] - 1) if added else (first, last)

    @property
    def after_subject(self) -> int:
        """First token between subject and verb that belongs to this clause; the verb itself where there is none."""
        own = [at for at in self.parse.children(self.verb, "advmod", "aux", "auxpass", "neg") if at < self.verb]
        left = [self.parse.span(at)[0] for at in own]
        return min([at for at in left if at > self.subject[1]] or [self.verb])

    @cached_property
    def lemma(self) -> str:
        """Base form of the verb, in American spelling."""
        lemma = self.parse.tokens[self.verb].lemma
        return f"{lemma[:-3]}ize" if lemma.endswith("ise") and lemma not in words("in_ise") else lemma

    @property
    def is_copula(self) -> bool:
        """Whether the verb is `be` itself."""
        return self.lemma == "be" and self.parse.tokens[self.verb].dep != "auxpass"

    @property
    def is_passive(self) -> bool:
        """Whether the subject undergoes what the verb says."""
        return any(self.parse.tokens[at].dep == "auxpass" for at in self.helpers)

    @property
    def obliges(self) -> bool:
        """Whether it tells what ought to be done, or not."""
        return any(self.parse.tokens[at].text.lower() in {"should", "must"} for at in self.helpers)

    @property
    def shares_helpers(self) -> bool:
        """Whether the auxiliaries stand with an earlier verb: `can mix and bake`."""
        return bool(self.helpers) and self.parse.tokens[self.helpers[0]].head != self.verb


@kept
def clauses(parse: Parse) -> tuple[Clause, ...]:
    """The main clause of a sentence and the ones joined to it that share its subject."""
    return tuple(_clauses(parse))


def main_clause(parse: Parse) -> Clause | None:
    """The first clause of a sentence; None where it has none."""
    return next(iter(clauses(parse)), None)


def _clauses(parse: Parse) -> Iterator[Clause]:
    if not parse.tokens:
        return
    before = parse.child(parse.root, "ccomp", "parataxis")
    if (
        before is not None
        and before < parse.root
        and fronted_adverbials.semicolon(parse, before, parse.root) is not None
    ):
        yield from _from(parse, before, None)
        named, pronoun = _own_subject(parse, before), parse.child(parse.root, *_SUBJECTS)
        taken_up = named is not None and pronoun is not None and _takes_up(parse, named[2], pronoun)
        yield from _from(parse, parse.root, named if taken_up else None)
    else:
        yield from _from(parse, parse.root, None)


def complement(clause: Clause) -> Clause | None:
    """The clause that a verb of saying governs: what `X argues that ...` argues."""
    parse = clause.parse
    verb = parse.child(clause.verb, "ccomp")
    if verb is None or verb < clause.verb or parse.child(verb, *_SUBJECTS) is None:
        return None
    return next(_from(parse, verb, None), None)


def _from(
    parse: Parse,
    verb: int,
    shared: tuple[int, int, int] | None,
    inherited: tuple[int, ...] = (),
    *,
    loses_lead: bool = False,
) -> Iterator[Clause]:
    gerund = gerund_subject(parse, verb) if shared is None else None
    own = _own_subject(parse, verb) if shared is None and gerund is None else None
    found = shared or ((*gerund, gerund[0]) if gerund is not None else own)
    if found is None:
        return
    first, last, head = found
    helpers = tuple(at for at in parse.children(verb, *_HELPERS) if at < verb) or inherited
    joined = [at for at in parse.children(verb, "conj") if _is_joined(parse, verb, at)]
    end = _end(parse, verb, joined)
    front = fronted_adverbials.front(parse, verb, first) if own is not None else None
    lead = front if front is not None and fronted_adverbials.is_lead(parse, verb, *front) else None
    loses_lead = loses_lead or (front is not None and lead is None and not fronted_adverbials.concedes(parse, *front))
    in_order = last < verb <= end and (not helpers or own is None or last < helpers[0])
    whole = (
        _is_whole(parse, last) and not _MADE_UP.match(parse.tokens[verb].text) and not _is_label(parse, verb, helpers)
    )
    agrees = parse.tokens[first].tag == "VBG" or _agrees(parse, head, helpers[0] if helpers else verb)
    if in_order and whole and agrees and _opens_itself(parse, verb) and _is_finite(parse, verb, helpers):
        yield Clause(parse, verb, (first, last), head, helpers, lead, loses_lead, end)
    for at in joined:
        other = parse.child(at, *_SUBJECTS)
        if other is not None:
            again = _takes_up(parse, head, other)
            if again or parse.tokens[other].tag != "PRP":
                yield from _from(parse, at, (first, last, head) if again else None, loses_lead=front is not None)
        else:
            bare = parse.tokens[at].tag in {"VB", "VBN"} or (
                parse.tokens[at].tag == "VBP" and _has_modal(parse, helpers)
            )
            yield from _from(parse, at, (first, last, head), helpers if bare else ())


def _contrasts(parse: Parse, verb: int, at: int) -> bool:
    """Whether a clause set apart behind another tells of something else what that does not: `..., whereas Y is Z`."""
    first = parse.span(at)[0]
    apart = parse.tokens[first].text in _CONTRASTING and parse.tokens[first - 1].text == ","
    return verb < first and apart and parse.child(at, *_SUBJECTS) is not None


def _own_subject(parse: Parse, verb: int) -> tuple[int, int, int] | None:
    """First and last token of the subject that stands with a verb, and its head."""
    head = _nearest(parse, verb)
    if head is None:
        return None
    first, _ = parse.span(head)
    head = _whole(parse, verb, head)
    # What the parser ties to the subject from behind the verb stays there.
    last = max((at for at in parse.subtree(head) if at < verb or head > verb), default=head)
    return first, _subject_end(parse, verb, last), head


def _nearest(parse: Parse, verb: int) -> int | None:
    """The subject; of two, the later one where a preposition before the first makes a lead of it: `In rivers, boats are`."""
    found = parse.children(verb, *_SUBJECTS)
    if len(found) > 1 and found[-1] < verb:
        first = parse.span(found[0])[0]
        led = first > 0 and parse.tokens[first - 1].tag == "IN"
        if led and any(parse.tokens[at].text == "," for at in range(found[0], found[-1])):
            return found[-1]
    return next(iter(found), None)


def _is_joined(parse: Parse, verb: int, at: int) -> bool:
    """Whether a verb is joined to another; `improved` in `leads to longer life, improved strength and Y` is none."""
    tags = parse.tokens[verb].tag, parse.tokens[at].tag
    adjective = tags in {("VBZ", "VBD"), ("VBP", "VBD")} and parse.tokens[at - 1].text == ","
    return parse.tokens[at].is_verb and at > verb and not (adjective and parse.child(at, *_SUBJECTS) is None)


def _whole(parse: Parse, verb: int, own: int) -> int:
    """The last part of a subject that the parser has cut at its hyphens: `a re-design of X`."""
    parts = parse.children(verb, *_SUBJECTS)
    while len(parts) > 1 and own + 1 in parts and (parse.tokens[own].text == "-" or parse.tokens[own + 1].text == "-"):
        own += 1
    return own


def _is_whole(parse: Parse, last: int) -> bool:
    """Whether a subject is whole: one that ends in `and` was cut from the rest by the parser."""
    return parse.tokens[last].tag not in {"CC", "HYPH"} and not parse.tokens[last].text.endswith("-")


def _is_label(parse: Parse, verb: int, helpers: tuple[int, ...]) -> bool:
    """Whether it is no sentence but a noun and its participle, which look like one: `Actions performed for others`.

    So does a command whose object is something done: `Identify harnessed powers`.
    """
    past = parse.tokens[verb].tag == "VBD" and not helpers
    ended, opens = parse.tokens[-1].tag == ".", parse.tokens[0].tag if verb == 1 else ""
    bare = parse.child(verb, "dobj") is None and parse.tokens[-1].text not in {'"', "”", ")"}
    return past and (opens == "VB" or (not ended and (bare or opens == "NN")))


def _takes_up(parse: Parse, head: int, other: int) -> bool:
    """Whether the subject of a later clause is a pronoun for the one before: `X can do Y, but it cannot do Z`."""
    word = parse.tokens[other].text.lower()
    return word == ("they" if parse.tokens[head].is_plural else "it") and parse.tokens[head].is_noun


def _has_modal(parse: Parse, helpers: tuple[int, ...]) -> bool:
    return any(parse.tokens[at].tag == "MD" for at in helpers)


def _subject_end(parse: Parse, verb: int, last: int) -> int:
    """Last token of the subject: all that stands before the verb and its own adverbs is part of it."""
    if parse.tokens[last].tag == "CC" and last < verb:  # the parser ties the last part of a series to the verb
        end = min([*(at for at in parse.children(verb, *_HELPERS, "advmod") if last < at < verb), verb])
        parts = [token.tag for token in parse.tokens[last + 1 : end]]
        return end - 1 if parts and set(parts) <= _NOMINAL and parts[-1] != "JJ" else last
    own = [parse.span(at)[0] for at in (*parse.children(verb), verb) if at > last and parse.span(at)[0] > last]
    return max(last, min([*own, verb]) - 1) if last < verb else last


def _opens_itself(parse: Parse, verb: int) -> bool:
    """Whether no conjunction such as `if` makes the clause depend on another."""
    mark, subject = parse.child(verb, "mark"), parse.child(verb, *_SUBJECTS)
    if mark is not None and subject is not None and subject < mark:  # `as` of `his tenure as chairman began`
        return True
    return mark is None or parse.tokens[mark].text.lower() in _CONTRASTING | {"that"}


def _agrees(parse: Parse, head: int, finite: int) -> bool:
    """Whether subject and verb have one number; where they have not, the parser has put together what does not belong."""
    subject, tag = parse.tokens[head], parse.tokens[finite].tag
    if subject.tag == "NNS" and re.fullmatch("[a-z]+s", subject.text) and parse.tokens[head - 1].text != "-":
        return tag != "VBZ"
    single = subject.text.lower() in {"he", "she", "it"} or (subject.tag == "NN" and parse.child(head, "conj") is None)
    return tag != "VBP" or not single


def _is_finite(parse: Parse, verb: int, helpers: tuple[int, ...]) -> bool:
    first = parse.tokens[helpers[0] if helpers else verb]
    helps = not helpers or first.tag == "MD" or first.lemma in _AUXILIARIES
    return helps and first.tag in {"VBZ", "VBP", "VBD", "MD"}


def _end(parse: Parse, verb: int, joined: list[int]) -> int:
    end = parse.span(verb)[1]
    if joined:
        closing = parse.children(verb, "cc", "punct")
        marks = [at for at in closing if verb < at < joined[0] and parse.tokens[at].text not in {")", '"', "”", "]"}]
        next_one = max(verb + 1, parse.span(joined[0])[0])
        end = min(
            [at for at in marks if at > max(parse.children(verb, "dobj", "prep", "attr") or [verb])] or [next_one]
        )
        end -= 1
    end = min([end, *(parse.span(at)[0] - 1 for at in parse.children(verb, "advcl") if _contrasts(parse, verb, at))])
    while end > verb and parse.tokens[end].tag in {".", ",", ":", "CC"}:
        end -= 1
    return end
