"""Repairs of the model's parse: verbs that it takes for no verb, and subjects that it takes for adverbials."""

import re

from cuedeck.extract.parser.parse import Parse

_MEANT = {"VB": "VBP", "VBN": "VBD"}
"""What a main verb with a subject and no auxiliary must be."""

_SINGULAR, _OPENS_OBJECT = {"NN", "NNP"}, {"NN", "NNS", "NNP", "DT", "PRP$", "CD", "JJ"}
_OPENS_ADVERBIAL = {"IN", "TO", "RB", "WRB"}
_ADDED_E = re.compile(r"(?<=ss|sh|ch|zz)e$")
"""What is left of the ending where the lemma of `passes` is told as that of a noun."""


def disguised(parse: Parse) -> str | None:
    """A sentence whose verb the model may have taken for a plural noun, with a verb that it never misreads in its place."""
    at = _hidden_verb(parse)
    if at is None:
        return None
    token, behind = parse.tokens[at : at + 2]
    verb = "exists" if behind.tag in _OPENS_ADVERBIAL else "contains"
    return parse.text[: token.start] + verb + parse.text[token.end :]


def revealed(parse: Parse, reread: Parse) -> Parse:
    """The parse with its verb, where the disguised sentence was read with it."""
    at = _hidden_verb(parse)
    is_sound = len(reread.tokens) == len(parse.tokens) and reread.root == at
    if at is None or not is_sound or reread.child(at, "nsubj") is None:
        return parse
    pairs = zip(parse.tokens, reread.tokens, strict=True)
    tokens = [new._replace(text=old.text, start=old.start, end=old.end) for old, new in pairs]
    tokens[at] = tokens[at]._replace(lemma=_ADDED_E.sub("", parse.tokens[at].lemma))
    return Parse(parse.text, tuple(tokens))


def _hidden_verb(parse: Parse) -> int | None:
    """The plural noun that may be the verb of a sentence in which the model found none: `The mill converts raw grain`."""
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


def finite(parse: Parse) -> Parse:
    """The parse with a finite main verb where the model took it for none: `Rivers and seas allow`, `Its plan involved`."""
    root, subject = parse.tokens[parse.root], parse.child(parse.root, "nsubj")
    bare = parse.child(parse.root, "aux", "auxpass", "mark") is None
    if root.tag not in _MEANT or not bare or subject is None or subject > parse.root:
        return parse
    several = parse.tokens[subject].is_plural or parse.child(subject, "conj") is not None
    if root.tag != "VBN" and not several:
        return parse
    tokens = list(parse.tokens)
    tokens[parse.root] = root._replace(tag=_MEANT[root.tag])
    return Parse(parse.text, tuple(tokens))


def gerund_subject(parse: Parse, verb: int) -> tuple[int, int] | None:
    """The gerund and the last token of the subject that it opens: `Walking in the rain helps`; None where another is."""
    opens = parse.span(verb)[0]
    gerund, is_finite = parse.tokens[opens], parse.tokens[verb].tag in {"VBZ", "VB", "VBD"}
    has_subject = parse.child(verb, "nsubj", "nsubjpass", "csubj", "expl") is not None
    if has_subject or not is_finite or (gerund.tag, gerund.head, gerund.dep) != ("VBG", verb, "advcl"):
        return None
    helpers = parse.children(verb, "aux", "auxpass", "neg", "advmod")
    return opens, min(at for at in (*helpers, verb) if at > opens) - 1
