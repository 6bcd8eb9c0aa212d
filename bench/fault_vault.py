"""A vault that changes between builds, and what must be true of its decks whatever happened to a build."""

import random
import re
import shutil
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from cuedeck.cards.json_lines import LinesError
from cuedeck.cards.ledger import Ledger, parse

_LEDGER = ".ledger.jsonl"
_WORDS = "rope sail mast keel hull deck helm stern bow anchor buoy tide wave reef shoal cape bay port pier quay".split()
_CARD = re.compile(r' data-guid="(?P<guid>[qc][a-z2-7]+)"')
_SETTINGS = "cards: all\nmodel: none\n"
"""Files are what is tested, and not prose: without a language model a build starts sooner."""


@dataclass(slots=True)
class ChangingVault:
    """Notes of several decks, of which each change adds, edits, renames, moves or removes something."""

    folder: Path
    chance: random.Random
    _made: int = 0

    def __post_init__(self) -> None:
        self.folder.mkdir(parents=True)
        (self.folder / "cuedeck.yaml").write_text(_SETTINGS, "utf-8")
        for deck in "ABC":
            for _ in range(3):
                self._add(deck)

    def change(self) -> None:
        """Make one to four changes."""
        for _ in range(self.chance.randint(1, 4)):
            self.chance.choice(
                (self._edit, self._edit, self._extend, self._shorten, self._grow, self._move, self._go)
            )()

    @property
    def _notes(self) -> list[Path]:
        return sorted(self.folder.rglob("*.md"))

    def _add(self, deck: str) -> None:
        self._made += 1
        note = self.folder / deck / f"note {self._made}.md"
        note.parent.mkdir(exist_ok=True)
        note.write_text("".join([f"# Note {self._made}\n\n", *(self._line() for _ in range(8))]), "utf-8")

    def _line(self) -> str:
        self._made += 1
        said = " ".join(self.chance.choices(_WORDS, k=9))
        return f"Thing {self._made} of the {self.chance.choice(_WORDS)}:: what the {said} are for\n\n"

    def _grow(self) -> None:
        self._add(self.chance.choice("ABCDE"))

    def _edit(self) -> None:
        note = self.chance.choice(self._notes)
        text = note.read_text("utf-8")
        note.write_text(text.replace(self.chance.choice(_WORDS), self.chance.choice(_WORDS)), "utf-8")

    def _extend(self) -> None:
        with self.chance.choice(self._notes).open("a", encoding="utf-8") as note:
            note.write(self._line())

    def _shorten(self) -> None:
        note = self.chance.choice(self._notes)
        lines = note.read_text("utf-8").splitlines(keepends=True)
        note.write_text("".join(lines[: max(3, len(lines) - 2)]), "utf-8")

    def _move(self) -> None:
        note = self.chance.choice(self._notes)
        target = self.folder / self.chance.choice("ABC") / f"moved {self._made} {note.name}"
        target.parent.mkdir(exist_ok=True)
        note.rename(target)

    def _go(self) -> None:
        notes = self._notes
        if len(notes) > 6:
            self.chance.choice(notes).unlink()


@dataclass(frozen=True, slots=True)
class Memory:
    """What ledgers have ever told, which no fault may take away."""

    guids: set[str] = field(default_factory=set)
    numbers: dict[tuple[str, int], str] = field(default_factory=dict)
    """The card that each number of a deck was given to."""

    def take(self, directory: Path) -> Iterator[str]:
        """Remember what the ledgers tell now, and tell what of before is lost or was given away."""
        ledgers = list(_ledgers(directory))
        now = {entry.guid for ledger in ledgers for entry in ledger.entries}
        yield from (f"lost from all ledgers: {guid}" for guid in sorted(self.guids - now))
        for ledger in ledgers:
            for entry in ledger.entries:
                owner = self.numbers.setdefault((ledger.deck, entry.number), entry.guid)
                if owner != entry.guid:
                    yield f"{ledger.deck}: number {entry.number} of {owner} was given to {entry.guid}"
        self.guids.update(now)


def state(folder: Path) -> dict[str, bytes]:
    """All files of a folder, hidden ones included."""
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())} if folder.is_dir() else {}


def halves(directory: Path) -> Iterator[str]:
    """The visible files that are not whole."""
    for name, data in state(directory).items():
        if name.startswith("."):
            continue
        try:
            if name.endswith(_LEDGER):
                parse(data.decode(), name)
            elif name.endswith(".html") and not data.rstrip().endswith(b"</html>"):
                yield f"{name}: ends before </html>"
            elif name.endswith(".apkg"):
                _guids(directory / name)
        except (LinesError, UnicodeDecodeError, zipfile.BadZipFile, sqlite3.Error, KeyError) as error:
            yield f"{name}: {error}"


def quarrels(directory: Path) -> Iterator[str]:
    """Where ledger, package and page of a deck do not tell of the same cards, and what was left behind."""
    yield from (f"left behind: {name}" for name in state(directory) if name.startswith("."))
    for ledger in _ledgers(directory):
        living = {entry.guid for entry in ledger.entries if entry.retired is None}
        package, page = directory / f"{ledger.deck}.apkg", directory / f"{ledger.deck}.html"
        if not living:  # what a deck without cards had stays its user's
            continue
        shown = {match["guid"] for match in _CARD.finditer(page.read_text("utf-8"))} if page.exists() else set()
        packed = _guids(package) if package.exists() else set()
        if not living == packed == shown:
            yield f"{ledger.deck}: {len(living)} cards in the ledger, {len(packed)} in the package, {len(shown)} on the page"
    told = {path.name.removesuffix(_LEDGER) for path in directory.glob(f"*{_LEDGER}")}
    decks = {path.stem.removesuffix("-retired") for path in directory.glob("*.apkg")}
    yield from (f"{deck}: a package without a ledger" for deck in sorted(decks - told))


def restore(directory: Path, files: dict[str, bytes]) -> None:
    """Make a folder hold these files and no others."""
    shutil.rmtree(directory, ignore_errors=True)
    directory.mkdir(parents=True)
    for name, data in files.items():
        (directory / name).write_bytes(data)


def _ledgers(directory: Path) -> Iterator[Ledger]:
    for path in sorted(directory.glob(f"*{_LEDGER}")):
        yield parse(path.read_text("utf-8"), path.name)


def _guids(package: Path) -> set[str]:
    """The guids of the notes in a package, which is checked whole."""
    with TemporaryDirectory() as folder, zipfile.ZipFile(package) as archive:
        if archive.testzip() is not None:
            raise zipfile.BadZipFile(f"{package.name}: a file in it is damaged")
        with closing(sqlite3.connect(archive.extract("collection.anki2", folder))) as database:
            if database.execute("PRAGMA integrity_check").fetchone() != ("ok",):
                raise sqlite3.DatabaseError(f"{package.name}: its collection is damaged")
            return {guid for (guid,) in database.execute("SELECT guid FROM notes")}
