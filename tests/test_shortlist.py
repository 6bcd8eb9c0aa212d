"""Few of many texts are looked at, and what says the same is among them."""

from itertools import pairwise
from random import Random

from cuedeck.cards.shortlist import Shortlist
from cuedeck.cards.similarity import letters_shared

WORDS = "amber basin cedar delta ember fjord grove haven inlet joint kelp lagoon moor nook oasis pond quay reef".split()


def texts(number: int, length: int = 5) -> list[str]:
    """Texts of a few words, no two in the same order."""
    random = Random(7)  # noqa: S311 - nothing secret
    return [f"{' '.join(random.choices(WORDS, k=length))} w{at}" for at in range(number)]


def of(given: list[str]) -> Shortlist:
    """A shortlist of texts by their places."""
    made = Shortlist(0.7)
    for at, text in enumerate(given):
        made.add(at, text)
    return made


def test_among_few_texts_every_one_that_is_alike_is_told() -> None:
    """All that share seven letters of ten, in the order they came."""
    given = texts(60, length=2)
    among = of(given)
    for text in given:
        assert among.like(text) == [at for at, other in enumerate(given) if letters_shared(text, other) >= 0.7]


def test_among_many_texts_one_that_was_edited_is_told() -> None:
    """Of a thousand, the same words with one of them replaced."""
    given = [f"{one} stone {at} {other} brook of the {at + 1}" for at, (one, other) in enumerate(pairwise(texts(1001)))]
    among = of(given)
    for at in range(0, 1000, 37):
        assert at in among.like(given[at].replace("brook", "stream"))


def test_among_many_texts_few_are_looked_at() -> None:
    """However many have words in common; the very same text is one of them."""
    among = of([*texts(3000), "low"])
    assert len(among.like(texts(1)[0])) <= 50
    assert among.like("Low") == [3000]


def test_enumerations_are_alike_in_whatever_order() -> None:
    """Their letters tell nothing."""
    assert of(["elephant; ox", "a sentence on elephants"]).like("ox; elephant") == [0]
