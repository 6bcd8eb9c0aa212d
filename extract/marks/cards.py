"""Cards that a note's writer marked up: every mark is read as its plug-in reads it, and the words stay the writer's.

Gaps in a sentence stand in `clozes`, the marks of one line and their spelling in `notes.flashcards`.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from cuedeck.cards.card import Kind
from cuedeck.cards.draft import Draft
from cuedeck.extract.marks.answers import Answer, answer_in, joined, leading
from cuedeck.extract.parser.parser import Parser
from cuedeck.extract.parser.sentences import sentences, spoken
from cuedeck.extract.text.place import Place
from cuedeck.extract.text.texts import own_texts
from cuedeck.notes import details, flashcards
from cuedeck.notes.blocks import Block, Callout, Paragraph
from cuedeck.notes.text import Mark, Text

_DIVIDERS = {"?": False, "??": True}
"""Lines between question and answer; whether they ask both ways."""
_QUESTION = re.compile(r"(?:Q|Question|QUESTION)(?:\s?\d{1,3})?\s?(?::|\)\s|\.\s)\s*")
_ANSWER = re.compile(r"(?:A|Answer|ANSWER|Ans)(?:\s?\d{1,3})?\s?(?::|\)\s|\.\s|$)\s*")
_BLOCK = re.compile(
    r"STARTI?\s+\[?Basic(?P<both> \(and reversed card\))?\]?\s+(?:Front:\s*)?(?P<front>.+?)\s+Back:\s*(?P<back>.+?)"
    r"(?:\s+Tags:.*?)?(?:\s+ID:\s*\d+)?(?:\s+ENDI?)?$"
)
_ASKING_CALLOUTS = frozenset({"question", "faq", "help"})
_SHOWS = re.compile(
    r"(?:(?:click|tap|press|expand|show|see|view|reveal|open)\b.*|(?:the |sample |model )?(?:answer|solution|explanation|hint|"
    r"details?|spoiler|more(?: info(?:rmation)?)?|example|code|output|result|proof|notes?|references?|table of contents)s?)"
    r"[\s:.!…]*$",
    re.IGNORECASE,
)
"""Titles that say what opens, not what is asked."""
_NOTHING = Text()


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question, and what answers it in the same text."""

    question: Text
    said: Text
    """The text that it was found in."""
    rest: Text = _NOTHING
    """Empty where the answer is the block that follows."""
    both_ways: bool = False


_Reading = Callable[[Text], _Asked | None]
"""Finds a question in a text."""


def inline(place: Place, _: Parser) -> Iterator[Draft]:
    """`Question::Answer` on one line, and `A:::B`, which asks both ways."""
    return _within(place, _lines(place), _sides, "mark.inline")


def multiline(place: Place, _: Parser) -> Iterator[Draft]:
    """Question and answer with a line between them that holds `?` alone, or `??`, which asks both ways."""
    return _read(place, _divided, "mark.multiline")


def tagged(place: Place, _: Parser) -> Iterator[Draft]:
    """A bullet, a line or a heading that ends in `#card`: what stands below it is the answer."""
    heading = _tagged(place.section.heading) if place.block is None else None
    if heading is not None:
        yield from _cards(place, heading, "mark.tagged", place.section.blocks)
    yield from _read(place, _tagged, "mark.tagged")


def labelled(place: Place, _: Parser) -> Iterator[Draft]:
    """Lines that open with `Q:` and `A:`, in one paragraph, one list, or one after the other."""
    above, before = _open_question(place), place.introduction
    waits = before is not None and _ANSWER.fullmatch(before.lines[-1].plain)
    if above is not None and waits and place.block is not None:
        yield from _cards(place, _Asked(_without(_QUESTION, above), above), "mark.labelled", (place.block,))
        return
    groups = [[above]] if above is not None else []
    for line in _lines(place):
        if _QUESTION.match(line.plain):
            groups.append([line])
        elif groups:
            groups[-1].append(line)
    for group in groups:
        yield from _labelled(place, group)


def blocks(place: Place, _: Parser) -> Iterator[Draft]:
    """`START Basic ... Back: ... END`, as Obsidian_to_Anki has it."""
    return _within(place, own_texts(place.block), _block, "mark.block")


def folded(place: Place, _: Parser) -> Iterator[Draft]:
    """`<details><summary>Question</summary>Answer</details>`, and a callout whose title asks: `> [!question] Why ...?`."""
    callout = place.block
    if not isinstance(callout, Callout):
        return
    title, body = _title(callout, place.introduction)
    asks = title.plain.endswith("?") or callout.kind in {details.KIND, *_ASKING_CALLOUTS}
    if asks and title.plain and not _SHOWS.match(title.plain):
        yield from _cards(place, _Asked(title, title), "mark.folded", body)


def is_inline(text: Text) -> bool:
    """Whether a line of a text holds both sides of a card."""
    return any(_sides(line) is not None for line in text.lines)


def _lines(place: Place) -> Iterator[Text]:
    return (line for text in own_texts(place.block) for line in text.lines)


def _sides(line: Text) -> _Asked | None:
    match = flashcards.separator(spoken(line)) if "::" in line.plain else None
    if match is None:
        return None
    return _Asked(line.cut(0, match.start()).strip(), line, line.cut(match.end()).strip(), len(match[0]) == 3)


def _divided(text: Text) -> _Asked | None:
    lines = text.lines
    at = next((at for at, line in enumerate(lines) if at and line.plain in _DIVIDERS), None)
    if at is None:
        return None
    return _Asked(joined(lines[:at]), text, joined(lines[at + 1 :]), _DIVIDERS[lines[at].plain])


def _tagged(text: Text) -> _Asked | None:
    lines = text.lines
    for at, line in enumerate(lines, start=1):
        marks = next((span.marks for span in line.spans if Mark.ASKS in span.marks), None)
        if marks is not None and not any(span.marks & Mark.CLOZE for span in text.spans) and _sides(line) is None:
            return _Asked(joined(lines[:at]), text, joined(lines[at:]), Mark.BOTH_WAYS in marks)
    return None


def _block(text: Text) -> _Asked | None:
    match = _BLOCK.search(text.plain)
    if match is None:
        return None
    front, back = (text.cut(*match.span(side)).strip() for side in ("front", "back"))
    return _Asked(front, text, back, bool(match["both"]))


def _within(place: Place, texts: Iterable[Text], reading: _Reading, rule: str) -> Iterator[Draft]:
    """Cards from texts that hold question and answer."""
    for text in texts:
        asked = reading(text)
        if asked is not None:
            yield from _cards(place, asked, rule)


def _read(place: Place, reading: _Reading, rule: str) -> Iterator[Draft]:
    """Cards from texts that hold question and answer, and from the block below a text that holds but the question."""
    above = reading(place.introduction) if place.introduction is not None else None
    if above is not None and not above.rest.plain and place.block is not None:
        yield from _cards(place, above, rule, (place.block,))
    yield from _within(place, own_texts(place.block), reading, rule)


def _open_question(place: Place) -> Text | None:
    """The question that an `A:` at the top of the block answers: a `Q:` right before it, or a heading that asks."""
    if place.introduction is not None:
        labels = [line for line in place.introduction.lines if _QUESTION.match(line.plain)]
        return labels[-1] if labels else None
    heading, blocks = place.section.heading, place.section.blocks
    asks = heading.plain.endswith("?") or _QUESTION.match(heading.plain)
    return heading if asks and blocks and blocks[0] is place.block else None


def _labelled(place: Place, lines: list[Text]) -> Iterator[Draft]:
    """The card of a question and the lines below it, the answer from the one that opens with `A:`."""
    at = next((at for at, line in enumerate(lines) if at and _ANSWER.match(line.plain)), None)
    if at is not None:
        question, answer = _without(_QUESTION, joined(lines[:at])), _without(_ANSWER, joined(lines[at:]))
        yield from _cards(place, _Asked(question, joined(lines), answer), "mark.labelled")


def _title(callout: Callout, introduction: Text | None) -> tuple[Text, tuple[Block, ...]]:
    """What a callout asks and the blocks that answer it: its title, its first words, or the question right before it."""
    first = callout.blocks[0] if callout.blocks else None
    if not callout.title.plain and callout.kind in _ASKING_CALLOUTS and isinstance(first, Paragraph):
        asking = sentences(first.text)[0]
        rest = first.text.cut(first.text.plain.find(asking.plain) + len(asking.plain)).strip()
        return asking, (Paragraph(rest), *callout.blocks[1:])
    if _SHOWS.match(callout.title.plain) and introduction is not None and introduction.plain.endswith("?"):
        return sentences(introduction)[-1], callout.blocks
    return callout.title, callout.blocks


def _cards(place: Place, asked: _Asked, rule: str, below: tuple[Block, ...] = ()) -> Iterator[Draft]:
    """The cards of a question, answered in its own text or else by the blocks below it."""
    answer = Answer(leading(asked.rest)) if asked.rest.plain else answer_in(below)
    if answer is None:
        return
    statement = asked.said if asked.rest.plain else joined((asked.question, answer.said or answer.text))
    yield _draft(place, asked.question, answer, statement, rule)
    if asked.both_ways and not answer.items:
        yield _draft(place, answer.text, Answer(asked.question), statement, rule)


def _draft(place: Place, question: Text, answer: Answer, statement: Text, rule: str) -> Draft:
    path = tuple(name for name in place.path if name.plain.rstrip(" ?:") not in {"", question.plain.rstrip(" ?:")})
    return Draft(
        kind=Kind.QA,
        question=question,
        answer=answer.text,
        items=answer.items,
        ordered=answer.ordered,
        path=path,
        key=("qa", *(name.plain for name in path), question.plain),
        statement=statement,
        rule=rule,
        is_marked=True,
    )


def _without(label: re.Pattern[str], text: Text) -> Text:
    """The text without the label that it opens with."""
    match = label.match(text.plain)
    return text.without_lead(match.end()).strip() if match else text
