"""Repairs of the model's parse: verbs that it takes for no verb, and subjects that it takes for adverbials."""

import re
from dataclasses import replace

from cuedeck.extract.parser.parse import Parse

_MEANT = {"VB": "VBP", "JJ": "VBP", "VBN": "VBD"}
"""What a main verb with a subject and no auxiliary must be."""
_SINGULAR = frozenset({"NN", "NNP"})
_OPENS_OBJECT = frozenset({"NN", "NNS", "NNP", "DT", "PRP$", "CD"})
_OPENS_ADVERBIAL = frozenset({"IN", "TO", "RB", "WRB"})
_ADDED_E = re.compile(r"(?<=ss|sh|ch|zz)e$")
"""What is left of the ending when the lemma of `passes` is told as that of a noun."""
_TIMES = frozenset("day night morning evening week month year time hour".split())
"""Nouns that tell when, and so are no subject: `Walking every day`."""


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


def hidden_verb(parse: Parse) -> int | None:
    """The plural noun that may be the verb of a sentence in which the model found none: `The nerve originates in ...`."""
    if parse.tokens[parse.root].is_verb or not parse.text.endswith("."):
        return None
    follows = _OPENS_OBJECT | _OPENS_ADVERBIAL if parse.tokens[0].tag == "DT" else _OPENS_OBJECT
    for at in range(1, len(parse.tokens) - 2):
        before, token, behind = parse.tokens[at - 1 : at + 2]
        if token.is_verb or (token.tag == "IN" and follows is _OPENS_OBJECT):
            return None
        if before.tag in _SINGULAR and token.tag == "NNS" and token.text.islower() and behind.tag in follows:
            return at
    return None


def disguised(parse: Parse, at: int) -> str:
    """The sentence with a verb that cannot be misread in the place of the token."""
    verb = "exists" if parse.tokens[at + 1].tag in _OPENS_ADVERBIAL else "contains"
    return parse.text[: parse.tokens[at].start] + verb + parse.text[parse.tokens[at].end :]


def revealed(parse: Parse, at: int, reread: Parse) -> Parse:
    """The parse with the relations of the disguised sentence, if that has its verb there; else as it was."""
    if len(parse.tokens) != len(reread.tokens) or reread.root != at or reread.child(at, "nsubj") is None:
        return parse
    pairs = zip(parse.tokens, reread.tokens, strict=True)
    tokens = [replace(new, text=old.text, start=old.start, end=old.end) for old, new in pairs]
    tokens[at] = replace(tokens[at], lemma=_ADDED_E.sub("", parse.tokens[at].lemma))
    return Parse(parse.text, tuple(tokens))


def gerund_subject(parse: Parse, verb: int) -> tuple[int, int] | None:
    """The gerund and the last token of the subject that it opens: `Walking every day helps`; None where another is."""
    opens = parse.span(verb)[0]
    gerund, finite_verb = parse.tokens[opens], parse.tokens[verb].tag in {"VBZ", "VB", "VBD"}
    if not finite_verb or (gerund.tag, gerund.head, gerund.dep) != ("VBG", verb, "advcl"):
        return None
    subject = parse.child(verb, "nsubj", "nsubjpass", "csubj", "expl")
    if subject is not None:
        return (opens, subject) if subject < verb and _tells_when(parse, opens, subject) else None
    first = min(at for at in (*parse.children(verb, "aux", "auxpass", "neg", "advmod"), verb) if at > opens)
    commas = (at for at in range(opens, first) if parse.tokens[at].text == ",")
    added = parse.tokens[first - 1].text == ","
    return opens, (next(commas) if added else first) - 1


def _tells_when(parse: Parse, opens: int, noun: int) -> bool:
    """Whether a noun right behind the gerund only tells when."""
    set_apart = any(parse.tokens[at].text == "," for at in range(opens, noun))
    timed = parse.tokens[noun].lemma in _TIMES and parse.tokens[parse.span(noun)[0]].text.lower() == "every"
    return timed and not set_apart
