"""Plans as text for people and as JSON for scripts."""

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from pathlib import Path

from cuedeck.cards.changes import Change, Fate
from cuedeck.cards.ledger import Entry
from cuedeck.decks.app.listing import place

_TITLES = {
    Fate.EDITED: "Edited",
    Fate.MOVED: "Moved",
    Fate.NEW: "New",
    Fate.RETIRED: "Retired",
    Fate.REVIVED: "Back again",
}


def change_json(change: Change) -> str:
    """A change as one line of JSON."""
    record: dict[str, object] = {
        "change": change.change,
        "guid": change.guid,
        "number": change.number,
        "reason": change.reason,
        "score": None if change.score is None else round(change.score, 3),
    }
    card = change.card
    texts = {
        "note": None if card is None else card.note,
        "line": None if card is None else card.line,
        "question": None if card is None else card.question.plain,
        "answer": None if card is None else card.answer.plain,
    }
    return json.dumps(record | texts | {"was": None if change.was is None else _was(change.was)}, ensure_ascii=False)


def changes_text(changes: Sequence[Change], vault: Path, *, kept: int = 0) -> Iterator[str]:
    """Changes as lines of text, grouped by what becomes of the cards; kept ones, and `kept` more, are only counted."""
    for fate, title in _TITLES.items():
        own = [change for change in changes if change.change is fate]
        if not own:
            continue
        yield f"{title}: {len(own)}"
        for change in own:
            yield from _lines(change, vault)
        yield ""
    kept += sum(change.change is Fate.KEPT for change in changes)
    yield f"{kept} card{'' if kept == 1 else 's'} kept as they are"


def word_diff(before: str, after: str) -> str:
    """Both texts in one, word by word: `a [-small-] {+large+} cell`."""
    old, new = before.split(), after.split()
    words: list[str] = []
    for step, start, end, first, last in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if step == "equal":
            words += old[start:end]
            continue
        words += [f"[-{' '.join(old[start:end])}-]"] if end > start else []
        words += [f"{{+{' '.join(new[first:last])}+}}"] if last > first else []
    return " ".join(words)


def _lines(change: Change, vault: Path) -> Iterator[str]:
    card, was, score = change.card, change.was, change.score
    alike = f" ({100 * score:.0f} % alike)" if score is not None and score < 1 else ""
    where = place(vault, card.note, card.line) if card is not None else os.fspath(change.entry.note)
    yield f"  {change.number:>5}  {where}: {change.reason}{alike}"
    if card is None or was is None:
        shown = (
            (change.entry.question, change.entry.answer) if card is None else (card.question.plain, card.answer.plain)
        )
    else:
        shown = word_diff(was.question, card.question.plain), word_diff(was.answer, card.answer.plain)
    yield f"         {shown[0]}"
    yield f"           {shown[1]}"


def _was(entry: Entry) -> Mapping[str, object]:
    """A card as it was remembered; the ledger keeps no line."""
    return {"note": entry.note, "line": None, "question": entry.question, "answer": entry.answer}
