"""A large deck: its page leads to parts that each work alone."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby, pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bench.big_cards import cards
from cuedeck.cards.changes import reconcile
from cuedeck.decks.app.deck_files import Shelf
from cuedeck.decks.app.page_files import page_files
from cuedeck.decks.app.recipes import of_notes
from cuedeck.decks.app.transaction import Content, held, write
from cuedeck.decks.page.parts import MOST, in_parts, pages
from cuedeck.decks.page.sheet import page
from cuedeck.notes.config import ConfigError
from tests.sheets import Pair, cells, pair
from tests.vaults import state

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page


def many(number: int, *, notes_of_deck: int = 5) -> list[Pair]:
    """Cards of a large deck with their entries."""
    found = list(cards(number, notes_of_deck=notes_of_deck))
    entries = reconcile({}, {"A": found}, now=1_700_000_000)["A"].entries
    return [(card, entries[card.guid]) for card in found]


def made(pairs: list[Pair], **options: object) -> dict[str, str]:
    """All pages of a deck named A, by path."""
    made = pages("A", pairs, name="A", folder="A.pages", images={}, **options)  # type: ignore[arg-type]
    return {page.file: page.html() for page in made}


def files(directory: Path, pairs: list[Pair]) -> Iterator[tuple[Path, Content | None]]:
    """What a build writes for the pages of a deck named A."""
    made = page_files(Shelf(directory, "A", None), pairs, of_notes(pairs, {}), images={}, languages={}, interface="en")
    return ((file.path, file.content) for file in made)


def build(directory: Path, pairs: list[Pair]) -> tuple[Path, ...]:
    """Write them as a build does."""
    with held(directory, make=True):
        return write(directory, files(directory, pairs))


LARGE = many(2600)


# What becomes a part


def test_up_to_a_thousand_cards_are_one_page() -> None:
    """The very page that it always was."""
    few = many(MOST)
    assert made(few) == {"A.html": page("A", few, images={})}


def test_every_card_is_on_one_part_in_reading_order() -> None:
    """A part has no more than a thousand, and no note is cut in two."""
    parts = in_parts(LARGE)
    assert [one for part in parts for one in part] == LARGE
    assert all(0 < len(part) <= MOST for part in parts)
    notes = [note for part in parts for note in dict.fromkeys(card.note for card, _ in part)]
    assert len(notes) == len(set(notes))


def test_parts_end_with_a_deck_where_they_can() -> None:
    """A deck inside the deck is cut only where its part would be less than half full."""
    ends = [card.deck for part in in_parts(LARGE) for card, _ in part]
    decks = [deck for deck, _ in groupby(ends)]
    assert len(decks) == len(set(decks))
    shared = [{card.deck for card, _ in part} for part in in_parts(LARGE)]
    assert not any(one & other for one, other in pairwise(shared))


def test_a_note_larger_than_a_page_is_cut() -> None:
    """Into parts of a thousand."""
    assert [len(part) for part in in_parts([pair(at) for at in range(1, 2501)])] == [1000, 1000, 500]


def test_the_same_cards_give_the_same_pages() -> None:
    """Byte by byte; numbers stay those of the ledger."""
    assert made(LARGE) == made(list(LARGE))
    shown = [number for file, html in made(LARGE).items() if file != "A.html" for number in cells(html, "number")]
    assert sorted(map(int, shown)) == [entry.number for _, entry in LARGE]


def test_titles_cannot_become_markup() -> None:
    """Titles and decks are shown letter by letter on the page of all parts, too."""
    evil = "</style><script>alert(1)</script>"
    pairs = [(replace(card, path=(evil,), deck=f"A::{evil}"), entry) for card, entry in LARGE]
    html = made(pairs)["A.html"]
    assert html.count("<script") == html.count("</script>") == html.count("</style>") == 1


def test_links_lead_from_part_to_part() -> None:
    """And back to the page of all; the first has none before it, and the last none behind it."""
    found = made(LARGE, interface="de")
    links = {
        file: re.findall(r'<a href="([^"#h][^"]*)"(?: rel="(?:prev|next)")?>', html) for file, html in found.items()
    }
    assert list(found) == ["A.pages/01.html", "A.pages/02.html", "A.pages/03.html", "A.html"]
    assert links["A.pages/01.html"] == ["../A.html", "02.html"] * 2
    assert links["A.pages/02.html"] == ["01.html", "../A.html", "03.html"] * 2
    assert links["A.pages/03.html"] == ["02.html", "../A.html"] * 2
    assert links["A.html"] == [f"./A.pages/0{number}.html" for number in (1, 2, 3)]
    assert "Teil 2 von 3. " in found["A.pages/02.html"]


# What a build writes


def test_parts_of_an_earlier_build_go(tmp_path: Path) -> None:
    """What somebody else has put beside them stays; with the last part its folder goes."""
    build(tmp_path, LARGE)
    (tmp_path / "A.pages" / "07.html").write_text("my own")
    (tmp_path / "A.pages" / "notes.txt").write_text("my own")
    assert build(tmp_path, LARGE) == ()
    build(tmp_path, LARGE[:1500])
    assert sorted(state(tmp_path)) == [
        "A.html",
        *(f"A.pages/{name}" for name in ("01.html", "02.html", "07.html", "notes.txt")),
    ]
    for name in ("07.html", "notes.txt"):
        (tmp_path / "A.pages" / name).unlink()
    build(tmp_path, LARGE[:500])
    assert state(tmp_path) == {"A.html": page("A", LARGE[:500], images={}, interface="en").encode()}
    assert not (tmp_path / "A.pages").exists()


def test_only_parts_that_changed_are_written(tmp_path: Path) -> None:
    """An edit of one card touches its part alone."""
    build(tmp_path, LARGE)
    card, entry = LARGE[5]
    edited = [*LARGE[:5], (replace(card, answer=replace(card.answer, html="<em>Another</em>")), entry), *LARGE[6:]]
    assert build(tmp_path, edited) == (tmp_path / "A.pages" / "01.html",)


def test_a_file_in_the_place_of_a_part_stops_the_build(tmp_path: Path) -> None:
    """Nobody's file is lost, and nothing is written."""
    (tmp_path / "A.pages").mkdir()
    (tmp_path / "A.pages" / "02.html").write_text("my own")
    before = state(tmp_path)
    with pytest.raises(ConfigError, match=r"02\.html: not written by cuedeck"):
        build(tmp_path, LARGE)
    assert state(tmp_path) == before


def test_a_folder_of_parts_that_is_a_link_out_is_refused(tmp_path: Path) -> None:
    """Nothing outside is written or removed."""
    outside, directory = tmp_path / "outside", tmp_path / "decks"
    outside.mkdir()
    directory.mkdir()
    (outside / ".01.html.cuedeck.tmp").write_text("precious")
    (directory / "A.pages").symlink_to(outside)
    with pytest.raises(ConfigError, match="a link that leads out"):
        build(directory, LARGE)
    assert state(outside) == {".01.html.cuedeck.tmp": b"precious"}
    assert [path.name for path in directory.iterdir()] == ["A.pages"]


def test_what_an_interrupted_build_left_in_the_folder_goes(tmp_path: Path) -> None:
    """With the next one."""
    build(tmp_path, LARGE)
    before = state(tmp_path)
    (tmp_path / "A.pages" / ".01.html.cuedeck.tmp").write_text("half")
    build(tmp_path, LARGE)
    assert state(tmp_path) == before


# In a browser


@pytest.fixture
def context(browser: "Browser") -> Iterator["BrowserContext"]:
    """A browser of one's own, that remembers nothing."""
    with browser.new_context() as fresh:
        yield fresh


@pytest.fixture
def contents(context: "BrowserContext", tmp_path: Path) -> "Iterator[Page]":
    """The page that leads to the parts of a deck, opened from its file; nothing may go wrong on it."""
    build(tmp_path, LARGE)
    page, messages = context.new_page(), list[str]()
    page.on("console", lambda message: messages.append(message.text))
    page.on("pageerror", lambda error: messages.append(str(error)))
    page.goto((tmp_path / "A.html").as_uri())
    yield page
    assert messages == []


def status(page: "Page") -> str:
    """What the page says."""
    return page.locator("#status").inner_text()


def follow(page: "Page", link: str) -> str:
    """Go where a link leads; gives the name of the file."""
    page.locator(link).first.click()
    page.wait_for_load_state()
    return page.url.rpartition("/")[2]


def test_what_is_known_is_told_for_each_part(contents: "Page") -> None:
    """As soon as it is marked, and a part has its list, its keys and its session."""
    assert status(contents) == "0 of 2600 cards known"
    assert follow(contents, "h2 a") == "01.html"
    assert follow(contents, "a[rel=next]") == "02.html"
    for key in ("j", "2", "2", "1"):
        contents.keyboard.press(key)
    contents.keyboard.press("s")
    assert contents.locator("#session").is_visible()
    contents.keyboard.press("Escape")
    assert follow(contents, ".way.bottom a[href='../A.html']") == "A.html"
    assert status(contents) == "2 of 2600 cards known"
    known = contents.locator("section.part .known").all_inner_texts()
    assert [text.partition(" of ")[0] for text in known] == ["", "2", ""]


def test_titles_are_searched_over_all_parts(contents: "Page") -> None:
    """Each hit leads to its note on its part."""
    title = LARGE[-1][0].path[0]
    contents.locator("#search").fill(title.upper())
    assert contents.locator("li:not(.out)").count() == contents.locator("section.part:not(.out)").count() == 1
    assert follow(contents, "li:not(.out) a").startswith("03.html#note-")
    assert contents.locator("h2:target").inner_text() == title
    contents.go_back()
    contents.locator("#search").fill("nowhere")
    assert status(contents) == "No note fits."


def test_progress_of_all_parts_goes_into_one_file(contents: "Page", tmp_path: Path) -> None:
    """And comes back from it; that of other decks is left alone."""
    guids = [LARGE[0][0].guid, LARGE[-1][0].guid]
    contents.evaluate(
        "guids => guids.forEach(guid => localStorage.setItem('cuedeck:' + guid, 'known'))", [*guids, "qother"]
    )
    with contents.expect_download() as download:
        contents.click("#save")
    file = tmp_path / "progress.json"
    download.value.save_as(file)
    assert json.loads(file.read_text())["cards"] == dict.fromkeys(guids, "known")
    contents.on("dialog", lambda dialog: dialog.accept())
    contents.click("#forget")
    assert (status(contents), contents.evaluate("localStorage.length")) == ("0 of 2600 cards known", 1)
    contents.set_input_files("#file", file)
    contents.wait_for_function("document.querySelector('#status').textContent.startsWith('2 of')")
    assert status(contents) == "2 of 2600 cards known · Progress loaded."


def test_paper_has_the_cards_of_a_part_and_no_links(contents: "Page") -> None:
    """And says which part it is."""
    follow(contents, "h2 a")
    contents.emulate_media(media="print")
    assert not contents.locator(".way").first.is_visible()
    assert contents.locator(".lead").inner_text().startswith("Part 1 of 3. ")
    assert all(row.is_visible() for row in contents.locator(".answer .face").all()[:20])


def test_without_its_script_the_page_leads_to_all_notes(browser: "Browser", tmp_path: Path) -> None:
    """Lists open by a click of their own."""
    build(tmp_path, LARGE)
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto((tmp_path / "A.html").as_uri())
        assert page.locator(".tools").is_hidden()
        page.locator("summary").last.click()
        assert page.locator("li a").last.is_visible()
