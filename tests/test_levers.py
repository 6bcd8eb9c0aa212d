"""What a writer can set: kinds, limits, tags and language of a vault, decks and skipping of one note or section."""

from pathlib import Path

import pytest

from cuedeck.cards.card import Card, Kind
from cuedeck.decks.app.build import build
from cuedeck.decks.app.check import check
from cuedeck.decks.app.collection import Collection
from cuedeck.decks.app.finding import Sort
from cuedeck.decks.app.pipeline import collect
from cuedeck.notes.config import KINDS
from cuedeck.notes.vault import Vault
from tests.vaults import KNOTS, STARS, TIDES, printed, run, write


def collected(folder: Path, notes: dict[str, str], settings: str = "") -> Collection:
    """Collect the cards of a vault with these settings."""
    write(folder, {"cuedeck.yaml": settings, **notes})
    vault = Vault.around(folder)
    return collect(vault.files(folder), vault.config)


def cards(folder: Path, notes: dict[str, str], settings: str = "") -> tuple[Card, ...]:
    """Give the cards of a vault with these settings."""
    return collected(folder, notes, settings).cards


def with_front_matter(setting: str, note: str = KNOTS) -> str:
    """Give a note with a setting of its own."""
    return f"---\ntags: [rope]\ncuedeck: {setting}\n---\n{note}"


def kinds(found: tuple[Card, ...]) -> set[str]:
    """Give the kinds of cards."""
    return {card.kind for card in found}


def test_every_kind_can_be_switched() -> None:
    """The settings know the kinds there are."""
    assert tuple(Kind) == KINDS


@pytest.mark.parametrize(
    "settings", ["kinds: {definition: off}", "kinds: [list, item]", "kinds: list, item", "kinds:\n  definition: False"]
)
def test_kinds_are_switched_off(tmp_path: Path, settings: str) -> None:
    """By a mapping of switches, or by naming those to keep."""
    assert kinds(cards(tmp_path, {"a/tides.md": TIDES})) >= {"definition", "list"}
    assert "definition" not in kinds(cards(tmp_path, {}, settings))
    assert "list" in kinds(cards(tmp_path, {}, settings))


def test_a_kind_that_is_switched_off_is_no_rejection(tmp_path: Path) -> None:
    """`check` tells it as the reason of the sentence, and as nothing else."""
    note = "# Ropes\n\nA bowline is a knot that makes a fixed loop at the end of a rope.\n"
    write(tmp_path, {"cuedeck.yaml": f"kinds: {{{', '.join(f'{kind}: off' for kind in KINDS)}}}", "a/ropes.md": note})
    (only,) = (one for one in check(tmp_path, tmp_path / "decks").findings if one.text)
    assert (only.sort, only.line, only.reason) == (Sort.UNCOVERED, 3, "its kind of card is switched off")


@pytest.mark.parametrize(
    ("limit", "reason"),
    [
        ("answer: 5", "the answer has 13 words, more than 5"),
        ("question: 3", "the question has more than 3 words"),
    ],
)
def test_limits_turn_cards_down(tmp_path: Path, limit: str, reason: str) -> None:
    """The reason names the limit."""
    write(tmp_path, {"cuedeck.yaml": f"limits: {{{limit}}}", "a/knots.md": KNOTS})
    assert reason in {finding.reason for finding in check(tmp_path, tmp_path / "decks").findings if finding.line == 3}


def test_enumerations_have_limits_of_their_own(tmp_path: Path) -> None:
    """In entries and in words."""
    note = "# Harbour\n\n## Parts of a rope\n\n- Standing part\n- Working end\n- Bight\n"
    assert "list" in kinds(cards(tmp_path, {"a/rope.md": note}))
    for limit in ("entries: 2", "enumeration: 4"):
        assert "list" not in kinds(cards(tmp_path, {}, f"limits: {{{limit}}}"))


def test_tags_of_vault_and_note_are_on_every_card(tmp_path: Path) -> None:
    """After the note's own, each once."""
    notes = {"a/knots.md": with_front_matter("{tags: [loops, rope]}")}
    assert {card.tags for card in cards(tmp_path, notes, "tags: ['#sea', loops]")} == {("rope", "loops", "sea")}


def test_a_language_without_wording_gives_structure_cards(tmp_path: Path) -> None:
    """Whatever the words look like; `en` and `auto` ask in English."""
    asked = {
        setting: {card.question.plain for card in cards(tmp_path, {"a/knots.md": KNOTS}, f"language: {setting}")}
        for setting in ("en", "en-GB", "auto", "it")
    }
    assert asked["en"] == asked["en-GB"] == asked["auto"]
    assert asked["it"] == {"Bowline = ?", "Clove hitch = ?"}


def test_english_can_be_set_where_it_is_not_recognised(tmp_path: Path) -> None:
    """A note full of names counts as another language by itself."""
    note = (
        "# Namen\n\n" + "Karl Otto Fritz Anna Emma Hans Ida Max Paul Lina. " * 5 + "\n\n- **Anker:** Schweres Eisen\n"
    )
    (front,) = cards(tmp_path, {"a/namen.md": note})
    assert front.question.plain == "Anker = ?"
    assert all(card.question.plain != front.question.plain for card in cards(tmp_path, {}, "language: en"))


def test_a_note_can_be_skipped(tmp_path: Path) -> None:
    """It gives no cards, and its sentences say so."""
    note = with_front_matter("{skip: yes}", "A bowline is a knot that makes a fixed loop.\n\n## More\n\n" + KNOTS[26:])
    found = collected(tmp_path, {"a/knots.md": note, "a/stars.md": STARS})
    assert {card.note for card in found.cards} == {"a/stars.md"}
    told = {(one.reason, bool(one.text)) for one in found.findings if one.note == "a/knots.md"}
    assert told == {
        ("in a part that is skipped", True),
        ("the note gives no card: its writer wants none from it", False),
    }


def test_a_note_has_kinds_of_its_own(tmp_path: Path) -> None:
    """On top of the vault's where they are switches, in their place where they are a list."""
    notes = {
        "a/one.md": with_front_matter("{kinds: {definition: on}}"),
        "a/two.md": with_front_matter("{kinds: [list]}", TIDES[TIDES.index("## ") :]),
        "a/three.md": STARS,
    }
    found = cards(tmp_path, notes, "kinds: {definition: off, term: off}")
    assert {(card.note, card.kind.value) for card in found} == {("a/one.md", "definition"), ("a/two.md", "list")}


@pytest.mark.parametrize(
    ("setting", "line", "reason"),
    [
        ("{skipp: true}", 3, "unknown key `skipp` under `cuedeck`; did you mean `skip`?"),
        ("{skip: perhaps}", 3, "`skip` is switched `on` or `off`"),
        ("skip", 3, "`cuedeck` takes keys and values, such as {skip: true}"),
        ("\n  skip: no\n  kinds: [trem]", 5, "unknown kind `trem`; did you mean `term`?"),
        ("\n  deck: A::::B", 4, "a level of `deck` has no name; write it as in `Biology::Cells`"),
        ("\n  tags: {a: b}", 4, "`tags` takes one tag or a list of them"),
    ],
)
def test_a_mistake_in_a_note_is_its_problem(tmp_path: Path, setting: str, line: int, reason: str) -> None:
    """It is told at its line; all other notes give their cards."""
    found = collected(tmp_path, {"a/knots.md": with_front_matter(setting), "a/stars.md": STARS})
    (problem,) = found.problems
    assert (problem.note, problem.line, problem.reason) == ("a/knots.md", line, reason)
    assert {card.note for card in found.cards} == {"a/stars.md"}


def test_a_note_can_name_its_deck(tmp_path: Path) -> None:
    """It moves into that deck, spelt as the folder is if there is one."""
    notes = {
        "a/knots.md": with_front_matter("{deck: SKY::Rope work}"),
        "a/tides.md": TIDES,
        "sky/stars.md": STARS,
    }
    found = collected(tmp_path, notes)
    assert {card.note: card.deck for card in found.cards} == {
        "a/knots.md": "sky::Rope work",
        "a/tides.md": "a",
        "sky/stars.md": "sky",
    }
    assert sorted(found.decks) == ["a", "sky"]


@pytest.mark.parametrize("selected", ["a/knots.md", "a", "sky", ""])
def test_a_deck_is_built_whole_wherever_its_notes_lie(tmp_path: Path, selected: str) -> None:
    """Whichever of its folders is chosen."""
    notes = {"a/knots.md": with_front_matter("{deck: sky}"), "a/tides.md": TIDES, "sky/stars.md": STARS}
    vault = write(tmp_path / "vault", {"cuedeck.yaml": "", **notes})
    whole = {deck.deck: deck.cards for deck in build(vault, tmp_path / "all").decks}
    assert whole == {"a": len(cards(vault, {})) - whole["sky"], "sky": whole["sky"]}
    built = {deck.deck: deck.cards for deck in build(vault / selected, tmp_path / "decks").decks}
    assert built["sky"] == whole["sky"]
    assert ("a" in built) == (selected != "sky")


SECTIONS = """# Harbour

An anchor is a heavy iron that holds a ship to the ground.

## Knots

A bowline is a knot that makes a fixed loop at the end of a rope.

### Hitches

A hitch is a knot that ties a rope to a post.

## Buoys

A buoy is a float that marks a channel for ships.
"""
TERMS = {3: "anchor", 7: "bowline", 11: "hitch", 15: "buoy"}


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        (1, {"bowline", "hitch", "buoy"}),
        (3, {"bowline", "hitch", "buoy"}),
        (5, {"anchor", "buoy"}),
        (8, {"anchor", "buoy"}),
        (11, {"anchor", "bowline", "buoy"}),
        (15, {"anchor", "bowline", "hitch"}),
    ],
)
def test_a_comment_skips_its_section(tmp_path: Path, line: int, kept: set[str]) -> None:
    """With all sections below it, wherever in it the comment stands; above the first heading, that part alone."""
    lines = SECTIONS.split("\n")
    lines[line:line] = ["", "<!-- cuedeck: skip -->", ""]
    found = " ".join(card.front + card.answer.plain for card in cards(tmp_path, {"a/harbour.md": "\n".join(lines)}))
    assert {term for term in TERMS.values() if term in found.lower()} == kept


def test_a_comment_may_end_a_heading(tmp_path: Path) -> None:
    """There it belongs to the section that begins."""
    note = SECTIONS.replace("## Buoys", "## Buoys <!--cuedeck:skip-->")
    assert not any("buoy" in card.front.lower() for card in cards(tmp_path, {"a/harbour.md": note}))


@pytest.mark.parametrize("other", ["```\n<!-- cuedeck: skip -->\n```", "- <!-- cuedeck: skip -->", "<!-- skip -->"])
def test_other_comments_and_code_skip_nothing(tmp_path: Path, other: str) -> None:
    """A comment stands alone on its line, outside code and lists."""
    whole = {card.front for card in cards(tmp_path, {"a/harbour.md": SECTIONS})}
    assert {card.front for card in cards(tmp_path, {"a/harbour.md": f"{SECTIONS}\n{other}\n"})} == whole


def test_wrong_settings_write_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """They are told in one sentence with file and line, and exit with 2."""
    vault = write(tmp_path / "vault", {"cuedeck.yaml": "limits:\n  anser: 20\n", "a/knots.md": KNOTS})
    assert run("build", vault, "-o", tmp_path / "decks") == 2
    told = capsys.readouterr().err
    assert told == f"cuedeck: {vault}/cuedeck.yaml:2: unknown key `anser` under `limits`; did you mean `answer`?\n"
    assert not (tmp_path / "decks").exists()


def test_tags_are_printed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """As the cards of the JSON have them."""
    write(tmp_path, {"cuedeck.yaml": "tags: sea", "a/knots.md": KNOTS})
    assert run("cards", tmp_path, "--json") == 0
    assert {tuple(card["tags"]) for card in printed(capsys) if isinstance(card["tags"], list)} == {("sea",)}
