"""The files of a deck's pages: one, or a folder of parts beside the page that leads to them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from cuedeck.cards.card import Card
from cuedeck.cards.ledger import Entry
from cuedeck.decks.app.deck_files import Shelf
from cuedeck.decks.app.file_names import PAGES, file_name
from cuedeck.decks.page.parts import pages
from cuedeck.decks.page.sheet import MARK
from cuedeck.notes import regular
from cuedeck.notes.config import ConfigError

_HEAD = 4096
"""Bytes from the beginning of a part in which its mark stands."""
_PART = re.compile(r"\d+\.html")


def page_files(
    shelf: Shelf,
    cards: Sequence[tuple[Card, Entry]],
    *,
    images: Mapping[str, str],
    languages: Mapping[str, str],
    interface: str,
) -> Iterator[tuple[Path, bytes | None]]:
    """The pages of a deck, one after another, with their paths; then the parts of an earlier build, which go.

    Raises ConfigError where a part would take the place of a file that no build has written, and OSError.
    """
    name = file_name(shelf.deck)
    folder = f"{name}{PAGES}"
    written: set[Path] = set()
    for file, html in pages(
        shelf.deck, cards, name=name, folder=folder, images=images, languages=languages, interface=interface
    ):
        path = shelf.directory / file
        written.add(path)
        if path != shelf.sheet and path.exists() and not _is_ours(path):
            raise ConfigError(f"{path}: not written by cuedeck, and in the place of a page; move it away")
        yield path, html.encode()
    left = sorted((shelf.directory / folder).glob("*.html"))
    yield from ((path, None) for path in left if path not in written and _PART.fullmatch(path.name) and _is_ours(path))


def _is_ours(path: Path) -> bool:
    """Whether a page is a part that a build has written."""
    try:
        return MARK in regular.read_bytes(path, _HEAD)
    except OSError:
        return False
