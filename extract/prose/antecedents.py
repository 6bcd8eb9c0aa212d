"""What stands before a sentence -> what its pronouns stand for, where that is certain."""

import re
from dataclasses import dataclass, replace

from cuedeck.cards.draft import Draft
from cuedeck.extract.text import nouns
from cuedeck.extract.wording.words import words
from cuedeck.notes.text import Text

_POINTING = re.compile(
    r"(?P<word>it|they|he|she|this|these|those)$|(?P<owner>its|their|his|her)\s+(?P<owned>.+)$|(?:this|these|those)\s+(?P<noun>.+)$",
    re.IGNORECASE,
)
_PLURAL = frozenset({"they", "these", "those", "their"})
_PERSONAL = frozenset({"he", "she", "his", "her"})
_PERSON = re.compile(
    r"(?:(?:Dr|Mr|Mrs|Ms|Prof|Professor|Sir|President|King|Queen)\.?\s)?[A-Z][a-zà-ÿ]+(?:[\s-][A-Z][\wà-ÿ.’'-]*){0,3}$"
)
_NO_PERSON = re.compile(
    r"(?:Group|Inc|Company|Corporation|Labs?|University|Institute|Bank|Ministry|Party|States|Act|Law|AI|OS)$"
)
_SETTLED = re.compile(r"\b(?P<word>[Tt]his|[Tt]hese|[Tt]hose)(?=\s(?P<noun>[a-z][a-z-]{2,})\b)")
_LONGEST_OWNER = 6
"""Words."""


@dataclass(frozen=True, slots=True)
class Antecedents:
    """What stands before a sentence that it may point back to."""

    topic: Text | None = None
    """The term that the sentences explain."""
    subject: Text | None = None
    """The subject of the sentence before."""
    before: str = ""
    """The sentence before."""
    speaker: Text | None = None
    """Who says what the sentence before tells."""
    above: Text | None = None
    """What the sentence that introduces the list speaks of."""
    opening: bool = False
    """Whether the sentence is the first one on its topic."""

    def resolve(self, words: str) -> Text | None:
        """What a pointing subject, or a missing one, stands for; None where that is not certain."""
        match = _POINTING.match(words)
        if match is None:
            return None
        if match["owner"]:
            return self._owned(match)
        if noun := match["noun"]:
            return self._named(noun)
        word = match["word"].lower()
        if word in _PERSONAL:
            return self._person()
        certain = self.opening or word in {"it", "they"}
        return self._of_number(plural=word in _PLURAL) if certain else None

    def _owned(self, match: re.Match[str]) -> Text | None:
        """`its goal` -> `the goal of X`."""
        if match["owner"].lower() in _PERSONAL:
            owner = self._person()
            return None if owner is None else f"the {match['owned']} of " + owner
        owner = self._of_number(plural=match["owner"].lower() in _PLURAL)
        return None if owner is None else f"the {match['owned']} of " + owner

    def _named(self, noun: str) -> Text | None:
        """`this method` -> the topic, or `the method` where the sentence before speaks of one."""
        plural = nouns.is_plural(noun)
        head = nouns.head_noun(noun)
        if self.opening and self.topic is not None and nouns.is_plural(self.topic.plain) == plural:
            return self.topic
        for candidate in (self.subject, self.topic):
            if candidate is not None and head in candidate.plain.lower() and nouns.is_plural(candidate.plain) == plural:
                return candidate
        if head in words("generic"):
            return None
        said = re.search(rf"\b{re.escape(head)}\b", self.before, re.IGNORECASE)
        return Text.of(f"the {noun}") if said else None

    def _person(self) -> Text | None:
        """The subject of the sentence before, if it is the name of a person."""
        name = self.speaker or self.subject
        named = name is not None and _PERSON.match(name.plain) and not _NO_PERSON.search(name.plain)
        return name if named else None

    def _of_number(self, *, plural: bool) -> Text | None:
        near = self.topic if self.opening else self.subject or self.topic
        candidates = (near, self.above) if self.opening else (near,)
        return next((one for one in candidates if one and nouns.is_plural(one.plain) == plural), None)

    def complete(self, words: str) -> Text | None:
        """`the goal` -> `the goal of X`, where X is what the sentence before speaks of."""
        match = re.fullmatch(r"the\s+(?:\w+\s+)?(?:goal|aim|purpose|objective)", words, re.IGNORECASE)
        if match is None or self.subject is None or len(self.subject.plain.split()) > _LONGEST_OWNER:
            return None
        return f"the {words[4:]} of " + self.subject


def is_personal(words: str) -> bool:
    """Whether words stand for a person: `he`, `she`."""
    return words.lower() in _PERSONAL


def settled(draft: Draft, before: str) -> Draft:
    """The card with `the` in its answer before each noun that the sentence before has brought up."""
    return replace(draft, answer=_settled(draft.answer, before))


def _settled(text: Text, before: str) -> Text:
    for match in reversed(tuple(_SETTLED.finditer(text.plain))):
        noun = match["noun"]
        told = noun.removesuffix("s") not in words("generic", "abstract")
        alone = match.end("noun") - match.start() == len(text.plain)
        if told and not alone and re.search(rf"\b{re.escape(noun)}\b", before):
            article = "The" if match["word"][0] == "T" else "the"
            text = text.cut(0, match.start()) + article + text.cut(match.end("word"))
    return text
