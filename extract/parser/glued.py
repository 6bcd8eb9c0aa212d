"""Titles of other notes that a program left behind the last word of a sentence, as `related` links."""

from cuedeck.extract.parser.parser import Parser
from cuedeck.extract.parser.sentences import spoken
from cuedeck.notes.text import Mark, Text

_ENDS_PHRASE = frozenset({"NN", "NNS", "NNP", "NNPS", "RB"})


def unglued(sentence: Text, parser: Parser) -> Text:
    """The sentence without a linked title behind its last word: `It lifts the mood ⟨benefits of cold⟩.`.

    A link that belongs to its sentence follows what governs it: a preposition, an article, a verb, an adjective.
    """
    start = _last_link(sentence)
    parse = parser.parse(spoken(sentence)) if start else None
    if parse is None:
        return sentence
    ends = [token for token in parse.tokens if token.end <= start][-1:]
    ends_phrase = any(token.tag in _ENDS_PHRASE and token.text.islower() for token in ends)
    return sentence.without_tail(len(sentence.plain) - start).strip() if ends_phrase else sentence


def _last_link(sentence: Text) -> int:
    """Where a link of several words begins that closes the sentence; 0 where none does."""
    ended = len(sentence.plain.rstrip(" ."))
    at = len(sentence.plain)
    for span in reversed(sentence.spans):
        at -= len(span.plain)
        if at < ended:
            closes = Mark.LINK in span.marks and " " in span.text.strip()
            before = sentence.plain[:at].split()[-1:] if closes else ()
            return at if any(word[-1].isalpha() for word in before) else 0
    return 0
