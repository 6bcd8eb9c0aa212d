"""The examples of a specification of Markdown as notes: `python -m bench.specs FILE...`, run by hand.

FILE is the `spec.txt` of CommonMark or GFM, or the JSON that CommonMark makes of it. Each example is a note, bare and
under front matter, and the answer of a card. Printed are crashes, the slowest example, and the answers in which a sign of
Markdown or HTML is left over that the specification does not show either.
"""

from __future__ import annotations

import json
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from tempfile import TemporaryDirectory

from cuedeck.cards.card import Card, Kind
from cuedeck.decks.app.collection import Collection
from cuedeck.decks.app.pipeline import collect
from cuedeck.decks.page.typeset import typeset
from cuedeck.notes.vault import Vault

_EXAMPLE = re.compile(r"^`{32} example[^\n]*\n(.*?)^\.\n(.*?)^`{32}$", re.MULTILINE | re.DOTALL)
_ASKED = "What does it show?"
_FRAMES = ("{}", "---\ntitle: Bees\n---\n{}", f"<details>\n<summary>{_ASKED}</summary>\n\n{{}}\n\n</details>\n")
_SIGNS = re.compile(r"[*_`~<>\[\]#|\\]")


@dataclass(frozen=True, slots=True)
class Example:
    """One example of a specification."""

    number: int
    markdown: str
    shown: str
    """The text that its HTML shows."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one example."""

    example: Example
    seconds: float
    crash: str
    answer: str | None
    """Of the card that it is the answer of; None where there is no card."""

    @property
    def left(self) -> str:
        """The signs of its answer that the specification does not show."""
        more = Counter(_SIGNS.findall(self.answer or "")) - Counter(_SIGNS.findall(self.example.shown))
        return "".join(sorted(more.elements()))


def main(files: Sequence[str]) -> int:
    """Print what becomes of the examples of some files; 1 where any crashed."""
    crashes = 0
    for file in files:
        outcomes = [_outcome(example) for example in examples(Path(file).read_text("utf-8"))]
        print("\n".join(_told(file, outcomes)), flush=True)  # noqa: T201 - what this command is for
        crashes += sum(bool(outcome.crash) for outcome in outcomes)
    return 1 if crashes else 0


def examples(text: str) -> Iterator[Example]:
    """The examples that a specification holds, numbered from 1."""
    if text.lstrip().startswith("["):
        pairs = [(one["markdown"], one["html"]) for one in json.loads(text)]
    else:
        pairs = [(found[1].replace("→", "\t"), found[2].replace("→", "\t")) for found in _EXAMPLE.finditer(text)]
    return (Example(number, markdown, _shown(html)) for number, (markdown, html) in enumerate(pairs, 1))


def _outcome(example: Example) -> Outcome:
    start, crashes, answer = time.process_time(), "", None
    for frame in _FRAMES:
        try:
            found = _collected(frame.format(example.markdown))
        except Exception as error:  # noqa: BLE001 - whatever comes is what is looked for
            crashes += f"{type(error).__name__}: {error}"
            continue
        crashes += "".join(one.reason for one in found.problems if one.reason.startswith("internal error"))
        answer = next((_answer(card) for card in found.cards if _ASKED in card.question.plain), answer)
    return Outcome(example, time.process_time() - start, crashes, answer)


def _collected(note: str) -> Collection:
    with TemporaryDirectory() as folder:
        Path(folder, "note.md").write_text(note, "utf-8")
        vault = Vault.around(Path(folder))
        return collect(vault.files(Path(folder)), vault.config)


def _answer(card: Card) -> str:
    typeset(card.answer.html)
    return card.answer.plain if card.kind is not Kind.CLOZE else card.question.plain


class _Words(HTMLParser):
    """Gathers the text of HTML, that of its comments left out, and what stands for pictures."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []

    def handle_data(self, data: str) -> None:
        """Take a text."""
        self.words.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take what stands for a picture."""
        self.words += [said or "" for name, said in attrs if (tag, name) == ("img", "alt")]


def _shown(html: str) -> str:
    words = _Words()
    words.feed(html)
    words.close()
    return "".join(words.words)


def _told(file: str, outcomes: Sequence[Outcome]) -> Iterator[str]:
    slowest = max(outcomes, key=lambda one: one.seconds)
    answers = sum(one.answer is not None for one in outcomes)
    crashed, left = [one for one in outcomes if one.crash], [one for one in outcomes if one.left]
    yield (
        f"{file}: {len(outcomes)} examples, {len(crashed)} crashes, slowest {slowest.seconds:.2f} s "
        f"(example {slowest.example.number}), {answers} are answers, signs left over in {len(left)}"
    )
    yield from (f"    {one.example.number}: {one.crash}" for one in crashed)
    yield from (f"    {one.example.number}: {one.left} in {one.answer!r} of {one.example.markdown!r}" for one in left)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
