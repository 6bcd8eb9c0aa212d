"""A quiz of a few cards: drawn by chance, and yet the same again."""

import re
from pathlib import Path

import pytest

from cuedeck.decks.paper.draw import drawn
from tests.sheets import Pair, pair
from tests.vaults import run, sea

CARDS = [pair(number) for number in range(1, 41)]


def numbers(cards: tuple[Pair, ...]) -> list[int]:
    """Their numbers."""
    return [entry.number for _, entry in cards]


def test_so_many_cards_are_drawn_each_once() -> None:
    """In another order than that of the notes; more than there are is all there are."""
    few = numbers(drawn(CARDS, count=10, seed=1))
    assert len(few) == len(set(few)) == 10
    assert few != sorted(few)
    assert sorted(numbers(drawn(CARDS, count=99, seed=1))) == list(range(1, 41))


def test_a_seed_always_draws_the_same_and_another_draws_others() -> None:
    """Whatever Python and its random numbers do."""
    assert numbers(drawn(CARDS, count=5, seed=1)) == numbers(drawn(CARDS[::-1], count=5, seed=1))
    assert len({tuple(numbers(drawn(CARDS, count=5, seed=seed))) for seed in range(20)}) == 20


def test_every_card_has_its_chance() -> None:
    """Over many seeds each is drawn about as often as the others."""
    times = [number for seed in range(400) for number in numbers(drawn(CARDS, count=10, seed=seed))]
    assert all(60 <= times.count(number) <= 140 for number in range(1, 41))


def test_a_deck_that_grows_changes_few_cards_of_a_quiz() -> None:
    """One more card takes the place of one at most, and the others keep their order."""
    before = numbers(drawn(CARDS, count=10, seed=1))
    for more in range(41, 60):
        after = numbers(drawn([*CARDS, pair(more)], count=10, seed=1))
        assert [number for number in after if number != more] == before[: len(after) - after.count(more)]


def test_without_a_seed_the_order_is_that_of_the_notes() -> None:
    """A quiz of all cards is as it was."""
    assert numbers(drawn(CARDS, count=None, seed=None)) == list(range(1, 41))


def quiz(*options: object) -> list[int]:
    """The numbers that a quiz on the sea asks, in order."""
    assert run("sheet", "vault", "--layout", "quiz", *options) == 0
    questions = Path("decks/sea-quiz.html").read_text("utf-8").partition("Answers")[0]
    return [int(number) for number in re.findall(r'<b class="a n [^"]*">(\d+)</b>', questions)]


def test_a_quiz_asks_what_is_drawn_and_answers_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By the options of the command; the first draw is taken where no seed is named."""
    monkeypatch.chdir(tmp_path)
    sea(tmp_path)
    every = quiz()
    assert sorted(every) == list(range(1, len(every) + 1))
    few = quiz("--count", 2)
    html = Path("decks/sea-quiz.html").read_text("utf-8")
    assert len(few) == 2
    assert all(html.count(f">{number}</b>") == 2 for number in few)
    assert quiz("--count", 2, "--seed", 1) == few
    assert sorted(quiz("--seed", 3)) == sorted(every)
    assert len({tuple(quiz("--count", 3, "--seed", seed)) for seed in range(8)}) > 1


@pytest.mark.parametrize("options", [("--count", 0), ("--count", "many"), ("--seed", -1)])
def test_a_draw_that_cannot_be_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, options: tuple[object, ...]
) -> None:
    """Nothing is written."""
    monkeypatch.chdir(tmp_path)
    sea(tmp_path)
    assert run("sheet", "vault", "--layout", "quiz", *options) == 2
    assert not Path("decks").exists()
