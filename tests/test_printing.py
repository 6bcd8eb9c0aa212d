"""What `cuedeck sheet` promises: its files, its numbers, its report, and that it only reads what is not its own."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from cuedeck.cards.card import Kind
from cuedeck.cards.spacing import APART
from cuedeck.decks.app.printing import choose
from cuedeck.decks.page.words import wording
from cuedeck.decks.paper.choices import Layout, Order
from cuedeck.decks.paper.document import MOST, documents
from cuedeck.decks.paper.job import job
from cuedeck.decks.paper.print_card import leaves
from cuedeck.notes.config import ConfigError
from tests.build_cards import card, with_entries
from tests.press import needs_weasyprint
from tests.vaults import BROKEN, KNOTS, TIDES, entries, run, sea, state, vocabulary, write

LAYOUTS = [layout.value for layout in Layout]


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run every test in a folder of its own."""
    monkeypatch.chdir(tmp_path)


def numbers(html: str) -> dict[str, int]:
    """Number of each question on a page of cards."""
    found = re.findall(r'<b class="a n [^"]*">(\d+)</b>(?:<p class="a k.*?</p>)?<div[^>]*><div>(.*?)</div>', html)
    return {text: int(number) for number, text in found}


# --- files ---


@pytest.mark.parametrize("layout", LAYOUTS)
def test_each_deck_becomes_a_file_named_after_the_layout(layout: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing else is written, and what was written is told."""
    notes = sea(Path())
    assert run("sheet", notes, "-o", "out", "--layout", layout) == 0
    assert list(state(Path("out"))) == [f"sea-{layout}.html", f"sky-{layout}.html"]
    out = capsys.readouterr().out
    assert re.search(r"^sea: \d+ cards", out, re.MULTILINE)
    assert f"    out/sea-{layout}.html\n" in out


def test_the_default_is_cards() -> None:
    """Both faces of each card are there, with the words of the deck's language."""
    assert run("sheet", sea(Path())) == 0
    html = Path("decks/sky-cards.html").read_text("utf-8")
    assert "Sheet 1 of 1 · front" in html
    assert "Sheet 1 of 1 · back" in html
    assert "Page 2 of 2" in html


@pytest.mark.parametrize("layout", ["cards", "fold", "quiz", "index"])
def test_words_on_paper_are_in_the_language_of_their_reader(layout: str) -> None:
    """The cards keep their own, which every panel of theirs tells."""
    write(sea(Path()), {"cuedeck.yaml": "interface: de\n"})
    assert run("sheet", "vault", "--layout", layout) == 0
    html = Path(f"decks/sea-{layout}.html").read_text("utf-8")
    assert '<html lang="de">' in html
    assert re.search(r"Seite 2 von \d|Seite 1 von 1", html)
    panels = re.findall(r"<article class=[^>]*>", html)
    assert panels
    assert all(' lang="en"' in panel for panel in panels)


def test_a_page_needs_nothing_else() -> None:
    """No script, no address that is loaded, and nothing of the notes can become markup."""
    evil = "</style><script>alert(1)</script>"
    note = f"# {evil}\n\n## {evil}\n\n- **Anchor:** A heavy iron that holds a ship to the ground.\n"
    write(Path(), {"vault/sea/note.md": note})
    for layout in LAYOUTS:
        run("sheet", "vault", "--layout", layout)
    for path, data in state(Path("decks")).items():
        html = data.decode()
        assert html.count("</style>") == 1, path
        assert "<script>alert" not in html
        assert "default-src 'none'" in html
        assert not re.search(r'(?:src|href)="(?!data:|https://|#)', html), path


def test_more_than_a_thousand_cards_are_written_in_parts_that_join_up() -> None:
    """Sheets and pages are counted through; each card is in one part."""
    cards = with_entries(*(card(f"g{number}", f"What is {number}?") for number in range(MOST + 9)))
    for order in Order:
        wanted = job(Layout.CARDS, order=order)
        ready, _ = leaves(cards, images={}, codes=wanted.codes)
        (first, second), _ = documents("Sky", ready, wanted, wording("en"))
        assert (first.pages, second.pages) == (250, 4)
        assert "Page 250 of 254" in first.html
        assert "Page 251 of 254" not in first.html
        assert re.findall(r"Page \d+ of 254", second.html) == [f"Page {page} of 254" for page in range(251, 255)]
        assert set(re.findall(r"Sheet \d+ of 127", second.html)) == {"Sheet 126 of 127", "Sheet 127 of 127"}
        found = numbers(first.html) | numbers(second.html)
        assert {f"What is {number}?": number + 1 for number in range(MOST + 9)}.items() <= found.items()


def test_parts_are_numbered_in_their_names(monkeypatch: pytest.MonkeyPatch) -> None:
    """`sea-cards-1.html` and so on; a deck of one part has no number."""
    monkeypatch.setattr("cuedeck.decks.paper.document.MOST", 3)
    assert run("sheet", sea(Path()), "-o", "out") == 0
    assert list(state(Path("out"))) == ["sea-cards-1.html", "sea-cards-2.html", "sky-cards.html"]


# --- numbers ---


def test_numbers_are_those_of_the_ledger(capsys: pytest.CaptureFixture[str]) -> None:
    """After a build and an edit, a card keeps the number that it has in Anki; nothing is said where all is equal."""
    notes = sea(Path())
    run("build", notes, "-o", "out")
    remembered = {question: entry.number for question, entry in entries(Path("out/sea.ledger.jsonl")).items()}
    capsys.readouterr()
    run("sheet", notes, "-o", "out")
    assert capsys.readouterr().err == ""
    assert remembered.items() <= numbers(Path("out/sea-cards.html").read_text("utf-8")).items()


def test_the_ledger_is_read_and_never_written(capsys: pytest.CaptureFixture[str]) -> None:
    """Newer notes are told; new cards have the numbers that a build would give them."""
    notes = sea(Path())
    run("build", notes, "-o", "out")
    before = state(Path("out"))
    write(
        notes, {"sea/rope/knots.md": KNOTS + "- **Reef knot:** A knot that ties two ends of one rope around a sail.\n"}
    )
    capsys.readouterr()
    assert run("sheet", notes, "-o", "out") == 0
    err = capsys.readouterr().err
    assert re.search(r"deck sea: the notes differ from out/sea\.ledger\.jsonl \(1 new\); `cuedeck build`", err)
    assert "deck sky" not in err
    assert before.items() <= state(Path("out")).items()
    found = numbers(Path("out/sea-cards.html").read_text("utf-8"))
    run("build", notes, "-o", "out")
    assert found["What is a reef knot?"] == entries(Path("out/sea.ledger.jsonl"))["What is a reef knot?"].number


def test_without_a_ledger_numbers_are_those_of_a_first_build(capsys: pytest.CaptureFixture[str]) -> None:
    """That is said, and no ledger is made."""
    notes = sea(Path())
    assert run("sheet", notes, "-o", "out") == 0
    assert (
        "deck sea: no ledger in out, so the numbers are those that a first build would give" in capsys.readouterr().err
    )
    found = numbers(Path("out/sea-cards.html").read_text("utf-8"))
    run("build", notes, "-o", "out")
    assert {question: found[question] for question in entries(Path("out/sea.ledger.jsonl"))} == {
        question: entry.number for question, entry in entries(Path("out/sea.ledger.jsonl")).items()
    }


# --- which cards ---


def test_filters_choose_cards_and_leave_their_numbers() -> None:
    """Headings by a part of them, kinds by name; a deck of which nothing is chosen is left out."""
    notes = sea(Path())
    run("sheet", notes, "-o", "all")
    everything = numbers(Path("all/sea-cards.html").read_text("utf-8"))
    assert run("sheet", notes, "-o", "some", "--section", "KNOTS", "--kind", "definition") == 0
    assert list(state(Path("some"))) == ["sea-cards.html"]
    chosen = numbers(Path("some/sea-cards.html").read_text("utf-8"))
    assert {text for text in chosen if text.startswith("What")} == {"What is a bowline?", "What is a clove hitch?"}
    assert chosen.items() <= everything.items()


def test_tags_stand_for_those_below_them() -> None:
    """Any of the tags given, with or without `#`."""
    tagged = [card(f"g{place}") for place in range(4)]
    for one, tags in zip(tagged, (("Sea",), ("sea/rope",), ("seaside",), ("sky::stars",)), strict=True):
        object.__setattr__(one, "tags", tags)
    takes = [[choose(tags=tags).takes(one) for one in tagged] for tags in (["#sea"], ["sky", "seaside"])]
    assert takes == [[True, True, False, False], [False, False, True, True]]


def test_an_unknown_kind_is_refused() -> None:
    """With those there are; the known ones are taken."""
    with pytest.raises(ConfigError, match="unknown kind `verse`; kinds are definition, term"):
        choose(kinds=["verse"])
    assert choose(kinds=["qa"]).kinds == (Kind.QA,)


def test_nothing_chosen_is_said_plainly(capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 1, and no file."""
    assert run("sheet", sea(Path()), "-o", "out", "--tag", "moon") == 1
    assert "cuedeck: none of the cards was chosen\n" in capsys.readouterr().err
    assert not Path("out").exists()


# --- what goes wrong ---


@pytest.mark.parametrize(
    ("args", "sentence"),
    [
        (["--layout", "cards", "--paper", "a7"], "the layout `cards` needs a4 or letter; a7 holds one card"),
        (["--layout", "fold", "--flip", "short"], "the layout `fold` is printed on one side; leave --flip out"),
        (["--back-offset", "1"], "--back-offset takes two figures in millimetres"),
        (["--layout", "poster"], "Invalid value for '--layout'"),
        (["--kind", "verse"], "unknown kind `verse`"),
        (["-o", "vault"], "vault: holds Python code"),
    ],
)
def test_wrong_use_is_one_sentence_and_writes_nothing(
    args: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit code 2."""
    write(sea(Path()), {"__init__.py": ""})
    before = state(Path())
    assert run("sheet", "vault", *args) == 2
    err = capsys.readouterr().err
    assert err.startswith(f"cuedeck: {sentence}")
    assert err.count("\n") == 1
    assert state(Path()) == before


def test_problems_of_notes_are_told_and_the_rest_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 1, as in a build."""
    write(sea(Path()), {"sky/anchor.md": BROKEN})
    assert run("sheet", "vault") == 1
    assert "vault/sky/anchor.md:2: " in capsys.readouterr().err
    assert list(state(Path("decks"))) == ["sea-cards.html", "sky-cards.html"]


def test_cards_that_do_not_fit_are_named(capsys: pytest.CaptureFixture[str]) -> None:
    """One line for each reason, with the numbers on the cards."""
    long = "Because " + "warm air holds more water than cold air, and " * 30 + "rain falls."
    note = f"# Air\n\nWhy is it wet?::{long}\n\nWhy is it dry?::It is not.\n"
    write(Path(), {"vault/sky/air.md": note, "vault/cuedeck.yaml": "limits: {enumeration: 1000}\n"})
    assert run("sheet", "vault") == 0
    err = capsys.readouterr().err
    assert re.search(r"^cuedeck: deck sky: 1 card on larger cards at the end, since the text .*: 1$", err, re.MULTILINE)


def test_no_markup_of_notes_is_left_on_any_page() -> None:
    """Neither clozes nor wikilinks nor timestamps nor TeX delimiters, and money stays money."""
    note = TIDES + "\nThe tide at {{c1::Fundy}} rises by ==16 metres== [[bays|there]] [00:03:10].\n"
    note += "\nA boat costs:: between $5 and $6 at [[harbour]] \\(x^2\\) [04:00]\n"
    write(Path(), {"vault/sea/tides.md": note})
    for layout in LAYOUTS:
        assert run("sheet", "vault", "--layout", layout) == 0
        html = Path(f"decks/sea-{layout}.html").read_text("utf-8")
        body = re.sub(r"<style>.*?</style>|<script>.*?</script>|base64,[\w+/=]*", "", html, flags=re.DOTALL)
        assert not re.search(r"\{\{c1|\[\[|\]\]|==|\[?\d\d:\d\d:\d\d|\\\(", body), layout
        assert layout == Layout.CALIBRATION or "between $5 and $6" in body


# --- PDF ---


@pytest.mark.slow
def test_pdf_is_written_beside_the_page_and_is_always_the_same() -> None:
    """Tagged, with an outline of the notes and the title of the deck."""
    needs_weasyprint()
    notes = sea(Path())
    assert run("sheet", notes, "-o", "out", "--pdf") == 0
    assert list(state(Path("out"))) == ["sea-cards.html", "sea-cards.pdf", "sky-cards.html", "sky-cards.pdf"]
    assert run("sheet", notes, "-o", "again", "--pdf") == 0
    assert state(Path("out")) == state(Path("again"))
    if not shutil.which("pdfinfo"):
        pytest.skip("poppler-utils is not installed")
    told = subprocess.run(["pdfinfo", "out/sea-cards.pdf"], check=True, capture_output=True, text=True).stdout
    assert re.search(r"^Title: +sea$", told, re.MULTILINE)
    assert re.search(r"^Tagged: +yes$", told, re.MULTILINE)
    outline = ["pdftohtml", "-xml", "-i", "-stdout", "out/sea-cards.pdf"]
    shown = subprocess.run(outline, check=True, capture_output=True, text=True).stdout
    assert re.findall(r'<item page="\d+">(.*)</item>', shown) == ["sea", "Knots of the harbour", "Tides of the sea"]


def test_without_weasyprint_a_sentence_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit code 2, before a note is read; the page alone can be had."""
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    notes = sea(Path())
    assert run("sheet", notes, "-o", "out", "--pdf") == 2
    err = capsys.readouterr().err
    assert "cuedeck: --pdf needs WeasyPrint: install it with `pip install 'cuedeck[pdf]'`" in err
    assert "print the .html file from a browser" in err
    assert not Path("out").exists()
    assert run("sheet", notes, "-o", "out") == 0


@pytest.mark.slow
def test_characters_without_a_font_are_told(
    capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    """A character that no font has is named once, and WeasyPrint's own warnings are not shown."""
    needs_weasyprint()
    write(Path(), {"vault/sky/air.md": "# Air\n\nWhich rune is it?::It is \U0010fffd and \U0010fffd again.\n"})
    assert run("sheet", "vault", "--pdf") == 0
    assert "no font here has \U0010fffd, so the PDF shows boxes" in capsys.readouterr().err
    assert not caplog.records


# --- order ---


@pytest.mark.parametrize("layout", ["quiz", "cards", "fold", "index"])
def test_siblings_come_apart_on_paper(tmp_path: Path, layout: str) -> None:
    """Neither the quiz nor a stack of cut cards asks a word right after its translation."""
    vault = write(tmp_path / "vault", vocabulary(20))
    assert run("sheet", vault, "-o", tmp_path, "--layout", layout) == 0
    html = (tmp_path / f"words-{layout}.html").read_text("utf-8")
    order = list(dict.fromkeys(map(int, re.findall(r'<b class="a n [^"]*">(\d+)</b>', html))))
    assert sorted(order) == list(range(1, 41))
    pairs_apart = [abs(order.index(first) - order.index(first + 1)) for first in range(1, 41, 2)]
    assert min(pairs_apart) >= APART // 2


def test_the_outline_of_a_print_names_each_note_once(tmp_path: Path) -> None:
    """Cards of two notes mix where one goes over into the other."""
    other = vocabulary(20)["words/list.md"].replace("# Words", "# Verbs").replace("word:::", "verb:::")
    vault = write(tmp_path / "vault", vocabulary(20) | {"words/verbs.md": other.replace("Wort", "Verb")})
    assert run("sheet", vault, "-o", tmp_path, "--layout", "quiz") == 0
    html = (tmp_path / "words-quiz.html").read_text("utf-8")
    assert sorted(re.findall(r'data-outline="(\w+)"', html)) == ["Verbs", "Words"]
