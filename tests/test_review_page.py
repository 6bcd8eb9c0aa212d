"""The pages of a review in a real browser, around real notes and decks."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal
from weakref import WeakKeyDictionary

import pytest

from cuedeck.cards.card import Tier
from cuedeck.cards.draft import Draft
from cuedeck.decks.app.desk import Desk
from cuedeck.decks.review.charts import charts
from cuedeck.decks.review.gate import Pass
from cuedeck.decks.review.pages import forecast_part, list_page, preview
from cuedeck.decks.review.views import Forecast, NoteRow, Overview, State
from tests.reviewing import served, show_in
from tests.vaults import state, write

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page, Request

HARBOUR = """---
title: Harbour
tags: [sea]
url: https://video.example/harbour
---
The harbour master writes a page each week.

## Ropes

- **Bowline:** A knot that makes a fixed loop at the end of a rope. [01:10]
- **Clove hitch:** A knot that ties a rope to a post with two turns. [02:30]

## Tides

- **Spring tide:** The largest tide, when sun and moon pull along one line.
- **Neap tide:** The smallest tide, when sun and moon pull at a right angle.
"""
STARS = """# Stars

- **Polaris:** The star that stands almost still above the north pole.
"""
NOTE = "/note/sea/harbour.md"
LONG = "sky/stars_over_the_mast_as_they_are_seen_from_the_harbour_in_a_long_winter_night.md"
SETTINGS = [("light", 1280), ("dark", 1280), ("light", 390)]


@dataclass(frozen=True, slots=True)
class Review:
    """A review under way."""

    given: Pass
    desk: Desk
    vault: Path
    decks: Path
    messages: list[str] = field(default_factory=list)

    def open(self, context: "BrowserContext", path: str = NOTE) -> "Page":
        """A page of it, whose console is listened to."""
        show_in(context, self.given)
        page = _watched(context.new_page())
        page.on("console", lambda message: self.messages.append(message.text))
        page.on("pageerror", lambda error: self.messages.append(str(error)))
        page.goto(self.given.origins[0] + path, wait_until="networkidle")
        return page

    @property
    def decisions(self) -> dict[str, str]:
        """What `cards.yaml` says, by the question of the card."""
        view = self.desk.note("sea/harbour.md")
        assert view is not None
        questions = {card.guid: card.question for card in view.cards}
        file = self.decks / "cards.yaml"
        lines = re.findall(r"(?m)^([\w-]{16}): (\{.*\})$", file.read_text("utf-8")) if file.exists() else []
        return {questions[guid]: told for guid, told in lines}


@pytest.fixture(autouse=True)
def _one_card_is_offered(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that there are cards of both tiers."""

    def tier(draft: Draft, _: str) -> Tier:
        return Tier.OFFERED if "clove" in draft.question.plain.lower() else Tier.SURE

    monkeypatch.setattr("cuedeck.extract.extraction.tier", tier)


@pytest.fixture
def review(tmp_path: Path) -> Iterator[Review]:
    """A vault of two notes that nobody has decided about."""
    vault = write(tmp_path / "vault", {"cuedeck.yaml": "", "sea/harbour.md": HARBOUR, LONG: STARS})
    (tmp_path / "decks").mkdir()
    desk = Desk(vault, tmp_path / "decks", jobs=1, since=0)
    desk.refresh()
    with served(desk) as given:
        yield Review(given, desk, vault, tmp_path / "decks")


@pytest.fixture
def context(browser: "Browser") -> Iterator["BrowserContext"]:
    """A browser of one's own, that remembers nothing."""
    with browser.new_context() as fresh:
        yield fresh


def question(page: "Page") -> str:
    """The question of the card that has the focus."""
    return page.locator(".entry:focus-within > .question").inner_text()


def questions(page: "Page", which: str = "") -> list[str]:
    """The questions of all cards that are like that."""
    return page.locator(f".entry{which} > .question").all_inner_texts()


def press(page: "Page", keys: str) -> None:
    """Press one key after another, and wait until what it asks for is done."""
    for key in keys.split():
        page.keyboard.press(key)
        page.wait_for_timeout(_PAUSE)
        while _asked[page]:
            page.wait_for_timeout(_PAUSE)
        page.wait_for_timeout(_PAUSE)


_PAUSE = 40
_asked: "WeakKeyDictionary[Page, set[Request]]" = WeakKeyDictionary()
"""What each page waits for."""


def _watched(page: "Page") -> "Page":
    waiting = _asked.setdefault(page, set())

    def ask(request: "Request") -> None:
        waiting.add(request)

    def hear(request: "Request") -> None:
        waiting.discard(request)

    page.on("request", ask)
    page.on("requestfinished", hear)
    page.on("requestfailed", hear)
    return page


# Deciding


def test_keys_decide_and_go_on_to_the_next_card(review: Review, context: "BrowserContext") -> None:
    """Enter keeps, x drops; what the page says stands in the file."""
    page = review.open(context)
    first, second, third = questions(page)[:3]
    assert question(page) == first
    press(page, "Enter x")
    assert question(page) == third
    assert review.decisions == {first: "{keep: true}", second: "{drop: true}"}
    assert questions(page, "[data-standing='dropped']") == [second]
    press(page, "k k Enter")
    assert page.locator(".entry.current").get_attribute("data-decided") == "no"
    assert review.messages == []


def test_buttons_do_the_same(review: Review, context: "BrowserContext") -> None:
    """Without a key."""
    page = review.open(context)
    first, second = questions(page)[:2]
    page.locator(".entry", has_text=first).first.get_by_role("button", name="Keep").click()
    page.locator(".entry:nth-child(2)").get_by_role("button", name="Drop").click()
    page.locator(".entry:nth-child(2) [data-do='drop'][aria-pressed='true']").wait_for()
    page.locator(".entry").last.get_by_role("button", name="Edit").click()
    assert page.locator(".entry").last.locator("textarea").count() == 2
    assert review.decisions == {first: "{keep: true}", second: "{drop: true}"}


def test_all_is_undone_to_the_beginning(review: Review, context: "BrowserContext") -> None:
    """Keeping, dropping, changing and writing; the files are as they were, but for the head of a new one."""
    page = review.open(context)
    press(page, "x")
    page.get_by_role("button", name="Undo").click()
    page.locator(".entry[data-standing='dropped']").wait_for(state="detached")
    before = state(review.decks)
    press(page, "Enter x a e")
    page.locator("textarea[name='answer']").fill("Something else")
    press(page, "Control+Enter")
    page.locator(".form").wait_for(state="detached")
    _write(page, "What comes weekly?", "A page")
    assert state(review.decks) != before
    for _ in range(5):
        press(page, "u")
    page.get_by_text("What comes weekly?").wait_for(state="detached", timeout=8000)
    after = state(review.decks)
    assert {path: content for path, content in after.items() if content} == {
        path: content for path, content in before.items() if content
    }
    assert page.locator("[data-do='undo']").is_disabled()
    assert questions(page, "[data-decided='yes']") == []


def test_all_sure_cards_of_a_section_are_kept(review: Review, context: "BrowserContext") -> None:
    """Offered ones and other sections are left alone."""
    page = review.open(context)
    page.locator(".entry", has_text="What is a bowline?").first.click(position={"x": 8, "y": 8})
    press(page, "a")
    assert review.decisions == {"What is a bowline?": "{keep: true}"}
    assert page.inner_text("#status") == "Kept 1 card of “Ropes”."
    page.locator("#note h3", has_text="Tides").focus()
    press(page, "a")
    assert page.inner_text("#status") == "Kept 2 cards of “Tides”."


def test_undoing_goes_back_to_the_card(review: Review, context: "BrowserContext") -> None:
    """It is the one to decide about again; keys that come fast are heard one after the other."""
    page = review.open(context)
    first, second = questions(page)[:2]
    page.keyboard.press("x")
    page.keyboard.press("Enter")
    page.locator(".entry[data-decided='yes']").nth(1).wait_for()
    assert review.decisions == {first: "{drop: true}", second: "{keep: true}"}
    press(page, "u")
    assert (question(page), review.decisions) == (second, {first: "{drop: true}"})
    press(page, "u")
    assert (question(page), review.decisions) == (first, {})


def test_decisions_of_an_editor_are_shown_and_kept(review: Review, context: "BrowserContext") -> None:
    """Whoever comes back to the page sees them; what the page writes afterwards leaves them alone."""
    page = review.open(context)
    guid = page.locator(".entry").nth(2).get_attribute("data-guid")
    (review.decks / "cards.yaml").write_text(f"# mine\n{guid}: {{drop: true}} # wrong\n", "utf-8")
    page.evaluate("dispatchEvent(new Event('focus'))")
    page.locator(f"#c-{guid}[data-standing='dropped']").wait_for()
    press(page, "Enter")
    assert (review.decks / "cards.yaml").read_text("utf-8").startswith(f"# mine\n{guid}: {{drop: true}} # wrong\n")


def test_a_statement_on_no_card_has_nothing_to_decide(review: Review, context: "BrowserContext") -> None:
    """A key cannot hit a card that is out of sight."""
    page = review.open(context)
    page.locator("#note .unit", has_text="harbour master").click()
    press(page, "x Enter")
    assert review.decisions == {}
    assert page.inner_text("#status") == "Choose a card first."


def test_the_next_note_is_offered_behind_the_last_card(review: Review, context: "BrowserContext") -> None:
    """And has the focus, so that Enter goes there."""
    page = review.open(context)
    for _ in questions(page):
        press(page, "Enter")
    assert page.inner_text("#following") == "Next: Stars (1 to decide)"
    press(page, "Enter")
    page.wait_for_url(f"**/note/{LONG}")
    press(page, "h")
    page.wait_for_url(f"**{NOTE}")
    assert page.locator("#following").is_visible()
    press(page, "l")
    page.wait_for_url(f"**/note/{LONG}")


def test_keys_of_a_letter_can_be_switched_off(review: Review, context: "BrowserContext") -> None:
    """Buttons remain; the page remembers it."""
    page = review.open(context)
    press(page, "?")
    page.get_by_label("Keys of a single letter are on").uncheck()
    page.locator("#help").get_by_role("button", name="Close").click()
    press(page, "x")
    page.reload(wait_until="networkidle")
    press(page, "x")
    assert review.decisions == {}
    press(page, "Enter")
    assert len(review.decisions) == 1


# Editing and writing


def test_a_card_is_edited_in_place_with_a_preview(review: Review, context: "BrowserContext") -> None:
    """Only what was changed is written down."""
    page = review.open(context)
    press(page, "e")
    page.locator("textarea[name='question']").fill("What has \\(x^2\\) loops?")
    page.locator(".anki .question svg.math").wait_for()
    page.locator("input[name='tags']").fill("knots, sea")
    press(page, "Control+Enter")
    page.locator(".form").wait_for(state="detached")
    (told,) = review.decisions.values()
    assert "question:" in told
    assert 'tags: ["knots", "sea"]' in told
    assert "answer" not in told
    assert page.locator(".entry.current .badge").inner_text() == "Your words"
    assert review.messages == []


def test_what_cannot_be_saved_is_told_and_stays(review: Review, context: "BrowserContext") -> None:
    """The form stays open with its reason."""
    page = review.open(context)
    press(page, "e")
    page.locator("textarea[name='answer']").fill(" ")
    press(page, "Control+Enter")
    assert page.locator(".fault").inner_text() == "A card needs a question and an answer."
    assert review.decisions == {}


def _write(page: "Page", asked: str, answer: str) -> None:
    page.locator("#note .unit", has_text="harbour master").click()
    press(page, "n")
    page.locator("#writing textarea[name='question']").fill(asked)
    page.locator("#writing textarea[name='answer']").fill(answer)
    press(page, "Control+Enter")
    page.locator("#writing form").wait_for(state="detached")
    page.locator(".entry", has_text=asked).wait_for(timeout=8000)


def test_a_card_is_written_on_a_statement(review: Review, context: "BrowserContext") -> None:
    """It is there, yours, and lights its statement."""
    page = review.open(context)
    _write(page, "Who writes a page each week?", "The harbour master")
    written = [json.loads(line) for line in (review.decks / "sea.written.jsonl").read_text("utf-8").splitlines()]
    assert [(one["by"], one["quote"]) for one in written] == [("you", "The harbour master writes a page each week.")]
    page.locator(".entry", has_text="Who writes a page").hover()
    assert page.locator(".unit.lit").all_inner_texts() == ["The harbour master writes a page each week."]
    assert page.locator(".entry", has_text="Who writes a page").locator(".standing").inner_text() == "Written"


def test_selected_words_are_what_a_new_card_rests_on(review: Review, context: "BrowserContext") -> None:
    """Whatever has the focus."""
    page = review.open(context)
    page.locator("#note .unit", has_text="harbour master").select_text()
    press(page, "n")
    assert page.input_value("#writing textarea[name='quote']") == "The harbour master writes a page each week."


def test_what_is_typed_outlives_a_lost_connection(tmp_path: Path, context: "BrowserContext") -> None:
    """It is told, nothing seems saved, and the words are there again when the server is."""
    vault = write(tmp_path / "vault", {"cuedeck.yaml": "", "sea/harbour.md": HARBOUR})
    desk = Desk(vault, tmp_path / "decks", jobs=1)
    desk.refresh()
    with served(desk) as given:
        show_in(context, given)
        page = _watched(context.new_page())
        page.goto(given.origins[0] + NOTE, wait_until="networkidle")
        press(page, "e")
        page.locator("textarea[name='answer']").fill("Kept through it all")
    press(page, "Control+Enter")
    page.get_by_text("The connection is lost").wait_for()
    assert page.input_value("textarea[name='answer']") == "Kept through it all"
    press(page, "Escape x")
    assert questions(page, "[data-decided='yes']") == []
    with served(desk, given):
        page.get_by_text("The connection is back").wait_for(timeout=8000)
        assert page.locator("#alert").is_hidden()
        page.reload(wait_until="networkidle")
        assert page.input_value("textarea[name='answer']") == "Kept through it all"
        page.get_by_role("button", name="Save").click()
        page.locator(".form").wait_for(state="detached")
    assert "Kept through it all" in (tmp_path / "decks" / "cards.yaml").read_text("utf-8")


# The note and its cards


def test_a_card_and_its_statement_light_each_other(review: Review, context: "BrowserContext") -> None:
    """By mouse and by focus; statements on a card of the deck are shaded, those on none are plain."""
    page = review.open(context)
    page.locator(".entry", has_text="What is neap tide?").first.hover()
    assert "Neap tide" in page.locator(".unit.lit").first.inner_text()
    page.locator("#note .unit", has_text="Bowline").hover()
    assert any("bowline" in one.lower() for one in questions(page, ".lit"))
    press(page, "s")
    assert page.evaluate("document.activeElement.classList.contains('unit')")
    press(page, "ArrowDown")
    assert page.locator(".unit:focus.lit").count() == 1
    assert page.locator("#note .unit", has_text="harbour master").get_attribute("class") == "unit"
    assert "taken" in str(page.locator("#note .unit", has_text="Bowline").get_attribute("class"))


def test_a_time_is_a_link_that_tells_nobody_where_from(review: Review, context: "BrowserContext") -> None:
    """In a tab of its own."""
    page = review.open(context)
    link = page.locator("a.time").first
    assert link.get_attribute("rel") == "noreferrer"
    assert link.get_attribute("target") == "_blank"
    assert link.get_attribute("href") == "https://video.example/harbour#t=70"


def test_two_tabs_show_the_same(review: Review, context: "BrowserContext") -> None:
    """What one does, the other shows at once."""
    one, other = review.open(context), review.open(context)
    press(one, "x")
    other.locator(".entry[data-standing='dropped']").wait_for(timeout=3000)
    assert questions(other, "[data-standing='dropped']") == questions(one, "[data-standing='dropped']")


def test_an_edited_note_is_shown_while_typing_goes_on(review: Review, context: "BrowserContext") -> None:
    """Words, focus and place of the form stay."""
    page = review.open(context)
    press(page, "j e")
    page.locator("textarea[name='answer']").fill("Half a th")
    file = review.vault / "sea/harbour.md"
    file.write_text(HARBOUR + "- **Slack water:** The time when a tide turns and the water stands.\n", "utf-8")
    page.locator("#note").get_by_text("Slack water").wait_for(timeout=10000)
    page.keyboard.type("ought")
    assert page.input_value("textarea[name='answer']") == "Half a thought"
    assert page.locator(".entry", has_text="slack water").count()


# The list


def test_the_list_is_sought_and_sifted(review: Review, context: "BrowserContext") -> None:
    """By words, deck and what is to be done."""
    page = review.open(context, "/")
    shown = page.locator(".notes tbody tr:visible a")
    assert shown.all_inner_texts() == ["Harbour", "Stars"]
    press(page, "/ s t a r")
    assert shown.all_inner_texts() == ["Stars"]
    page.fill("#search", "")
    page.select_option("#deck", "sea")
    assert shown.all_inner_texts() == ["Harbour"]
    page.select_option("#which", "decided")
    assert page.locator("#nothing").is_visible()
    assert page.inner_text("#shown") == "0 of 2 notes"
    page.reload(wait_until="networkidle")
    assert page.inner_text("#shown") == "0 of 2 notes"
    assert review.messages == []


def test_a_long_list_is_sought_in_an_instant(browser: "Browser", review: Review) -> None:
    """Two thousand notes."""
    overview = review.desk.overview()
    assert overview is not None
    rows = tuple(replace(overview.rows[0], path=f"sea/{at}.md", title=f"Note {at}") for at in range(2000))
    html = list_page(replace(overview, rows=rows), review.desk.state())
    with browser.new_context() as context:
        show_in(context, review.given)
        page = context.new_page()
        page.route("**/", lambda route: route.fulfill(body=html, content_type="text/html"))
        page.goto(review.given.origins[0] + "/", wait_until="load")
        page.locator("#shown", has_text="2000 of 2000").wait_for()
        took = page.evaluate(
            """() => { const search = document.getElementById("search"); const start = performance.now();
            search.value = "note 199"; search.dispatchEvent(new Event("input")); document.body.offsetHeight;
            return performance.now() - start; }"""
        )
        assert page.inner_text("#shown") == "12 of 2000 notes"
    assert took < 500


def test_the_deck_is_built_from_the_page(review: Review, context: "BrowserContext") -> None:
    """What would change is shown first."""
    page = review.open(context, "/")
    page.get_by_role("button", name="Build…").click()
    page.locator("#forecast", has_text="new").wait_for()
    page.locator("#build-now").click()
    page.locator("#forecast", has_text="cards in 2 decks").wait_for(timeout=20000)
    assert (review.decks / "sea.apkg").exists()


def test_reading_for_the_first_time_shows_how_far_it_is() -> None:
    """Before there is a list."""
    reading = State(revision=0, done=7, total=40, is_busy=True, undo="", problem="")
    html = list_page(None, reading)
    assert '<progress id="reading" aria-label="Notes read" max="40" value="7">' in html
    assert "7 of 40 notes" in html


def test_the_list_comes_when_the_notes_have_been_read(tmp_path: Path, context: "BrowserContext") -> None:
    """By itself."""
    vault = write(tmp_path / "vault", {"cuedeck.yaml": "", "sea/harbour.md": HARBOUR})
    with served(Desk(vault, tmp_path / "decks", jobs=1)) as given:
        page = context.new_page()
        page.goto(given.address)
        page.locator(".notes a", has_text="Harbour").wait_for(timeout=20000)


# Parts


def test_a_preview_is_what_anki_shows() -> None:
    """Question above answer; a gap is filled on the answer's side; nothing of it is HTML of its own."""
    assert "<script>" not in preview("<script>", "x")
    shown = preview("The sea is […].", "deep")
    front, _, back = shown.partition('<hr id="answer">')
    assert '<span class="cloze">[...]</span>' in front
    assert 'is <span class="cloze">deep</span>.' in back


def test_a_forecast_tells_what_changes_and_why_it_would_stop() -> None:
    """In words."""
    html = forecast_part(Forecast(changes={"new": 2, "kept": 0}, alarms=("Half <of> it.",), problems=("a.md:1: b",)))
    assert "<b>2</b> new" in html
    assert "Half &lt;of&gt; it." in html
    assert "a.md:1: b" in html
    assert "kept" not in html
    assert "nothing would change" in forecast_part(Forecast(changes={}, alarms=(), problems=()))


def test_charts_say_in_words_what_they_draw() -> None:
    """Each is an image with a name; an empty vault has none."""
    row = NoteRow(
        path="a.md",
        title="A",
        deck="a",
        taken=3,
        offered=2,
        dropped=1,
        undecided=4,
        new=0,
        told=1,
        sentences=4,
        problem="",
    )
    drawn = "".join(charts(Overview(vault="v", rows=(row,), kinds={"list": 3}, writers={"<b>": 3})))
    for words in ("decided: 2; to decide: 4", "list: 3", "&lt;b&gt;: 3", "20 to 30 %: 1"):
        assert words in drawn
    assert drawn.count('role="img"') == 4
    assert charts(Overview(vault="v", rows=(), kinds={}, writers={})) == ()


# For everyone


@pytest.mark.parametrize(("scheme", "width"), SETTINGS)
def test_nothing_keeps_anyone_from_using_the_pages(browser: "Browser", review: Review, scheme: str, width: int) -> None:
    """The rules of axe find no fault; nothing is wider than the window; touch has room on a phone."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    colours: Literal["dark", "light"] = "dark" if scheme == "dark" else "light"
    with browser.new_context(color_scheme=colours, viewport={"width": width, "height": 844}) as context:
        for path, keys in (("/", ""), ("/", "?"), (NOTE, "Enter x"), (NOTE, "e"), (NOTE, "n"), (NOTE, "?")):
            page = review.open(context, path)
            press(page, keys)
            page.wait_for_timeout(300)
            faults = axe.Axe().run(page).response["violations"]
            assert [(path, keys, one["id"], one["nodes"][0]["html"]) for one in faults] == []
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            if width < 400:
                assert page.evaluate(_TOO_SMALL) == []
    assert review.messages == []


_TOO_SMALL = """() => [...document.querySelectorAll("button, a.button, select, input:not([type=checkbox]), textarea")]
    .filter((one) => one.offsetParent && one.getBoundingClientRect().height < 44).map((one) => one.outerHTML)"""


def test_a_phone_shows_cards_or_the_note(browser: "Browser", review: Review) -> None:
    """One at a time, and from a card to its statement."""
    with browser.new_context(viewport={"width": 390, "height": 844}) as context:
        page = review.open(context)
        assert page.locator("#note").is_hidden()
        page.locator(".entry").last.get_by_role("button", name="Show in note").click()
        assert page.locator(".unit.lit").first.is_visible()
        page.get_by_role("button", name="Cards", exact=True).click()
        assert page.locator(".entry").first.is_visible()
