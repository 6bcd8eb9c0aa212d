"""What a row of `rules.yaml` asks, beyond its tree, of the core of a clause: its verb and what the verb takes."""

from cuedeck.extract.prose.clauses import Clause
from cuedeck.extract.prose.match import Guard, Nodes
from cuedeck.extract.prose.taken_up import named_in_lead
from cuedeck.extract.wording.words import words

_LONGEST_OBJECT = 8
"""Words of an object that a question can hold beside its subject."""
_LONG_NAME = 3
"""Words, less one, from which on the one who is enabled stands in the answer."""
_LONGEST_SUBJECT = 6
_ORDINALS = frozenset("first second third fourth fifth last next other another".split())
_FEWEST_OF_GENUS = 3
_CONTAINING = frozenset({"high", "low", "rich", "poor"})
"""Adjectives with a preposition of their own, which the parser may tie to the verb: `X is often high in Y`."""


# What a thing is.


def says_what_it_is(clause: Clause, nodes: Nodes) -> bool:
    """A noun with what sets it apart, which neither judges nor ranks."""
    parse, noun = clause.parse, nodes["noun"]
    stands_for_one = _stands_for_one(clause, noun)
    narrowed = parse.child(noun, "relcl", "acl", "prep", "amod", "compound") is not None
    first = parse.span(noun)[0]
    if not (stands_for_one or (parse.tokens[noun].is_noun and narrowed)):
        return False
    lemmas = {parse.tokens[at].lemma.lower() for at in range(first, noun + 1)}
    superlative = any(parse.tokens[at].tag in {"JJS", "RBS"} for at in range(first, noun))
    judges = lemmas & words("evaluative") or (superlative and not _leads(clause, noun))
    done = parse.tokens[clause.subject_head].tag == "VBG"
    return not (done or judges or clause.end - first < _FEWEST_OF_GENUS or _is_ranked(clause))


def _stands_for_one(clause: Clause, noun: int) -> bool:
    return clause.parse.tokens[noun].lemma in {"those", "one"} and clause.parse.child(noun, "relcl", "acl") is not None


def _leads(clause: Clause, noun: int) -> bool:
    """Whether a name is the first or utmost of its kind in size, time or place: `X is the longest river in Y`."""
    parse = clause.parse
    among = parse.child(noun, "prep", "relcl", "acl") is not None
    named = parse.tokens[clause.subject_head].tag == "NNP"
    return (
        named
        and among
        and any(parse.tokens[at].text.lower() in words("measured") for at in parse.children(noun, "amod"))
    )


def _is_ranked(clause: Clause) -> bool:
    """Whether the subject is `the third type`: known only to who counts along."""
    tokens = clause.parse.tokens
    return any(tokens[at].text.lower() in _ORDINALS for at in range(clause.subject[0], clause.subject_head))


def names_a_kind(clause: Clause, _: Nodes) -> bool:
    """The subject is a kind of thing, now: `a basophil`, `glaciers`, `the kora`, not `the largest of ...`."""
    parse = clause.parse
    first, last = clause.subject
    tags = {parse.tokens[at].tag for at in range(first, last + 1)}
    plain = not tags & {"POS", "PRP$", "JJS", "RBS", "CD", "JJR"} and parse.child(clause.subject_head, "relcl") is None
    whole = last - first < _LONGEST_SUBJECT and parse.child(clause.subject_head, "prep") is None
    short = parse.tokens[first].text.lower() != "the" or whole
    adverb = any(
        parse.tokens[at].tag.startswith("RB") for at in parse.children(clause.verb, "advmod") if at < clause.end
    )
    return plain and short and not adverb and parse.tokens[clause.verb].tag in {"VBZ", "VBP"} and not clause.helpers


def is_narrowed(clause: Clause, nodes: Nodes) -> bool:
    """The genus stands with what sets the thing apart: `a cell that ...`, `the study of ...`."""
    parse, noun = clause.parse, nodes["noun"]
    first = parse.span(noun)[0]
    opens = parse.tokens[first].text.lower()
    explained = noun + 1 < len(parse.tokens) and parse.tokens[noun + 1].text == ":"
    qualities = [at for at in parse.children(noun, "amod", "compound") if at < noun]
    apart = explained or parse.child(noun, "relcl", "acl") is not None or (opens in {"a", "an"} and len(qualities) > 1)
    of = any(parse.tokens[at].text in words("of_kinds") for at in parse.children(noun, "prep"))
    kind = opens in {"a", "an", "any"} or first == noun or parse.tokens[first].tag.startswith(("JJ", "NN"))
    return apart or (of and (kind or parse.tokens[noun].lemma in words("genera")))


def is_certain(clause: Clause, nodes: Nodes) -> bool:
    """It is so, not only may be: `X can be a Y`, `X was potentially a Y`."""
    tokens, first = clause.parse.tokens, clause.parse.span(nodes["noun"])[0]
    modal = any(tokens[at].text.lower() in {"can", "could", "may", "might"} for at in clause.helpers)
    guessed = (tokens[at].text.lower() in words("guessing") for at in range(clause.subject[1] + 1, first))
    return not modal and not any(guessed)


def may_mean(clause: Clause, _: Nodes) -> bool:
    """What a thing means; people describe too."""
    return clause.lemma == "mean" or clause.parse.tokens[clause.subject_head].tag in {"NN", "NNS"}


def of_several_words(clause: Clause, _: Nodes) -> bool:
    """The subject is more than one word."""
    return clause.subject[0] < clause.subject[1]


# What stands behind a preposition.


def follows_its_verb(clause: Clause, nodes: Nodes) -> bool:
    """No more than adverbs stand between the preposition and what governs it."""
    parse, at = clause.parse, next(nodes[name] for name in ("at", "in", "from") if name in nodes)
    governor = nodes.get("quality", clause.verb)
    return at > governor and all(parse.tokens[between].tag.startswith("RB") for between in range(governor + 1, at))


def is_bound(clause: Clause, nodes: Nodes) -> bool:
    """The preposition is the adjective's own, wherever the parser ties it."""
    parse, at = clause.parse, nodes["at"]
    own = parse.tokens[at].head == nodes["quality"]
    return own or (parse.tokens[nodes["quality"]].lemma in _CONTAINING and at == nodes["quality"] + 1)


def opens_a_thing(clause: Clause, nodes: Nodes) -> bool:
    """A preposition behind which `what` can stand: no place, time or opinion, and not what something is not."""
    parse, at = clause.parse, nodes["at"]
    word = parse.tokens[at].text.lower()
    if not follows_its_verb(clause, nodes) or (word == "to" and parse.tokens[at + 1].tag in {"``", "''"}):
        return False
    ranges = word == "from" and any(parse.tokens[after].text == "to" for after in range(at, clause.end))
    somewhere = word in words("place_prepositions") and clause.lemma in words("places") and _is_a_place(clause, nodes)
    bound = f"{clause.lemma}+{word}" in words("bound_prepositions") or (word == "with" and clause.is_passive)
    vague = word in words("vague_prepositions") and "quality" not in nodes and not bound
    return not (ranges or somewhere or vague or parse.tokens[at - 1].text == "not") and _is_no_opinion(clause, nodes)


def _is_a_place(clause: Clause, nodes: Nodes) -> bool:
    """Neither `based on a theory` nor `occurs in response to heat`."""
    at = nodes["in"] if "in" in nodes else nodes["at"]
    said = clause.parse.words(at, at + 1).lower()
    return clause.lemma != "base" and said not in {"in response", "in addition", "in terms", "on average"}


def _is_no_opinion(clause: Clause, nodes: Nodes) -> bool:
    """A passive tells a fact, or a thing that something is seen as: `seen as a shield`, not `seen as helping`."""
    if not clause.is_passive or clause.lemma not in words("opining"):
        return True
    tokens, at = clause.parse.tokens, nodes["at"]
    is_thing = not tokens[at + 1].tag.startswith(("VB", "RB"))
    return tokens[at].text == "as" and clause.lemma not in words("mentioning") and is_thing


def is_askable(clause: Clause, _: Nodes) -> bool:
    """The verb tells something."""
    return clause.lemma not in words("never_asked")


# What is done.


def frames(clause: Clause, nodes: Nodes) -> bool:
    """The verb tells nothing by its object alone: `describes Y as Z`, `converts Y into Z`."""
    pair = f"{clause.lemma}+{clause.parse.tokens[nodes['as']].text}"
    return pair in words("frames") and nodes["as"] - clause.verb <= _LONGEST_OBJECT


def no_particle(clause: Clause, _: Nodes) -> bool:
    """The verb is whole: not `takes up`."""
    return clause.parse.child(clause.verb, "prt") is None


def enables(clause: Clause, nodes: Nodes) -> bool:
    """Someone short of name is enabled to do something."""
    parse, thing, done, to = clause.parse, nodes["thing"], nodes["done"], nodes["to"]
    if not no_particle(clause, nodes) or clause.lemma in words("employing"):
        return False
    if parse.tokens[thing].dep == "dobj":
        return thing < done and thing < to and to - clause.verb <= _LONGEST_OBJECT and parse.tokens[to].head == done
    who = parse.child(thing, "nsubj")
    if who is None or parse.child(thing, "aux") != to or parse.tokens[who].tag == "PRP":
        return False
    first, last = parse.span(who)
    return last - first < _LONG_NAME


def tells_what_holds(clause: Clause, _: Nodes) -> bool:
    """`X assumes that Y is Z`; of what was found out, only where it is told by what."""
    first, last = clause.named
    named = clause.parse.tokens[clause.subject_head].tag == "NNP" or named_in_lead(clause) is not None
    return clause.lemma in words("holding") or (clause.lemma in words("finding") and (last - first > 1 or named))


def is_a_thing(clause: Clause, nodes: Nodes) -> bool:
    """The object is a noun, or a gerund behind a verb that takes one."""
    token = clause.parse.tokens[nodes["thing"]]
    gerund = token.tag == "VBG" and clause.lemma in words("opened_by_gerund")
    empty = clause.lemma == "have" and token.lemma in words("empty_objects")
    return not empty and (gerund or (token.dep == "dobj" and (token.is_noun or token.tag == "CD")))


CORE: tuple[Guard, ...] = (
    says_what_it_is, names_a_kind, is_narrowed, is_certain, may_mean, of_several_words, follows_its_verb, is_bound,
    opens_a_thing, is_askable, frames, no_particle, enables, tells_what_holds, is_a_thing,
)  # fmt: skip
"""What rows name, each by the name of its function."""
