"""Images of cards: found in the vault, named by their content, placed in a card's HTML."""

import base64
import hashlib
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cached_property
from html import escape, unescape
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from cuedeck.cards.card import Card
from cuedeck.notes.stages import Stage

MIME_TYPES = {
    ".avif": "image/avif",
    ".gif": "image/gif",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".webp": "image/webp",
}
"""Image files that both Anki and browsers show, by their extension."""

_TAG = re.compile(r'<(?:[^<>"]|"[^"]*+")++>')
"""Any tag of sanitised HTML, whole: a `<` or `>` inside a quoted attribute neither begins nor ends one."""
_IMAGE = "<img"
_ATTRIBUTE = re.compile(r'([a-z-]+)="([^"]*)"')
_DATA = re.compile(r"data:(?P<kind>image/[\w.+-]{1,30});base64,(?P<data>[\w+/=%-]+)", re.IGNORECASE)
_REMOTE = re.compile(r"(?:https?:)?//", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Image:
    """The content of an image file."""

    data: bytes
    extension: str
    """One of `MIME_TYPES`."""

    @property
    def name(self) -> str:
        """A file name that only this content has: `cuedeck-<16 hex>.png`."""
        return f"cuedeck-{hashlib.sha256(self.data).hexdigest()[:16]}{self.extension}"

    @property
    def uri(self) -> str:
        """The content as a `data:` address, for pages that stand alone."""
        return f"data:{MIME_TYPES[self.extension]};base64,{base64.b64encode(self.data).decode()}"


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingImage:
    """An image that a card asks for and cannot have."""

    note: str
    """Path of the note, relative to the vault, with `/`."""
    line: int
    """Line of the card, counted from 1."""
    reason: str


@Stage("pictures")
def find_images(vault: Path, cards: Iterable[Card]) -> tuple[dict[str, Image], tuple[MissingImage, ...]]:
    """Read the images of cards: by source as it stands in the HTML, and those that cannot be had.

    Only files inside the vault are read, links followed, and images that the note itself holds as `data:`. Remote
    images are passed over: they are neither fetched nor reported here.
    """
    lying = _Lying(vault)
    found: dict[str, Image | str] = {}
    missing: dict[MissingImage, None] = {}
    for card in cards:
        for source in sources(card.question.html + card.answer.html):
            if source not in found:
                found[source] = _read(lying, source)
            result = found[source]
            if isinstance(result, str):
                missing[MissingImage(note=card.note, line=card.line, reason=result)] = None
    images = {source: image for source, image in found.items() if isinstance(image, Image)}
    return images, tuple(missing)


def located(vault: Path, of: Iterable[str]) -> dict[str, Path]:
    """Where the images lie, there or not, that sources name in the HTML of cards; those that are no files are left out."""
    lying = _Lying(vault)
    named = (source for source in of if not source.lower().startswith(("data:", "file:")))
    found: dict[str, Path] = {}
    for source in named:
        with suppress(OSError, RuntimeError, ValueError):
            found[source] = lying.file(source)
    return found


def illustrated(card: Card, names: Mapping[str, str]) -> Card:
    """The card with the names of its pictures' content, by source: a picture that is drawn anew changes the card."""
    if "<img" not in card.question.html + card.answer.html:
        return card
    shown = (names.get(source) for source in sources(card.question.html + card.answer.html))
    return replace(card, pictures=tuple(name for name in shown if name is not None))


def sources(html: str) -> tuple[str, ...]:
    """List the images that HTML shows from the vault, each once: paths relative to the vault."""
    return tuple(path for path in _named(html) if not _REMOTE.match(path))


def _named(html: str) -> tuple[str, ...]:
    """The sources of all images, each once."""
    if _IMAGE not in html:
        return ()
    named = (_attributes(tag).get("src", "") for tag in _TAG.findall(html) if _is_image(tag))
    return tuple(dict.fromkeys(unescape(source) for source in named if source))


def embed(html: str, addresses: Mapping[str, str]) -> str:
    """Point every image of the HTML to the address of its source; one without gives way to its alternative text."""
    if _IMAGE not in html:
        return html

    def replace(match: re.Match[str]) -> str:
        tag = match.group()
        if not _is_image(tag):
            return tag
        attributes = _attributes(tag)
        address = addresses.get(unescape(attributes.get("src", "")))
        if address is None:
            return escape(unescape(attributes.get("alt", "")), quote=False)
        placed = attributes | {"src": escape(address)}
        return "<img " + " ".join(f'{name}="{value}"' for name, value in placed.items()) + ">"

    return _TAG.sub(replace, html)


def _is_image(tag: str) -> bool:
    return re.match(r"<img[\s/>]", tag) is not None


def _attributes(tag: str) -> dict[str, str]:
    """Attributes of a tag, values still escaped."""
    return dict(_ATTRIBUTE.findall(tag))


class _Lying:
    """Where the files of a vault lie, by their names; the folders are walked once, and only if that is needed."""

    def __init__(self, vault: Path) -> None:
        self.vault = vault

    def file(self, source: str) -> Path:
        """Where an image lies: at its path, else wherever in the vault a file is called like it.

        Obsidian embeds by name alone; of several files the one with the shortest path is meant.
        """
        named = self.vault / source
        if named.is_file():
            return named
        called = self._by_name.get(os.path.normcase(PurePosixPath(source).name), ())
        return next((file for file in called if file.is_file()), named)

    @cached_property
    def _by_name(self) -> dict[str, list[Path]]:
        """All files, those with the shortest paths first."""
        found = (Path(parent, name) for parent, _, names in os.walk(self.vault) for name in names)
        by_name: dict[str, list[Path]] = {}
        for file in sorted(found, key=lambda file: (len(file.parts), file)):
            by_name.setdefault(os.path.normcase(file.name), []).append(file)
        return by_name


def remote(cards: Iterable[Card]) -> Iterator[tuple[Card, str]]:
    """The images of cards that lie on the web, with their addresses: no card can show them without a connection."""
    for card in cards:
        for address in _named(card.question.html + card.answer.html):
            if _REMOTE.match(address):
                yield card, address


def _inside(source: str) -> Image | str:
    """The image that a `data:` address holds."""
    match = _DATA.fullmatch(source)
    extension = next((end for end, kind in MIME_TYPES.items() if match and kind == match["kind"].lower()), None)
    if match is None or extension is None:
        return "not an image that can be embedded: an address that begins with data:"
    try:
        return Image(base64.b64decode(unquote(match["data"]), validate=True), extension)
    except ValueError:
        return "image cannot be read: an address that begins with data:"


def _read(lying: _Lying, source: str) -> Image | str:
    """Give the image of a source, or the reason why there is none."""
    if source.startswith("data:"):
        return _inside(source)
    if source.lower().startswith("file:"):
        return f"image outside the vault: {source}"
    extension = PurePosixPath(source).suffix.lower()
    if extension not in MIME_TYPES:
        return f"not an image that can be embedded: {source}"
    try:
        file = lying.file(source).resolve()
        if not file.is_relative_to(lying.vault.resolve()):
            return f"image outside the vault: {source}"
        if not file.is_file():
            return f"image not found: {source}"
        return Image(file.read_bytes(), extension)
    except (OSError, RuntimeError, ValueError):  # unreadable, a circle of links, a name no file can have
        return f"image cannot be read: {source}"
