"""A note -> the drafts of its cards, and the candidates that were turned down."""

from collections.abc import Iterator
from dataclasses import dataclass

from cards.draft import Draft
from extract import definitions
from extract.gates import reason_against
from extract.language import Language
from extract.place import places
from extract.rules import NEUTRAL_RULES, RULES
from extract.tongue import is_english
from notes.note import Note


@dataclass(frozen=True, slots=True)
class Rejected:
    """A candidate that would not be worth a student's minute."""

    draft: Draft
    reason: str


@dataclass(frozen=True, slots=True)
class Extraction:
    """What the rules found in one note, in reading order."""

    drafts: tuple[Draft, ...]
    rejected: tuple[Rejected, ...]


def extract(note: Note, language: Language) -> Extraction:
    """The cards that a note gives."""
    drafts: list[Draft] = []
    rejected: list[Rejected] = []
    asked: set[str] = set()
    for draft in _candidates(note, language):
        reason = reason_against(draft) or _repeats(draft, asked)
        if reason is None:
            drafts.append(draft)
        else:
            rejected.append(Rejected(draft, reason))
    drafts.sort(key=lambda draft: draft.statement.line)
    return Extraction(tuple(drafts), tuple(rejected))


def _candidates(note: Note, language: Language) -> Iterator[Draft]:
    rules = RULES if is_english(note) else NEUTRAL_RULES
    for place in places(note, language):
        for rule in rules:
            for draft in rule(place, language):
                yield draft
                reverse = definitions.reverse(draft)
                if reverse is not None:
                    yield reverse


def _repeats(draft: Draft, asked: set[str]) -> str | None:
    """Whether the note has asked this before; an acronym is asked for once, wherever it stands."""
    front = " ".join((*(text.plain for text in draft.path), draft.question.plain)).casefold()
    if front in asked:
        return "the same question was asked before"
    asked.add(front)
    return None
