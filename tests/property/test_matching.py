"""What holds for the identity of cards, however their notes are edited between two builds."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from cuedeck.cards.card import Card, Kind
from cuedeck.cards.changes import Change, Fate, reconcile
from cuedeck.cards.ledger import Ledger
from cuedeck.decks.app.pipeline import collect
from cuedeck.notes.config import Config
from cuedeck.notes.vault import Vault
from tests.vaults import write

FACTS = [
    ("Bowline", "A knot that makes a fixed loop at the end of a rope", ("fixed", "firm")),
    ("Clove hitch", "A knot that ties a rope to a post with two turns", ("ties", "fastens")),
    ("Sheet bend", "A knot that joins two ropes of different thickness", ("joins", "connects")),
    ("Spring tide", "The largest tide, when sun and moon pull along one line", ("pull", "draw")),
    ("Neap tide", "The smallest tide, when sun and moon pull at a right angle", ("pull", "draw")),
    ("Ebb", "The outward flow of the tide, when the water of the coast goes down", ("coast", "shore")),
    ("Flood", "The inward flow of the tide, when the water of the coast goes up", ("coast", "shore")),
    ("Keel", "The long beam at the bottom of a ship that keeps it steady", ("beam", "timber")),
    ("Rudder", "The upright blade at the back of a ship that turns it to one side", ("blade", "board")),
    ("Bow", "The front part of a ship, which cuts through the waves", ("waves", "swell")),
    ("Stern", "The rear part of a ship, where the helmsman stands", ("stands", "works")),
    ("Sextant", "An instrument that measures the height of the sun above the horizon", ("instrument", "device")),
    ("Compass", "An instrument that shows the direction of the magnetic north pole", ("shows", "tells")),
    ("Log line", "A cord with knots that measures the speed of a ship", ("cord", "string")),
    ("Lighthouse", "A tower whose strong lamp warns ships of rocks at night", ("warns", "alerts")),
    ("Buoy", "A floating mark that shows sailors where the deep channel runs", ("mark", "sign")),
    ("Anchor", "A heavy iron that holds a ship to the ground of the sea", ("iron", "hook")),
    ("Mast", "A tall pole that carries the sails of a ship", ("carries", "holds")),
    ("Lagoon", "A shallow lake that a reef parts from the open sea", ("parts", "separates")),
    ("Fjord", "A deep narrow inlet that a glacier carved into a steep coast", ("carved", "cut")),
    ("Doldrums", "A belt around the equator where the winds are weak for weeks", ("belt", "zone")),
    ("Monsoon", "A wind that turns with the season and brings heavy rain", ("brings", "carries")),
]
"""Terms, what they mean, and a word of it with another for it."""
HEADINGS = ("Harbour", "Weather", "Rigging", "Charts", "Crew", "Supplies")
STAMPS = ("[{minutes:02}:{seconds:02}]", "[00:{minutes:02}:{seconds:02}]", "[0:{minutes:02}:{seconds:02}]")
BULLETS = ("-", "*", "1.")


@dataclass(frozen=True)
class Item:
    """One entry of a list: a fact by its place in FACTS, as it is worded now."""

    fact: int
    body: str

    def line(self, bullet: str, stamp: str) -> str:
        """Write it as Markdown."""
        minutes, seconds = divmod(60 + 7 * self.fact, 60)
        return f"{bullet} **{FACTS[self.fact][0]}:** {self.body}. {stamp.format(minutes=minutes, seconds=seconds)}"


@dataclass(frozen=True)
class Part:
    """A section of a note."""

    heading: str
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Page:
    """A note."""

    path: str
    title: str
    parts: tuple[Part, ...]
    bullet: str = "-"
    stamp: str = STAMPS[0]

    def lines(self) -> Iterator[tuple[str, int | None]]:
        """Write the lines, each with the fact that it states."""
        for line in ("---", f"title: {self.title}", "videoId: dQw4w9WgXcQ", "duration: 3600", "---"):
            yield line, None
        for part in self.parts:
            for line in ("", f"## {part.heading}", ""):
                yield line, None
            for item in part.items:
                yield item.line(self.bullet, self.stamp), item.fact


Pages = tuple[Page, ...]
Place = tuple[str, str, str, str]


@dataclass(frozen=True)
class Build:
    """What a build of some pages gave."""

    ledgers: Mapping[str, Ledger]
    changes: Mapping[int, list[Change]]
    """By the fact that a card asks for."""
    retired: frozenset[str]

    def guids(self, fact: int) -> set[str]:
        """Give the identities of the cards that ask for a fact."""
        return {change.guid for change in self.changes.get(fact, ())}

    @property
    def held(self) -> set[str]:
        """Give the identities of all cards found."""
        return {change.guid for changes in self.changes.values() for change in changes}


def build(pages: Pages, before: Build | None = None, now: int = 1_000_000) -> Build:
    """Build some pages on what an earlier build remembers; lists as a whole ask for no single fact."""
    done = reconcile(before.ledgers if before else {}, cards(pages), now=now)
    stated = {(page.path, at): fact for page in pages for at, (_, fact) in enumerate(page.lines(), start=1)}
    changes: dict[int, list[Change]] = defaultdict(list)
    for change in (change for result in done.values() for change in result.changes):
        fact = None if change.card is None else stated[change.card.note, change.card.line]
        if fact is not None and change.entry.kind is not Kind.LIST:
            changes[fact].append(change)
    retired = {entry.guid for result in done.values() for entry in result.ledger.entries if entry.retired is not None}
    return Build({deck: result.ledger for deck, result in done.items()}, changes, frozenset(retired))


@cache
def cards(pages: Pages) -> Mapping[str, tuple[Card, ...]]:
    """Make the cards of some pages, by deck; that depends on nothing but the pages, so those of each are made once."""
    with TemporaryDirectory() as folder:
        texts = {page.path: "\n".join(line for line, _ in page.lines()) for page in pages}
        vault = write(Path(folder) / "vault", {"cuedeck.yaml": "", **texts})
        return collect(Vault.around(vault).files(vault), Config()).decks


def places(pages: Pages) -> dict[int, Place]:
    """Tell where each fact stands and how it is worded."""
    return {
        item.fact: (page.path, page.title, part.heading, item.body)
        for page in pages
        for part in page.parts
        for item in part.items
    }


@st.composite
def vaults(draw: st.DrawFn) -> Pages:
    """Draw two or three notes that state each of most facts once."""
    facts = draw(st.permutations(range(len(FACTS))))[:-4]
    items = [Item(fact, FACTS[fact][1]) for fact in facts]
    paths = ["sea/ropes.md", "sea/tides.md", "sky/winds.md"][: draw(st.integers(2, 3))]
    size = len(items) // len(paths)
    return tuple(
        Page(path, f"Notes of the {name}", parts(items[at * size : (at + 1) * size], at))
        for at, (path, name) in enumerate(zip(paths, ("ropes", "tides", "winds"), strict=False))
    )


def parts(items: list[Item], at: int) -> tuple[Part, ...]:
    """Part entries into two sections."""
    half = len(items) // 2
    return (Part(HEADINGS[2 * at], tuple(items[:half])), Part(HEADINGS[2 * at + 1], tuple(items[half:])))


def reword(pages: Pages, at: int, wording: Callable[[Item], str]) -> Pages:
    """Word one entry otherwise."""
    chosen = sorted(places(pages))[at % len(places(pages))]
    return each_item(pages, lambda item: replace(item, body=wording(item)) if item.fact == chosen else item)


def each_item(pages: Pages, change: Callable[[Item], Item | None]) -> Pages:
    """Change or leave out entries."""
    return tuple(
        replace(
            page,
            parts=tuple(
                replace(part, items=tuple(new for item in part.items if (new := change(item)) is not None))
                for part in page.parts
            ),
        )
        for page in pages
    )


def on_page(pages: Pages, at: int, change: Callable[[Page], tuple[Page, ...]]) -> Pages:
    """Change one of the notes that say something, or put others in its place."""
    filled = [number for number, page in enumerate(pages) if page.parts]
    at = filled[at % len(filled)]
    return (*pages[:at], *change(pages[at]), *pages[at + 1 :])


def mistype(item: Item) -> str:
    """Swap two letters of the longest word."""
    word = max(item.body.split(), key=len)
    return item.body.replace(word, f"{word[:2]}{word[3]}{word[2]}{word[4:]}", 1)


def synonym(item: Item) -> str:
    """Put another word for one."""
    return item.body.replace(*FACTS[item.fact][2], 1)


def reorder(pages: Pages, at: int) -> Pages:
    """Turn the lists of a note around."""
    turned = partial(map, lambda part: replace(part, items=part.items[::-1]))
    return on_page(pages, at, lambda page: (replace(page, parts=tuple(turned(page.parts))),))


def rename_heading(pages: Pages, at: int) -> Pages:
    """Give the first heading of a note another name."""
    return on_page(
        pages, at, lambda page: (replace(page, parts=(replace(page.parts[0], heading="Elsewhere"), *page.parts[1:])),)
    )


def insert(pages: Pages, at: int) -> Pages:
    """State a fact that no note states, above all others of a note."""
    free = sorted(set(range(len(FACTS))) - places(pages).keys())
    new = Item(free[at % len(free)], FACTS[free[at % len(free)]][1])
    return on_page(
        pages,
        at,
        lambda page: (
            replace(page, parts=(replace(page.parts[0], items=(new, *page.parts[0].items)), *page.parts[1:])),
        ),
    )


def delete(pages: Pages, at: int) -> Pages:
    """Leave a fact out."""
    chosen = sorted(places(pages))[at % len(places(pages))]
    return each_item(pages, lambda item: None if item.fact == chosen else item)


def move_section(pages: Pages, at: int) -> Pages:
    """Move the last section of a note to the end of the next."""
    at %= len(pages)
    giver, taker = pages[at], pages[(at + 1) % len(pages)]
    changed = {
        giver.path: replace(giver, parts=giver.parts[:-1]),
        taker.path: replace(taker, parts=(*taker.parts, *giver.parts[-1:])),
    }
    return tuple(changed.get(page.path, page) for page in pages)


def split(pages: Pages, at: int) -> Pages:
    """Give the last section of a note a note of its own."""
    return on_page(
        pages,
        at,
        lambda page: (
            replace(page, parts=page.parts[:-1]),
            replace(
                page, path=page.path.replace(".md", f" {len(pages)}.md"), title=f"{page.title} 2", parts=page.parts[-1:]
            ),
        ),
    )


def rename_file(pages: Pages, at: int) -> Pages:
    """Give a note another file name."""
    return on_page(pages, at, lambda page: (replace(page, path=page.path.replace(".md", " new.md")),))


def rename_folder(pages: Pages, at: int) -> Pages:
    """Give the folder of a note another name, which is then another deck."""
    folder = pages[at % len(pages)].path.partition("/")[0]
    return tuple(replace(page, path=page.path.replace(f"{folder}/", f"{folder} again/", 1)) for page in pages)


def restyle(pages: Pages, at: int) -> Pages:
    """Write stamps and bullets of a note in another way."""
    return on_page(
        pages, at, lambda page: (replace(page, bullet=BULLETS[at % 3], stamp=STAMPS[(at + 1) % len(STAMPS)]),)
    )


EDITS: tuple[Callable[[Pages, int], Pages], ...] = (
    partial(reword, wording=mistype),
    partial(reword, wording=synonym),
    reorder,
    rename_heading,
    insert,
    delete,
    move_section,
    split,
    rename_file,
    rename_folder,
    restyle,
)
edits = st.lists(st.tuples(st.sampled_from(EDITS), st.integers(0, 99)), min_size=1, max_size=3)


@settings(max_examples=30)
@given(vaults(), edits)
def test_history_stays_with_its_fact(pages: Pages, drawn: list[tuple[Callable[[Pages, int], Pages], int]]) -> None:
    """Untouched facts stay as they are, edited and moved ones keep their cards, and no card goes to another fact."""
    edited = pages
    for edit, at in drawn:
        edited = edit(edited, at)
    old, new = places(pages), places(edited)
    before = build(pages)
    after = build(edited, before, now=2_000_000)
    again = build(pages, after, now=3_000_000)
    for fact in old.keys() & new.keys():
        assert after.guids(fact) == before.guids(fact), (old[fact], new[fact])
        if old[fact] == new[fact]:
            assert {change.change for change in after.changes[fact]} <= {Fate.KEPT}
    for fact in old.keys() - new.keys():
        assert before.guids(fact) <= after.retired
        assert {change.change for change in again.changes[fact]} <= {Fate.REVIVED}
    for fact in new.keys() - old.keys():
        assert after.guids(fact).isdisjoint(before.held)
    for fact in old:
        assert again.guids(fact) == before.guids(fact) != set()
