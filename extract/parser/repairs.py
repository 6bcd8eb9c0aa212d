"""Repairs of the model's parse: verbs that it takes for no verb, and subjects that it takes for adverbials."""

from dataclasses import replace

from cuedeck.extract.parser.parse import Parse

_MEANT = {"VB": "VBP", "JJ": "VBP", "VBN": "VBD"}
"""What a main verb with a subject and no auxiliary must be."""
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
