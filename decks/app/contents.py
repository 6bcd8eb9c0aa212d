"""What the files of a deck hold."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from cuedeck.cards.ledger import lines
from cuedeck.decks.anki.apkg_writer import write_package
from cuedeck.decks.anki.retired import table, tombstones
from cuedeck.decks.app.deck_files import Shelf
from cuedeck.decks.app.interface import interface
from cuedeck.decks.app.page_files import page_files
from cuedeck.decks.app.planning import Plan
from cuedeck.decks.app.transaction import Content


def contents(shelf: Shelf, planned: Plan) -> Iterator[tuple[Path, Content | None]]:
    """Each file of a deck with what it holds, None where there is none; the ledger first, which must know every card of a package."""
    ledger = planned.reconciled[shelf.deck].ledger
    pairs = planned.cards(shelf.deck)
    if ledger.entries or shelf.remembered is not None:
        yield shelf.ledger, lambda file: file.writelines(line.encode() for line in lines(ledger))
    if pairs:
        yield shelf.apkg, partial(write_package, cards=pairs, root=planned.vault.config.deck, images=planned.images)
        uris = {source: image.uri for source, image in planned.images.items()}
        languages, speaks = planned.found.languages, interface(planned.vault.config)
        yield from page_files(shelf, pairs, images=uris, languages=languages, interface=speaks)
    # One that was dropped before it was in a package has been the same since it was created.
    gone = [entry for entry in ledger.entries if entry.retired is not None and entry.changed > entry.created]
    yield shelf.retired, tombstones(shelf.deck, gone) if gone else None
    yield shelf.retired_list, table(gone) if gone else None
