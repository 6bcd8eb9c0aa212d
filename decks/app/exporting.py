"""Cards for other programs: notes -> the same cards as a build's, as files that another program reads."""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count, groupby
from pathlib import Path

from cuedeck.decks.app.deck_files import check_directory
from cuedeck.decks.app.file_names import MEDIA, file_name
from cuedeck.decks.app.memory import Memory
from cuedeck.decks.app.planning import Plan, plan
from cuedeck.decks.app.progress import Progress, unheard
from cuedeck.decks.app.transaction import held, write
from cuedeck.decks.export import document, hashcards, mochi, obsidian_sr, table
from cuedeck.decks.export.format import Format
from cuedeck.decks.export.prepared import Leaving, prepared
from cuedeck.decks.page.media import sources
from cuedeck.notes import deck_names, regular
from cuedeck.notes.config import ConfigError
from cuedeck.notes.note import Problem

_FOLDER = f"cuedeck{MEDIA}"
"""Holds the pictures beside the files of decks."""
_ENDINGS = {Format.MOCHI: ".mochi", Format.OBSIDIAN_SR: ".md", Format.HASHCARDS: ".md"}
_OWN: dict[Format, Callable[[bytes], bool]] = {
    Format.CSV: table.is_own,
    Format.TSV: table.is_own,
    Format.JSON: document.is_own,
    Format.MOCHI: mochi.is_own,
    Format.OBSIDIAN_SR: obsidian_sr.is_own,
    Format.HASHCARDS: hashcards.is_own,
}
"""Tells what an export wrote, and what may therefore be replaced."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportedDeck:
    """One deck, and the file that it stands in."""

    deck: str
    cards: int
    file: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """Cards as another program reads them."""

    vault: Path
    notes: int
    cards: int
    offered: int
    """How many cards wait for their user to take them."""
    text: str | None
    """What was written nowhere, since it is to be printed."""
    decks: tuple[ExportedDeck, ...]
    """What was written, by deck."""
    problems: tuple[Problem, ...]
    remarks: tuple[str, ...]
    """What else the user should know, a sentence each."""


def export(  # noqa: PLR0913 - each is an option
    notes: Path,
    directory: Path,
    form: Format,
    *,
    to: Path | None = None,
    force: bool = False,
    all_cards: bool = False,
    jobs: int | None = 1,
    progress: Progress = unheard,
    memory: Memory | None = None,
) -> Export:
    """Write the cards that a build of these notes would put into decks, with the decisions in a directory.

    `to`: a file where all decks stand in one, which is given as text without it; else a folder, by default one in the
    directory that is named after the format. Notes, ledgers and decks are only read. A file that is not as an export
    wrote it stays, unless `force` is set: then, as for wrong use, ConfigError is raised and nothing is written. Raises
    LedgerError and OSError, too. The other options are those of `plan`.
    """
    check_directory(directory)
    with held(directory):
        planned = plan(notes, directory, jobs=jobs, progress=progress, all_cards=all_cards, memory=memory)
    if planned.lost_ledgers:
        raise ConfigError("; ".join(planned.lost_ledgers))
    made = _together(planned, form, to) if form.is_one_file else _apart(planned, form, to or directory / form)
    left = _written(made, form, force=force, is_whole=notes.resolve() == planned.vault.folder) if made.files else ()
    return Export(
        vault=planned.vault.folder,
        notes=planned.notes,
        cards=made.cards,
        offered=planned.offered,
        text=made.text,
        decks=made.decks,
        problems=planned.problems,
        remarks=(*planned.found.remarks, *made.remarks, *left),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Made:
    """Files before they are written."""

    cards: int
    folder: Path
    files: Mapping[Path, bytes]
    """Below the folder."""
    text: str | None = None
    decks: tuple[ExportedDeck, ...] = ()
    remarks: tuple[str, ...] = ()


def _together(planned: Plan, form: Format, to: Path | None) -> _Made:
    """All decks as one file."""
    cards = [pair for own in _decks(planned, "").values() for pair in own]
    text = document.document(cards) if form is Format.JSON else table.table(cards, "\t" if form is Format.TSV else ",")
    pictures = _shown(cards, _named(planned))
    if to is None:
        told = f"{len(pictures)} picture{'s' * (len(pictures) != 1)} of these cards can only be written beside a file: --to FILE"
        return _Made(cards=len(cards), folder=Path(), files={}, text=text, remarks=(told,) if pictures else ())
    if to.is_dir():
        raise ConfigError(f"{to}: a folder; {form} is one file, so name a file with --to")
    files = {to: text.encode(), **_beside(to.parent / f"{to.stem}{MEDIA}", pictures)} if cards else {}
    decks = (ExportedDeck(deck="all decks", cards=len(cards), file=to),) if cards else ()
    return _Made(cards=len(cards), folder=to.parent, files=files, decks=decks)


def _apart(planned: Plan, form: Format, folder: Path) -> _Made:
    """A file for each deck."""
    if folder.exists() and not folder.is_dir():
        raise ConfigError(f"{folder}: a file; {form} is a file for each deck, so name a folder with --to")
    files: dict[Path, bytes] = {}
    decks: list[ExportedDeck] = []
    taken: set[str] = set()
    pictures = _named(planned)
    for deck, cards, content in _contents(planned, form, pictures):
        path = folder / f"{_free_name(deck, taken)}{_ENDINGS[form]}"
        files[path] = content
        decks.append(ExportedDeck(deck=deck, cards=len(cards), file=path))
        if form is not Format.MOCHI:
            files |= _beside(folder / _FOLDER, _shown(cards, pictures))
    return _Made(cards=sum(one.cards for one in decks), folder=folder, files=files, decks=tuple(decks))


def _contents(
    planned: Plan, form: Format, pictures: Mapping[str, bytes]
) -> Iterator[tuple[str, Sequence[Leaving], bytes]]:
    """Each deck that gets a file of its own, with its cards and what the file shall hold."""
    if form is Format.MOCHI:
        for deck, cards in _decks(planned, mochi.MEDIA).items():
            yield deck, cards, mochi.package(cards, _shown(cards, pictures))
        return
    for own in _decks(planned, f"{_FOLDER}/").values():
        for deck, group in groupby(own, key=lambda pair: pair[0].deck):
            cards = list(group)
            text = hashcards.deck_file(cards) if form is Format.HASHCARDS else obsidian_sr.note(deck, cards)
            yield deck, cards, text.encode()


def _decks(planned: Plan, media: str) -> dict[str, list[Leaving]]:
    """The cards of each top-level deck that has some, ready to leave; their pictures lie at `media`."""
    addresses = {source: f"{media}{image.name}" for source, image in planned.images.items()}
    root = planned.vault.config.deck
    decks = {shelf.deck: planned.cards(shelf.deck) for shelf in planned.shelves}
    return {deck: prepared(cards, root=root, pictures=addresses) for deck, cards in decks.items() if cards}


def _named(planned: Plan) -> dict[str, bytes]:
    """All pictures, by the names of their files."""
    return {image.name: image.data for image in planned.images.values()}


def _shown(cards: Sequence[Leaving], pictures: Mapping[str, bytes]) -> dict[str, bytes]:
    """The pictures that stand on cards, by name."""
    shown = (source for card, _ in cards for source in sources(card.question.html + card.answer.html))
    return {name: pictures[name] for name in sorted({source.rpartition("/")[2] for source in shown})}


def _beside(folder: Path, pictures: Mapping[str, bytes]) -> dict[Path, bytes]:
    return {folder / name: data for name, data in pictures.items()}


def _free_name(deck: str, taken: set[str]) -> str:
    """The name of a file for a deck, and of no other deck, on systems that tell no case apart, too; it is taken then."""
    name = file_name(" - ".join(deck_names.levels(deck)))
    names = (f"{name}{f' ({at})' if at else ''}" for at in count())
    free = next(one for one in names if one.casefold() not in taken)
    taken.add(free.casefold())
    return free


# --- writing ---


def _written(made: _Made, form: Format, *, force: bool, is_whole: bool) -> tuple[str, ...]:
    """Write all files or none; tells which of an earlier export are left over. Raises ConfigError, OSError."""
    with held(made.folder, make=True):
        if not force:
            for path, data in made.files.items():
                _check_free(path, data, form)
        write(made.folder, made.files.items())
    left = [] if form.is_one_file or not is_whole else list(_left_over(made, form))
    named = ", ".join(path.name for path in left)
    return (f"{made.folder}: left from an earlier export, delete what you do not need: {named}",) if left else ()


def _check_free(path: Path, data: bytes, form: Format) -> None:
    """Refuse to replace what is not as an export wrote it: that of another program, or with reviews in it."""
    if not os.path.lexists(path):
        return
    there = regular.read_bytes(path)
    if there != data and not _OWN[form](there):
        raise ConfigError(
            f"{path}: is there, and not as an export wrote it; name another place with --to, or replace it with --force"
        )


def _left_over(made: _Made, form: Format) -> Iterator[Path]:
    """Files that an earlier export wrote for decks that are no more."""
    written = {path.name for path in made.files}
    for path in sorted(made.folder.glob(f"*{_ENDINGS[form]}")):
        if path.name not in written and path.is_file() and _OWN[form](regular.read_bytes(path)):
            yield path
