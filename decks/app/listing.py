"""Cards, findings and reports as text for people and as JSON for scripts."""

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from cuedeck.cards.card import Card, Tier
from cuedeck.cards.changes import Fate
from cuedeck.cards.identity import normalise
from cuedeck.decks.app.build import Built, Report
from cuedeck.decks.app.finding import Finding, Sort
from cuedeck.decks.export.record import record
from cuedeck.decks.page.time_link import shown_time
from cuedeck.notes.note import Problem

if TYPE_CHECKING:
    from cuedeck.decks.app.printing import Printing

_TITLES = {
    Sort.PROBLEM: "Problems",
    Sort.REMARK: "Read as it was meant",
    Sort.CUE: "Doubtful times",
    Sort.REJECTED: "Rejected candidates",
    Sort.UNCOVERED: "Notes, sentences and timestamps on no card",
    Sort.ORPHAN: "Decisions in cards.yaml whose card is gone, and written cards whose sentence is",
}
_SHOWN = 40
"""Notes without cards that are named in a sentence; more nobody reads there."""


def card_json(card: Card) -> str:
    """A card as one line of JSON."""
    return _json(record(card))


def card_text(card: Card) -> str:
    """A card as a few lines: question, answer, where and when."""
    time = [] if card.cue is None else [f"{shown_time(card.cue)} {card.cue.url or ''}".rstrip()]
    offered = [f"offered: {card.doubt}" if card.doubt else "offered"] if card.tier is Tier.OFFERED else []
    source = " · ".join([" › ".join(card.context), *time, f"{card.note}:{card.line}", *offered])
    return f"{card.question.plain}\n    {card.answer.plain}\n    {source.removeprefix(' · ')}\n"


def holds(card: Card, text: str) -> bool:
    """Whether a card says a text, case and punctuation aside."""
    return normalise(text) in normalise(f"{card.front} {card.answer.plain}")


def finding_json(finding: Finding) -> str:
    """A finding as one line of JSON."""
    record = {"type": finding.sort, "note": finding.note, "line": finding.line, "reason": finding.reason}
    return _json(record | {"text": finding.text})


def findings_text(findings: tuple[Finding, ...], vault: Path) -> Iterator[str]:
    """Findings as lines of text, grouped by what they are about."""
    for sort, group in groupby(findings, key=lambda finding: finding.sort):
        own = list(group)
        yield f"{_TITLES[sort]}: {len(own)}"
        for finding in own:
            yield f"  {place(vault, finding.note, finding.line)}: {finding.reason}"
            if finding.text:
                yield f"      {finding.text}"
        yield ""


def report_json(report: Report) -> str:
    """A report as one line of JSON."""
    problems = [{"note": one.note, "line": one.line, "reason": one.reason} for one in report.problems]
    return _json(
        {
            "notes": report.notes,
            "cards": report.cards,
            "offered": report.offered,
            "decks": [_deck(built) for built in report.decks],
            "changes": report.changes,
            "problems": problems,
            "without_cards": report.barren,
            "seconds": report.seconds,
        }
        | ({} if report.single is None else {"single": str(report.single)})
    )


def report_text(report: Report) -> Iterator[str]:
    """A report as lines of text: each deck, then all together."""
    for built in report.decks:
        yield f"{built.deck}: {count(built.cards, 'card')} ({_changes(built.changes)})"
        yield f"    {built.apkg}, {built.sheet}{'' if built.written else ' (not touched)'}"
    joint = [str(path) for path in (report.single, report.index) if path is not None]
    if joint:
        yield f"all decks: {', '.join(joint)}"
    notes = count(report.notes, "note")
    yield f"{count(report.cards, 'card')} from {notes} in {report.seconds:.1f} seconds"


def cache_text(file: Path, size: int) -> Iterator[str]:
    """Where the cache lies, and how large it is in bytes."""
    if size:
        yield f"what was read is remembered in {file} ({size / 1e6:.1f} MB), which may be deleted at any time"


def offered_text(offered: int) -> Iterator[str]:
    """How many cards are only offered, and how to take them; nothing where none are."""
    if offered:
        are = "more card is" if offered == 1 else "more cards are"
        ways = "`cuedeck cards --all` shows them, `cuedeck keep GUID` takes one, `cards: all` in cuedeck.yaml takes all"
        yield f"{offered} {are} offered: {ways}"


def barren_text(notes: Sequence[str]) -> Iterator[str]:
    """Which notes give no card; nothing where all do."""
    if notes:
        named = ", ".join(notes[:_SHOWN])
        more = f" and {len(notes) - _SHOWN} more" if len(notes) > _SHOWN else ""
        give = "1 note gives" if len(notes) == 1 else f"{len(notes)} notes give"
        yield f"{give} no card to a deck ({named}{more}): `cuedeck check` tells why"


def lost_text(lost: int) -> Iterator[str]:
    """How many written cards rest on nothing any more; nothing where none do."""
    if lost:
        rest = "written card rests on a sentence" if lost == 1 else "written cards rest on sentences"
        yield f"{lost} {rest} that the notes do not have any more: `cuedeck check` names what is lost"


def printing_text(printing: "Printing") -> Iterator[str]:
    """What was made to be printed: for each deck its cards, its pages and its files."""
    for deck in printing.decks:
        pages = "" if deck.pages is None else f" on {count(deck.pages, 'page')}"
        yield f"{deck.deck}: {count(deck.cards, 'card')}{pages}"
        yield f"    {', '.join(os.path.relpath(file) for file in deck.files)}"


def problem_text(problem: Problem, vault: Path) -> str:
    """A problem as `file:line: reason`."""
    return f"{place(vault, problem.note, problem.line)}: {problem.reason}"


def place(vault: Path, note: str, line: int) -> str:
    """A line of a note as a terminal can open it: relative to the working directory where it lies below that."""
    path, here = vault / note, Path.cwd()
    return f"{os.fspath(path.relative_to(here) if path.is_relative_to(here) else path)}:{line}"


def _json(record: Mapping[str, object]) -> str:
    return json.dumps(record, ensure_ascii=False)


def _deck(built: Built) -> dict[str, object]:
    paths = {"apkg": str(built.apkg), "sheet": str(built.sheet), "ledger": str(built.ledger)}
    return {"deck": built.deck, "cards": built.cards} | paths


def count(number: int, noun: str) -> str:
    """A number with its noun: `1 card`, `2 cards`."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _changes(counts: Mapping[str, int]) -> str:
    changed = [f"{number} {fate}" for fate, number in counts.items() if number and fate != Fate.KEPT]
    return ", ".join(changed) or "nothing changed"
