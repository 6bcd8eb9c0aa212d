"""The files of a deck's pages: one, or a folder of parts beside the page that leads to them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import IO

from cuedeck.cards.card import Card
from cuedeck.cards.ledger import Entry
from cuedeck.decks.app.deck_files import Shelf
from cuedeck.decks.app.file_names import PAGES, file_name
from cuedeck.decks.app.recipes import Made, of_cards, recipe
from cuedeck.decks.page.formulas import Draw, drawn
from cuedeck.decks.page.media import Image
from cuedeck.decks.page.parts import Page, pages
from cuedeck.decks.page.sheet import MARK
from cuedeck.notes import regular
from cuedeck.notes.config import ConfigError

_HEAD = 4096
"""Bytes from the beginning of a part in which its mark stands."""
_PART = re.compile(r"\d+\.html")


def page_files(  # noqa: PLR0913 - what pages are made from
    shelf: Shelf,
    cards: Sequence[tuple[Card, Entry]],
    notes: Mapping[str, bytes],
    *,
    images: Mapping[str, Image],
    languages: Mapping[str, str],
    interface: str,
    draw: Draw = drawn,
) -> Iterator[Made]:
    """The pages of a deck, one after another; then the parts of an earlier build, which go.

    `notes` are the recipes of its notes, `draw` is that of `typeset`.
    Raises ConfigError where a part would take the place of a file that no build has written, and OSError.
    """
    name = file_name(shelf.deck)
    folder = f"{name}{PAGES}"
    uris = {source: image.uri for source, image in images.items()}
    written: set[Path] = set()
    for page in pages(
        shelf.deck, cards, name=name, folder=folder, images=uris, languages=languages, interface=interface, draw=draw
    ):
        path = shelf.directory / page.file
        written.add(path)
        if path != shelf.sheet and path.exists() and not _is_ours(path):
            raise ConfigError(f"{path}: not written by cuedeck, and in the place of a page; move it away")
        yield Made(path, partial(_write, page), _recipe(shelf.deck, page, notes, languages, interface))
    left = sorted((shelf.directory / folder).glob("*.html"))
    gone = (path for path in left if path not in written and _PART.fullmatch(path.name) and _is_ours(path))
    yield from (Made(path, None) for path in gone)


def _write(page: Page, file: IO[bytes]) -> None:
    file.write(page.html().encode())


def _recipe(deck: str, page: Page, notes: Mapping[str, bytes], languages: Mapping[str, str], interface: str) -> bytes:
    """What a page is made from."""
    own = {note: languages.get(note) for note in dict.fromkeys(card.note for card, _ in page.cards)}
    return recipe((deck, page.file, page.part, interface, own), *of_cards(page.cards, notes))


def _is_ours(path: Path) -> bool:
    """Whether a page is a part that a build has written."""
    try:
        return MARK in regular.read_bytes(path, _HEAD)
    except OSError:
        return False
