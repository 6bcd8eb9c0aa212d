"""What studying costs: how long the first card takes, and each next one, and how much memory, with many of them.

    python -m bench.studying [--cards N] [--reviews N] [--runs N]

Makes a vault of cards that their writer marked up, builds it, and draws reviews of them over two years. Then it is opened
as `cuedeck study` opens it, each time by a process of its own, which rates cards: once where no review was read before,
then as often as `runs` says. Medians, in seconds of processor time: that of the first card from the beginning of the
process on, all of them with what is read beside.
"""

import argparse
import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from random import Random
from statistics import median
from subprocess import run
from tempfile import TemporaryDirectory

_CARDS_OF_NOTE, _NOTES_OF_DECK = 50, 100
_TWO_YEARS = 63_072_000
"""Seconds."""
_RATED = 30
"""Cards that each process rates."""
_MEASURES = ("first card", "next card", "statistics", "MB")


def main() -> int:
    """Measure, and print a line for each sort of run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cards", type=int, default=20_000)
    parser.add_argument("--reviews", type=int, default=200_000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--study", nargs=2, type=Path, metavar=("NOTES", "DIR"), help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.study:
        sys.stdout.write(" ".join(f"{figure:.3f}" for figure in study(*given.study)))
        return 0
    with TemporaryDirectory() as folder:
        os.environ["CUEDECK_CACHE"] = f"{folder}/cache"
        notes, directory = Path(folder, "notes"), Path(folder, "decks")
        write(notes, given.cards)
        draw(notes, directory, given.reviews)
        _say(f"{'':12}{''.join(f'{name:>12}' for name in _MEASURES)}")
        _tell("none read", [_study_beside(notes, directory)])
        _tell("usual", [_study_beside(notes, directory) for _ in range(given.runs)])
    return 0


def write(notes: Path, cards: int) -> None:
    """Write notes with so many cards."""
    random = Random(1)  # noqa: S311 - nothing secret
    words = "cell water energy market price signal wave force rate model data memory layer surface process".split()
    for number in range(cards // _CARDS_OF_NOTE):
        file = notes / f"deck {number // _NOTES_OF_DECK}" / f"note {number}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        lines = (
            f"What is the {random.choice(words)} {number} {at}?::The {random.choice(words)} of {random.random()}"
            for at in range(_CARDS_OF_NOTE)
        )
        file.write_text(f"# Note {number}\n\n" + "\n\n".join(lines) + "\n", "utf-8")


def draw(notes: Path, directory: Path, count: int) -> None:
    """Build the decks, and write so many reviews of nearly all of their cards, in the order of their times."""
    from cuedeck.decks.app.memory import remembering  # noqa: PLC0415 - so that a process counts what it loads
    from cuedeck.decks.app.study_deck import StudyDeck  # noqa: PLC0415
    from cuedeck.decks.schedule import log_file  # noqa: PLC0415
    from cuedeck.decks.schedule.log import text  # noqa: PLC0415
    from cuedeck.decks.schedule.review import Rating, Review  # noqa: PLC0415

    with remembering() as memory:
        cards = StudyDeck(notes, directory, memory=memory).dealt.cards
    random = Random(2)  # noqa: S311 - nothing secret
    logs: dict[str, list[Review]] = {}
    for at in sorted(int(time.time() - random.random() * _TWO_YEARS) for _ in range(count)):
        one, rating = random.choice(cards[: len(cards) * 19 // 20]), Rating(random.choice([1, 2, 3, 3, 3, 4]))
        logs.setdefault(one.top, []).append(Review(float(at), one.guid, rating, random.randrange(60_000)))
    for top, reviews in logs.items():
        log_file.append(directory / f"{top}{log_file.ENDING}", text(reviews))


def study(notes: Path, directory: Path) -> Sequence[float]:
    """Rate some cards, and tell what was measured: seconds, and MB in the end."""
    from cuedeck.decks.app.memory import remembering  # noqa: PLC0415 - as above
    from cuedeck.decks.app.study_deck import StudyDeck  # noqa: PLC0415
    from cuedeck.decks.app.studying import Studying  # noqa: PLC0415
    from cuedeck.decks.schedule.review import Rating  # noqa: PLC0415
    from cuedeck.notes.study_settings import StudySettings  # noqa: PLC0415

    with remembering() as memory:
        studying = Studying(StudyDeck(notes, directory, memory=memory), directory, StudySettings(), memory=memory)
        card = studying.turn().card
        figures, spent = [time.process_time()], list[float]()
        for _ in range(_RATED):
            began = time.process_time()
            if card is not None:
                studying.rate(card.guid, Rating.GOOD, 1000, seen=card.seen)
            card = studying.turn().card
            spent.append(time.process_time() - began)
        began = time.process_time()
        studying.statistics()
        figures += [median(spent), time.process_time() - began]
        studying.close()
    return [*figures, _memory()]


def _memory() -> float:
    import resource  # noqa: PLC0415 - Windows has none

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1_000_000


def _study_beside(notes: Path, directory: Path) -> list[float]:
    command = [sys.executable, "-m", "bench.studying", "--study", str(notes), str(directory)]
    done = run(command, check=True, capture_output=True, text=True)  # noqa: S603 - our own command
    return [float(figure) for figure in done.stdout.split()]


def _tell(name: str, runs: Sequence[Sequence[float]]) -> None:
    figures = [median(column) for column in zip(*runs, strict=True)]
    _say(f"{name:12}{''.join(f'{figure:>12.3f}' for figure in figures[:-1])}{figures[-1]:>12.0f}")


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
