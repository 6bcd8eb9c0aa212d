"""Cards for tests of pages, and what stands on a page."""

import re

from cuedeck.cards.card import Card, Face, Kind
from cuedeck.cards.ledger import Entry
from cuedeck.decks.page.sheet import page
from cuedeck.notes.cue import Cue

DOT = (
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg=="
)

Pair = tuple[Card, Entry]


def pair(
    number: int,
    *,
    question: str = "What is dew?",
    answer: str = "Water",
    path: tuple[str, ...] = ("Clouds",),
    context: tuple[str, ...] | None = None,
    cue: Cue | None = None,
    note: str = "sky/clouds.md",
    tags: tuple[str, ...] = (),
) -> Pair:
    """One card and its entry in the ledger, of which the page shows the number."""
    card = Card(
        guid=f"guid-{number:011}",
        kind=Kind.DEFINITION,
        question=Face(plain=question, html=question),
        answer=Face(plain=answer, html=answer),
        path=path,
        context=path if context is None else context,
        cue=cue,
        note=note,
        line=number,
        deck="Sky",
        tags=tags,
    )
    entry = Entry(
        guid=card.guid,
        number=number,
        kind=card.kind,
        note=note,
        path=path,
        cue=cue.seconds if cue else None,
        question=question,
        answer=answer,
        content="",
        created=0,
        changed=0,
    )
    return card, entry


def sheet(*cards: Pair) -> str:
    """The page of a deck named Sky with one image at hand."""
    return page("Sky", cards, images={"img/dot.png": DOT})


def cells(html: str, part: str) -> list[str]:
    """The HTML of all cells of one column."""
    return re.findall(rf'<t[dh] class="{part}"[^>]*>(.*?)</t[dh]>', html, re.DOTALL)


def face(html: str) -> str:
    """The way one answer is shown."""
    (cell,) = cells(sheet(pair(1, answer=html)), "answer")
    return cell.removeprefix('<div class="face" dir="auto">').removesuffix("</div>")


def time(card: Card) -> str:
    """The time as printed, empty without a cue."""
    return card.cue.label if card.cue else ""


def words(name: str, count: int) -> str:
    """Words that stand nowhere else: `q7x0 q7x1 q7x2`."""
    return " ".join(f"{name}x{index}" for index in range(count))


def printable(count: int = 60) -> list[Pair]:
    """Cards of three notes, short and long, each of words of its own."""
    return [
        pair(
            number,
            question=words(f"q{number}", 4 + number % 9),
            answer=words(f"a{number}", 3 + number * 7 % 60),
            path=(f"note{number * 3 // (count + 1)}", f"part{number // 4}"),
            note=f"{number * 3 // (count + 1)}.md",
            cue=Cue(number, f"https://video.example/w?t={number}"),
        )
        for number in range(1, count + 1)
    ]
