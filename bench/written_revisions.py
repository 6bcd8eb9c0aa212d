"""Whether cards that rest on a sentence of a note still do after a real edit of the note.

    python -m bench.written_revisions FOLDER [--lost] [--near]

FOLDER is that of `bench.revisions`. Each sentence of the old note gives a card that quotes it and answers with its second
half. Its sentence survives where one of the new note has at least 90 % of its letters. `--lost` prints the cards whose
sentence survives and that are on it no more, `--near` the sentences that cards rest on although these have other letters.
"""

import argparse
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz.fuzz import ratio

from cuedeck.cards.identity import normalise
from cuedeck.cards.written import Written
from cuedeck.decks.app.homes import housed
from cuedeck.decks.app.opening import Opened
from cuedeck.extract.parser.parser import NoParser
from cuedeck.extract.parser.sentences import bounds
from cuedeck.extract.text.place import places
from cuedeck.extract.text.wanted import wanted
from cuedeck.extract.written.anchors import grounds
from cuedeck.extract.written.drafts import Drafted, drafted
from cuedeck.notes.blocks import Code
from cuedeck.notes.config import Config, Limits
from cuedeck.notes.note import Note
from cuedeck.notes.reader import read_text
from cuedeck.notes.vault import File

_ALIKE = 90
_FEWEST_WORDS = 6
_LIMITS = Limits(question=999, answer=999)
_GONE = "its sentence says something else now"


@dataclass(frozen=True, slots=True)
class _Kept:
    """What became of one card."""

    quote: str
    best: str
    """The sentence of the new note that is most like what it quotes."""
    alike: float
    """Per cent of letters in common."""
    rests_on: str | None
    """The sentence that it rests on now."""


def _pairs(folder: Path) -> Iterator[tuple[str, list[_Kept]]]:
    """What became of the cards of each pair of notes, with the class of the edit."""
    for meta in sorted(folder.glob("*/*/meta.json")):
        facts = json.loads(meta.read_text("utf-8"))
        old, new = (_opened(meta.parent / f"{side}.md", facts[f"{side}_path"]) for side in ("old", "new"))
        before, after = _note(old), _note(new)
        if before is not None and after is not None:
            cards = [_card(before.path, quote) for quote in _sentences(before)]
            yield meta.parent.parent.name, list(_kept(cards, new, after))


def _opened(file: Path, path: str) -> Opened:
    return Opened(File(file, path, path.partition("/")[0]))


def _note(opened: Opened) -> Note | None:
    source = opened.source
    if not isinstance(source, str):
        return None
    note = read_text(source, path=opened.file.path, deck=opened.file.deck, config=Config())
    return note if isinstance(note, Note) else None


def _sentences(note: Note) -> list[str]:
    """The texts of a note but for code."""
    found = grounds(places(wanted(note), NoParser(), None))
    said = (one for one in found if one.place.block is not None and not isinstance(one.place.block, Code))
    parts = (one.text.plain[start:end].strip() for one in said for start, end in bounds(one.text))
    return [part for part in dict.fromkeys(parts) if len(part.split()) >= _FEWEST_WORDS]


def _card(note: str, quote: str) -> Written:
    words = quote.split()
    half = len(words) // 2
    asked, answer = " ".join(words[:half]), " ".join(words[half:])
    return Written(note=note, quote=quote, question=f"What about {asked}?", answer=answer, by="bench")


def _kept(cards: Sequence[Written], opened: Opened, note: Note) -> Iterator[_Kept]:
    (home,), _ = housed([opened], cards)
    within = grounds(places(wanted(note), NoParser(), None))
    found = {one.written.quote: one for one in drafted(note, within, home.written, _LIMITS) if isinstance(one, Drafted)}
    new = {normalise(sentence): sentence for sentence in _sentences(note)}
    for card in cards:
        said = normalise(card.quote)
        best = max(new, key=lambda sentence: ratio(said, sentence), default="")
        own = found.get(card.quote)
        stands = own is not None and _GONE not in own.reasons
        yield _Kept(
            card.quote, new.get(best, ""), ratio(said, best), own.draft.statement.plain if own and stands else None
        )


def main(arguments: Sequence[str] | None = None) -> int:
    """Print for each class of edit how many cards stay on their sentence."""
    parser = argparse.ArgumentParser(prog="bench.written_revisions", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--lost", action="store_true")
    parser.add_argument("--near", action="store_true")
    options = parser.parse_args(arguments)
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for kind, cards in _pairs(options.folder):
        for card in cards:
            survives = card.alike >= _ALIKE
            for name in (kind, "all"):
                counts[name] += Counter(cards=1, survive=survives, stay=survives and card.rests_on is not None)
            if options.lost and survives and card.rests_on is None:
                _print(f"    {kind}, {card.alike:.0f}: {card.quote}\n        {card.best}")
            if options.near and card.rests_on is not None and normalise(card.quote) not in normalise(card.rests_on):
                _print(f"    {kind}, {card.alike:.0f}: {card.quote}\n        {card.rests_on}")
    for name, count in sorted(counts.items()):
        share = f" ({count['stay'] / count['survive']:.2%})" if count["survive"] else ""
        _print(f"{name:24} {count['cards']:6} cards, {count['survive']:6} survive, {count['stay']:6} stay{share}")
    return 0


def _print(line: str) -> None:
    sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    raise SystemExit(main())
