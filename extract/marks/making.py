"""What was asked in a mark -> drafts: whole, or with the reason why there is no card."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from cuedeck.cards.card import Kind
from cuedeck.cards.draft import Draft
from cuedeck.cards.making import shown_context
from cuedeck.extract.marks import signs
from cuedeck.extract.marks.answers import Answer, answer_of, joined
from cuedeck.extract.marks.pictures import embedded, released, told
from cuedeck.extract.marks.spots import Spot, parted
from cuedeck.extract.marks.tags import tags_above, untagged, untagged_blocks
from cuedeck.extract.marks.whole import whole
from cuedeck.extract.text.place import Place
from cuedeck.extract.text.silence import Silence
from cuedeck.notes.blocks import Block
from cuedeck.notes.text import Text

_NOTHING = Text()
_PARTED = "a blank line parts it from the answer of a card; a line `---` below it takes it in"


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, and what answers it."""

    question: Text
    said: Text
    """The text that it was found in."""
    rest: Text = _NOTHING
    """What answers it in that text."""
    behind: tuple[Block, ...] = ()
    """The blocks that the answer stands in, or goes on in."""
    both_ways: bool = False
    tags: tuple[str, ...] = ()
    others: tuple[Text, ...] = ()
    """More answers to the same question."""


def cards(place: Place, asked: Asked, rule: str) -> Iterator[Draft]:
    """The cards of a question, one, or two where it is asked both ways."""
    question, rest = untagged(asked.question), untagged(asked.rest)
    behind, more = untagged_blocks(asked.behind)
    tags = tuple(dict.fromkeys((*tags_above(place), *asked.tags, *question.tags, *rest.tags, *more)))
    answer = _all(answer_of(rest.text, behind), asked.others)
    said = joined((asked.said, whole(behind))) if behind else asked.said
    lacks = _lacks(question.text, answer)
    draft = _draft(place, question.text, answer or Answer(_NOTHING), said)
    yield replace(draft, rule=rule, tags=tags, lacks=lacks)
    if asked.both_ways and answer is not None and not answer.items and not lacks:
        yield replace(_draft(place, answer.text, Answer(question.text), said), rule=rule, tags=tags)


def waiting(spot: Spot, asked: Asked) -> Iterator[Silence]:
    """Why the paragraph behind an answer is not on its card."""
    after = parted(spot, asked.behind)
    if after is not None:
        yield Silence(after, _PARTED)


def _all(answer: Answer | None, others: Sequence[Text]) -> Answer | None:
    """An answer with more of them as its entries."""
    if answer is None or not others or answer.items:
        return answer
    return Answer(_NOTHING, (answer.text, *(text.strip(" .") for text in others)))


def _lacks(question: Text, answer: Answer | None) -> str:
    """Why no card can be made; empty where one can."""
    if answer is None:
        return "nothing that a card can show stands where the answer should"
    sides = (question, *(answer.items or (answer.text,)))
    if any(signs.is_placeholder(side) for side in sides):
        return "a side is a placeholder of a template"
    bare = (embedded(side) for side in sides if not released(side).plain.strip())
    name = next(filter(None, bare), "")
    return f"a card cannot show what is embedded here: {name}" if name else ""


def _draft(place: Place, question: Text, answer: Answer, statement: Text) -> Draft:
    asking = released(told(question))
    names = tuple(name for name in place.path if name.plain.rstrip(" ?:") not in {"", asking.plain.rstrip(" ?:")})
    return Draft(
        kind=Kind.QA,
        question=asking,
        answer=released(told(answer.text)),
        items=tuple(released(told(item)) for item in answer.items),
        ordered=answer.ordered,
        start=answer.start,
        path=tuple(untagged(name).text for name in names),
        key=("qa", *(name.plain for name in names), asking.words),
        statement=released(statement),
        rule="",
        is_marked=True,
    )


def merged(drafts: Sequence[Draft], title: str) -> Iterator[Draft]:
    """The drafts, those that a writer marked up to answer one question twice as one draft with both answers.

    `title`: that of their note. Questions are one where nothing that their cards show tells them apart.
    """
    same: dict[tuple[str, ...], list[Draft]] = {}
    for draft in drafts:
        if draft.is_marked and draft.kind is Kind.QA and not draft.lacks:
            same.setdefault(_question(draft, title), []).append(draft)
    for draft in drafts:
        group = same.get(_question(draft, title), []) if draft.is_marked and not draft.lacks else []
        if len(group) < 2 or draft.kind is not Kind.QA:
            yield draft
        elif draft is group[0]:
            yield _joint(group)


def _question(draft: Draft, title: str) -> tuple[str, ...]:
    return (*map(str.casefold, shown_context(draft, title)), draft.question.words.casefold())


def _joint(group: Sequence[Draft]) -> Draft:
    answers = {one.words.casefold(): one for draft in group for one in (draft.items or (draft.answer,))}
    first = group[0]
    if len(answers) < 2:
        return first
    tags = tuple(dict.fromkeys(tag for draft in group for tag in draft.tags))
    statement = joined(draft.statement for draft in group)
    return replace(first, answer=_NOTHING, items=tuple(answers.values()), ordered=False, statement=statement, tags=tags)
