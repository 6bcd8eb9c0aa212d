"""What large decks cost: time and memory of each step, writing against plain inserts of the same rows, and an import.

    python -m bench.bigdecks [--cards N] [--notes-of-deck N] [--anki]

Makes as many cards, then does with them what a build does: leaves out those that say the same, sets the others against
a ledger (none, the same, one in which 2 % were edited), orders and writes the package and the pages. Processor time of
this process; memory is what it holds after a step, and the peak so far. The package's rows are then inserted into an
empty collection by SQLite alone, in the order of the cards and in that of their ids. `--anki` imports the package into
a real collection, twice: the second time nothing may change.
"""

import argparse
import resource
import sqlite3
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from random import Random
from typing import TypeVar

from genanki.apkg_schema import APKG_SCHEMA

from bench.big_cards import cards
from cuedeck.cards.card import Card
from cuedeck.cards.changes import reconcile
from cuedeck.cards.duplicates import told_apart
from cuedeck.cards.face import plain_face
from cuedeck.cards.ledger import Entry, Ledger, dump, parse
from cuedeck.cards.spacing import apart
from cuedeck.decks.anki.apkg_writer import write_package
from cuedeck.decks.app.thrift import collect_rarely
from cuedeck.decks.page.parts import pages

T = TypeVar("T")

_EDITED = 0.02
_YEAR = 31_536_000
_MIB = 1 << 20
_COLUMNS = {"notes": 11, "cards": 18}


class Steps:
    """Measures steps, each with its name, and prints a line for each."""

    def __init__(self, number: int) -> None:
        self._number = number
        self.seconds: dict[str, float] = {}
        _say(f"{'step':24} {'seconds':>8} {'µs a card':>10} {'MiB held':>9} {'MiB peak':>9}")

    def take(self, name: str, work: Callable[[], T]) -> T:
        """Do some work."""
        started = time.process_time()
        result = work()
        self.seconds[name] = spent = time.process_time() - started
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        _say(f"{name:24} {spent:8.2f} {spent / self._number * 1e6:10.1f} {_held():9} {peak:9}")
        return result


def measure(number: int, notes_of_deck: int, folder: Path, *, anki: bool) -> Mapping[str, float]:
    """Go through all steps with so many cards; gives the seconds of each."""
    steps = Steps(number)
    package = folder / "A.apkg"
    _build(_found(number, notes_of_deck, steps), package, steps)
    _against_plain(package, steps)
    if anki:
        _import(package, folder, steps)
    return steps.seconds


def _found(number: int, notes_of_deck: int, steps: Steps) -> tuple[Card, ...]:
    """So many cards, less those that say the same."""
    made = steps.take("make cards", lambda: list(cards(number, notes_of_deck=notes_of_deck)))
    return steps.take("leave out duplicates", lambda: told_apart(made))[0]


def _build(kept: Sequence[Card], package: Path, steps: Steps) -> None:
    """Do with cards what a build does."""
    again = _ledger(kept, steps)
    steps.take("match, nothing changed", lambda: len(reconcile({"A": again}, {"A": kept}, now=2 * _YEAR)))
    edited = list(_edited(kept))
    steps.take("match, 2 % edited", lambda: len(reconcile({"A": again}, {"A": edited}, now=2 * _YEAR)))
    entries = {entry.guid: entry for entry in again.entries}
    pairs = [(card, entries[card.guid]) for card in kept]
    steps.take("order siblings", lambda: _ordered(kept))
    with package.open("wb") as file:
        steps.take("order, write package", lambda: write_package(file, pairs, root=None, images={}))
    steps.take("write pages", lambda: _write_pages(pairs, package.parent))


def _ledger(kept: Sequence[Card], steps: Steps) -> Ledger:
    """The ledger of some cards, written and read."""
    first = steps.take("first ledger", lambda: reconcile({}, {"A": kept}, now=_YEAR)["A"].ledger)
    text = steps.take("write ledger", lambda: dump(first))
    return steps.take("read ledger", lambda: parse(text, "A.ledger.jsonl"))


def _edited(of: Sequence[Card]) -> Iterator[Card]:
    """The cards, of which some have another word in their answer."""
    random = Random(2)  # noqa: S311 - nothing secret
    for card in of:
        words = card.answer.plain.split()
        words[random.randrange(len(words))] = "altered"
        yield replace(card, answer=plain_face(" ".join(words))) if random.random() < _EDITED else card


def _ordered(of: Sequence[Card]) -> int:
    return sum(len(apart(list(group))) for _, group in groupby(of, key=lambda card: card.deck))


def _write_pages(pairs: Sequence[tuple[Card, Entry]], folder: Path) -> None:
    (folder / "A.pages").mkdir()
    for page in pages("A", pairs, name="A", folder="A.pages", images={}):
        (folder / page.file).write_text(page.html(), "utf-8")


def _against_plain(package: Path, steps: Steps) -> None:
    """Insert the rows of a package with SQLite alone."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "collection.anki2"
        with zipfile.ZipFile(package) as archive, archive.open(file.name) as source, file.open("wb") as target:
            while part := source.read(_MIB):
                target.write(part)
        with closing(sqlite3.connect(file)) as database:
            by_id = {table: database.execute(f"SELECT * FROM {table}").fetchall() for table in _COLUMNS}  # noqa: S608
        # Ids are spread over a day at random, so the order of the guids is as far from theirs as that of the cards.
        order = sorted(range(len(by_id["notes"])), key=lambda at: str(by_id["notes"][at][1]))
        as_made = {table: [rows[at] for at in order] for table, rows in by_id.items()}
        written = (
            steps.seconds["order, write package"],
            steps.seconds["order, write package"] - steps.seconds["order siblings"],
        )
        for name, rows in (("plain, as cards come", as_made), ("plain, by id", by_id)):
            plain = Path(folder) / f"{len(name)}.anki2"
            steps.take(name, lambda rows=rows, plain=plain: _inserted(plain, rows))  # type: ignore[misc]
            ratios = [seconds / steps.seconds[name] for seconds in written]
            _say(f"{'':24} the package took {ratios[0]:.2f} times that, {ratios[1]:.2f} without the order of siblings")


def _inserted(file: Path, rows: Mapping[str, Sequence[tuple[object, ...]]]) -> None:
    with closing(sqlite3.connect(file)) as database:
        database.executescript(APKG_SCHEMA)
        for note, card in zip(rows["notes"], rows["cards"], strict=True):
            database.execute(f"INSERT INTO notes VALUES ({', '.join('?' * _COLUMNS['notes'])})", note)  # noqa: S608
            database.execute(f"INSERT INTO cards VALUES ({', '.join('?' * _COLUMNS['cards'])})", card)  # noqa: S608
        database.commit()


def _import(package: Path, folder: Path, steps: Steps) -> None:
    """Import a package into a new collection, twice, and tell what Anki tells."""
    from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest  # noqa: PLC0415

    collection = Collection(str(folder / "collection.anki2"))
    request = ImportAnkiPackageRequest(package_path=str(package), options=ImportAnkiPackageOptions())
    for name in ("import", "import again"):
        log = steps.take(name, lambda: collection.import_anki_package(request).log)
        _say(f"{'':24} new {len(log.new)}, updated {len(log.updated)}, duplicate {len(log.duplicate)}")
    _say(f"{'':24} {collection.card_count()} cards in {len(collection.decks.all_names_and_ids())} decks")
    collection.close()


def _held() -> int:
    """MiB that this process holds now."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize() // _MIB


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cards", type=int, default=500_000)
    parser.add_argument("--notes-of-deck", type=int, default=1, help="notes of each deck inside the deck")
    parser.add_argument("--anki", action="store_true", help="import the package into a real collection")
    given = parser.parse_args(arguments)
    collect_rarely()
    with tempfile.TemporaryDirectory() as folder:
        measure(given.cards, given.notes_of_deck, Path(folder), anki=given.anki)
    return 0


if __name__ == "__main__":
    sys.exit(main())
