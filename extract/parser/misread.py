"""Verbs that the model takes for something else, as in `The nerve originates in the plexus`, and nouns taken for verbs."""

import re
from dataclasses import replace

from cuedeck.extract.parser.parse import Parse

_WITH_OBJECT, _WITHOUT, _PAST = "contains", "exists", "began"
"""Verbs that the model never misreads."""
_MEANT = {"VB": "VBP", "JJ": "VBP", "VBN": "VBD"}
"""What a main verb with a subject and no auxiliary must be."""
_ENDS_IN_ES = re.compile(r"(?:ss|sh|ch|x|zz)es$")
_SINGULAR = frozenset({"NN", "NNP"})
_OPENS_OBJECT = frozenset({"NN", "NNS", "NNP", "DT", "PRP$", "CD"})
_DETERMINERS = frozenset("the a an this that each every".split())
_ENDS_SUBJECT = frozenset({"VBZ", "VBP", "VBD", "MD", ",", ":", "-LRB-"})
_FEWEST_TOKENS = 5
_GOVERNING = frozenset(
    "lead result contribute refer relate apply belong consist depend rely focus occur derive originate serve act respond adapt "
    "account differ aim look attach bind adhere connect react arise stem emerge correspond adjust interfere interact deal cope "
    "ascend descend travel run open drain insert extend pass reside operate function work live grow specialize".split()
)
"""Verbs with a preposition of their own."""


def suspect(parse: Parse) -> int | None:
    """The plural noun or participle that may be the verb of a sentence in which the model found none."""
    tokens, root = parse.tokens, parse.root
    if len(tokens) < _FEWEST_TOKENS or tokens[-1].text != "." or tokens[root].is_verb:
        return None
    if tokens[root].tag == "NNS" and parse.child(root, "nsubj") is not None and parse.child(root, "dobj") is not None:
        return root
    if _may_be_past(parse, root + 1):
        return root + 1
    for at in range(1, len(tokens) - 2):
        if tokens[at].tag in _ENDS_SUBJECT:
            return None
        if _may_be_verb(parse, at):
            return at
    return None


def _may_be_past(parse: Parse, at: int) -> bool:
    """Whether a participle behind the only noun has an object, as no passive has: `The plan involved digging a tunnel`."""
    token, behind = parse.tokens[at], parse.tokens[at + 1 : at + 2]
    alone = not any(one.tag in {"VBZ", "VBP", "VBD", "MD"} for one in parse.tokens)
    takes = bool(behind) and (behind[0].tag in _OPENS_OBJECT or behind[0].tag == "VBG")
    return token.tag == "VBN" and token.dep == "acl" and token.head == at - 1 and alone and takes


def finite(parse: Parse) -> Parse:
    """The parse with a finite main verb where the model took it for none: `Rivers and seas allow`, `Its plan involved`."""
    root, subject = parse.tokens[parse.root], parse.child(parse.root, "nsubj")
    bare = parse.child(parse.root, "aux", "auxpass", "mark") is None
    if root.tag not in _MEANT or not bare or subject is None or subject > parse.root:
        return parse
    several = parse.tokens[subject].is_plural or parse.child(subject, "conj") is not None
    takes = root.tag != "JJ" or parse.child(parse.root, "dobj") is not None
    if not takes or (root.tag != "VBN" and not several):
        return parse
    tokens = list(parse.tokens)
    tokens[parse.root] = replace(root, tag=_MEANT[root.tag])
    return Parse(parse.text, tuple(tokens))


def _may_be_verb(parse: Parse, at: int) -> bool:
    """Whether a plural noun stands where a verb would: behind `the nerve`, or between `inflation` and an object."""
    token, before, behind = parse.tokens[at], parse.tokens[at - 1], parse.tokens[at + 1]
    if token.tag != "NNS" or not token.text.islower() or not token.text.endswith("s"):
        return False
    if before.tag not in _SINGULAR and not (at == 1 and before.tag == "VBG"):
        return False
    if parse.tokens[0].text.lower() in _DETERMINERS:
        return parse.tokens[1].tag != "NNS" and behind.tag not in {"CC", "POS", ",", "HYPH", ":"}
    tags = {one.tag for one in parse.tokens[:at]}
    return behind.tag in _OPENS_OBJECT and not tags & {"IN", "VB", "NNS"}


def disguised(parse: Parse, at: int) -> str:
    """The sentence with a verb that cannot be misread in the place of the token."""
    token, behind = parse.tokens[at], parse.tokens[at + 1]
    if token.tag == "VBN":
        return parse.text[: token.start] + _PAST + parse.text[token.end :]
    verb = _WITHOUT if behind.tag in {"IN", "TO", "RB", "WRB"} else _WITH_OBJECT
    return parse.text[: token.start] + verb + parse.text[token.end :]


def revealed(parse: Parse, at: int, reread: Parse) -> Parse:
    """The parse with the relations of the disguised sentence, if that has its verb there; else as it was."""
    same = len(parse.tokens) == len(reread.tokens)
    past = parse.tokens[at].tag == "VBN"
    told = same and reread.root == at and reread.tokens[at].tag == ("VBD" if past else "VBZ")
    if not told or reread.child(at, "nsubj") is None:
        return parse
    tokens = [
        replace(new, text=old.text, start=old.start, end=old.end)
        for old, new in zip(parse.tokens, reread.tokens, strict=True)
    ]
    tokens[at] = replace(tokens[at], lemma=parse.tokens[at].lemma if past else _lemma(tokens[at].text))
    return Parse(parse.text, tuple(tokens))


def _lemma(verb: str) -> str:
    if verb.endswith("ies"):
        return verb[:-3] + "y"
    return verb[:-2] if _ENDS_IN_ES.search(verb) else verb[:-1]


def acts(parse: Parse, at: int) -> bool:
    """Whether what opens a fragment is a verb for sure: the nouns of `Antibodies against X` and `Crusts on X` look like one."""
    takes = parse.child(at, "dobj", "ccomp", "xcomp", "acomp", "attr", "conj") is not None
    return takes or parse.child(at, "prep") is None or parse.tokens[at].lemma in _GOVERNING
