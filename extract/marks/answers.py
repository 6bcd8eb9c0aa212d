"""What answers a question that a note's writer asked: all of it, in words or as entries."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from cuedeck.extract.marks import signs
from cuedeck.extract.marks.whole import boxed, whole
from cuedeck.extract.parser.sentences import sentences
from cuedeck.extract.text.entries import FEWEST
from cuedeck.notes.blocks import Block, Callout, Code, Heading, List, Paragraph, Quote
from cuedeck.notes.config import Limits
from cuedeck.notes.text import Form, Span, Text

_LIMITS = Limits()
_LONGEST_ENTRY = 12
_LABEL = re.compile(r"(?:A|Answer|ANSWER|Ans|Solution|Explanation):\s*")


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer, in words or as entries."""

    text: Text
    items: tuple[Text, ...] = ()
    ordered: bool = False
    start: int = 1
    """The number of the first of ordered entries."""

    @property
    def said(self) -> Text:
        """All words of it."""
        return joined(self.items, by="; ") if self.items else self.text


def joined(parts: Iterable[Text], by: str = " ") -> Text:
    """The texts as one; those without words are left out at its start."""
    texts = tuple(parts)
    first = next((at for at, text in enumerate(texts) if text.plain), max(len(texts) - 1, 0))
    return Text.joined(texts[first:], by).strip()


def leading(text: Text) -> Text:
    """The first sentences of a text, as many as can be recalled; the first one in any case."""
    first, *others = sentences(text) or (Text(),)
    answer = first
    for sentence in others:
        longer = answer + " " + sentence
        if len(longer.plain.split()) > _LIMITS.answer:
            break
        answer = longer
    return answer.strip(" .") if answer is first else answer.strip()


def answer_of(rest: Text, blocks: Sequence[Block]) -> Answer | None:
    """The answer that begins behind a question in its own text and goes on in blocks; None where nothing is shown."""
    blocks = tuple(block for block in blocks if not _is_hint(block))
    given: tuple[Block, ...] = (Paragraph(rest), *blocks) if rest.shows or not blocks else _without_label(blocks)
    match given:
        case (Paragraph(text=text),):
            answer = Answer(_trimmed(text))
        case (List() as entries,):
            answer = _listed(entries)
        case (Quote(blocks=inner),):
            return answer_of(Text(), inner)
        case (Callout(title=title, blocks=inner),) if not title.shows or signs.SHOWS.match(title.plain):
            return answer_of(Text(), inner)
        case (Code(language=language, text=text, line=line),):
            answer = Answer(Text((Span(text, Form.CODE, line=line, target=language),)))
        case _:
            answer = Answer(whole(given))
    return answer if answer.said.shows else None


def _is_hint(block: Block) -> bool:
    if not isinstance(block, Callout):
        return False
    return signs.HINT.match(block.title.plain) is not None or (block.kind == "hint" and not block.title.shows)


def _without_label(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks without the `Answer:` that they begin with."""
    first, *others = blocks
    if not isinstance(first, Paragraph | Heading) or not (label := _LABEL.match(first.text.plain)):
        return tuple(blocks)
    rest = first.text.without_lead(label.end())
    return (replace(first, text=rest), *others) if rest.shows else tuple(others)


def _trimmed(text: Text) -> Text:
    """A text as an answer has it: one sentence stands without its full stop."""
    return text.strip(" .") if len(sentences(text)) < FEWEST else text.strip()


def _listed(block: List) -> Answer:
    """An enumeration where entries are short and simple, else the list as it is."""
    entries = tuple(item for item in block.items if item.text.shows or item.blocks)
    texts = tuple(boxed(item).strip(" .;") for item in entries)
    if any(item.blocks for item in entries) or not all(text.plain for text in texts):
        return Answer(whole((block,)))
    if len(texts) < FEWEST:
        return Answer(_trimmed(texts[0]) if texts else Text())
    short = len(texts) <= _LIMITS.entries and max(len(text.plain.split()) for text in texts) <= _LONGEST_ENTRY
    return Answer(Text(), texts, block.ordered, block.start) if short else Answer(whole((block,)))
