"""How many written cards pass their gates, and how many of those with a planted fault do not.

    python -m bench.written NOTES DECKS [--seed S] [--show]

NOTES is a vault, DECKS holds `A.written.jsonl` for it. Faults are planted into the cards that pass: the answer of another
card of the section, of another section, another number, the answer turned into its opposite; the last is caught by no gate.
"""

import argparse
import random
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from cuedeck.cards.written import Written
from cuedeck.decks.app import written_files
from cuedeck.decks.app.homes import housed
from cuedeck.decks.app.opening import opened, placed
from cuedeck.extract.parser.parser import NoParser
from cuedeck.extract.text.place import places
from cuedeck.extract.text.wanted import wanted
from cuedeck.extract.written.anchors import Ground, grounds
from cuedeck.extract.written.drafts import Drafted, drafted
from cuedeck.notes.config import Limits
from cuedeck.notes.note import Note
from cuedeck.notes.reader import read_text
from cuedeck.notes.vault import Vault

_NUMBER = re.compile(r"\d+")
_VERB = re.compile(r"\b(?:is|are|was|were|can|has|have|does|do|will)\b")


@dataclass(frozen=True, slots=True)
class _Page:
    """A note with what was written on it."""

    note: Note
    within: tuple[Ground, ...]
    cards: tuple[Drafted, ...]
    lost: int

    def judged(self, card: Written) -> tuple[str, ...]:
        """The reasons against another card on the note."""
        (found,) = drafted(self.note, self.within, [card], Limits())
        return found.reasons if isinstance(found, Drafted) else ("its quote stands nowhere",)


Plant = Callable[[Drafted, Sequence[Drafted], random.Random], Written | None]
"""Gives a card a fault, or None where it can have none of the kind."""


def _same_section(card: Drafted, others: Sequence[Drafted], chance: random.Random) -> Written | None:
    return _with_answer(card, [one for one in others if one.section is card.section], chance)


def _other_section(card: Drafted, others: Sequence[Drafted], chance: random.Random) -> Written | None:
    return _with_answer(card, [one for one in others if one.section is not card.section], chance)


def _with_answer(card: Drafted, of: Iterable[Drafted], chance: random.Random) -> Written | None:
    choice = [one.written for one in of if one.written.answer != card.written.answer]
    if not choice:
        return None
    other = chance.choice(choice)
    return replace(card.written, answer=other.answer, items=other.items)


def _number(card: Drafted, _: Sequence[Drafted], __: random.Random) -> Written | None:
    answer = _NUMBER.sub(lambda match: str(int(match[0]) * 3 + 1), card.written.answer)
    return None if answer == card.written.answer or card.written.items else replace(card.written, answer=answer)


def _negated(card: Drafted, _: Sequence[Drafted], __: random.Random) -> Written | None:
    answer = _VERB.sub(lambda match: f"{match[0]} not", card.written.answer, count=1)
    return None if answer == card.written.answer or card.written.items else replace(card.written, answer=answer)


_PLANTS: dict[str, Plant] = {
    "answer of another card of the section": _same_section,
    "answer of another section": _other_section,
    "another number": _number,
    "answer turned into its opposite": _negated,
}


def _pages(notes: Path, directory: Path) -> Iterator[_Page]:
    vault = Vault.around(notes)
    found, _ = housed(opened(vault.files(notes)), written_files.read(directory).cards)
    for one in placed(found):
        if not one.written or not isinstance(one.source, str):
            continue
        note = read_text(one.source, path=one.file.path, deck=one.file.deck, config=vault.config)
        if isinstance(note, Note):
            within = grounds(places(wanted(note), NoParser(), None))
            made = list(drafted(note, within, one.written, Limits()))
            cards = tuple(card for card in made if isinstance(card, Drafted))
            yield _Page(note, within, cards, len(made) - len(cards))


def main(arguments: Sequence[str] | None = None) -> int:
    """Print what passes and what is caught."""
    parser = argparse.ArgumentParser(prog="bench.written", description=__doc__)
    parser.add_argument("notes", type=Path)
    parser.add_argument("decks", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", action="store_true", help="print good cards that are refused, and faults that pass")
    options = parser.parse_args(arguments)
    chance = random.Random(options.seed)  # noqa: S311
    pages = list(_pages(options.notes, options.decks))
    cards = [card for page in pages for card in page.cards]
    reasons = Counter(card.reasons[0] for card in cards if card.reasons)
    _print(f"{len(cards)} anchored, {sum(page.lost for page in pages)} not; {sum(reasons.values())} refused")
    for reason, number in reasons.most_common() if options.show else ():
        _print(f"    {number:3}  {reason}")
    planted: defaultdict[str, list[bool]] = defaultdict(list)
    for page in pages:
        sound = [card for card in page.cards if not card.reasons]
        for card in sound:
            for kind, plant in _PLANTS.items():
                faulty = plant(card, sound, chance)
                if faulty is not None:
                    caught = bool(page.judged(faulty))
                    planted[kind].append(caught)
                    if options.show and not caught:
                        _print(f"    passes, {kind}: {faulty.question} — {faulty.answer}")
    for kind, all_caught in planted.items():
        _print(f"{kind}: {sum(all_caught)} of {len(all_caught)} caught")
    return 0


def _print(line: str) -> None:
    sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    raise SystemExit(main())
