"""What was done in Anki need not be done twice: `cuedeck pull` takes it over as decisions."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from cuedeck.cards.correction import Correction
from cuedeck.decks.anki.plain import plain_cloze, plain_side
from cuedeck.decks.app import corrections
from tests.anki_desk import Desk, opened
from tests.vaults import KNOTS, entries, state, write


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """Open a collection with a note of its user's own, with FSRS on."""
    monkeypatch.delenv("CUEDECK_ANKI_KEY", raising=False)
    with opened(tmp_path) as one:
        yield one


def guid(desk: Desk, said: str) -> str:
    """Give the guid of the one card that asks for something."""
    known = {**entries(desk.out / "sea.ledger.jsonl"), **entries(desk.out / "sky.ledger.jsonl")}
    (found,) = (entry.guid for question, entry in known.items() if said in question)
    return found


def test_nothing_is_written_unless_it_is_asked_for(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    """Each deed is a line on stdout, with the guid of its card and what would become of it."""
    desk.push()
    before = state(desk.out)
    desk.collection.sched.suspend_cards(desk.note("bowline").card_ids())
    desk.edit("neap tide", Back="The weakest tide &amp; the calmest")
    desk.collection.remove_notes([desk.note("spring tide").id])
    desk.collection.set_user_flag_for_cards(1, desk.note("polaris").card_ids())
    capsys.readouterr()
    assert desk.pull() == 0
    out, err = capsys.readouterr()
    assert set(out.splitlines()) == {
        f"{guid(desk, 'bowline')}  suspended in Anki: What is a bowline? -> drop",
        f"{guid(desk, 'spring')}  deleted in Anki: What is spring tide? -> drop",
        f"{guid(desk, 'neap')}  edited in Anki: What is neap tide? -> answer: The weakest tide & the calmest",
        f"{guid(desk, 'polaris')}  flagged in Anki (red): What is polaris?",
    }
    assert "`cuedeck pull --apply` writes 3 decisions" in err
    assert state(desk.out) == before


def test_what_is_taken_over_is_built_and_pushed(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    """Then both sides say the same, and nothing is offered twice."""
    desk.push()
    desk.review()
    before = desk.schedules
    desk.edit("neap tide", Back="The weakest tide<br>of all")
    desk.collection.remove_notes([desk.note("spring tide").id])
    assert desk.pull("--apply") == 0
    assert corrections.read(desk.out) == {
        guid(desk, "neap"): Correction(answer="The weakest tide\nof all"),
        guid(desk, "spring"): Correction(drop=True),
    }
    capsys.readouterr()
    assert desk.push() == 0
    assert "edited in Anki" not in capsys.readouterr().out
    assert desk.note("neap tide")["Back"] == "The weakest tide<br>of all"
    assert not desk.has("spring tide")
    after = desk.schedules
    assert {card: kept for card, kept in before.items() if card in after} == after
    assert desk.pull() == 0
    assert capsys.readouterr().out == ""


def test_only_the_cards_that_are_named(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    """By their guids; one to which nothing was done is a mistake."""
    desk.push()
    for said in ("bowline", "spring tide"):
        desk.collection.sched.suspend_cards(desk.note(said).card_ids())
    assert desk.pull("--apply", guid(desk, "bowline")) == 0
    assert corrections.read(desk.out) == {guid(desk, "bowline"): Correction(drop=True)}
    capsys.readouterr()
    assert desk.pull("--apply", "qnothing") == 2
    assert "nothing was done in Anki to the card `qnothing`" in capsys.readouterr().err


def test_what_was_decided_before_stays(desk: Desk) -> None:
    """An edit adds to it."""
    desk.push()
    (desk.out / "cards.yaml").write_text(f"# mine\n{guid(desk, 'neap')}: {{tags: [exam]}}\n", "utf-8")
    desk.push()
    desk.edit("neap tide", Front="Which tide is the weakest?")
    assert desk.pull("--apply") == 0
    assert "# mine" in (desk.out / "cards.yaml").read_text("utf-8")
    assert list(corrections.read(desk.out).values()) == [
        Correction(question="Which tide is the weakest?", tags=("exam",))
    ]


def test_what_cannot_be_taken_over_is_told(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    """More than words, what is made from the note, and what Anki did by itself."""
    desk.push()
    desk.edit("neap tide", Back="The <b>weakest</b> tide")
    desk.edit("spring tide", Context="my own")
    leech = desk.note("bowline")
    leech.tags.append("leech")
    desk.collection.update_note(leech)
    desk.collection.sched.suspend_cards(leech.card_ids())
    capsys.readouterr()
    assert desk.pull("--apply") == 0
    out = capsys.readouterr().out
    assert "it has more in it than words, which cards.yaml cannot hold: change sea/tides.md instead" in out
    assert "cannot be taken over" in out
    assert "Anki did that by itself" in out
    assert not (desk.out / "cards.yaml").exists()


def test_a_retired_card_is_no_offer(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    """What a push suspended was no decision of anybody's, nor is what the notes have no more."""
    desk.push()
    desk.push("--retired", "suspend", notes={"sea/rope/knots.md": KNOTS.split("- **Clove")[0]})
    capsys.readouterr()
    assert desk.pull() == 0
    assert capsys.readouterr().out == ""


def test_before_the_first_push_little_can_be_told(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    """What is missing in Anki was perhaps never there."""
    desk.push("--dry-run")
    write(desk.out, {})
    assert desk.pull() == 0
    out, err = capsys.readouterr()
    assert "deleted" not in out
    assert "nothing was pushed from " in err


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("a &lt; b &amp; c", "a < b & c"),
        ("one<br>two<div>three</div>", "one\ntwo\nthree"),
        ("<div>one</div><div>two</div>", "one\ntwo"),
        ("much&nbsp;room<br>", "much room"),
        (r"\(x^2 &lt; 1\)", r"\(x^2 < 1\)"),
        ("&#91;sound:x.mp3]", "[sound:x.mp3]"),
        ('<div dir="rtl" style="text-align: right">זה מבחן</div>', "זה מבחן"),
        ("<b>x</b>", None),
        ('<img src="bee.svg">', None),
        ("<ul><li>one</li></ul>", None),
        ("[sound:x.mp3]", None),
        ("[anki:tts lang=en_US]x[/anki:tts]", None),
        ("<br>", None),
        ("", None),
    ],
)
def test_words_of_a_side(html: str, words: str | None) -> None:
    """Only where nothing is lost."""
    assert plain_side(html) == words


@pytest.mark.parametrize(
    ("html", "sides"),
    [
        ("The {{c1::keel}} is below.", ("The […] is below.", "keel")),
        ("The {{c1::a &lt; b}} holds.", ("The […] holds.", "a < b")),
        ("No gap", None),
        ("{{c1::one}} and {{c2::two}}", None),
        ("{{c1::one}} and {{c1::two}}", None),
        ("The {{c1::keel::part}} is below.", None),
        ("The {{c1::<b>keel</b>}} is below.", None),
    ],
)
def test_words_of_a_cloze(html: str, sides: tuple[str, str] | None) -> None:
    """Only one gap, without a hint."""
    assert plain_cloze(html) == sides


def test_an_edited_cloze_is_taken_over(desk: Desk) -> None:
    """Its sentence, its gap, or both."""
    desk.push(
        notes={
            "sea/sound.md": "# Sound\n\nSound travels at {{c1::343 metres}} a second through dry air at 20 degrees.\n"
        }
    )
    (number,) = desk.collection.find_notes("Text:*343*")
    note = desk.collection.get_note(number)
    note["Text"] = note["Text"].replace("dry air", "dry, calm air")
    desk.collection.update_note(note)
    assert desk.pull("--apply") == 0
    (one,) = corrections.read(desk.out).values()
    assert one == Correction(question="Sound travels at […] a second through dry, calm air at 20 degrees.")
    assert desk.push() == 0
    assert (
        desk.collection.get_note(number)["Text"]
        == "Sound travels at {{c1::343 metres}} a second through dry, calm air at 20 degrees."
    )


def test_a_collection_without_ledgers(tmp_path: Path, desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder that holds no decks gives nothing."""
    desk.out = tmp_path / "nowhere"
    assert desk.pull("--apply") == 0
    assert "nothing was pushed from " in capsys.readouterr().err
    assert not desk.out.exists()
