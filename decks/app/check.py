"""What is wrong with notes, and what of them is on no card."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from cuedeck.cards.card import Card, Tier
from cuedeck.cards.correction import Corrections
from cuedeck.decks.app import corrections, written_files
from cuedeck.decks.app.belonging import remembered
from cuedeck.decks.app.deck_files import entries_of, others
from cuedeck.decks.app.finding import Finding, Sort, on_the_web, problem, remark, stale, waiting
from cuedeck.decks.app.homes import opened_with
from cuedeck.decks.app.memory import Memory
from cuedeck.decks.app.pipeline import collect_opened
from cuedeck.decks.app.progress import Progress, unheard
from cuedeck.decks.app.sharing import Jobs
from cuedeck.decks.page.media import find_images, remote
from cuedeck.notes.note import Problem
from cuedeck.notes.vault import Vault


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What a check found."""

    vault: Path
    notes: int
    findings: tuple[Finding, ...]
    """By sort, problems first, then by note and line."""
    offered: int
    """How many cards wait for their user to take them."""
    remarks: tuple[str, ...]
    """What else the user should know, a sentence each."""

    @property
    def has_problems(self) -> bool:
        """Whether anything needs to be put right; other findings are for information."""
        return any(finding.sort is Sort.PROBLEM for finding in self.findings)


def check(
    notes: Path,
    directory: Path,
    *,
    jobs: Jobs = 1,
    progress: Progress = unheard,
    memory: Memory | None = None,
) -> Checked:
    """Check the notes in a folder or file, and the decisions about cards that lie in a directory; writes nothing.

    Raises ConfigError, LedgerError, OSError.
    """
    decided = corrections.read(directory)
    gone = tuple(_orphans(directory, decided))
    writings, faults = written_files.read_sound(directory)
    vault = Vault.around(notes, lambda: remembered(directory))
    memory = Memory() if memory is None else memory
    chosen, lost = opened_with(vault, notes, writings.cards, memory, progress)
    found = collect_opened(chosen, vault.config, jobs=jobs, progress=progress, memory=memory)
    taken = [card for card in found.cards if vault.config.all_cards or _is_taken(card, decided)]
    offered = {card.guid for card in found.cards} - {card.guid for card in taken} - decided.keys()
    _, missing = find_images(vault.folder, taken)
    lacking = (Problem(note=image.note, line=image.line, reason=image.reason) for image in missing)
    afar = (on_the_web(card, address) for card, address in remote(taken))
    problems = map(problem, (*found.problems, *found.flaws, *lacking))
    order = list(Sort)
    given = {card.guid for card in found.cards}
    orphans = (one for guid, one in gone if guid not in given)
    findings = sorted(
        (
            *problems,
            *afar,
            *faults,
            *found.findings,
            *_waiting(found.cards, taken),
            *map(remark, found.notices),
            *orphans,
            *map(stale, (*lost, *found.lost)),
        ),
        key=lambda one: (order.index(one.sort), one.note, one.line),
    )
    remarks = (*found.remarks, *filter(None, [str(found.coverage)]))
    return Checked(
        vault=vault.folder,
        notes=found.notes,
        findings=tuple(findings),
        offered=len(offered),
        remarks=remarks,
    )


def _waiting(cards: Sequence[Card], taken: Sequence[Card]) -> Iterator[Finding]:
    """The notes of which a deck takes no card, although they give some."""
    offering = Counter(card.note for card in cards)
    for note in offering.keys() - {card.note for card in taken}:
        yield waiting(note, offering[note])


def _is_taken(card: Card, decided: Corrections) -> bool:
    """Whether a card is in its deck, as far as can be told without its ledger."""
    return card.tier is Tier.SURE or (card.guid in decided and decided[card.guid].wants)


def _orphans(directory: Path, decided: Corrections) -> Iterator[tuple[str, Finding]]:
    """The entries of `cards.yaml` whose card is not in the decks any more, by guid."""
    remembered = {entry.guid: entry for shelf in others(directory, ()) for entry in entries_of(shelf)}
    if not remembered:
        return
    for guid, line in corrections.lines(directory).items():
        entry = remembered.get(guid)
        if entry is None or (entry.retired is not None and not decided[guid].drop):
            reason = "no card has this guid" if entry is None else "its card is no longer in the notes"
            path = (directory / corrections.NAME).resolve().as_posix()
            text = guid if entry is None else entry.question
            yield guid, Finding(sort=Sort.ORPHAN, note=path, line=line, reason=reason, text=text)
