"""What a review says of a build before and after it."""

from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from cuedeck.cards.changes import Fate
from cuedeck.decks.app.build import Report
from cuedeck.decks.app.planning import Plan
from cuedeck.decks.review.views import BuiltDeck, Forecast


def forecast_of(planned: Plan, directory: Path, dropped: int) -> Forecast:
    """What a build would do."""
    counts = {deck: one.counts for deck, one in planned.reconciled.items()}
    total: Counter[str] = Counter()
    for of_deck in counts.values():
        total.update(of_deck)
    return Forecast(
        changes={fate.value: total[fate] for fate in Fate},
        decks={deck: of_deck for deck, of_deck in counts.items() if _differs(of_deck)},
        dropped=dropped,
        directory=_full(directory),
        is_needed=not is_built(planned),
        alarms=(*planned.alarms, *planned.lost_ledgers),
        problems=tuple(map(str, planned.problems)),
    )


def is_built(planned: Plan) -> bool:
    """Whether decks are as a build would leave them."""
    files = (file for shelf in planned.shelves if planned.cards(shelf.deck) for file in (shelf.apkg, shelf.sheet))
    same = not any(_differs(one.counts) for one in planned.reconciled.values())
    return same and all(file.exists() for file in files)


def built_decks(report: Report) -> tuple[BuiltDeck, ...]:
    """The decks as they were built."""
    return tuple(BuiltDeck(one.deck, one.cards, _full(one.apkg), _full(one.sheet)) for one in report.decks)


def _differs(counts: Mapping[str, int]) -> bool:
    return any(many for fate, many in counts.items() if fate != Fate.KEPT)


def _full(path: Path) -> str:
    return str(path.resolve())
