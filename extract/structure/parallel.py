"""Whether the entries of a list are parallel, and so answer one question."""

import re

from cuedeck.extract.parser.parser import Parser
from cuedeck.extract.text import nouns
from cuedeck.notes.text import Text

_YOU_SHOULD = "you should "
_GERUND = re.compile(r"(?:\w+ly )?\w+ing\b")


def parallel(entries: tuple[Text, ...], parser: Parser) -> bool:
    """Whether all entries open alike: with a verb, with a gerund, with a preposition, or with what they name.

    A verb or two may be a misread noun: `Escape velocity`. Where they are half of the entries, the others should be verbs.
    """
    told = [entry.plain.lower() for entry in entries]
    placed = [nouns.is_adverbial(words) for words in told]
    if any(placed) and not all(placed):
        return False
    parser.read(told)
    tags = [_verb(words, parser) for words in told]
    if "VBG" in tags:
        return all(_GERUND.match(words) for words in told)
    verbs = tags.count("VB") * 2 >= len(tags)
    return not verbs or all(_may_tell(words, parser) for words in told)


def is_command(name: str, parser: Parser) -> bool:
    """Whether a name tells what to do: `Scale the business`."""
    return not name[1:2].isupper() and _verb(name.lower(), parser) == "VB"


def _verb(words: str, parser: Parser) -> str | None:
    """Tag of the verb that words open with, where it has an object: `VB` or `VBG`."""
    parse = parser.parse(words)
    if parse is None or parse.root != 0 or parse.child(0, "dobj") is None:
        return None
    return {"VB": "VB", "VBP": "VB", "VBG": "VBG"}.get(parse.tokens[0].tag)


def _may_tell(words: str, parser: Parser) -> bool:
    """Whether an entry can be read as what someone should do: `host events`, though its first word could be a noun."""
    parse = parser.parse(_YOU_SHOULD + words)
    return parse is not None and parse.tokens[2].tag == "VB"
