"""Repairs of the model's parse: verbs that it takes for no verb, and subjects that it takes for adverbials."""

from dataclasses import replace

from cuedeck.extract.parser.parse import Parse

_MEANT = {"VB": "VBP", "VBN": "VBD"}
"""What a main verb with a subject and no auxiliary must be."""


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
    tokens[parse.root] = replace(root, tag=_MEANT[root.tag])
    return Parse(parse.text, tuple(tokens))


def gerund_subject(parse: Parse, verb: int) -> tuple[int, int] | None:
    """The gerund and the last token of the subject that it opens: `Walking in the rain helps`; None where another is."""
    opens = parse.span(verb)[0]
    gerund, is_finite = parse.tokens[opens], parse.tokens[verb].tag in {"VBZ", "VB", "VBD"}
    if not is_finite or (gerund.tag, gerund.head, gerund.dep) != ("VBG", verb, "advcl"):
        return None
    if parse.child(verb, "nsubj", "nsubjpass", "csubj", "expl") is not None:
        return None
    helpers = parse.children(verb, "aux", "auxpass", "neg", "advmod")
    return opens, min(at for at in (*helpers, verb) if at > opens) - 1
