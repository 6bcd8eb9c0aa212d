"""A worksheet: questions with lines to write on, then the answers in two columns."""

from collections.abc import Iterator, Sequence
from html import escape

from cuedeck.decks.page.words import Wording
from cuedeck.decks.paper.column import Columns, fill_columns, halves
from cuedeck.decks.paper.content import Content, content
from cuedeck.decks.paper.fit import SLACK, Setting, fit, image_height, lines, text_height
from cuedeck.decks.paper.grid import Rect
from cuedeck.decks.paper.job import Job
from cuedeck.decks.paper.page import Laid, Page, Panel, Part, Style
from cuedeck.decks.paper.panel import SMALL, text
from cuedeck.decks.paper.print_card import Leaf, Misfit, Reason

ASIDE = 20.0
"""Millimetres left and right of the text."""
_ABOVE = 16.0
"""Millimetres above and below it."""
_HEAD = 14.0
"""Height of the heading of the questions, and of that of the answers."""
_NUMBER = 10.0
"""Width of the column of numbers."""
_MOMENT = 17.0
"""Width of the column of times and codes beside an answer."""
_QUESTION_SIZES = (10.5, 9.5, 8.5, 7.5)
_ANSWER_SIZES = (9.0, 8.5, 8.0, 7.5)
_TITLE_SIZE = 16.0
_RULE = 8.0
"""Millimetres from one line to write on to the next."""
_MOST_RULES = 6
_HANDWRITING = 1.8
"""How much wider than in print people write."""
_IMAGE = 45.0
"""Most millimetres that an image takes, where there is a choice."""
_AFTER_QUESTION, _AFTER_ANSWER, _AFTER_CONTEXT = 7.0, 3.0, 1.5


def quiz(leaves: Sequence[Leaf], job: Job, words: Wording, deck: str) -> Laid:
    """The questions, then the answers on pages of their own."""
    area = Rect(ASIDE, _ABOVE, job.paper.width - 2 * ASIDE, job.paper.height - 2 * _ABOVE)
    first = Rect(area.left, area.top + _HEAD, area.width, area.height - _HEAD)
    half = halves(area)[0].width
    asked = {leaf.number: _question(leaf, first, is_new=is_new) for leaf, is_new in _with_heads(leaves)}
    told = {leaf.number: _answer(leaf, half, first.height) for leaf in leaves}
    lost = [leaf.number for leaf in leaves if asked[leaf.number] is None or told[leaf.number] is None]
    questions = [panel for number, panel in asked.items() if panel is not None and number not in lost]
    answers = [panel for number, panel in told.items() if panel is not None and number not in lost]
    pages = [
        *_pages(questions, (first,), (area,), _worksheet_head(area, words, deck), ""),
        *_pages(answers, halves(first), halves(area), _title(area, words.answer_key), words.answer_key),
    ]
    return Laid(pages=tuple(pages), misfits=tuple(Misfit(number, Reason.LEFT_OUT) for number in lost))


def _pages(
    panels: Sequence[Panel], first: Columns, others: Columns, head: tuple[Part, ...], label: str
) -> Iterator[Page]:
    for place, placed in enumerate(fill_columns(panels, first, others)):
        yield Page(panels=placed, lines=() if place else head, side=label)


def _with_heads(leaves: Sequence[Leaf]) -> Iterator[tuple[Leaf, bool]]:
    """Each leaf, and whether its context is to be shown: where it differs from the last one shown."""
    last = None
    for leaf in leaves:
        yield leaf, bool(leaf.context) and leaf.context != last
        last = leaf.context or last


def _question(leaf: Leaf, area: Rect, *, is_new: bool) -> Panel | None:
    """A question with lines to write on, under its context where that is new."""
    head = text_height(leaf.context, area.width - _NUMBER, SMALL) + _AFTER_CONTEXT if is_new else 0.0
    width, rules = area.width - _NUMBER, _rules(leaf.answer, area.width - _NUMBER)
    found = _set(leaf.question, width, area.height - head - rules * _RULE - _AFTER_QUESTION, _QUESTION_SIZES)
    if found is None:
        return None
    setting, high = found
    body = Rect(_NUMBER, round(head, 2), width, high)
    context = (Part(Style.CONTEXT, Rect(_NUMBER, 0, width, head), leaf.context.html),) if is_new else ()
    ruled = (Part(Style.RULE, Rect(_NUMBER, round(body.bottom + at * _RULE, 2), width, _RULE)) for at in range(rules))
    parts = (_number(leaf, head, setting), *context, text(leaf.question, body, setting, Style.TEXT), *ruled)
    height = round(body.bottom + rules * _RULE + _AFTER_QUESTION, 2)
    return Panel(rect=Rect(0, 0, area.width, height), parts=parts, outline=leaf.chapter, language=leaf.language)


def _answer(leaf: Leaf, width: float, most: float) -> Panel | None:
    """An answer with its time, and its code if it has one, on the right."""
    inner = width - _NUMBER - (_MOMENT if leaf.time else 0.0)
    found = _set(leaf.answer, inner, most - _AFTER_ANSWER, _ANSWER_SIZES)
    if found is None:
        return None
    setting, high = found
    body = text(leaf.answer, Rect(_NUMBER, 0, inner, high), setting, Style.TEXT)
    moment = tuple(_moment(leaf, width, body.rect.bottom))
    bottom = max(part.rect.bottom for part in (body, *moment))
    parts = (_number(leaf, 0, setting), body, *moment)
    return Panel(rect=Rect(0, 0, width, round(bottom + _AFTER_ANSWER, 2)), parts=parts, language=leaf.language)


def _set(shown: Content, width: float, most: float, sizes: Sequence[float]) -> tuple[Setting, float] | None:
    """How content is set, and its height; images take no more room than they need to be told apart."""
    usual = text_height(shown, width, sizes[0]) + shown.images * _IMAGE + SLACK
    setting = fit(shown, width, min(usual, most), sizes) or fit(shown, width, most, sizes)
    if setting is None:
        return None
    return setting, round(text_height(shown, width, setting.size) + image_height(shown, setting) + SLACK, 2)


def _rules(answer: Content, width: float) -> int:
    """How many lines a hand needs for an answer."""
    if answer.images:
        return _MOST_RULES
    return min(max(lines(answer, width / _HANDWRITING, _QUESTION_SIZES[0]), 1), _MOST_RULES)


def _number(leaf: Leaf, top: float, setting: Setting) -> Part:
    return Part(Style.NUMBER, Rect(0, round(top, 2), _NUMBER - 2, 5), str(leaf.number), setting.size)


def _moment(leaf: Leaf, width: float, bottom: float) -> Iterator[Part]:
    """A code with its time below it, and its link beside that; or a time alone."""
    at = 0.5
    if leaf.code:
        side, quiet = leaf.code.side, leaf.code.quiet
        at = max(side - quiet, bottom + 1)
        # What is black of a code stands in line with the text.
        yield Part(Style.CODE, Rect(round(width - side + quiet, 2), -quiet, side, side), leaf.code.uri)
        yield Part(
            Style.CONTEXT, Rect(_NUMBER, round(at, 2), round(width - _NUMBER - _MOMENT, 2), 4), _typed(leaf, width)
        )
    if leaf.time:
        yield Part(Style.TIME_RIGHT, Rect(round(width - _MOMENT, 2), round(at, 2), _MOMENT, 4), escape(leaf.time))


def _typed(leaf: Leaf, width: float) -> str:
    """The link of a code, unless it is too long for a line."""
    shown = content(escape(leaf.link))
    return shown.html if lines(shown, width - _NUMBER - _MOMENT, SMALL) == 1 else ""


def _title(area: Rect, title: str) -> tuple[Part, ...]:
    return (Part(Style.HEADING, Rect(area.left, area.top, area.width * 0.5, 8), escape(title), _TITLE_SIZE),)


def _worksheet_head(area: Rect, words: Wording, deck: str) -> tuple[Part, ...]:
    """The deck's name, and where to write one's own and the day."""
    line, top = area.width / 4, area.top
    places = ((words.name, area.left + 2 * line, 1.15 * line), (words.date, area.left + 3.25 * line, 0.75 * line))
    labels = (Part(Style.LABEL, Rect(left, top + 3.5, width, 3), escape(label)) for label, left, width in places)
    rules = (Part(Style.RULE, Rect(left, top, width, 7)) for _, left, width in places)
    return (*_title(area, deck), *labels, *rules)
