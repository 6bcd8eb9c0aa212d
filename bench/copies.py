"""A vault of any size, made of given notes: copies whose words, names and numbers differ, so that nothing is said twice."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count, islice
from pathlib import Path
from random import Random

from cuedeck.notes.vault import Vault

_SHARE = 0.5
"""Of the words that may be exchanged."""
_TOKEN = re.compile(
    r"""
    (?P<kept> <[^>]*> | `[^`]*` | \]\([^)]*\) | \[\[[^\]|]*\|? | https?://\S+ | \$[^$]*\$ | \d+:\d+(?::\d+)* )
    | (?P<word> \b[a-z]{6,}\b ) | (?P<name> (?<=[a-z,]\ )[A-Z][a-z]{3,}\b ) | (?P<number> (?<![\w.-])[1-9]\d*\b )
    """,
    re.VERBOSE,
)
"""What is left as it is (tags, code, links, formulas, times), and what may be exchanged."""
_FENCE = re.compile(r"^(?:```|~~~|---$)")
_ID = re.compile(r"(?<=video[Ii]d: )(\S+)|(?<=[?&]v=)([\w-]{11})")
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


@dataclass(frozen=True, slots=True)
class Source:
    """A note that is copied."""

    path: str
    """Relative to its vault."""
    text: str


def sources(notes: Path, *, longest: int | None = None) -> list[Source]:
    """The notes of a folder, by path; `longest` leaves out those of more words. Raises ConfigError, OSError."""
    files = Vault.around(notes).files(notes)
    found = (Source(one.path, one.file.read_text("utf-8")) for one in files)
    return [one for one in found if longest is None or len(one.text.split()) <= longest]


def copy(of: Sequence[Source], number: int, folder: Path) -> None:
    """Write so many notes: every copy of all of them is a deck, with the folders of the notes inside it."""
    for path, text in islice(_copies(of), number):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")


def _copies(of: Sequence[Source]) -> Iterator[tuple[str, str]]:
    words = _exchangeable(of)
    for round_ in count():
        for one in of:
            random = Random(f"{round_} {one.path}")  # noqa: S311 - nothing secret
            yield f"copy_{round_:04}/{one.path}", varied(one.text, words, random) if round_ else one.text


def varied(text: str, words: Mapping[str, Sequence[str]], random: Random) -> str:
    """A note of the same outline on another recording, half of whose long words, names and numbers are others."""
    recording = "".join(random.choices(_LETTERS, k=11))
    lines = _ID.sub(recording, text).split("\n")
    fenced = False
    for at, line in enumerate(lines):
        if _FENCE.match(line):
            fenced = not fenced
        elif not fenced:
            lines[at] = _TOKEN.sub(lambda found: _exchanged(found, words, random), line)
    return "\n".join(lines)


def _exchanged(found: re.Match[str], words: Mapping[str, Sequence[str]], random: Random) -> str:
    if found["kept"] or random.random() > _SHARE:
        return found[0]
    if found["number"]:
        return str(random.randint(10 ** (len(found[0]) - 1), 10 ** len(found[0]) - 1))
    return random.choice(words.get(_sort(found[0])) or (found[0],))


def _exchangeable(of: Sequence[Source]) -> dict[str, list[str]]:
    """The words of all notes, sorted, by what they may stand for."""
    sorts: defaultdict[str, set[str]] = defaultdict(set)
    for one in of:
        for found in _TOKEN.finditer(one.text):
            if found["word"] or found["name"]:
                sorts[_sort(found[0])].add(found[0])
    return {sort: sorted(own) for sort, own in sorts.items()}


def _sort(word: str) -> str:
    """Words of one ending mostly are words of one kind: what stands for each other leaves a sentence a sentence."""
    return "name" if word[0].isupper() else word[-3:]
