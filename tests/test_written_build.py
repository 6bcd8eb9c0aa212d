"""Written cards in a build: they are in the deck, rules stand back beside them, and they follow their sentences."""

import json
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from cuedeck.cards.card import WRITTEN, Card, Kind, Tier
from cuedeck.cards.changes import Change, Fate
from cuedeck.cards.written import Written, dump
from cuedeck.decks.app.build import Report, build
from cuedeck.decks.app.check import check
from cuedeck.decks.app.finding import Sort
from cuedeck.decks.app.planning import plan
from cuedeck.decks.app.showing import shown
from tests.vaults import KNOTS, STARS, entries, printed, run, state, write

FIRST, LATER = 1_750_000_000, 1_760_000_000
TIDES = """---
title: Tides of the sea
videoId: dQw4w9WgXcQ
tags: [sea]
---
## Kinds

- **Spring tide:** The largest tide, when sun and moon pull along one line. [01:10]
- **Neap tide:** The smallest tide, when sun and moon pull at a right angle. [02:30]

A **tide gauge** is a device that records the height of the water. [03:20] The National Ocean Service (NOS) measures
the tides of all coasts [03:30]. Ships get the tables of the NOS.

| Tide | Height of water |
| ---- | --------------- |
| Spring | Very great and dangerous |
| Neap | Rather small and harmless |

Q: Which body pulls hardest on the sea?
A: The moon

### What is a storm surge?

A rise of the sea that strong winds cause over many hours. [04:10]

## Parts of a wave

Two parts make up a wave of the open sea:

- Its crest is the highest point. [05:00]
- Its trough is the lowest point. [05:10]
"""
GAUGE = Written(
    note="sea/tides.md",
    quote="A tide gauge is a device that records the height of the water.",
    question="What does a tide gauge record?",
    answer="The height of the water",
    by="small-model",
)
ANGLE = Written(
    note="sea/tides.md",
    quote="**Neap tide:** The smallest tide, when sun and moon pull at a right angle. [02:30]",
    question="At which angle do sun and moon pull at neap tide?",
    answer="At a right angle",
    by="you",
)
WAVE = Written(
    note="sea/tides.md",
    quote="Two parts make up a wave of the open sea:",
    question="Which two parts make up a wave of the open sea?",
    answer="Its crest, the highest; its trough, the lowest",
    items=("Its crest, the highest", "Its trough, the lowest"),
    by="small-model",
)
SURGE = Written(
    note="sea/tides.md",
    quote="A rise of the sea that strong winds cause over many hours.",
    question="For how long must winds blow to cause a storm surge?",
    answer="Over many hours",
    by="small-model",
)
CARDS = (GAUGE, ANGLE, WAVE)


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    """Give a vault of one deck."""
    return write(tmp_path / "vault", {"cuedeck.yaml": "", "sea/tides.md": TIDES, "sea/rope/knots.md": KNOTS})


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """Give a folder for decks in which cards were written."""
    folder = tmp_path / "out"
    folder.mkdir()
    note_down(folder, *CARDS)
    return folder


def note_down(out: Path, *cards: Written) -> None:
    """Write cards into the file of the deck, with what was asked about them."""
    asked = '{"note": "sea/tides.md", "asked": "f00", "by": "small-model", "sentences": ["ab"]}\n'
    (out / "sea.written.jsonl").write_text(asked + dump(cards), "utf-8")


def edit(vault: Path, old: str, new: str) -> None:
    """Change the note."""
    file = vault / "sea/tides.md"
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def built(vault: Path, out: Path, at: int = FIRST) -> Report:
    """Build at a given time."""
    return build(vault, out, clock=lambda: at)


def deck(vault: Path, out: Path, *, every: bool = False) -> dict[str, Card]:
    """Give the cards of all decks, by question."""
    return {card.question.plain: card for card in shown(vault, out, every=every).cards}


def guids(vault: Path, out: Path) -> dict[str, str]:
    """Give the guids of the written cards in the decks, by question."""
    return {question: card.guid for question, card in deck(vault, out).items() if WRITTEN in card.tags}


def changes(vault: Path, out: Path) -> dict[str, Change]:
    """Tell what a build would change, by question."""
    found = plan(vault, out, clock=lambda: LATER).changes
    return {change.card.question.plain if change.card else change.entry.question: change for change in found}


def numbers(ledger: Path) -> dict[str, int]:
    """Give the numbers of the cards that a ledger remembers, by guid."""
    return {entry.guid: entry.number for entry in entries(ledger).values()}


def orphans(vault: Path, out: Path) -> list[tuple[str, int, str]]:
    """Tell which written cards are lost: file, line and question."""
    return [(Path(one.note).name, one.line, one.text) for one in check(vault, out).findings if one.sort is Sort.ORPHAN]


# --- what a written card is ---


def test_written_cards_are_in_the_deck(vault: Path, out: Path) -> None:
    """Sure, marked with their tag and with who wrote them, at the moment and the line of their sentence."""
    report = built(vault, out)
    cards = deck(vault, out)
    assert (report.problems, report.lost) == ((), 0)
    own = [cards[one.question] for one in CARDS]
    told = {card.question.plain: (card.kind, card.by, card.line, card.cue and card.cue.seconds) for card in own}
    assert told == {
        GAUGE.question: (Kind.STATEMENT, "small-model", 11, 200),
        ANGLE.question: (Kind.STATEMENT, "you", 9, 150),
        WAVE.question: (Kind.LIST, "small-model", 28, 300),
    }
    assert all((card.tier, card.tags) == (Tier.SURE, ("sea", WRITTEN)) for card in own)
    assert cards[WAVE.question].answer.html == "<ul><li>Its crest, the highest</li><li>Its trough, the lowest</li></ul>"


def test_written_cards_stand_on_the_page_and_in_the_package(vault: Path, out: Path) -> None:
    """As all other cards do."""
    built(vault, out)
    assert all(one.question in (out / "sea.html").read_text("utf-8") for one in CARDS)
    with zipfile.ZipFile(out / "sea.apkg") as package:
        collection = package.read("collection.anki2")
    assert all(one.question.encode() in collection for one in CARDS)
    assert WRITTEN.encode() in collection


def test_the_cards_of_no_other_deck_change(vault: Path, out: Path) -> None:
    """Nor those of other notes."""
    built(write(vault, {"sky/stars.md": STARS}), out)
    cards = deck(vault, out)
    (out / "sea.written.jsonl").unlink()
    without = deck(vault, out)
    beside = [question for question, card in without.items() if card.note != "sea/tides.md"]
    assert len(beside) > 2
    assert all(cards[question] == without[question] for question in beside)


def test_no_file_of_written_cards_is_changed_by_a_build(vault: Path, out: Path) -> None:
    """It is its user's."""
    before = (out / "sea.written.jsonl").read_bytes()
    built(vault, out)
    assert (out / "sea.written.jsonl").read_bytes() == before


def test_the_same_notes_and_cards_give_the_same_bytes(vault: Path, out: Path, tmp_path: Path) -> None:
    """A second build touches nothing, and one from nothing gives the same files."""
    built(vault, out)
    before = state(out)
    assert all(not one.written for one in built(vault, out, LATER).decks)
    assert state(out) == before
    (tmp_path / "again").mkdir()
    note_down(tmp_path / "again", *CARDS)
    built(vault, tmp_path / "again")
    assert state(tmp_path / "again") == before


@pytest.mark.slow
@pytest.mark.evidence
def test_several_processes_give_the_same_bytes(vault: Path, out: Path, tmp_path: Path) -> None:
    """Written cards go with their notes, with the fields of other programs."""
    note_down(out, *CARDS, replace(GAUGE, question="What is recorded by a tide gauge?", more={"judged": {"by": "me"}}))
    write(vault, {f"sea/more{number}.md": KNOTS for number in range(40)})
    build(vault, tmp_path / "one", clock=lambda: FIRST, jobs=1)
    build(vault, tmp_path / "two", clock=lambda: FIRST, jobs=2)
    assert state(tmp_path / "one") == state(tmp_path / "two")


# --- rules beside them ---


def test_rules_on_prose_and_entries_only_offer_where_cards_are_written(vault: Path, out: Path) -> None:
    """What the note's writer marked up, its tables, short forms and headings stay in the deck."""
    note_down(out, GAUGE, SURGE)
    sure = {card.question.plain for card in shown(vault, out, every=False).cards if card.note == "sea/tides.md"}
    tiers = {question: card.tier for question, card in deck(vault, out, every=True).items()}
    offered = {question for question, tier in tiers.items() if tier is Tier.OFFERED}
    assert {"What is spring tide?", "What is neap tide?", "What are the two kinds of tides of the sea?"} <= offered
    stay = {
        "Which body pulls hardest on the sea?",
        "For spring, what is the height of water?",
        "What does NOS stand for?",
        "What is a storm surge?",
    }
    assert {*stay, GAUGE.question, SURGE.question} <= sure
    assert offered.isdisjoint(sure)


def test_other_sections_are_as_before(vault: Path, out: Path) -> None:
    """A section below or beside one with written cards has none itself."""
    note_down(out, WAVE)
    assert {"What is spring tide?", "What is a tide gauge?"} <= deck(vault, out).keys()


def test_what_a_person_wrote_makes_rules_stand_back_too(vault: Path, out: Path) -> None:
    """They know what is worth a card."""
    note_down(out, ANGLE)
    assert "What is spring tide?" not in deck(vault, out)


def test_a_written_card_that_is_turned_down_moves_nothing(vault: Path, out: Path) -> None:
    """Where no written card comes of a section, its rules do what they did; check tells why."""
    note_down(out, replace(GAUGE, answer="The colour of 300 whales"))
    assert "What is spring tide?" in deck(vault, out)
    told = [one for one in check(vault, out).findings if GAUGE.question in one.text]
    assert [(one.sort, one.note, one.line) for one in told] == [(Sort.REJECTED, "sea/tides.md", 11)]
    assert "its section does not say `300`" in told[0].reason


def test_what_is_only_offered_can_be_kept(vault: Path, out: Path) -> None:
    """It is then beside the written card."""
    built(vault, out)
    guid = deck(vault, out, every=True)["What is spring tide?"].guid
    assert run("keep", guid, "-o", out, "--notes", vault) == 0
    assert "What is spring tide?" in deck(vault, out)


@pytest.mark.parametrize(
    ("one", "asked"),
    [
        (replace(GAUGE, question="What is a tide gauge?", answer="A device that records the height of the water"), ""),
        (replace(GAUGE, question="What is a tide gauge?", answer="A device that records water"), ""),
        (
            replace(
                GAUGE, question="What is meant by a tide gauge?", answer="A device that records height of the water"
            ),
            "What is a tide gauge?",
        ),
        (replace(WAVE, items=("Its crest is the highest point", "Its trough is the lowest point")), ""),
        (replace(ANGLE, question="What is neap tide?", answer="The smallest, at a right angle of sun and moon"), ""),
    ],
)
def test_a_written_card_carries_on_the_history_of_a_rule_that_asked_the_same(
    vault: Path, out: Path, one: Written, asked: str
) -> None:
    """With the guid and the number, so that its reviews in Anki go on."""
    (out / "sea.written.jsonl").unlink()
    built(vault, out)
    was = deck(vault, out)[asked or one.question].guid
    number = numbers(out / "sea.ledger.jsonl")[was]
    note_down(out, one)
    change = changes(vault, out)[one.question]
    assert (change.change, change.guid, change.number) == (Fate.EDITED, was, number)
    built(vault, out, LATER)
    assert guids(vault, out) == {one.question: was}
    assert {one.change for one in changes(vault, out).values()} == {Fate.KEPT}


def test_a_written_card_that_asks_something_else_has_a_history_of_its_own(vault: Path, out: Path) -> None:
    """Though it rests on the sentence of a card that goes."""
    (out / "sea.written.jsonl").unlink()
    built(vault, out)
    before = numbers(out / "sea.ledger.jsonl")
    note_down(out, GAUGE)
    change = changes(vault, out)[GAUGE.question]
    assert change.change is Fate.NEW
    assert change.guid not in before


# --- sentences that go and come ---


def test_a_card_goes_with_its_sentence_and_comes_back_with_it(
    vault: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is retired, plan says how many are lost, check says where; put back it has its guid and number again."""
    sentence = "A **tide gauge** is a device that records the height of the water. [03:20] "
    built(vault, out)
    before, number = guids(vault, out), numbers(out / "sea.ledger.jsonl")
    edit(vault, sentence, "")
    assert changes(vault, out)[GAUGE.question].change is Fate.RETIRED
    run("plan", vault, "-o", out)
    assert "1 written card rests on a sentence that the notes do not have any more" in capsys.readouterr().err
    assert orphans(vault, out) == [("sea.written.jsonl", 2, GAUGE.question)]
    assert built(vault, out, LATER).lost == 1
    assert GAUGE.question not in guids(vault, out)
    edit(vault, "The National", f"{sentence}The National")
    change = changes(vault, out)[GAUGE.question]
    assert (change.change, change.guid) == (Fate.REVIVED, before[GAUGE.question])
    built(vault, out, LATER + 1)
    assert guids(vault, out) == before
    assert numbers(out / "sea.ledger.jsonl") == number
    assert orphans(vault, out) == []


def test_a_card_goes_when_its_sentence_says_something_else(vault: Path, out: Path) -> None:
    """It is turned down at the line where the sentence stands; other cards of the note stay."""
    built(vault, out)
    edit(vault, "records the height of", "records the colour of")
    told = changes(vault, out)
    assert (told[GAUGE.question].change, told[WAVE.question].change) == (Fate.RETIRED, Fate.KEPT)
    turned_down = [(one.sort, one.line) for one in check(vault, out).findings if GAUGE.question in one.text]
    assert turned_down == [(Sort.REJECTED, 11)]


def test_a_card_whose_note_is_gone_is_lost(vault: Path, out: Path) -> None:
    """Check names the note that it was written on."""
    built(vault, out)
    (vault / "sea/tides.md").unlink()
    assert {one.reason for one in check(vault, out).findings if one.sort is Sort.ORPHAN} == {
        "the sentence that it rests on does not stand in sea/tides.md any more, or in a part that is skipped"
    }
    assert [line for _, line, _ in orphans(vault, out)] == [2, 3, 4]
    assert built(vault, out, LATER).lost == 3


def move(vault: Path, old: str, new: str) -> None:
    """Rename a note or folder."""
    (vault / new).parent.mkdir(parents=True, exist_ok=True)
    (vault / old).rename(vault / new)


def move_sections(vault: Path, to: str) -> None:
    """Move all but the first section to another note, as its only ones."""
    first, second, third = TIDES.partition("### What is")
    write(vault, {"sea/tides.md": first, to: f"# More\n\n{second}{third}"})


MOVES: dict[str, Callable[[Path], object]] = {
    "a note with another name": lambda vault: move(vault, "sea/tides.md", "sea/ebb and flow.md"),
    "a note in another folder": lambda vault: move(vault, "sea/tides.md", "sea/rope/tides.md"),
    "a folder with another name": lambda vault: move(vault, "sea", "ocean"),
    "a note in another deck": lambda vault: move(vault, "sea/tides.md", "sky/tides.md"),
    "a note with another name in another deck": lambda vault: move(vault, "sea/tides.md", "sky/ebb.md"),
    "a note that names another deck": lambda vault: edit(vault, "tags:", "cuedeck: {deck: sky}\ntags:"),
    "sections in another note": lambda vault: move_sections(vault, "sea/waves.md"),
    "sections in a note of another deck": lambda vault: move_sections(vault, "sky/waves.md"),
    "another heading": lambda vault: edit(vault, "## Kinds", "## What moves the water"),
    "another title": lambda vault: edit(vault, "Tides of the sea", "Ebb and flow"),
    "another recording": lambda vault: edit(vault, "dQw4w9WgXcQ", "IQJ4DBkCnco"),
    "sentences elsewhere": lambda vault: edit(vault, "## Kinds", "The sea never rests. [00:10]\n\n## Kinds"),
    "a sentence beside it": lambda vault: edit(vault, "The National", "It is made of iron. The National"),
    "other marks in the sentence": lambda vault: edit(vault, "**tide gauge** is a device", "tide gauge is a *device*"),
    "a link in the sentence": lambda vault: edit(vault, "records the height", "records the [[up | height]]"),
    "another stamp": lambda vault: edit(vault, "[03:20]", "[00:03:25]"),
    "a typo put right": lambda vault: edit(vault, "that records the", "which records the"),
}


@pytest.mark.parametrize("happened", MOVES)
def test_written_cards_keep_their_guids_with(vault: Path, out: Path, happened: str) -> None:
    """Wherever their sentences go; none is lost, and nothing asks for what has another guid now."""
    built(vault, out)
    before = guids(vault, out)
    assert len(before) == 3
    MOVES[happened](vault)
    assert built(vault, out, LATER).lost == 0
    assert guids(vault, out) == before


@pytest.mark.parametrize("to", ["sea/ebb.md", "sky/ebb.md", "sky/tides.md"])
def test_marks_in_a_sentence_do_not_hide_where_it_went(vault: Path, out: Path, to: str) -> None:
    """A note may have no written card whose sentence is plain."""
    note_down(out, replace(ANGLE, quote="Neap tide: The smallest tide, when sun and moon pull at a right angle."))
    built(vault, out)
    before = guids(vault, out)
    move(vault, "sea/tides.md", to)
    assert built(vault, out, LATER).lost == 0
    assert guids(vault, out) == before


def test_a_note_is_known_by_its_name_in_another_folder(vault: Path, out: Path) -> None:
    """Where no sentence with a written card is as it was."""
    note_down(out, ANGLE)
    built(vault, out)
    before = guids(vault, out)
    edit(vault, "The smallest tide, when", "The smallest tides, when")
    move(vault, "sea/tides.md", "sky/tides.md")
    assert built(vault, out, LATER).lost == 0
    assert guids(vault, out) == before


def test_a_note_that_cannot_be_read_keeps_its_cards(vault: Path, out: Path) -> None:
    """They stay as they were until it can."""
    built(vault, out)
    before = guids(vault, out)
    edit(vault, "tags: [sea]", "tags: [sea]\ncuedeck: [")
    assert (built(vault, out, LATER).lost, changes(vault, out).keys() & {one.question for one in CARDS}) == (0, set())
    edit(vault, "tags: [sea]\ncuedeck: [", "tags: [sea]")
    built(vault, out, LATER + 1)
    assert guids(vault, out) == before


def test_a_renamed_folder_gives_its_deck_the_cards(vault: Path, out: Path) -> None:
    """The file of written cards keeps its name; all of them are read."""
    built(vault, out)
    move(vault, "sea", "ocean")
    built(vault, out, LATER)
    assert {card.deck for card in deck(vault, out).values() if WRITTEN in card.tags} == {"ocean"}


def test_a_sentence_that_stands_in_two_notes_stays_where_it_was_written(vault: Path, out: Path) -> None:
    """A copy of the note takes nothing away."""
    write(vault, {"sea/a copy.md": TIDES})
    assert {card.note for card in deck(vault, out).values() if WRITTEN in card.tags} == {"sea/tides.md"}


def test_a_card_on_a_section_that_its_writer_skips_is_none(vault: Path, out: Path) -> None:
    """It comes back with the section."""
    built(vault, out)
    before = guids(vault, out)
    edit(vault, "## Kinds", "## Kinds\n\n<!-- cuedeck: skip -->")
    assert guids(vault, out).keys() == {WAVE.question}
    built(vault, out, LATER)
    edit(vault, "## Kinds\n\n<!-- cuedeck: skip -->", "## Kinds")
    assert guids(vault, out) == before


# --- commands ---


def test_cards_shows_what_the_next_build_would_make(vault: Path, out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With -o written cards, decisions and remembered guids; without it what rules find; nothing is written."""
    built(vault, out)
    knot = deck(vault, out)["What is a bowline?"].guid
    drop = deck(vault, out)[WAVE.question].guid
    (out / "cards.yaml").write_text(f"{knot}: {{answer: My own words}}\n{drop}: {{drop: true}}\n", "utf-8")
    before = state(out)
    capsys.readouterr()
    assert run("cards", vault, "-o", out, "--json") == 0
    told = {str(one["question"]): one for one in printed(capsys)}
    assert told["What is a bowline?"]["answer"] == "My own words"
    assert WAVE.question not in told
    assert (told[GAUGE.question]["by"], told[GAUGE.question]["tier"]) == ("small-model", "sure")
    assert told[GAUGE.question]["tags"] == ["sea", WRITTEN]
    assert run("cards", vault, "--json") == 0
    plain = {str(one["question"]): one for one in printed(capsys)}
    assert plain["What is a bowline?"]["answer"] != "My own words"
    assert GAUGE.question not in plain
    assert "What is spring tide?" in plain
    assert state(out) == before


def test_cards_of_one_note_are_those_of_that_note(vault: Path, out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Though its deck is planned whole."""
    assert run("cards", vault / "sea/tides.md", "-o", out, "--json") == 0
    told = printed(capsys)
    assert {one["note"] for one in told} == {"sea/tides.md"}
    assert GAUGE.question in {one["question"] for one in told}


def test_cards_makes_no_folder(vault: Path, tmp_path: Path) -> None:
    """One that is not there holds nothing."""
    assert run("cards", vault, "-o", tmp_path / "none") == 0
    assert not (tmp_path / "none").exists()


def test_a_dropped_written_card_stays_away(vault: Path, out: Path) -> None:
    """As any other; its line may stay in the file."""
    built(vault, out)
    guid = guids(vault, out)[GAUGE.question]
    assert run("drop", guid, "-o", out, "--notes", vault) == 0
    built(vault, out, LATER)
    assert GAUGE.question not in deck(vault, out)
    assert guid in numbers(out / "sea.ledger.jsonl")


# --- what a model may write ---

EVIL = (
    "![x](https://evil.example/pixel.png)",
    '<img src="https://evil.example/pixel.png" onerror="alert(1)">',
    "![[gauge.png]]",
    "<script>alert(1)</script>",
    "<iframe src='https://evil.example'></iframe>",
    "[point](https://evil.example/gauge)",
    "[point](javascript:alert(1))",
    "[[sea/evil | point]]",
    "<!-- cuedeck: skip -->",
    "[01:02:03]",
    "#card",
    "#flashcards",
    "{{c1::point}}",
    "[^1]",
)


@pytest.mark.parametrize("by", ["you", "small-model"])
@pytest.mark.parametrize("evil", EVIL)
def test_what_loads_runs_links_or_marks_does_not_come_out(vault: Path, out: Path, evil: str, by: str) -> None:
    """Neither in the question nor in the answer; the words of a link stay, as words."""
    one = replace(GAUGE, question=f"What does a {evil} gauge record?", answer=f"The {evil} height of the water", by=by)
    entry = replace(WAVE, items=(f"Its crest {evil}", f"{evil} its trough"), by=by)
    note_down(out, one, entry)
    written = [card for card in deck(vault, out).values() if WRITTEN in card.tags]
    assert len(written) == 2
    sides = [side for card in written for face in (card.question, card.answer) for side in (face.plain, face.html)]
    assert not any(
        word in side.lower()
        for side in sides
        for word in ("evil", "alert", "<img", "png", "href", "cuedeck", "#", "c1", "{{", "[", "01:0", "script")
    )


@pytest.mark.parametrize(
    "quote",
    [
        "|",
        "[[",
        "$$",
        "**",
        "`",
        "![",
        "<",
        "{{c1::",
        "\\",
        "\u2028",
        "\u200b",
        "- ",
        "#",
        "\U0001f30a" * 30,
        "(" * 5000,
    ],
)
def test_a_broken_quote_is_a_lost_card(vault: Path, out: Path, quote: str) -> None:
    """It stands nowhere, and stops nothing."""
    note_down(out, replace(GAUGE, quote=quote), WAVE)
    planned = plan(vault, out)
    assert (planned.problems, [card.quote for card in planned.found.lost]) == ((), [quote])
    assert [card.question.plain for card in planned.taken if WRITTEN in card.tags] == [WAVE.question]


def test_two_cards_that_ask_the_same_are_one(vault: Path, out: Path) -> None:
    """The first of the file; two on one sentence that ask for two things are two."""
    note_down(out, GAUGE, replace(GAUGE, answer="Height of water"), replace(GAUGE, question="What records a height?"))
    cards = deck(vault, out)
    assert cards[GAUGE.question].answer.plain == GAUGE.answer
    assert len(guids(vault, out)) == 1 + ("What records a height?" in cards)


def test_a_line_of_json_written_by_hand_is_a_card(vault: Path, out: Path) -> None:
    """With no more than what it needs."""
    line = {"note": GAUGE.note, "quote": "tide gauge", "question": "What is mine?", "answer": "This", "by": "you"}
    (out / "mine.written.jsonl").write_text(json.dumps(line), "utf-8")
    card = deck(vault, out)["What is mine?"]
    assert (card.by, card.answer.plain, card.line) == ("you", "This", 11)


# --- several stamps in one sentence ---

STAMPED = """\
## Surges

Winds raise the sea [06:00] and low air pressure lifts it further [06:20], which floods the shore [06:40].

| Wind | Height | Harm |
| ---- | ------ | ---- |
| Storm | Two metres [07:00] | Broken dikes [07:30] |

[08:00] Foehn is a warm wind that falls from mountains. [08:30] Bora is a cold one that falls to the sea.
"""


@pytest.mark.parametrize(
    ("quote", "question", "answer", "seconds"),
    [
        ("Winds raise the sea", "What do winds raise?", "The sea", 360),
        ("Winds raise the sea", "What lifts the sea further?", "Low air pressure", 380),
        ("Winds raise the sea", "What do storms raise first?", "The sea; low air pressure lifts it further", 360),
        ("Winds raise the sea", "What do surges of the sea flood?", "The shore", 400),
        ("Winds raise the sea", "Why is that?", "Nobody knows", 360),
        ("| Storm | Two metres | Broken dikes |", "What harm does a storm surge do?", "Broken dikes", 450),
        ("Foehn is a warm wind that falls from mountains. Bora is a cold one", "What is Foehn?", "A warm wind", 480),
        (
            "Foehn is a warm wind that falls from mountains. Bora is a cold one",
            "What is Bora?",
            "A cold wind to the sea",
            510,
        ),
    ],
)
def test_a_card_opens_the_recording_where_its_answer_is_said(
    vault: Path, out: Path, quote: str, question: str, answer: str, seconds: int
) -> None:
    """Of the times of its sentence, the one behind the answer, or in front of it where times stand there."""
    file = vault / "sea/tides.md"
    file.write_text(f"{file.read_text('utf-8')}\n{STAMPED}", "utf-8")
    note_down(out, replace(GAUGE, quote=quote, question=question, answer=answer, by="you"))
    cue = deck(vault, out)[question].cue
    assert cue is not None
    assert cue.seconds == seconds


# --- rows of tables ---


def test_a_row_of_a_table_says_what_its_columns_are_called(vault: Path, out: Path) -> None:
    """So that a card may set one column against the other, and say nothing that stands in neither."""
    edit(
        vault,
        "| Tide | Height of water |",
        "| Tide | Spring | Neap |\n| ---- | ---- | ---- |\n| Danger | Yes | No |\n\n| Tide | Height of water |",
    )
    quote = "| Danger | Yes | No |"
    against = replace(GAUGE, quote=quote, question="Which tide is a danger?", answer="Spring; neap is none")
    beside = replace(against, question="Which tide brings danger to ships?", answer="The storm surge")
    note_down(out, against, beside)
    assert {against.question, beside.question} & deck(vault, out).keys() == {against.question}


# --- doubts ---


def test_a_card_that_a_second_reader_doubts_waits(vault: Path, out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It is offered with the reason, rules stand back for it all the same, and who keeps it has it in the deck."""
    note_down(out, replace(GAUGE, doubt="vague"), WAVE)
    assert GAUGE.question not in deck(vault, out)
    offered = deck(vault, out, every=True)[GAUGE.question]
    assert (offered.tier, offered.doubt) == (Tier.OFFERED, "vague")
    assert run("cards", vault, "-o", out, "--find", GAUGE.question) == 0
    assert "· sea/tides.md:11 · offered: vague\n" in capsys.readouterr().out
    assert run("keep", offered.guid, "--notes", vault, "-o", out) == 0
    assert built(vault, out).problems == ()
    assert GAUGE.question in deck(vault, out)


def test_a_doubt_is_kept_in_the_file_and_no_card_without_one_gets_it() -> None:
    """So that files of other programs stay as they are."""
    assert json.loads(dump([replace(GAUGE, doubt="unread")]))["doubt"] == "unread"
    assert "doubt" not in json.loads(dump([GAUGE]))
