"""Why no rule asks anything of a sentence: the first thing about it that keeps a question away."""

from cuedeck.extract.parser.parse import Parse
from cuedeck.extract.prose.clauses import Clause, main_clause
from cuedeck.extract.prose.pointing import is_anaphoric, is_anyone, is_expletive
from cuedeck.extract.wording.words import words


def why_silent(parse: Parse | None) -> str:
    """The reason in words, for a reader of the note."""
    if parse is None:
        return "the sentence cannot be parsed"
    clause = main_clause(parse)
    if clause is None:
        return "no clause with a subject and a finite verb was found"
    if is_anyone(clause) or is_expletive(clause):
        return f"its subject `{_subject(clause)}` stands for nobody in particular"
    if clause.parse.child(clause.verb, "neg") is not None:
        return "it tells what is not so"
    if clause.lemma in words("never_asked"):
        return f"nothing is asked of the verb `{clause.lemma}`"
    pointing = " of a subject that points back" if is_anaphoric(clause) else ""
    return f"no rule asks what follows `{clause.lemma}`{pointing}"


def _subject(clause: Clause) -> str:
    return clause.parse.words(*clause.subject)
