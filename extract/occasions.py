"""Clauses behind a condition, which tell what is done or what happens in that case."""

from extract.clauses import Clause
from extract.pointing import is_anaphoric, is_anyone

_CONDITIONS = frozenset("if when once unless to".split())
_CASES = frozenset("if when once unless".split())
"""What opens a lead that tells in which case something happens."""
_FEWEST_OF_CASE = 3
"""Words, less one, that tell the case."""
_FEWEST_OF_EVENT = 3
"""Words, less one, that tell what happens, from the verb on."""
_NO_EVENTS = frozenset(
    "be have seem appear need want know think feel mean remain believe advise suggest note say recommend argue ask arise "
    "explain tell consider try aim look discuss mention describe show like love prefer".split()
)
"""Verbs that tell a state, or what someone says."""


def is_conditional(clause: Clause) -> bool:
    """Whether the lead tells when something is done: `If X, outlet forceps are applied`."""
    if (
        clause.lead is None
        or not clause.is_passive
        or clause.lemma == "do"
        or is_anaphoric(clause)
        or clause.helpers[0] < clause.subject[1]
    ):
        return False
    return clause.parse.tokens[clause.lead[0]].text.lower() in _CONDITIONS


def tells_what_happens(clause: Clause) -> bool:
    """Whether it tells what always happens in a case: `When X, the pressure falls below Y`."""
    parse = clause.parse
    if clause.lead is None or clause.is_passive or clause.obliges or is_anyone(clause) or is_anaphoric(clause):
        return False
    opens = parse.tokens[clause.lead[0]].text.lower()
    long = clause.end - clause.verb >= _FEWEST_OF_EVENT and clause.lead[1] - clause.lead[0] >= _FEWEST_OF_CASE
    present = parse.tokens[clause.helpers[0] if clause.helpers else clause.verb].tag in {"VBZ", "VBP", "MD"}
    named = parse.tokens[clause.subject_head].tag == "NNP"
    return opens in _CASES and long and present and not named and clause.lemma not in _NO_EVENTS
