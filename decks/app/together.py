"""What stands over all decks of a folder: the page that leads to them, and the package that holds them all."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from cuedeck.cards.ledger import Entry
from cuedeck.decks.app.deck_files import Shelf, entries_of
from cuedeck.decks.app.file_names import file_name
from cuedeck.decks.app.interface import interface
from cuedeck.decks.app.planning import Plan
from cuedeck.decks.app.settled import Settled
from cuedeck.decks.app.transaction import Content
from cuedeck.decks.page.overview import HEAD, MARK, Listed, overview
from cuedeck.notes import regular
from cuedeck.notes.config import ConfigError

_FEWEST = 2
"""Decks that an overview pays for."""


@dataclass(frozen=True, slots=True)
class Joint:
    """A file that stands over all decks."""

    path: Path | None = None
    """Where it lies after the build; None where there is none."""
    files: tuple[tuple[Path, Content | None], ...] = ()
    """What is to be written or removed for it."""
    remark: str | None = None
    """What the user should know of it."""


def joint_page(planned: Plan, directory: Path) -> Joint:
    """The page that leads to all decks, of which there must be two or more; it takes no other file's place."""
    path = directory / "index.html"
    decks = _listed(planned)
    is_many = len(decks) >= _FEWEST
    if any(one.file.casefold() == path.name for one in decks):
        return Joint(remark=f"{path} is the page of one deck, so no page leads to all" if is_many else None)
    if not is_many:
        return Joint(files=((path, None),) if _is_ours(path) else ())
    if os.path.lexists(path) and not _is_ours(path):
        return Joint(remark=f"{path} was not written by cuedeck and stays, so no page leads to all decks")
    html = overview(_title(planned), decks, interface=interface(planned.vault.config))
    return Joint(path, ((path, html.encode()),))


def left_package(planned: Plan, directory: Path) -> Joint:
    """The package of all decks where a build leaves it alone."""
    path = _package_path(planned, directory)
    if not path.exists() or _is_own(path, planned):
        return Joint()
    return Joint(remark=f"{path} is left as it was; `cuedeck build --single` renews it")


def joint_package(planned: Plan, notes: Path, directory: Path) -> Joint:
    """The package that holds all decks, with the same notes as theirs.

    Raises ConfigError where the notes named are not all, since what is left out would be missing from it.
    """
    path = _package_path(planned, directory)
    if missing := _left_out(planned, notes):
        raise ConfigError(
            f"--single makes one package of all decks, and {notes} leaves out {', '.join(missing)}; "
            f"name all notes: {planned.vault.folder}"
        )
    pairs = [pair for shelf in planned.shelves for pair in planned.cards(shelf.deck)]
    if not pairs or _is_own(path, planned):
        return Joint(path if pairs else None)
    from cuedeck.decks.anki.apkg_writer import write_package  # noqa: PLC0415 - most builds make no such package

    content = partial(write_package, cards=pairs, root=planned.vault.config.deck, images=planned.images)
    return Joint(path, ((path, content),))


def _package_path(planned: Plan, directory: Path) -> Path:
    """Where the package of all decks belongs: never in the place of a deck's own, unless that is the only one."""
    name = file_name(_title(planned))
    alive = [shelf for shelf in planned.shelves if planned.size(shelf.deck) or shelf.header is not None]
    taken = {file_name(shelf.deck).casefold() for shelf in (*alive, *planned.settled, *planned.beside)}
    if taken != {name.casefold()}:
        while name.casefold() in taken:
            name += "-all"
    return directory / f"{name}.apkg"


def _title(planned: Plan) -> str:
    """Name of all decks together: that of the root deck, else of the vault."""
    return planned.vault.config.deck or planned.vault.own_deck


def _is_own(path: Path, planned: Plan) -> bool:
    return any(path == shelf.apkg for shelf in (*planned.shelves, *planned.settled))


def _listed(planned: Plan) -> list[Listed]:
    """The decks that have cards and a page, by name."""
    built = (_own(shelf, planned) for shelf in planned.shelves)
    left = (_settled(shelf, one) for shelf, one in planned.settled.items())
    beside = (_remembered(shelf, entries_of(shelf)) for shelf in planned.beside)
    return sorted((one for one in (*built, *left, *beside) if one.cards), key=lambda one: one.deck)


def _own(shelf: Shelf, planned: Plan) -> Listed:
    cards = [card for card, _ in planned.cards(shelf.deck)]
    if not cards:  # its notes may be there and not be readable: its page stays
        return _remembered(shelf, planned.reconciled[shelf.deck].ledger.entries)
    notes = len({card.note for card in cards})
    return Listed(deck=shelf.deck, file=shelf.sheet.name, cards=len(cards), notes=notes)


def _settled(shelf: Shelf, one: Settled) -> Listed:
    return Listed(deck=shelf.deck, file=shelf.sheet.name, cards=one.cards, notes=one.telling)


def _remembered(shelf: Shelf, entries: Sequence[Entry]) -> Listed:
    living = [entry for entry in entries if entry.retired is None and shelf.sheet.exists()]
    notes = len({entry.note for entry in living})
    return Listed(deck=shelf.deck, file=shelf.sheet.name, cards=len(living), notes=notes)


def _left_out(planned: Plan, notes: Path) -> tuple[str, ...]:
    """The decks that these notes do not belong to, by name."""
    if notes.resolve() == planned.vault.folder:
        return ()
    built = {shelf.deck for shelf in planned.shelves}
    every = {file.top for file in planned.vault.files(planned.vault.folder)}
    remembered = (shelf.deck for shelf in planned.beside if any(one.retired is None for one in entries_of(shelf)))
    return tuple(sorted((every - built) | set(remembered)))


def _is_ours(path: Path) -> bool:
    """Whether a page is an overview that a build has written."""
    try:
        return MARK in regular.read_bytes(path, HEAD)
    except OSError:
        return False
