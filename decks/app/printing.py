"""Decks on paper: notes -> for each deck the pages to print, as HTML and, if asked for, as PDF."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from cuedeck.cards.card import Card, Kind
from cuedeck.cards.ledger import Entry
from cuedeck.cards.spacing import apart
from cuedeck.decks.app.file_names import file_name
from cuedeck.decks.app.memory import Memory
from cuedeck.decks.app.numbered import Numbered, NumberedDeck, numbered
from cuedeck.decks.app.progress import Progress, unheard
from cuedeck.decks.app.sharing import Jobs
from cuedeck.decks.app.transaction import held, write
from cuedeck.decks.page.sheet import page
from cuedeck.decks.page.words import wording
from cuedeck.decks.paper.choices import Layout
from cuedeck.decks.paper.document import Document, documents
from cuedeck.decks.paper.draw import drawn
from cuedeck.decks.paper.job import Job
from cuedeck.decks.paper.pdf import check_pdf, pdf
from cuedeck.decks.paper.print_card import Misfit, Reason, leaves
from cuedeck.notes import tags
from cuedeck.notes.config import ConfigError
from cuedeck.notes.note import Problem

_FIRST_NUMBERS = 40
"""More numbers on one line are read by nobody."""
_FIRST_CHARACTERS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Which cards are printed; a card must meet all that is given, by any of its values."""

    tags: tuple[str, ...] = ()
    """Tags, which also stand for those below them: `a` for `a/b` and `a::b`."""
    sections: tuple[str, ...] = ()
    """Texts that the title of the note or a heading above the card holds."""
    kinds: tuple[Kind, ...] = ()

    def takes(self, card: Card) -> bool:
        """Whether the card is printed."""
        return (
            (not self.tags or any(_is_tagged(card, tag) for tag in self.tags))
            and (not self.sections or any(_stands_under(card, section) for section in self.sections))
            and (not self.kinds or card.kind in self.kinds)
        )


def choose(*, tags: Sequence[str] = (), sections: Sequence[str] = (), kinds: Sequence[str] = ()) -> Choice:
    """The choice that a user names. Raises ConfigError for a kind that there is none of."""
    known = [kind.value for kind in Kind]
    for kind in kinds:
        if kind not in known:
            raise ConfigError(f"unknown kind `{kind}`; kinds are {', '.join(known)}")
    return Choice(tags=tuple(tags), sections=tuple(sections), kinds=tuple(map(Kind, kinds)))


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedDeck:
    """One deck as it is printed."""

    deck: str
    cards: int
    pages: int | None
    """None where the browser, or the PDF engine, tells the pages."""
    files: tuple[Path, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Printing:
    """What was made to be printed."""

    vault: Path
    notes: int
    cards: int
    """How many cards the decks have, printed or not."""
    offered: int
    """How many cards wait for their user to take them."""
    decks: tuple[PrintedDeck, ...]
    """Those of which cards were chosen, by name."""
    problems: tuple[Problem, ...]
    remarks: tuple[str, ...]
    """What else the user should know, a sentence each: numbers that no ledger has, cards that do not fit."""


def print_decks(  # noqa: PLR0913 - each is an option
    notes: Path,
    directory: Path,
    job: Job,
    *,
    choice: Choice | None = None,
    all_cards: bool = False,
    jobs: Jobs = 1,
    progress: Progress = unheard,
    memory: Memory | None = None,
) -> Printing:
    """Write the pages of each deck that the notes of a folder or file belong to into a directory.

    A deck `A` becomes `A-<layout>.html`, or `A-<layout>-1.html` and so on where it has more than a thousand cards.
    Notes and ledgers are only read. `all_cards` is that of `plan`. Raises ConfigError, LedgerError and OSError, and then nothing is written.
    """
    if job.as_pdf:
        check_pdf()
    found = numbered(notes, directory, jobs=jobs, progress=progress, all_cards=all_cards, memory=memory)
    choice = choice or Choice()
    chosen = [(deck, _chosen(deck, choice, job)) for deck in found.decks]
    made = [_made(deck, cards, found, directory, job) for deck, cards in chosen if cards]
    with held(directory, make=True):
        write(directory, (file for one in made for file in one.files))
    return Printing(
        vault=found.vault,
        notes=found.notes,
        cards=sum(len(deck.cards) for deck in found.decks),
        offered=found.offered,
        decks=tuple(one.deck for one in made),
        problems=found.problems,
        remarks=(*found.remarks, *(remark for one in made for remark in one.remarks)),
    )


def _chosen(deck: NumberedDeck, choice: Choice, job: Job) -> tuple[tuple[Card, Entry], ...]:
    """The cards of a deck that are printed, in the order of their pages."""
    return drawn([pair for pair in deck.cards if choice.takes(pair[0])], count=job.count, seed=job.seed)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Made:
    """The files of a deck before they are written."""

    deck: PrintedDeck
    files: tuple[tuple[Path, bytes], ...]
    remarks: tuple[str, ...]


def _made(deck: NumberedDeck, cards: Sequence[tuple[Card, Entry]], found: Numbered, directory: Path, job: Job) -> _Made:
    pages, misfits = _pages(deck, cards, found, job)
    files, missing = _files(deck, pages, directory, job)
    printed = PrintedDeck(
        deck=deck.name,
        cards=len(cards),
        pages=None if job.layout is Layout.SHEET else sum(page.pages for page in pages),
        files=tuple(path for path, _ in files),
    )
    return _Made(deck=printed, files=tuple(files), remarks=tuple(_remarks(deck, misfits, missing)))


def _pages(
    deck: NumberedDeck, cards: Sequence[tuple[Card, Entry]], found: Numbered, job: Job
) -> tuple[tuple[Document, ...], tuple[Misfit, ...]]:
    if job.layout is Layout.SHEET:
        size = f"{job.paper.width:g}mm {job.paper.height:g}mm"
        html = page(
            deck.name, cards, images=found.images, languages=found.languages, interface=found.interface, paper=size
        )
        return (Document(html=html, pages=0),), ()
    learned = [cards[at] for at in apart([card for card, _ in cards])]
    ready, without_code = leaves(learned, images=found.images, languages=found.languages, codes=job.codes)
    made, misfits = documents(deck.name, ready, job, wording(found.interface))
    return made, (*without_code, *misfits)


def _files(
    deck: NumberedDeck, pages: Sequence[Document], directory: Path, job: Job
) -> tuple[list[tuple[Path, bytes]], str]:
    """The files of a deck and what they hold, and the characters that its PDF has no font for."""
    found: list[tuple[Path, bytes]] = []
    missing = ""
    for number, document in enumerate(pages, 1):
        part = f"-{number}" if len(pages) > 1 else ""
        stem = f"{file_name(deck.name)}-{job.layout}{part}"
        found.append((directory / f"{stem}.html", document.html.encode()))
        if job.as_pdf:
            made = pdf(document.html)
            found.append((directory / f"{stem}.pdf", made.data))
            missing += made.missing
    return found, "".join(dict.fromkeys(missing))


def _remarks(deck: NumberedDeck, misfits: Sequence[Misfit], missing: str) -> Iterator[str]:
    """What there is to say of a deck's numbers, its fonts, and its cards that are not printed like the others."""
    if deck.remark:
        yield deck.remark
    if missing:
        few = f"{missing[:_FIRST_CHARACTERS]}{'…' * (len(missing) > _FIRST_CHARACTERS)}"
        yield f"deck {deck.name}: no font here has {few}, so the PDF shows boxes; install one, or print the .html file"
    order = list(Reason)
    for reason, group in groupby(sorted(misfits, key=lambda one: order.index(one.reason)), key=lambda one: one.reason):
        numbers = sorted(misfit.number for misfit in group)
        named = ", ".join(map(str, numbers[:_FIRST_NUMBERS]))
        more = f" and {len(numbers) - _FIRST_NUMBERS} more" if len(numbers) > _FIRST_NUMBERS else ""
        yield f"deck {deck.name}: {len(numbers)} card{'s' * (len(numbers) != 1)} {reason.value}: {named}{more}"


def _is_tagged(card: Card, tag: str) -> bool:
    return any(tags.lies_under(own, tag) for own in card.tags)


def _stands_under(card: Card, section: str) -> bool:
    return any(section.casefold() in heading.casefold() for heading in card.path)
