"""The cards that notes give, as rules find them, or with what a directory of decks holds."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cuedeck.cards.card import Card, Tier
from cuedeck.decks.app.memory import Memory
from cuedeck.decks.app.opening import placed
from cuedeck.decks.app.pipeline import collect_opened
from cuedeck.decks.app.planning import Plan, plan
from cuedeck.decks.app.progress import Progress, unheard
from cuedeck.decks.app.sharing import Jobs
from cuedeck.decks.app.transaction import held
from cuedeck.notes.note import Problem
from cuedeck.notes.vault import Vault


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """The cards of some notes."""

    vault: Path
    notes: int
    """How many were found, those that could not be read included."""
    cards: tuple[Card, ...]
    """In reading order."""
    offered: int
    """How many more wait for their user to take them."""
    problems: tuple[Problem, ...]
    remarks: tuple[str, ...]


def shown(
    notes: Path,
    directory: Path | None,
    *,
    every: bool,
    jobs: Jobs = None,
    progress: Progress = unheard,
    memory: Memory | None = None,
) -> Shown:
    """The sure cards of the notes in a folder or file, or every one of them; nothing is written.

    Without a directory those that rules find, each with the identity that it has where nothing is remembered; else
    those that the next build there would make. Raises ConfigError, LinesError, OSError.
    """
    if directory is None:
        return _found(notes, every=every, jobs=jobs, progress=progress, memory=memory or Memory())
    with held(directory):
        planned = plan(notes, directory, jobs=jobs, progress=progress, all_cards=every, memory=memory, findings=False)
    paths = {file.path for file in planned.vault.files(notes)}
    cards = tuple(card for card in _planned(planned) if card.note in paths)
    return Shown(
        vault=planned.vault.folder,
        notes=len(paths),
        cards=tuple(sorted(cards, key=lambda card: card.note)),
        offered=planned.offered,
        problems=tuple(problem for problem in planned.problems if problem.note in paths),
        remarks=planned.found.remarks,
    )


def _planned(planned: Plan) -> Iterator[Card]:
    return (card for shelf in planned.shelves for card, _ in planned.cards(shelf.deck))


def _found(notes: Path, *, every: bool, jobs: Jobs, progress: Progress, memory: Memory) -> Shown:
    vault = Vault.around(notes)
    opened = placed(memory.opened(vault, vault.files(notes), progress))
    found = collect_opened(opened, vault.config, jobs=jobs, progress=progress, memory=memory, findings=False)
    everything = every or vault.config.all_cards
    made = found.cards
    cards = made if everything else tuple(card for card in made if card.tier is Tier.SURE)
    return Shown(
        vault=vault.folder,
        notes=found.notes,
        cards=cards,
        offered=len(made) - len(cards),
        problems=(*found.problems, *found.flaws),
        remarks=found.remarks,
    )
