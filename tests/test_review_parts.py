"""Parts of the pages of a review, without a browser."""

import json
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cuedeck.decks.app.desk import Desk
from cuedeck.decks.local.filling import preview
from cuedeck.decks.page.words import languages
from cuedeck.decks.review.charts import charts
from cuedeck.decks.review.pages import Pages
from cuedeck.decks.review.views import Forecast, NoteRow, Overview
from cuedeck.decks.review.words import words
from tests.review_page import HARBOUR, LONG, STARS, seen
from tests.reviewing import settled
from tests.vaults import write

if TYPE_CHECKING:
    pass

ENGLISH = words("en")


def test_a_preview_is_what_anki_shows() -> None:
    """Question above answer; a gap is filled on the answer's side; nothing of it is HTML of its own."""
    assert "<script>" not in preview("<script>", "x")
    shown = preview("The sea is […].", "deep")
    front, _, back = shown.partition('<hr id="answer">')
    assert '<span class="cloze">[...]</span>' in front
    assert 'is <span class="cloze">deep</span>.' in back


def test_a_forecast_tells_what_changes_and_why_it_would_stop() -> None:
    """In words."""
    html = Pages(ENGLISH).forecast(
        Forecast(changes={"new": 2, "kept": 0}, alarms=("Half <of> it.",), problems=("a.md:1: b",))
    )
    assert "<b>2</b> new" in html
    assert "Half &lt;of&gt; it." in html
    assert "a.md:1: b" in html
    assert "kept" not in html
    several = Forecast(
        changes={"new": 3},
        decks={"sea": {"new": 2}, "sky": {"new": 1}},
        dropped=2,
        directory="/home/me/decks",
        alarms=(),
        problems=(),
    )
    html = Pages(ENGLISH).forecast(several)
    assert "<dt>sea</dt><dd>2 new</dd>" in html
    assert "2 dropped cards stay out." in html
    assert "<code>/home/me/decks</code>" in html
    for changes in ({}, {"new": 0, "kept": 7}):
        assert "nothing would change" in Pages(ENGLISH).forecast(
            Forecast(changes=changes, is_needed=False, alarms=(), problems=())
        )


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
    drawn = "".join(charts(Overview(vault="v", rows=(row,), kinds={"list": 3}, writers={"<b>": 3}), ENGLISH))
    for told in ("2 decided or your own; 4 to decide", "List: 3", "&lt;b&gt;: 3", "20 to 30 %: 1"):
        assert told in drawn
    assert drawn.count('role="img"') == 4
    assert charts(Overview(vault="v", rows=(), kinds={}, writers={}), ENGLISH) == ()


@pytest.mark.parametrize("language", languages())
def test_pages_speak_the_language_of_their_reader(tmp_path: Path, language: str) -> None:
    """All of them, and what is told of a wish; notes keep their own language."""
    vault = write(tmp_path / "vault", {"cuedeck.yaml": "", "sea/harbour.md": HARBOUR, LONG: STARS})
    desk = Desk(vault, tmp_path / "decks", jobs=1, since=0, spoken=words(language))
    pages, waiting = Pages(words(language)), desk.state()
    desk.refresh()
    view, overview = seen(desk, "sea/harbour.md"), desk.overview()
    assert overview is not None
    desk.drop("sea/harbour.md", [card.guid for card in view.cards[:2]])
    assert desk.state().undo == words(language).many("drop", 2)
    whole = (pages.list(None, waiting), pages.list(overview, desk.state()), pages.note(view, desk.state(), overview))
    for page in whole:
        assert f'<html lang="{language}">' in page
        assert words(language).page["key_help"] in page
    assert '<div id="note" lang="en"' in whole[2]
    built = desk.build(force=False)
    for name in ("for_anki", "next_anki"):
        assert words(language).page[name] in unescape(pages.built(built.message, built.built))
    assert words(language).page["unchanged"] in unescape(pages.forecast(desk.forecast()))


@pytest.mark.parametrize("doubt", ["vague", "odd"])
def test_a_card_says_why_it_is_doubted(tmp_path: Path, doubt: str) -> None:
    """In words, also where another program found one of its own; until its learner has decided."""
    card = {"note": "sea/stars.md", "quote": "Polaris stands almost still above the pole.", "by": "m", "doubt": doubt}
    card |= {"question": "Which star stands almost still?", "answer": "Polaris"}
    notes = {"cuedeck.yaml": "", "sea/stars.md": "# Stars\n\nPolaris stands almost still above the pole.\n"}
    write(
        tmp_path,
        {**{f"notes/{name}": text for name, text in notes.items()}, "decks/sea.written.jsonl": json.dumps(card)},
    )
    desk = Desk(tmp_path / "notes", tmp_path / "decks", jobs=1, since=0)
    settled(desk)
    view = desk.note("sea/stars.md")
    assert view is not None
    (shown,) = [one for one in view.cards if one.by == "m"]
    assert f'<span class="badge">{doubt}</span>' in Pages(ENGLISH).card(shown)
    assert '<span class="badge">' not in Pages(ENGLISH).card(replace(shown, is_decided=True, is_new=False))
