"""The sheet: what stands on it, and that it prints whole."""

import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Sequence
from html import escape, unescape
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cuedeck.decks.app.build import build
from cuedeck.decks.page.sheet import page
from cuedeck.notes.cue import Cue
from tests.browser import Word, printed, read, visit
from tests.press import needs_weasyprint
from tests.sheets import DOT, Pair, cells, face, pair, printable, sheet, time, words
from tests.vaults import write

if TYPE_CHECKING:
    from playwright.sync_api import Browser

MARKS = r"""---
title: Marks of the sky
videoId: cuedeck0001
---
- **Cirrus:** A [[clouds|cloud]] of ice that is ==high== and thin. [[00:01:10]]
- **Cumulus:** A cloud of water at \(h = 2\) km <a class="yt-timestamp" data-t="00:02:10">[00:02:10]</a>

What does a balloon cost?::It costs between $5 and $6 [03:10]

Fog is a {{c1::cloud}} that touches the ground [00:04:10].

The ==sun== warms the ground first [[00:05:10](https://youtu.be/cuedeck0001?t=310)].
"""

# What stands on the page


def test_text_of_notes_cannot_become_markup() -> None:
    """Titles, headings, context, paths and deck names are shown letter by letter."""
    evil = "</style><script>alert(1)</script>"
    html = page(evil, [pair(1, path=(evil, evil), context=(evil, evil, f"{evil} again"), note=evil)], images={})
    assert html.count("<script") == html.count("</script>") == html.count("</style>") == 1
    assert re.findall(r'<p class="context" dir="auto">(.*?)</p>', html) == [escape(f"{evil} again")]


def test_a_deck_name_cannot_leave_its_css_string() -> None:
    """Quotes, backslashes and line ends of a deck name stay inside the page header."""
    html = page('A\\"; } * { display: none }\n', [pair(1)], images={})
    assert r'content: "A\5c \22 \3b  \7d  \2a  \7b  display\3a  none \7d \a ";' in html


def test_only_cues_link_out() -> None:
    """No address stands on the page but those of the cues, and nothing is loaded from anywhere."""
    cards = [pair(1, cue=Cue(81, "https://video.example/?v=a&t=81s")), pair(2, note="b.md")]
    html = sheet(*cards, pair(3, answer='<img src="https://evil.example/x.png" alt="A tree">'))
    links = [unescape(link) for link in re.findall(r'href="([^"]*)"', html)]
    assert [link for link in links if not link.startswith("#")] == ["https://video.example/?v=a&t=81s"]
    assert not re.findall(r'src="(?!data:)|url\(|@import|<link|<script ', html)
    assert "A tree" in html


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", " JavaScript:alert(1)", "java\nscript:alert(1)", "data:text/html,x"]
)
def test_a_link_that_could_run_a_script_is_only_text(url: str) -> None:
    """A cue keeps its time and loses its link."""
    assert cells(sheet(pair(1, cue=Cue(81, url))), "time") == ["1:21"]


@pytest.mark.parametrize(
    ("cue", "shown"),
    [
        (Cue(81, "https://v.example/81"), '<a href="https://v.example/81" rel="noopener" target="_blank">1:21</a>'),
        (Cue(3725, "../talk.mp3#t=3725"), '<a href="../talk.mp3#t=3725" rel="noopener" target="_blank">1:02:05</a>'),
        (Cue(81, None), "1:21"),
        (Cue(81, None, suspect=True), "1:21?"),
        (Cue(81, None, inherited=True), "≈\N{NO-BREAK SPACE}1:21"),
        (Cue(81, None, inherited=True, suspect=True), "≈\N{NO-BREAK SPACE}1:21?"),
        (None, ""),
    ],
)
def test_times_are_shown_as_far_as_they_are_known(cue: Cue | None, shown: str) -> None:
    """A link where there is one, a question mark where the time is doubtful, nothing without a cue."""
    assert cells(sheet(pair(1, cue=cue)), "time") == [shown]


def test_a_time_of_a_neighbour_says_so() -> None:
    """In the page's words, on the page and where the pointer rests; a page without such times says nothing of them."""
    own, near = pair(1, cue=Cue(81, None)), pair(2, cue=Cue(81, None, inherited=True))
    html = page("Himmel", [own, near], images={}, interface="de")
    told = "Eine Zeit mit ≈ ist die nächste in der Notiz, nicht die der Karte selbst."
    assert f'<p class="lead">2 Karten aus 1 Notiz. {told}</p>' in html
    assert re.findall(r'<td class="time"(.*?)>', html) == ["", f' title="{told}" lang="de"']
    assert "≈" not in page("Himmel", [own], images={}, interface="de")


def test_math_in_titles_loses_its_delimiters() -> None:
    """A heading has the bare TeX."""
    assert '<h2 id="note-1" dir="auto">Powers x^2</h2>' in sheet(pair(1, path=(r"Powers \(x^2\)",)))


def test_images_are_part_of_the_page() -> None:
    """An image stands inside the page, a missing one gives way to its alternative text."""
    assert face('<img alt="A dot" src="img/dot.png">') == f'<img alt="A dot" src="{DOT}">'
    assert face('<img src="img/none.png" alt="A &lt; dot">') == "A &lt; dot"


def test_cards_stand_in_reading_order_under_their_headings() -> None:
    """Notes and sections head the cards once each, and a card repeats none of them."""
    one, two = ("Clouds", "Kinds"), ("Clouds", "Kinds", "High")
    html = sheet(pair(5), pair(2, path=one), pair(9, path=two), pair(1, path=("Rain",), note="b.md"), pair(4, path=two))
    assert cells(html, "number") == ["5", "2", "9", "4", "1"]
    assert re.findall(r'<h2 id="[^"]*" dir="auto">(.*?)</h2>', html) == ["Clouds", "Rain"]
    assert re.findall(r'scope="rowgroup" dir="auto">(.*?)</th>', html) == ["Kinds", "Kinds › High"]
    assert '<p class="context"' not in html


def test_no_neighbours_on_the_list_give_each_other_away() -> None:
    """Siblings stand under their headings, with another row between them; a heading comes again where it must."""
    rows = [
        pair(1, question="What is dew?", answer="Water", path=("Sky", "Wet")),
        pair(2, question="What is water at dawn?", answer="Dew", path=("Sky", "Wet")),
        pair(3, question="What is wind?", answer="Air", path=("Sky", "Dry")),
        pair(4, question="What is hail?", answer="Ice", path=("Sky", "Cold")),
    ]
    html = sheet(*rows)
    assert cells(html, "number") == ["1", "3", "2", "4"]
    assert re.findall(r'scope="rowgroup" dir="auto">(.*?)</th>', html) == ["Wet", "Dry", "Wet", "Cold"]
    assert re.findall(r'data-place="([^"]*)"', html) == ["1.1", "1.2", "1.1", "1.3"]


def test_a_heading_that_comes_again_gives_no_answer_away_either() -> None:
    """A section whose heading answers one of its cards has no heading, wherever its cards stand."""
    path = ("Sky", "Dew")
    rows = [
        pair(1, question="What is water at dawn?", answer="Dew", path=path, context=("Sky",)),
        pair(2, question="What is dew?", answer="Water", path=path),
        pair(3, question="What is wind?", answer="Air", path=("Sky", "Dry")),
    ]
    assert re.findall(r'scope="rowgroup" dir="auto">(.*?)</th>', sheet(*rows)) == ["Dry"]


def test_context_beyond_the_headings_stays_with_its_card() -> None:
    """What only the card knows, such as a lead-in, is shown above its question."""
    html = sheet(pair(1, path=("Clouds", "Kinds"), context=("Clouds", "Kinds", "In the tropics")))
    assert re.findall(r'<p class="context" dir="auto">(.*?)</p>', html) == ["In the tropics"]


def test_every_section_can_be_picked() -> None:
    """Those around others, those whose heading no card shows, and those that come again, once each, as they are nested."""
    cards = [
        pair(1, path=("Clouds", "1 Kinds", "1.1 High", "1.1.1 Ice")),
        pair(2, path=("Clouds", "2 Rain")),
        pair(3, path=("Clouds", "1 Kinds", "1.2 Low"), context=("Clouds", "1 Kinds")),
        pair(4, path=("Clouds", "1 Kinds", "1.1 High")),
        pair(5, path=("Clouds",)),
        pair(6, path=("Winds", "1 Kinds"), note="b.md"),
    ]
    html = sheet(*cards)
    assert [text.split("&emsp;") for text in re.findall(r'<option value="[\d.]+"[^>]*>(.*?)</option>', html)] == [
        ["Clouds"],
        ["", "1 Kinds"],
        ["", "", "1.1 High"],
        ["", "", "", "1.1.1 Ice"],
        ["", "", "1.2 Low"],
        ["", "2 Rain"],
        ["Winds"],
        ["", "1 Kinds"],
    ]
    places = re.findall(r'data-place="([\d.]+)"', html)
    assert places == ["1.1.1.1", "1.2", "1.1.2", "1.1.1", "1", "2.1"]


def test_a_heading_that_gives_an_answer_away_heads_no_cards() -> None:
    """Where one card leaves a heading out, its neighbours take the heading with them."""
    path = ("Clouds", "High", "Cirrus")
    asked_for = pair(1, answer="Cirrus", path=path, context=("Clouds", "High"))
    html = sheet(asked_for, pair(2, path=path))
    assert re.findall(r'scope="rowgroup" dir="auto">(.*?)</th>', html) == ["High"]
    assert re.findall(r'<p class="context" dir="auto">(.*?)</p>', html) == ["Cirrus"]


def test_a_note_without_a_title_is_named_after_its_file() -> None:
    """The heading is never empty."""
    assert ">clouds</h2>" in sheet(pair(1, path=()))


def test_the_page_has_its_landmarks() -> None:
    """One language, one main, one first heading, a named list of notes when there are several."""
    html = sheet(pair(1), pair(2, note="b.md"))
    assert html.startswith('<!DOCTYPE html>\n<html lang="en">\n')
    for tag in ("<title>Sky</title>", "<main>", '<h1 dir="auto">Sky</h1>', '<nav aria-label="Notes">'):
        assert html.count(tag) == 1
    assert "<nav" not in sheet(pair(1))


def test_every_card_can_be_found_by_its_guid() -> None:
    """A card is one element with its guid, its question and its answer marked."""
    html = sheet(pair(1), pair(2))
    assert re.findall(r'class="card" id="card-\d+" data-guid="([^"]*)"', html) == [
        "guid-00000000001",
        "guid-00000000002",
    ]
    assert len(cells(html, "question")) == len(cells(html, "answer")) == 2


def test_the_page_speaks_to_its_reader_and_cards_keep_their_language() -> None:
    """Its own words are in one language, each note is in its own, and of an unknown one nothing is claimed."""
    cards = [pair(1), pair(2, note="b.md"), pair(3, note="c.md")]
    html = page("Himmel", cards, images={}, languages={"sky/clouds.md": "nl", "b.md": "de"}, interface="de")
    assert '<html lang="de">' in html
    assert '"Seite " counter(page) " von " counter(pages)' in html
    assert re.findall(r'<section class="note"(.*?)>', html) == [' lang="nl"', "", ' lang=""']
    assert re.findall(r"<thead(.*?)>.*?Frage</th>", html) == [' lang="de"', "", ' lang="de"']
    assert re.findall(r'<option value="[123]"(.*?)>', html) == [' lang="nl"', "", ' lang=""']


@pytest.mark.parametrize("interface", [None, "en", "pl"])
def test_a_page_without_words_of_its_own_is_english(interface: str | None) -> None:
    """Its language is told as it is."""
    html = page("Lucht", [pair(1)], images={}, languages={"sky/clouds.md": "pl"}, interface=interface)
    assert '<html lang="en">' in html
    assert ">Question</th>" in html
    assert '<section class="note" lang="pl">' in html


def test_nothing_of_the_markup_of_notes_is_left(tmp_path: Path) -> None:
    """No marks of clozes, links, formulas and times of any program stand on a page."""
    built = build(write(tmp_path, {"sky/marks.md": MARKS}), tmp_path / "decks")
    html = (tmp_path / "decks" / "sky.html").read_text("utf-8")
    shown = re.sub(r"<script>.*</script>|<style>.*</style>", "", html, flags=re.DOTALL)
    assert built.cards > 3
    assert "between $5 and $6" in shown
    assert shown.count("<svg") == 1
    assert [
        mark for mark in ("{{", "}}", "[[", "]]", "==", "::", "yt-timestamp", "[0", r"\(", r"\[") if mark in shown
    ] == []


def test_the_same_cards_give_the_same_bytes() -> None:
    """Nothing on the page comes from the clock or from chance."""
    assert page("Sky", printable(), images={}) == page("Sky", printable(), images={})


# On paper


PAPER = {"A4": (595, 842), "Letter": (612, 792)}
"""Width and height in points."""

POINTS = 72 / 25.4
"""Of a millimetre."""

MARGIN = 34
"""Points around all cards: 12 mm, the narrowest margin of the sheet. Header and page number stand in it."""


def faults(paper: Sequence[Word], cards: Sequence[Pair]) -> list[str]:
    """What is lost, doubled, cut between pages, or not beside its number and time."""
    counts = Counter(word.text for word in paper)
    found = []
    for card, entry in cards:
        own = [*card.question.plain.split(), *card.answer.plain.split()]
        found += [f"{word} stands {counts[word]} times" for word in own if counts[word] != 1]
        if len({word.page for word in paper if word.text in own}) != 1:
            found.append(f"{entry.number} is cut")
        first = next((word for word in paper if word.text == own[0]), None)
        row = sorted(
            (word for word in paper if first and word.page == first.page and abs(word.top - first.top) < 1),
            key=lambda word: word.left,
        )
        if not row or (row[0].text, row[-1].text) != (str(entry.number), time(card)):
            found.append(f"{entry.number} is not beside its number and time")
    return found


def outside(found: Sequence[Word], paper: str) -> list[Word]:
    """The words of cards, all with an x before their number, that reach into the margins."""
    width, height = PAPER[paper]
    cards = [word for word in found if re.fullmatch(r"\w+x\d+", word.text)]
    return [word for word in cards if min(word.left, word.top, width - word.right, height - word.bottom) < MARGIN]


@pytest.mark.parametrize("paper", PAPER)
def test_every_card_is_printed_once_and_whole(browser: "Browser", tmp_path: Path, paper: str) -> None:
    """On either paper: each word once, in its row, on one page, within the margins."""
    cards = printable()
    sizes, found = read(printed(browser, sheet(*cards), tmp_path, paper=paper))
    assert sizes == [pytest.approx(PAPER[paper], abs=1)] * len(sizes)
    assert faults(found, cards) == []
    assert outside(found, paper) == []


@pytest.mark.parametrize(
    "spoil",
    [
        ".card { break-inside: auto !important }",
        ".answer .face { display: none }",
        "td.time { padding-top: 2em !important }",
    ],
)
def test_a_card_that_is_not_printed_whole_is_noticed(browser: "Browser", tmp_path: Path, spoil: str) -> None:
    """The check bites: rows that may be cut, answers left out, times in the wrong place."""
    cards = printable()
    html = sheet(*cards).replace("</style>", f"{spoil}</style>")
    assert faults(read(printed(browser, html, tmp_path))[1], cards)


def test_every_page_has_header_columns_and_number(browser: "Browser", tmp_path: Path) -> None:
    """Deck above, names of the columns over the first row, page x of y below."""
    sizes, found = read(printed(browser, page("My deck", printable(), images={}), tmp_path))
    assert len(sizes) > 3
    for number in range(1, len(sizes) + 1):
        own = [word for word in sorted(found, key=lambda word: (word.top, word.left)) if word.page == number]
        text = " ".join(word.text for word in own)
        assert text.startswith("My deck ")
        assert "No. Question Answer Time" in text
        assert text.endswith(f"Page {number} of {len(sizes)}")


@pytest.mark.parametrize("paper", PAPER)
def test_a_page_that_names_its_paper_is_printed_on_it(browser: "Browser", tmp_path: Path, paper: str) -> None:
    """Whatever the printer holds; without a name, the printer decides."""
    pdf = tmp_path / "page.pdf"
    with browser.new_context() as context:
        opened, _ = visit(context, page("Sky", printable(), images={}, paper=paper), tmp_path)
        opened.pdf(path=pdf, prefer_css_page_size=True)
    sizes, _ = read(pdf)
    assert sizes == [pytest.approx(PAPER[paper], abs=1)] * len(sizes)


def test_the_holes_of_a_binder_meet_no_ink(browser: "Browser", tmp_path: Path) -> None:
    """Nothing is printed within 20 mm of the left edge."""
    _, found = read(printed(browser, sheet(*printable()), tmp_path))
    assert min(word.left for word in found) >= 20 * POINTS


@pytest.mark.slow
def test_another_engine_prints_the_same(tmp_path: Path) -> None:
    """Nothing on paper rests on what only Chromium can do."""
    weasyprint = needs_weasyprint()
    if not shutil.which("pdftotext"):
        pytest.skip("poppler-utils is not installed")
    cards = [*printable(), pair(77, question="formula", answer=r"\(\frac{a}{b}\)")]
    pdf = tmp_path / "page.pdf"
    weasyprint.HTML(string=page("Sky", cards, images={}, paper="A4")).write_pdf(pdf)
    sizes, found = read(pdf)
    assert sizes == [pytest.approx(PAPER["A4"], abs=1)] * len(sizes)
    assert faults(found, cards[:-1]) == []
    assert outside(found, "A4") == []
    assert min(word.left for word in found) >= 20 * POINTS
    for number in range(1, len(sizes) + 1):
        text = " ".join(word.text for word in found if word.page == number)
        assert f"Page {number} of {len(sizes)}" in text
        assert "No. Question Answer Time" in text


def test_headings_stay_with_their_cards(browser: "Browser", tmp_path: Path) -> None:
    """No note and no section begins at the foot of a page without its first card."""
    names = [(f"note{n}", f"part{n}", f"q{n}") for n in range(1, 40)]
    cards = [
        pair(n, question=question, answer=words(f"a{n}", n % 13 * 9), path=(note, part), note=note)
        for n, (note, part, question) in enumerate(names, 1)
    ]
    pages = {word.text: word.page for word in read(printed(browser, sheet(*cards), tmp_path))[1]}
    assert [name for name in names if len({pages[word] for word in name}) > 1] == []


@pytest.mark.parametrize("paper", PAPER)
@pytest.mark.parametrize(
    "form", ["{}", "<pre><code>{}</code></pre>", "<ul><li>{}</li></ul>"], ids=["text", "code", "list"]
)
def test_an_answer_longer_than_a_page_runs_on(browser: "Browser", tmp_path: Path, paper: str, form: str) -> None:
    """It is neither clipped nor hidden behind the margins, and the next card follows."""
    long = words("long", 1500)
    html = sheet(pair(1), pair(2, answer=form.format(long)), pair(3, answer="next"))
    sizes, found = read(printed(browser, html, tmp_path, paper=paper))
    counts = Counter(word.text for word in found)
    assert len(sizes) > 2
    assert all(counts[word] == 1 for word in [*long.split(), "next"])
    assert outside(found, paper) == []


def test_print_is_black_on_white_for_night_owls_too(browser: "Browser", tmp_path: Path) -> None:
    """The dark colours of the screen stay on the screen."""
    pdf = printed(browser, sheet(*printable()), tmp_path, dark=True)
    image = subprocess.run(["pdftoppm", "-r", "100", "-gray", "-singlefile", pdf], check=True, capture_output=True)
    grey = image.stdout.split(b"\n", 3)[3]
    assert min(grey) == 0
    assert grey.count(255) > len(grey) * 0.8
