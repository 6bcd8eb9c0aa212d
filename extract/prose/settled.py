"""`this array` -> `the array`, where the sentence before tells which."""

import re
from dataclasses import replace

from cuedeck.cards.draft import Draft
from cuedeck.extract.prose.words import words
from cuedeck.notes.text import Text

_POINTING = re.compile(r"\b(?P<word>[Tt]his|[Tt]hese|[Tt]hose)(?=\s(?P<noun>[a-z][a-z-]{2,})\b)")


def settled(draft: Draft, before: str) -> Draft:
    """The card with `the` in its answer before each noun that the sentence before has brought up."""
    return replace(draft, answer=_settled(draft.answer, before))


def _settled(text: Text, before: str) -> Text:
    for match in reversed(tuple(_POINTING.finditer(text.plain))):
        noun = match["noun"]
        told = noun.removesuffix("s") not in words("generic", "abstract")
        alone = match.end("noun") - match.start() == len(text.plain)
        if told and not alone and re.search(rf"\b{re.escape(noun)}\b", before):
            article = "The" if match["word"][0] == "T" else "the"
            text = text.cut(0, match.start()) + article + text.cut(match.end("word"))
    return text
