"""Sure cards are in the deck; those that are only offered wait until their user takes them, and lose no history."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from cuedeck.cards.card import Card, Kind, Tier
from cuedeck.cards.correction import Correction
from cuedeck.cards.duplicates import told_apart
from cuedeck.cards.ledger import Entry
from cuedeck.decks.app import corrections, readings, worker
from cuedeck.extract.extraction import Extraction
from cuedeck.extract.extraction import extract as real
from tests.build_cards import card
from tests.vaults import entries, printed, run, state, write

HARBOUR = """# Harbour

A bowline is a knot that makes a fixed loop at the end of a rope. [00:10]

A hitch is a knot that ties a rope to a post with two turns. [00:20]

A buoy is a float that marks a channel for ships at sea. [00:30]

What is a fender?::A cushion between a ship and the quay
"""


@pytest.fixture
def offered(monkeypatch: pytest.MonkeyPatch) -> set[Kind]:
    """Have cards of these kinds only offered: at first none."""
    kinds: set[Kind] = set()

    def extract(*args: object) -> Extraction:
        found = real(*args)  # type: ignore[arg-type]
        drafts = (replace(one, tier=Tier.OFFERED) if one.kind in kinds else one for one in found.drafts)
        return replace(found, drafts=tuple(drafts))

    monkeypatch.setattr(worker, "extract", extract)
    # A program that offers others is another program.
    monkeypatch.setattr(readings, "_settings", lambda config: repr((config, sorted(kinds))).encode())
    return kinds


@pytest.fixture
def vault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, offered: set[Kind]) -> Path:
    """Write a vault of one note, whose terms are only offered, and go there."""
    offered.add(Kind.TERM)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1800000000")
    return write(tmp_path / "notes", {"cuedeck.yaml": "", "sea/harbour.md": HARBOUR})


def ledger() -> dict[str, Entry]:
    """Read what is remembered, by question."""
    return entries(Path("decks/sea.ledger.jsonl"))


def guid_of(words: str, capsys: pytest.CaptureFixture[str]) -> str:
    """Give the guid that `cards --find` shows for the one offered card that says these words."""
    capsys.readouterr()
    run("cards", "--find", words)
    blocks = capsys.readouterr().out.split("\n\n")
    (shown,) = (block for block in blocks if block.rstrip().endswith("· offered"))
    return shown.split("  ")[0]


def living() -> Iterator[str]:
    """List the questions that are in the deck."""
    return (question for question, entry in ledger().items() if entry.retired is None)


# --- what is shown ---


def test_cards_prints_sure_cards_and_counts_the_others(vault: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With --all, or `cards: all`, it prints both, and marks those that are only offered."""
    assert run("cards") == 0
    out, err = capsys.readouterr()
    assert "What is a bowline?" in out
    assert "Which term" not in out
    assert re.match(r"cuedeck: 3 more cards are offered: `cuedeck cards --all` shows them, ", err)
    assert run("cards", "--all") == 0
    out, err = capsys.readouterr()
    assert (out.count("Which term"), out.count(" · offered\n"), err) == (3, 3, "")
    write(vault, {"cuedeck.yaml": "cards: all\n"})
    run("cards")
    assert capsys.readouterr() == (out, "")


def test_json_tells_tier_and_maker(vault: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What the writer marked up is theirs, and sure."""
    run("cards", vault, "--all", "--json")
    told = {(record["kind"], record["tier"], record["by"]) for record in printed(capsys)}
    assert told == {("definition", "sure", "rules"), ("term", "offered", "rules"), ("qa", "sure", "you")}
    run("cards", vault, "--json")
    assert {record["tier"] for record in printed(capsys)} == {"sure"}


def test_what_the_writer_marked_up_is_sure(vault: Path, offered: set[Kind], capsys: pytest.CaptureFixture[str]) -> None:
    """Whatever its rule says."""
    offered |= set(Kind)
    run("cards", vault, "--json")
    assert [record["kind"] for record in printed(capsys)] == ["qa"]


def test_a_search_finds_what_is_offered(vault: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With guid and mark."""
    assert run("cards", vault, "--find", "fixed loop") == 0
    shown = capsys.readouterr()
    assert shown.err == ""
    assert [block.endswith("· offered") for block in shown.out.strip().split("\n\n")] == [False, True]


def test_nothing_but_offered_cards_is_said_plainly(
    vault: Path, offered: set[Kind], capsys: pytest.CaptureFixture[str]
) -> None:
    """And writes no empty deck."""
    offered |= set(Kind)
    write(vault, {"sea/harbour.md": HARBOUR.partition("What is a fender")[0]})
    for command in ("build", "plan", "cards", "sheet"):
        assert run(command) == 1
        assert "cuedeck: the notes give no sure cards\n" in capsys.readouterr().err
    assert not Path("decks").exists()


def test_build_plan_and_check_tell_how_many_wait(vault: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """In one line each; JSON has the number."""
    line = "cuedeck: 3 more cards are offered: `cuedeck cards --all` shows them, `cuedeck keep GUID` takes one, "
    for command in ("plan", "build", "check"):
        assert run(command, vault) == 0
        assert capsys.readouterr().err.splitlines()[-1].startswith(line)
    run("build", "--json")
    (report,) = printed(capsys)
    assert (report["cards"], report["offered"]) == (4, 3)
    run("build", "--all", "--json")
    (report,) = printed(capsys)
    assert (report["cards"], report["offered"]) == (7, 0)


# --- decks ---


@pytest.mark.usefixtures("vault")
def test_a_deck_has_sure_cards_and_its_ledger_knows_no_others() -> None:
    """They are no change, and take no numbers."""
    run("build")
    assert {entry.kind for entry in ledger().values()} == {Kind.DEFINITION, Kind.QA}
    assert sorted(entry.number for entry in ledger().values()) == [1, 2, 3, 4]
    assert "Which term" not in Path("decks/sea.html").read_text("utf-8")
    before = state(Path("decks"))
    run("build")
    assert state(Path("decks")) == before


@pytest.mark.parametrize("how", ["--all", "cards: all"])
def test_both_tiers_make_a_deck_where_the_user_says_so(vault: Path, how: str) -> None:
    """By the option or the setting; paper as well."""
    write(vault, {"cuedeck.yaml": f"{how}\n" if ":" in how else ""})
    options = [] if ":" in how else [how]
    run("build", *options)
    assert len(list(living())) == 7
    assert "Which term" in Path("decks/sea.html").read_text("utf-8")
    run("sheet", "--layout", "quiz", *options)
    assert "Which term" in Path("decks/sea-quiz.html").read_text("utf-8")


def test_cards_that_become_offered_retire_and_come_back_with_their_history(
    vault: Path, offered: set[Kind], capsys: pytest.CaptureFixture[str]
) -> None:
    """Also where their sentence was edited meanwhile, more than once."""
    offered.clear()
    run("build")
    before = {entry.answer: entry for entry in ledger().values() if entry.kind is Kind.TERM}
    offered.add(Kind.TERM)
    capsys.readouterr()
    run("plan", "--json")
    reasons = {str(change["reason"]) for change in printed(capsys) if change["change"] == "retired"}
    assert reasons == {"its kind of card is only offered now; `cards: all` or `cuedeck keep` brings it back"}
    run("build")
    assert len(list(living())) == 4
    for words in ("a firm loop at the end of a rope", "a firm loop in the end of a thick rope"):
        note = HARBOUR.replace("a fixed loop at the end of a rope", words)
        write(vault, {"sea/harbour.md": note})
        run("build")
        settled = state(Path("decks"))
        run("build")
        assert state(Path("decks")) == settled
    write(vault, {"cuedeck.yaml": "cards: all\n"})
    capsys.readouterr()
    run("build", "--json")
    (report,) = printed(capsys)
    assert report["changes"] == {"kept": 4, "edited": 0, "moved": 0, "new": 0, "retired": 0, "revived": 3}
    after = {entry.answer: entry for entry in ledger().values() if entry.kind is Kind.TERM}
    assert {name: (one.guid, one.number) for name, one in after.items()} == {
        name: (one.guid, one.number) for name, one in before.items()
    }


def test_the_guard_counts_what_is_only_offered_now(
    vault: Path, offered: set[Kind], capsys: pytest.CaptureFixture[str]
) -> None:
    """And tells how to keep it."""
    offered.clear()
    run("build")
    offered.add(Kind.TERM)
    write(vault, {"cuedeck.yaml": "guard: {least: 1}\n"})
    capsys.readouterr()
    assert run("build") == 3
    err = capsys.readouterr().err
    assert "3 of 7 cards would be retired. Most of them are only offered now: `cards: all` in cuedeck.yaml" in err
    assert run("build", "--all") == 0


# --- keep and drop ---


def test_a_kept_card_is_in_the_deck_and_stays_itself_when_its_sentence_is_edited(
    vault: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Before its first build no ledger knows it: the notes do."""
    run("build")
    guid = guid_of("fixed loop", capsys)
    assert run("keep", guid) == 0
    assert capsys.readouterr().out.startswith("kept: Which term is meant: “a knot that makes a fixed loop")
    assert corrections.read(Path("decks"))[guid].keep
    run("build")
    number = {entry.guid: entry.number for entry in ledger().values()}[guid]
    write(vault, {"sea/harbour.md": HARBOUR.replace("a fixed loop", "a firm loop").replace("# Harbour", "# Harbours")})
    run("build")
    (kept,) = (entry for entry in ledger().values() if entry.kind is Kind.TERM and entry.retired is None)
    assert (kept.guid, kept.number) == (guid, number)
    assert "firm loop" in kept.question
    assert run("drop", guid) == 0
    assert corrections.read(Path("decks"))[guid] == Correction(drop=True)
    run("build")
    assert all("firm loop" not in question for question in living() if question.startswith("Which"))
    run("keep", guid)
    run("build")
    assert {entry.guid: entry.number for entry in ledger().values() if entry.retired is None}[guid] == number


def test_a_card_is_kept_by_the_identity_that_builds_know_it_by(
    vault: Path, offered: set[Kind], capsys: pytest.CaptureFixture[str]
) -> None:
    """Where its sentence was edited since it was in the deck, `cards` shows another guid."""
    offered.clear()
    run("build")
    (was,) = (entry for question, entry in ledger().items() if "fixed loop" in question and entry.kind is Kind.TERM)
    offered.add(Kind.TERM)
    write(vault, {"sea/harbour.md": HARBOUR.replace("# Harbour", "# Harbour\n\n## Knots")})
    run("build", "--force")
    shown = guid_of("fixed loop", capsys)
    assert shown != was.guid
    assert run("keep", shown) == 0
    assert set(corrections.read(Path("decks"))) == {was.guid}
    run("build")
    assert {entry.guid: entry.number for entry in ledger().values() if entry.retired is None}[was.guid] == was.number


def test_a_card_can_be_kept_before_the_first_build(vault: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """There is no ledger yet, and --notes may name the notes."""
    guid = guid_of("fixed loop", capsys)
    assert run("keep", guid, "--notes", vault / "sea") == 0
    capsys.readouterr()
    assert run("check", vault) == 0
    shown = capsys.readouterr()
    assert "Decisions in cards.yaml" not in shown.out
    assert "2 more cards are offered" in shown.err
    run("build")
    assert guid in {entry.guid for entry in ledger().values()}


def test_a_guid_that_is_nowhere_is_told(vault: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """In one sentence, and nothing is written."""
    run("build")
    capsys.readouterr()
    for command in ("keep", "drop"):
        assert run(command, "nosuch", "--notes", vault) == 2
        assert capsys.readouterr().err == (
            "cuedeck: no card has the guid `nosuch`; `cuedeck cards --find TEXT` shows guids\n"
        )
    assert run("keep", "nosuch", "--notes", "elsewhere") == 2
    assert capsys.readouterr().err == "cuedeck: elsewhere: no such file or folder\n"
    assert not Path("decks/cards.yaml").exists()


@pytest.mark.usefixtures("vault")
def test_a_dropped_offer_is_offered_no_more(capsys: pytest.CaptureFixture[str]) -> None:
    """And does not come with all others; its ledger remembers it as dropped, so that the decision follows its note."""
    guid = guid_of("fixed loop", capsys)
    run("drop", guid)
    run("build")
    assert "2 more cards are offered" in capsys.readouterr().err
    assert next(entry for entry in ledger().values() if entry.guid == guid).retired is not None
    assert not list(Path("decks").glob("*-retired.*"))
    run("build", "--all")
    assert len(list(living())) == 6
    assert not list(Path("decks").glob("*-retired.*"))


@pytest.mark.usefixtures("vault")
def test_a_card_that_its_user_rewrote_is_theirs(capsys: pytest.CaptureFixture[str]) -> None:
    """It needs no `keep`."""
    guid = guid_of("fixed loop", capsys)
    write(Path("decks"), {"cards.yaml": f"{guid}: {{answer: The bowline}}\n"})
    run("build")
    assert "The bowline" in Path("decks/sea.html").read_text("utf-8")


def test_a_card_is_not_both_dropped_and_kept(vault: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The mistake is told with its line."""
    write(Path("decks"), {"cards.yaml": "# mine\nq2: {drop: true, keep: true}\n"})
    assert run("build", vault) == 2
    assert capsys.readouterr().err == "cuedeck: decks/cards.yaml:2: `q2` cannot be both dropped and kept\n"


def test_a_wrong_setting_is_told(vault: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With the values there are."""
    write(vault, {"cuedeck.yaml": "tags: [a]\ncards: some\n"})
    assert run("build", vault) == 2
    assert "cuedeck.yaml:2: `cards` takes `sure`, or `all`" in capsys.readouterr().err


def test_an_image_that_only_an_offer_lacks_is_no_problem(
    vault: Path, offered: set[Kind], capsys: pytest.CaptureFixture[str]
) -> None:
    """The deck is whole without it."""
    offered |= set(Kind)
    note = "- **Sheet bend:** ![knot](gone.png) A knot that joins two ropes of different size.\n"
    write(vault, {"sea/bends.md": note})
    assert run("build", vault) == run("check", vault) == 0
    assert run("build", vault, "--all") == 1
    assert "image not found: sea/gone.png" in capsys.readouterr().err


# --- duplicates ---


def left(*cards: Card) -> list[str]:
    """Give the guids of the cards that stay."""
    return [one.guid for one in told_apart(cards)[0]]


@pytest.mark.parametrize("answer", ["Cell division", "The division of a cell in two"])
def test_a_sure_card_wins_over_an_offered_one_that_asks_the_same(answer: str) -> None:
    """Whichever stands first."""
    offer = replace(card("g1"), tier=Tier.OFFERED)
    assert left(offer, card("g2", answer=answer)) == ["g2"]
    assert left(card("g2", answer=answer), offer) == ["g2"]


def test_a_sure_card_wins_over_an_offered_twin_or_namesake() -> None:
    """Even if the offer has a moment of its own, and the sure card has none."""
    offer = replace(card("g1", "What is a basin?", "A hollow that holds water"), tier=Tier.OFFERED)
    sure = replace(card("g2", "What is a Basin?", "A hollow which holds water"), context=("Rivers",), cue=None)
    assert left(offer, sure) == ["g2"]
    other = replace(card("g1", "What is a delta?", "The mouth of a river"), line=40)
    assert [one.question.plain for one in told_apart([offer, other])[0]] == ["What is a delta?"]
