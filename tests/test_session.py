"""The session of the study page: one card at a time, in a real browser."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cuedeck.decks.page.sheet import page as document
from cuedeck.notes.cue import Cue
from tests.browser import visit
from tests.sheets import pair, sheet
from tests.test_study_page import marked, on_paper, press

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

CARDS = (
    pair(1, question="What is dew?", answer="Water", cue=Cue(81, "https://v.example/81", inherited=True)),
    pair(2, question="What is hail?", answer="Ice", path=("Clouds", "Rain")),
    pair(3, question="What is a gale?", answer="A strong wind", note="b.md", path=("Winds",)),
)


@pytest.fixture
def context(browser: "Browser") -> Iterator["BrowserContext"]:
    """A browser of one's own, that remembers nothing."""
    with browser.new_context() as fresh:
        yield fresh


@pytest.fixture
def page(context: "BrowserContext", tmp_path: Path) -> "Page":
    """The page of three cards."""
    return visit(context, sheet(*CARDS), tmp_path)[0]


def shown(page: "Page") -> list[str]:
    """What of a card is seen: its question, its answer, its time."""
    parts = [page.locator(f"#session .{part}") for part in ("question", "answer", "time")]
    return [part.inner_text().strip() for part in parts if part.is_visible()]


def test_cards_come_one_by_one_and_answers_when_asked_for(page: "Page") -> None:
    """Each with its context, its number and, behind the answer, its time as a link."""
    page.get_by_role("button", name="One by one").click()
    assert shown(page) == ["What is dew?"]
    assert page.inner_text("#session .head").split("\n")[0] == "Clouds"
    page.get_by_role("button", name="Show answer").click()
    assert shown(page) == ["What is dew?", "Water", "≈\N{NO-BREAK SPACE}1:21"]
    assert page.locator("#session .time a").get_attribute("href") == "https://v.example/81"
    page.get_by_role("button", name="Known", exact=True).click()
    assert shown(page) == ["What is hail?"]
    assert page.inner_text("#session .count") == "1 of 3 done"


def test_a_session_can_be_gone_through_with_keys_alone(page: "Page") -> None:
    """What was not known comes again at the end, until it is; the page marks what the session marks."""
    press(page, "s Space 1 Enter 2 Space 2")
    assert shown(page) == ["What is dew?"]
    assert marked(page) == {"1": "again", "2": "known", "3": "known"}
    press(page, "Space 2")
    assert page.inner_text("#session .over") == "That was all. Known at once: 2 of 3."
    assert marked(page) == {"1": "known", "2": "known", "3": "known"}
    press(page, "Enter")
    assert not page.is_visible("#session")
    assert "3 known" in page.inner_text("#status")


def test_a_judgement_can_be_taken_back(page: "Page") -> None:
    """The card before returns as it was, by key and by button."""
    press(page, "2 s 1 2")
    assert marked(page) == {"1": "known", "2": "again", "3": "known"}
    press(page, "k")
    page.get_by_role("button", name="Back").click()
    assert marked(page) == {"1": "known"}
    assert shown(page) == ["What is hail?"]
    assert page.get_by_role("button", name="Back").is_disabled()
    press(page, "2 2")
    assert page.inner_text("#session .over") == "That was all. Known at once: 2 of 2."


def test_progress_is_kept_and_taken_up_again(page: "Page") -> None:
    """After a reload the known are left out; where all are known, all come."""
    press(page, "s 2 1 Escape")
    page.reload()
    assert marked(page) == {"1": "known", "2": "again"}
    press(page, "s")
    assert page.inner_text("#session .count") == "0 of 2 done"
    assert shown(page) == ["What is hail?"]
    press(page, "2 2 Escape s")
    assert page.inner_text("#session .count") == "0 of 3 done"


def test_a_session_takes_what_the_page_shows(page: "Page") -> None:
    """In its order; where it shows nothing, there is no session."""
    page.fill("#search", "ice")
    page.click("#study")
    assert (shown(page), page.inner_text("#session .count")) == (["What is hail?"], "0 of 1 done")
    press(page, "Escape")
    page.fill("#search", "nothing of the kind")
    page.click("#study")
    assert not page.is_visible("#session")
    page.fill("#search", "")
    page.click("#shuffle")
    first = page.locator("#shuffled .question .face").first.inner_text()
    page.click("#study")
    assert shown(page) == [first]


def test_keys_of_the_page_rest_during_a_session(page: "Page") -> None:
    """Nothing is opened or marked behind it, and letters without a meaning do nothing."""
    press(page, "s j / Space")
    assert page.locator(".card.open").count() == 0
    assert shown(page)[:2] == ["What is dew?", "Water"]
    page.click("#session header")
    press(page, "2")
    assert marked(page) == {"1": "known"}


def test_a_session_can_be_gone_through_by_touch(browser: "Browser", tmp_path: Path) -> None:
    """On a phone it fills the screen, a tap on the card shows its answer, and buttons are as large as thumbs."""
    with browser.new_context(viewport={"width": 360, "height": 640}, has_touch=True, is_mobile=True) as context:
        page, record = visit(context, sheet(*CARDS), tmp_path)
        page.tap("#study")
        assert page.locator("#session").bounding_box() == {"x": 0, "y": 0, "width": 360, "height": 640}
        page.tap("#session .stage")
        assert shown(page)[1] == "Water"
        for name in ("Again", "Known"):
            box = page.get_by_role("button", name=name, exact=True).bounding_box()
            assert box is not None
            assert min(box["width"], box["height"]) >= 44
        page.get_by_role("button", name="Known", exact=True).tap()
        assert marked(page) == {"1": "known"}
        assert page.evaluate("document.documentElement.scrollWidth") == 360
    assert (record.remote, record.messages) == ([], [])


def test_long_cards_scroll_and_the_buttons_stay(browser: "Browser", tmp_path: Path) -> None:
    """Nothing of a card is out of reach, and nothing is wider than the screen."""
    html = sheet(pair(1, question="x" * 300, answer="<p>word</p>" * 80 + f"<pre><code>{'y' * 400}</code></pre>"))
    with browser.new_context(viewport={"width": 360, "height": 640}) as context:
        page, _ = visit(context, html, tmp_path)
        press(page, "s Space")
        stage = page.locator("#session .stage")
        assert stage.evaluate("stage => [stage.scrollHeight > stage.clientHeight, stage.scrollWidth]") == [True, 360]
        assert page.get_by_role("button", name="Known", exact=True).is_visible()


def test_nothing_of_a_session_is_printed(page: "Page", tmp_path: Path) -> None:
    """Paper has the list, also while a session is on."""
    press(page, "s Space")
    words = on_paper(page, tmp_path)
    assert words.count("What is dew?") == 1
    assert "One by one" not in words
    assert "of 3 done" not in words


def test_a_session_reads_cards_in_their_own_language(context: "BrowserContext", tmp_path: Path) -> None:
    """Its own words are in the page's."""
    html = document("Sky", CARDS, images={}, languages={"b.md": "nl"}, interface="de")
    page, _ = visit(context, html, tmp_path)
    spoken = "element => element.closest('[lang]').lang"
    press(page, "s Space")
    assert page.locator("#session .answer").evaluate(spoken) == ""
    press(page, "2 2 Space")
    assert page.locator("#session .answer").evaluate(spoken) == "nl"
    assert page.locator("#session .known").evaluate(spoken) == "de"
    assert page.inner_text("#session .known") == "Gewusst"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("keys", ["s", "s Space", "s 2 2 2"])
def test_nothing_keeps_anyone_from_a_session(browser: "Browser", tmp_path: Path, scheme: str, keys: str) -> None:
    """The rules of axe find no fault, in light and in dark."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    with browser.new_context(color_scheme="dark" if scheme == "dark" else "light") as context:
        page, _ = visit(context, sheet(*CARDS), tmp_path)
        press(page, keys)
        faults = axe.Axe().run(page).response["violations"]
    assert [(fault["id"], fault["impact"]) for fault in faults] == []
