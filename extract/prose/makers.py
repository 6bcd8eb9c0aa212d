"""Who made, found or named something: `Who coined the term ...?`, answered by the subject."""

from cuedeck.extract.prose.clauses import Clause
from cuedeck.extract.wording.words import words

_LONGEST_NAME = 5
"""Words."""


def names_maker(clause: Clause) -> bool:
    """Whether the subject is a name, and what it did tells it from all others."""
    parse = clause.parse
    first, last = clause.named
    object_ = parse.child(clause.verb, "dobj")
    if (
        clause.lemma not in words("making")
        or parse.tokens[clause.verb].tag != "VBD"
        or clause.helpers
        or object_ is None
    ):
        return False
    tags = [parse.tokens[at].tag for at in range(first, last + 1)]
    is_name = parse.tokens[clause.subject_head].tag == "NNP" and not set(tags) & {"NNS", "VBG", "IN", "PRP$", "POS"}
    return is_name and last - first < _LONGEST_NAME and _is_one_thing(clause, object_)


def _is_one_thing(clause: Clause, object_: int) -> bool:
    """Whether what was made is told so that there is but one: `the first vaccine against ...`, `Tetley Tea`."""
    parse = clause.parse
    first, last = parse.span(object_)
    named = any(parse.tokens[at].tag in {"NNP", "NNPS"} for at in range(first, last + 1))
    owned = any(parse.tokens[at].tag == "PRP$" for at in range(first, last + 1))
    described = last - object_ > 1 and parse.tokens[first].text.lower() == "the"
    return not owned and object_ > clause.verb and (named or described)
