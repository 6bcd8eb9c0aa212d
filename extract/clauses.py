"""Clauses of a parsed sentence: who does what, in parts that can be moved."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extract.gerunds import gerund_subject
from extract.parse import Parse

_SUBJECTS = ("nsubj", "nsubjpass", "csubj")
_MADE_UP = re.compile(r"[QX]x+$")
"""A name that stands for code, math or a quotation."""
_HELPERS = ("aux", "auxpass")
_AUXILIARIES = frozenset({"be", "have", "do", "get"})
"""Beside the modal verbs; what else the parser takes for one, such as `helps` in `X helps reduce Y`, is a verb of its own."""
_IN_ISE = frozenset(
    "advise revise devise improvise supervise televise promise compromise premise surprise comprise apprise despise exercise "
    "excise incise disguise raise praise appraise rise arise advertise chastise franchise merchandise circumcise".split()
)
"""Verbs that end in `ise` everywhere."""
_ASIDES = frozenset({",", "—", "–"})
"""Stand before and behind what is only added."""
_LEADS = frozenset({"prep", "advcl", "advmod", "pcomp"})
_MOST_WORDS_OF_LEAD = 16
_FILLERS = frozenset(
    "for example|for instance|in fact|in addition|in contrast|as a result|in particular|of course|on the other hand|in other words|"
    "in general|by contrast|in turn|at the same time|as such|to be clear|in short|as mentioned|more generally|more recently|"
    "in conclusion|in summary|by extension|for this reason|because of this|in essence|in reality|above all|after all|at its core|in this way".split(
        "|"
    )
)
_CONNECTIVES = frozenset(
    "however therefore thus moreover furthermore additionally consequently hence instead nevertheless nonetheless "
    "similarly likewise meanwhile finally ultimately also but and so yet or crucially importantly notably interestingly "
    "essentially overall conversely subsequently specifically indeed first second third firstly secondly lastly then "
    "again still thereby rather that even simply".split()
)

_CONCEDING = frozenset("while although though whereas despite besides unlike beyond".split())
"""Words that open what a clause holds in spite of: it holds without it too."""
_SHOWN = frozenset(
    "demonstrate note mention show describe recount discuss state see explain emphasize highlight illustrate evidence say outline".split()
)
"""Participles behind `as` that only tell where a thing can be seen: `As demonstrated by X, Y`."""
_TIMES = frozenset(
    "traditionally historically currently initially recently originally previously formerly ideally typically".split()
)
"""Adverbs at the start of a sentence that a question needs: they tell when, or for whom."""


@dataclass(frozen=True, slots=True)
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

    @property
    def lemma(self) -> str:
        """Base form of the verb, in American spelling."""
        lemma = self.parse.tokens[self.verb].lemma
        return f"{lemma[:-3]}ize" if lemma.endswith("ise") and lemma not in _IN_ISE else lemma

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


def clauses(parse: Parse) -> Iterator[Clause]:
    """The main clause of a sentence and the ones joined to it that share its subject."""
    if not parse.tokens:
        return
    before = parse.child(parse.root, "ccomp", "parataxis")
    if before is not None and before < parse.root and _semicolon(parse, before, parse.root) is not None:
        yield from _from(parse, before, None)
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
    front = _front(parse, verb, first) if own is not None else None
    lead = front if front is not None and _is_lead(parse, verb, *front) else None
    loses_lead = loses_lead or (front is not None and lead is None and not _concedes(parse, *front))
    in_order = last < verb <= end and (not helpers or own is None or last < helpers[0])
    whole = (
        _is_whole(parse, last) and not _MADE_UP.match(parse.tokens[verb].text) and not _is_label(parse, verb, helpers)
    )
    if in_order and whole and _opens_itself(parse, verb) and _is_finite(parse, verb, helpers):
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


def _own_subject(parse: Parse, verb: int) -> tuple[int, int, int] | None:
    """First and last token of the subject that stands with a verb, and its head."""
    head = parse.child(verb, *_SUBJECTS)
    if head is None:
        return None
    first, _ = parse.span(head)
    head = _whole(parse, verb, head)
    _, last = parse.span(head)
    return first, _subject_end(parse, verb, last), head


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
    """Whether it is no sentence but a noun and its participle, which look like one: `Actions performed for others`."""
    past = parse.tokens[verb].tag == "VBD" and not helpers and parse.child(verb, "dobj") is None
    return past and parse.tokens[-1].tag != "." and parse.tokens[-1].text not in {'"', "”", ")"}


def _takes_up(parse: Parse, head: int, other: int) -> bool:
    """Whether the subject of a later clause is a pronoun for the one before: `X can do Y, but it cannot do Z`."""
    word = parse.tokens[other].text.lower()
    return word == ("they" if parse.tokens[head].is_plural else "it") and parse.tokens[head].is_noun


def _has_modal(parse: Parse, helpers: tuple[int, ...]) -> bool:
    return any(parse.tokens[at].tag == "MD" for at in helpers)


def _subject_end(parse: Parse, verb: int, last: int) -> int:
    """Last token of the subject: all that stands before the verb and its own adverbs is part of it."""
    own = [parse.span(at)[0] for at in (*parse.children(verb), verb) if at > last and parse.span(at)[0] > last]
    return max(last, min([*own, verb]) - 1) if last < verb else last


def _opens_itself(parse: Parse, verb: int) -> bool:
    """Whether no conjunction such as `if` makes the clause depend on another."""
    mark = parse.child(verb, "mark")
    return mark is None or parse.tokens[mark].text.lower() == "that"


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
    while end > verb and parse.tokens[end].tag in {".", ",", ":", "CC"}:
        end -= 1
    return end


def _front(parse: Parse, verb: int, subject: int) -> tuple[int, int] | None:
    """What stands between the start of the clause and its subject, without connectives and fillers."""
    first = parse.span(verb)[0]
    first = 1 + (cut if (cut := _semicolon(parse, first, subject)) is not None else first - 1)
    while first < subject and _only_connects(parse, first):
        first += 1
    last = subject - 1
    while last >= first and parse.tokens[last].tag in {",", ":"}:
        last -= 1
    words = parse.words(first, last).lower()
    filler = words in _FILLERS or (first == last and words.endswith("ly") and words not in _TIMES)
    if first > last or filler or words == "further" or _is_participle(parse, verb, first, last):
        return None
    return first, last


def _semicolon(parse: Parse, first: int, end: int) -> int | None:
    """The last semicolon of a stretch of the sentence."""
    return next((at for at in range(end - 1, first - 1, -1) if parse.tokens[at].text == ";"), None)


def _concedes(parse: Parse, first: int, last: int) -> bool:
    """Whether the clause holds without what stands in front: `Although X, Y`."""
    quoted = parse.tokens[first].text.lower() == "as" and parse.tokens[first + 1].lemma in _SHOWN
    return (quoted or parse.tokens[first].lemma.lower() in _CONCEDING) and parse.tokens[last + 1].text == ","


def _only_connects(parse: Parse, at: int) -> bool:
    """Whether a word only ties the sentence to the one before; `instead of X` does more."""
    follows_of = parse.tokens[at + 1].text == "of"
    return parse.tokens[at].tag in {",", "CC"} or (parse.tokens[at].lemma.lower() in _CONNECTIVES and not follows_of)


def _is_participle(parse: Parse, verb: int, first: int, last: int) -> bool:
    """Whether it only adds to the subject: `Based on rice, the dish ...`."""
    heads = [at for at in parse.children(verb, "advcl") if first <= at <= last]
    added = [
        at
        for at in heads
        if parse.tokens[at].tag in {"VBN", "VBG"} and parse.child(at, "mark", "advmod", "aux") is None
    ]
    return len(heads) == 1 and len(added) == 1 and parse.span(added[0])[0] == first


def _is_lead(parse: Parse, verb: int, first: int, last: int) -> bool:
    """Whether it is one adverbial that a question can open with."""
    if last - first >= _MOST_WORDS_OF_LEAD:
        return False
    heads = [at for at in parse.children(verb) if first <= at <= last and parse.tokens[at].dep != "punct"]
    adverbial = all(parse.tokens[at].dep in _LEADS for at in heads) and len(heads) == 1
    opens = parse.tokens[first]
    comparing = parse.tokens[last].tag in {"JJR", "RBR"} or (
        opens.text.lower() in {"than", "as"} and opens.dep != "mark"
    )
    set_apart = last - first < 2 or parse.tokens[last + 1].text == ","
    return adverbial and set_apart and not comparing and not (first == last and parse.tokens[first].tag == "WRB")
