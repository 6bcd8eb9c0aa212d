"""Parts of the pages of a review, without a browser."""

from typing import TYPE_CHECKING

from cuedeck.decks.review.charts import charts
from cuedeck.decks.review.pages import forecast_part, preview
from cuedeck.decks.review.views import Forecast, NoteRow, Overview

if TYPE_CHECKING:
    pass


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
