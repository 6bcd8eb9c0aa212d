"""The one verdict on a candidate: every reason why it would not be worth a student's minute."""

from collections.abc import Iterable

from cuedeck.cards.card import Kind
from cuedeck.cards.draft import Draft
from cuedeck.extract.gates import grounding, pointing, shape, teaching
from cuedeck.extract.gates.context import Context, Gate
from cuedeck.notes.config import Limits
from cuedeck.notes.stages import Stage

_LIMITS = Limits()
_ON_ALL: tuple[Gate, ...] = (shape.too_long, shape.empty)
_ON_FOUND: tuple[Gate, ...] = (
    shape.timed,
    shape.malformed,
    shape.unfilled,
    pointing.unseen_in_question,
    pointing.unseen_person,
    pointing.unseen_in_answer,
    pointing.about_the_note,
)
_ON_ASKED: tuple[Gate, ...] = (
    teaching.adds_nothing,
    teaching.misfits,
    teaching.only_praises,
    teaching.vague,
    teaching.one_of_many,
    teaching.wants_anything,
    teaching.fits_many,
    teaching.bare_entries,
)
_ON_WRITTEN: tuple[Gate, ...] = (
    *_ON_ALL,
    shape.malformed,
    grounding.changed,
    grounding.unsaid_names,
    grounding.unsaid_figures,
    grounding.unsaid_words,
    grounding.turned,
    grounding.miscounts,
    grounding.gives_away,
    grounding.asks_twice,
    grounding.dangles,
    pointing.unseen_in_question,
)
"""On what a model or a program wrote; what a person wrote themselves is taken as it is."""
GATES = (*_ON_ALL, *_ON_FOUND, *_ON_ASKED)
"""All gates, the gravest first: on every card, on those that nobody marked up, on those whose question is ours."""


@Stage("gates")
def verdict(draft: Draft, *, title: str = "", limits: Limits = _LIMITS) -> tuple[str, ...]:
    """The reasons against a card, of a note with this title, the gravest first; none where it may be made.

    What a writer has marked up, what a heading or entry asks, and vocabulary teach what the writer wants.
    """
    by_writer = draft.kind in {Kind.QA, Kind.HEADING}
    gates = (
        _ON_ALL if draft.is_marked or draft.direction is not None else (*_ON_ALL, *_ON_FOUND) if by_writer else GATES
    )
    return _reasons(draft, gates, Context(title, limits))


def verdict_on_written(draft: Draft, context: Context) -> tuple[str, ...]:
    """The reasons against a written card, whose context tells what the note says where it stands."""
    return _reasons(draft, _ON_ALL if draft.is_marked else _ON_WRITTEN, context)


def _reasons(draft: Draft, gates: Iterable[Gate], context: Context) -> tuple[str, ...]:
    return tuple(reason for gate in gates if (reason := gate(draft, context)) is not None)
