"""Lead-ins: the term that an item or paragraph opens with, and what it goes on to say."""

import re
from dataclasses import dataclass

from cuedeck.extract.wording.words import words
from cuedeck.notes.kept import kept
from cuedeck.notes.text import Form, Mark, Text

_SET = Mark.BOLD | Mark.ITALIC | Mark.HIGHLIGHT | Mark.LINK
_SEPARATOR = re.compile(r"\s*(?P<aside>\([^()]{1,80}\))?\s*(?::{1,2}|\s[–—-]|–|—)\s*")
_PLAIN = re.compile(
    r"(?P<name>(?=[A-Z])[^:.!?;,()\"“”\s]+(?:\s[^:.!?;,()\"“”\s]+){0,4}(?:\s\([^()]{1,40}\))?):\s+(?=\S)"
)
_NUMBER = re.compile(r"(?:\d{1,3}|[A-Za-z])[.)]\s+(?=\S)")
_SENTENCE = re.compile(r"\s+[A-Z][\w'’-]*(?:\s+[^\s]+){3,}")
_MOST_WORDS = 9
_MOST_WORDS_UNMARKED = 5


@dataclass(frozen=True, slots=True)
class LeadIn:
    """A term and what is said about it."""

    name: Text
    body: Text
    """Empty where the term stands alone, above a nested list."""

    @property
    def is_question(self) -> bool:
        """Whether the term is a question that the body answers."""
        return self.name.plain.endswith("?")


@kept
def lead_in(text: Text) -> LeadIn | None:
    """The lead-in of an item, in any of its spellings; None where it opens with no term.

    `**Term:** text`, `**Term**: text`, `**Term** (aside): text`, `**Term** - text`, `*Term*: text`, `[[x|Term]]: text`,
    `Term: text`, and a bold term alone. Bold words that run on into a sentence are emphasis, not a term.
    """
    return _marked(text) or _plain(text)


@kept
def entry_lead_in(text: Text) -> LeadIn | None:
    """The lead-in of an entry of a list, which may also run on without a mark: `**Lofty** It should be out of reach.`."""
    return lead_in(text) or _unmarked(text)


def is_marked(text: Text) -> bool:
    """Whether the lead-in is set apart by more than its colon: without a mark, only the entries of lists have terms."""
    return _marked(text) is not None


@kept
def _marked(text: Text) -> LeadIn | None:
    length = text.leading(Mark.BOLD) or text.leading(_SET)
    if not length:
        return None
    head, rest = text.cut(0, length).strip(), text.cut(length)
    if head.plain.endswith((":", "?")):
        return _checked(head, rest)
    between = _SEPARATOR.match(rest.plain)
    if between is not None:
        return _checked(head, rest.cut(between.end()))
    is_alone = text.leading(Mark.BOLD) > 0 and not rest.plain.strip(" .")
    return _checked(head, rest) if is_alone else None


def _unmarked(text: Text) -> LeadIn | None:
    length = text.leading(Mark.BOLD)
    if not length:
        return None
    head, rest = text.cut(0, length), text.cut(length)
    opens = head.plain[:1].isupper() and len(head.plain.split()) <= _MOST_WORDS_UNMARKED
    return _checked(head, rest) if opens and _SENTENCE.match(rest.plain) else None


def _plain(text: Text) -> LeadIn | None:
    match = _PLAIN.match(text.plain)
    return _checked(text.cut(0, match.end("name")), text.cut(match.end())) if match is not None else None


def _checked(head: Text, body: Text) -> LeadIn | None:
    """The lead-in, without a number in front of its term; None where it names nothing."""
    coded = any(span.form is not Form.WORDS for span in head.spans)
    name = head.strip() if coded or head.plain.endswith("?") else head.strip(" :.–—-")
    number = None if coded else _NUMBER.match(name.plain)
    name = name.cut(number.end()) if number else name
    named = coded or any(letter.isalnum() for letter in name.plain)
    fits = 0 < len(name.plain.split()) <= _MOST_WORDS and name.plain.lower() not in words("asides")
    return LeadIn(name.unset(_SET), body.strip(" ")) if named and fits else None
