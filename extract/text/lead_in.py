"""Lead-ins: the term that an item or paragraph opens with, and what it goes on to say."""

import re
from dataclasses import dataclass

from cuedeck.notes.text import Form, Mark, Text

_SET = Mark.BOLD | Mark.ITALIC | Mark.HIGHLIGHT | Mark.LINK
_SEPARATOR = re.compile(r"\s*(?P<aside>\([^()]{1,80}\))?\s*(?::{1,2}|\s[–—-]|–|—)\s*")
_PLAIN = re.compile(r"(?P<name>[A-Z][^:.!?;,()\"“”]{1,60}(?:\s\([^()]{1,40}\))?):\s+(?=\S)")
_NUMBER = re.compile(r"(?:\d{1,3}|[A-Za-z])[.)]\s+(?=\S)")
_SENTENCE = re.compile(r"\s+[A-Z][\w'’-]*(?:\s+[^\s]+){3,}")
_MOST_WORDS = 9
_MOST_WORDS_UNMARKED = 5
_LABELS = frozenset(
    "example examples e.g. note notes nb n.b. ps oss obs remark tip warning important hint source see also".split()
)
"""Words that open an aside and name nothing."""


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


def lead_in(text: Text) -> LeadIn | None:
    """The lead-in of an item, in any of its spellings; None where it opens with no term.

    `**Term:** text`, `**Term**: text`, `**Term** (aside): text`, `**Term** - text`, `*Term*: text`, `[[x|Term]]: text`,
    `Term: text`, and a bold term alone. Bold words that run on into a sentence are emphasis, not a term.
    """
    return _marked(text) or _plain(text)


def entry_lead_in(text: Text) -> LeadIn | None:
    """The lead-in of an entry of a list, which may also run on without a mark: `**Lofty** It should be out of reach.`."""
    return lead_in(text) or _unmarked(text)


def is_marked(text: Text) -> bool:
    """Whether the lead-in is set apart by more than its colon: without a mark, only the entries of lists have terms."""
    return _marked(text) is not None


def _marked(text: Text) -> LeadIn | None:
    length = text.leading(Mark.BOLD) or text.leading(_SET)
    if not length:
        return None
    head, rest = text.cut(0, length).strip(), text.cut(length)
    inside = head.plain.endswith((":", "?"))
    between = _SEPARATOR.match(rest.plain)
    if not inside and between is None and (rest.plain.strip(" .") or not text.leading(Mark.BOLD)):
        return None
    if not inside and between is not None:
        rest = rest.cut(between.end())
    return _checked(head, rest.strip(" "))


def _unmarked(text: Text) -> LeadIn | None:
    length = text.leading(Mark.BOLD)
    head, rest = text.cut(0, length).strip(), text.cut(length)
    opens = length > 0 and _SENTENCE.match(rest.plain) is not None and head.plain[:1].isupper()
    return _checked(head, rest.strip(" ")) if opens and len(head.plain.split()) <= _MOST_WORDS_UNMARKED else None


def _plain(text: Text) -> LeadIn | None:
    match = _PLAIN.match(text.plain)
    if match is None or len(match["name"].split()) > 5:
        return None
    return _checked(text.cut(0, match.end("name")), text.cut(match.end()))


def _checked(head: Text, body: Text) -> LeadIn | None:
    coded = any(span.form is not Form.WORDS for span in head.spans)
    name = head.strip() if coded or head.plain.endswith("?") else head.strip(" :.–—-")
    number = None if coded else _NUMBER.match(name.plain)
    name = name.cut(number.end()) if number else name
    words = name.plain.split()
    if not words or len(words) > _MOST_WORDS or not (coded or any(letter.isalnum() for letter in name.plain)):
        return None
    return None if name.plain.lower() in _LABELS else LeadIn(name.unset(_SET), body)
