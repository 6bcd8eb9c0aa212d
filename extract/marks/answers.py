"""What answers a question that a note's writer asked: as much of the text below it as can be recalled."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from cuedeck.extract.parser.sentences import sentences
from cuedeck.extract.text.entries import FEWEST, short_entries, whole
from cuedeck.notes.blocks import Block, Callout, Code, List, Paragraph, Quote
from cuedeck.notes.config import Limits
from cuedeck.notes.text import Form, Span, Text

_LIMITS = Limits()
_LONGEST_ENTRY = 12
_MOST_LINES_OF_CODE = 8
_LABEL = re.compile(r"(?:A|Answer|ANSWER|Ans|Solution|Explanation):\s*")


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer, in words or as entries."""

    text: Text
    items: tuple[Text, ...] = ()
    ordered: bool = False
    said: Text | None = None
    """All words of the note that it was made from, where it does not show them all."""


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


def answer_in(blocks: tuple[Block, ...]) -> Answer | None:
    """The answer that blocks give; None where they are more than can be recalled, or no words."""
    match blocks:
        case (Paragraph(text=text), List() as entries, *_) if text.plain.endswith(":"):
            return _listed(entries)
        case (Paragraph(text=text), *_):
            label = _LABEL.match(text.plain)
            rest = text.without_lead(label.end()) if label else text
            return Answer(leading(rest)) if rest.plain.strip() else answer_in(blocks[1:])
        case (List() as entries, *_):
            return _listed(entries)
        case (Quote(blocks=inner) | Callout(blocks=inner), *_):
            return answer_in(inner)
        case (Code(language=language, text=text, line=line), *_) if text.count("\n") < _MOST_LINES_OF_CODE:
            return Answer(Text((Span(text, Form.CODE, line=line, target=language),)))
        case _:
            return None


def _listed(block: List) -> Answer | None:
    entries = tuple(item.text.strip(" .;") for item in block.items if item.text.plain.strip())
    if len(entries) < FEWEST:
        return Answer(leading(entries[0]), said=whole(block)) if entries else None
    words = [len(entry.plain.split()) for entry in entries]
    if len(entries) <= _LIMITS.entries:
        short = entries if max(words) <= _LONGEST_ENTRY else short_entries(block)
        if short:
            return Answer(Text(), short, block.ordered, whole(block))
    return Answer(joined(entries, by="; "), said=whole(block)) if sum(words) <= _LIMITS.answer else None
