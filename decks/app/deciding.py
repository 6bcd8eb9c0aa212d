"""Which cards a user means by their guids."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from cuedeck.decks.app.deck_files import entries_of, others
from cuedeck.decks.app.memory import Memory
from cuedeck.decks.app.planning import Plan, plan
from cuedeck.decks.app.progress import Progress, unheard
from cuedeck.decks.app.transaction import held
from cuedeck.notes.config import ConfigError


def meant(
    directory: Path,
    guids: Sequence[str],
    notes: Path | None,
    *,
    progress: Progress = unheard,
    memory: Memory | None = None,
) -> dict[str, str]:
    """The questions of these cards, by the guids that builds know them by.

    Looked for is in the ledgers of a directory, then among all cards that the notes give: no ledger knows a card that
    is only offered. Raises ConfigError for a guid that is nowhere, LedgerError, OSError.
    """
    remembered = {entry.guid: entry.question for shelf in others(directory, ()) for entry in entries_of(shelf)}
    if not remembered and notes is None:
        raise ConfigError(f"{directory}: no ledger is there; build first, or name the folder of your decks with -o")
    known = {guid: (guid, question) for guid, question in remembered.items()}
    if notes is not None and not known.keys() >= set(guids):
        with held(directory):
            known = dict(_found(plan(notes, directory, progress=progress, memory=memory))) | known
    for guid in guids:
        if guid not in known:
            where = "; `--notes NOTES` names the notes to look in" if notes is None else ""
            raise ConfigError(f"no card has the guid `{guid}`; `cuedeck cards --find TEXT` shows guids{where}")
    return dict(known[guid] for guid in guids)


def _found(planned: Plan) -> Iterator[tuple[str, tuple[str, str]]]:
    """Identity and question of each card found, by the guid that it was found with."""
    for deck in planned.reconciled:
        identities = planned.identities(deck)
        for card in planned.found.decks.get(deck, ()):
            yield card.guid, (identities[card.guid], card.question.plain)
