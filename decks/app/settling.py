"""After a build: its decks are remembered as settled."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cuedeck.cards.card import Card
from cuedeck.decks.app.deck_files import Shelf
from cuedeck.decks.app.planning import Plan
from cuedeck.decks.app.recipes import Recipes
from cuedeck.decks.app.settled import Settled, files_of
from cuedeck.decks.page.media import sources
from cuedeck.notes.note import Problem
from cuedeck.notes.stages import Stage


@Stage("settling")
def settle(planned: Plan, made: Mapping[str, Recipes]) -> None:
    """Remember that decks were built as planned, where a next build would only do the same.

    `made` are the recipes of the files of each deck, there or not.
    """
    planned.settlements.leave((shelf, made[shelf.deck]) for shelf in planned.shelves if shelf.deck in made)
    if planned.found.remarks:
        return
    told = _Told.of(planned)
    shelves = (shelf for shelf in planned.shelves if planned.reconciled[shelf.deck].entries and shelf.deck in made)
    found = (
        (shelf, _settled(planned, shelf, made[shelf.deck], told)) for shelf in shelves if shelf.deck not in told.losing
    )
    planned.settlements.keep((shelf, one) for shelf, one in found if one is not None)


@dataclass(frozen=True, slots=True)
class _Told:
    """What a build tells its user, by deck."""

    problems: Mapping[str, list[Problem]]
    notices: Mapping[str, list[Problem]]
    barren: Mapping[str, list[str]]
    losing: frozenset[str]
    """The decks that have written cards whose sentence is gone."""

    @classmethod
    def of(cls, planned: Plan) -> "_Told":
        """What a plan has to tell."""
        deck_of = {note.file.path: deck for deck, notes in planned.opened.items() for note in notes}
        problems: defaultdict[str, list[Problem]] = defaultdict(list)
        notices: defaultdict[str, list[Problem]] = defaultdict(list)
        barren: defaultdict[str, list[str]] = defaultdict(list)
        for problem in planned.problems:
            problems[deck_of[problem.note]].append(problem)
        for notice in planned.found.notices:
            notices[deck_of[notice.note]].append(notice)
        for note in planned.barren:
            barren[deck_of[note]].append(note)
        return cls(problems, notices, barren, frozenset(deck_of[note] for note in planned.found.losing))


def _settled(planned: Plan, shelf: Shelf, names: Iterable[str], told: _Told) -> Settled | None:
    one, made = planned.reconciled[shelf.deck], planned.settlements
    versions = made.versions(planned.opened[shelf.deck])
    if versions is None:
        return None
    cards = planned.cards(shelf.deck)
    guids = (*(entry.guid for entry in one.ledger.entries), *(each.guid for each in one.waiting))
    return Settled(
        deck=shelf.deck,
        notes=len(planned.opened[shelf.deck]),
        telling=len({card.note for card, _ in cards}),
        cards=len(cards),
        offered=planned.waiting(shelf.deck),
        barren=tuple(told.barren.get(shelf.deck, ())),
        problems=tuple(told.problems.get(shelf.deck, ())),
        notices=tuple(told.notices.get(shelf.deck, ())),
        guids=guids,
        retired=tuple(entry for entry in one.ledger.entries if entry.retired is not None),
        decisions=made.decisions(guids),
        files=files_of(shelf, names),
        pictures=made.pictures(_sources(planned.found.decks[shelf.deck])),
        notes_version=versions[0],
        given=versions[1],
    )


def _sources(cards: Iterable[Card]) -> Iterable[str]:
    """The pictures of cards, each once."""
    pictured = (card for card in cards if "<img" in card.question.html + card.answer.html)
    return dict.fromkeys(source for card in pictured for source in sources(card.question.html + card.answer.html))
