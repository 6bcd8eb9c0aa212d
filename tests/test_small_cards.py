"""Twelve or sixteen cards to a sheet: short cards are small, all others are as large as they need to be."""

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from cuedeck.cards.card import Card
from cuedeck.decks.page.words import wording
from cuedeck.decks.paper.choices import Layout, PerPage
from cuedeck.decks.paper.content import content
from cuedeck.decks.paper.document import MOST, documents
from cuedeck.decks.paper.fit import fit
from cuedeck.decks.paper.job import job
from cuedeck.decks.paper.print_card import Misfit, Reason, leaves
from cuedeck.notes.cue import Cue
from tests.build_cards import card, face, with_entries
from tests.vaults import run, sea

LINKED = Cue(81, "https://www.youtube.com/watch?v=cuedeck0001&t=81s")
SENTENCE = "Warm air holds more water than cold air. "
ENTRY = {PerPage.EIGHT: (95.0, 68.25), PerPage.TWELVE: (63.33, 68.25), PerPage.SIXTEEN: (47.5, 68.25)}


def short(count: int = 20) -> list[Card]:
    """Cards of a few words, each with a code."""
    return [replace(card(f"g{number}", f"What is {number}?", "Water"), cue=LINKED) for number in range(1, count + 1)]


def answering(html: str, cue: Cue | None = LINKED) -> Card:
    """A card with an answer."""
    return replace(card("long", "What is long?"), answer=face("plain", html), cue=cue)


def printed(cards: Sequence[Card], number: PerPage) -> tuple[list[str], tuple[Misfit, ...]]:
    """The documents of cards on paper of so many, and those that are not printed like the others."""
    wanted = job(Layout.CARDS, per_page=number)
    ready, lacking = leaves(with_entries(*cards), images={}, codes=wanted.codes)
    made, misfits = documents("Sky", ready, wanted, wording("en"))
    return [document.html for document in made], (*lacking, *misfits)


def sizes(html: str) -> set[tuple[float, float]]:
    """Width and height of the cards on a page, in millimetres."""
    places = {
        name: (round(float(width), 2), round(float(height), 2))
        for name, width, height in re.findall(r"\.(p\d+) \{[^}]*width: ([\d.]+)mm; height: ([\d.]+)mm", html)
    }
    return {places[name] for name in re.findall(r'<article class="a (p\d+)', html)}


@pytest.mark.parametrize("number", ENTRY)
def test_a_sheet_holds_as_many_as_are_asked_for(number: PerPage) -> None:
    """Short cards all have that size, with their codes."""
    (html,), misfits = printed(short(), number)
    assert misfits == ()
    assert sizes(html) == {ENTRY[number]}
    assert len(re.findall(r'<section class="page">', html)) == 2 * -(-20 // int(number))
    assert html.count('alt="QR"') == 20


@pytest.mark.parametrize("number", [PerPage.TWELVE, PerPage.SIXTEEN])
@pytest.mark.parametrize(
    "html",
    [
        SENTENCE * 8,
        "Donaudampfschifffahrtselektrizitätenhauptbetriebswerk",
        "<pre><code>print(sum(range(10)),sum(range(20)),sum(range(30)))</code></pre>",
        "<table><tr><th>Temperature</th><th>Precipitation</th><th>Evaporation</th><th>Condensation</th></tr></table>",
    ],
    ids=["text", "word", "code", "table"],
)
def test_what_is_too_long_for_a_small_card_stands_on_a_usual_one(number: PerPage, html: str) -> None:
    """It is named, keeps its code, and is neither cut nor set in small type."""
    (page,), misfits = printed([*short(3), answering(html)], number)
    assert misfits == (Misfit(4, Reason.LARGER),)
    assert sizes(page) == {ENTRY[number], ENTRY[PerPage.EIGHT]}
    assert page.count('alt="QR"') == 4


@pytest.mark.parametrize(
    ("html", "number"),
    [
        ("Water", PerPage.SIXTEEN),
        ("Donaudampfschifffahrtsgesellschaft", PerPage.TWELVE),
        (SENTENCE * 8, PerPage.EIGHT),
    ],
)
def test_the_number_can_be_left_to_the_cards(html: str, number: PerPage) -> None:
    """The most of which every card fits, so that no card is larger than its neighbours."""
    (page,), misfits = printed([*short(3), answering(html)], PerPage.AUTO)
    assert misfits == ()
    assert sizes(page) == {ENTRY[number]}


def test_all_parts_of_a_deck_have_one_size(monkeypatch: pytest.MonkeyPatch) -> None:
    """One long card in the second file decides for the first as well."""
    monkeypatch.setattr("cuedeck.decks.paper.document.MOST", 10)
    pages, _ = printed([*short(15), answering(SENTENCE * 8)], PerPage.AUTO)
    assert [sizes(page) for page in pages] == [{ENTRY[PerPage.EIGHT]}] * 2
    assert MOST == 1000


def test_no_word_is_broken_where_that_is_asked_for() -> None:
    """A smaller size is taken, or none."""
    word = content("Photosynthesis")
    usual, whole = fit(word, 25, 60), fit(word, 25, 60, unbroken=True)
    assert usual is not None
    assert whole is not None
    assert whole.size < usual.size
    assert fit(content("x" * 99), 25, 60, unbroken=True) is None
    assert fit(content("<ul><li>" + "x" * 99 + "</li></ul>"), 25, 60, unbroken=True) is None


def test_the_number_is_an_option_of_the_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Eight without it; what there is no layout for is refused."""
    monkeypatch.chdir(tmp_path)
    vault = sea(tmp_path)
    for given, number in (
        ((), PerPage.EIGHT),
        (("--per-page", "12"), PerPage.TWELVE),
        (("--per-page", "auto"), PerPage.SIXTEEN),
    ):
        assert run("sheet", vault, "-o", "out", *given) == 0
        assert sizes(Path("out/sky-cards.html").read_text("utf-8")) == {ENTRY[number]}
    capsys.readouterr()
    assert run("sheet", vault, "-o", "out", "--per-page", "10") == 2
    assert run("sheet", vault, "-o", "out", "--per-page", "12", "--layout", "fold") == 2
    assert "only the layout `cards` takes --per-page, not `fold`" in capsys.readouterr().err
