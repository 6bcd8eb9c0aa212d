"""Notes -> cards: opens each note once, reads it once, and sets all of them against each other."""

from collections.abc import Sequence
from pathlib import Path

from cuedeck.cards.card import Card
from cuedeck.cards.sharing import Shared
from cuedeck.decks.app.collection import Collection, collection_of
from cuedeck.decks.app.dated import dated, to_keep
from cuedeck.decks.app.gathering import Gathered
from cuedeck.decks.app.memory import Memory
from cuedeck.decks.app.opening import Opened, is_mistake, opened, placed
from cuedeck.decks.app.progress import Progress, unheard
from cuedeck.decks.app.reads import Reads
from cuedeck.decks.app.sharing import Jobs
from cuedeck.decks.app.thrift import give_back
from cuedeck.notes.config import Config
from cuedeck.notes.stamp_trust import weigh
from cuedeck.notes.vault import File, Vault

_FEW = 24
"""Notes that are read only to find out whether their deck is to be built."""
_MANY = 2000
"""Notes of which what they gave takes so much memory that it is given back."""


def cards_of(notes: Path, *, all_cards: bool = False) -> tuple[Card, ...]:
    """The cards that the notes of a folder or file give by rules alone, in reading order. Raises ConfigError, OSError.

    `all_cards`: with those that are only offered, whatever cuedeck.yaml says.
    """
    vault = Vault.around(notes)
    found = collect(vault.files(notes), vault.config)
    return found.cards if all_cards or vault.config.all_cards else found.sure


def collect(files: Sequence[File], config: Config, *, jobs: Jobs = 1, progress: Progress = unheard) -> Collection:
    """Open notes and make their cards; as `collect_opened`."""
    return collect_opened(placed(opened(files)), config, jobs=jobs, progress=progress)


def collect_opened(
    notes: Sequence[Opened],
    config: Config,
    *,
    jobs: Jobs = 1,
    progress: Progress = unheard,
    memory: Memory | None = None,
    findings: bool = True,
) -> Collection:
    """Make the cards of notes; whoever shares the work, the result is always the same.

    A note that cannot be read is a problem, and never stops the others. What `memory` knows of them is not read again.
    `findings`: whether those are wanted.
    """
    memory = Memory() if memory is None else memory
    findings = findings or memory.is_at_hand
    decks: dict[str, list[Opened]] = {}
    for note in notes:
        decks.setdefault(note.file.top, []).append(note)
    known = memory.gatherings.find(decks, config, findings=findings)
    left = {deck: own for deck, own in decks.items() if deck not in known}
    reads = Reads(config=config, jobs=jobs, progress=progress, memory=memory, findings=findings)
    reads.read_new([note for own in left.values() for note in own])
    made = {deck: _gathered(deck, own, reads) for deck, own in left.items()}
    if len(notes) > _MANY:
        give_back()  # the readings lay between what stays
    return collection_of([known.get(deck) or made[deck] for deck in decks], tuple(reads.remarks))


def read_edited(notes: Sequence[Opened], config: Config, *, jobs: Jobs, progress: Progress, memory: Memory) -> None:
    """Read, for `memory`, those notes of a deck of which it does not know what they give, unless they are many."""
    known = memory.readings.given(notes, config)
    edited = [note for note in notes if note.file.path not in known]
    if len(edited) <= _FEW:
        Reads(config=config, jobs=jobs, progress=progress, memory=memory, findings=False).read(edited)


def _gathered(deck: str, notes: Sequence[Opened], reads: Reads) -> Gathered:
    """What the notes of a deck gave; of those that were read before, their cards as they were then."""
    memory, config, findings = reads.memory, reads.config, reads.findings
    paths = list(dict.fromkeys(note.file.path for note in notes))
    trusts = weigh(one for path in paths if (one := reads.given[path].testimony) is not None)
    kept, shared = to_keep(notes, config, trusts), Shared()
    older = [kept[path] for path in paths if path in kept and path not in reads.readings]
    own = {one.path: one.sharing(shared) for one in memory.dated.find(older)}
    reads.read([note for note in notes if note.file.path not in own and note.file.path not in reads.readings])
    new = [dated(path, reads.readings.take(path), trusts, shared) for path in paths if path not in own]
    for path in paths:
        del reads.given[path]  # nobody else asks for it
    own |= {one.path: one for one in new}
    found = memory.gatherings.gathered(deck, notes, [own[path] for path in paths])
    if reads.is_sound(notes) and not any(map(is_mistake, found.problems)):
        memory.dated.keep(new, kept)
        memory.gatherings.keep(found, notes, [kept[path] for path in paths], config, findings=findings)
    return found
