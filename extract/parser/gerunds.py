"""Gerunds that a clause has for its subject, and that the parser takes for adverbials: `Walking every day helps ...`."""

from cuedeck.extract.parser.parse import Parse

_TIMES = frozenset("day night morning evening week month year time hour".split())
"""Nouns that tell when, and so are no subject: `Walking every day`."""


def gerund_subject(parse: Parse, verb: int) -> tuple[int, int] | None:
    """The gerund and the last token of the subject that it opens; None where the clause has another subject."""
    opens = parse.span(verb)[0]
    if parse.tokens[opens].tag != "VBG" or parse.tokens[opens].head != verb or parse.tokens[opens].dep != "advcl":
        return None
    if parse.tokens[verb].tag not in {"VBZ", "VB", "VBD"}:
        return None
    subject = parse.child(verb, "nsubj", "nsubjpass", "csubj", "expl")
    first = min(at for at in (*parse.children(verb, "aux", "auxpass", "neg", "advmod"), verb) if at > opens)
    if subject is None:
        commas = (at for at in range(opens, first) if parse.tokens[at].text == ",")
        added = parse.tokens[first - 1].text == ","
        return opens, (next(commas) if added else first) - 1
    return (opens, subject) if _tells_when(parse, opens, subject) and subject < first else None


def _tells_when(parse: Parse, opens: int, subject: int) -> bool:
    """Whether a noun right behind the gerund only tells when."""
    set_apart = any(parse.tokens[at].text == "," for at in range(opens, subject))
    timed = parse.tokens[subject].lemma in _TIMES and parse.tokens[parse.span(subject)[0]].text.lower() == "every"
    return timed and not set_apart
