"""The study page: what the sheet does on screen, in a real browser."""

import json
import shutil
import subprocess
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cuedeck.decks.page.sheet import page as document
from cuedeck.notes.cue import Cue
from tests.browser import restyled, visit
from tests.sheets import Pair, pair, printable, sheet, time

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

SKY = (
    pair(
        1, question="What is dew?", answer="Water", tags=("water", "morning sky"), cue=Cue(81, "https://v.example/81")
    ),
    pair(2, question="What is the Föhn?", answer="A warm wind", path=("Clouds", "Winds"), tags=("wind",)),
    pair(3, question="What is the mistral?", answer="A cold wind", path=("Clouds", "Winds"), tags=("wind",)),
    pair(4, question="What is hail?", answer="Ice", path=("Rain",), note="sky/rain.md", tags=("water",)),
    pair(5, question="What falls?", answer=r"\(m g\)", path=("Rain", "Showers", "Drops"), note="sky/rain.md"),
)
EVIL = "<img src=x onerror=alert(1)>"


@pytest.fixture
def context(browser: "Browser") -> Iterator["BrowserContext"]:
    """A browser of one's own, that remembers nothing."""
    with browser.new_context() as fresh:
        yield fresh


@pytest.fixture
def sky(context: "BrowserContext", tmp_path: Path) -> "Page":
    """The page of five cards from two notes."""
    return visit(context, sheet(*SKY), tmp_path)[0]


def texts(page: "Page", part: str) -> list[str]:
    """The text of every such part of the cards, empty where it is not seen."""
    return [found.inner_text().strip() for found in page.locator(f".card {part}, .card{part}").all()]


def seen(page: "Page", part: str = ".number") -> list[str]:
    """The number of every card of which a part is seen, from the top down."""
    rows = page.locator("tr.card").all()
    return [row.locator(".number").inner_text() for row in rows if row.locator(part).first.is_visible()]


def marked(page: "Page") -> dict[str, str]:
    """The mark of every card that has one."""
    marks = page.evaluate("[...document.querySelectorAll('tr.card')].map(row => [row.id, row.dataset.mark])")
    return {number.removeprefix("card-"): mark for number, mark in marks if mark}


def press(page: "Page", keys: str) -> None:
    """Press one key after another."""
    for key in keys.split():
        page.keyboard.press(key)


def on_paper(page: "Page", folder: Path) -> str:
    """All words that the page prints."""
    if not shutil.which("pdftotext"):
        pytest.skip("poppler-utils is not installed")
    pdf = folder / "page.pdf"
    page.pdf(path=pdf, format="A4")
    return subprocess.run(["pdftotext", "-layout", pdf, "-"], check=True, capture_output=True, text=True).stdout


# Alone


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_the_page_stands_alone(browser: "Browser", tmp_path: Path, *, scripts: bool) -> None:
    """With scripts or without, all is there to read, nothing is fetched and nothing is complained of."""
    cards = [*printable(), pair(77, answer='The dot <img src="img/dot.png" alt="A dot">')]
    with browser.new_context(java_script_enabled=scripts) as context:
        opened, record = visit(context, sheet(*cards), tmp_path)
        if scripts:
            opened.click("#reveal")
        assert texts(opened, ".question") == [card.question.plain for card, _ in cards]
        assert texts(opened, ".answer .face") == [*(card.answer.plain for card, _ in cards[:-1]), "The dot"]
        assert texts(opened, ".number") == [str(entry.number) for _, entry in cards]
        assert texts(opened, "td.time") == [time(card) for card, _ in cards]
        links = opened.evaluate("[...document.querySelectorAll('.time a')].map(link => link.href)")
        assert opened.evaluate("document.images[0].naturalWidth") == 1
    assert (len(record.requests), record.remote, record.messages) == (1, [], [])
    assert links == [card.cue.url for card, _ in cards if card.cue]


def test_a_page_that_does_not_stand_alone_is_noticed(browser: "Browser", tmp_path: Path) -> None:
    """The watch bites: a remote image is taken down as a request, and stopped by the page's own policy."""
    spoilt = sheet(pair(1)).replace("</main>", '<img src="http://127.0.0.1:9/x.png" alt="">')
    with browser.new_context() as context:
        _, record = visit(context, spoilt, tmp_path)
    assert record.remote == ["http://127.0.0.1:9/x.png"]
    assert "The action has been blocked" in record.messages[0]


@pytest.mark.parametrize("width", [320, 700, 1280])
def test_nothing_is_wider_than_the_window(browser: "Browser", tmp_path: Path, width: int) -> None:
    """Long words, code and tables wrap, on a phone too."""
    table = "<table><tr>" + "<td>temperature</td>" * 6 + "</tr></table>"
    wide = [pair(1, answer=f"<pre><code>{'x' * 300}</code></pre>"), pair(2, answer=table), pair(3, question="y" * 300)]
    with browser.new_context(viewport={"width": width, "height": 800}) as context:
        opened, _ = visit(context, sheet(*wide, pair(4, note="b.md", path=("z" * 200,))), tmp_path)
        assert opened.evaluate("document.documentElement.scrollWidth") == width


def test_only_the_script_of_the_page_runs(browser: "Browser", tmp_path: Path) -> None:
    """Should anything slip through into a page, its policy still keeps it from running."""
    slipped = '<script>document.title = "slipped"</script><img src="data:," onerror="document.title = 1" alt=""></main>'
    with browser.new_context() as context:
        opened, record = visit(context, sheet(*SKY).replace("</main>", slipped), tmp_path)
        assert opened.title() == "Sky"
        assert opened.locator(".studying").count() == 1
    assert len(record.messages) == 2


# Answers


def test_answers_wait_until_they_are_asked_for(sky: "Page") -> None:
    """At first none is seen, for screen readers neither; a click anywhere on a card shows its own, another hides it."""
    assert seen(sky, ".answer .face") == []
    sky.click("#card-2 .question")
    assert seen(sky, ".answer .face") == ["2"]
    assert sky.get_by_role("button", name="Answer 2").get_attribute("aria-expanded") == "true"
    sky.click("#card-2 .question")
    assert seen(sky, ".answer .face") == []


def test_all_answers_are_shown_and_hidden_at_once(sky: "Page") -> None:
    """One button does both, and says what it will do."""
    sky.get_by_role("button", name="Reveal all").click()
    assert seen(sky, ".answer .face") == ["1", "2", "3", "4", "5"]
    sky.get_by_role("button", name="Hide all").click()
    assert seen(sky, ".answer .face") == []


def test_a_link_opens_the_recording_and_not_the_answer(sky: "Page") -> None:
    """Following a time is no click on the card."""
    sky.evaluate("document.addEventListener('click', event => event.preventDefault())")
    sky.click("#card-1 .time a")
    assert seen(sky, ".answer .face") == []


def test_selecting_text_reveals_nothing(sky: "Page") -> None:
    """Words can be copied from a question."""
    sky.locator("#card-2 .question .face").select_text()
    sky.locator("#card-2 .question .face").dispatch_event("click")
    assert seen(sky, ".answer .face") == []


# Keys


def test_cards_can_be_studied_with_keys_alone(sky: "Page") -> None:
    """Next, answer, known, again: each mark goes on to the next card, and the focus is seen."""
    press(sky, "j Space")
    assert seen(sky, ".answer .face") == ["1"]
    press(sky, "2 Space 1 j")
    assert marked(sky) == {"1": "known", "2": "again"}
    assert sky.evaluate("document.activeElement.id") == "card-4"
    assert sky.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    press(sky, "k k")
    assert sky.evaluate("document.activeElement.id") == "card-2"


def test_the_last_card_keeps_the_focus(sky: "Page") -> None:
    """Behind it there is none to go on to."""
    press(sky, "j j j j j 2 j")
    assert marked(sky) == {"5": "known"}
    assert sky.evaluate("document.activeElement.id") == "card-5"


def test_space_begins_with_the_first_card(sky: "Page") -> None:
    """Nothing has to be chosen first."""
    press(sky, "Space")
    assert seen(sky, ".answer .face") == ["1"]


def test_keys_pass_over_cards_that_are_sifted_out(sky: "Page") -> None:
    """What is not seen is not studied."""
    sky.select_option("#tag", label="water")
    sky.locator("#tag").blur()
    press(sky, "j j Space")
    assert seen(sky, ".answer .face") == ["4"]


def test_letters_of_a_search_are_no_keys(sky: "Page") -> None:
    """A slash begins a search, in which all keys are letters; Escape leaves it with what it found."""
    press(sky, "/ j 1 2 Space")
    assert sky.input_value("#search") == "j12 "
    assert (marked(sky), seen(sky, ".answer .face")) == ({}, [])
    sky.fill("#search", "wind")
    press(sky, "Escape j")
    assert sky.input_value("#search") == "wind"
    assert sky.evaluate("document.activeElement.id") == "card-2"


def test_keys_of_the_browser_stay_its_own(sky: "Page") -> None:
    """With Control, a key is none of ours."""
    press(sky, "Control+1 Control+j")
    assert marked(sky) == {}
    assert sky.evaluate("document.activeElement.tagName") == "BODY"


def test_every_control_is_reached_by_the_tab_key(sky: "Page") -> None:
    """A focused button does what Space does to buttons, and no more."""
    reached = []
    for _ in range(30):
        press(sky, "Tab")
        reached.append(
            sky.evaluate("document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent")
        )
    for name in ("Search", "Section", "Tag", "Show", "Reveal all", "Shuffle", "Answer 1", "1:21", "Save progress"):
        assert name in reached
    sky.locator("#card-3 .opener").focus()
    press(sky, "Space")
    assert seen(sky, ".answer .face") == ["3"]


# Finding


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("dew", ["1"]),
        ("DEW", ["1"]),
        ("fohn", ["2"]),
        ("wind cold", ["3"]),
        ("ice", ["4"]),
        ("winds", ["2", "3"]),
        ("m g", ["5"]),
        ("nothing of the kind", []),
        (" ", ["1", "2", "3", "4", "5"]),
    ],
)
def test_search_finds_every_word_wherever_it_stands(sky: "Page", words: str, found: list[str]) -> None:
    """In questions, answers, headings and formulas, without regard to case and accents."""
    sky.fill("#search", words)
    assert seen(sky) == found
    assert sky.inner_text("#status").startswith(f"{len(found)} of 5 cards" if found else "No card fits.")


def test_headings_go_with_their_last_card(sky: "Page") -> None:
    """Nothing is left above nothing."""
    sky.fill("#search", "dew")
    assert [heading.inner_text() for heading in sky.locator("h2, .section").all() if heading.is_visible()] == ["Clouds"]


@pytest.mark.parametrize(
    ("place", "found"),
    [("Clouds", ["1", "2", "3"]), ("Winds", ["2", "3"]), ("Rain", ["4", "5"]), ("Showers", ["5"]), ("Drops", ["5"])],
)
def test_cards_of_a_note_or_section_can_be_picked(sky: "Page", place: str, found: list[str]) -> None:
    """A note brings its sections along."""
    labels = sky.locator("#place option").all_inner_texts()
    sky.select_option("#place", index=[label.strip() for label in labels].index(place))
    assert seen(sky) == found


@pytest.mark.parametrize(("tag", "found"), [("water", ["1", "4"]), ("wind", ["2", "3"]), ("morning sky", ["1"])])
def test_cards_of_a_tag_can_be_picked(sky: "Page", tag: str, found: list[str]) -> None:
    """A tag of several words is one tag."""
    sky.select_option("#tag", label=tag)
    assert seen(sky) == found


@pytest.mark.parametrize(
    ("state", "found"), [("Not known yet", ["2", "3", "4", "5"]), ("Again", ["2"]), ("Known", ["1"])]
)
def test_cards_can_be_picked_by_what_is_known(sky: "Page", state: str, found: list[str]) -> None:
    """Filters add up, and a card that is marked away makes room for the next."""
    press(sky, "2 1")
    sky.select_option("#state", label=state)
    assert seen(sky) == found


def test_a_card_that_is_known_leaves_the_unknown(sky: "Page") -> None:
    """The focus moves on to the next."""
    sky.select_option("#state", label="Not known yet")
    sky.locator("#state").blur()
    press(sky, "j 2")
    assert seen(sky) == ["2", "3", "4", "5"]
    assert sky.evaluate("document.activeElement.id") == "card-2"


# Order


def test_shuffled_cards_are_all_there_with_their_context(context: "BrowserContext", tmp_path: Path) -> None:
    """Among strangers each card tells where it is from; in order again, all is as before."""
    page, _ = visit(context, sheet(*printable()), tmp_path)
    numbers = seen(page)
    page.get_by_role("button", name="Shuffle").click()
    assert seen(page) != numbers
    assert sorted(seen(page), key=int) == numbers
    told = "getComputedStyle(document.querySelector('#card-9 .question'), '::before').content"
    assert page.evaluate(told) == '"note0 › part2"'
    page.get_by_role("button", name="In order").click()
    assert seen(page) == numbers
    assert page.evaluate(told) == "none"


def test_a_shuffled_card_gives_no_answer_away(context: "BrowserContext", tmp_path: Path) -> None:
    """Its context is the card's own, without the heading that would answer it."""
    card = pair(1, answer="Cirrus", path=("Clouds", "Cirrus"), context=("Clouds",))
    page, _ = visit(context, sheet(card), tmp_path)
    page.click("#shuffle")
    assert "Cirrus" not in page.inner_text("#shuffled")
    assert "Cirrus" not in str(page.locator("#card-1 .question").get_attribute("data-context"))


def test_shuffled_neighbours_tell_each_other_nothing(context: "BrowserContext", tmp_path: Path) -> None:
    """However often it is shuffled, no card comes right after one that answers it, also among those that are sifted."""
    words = [
        pair(2 * at + way, question=sides[way], answer=sides[1 - way], tags=("some",) if at < 4 else ())
        for at in range(10)
        for sides in [(f"wort{at}", f"word{at}")]
        for way in (0, 1)
    ]
    page, record = visit(context, sheet(*words), tmp_path)
    for sifted in ("", "0"):
        page.select_option("#tag", sifted)
        orders = set()
        for _ in range(15):
            page.click("#shuffle")
            order = [int(number) // 2 for number in seen(page)]
            assert len(order) == (8 if sifted else 20)
            assert all(one != other for one, other in pairwise(order))
            orders.add(tuple(order))
            page.click("#shuffle")
        assert len(orders) > 10
    assert record.messages == []


def test_cards_are_read_aloud_in_their_own_language(context: "BrowserContext", tmp_path: Path) -> None:
    """In every order, and the page's own words among them in the page's."""
    html = document("Sky", [pair(1), pair(2, note="b.md")], images={}, languages={"b.md": "nl"}, interface="de")
    page, _ = visit(context, html, tmp_path)
    for _ in range(2):
        for number, language in (("1", ""), ("2", "nl")):
            spoken = "element => element.closest('[lang]').lang"
            assert page.locator(f"#card-{number} .question .face").evaluate(spoken) == language
            assert page.locator(f"#card-{number} .opener").evaluate(spoken) == "de"
        page.click("#shuffle")


# Progress


def test_progress_survives_a_reload(sky: "Page") -> None:
    """What was marked by key and by click is there again, and can be taken back."""
    press(sky, "2 1")
    sky.click("#card-4 .question")
    sky.get_by_role("button", name="Known 4").click()
    sky.reload()
    assert marked(sky) == {"1": "known", "2": "again", "4": "known"}
    assert "2 known" in sky.inner_text("#status")
    sky.get_by_role("button", name="Known 4").click()
    sky.reload()
    assert marked(sky) == {"1": "known", "2": "again"}


def test_progress_belongs_to_the_card(context: "BrowserContext", tmp_path: Path) -> None:
    """A rebuilt page knows its cards by guid; other pages in the same browser keep to their own."""
    page, _ = visit(context, sheet(*SKY), tmp_path)
    press(page, "j j 2")
    moved, _ = visit(context, sheet(SKY[4], SKY[1], pair(9)), tmp_path)
    assert marked(moved) == {"2": "known"}


def test_progress_can_be_saved_and_loaded(browser: "Browser", tmp_path: Path) -> None:
    """A file takes it to another browser."""
    with browser.new_context() as here:
        page, _ = visit(here, sheet(*SKY), tmp_path)
        press(page, "2 1 j 2")
        before = marked(page)
        with page.expect_download() as download:
            page.get_by_role("button", name="Save progress").click()
        download.value.save_as(tmp_path / "progress.json")
    saved = json.loads((tmp_path / "progress.json").read_text("utf-8"))
    assert (saved["deck"], saved["cards"]["guid-00000000001"]) == ("Sky", "known")
    with browser.new_context() as there:
        page, _ = visit(there, sheet(*SKY), tmp_path)
        with page.expect_file_chooser() as chooser:
            page.get_by_role("button", name="Load progress").click()
        chooser.value.set_files(tmp_path / "progress.json")
        page.get_by_text("Progress loaded.").wait_for()
        assert marked(page) == before
        page.reload()
        assert marked(page) == before


@pytest.mark.parametrize(
    "text", ["", "{", "null", "[]", '{"cuedeck": "progress"}', json.dumps({"cards": {"guid-1": EVIL}})]
)
def test_a_file_that_holds_no_progress_changes_nothing(sky: "Page", tmp_path: Path, text: str) -> None:
    """It is said plainly."""
    press(sky, "2")
    (tmp_path / "wrong.json").write_text(text, "utf-8")
    sky.set_input_files("#file", tmp_path / "wrong.json")
    sky.get_by_text("That file holds no progress of this deck.").wait_for()
    assert marked(sky) == {"1": "known"}


def test_progress_is_forgotten_only_when_that_is_meant(sky: "Page") -> None:
    """The reader is asked first."""
    press(sky, "2")
    sky.once("dialog", lambda dialog: dialog.dismiss())
    sky.get_by_role("button", name="Forget progress").click()
    assert marked(sky) == {"1": "known"}
    sky.once("dialog", lambda dialog: dialog.accept())
    sky.get_by_role("button", name="Forget progress").click()
    sky.reload()
    assert marked(sky) == {}


def test_a_browser_without_storage_still_studies(context: "BrowserContext", tmp_path: Path) -> None:
    """Marks last as long as the page, which says so."""
    context.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new Error('none') } })")
    page, record = visit(context, sheet(*SKY), tmp_path)
    press(page, "2 1")
    assert marked(page) == {"1": "known", "2": "again"}
    assert "This browser keeps no progress" in page.inner_text("#status")
    assert record.messages == []


# Printing


@pytest.mark.parametrize("state", ["at first", "some open", "sifted", "shuffled", "no scripts"])
def test_every_answer_is_printed_whatever_the_screen_shows(browser: "Browser", tmp_path: Path, state: str) -> None:
    """Paper has all cards in the order of the notes, and none of the tools."""
    cards: list[Pair] = [*printable(30)]
    with browser.new_context(java_script_enabled=state != "no scripts") as context:
        page, _ = visit(context, sheet(*cards), tmp_path)
        if state == "some open":
            press(page, "Space j Space 2")
        if state == "sifted":
            page.fill("#search", "q7x0")
        if state == "shuffled":
            page.click("#shuffle")
        shown = seen(page)
        words = on_paper(page, tmp_path).split()
        assert seen(page) == shown
    answers = [word for card, _ in cards for word in card.answer.plain.split()]
    assert [word for word in answers if words.count(word) != 1] == []
    firsts = [card.question.plain.split()[0] for card, _ in cards]
    assert sorted(firsts, key=words.index) == firsts
    assert not {"Search", "Again", "Known", "Shuffle", "Reveal", "Keys:"}.intersection(words)


# For everyone


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("state", ["closed", "open", "marked", "shuffled"])
def test_nothing_keeps_anyone_from_using_the_page(browser: "Browser", tmp_path: Path, scheme: str, state: str) -> None:
    """The rules of axe find no fault, in light and in dark."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    with browser.new_context(color_scheme="dark" if scheme == "dark" else "light") as context:
        page, _ = visit(context, sheet(*SKY), tmp_path)
        if state != "closed":
            page.click("#reveal")
        if state == "marked":
            press(page, "2 1 Space")
        if state == "shuffled":
            page.click("#shuffle")
        faults = axe.Axe().run(page).response["violations"]
    assert [(fault["id"], fault["impact"]) for fault in faults] == []


def test_a_page_that_keeps_someone_out_is_noticed(browser: "Browser", tmp_path: Path) -> None:
    """The rules bite: words that are hardly seen."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    with browser.new_context() as context:
        page, _ = visit(context, restyled(sheet(*SKY), ".face { color: #ddd }"), tmp_path)
        faults = axe.Axe().run(page).response["violations"]
    assert [(fault["id"], fault["impact"]) for fault in faults] == [("color-contrast", "serious")]


def test_nothing_moves_by_itself(sky: "Page") -> None:
    """There is no motion that a reader would have to switch off."""
    sky.click("#reveal")
    assert sky.evaluate("document.getAnimations().length") == 0
    styles = sky.evaluate("[...document.querySelectorAll('*')].map(part => getComputedStyle(part).transitionDuration)")
    assert set(styles) == {"0s"}


@pytest.mark.parametrize(
    ("words", "side"), [("ما هي الخلية؟", "right"), ("什么是细胞?", "left"), ("What is a cell?", "left")]
)
def test_each_card_runs_in_its_own_direction(context: "BrowserContext", tmp_path: Path, words: str, side: str) -> None:
    """Arabic begins at the right, in whatever page it stands."""
    page, _ = visit(context, sheet(pair(1, question=words)), tmp_path)
    box = """(() => { const face = document.querySelector('.question .face'), range = document.createRange();
        range.selectNodeContents(face);
        const [text, all] = [range.getBoundingClientRect(), face.getBoundingClientRect()];
        return [Math.abs(text.left - all.left) < 2, Math.abs(text.right - all.right) < 2] })()"""
    assert page.evaluate(box) == [side == "left", side == "right"]
