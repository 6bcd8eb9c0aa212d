"""What the files of a deck hold."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import IO

from cuedeck.cards.ledger import Entry, Ledger, lines
from cuedeck.decks.anki.apkg_writer import write_package
from cuedeck.decks.anki.retired import table, tombstones
from cuedeck.decks.app.deck_files import Shelf
from cuedeck.decks.app.interface import interface
from cuedeck.decks.app.page_files import page_files
from cuedeck.decks.app.planning import Plan
from cuedeck.decks.app.recipes import Made, of_cards, of_notes, recipe
from cuedeck.decks.page.formulas import Draw


def contents(shelf: Shelf, planned: Plan, draw: Draw) -> Iterator[Made]:
    """Each file of a deck, whose formulas are drawn by `draw`; the ledger first, which must know every card of a package."""
    ledger = planned.reconciled[shelf.deck].ledger
    pairs = planned.cards(shelf.deck)
    root, images = planned.vault.config.deck, planned.images
    if ledger.entries or shelf.remembered is not None:
        yield Made(shelf.ledger, partial(_write_ledger, ledger), _of_ledger(ledger))
    if pairs:
        names = {source: image.name for source, image in images.items()}
        packed = partial(write_package, cards=pairs, root=root, images=images)
        own = of_notes(pairs, names)
        yield Made(shelf.apkg, packed, recipe(root, *of_cards(pairs, own)))
        languages, speaks = planned.found.languages, interface(planned.vault.config)
        yield from page_files(shelf, pairs, own, images=images, languages=languages, interface=speaks, draw=draw)
    # One that was dropped before it was in a package has been the same since it was created.
    gone = [entry for entry in ledger.entries if entry.retired is not None and entry.changed > entry.created]
    yield from _of_retired(shelf, gone)


def _write_ledger(ledger: Ledger, file: IO[bytes]) -> None:
    file.writelines(line.encode() for line in lines(ledger))


def _of_ledger(ledger: Ledger) -> bytes:
    return recipe(ledger.deck, ledger.vault, ledger.next_number, *ledger.entries)


def _of_retired(shelf: Shelf, gone: Sequence[Entry]) -> Iterator[Made]:
    if not gone:
        yield Made(shelf.retired, None)
        yield Made(shelf.retired_list, None)
        return
    yield Made(shelf.retired, lambda file: file.write(tombstones(shelf.deck, gone)), recipe(shelf.deck, *gone))
    yield Made(shelf.retired_list, lambda file: file.write(table(gone)), recipe(*gone))
