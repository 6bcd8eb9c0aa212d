"""What a model wrote is read once more, without its note, and what is doubted then is only offered."""

import json
from pathlib import Path

import pytest

from tests.model_server import Answer, Heard, ModelServer, read_as, refused, said, well
from tests.ships import FILE, PARTS, ask_and_read, book, rows
from tests.vaults import printed, run

pytestmark = pytest.mark.usefixtures("a_writer_of_no_settings")


def doubts(file: Path = FILE) -> dict[object, object]:
    """What stands against each card, by its question; None where nothing does."""
    return {row["question"]: row.get("doubt") for row in rows(file) if "question" in row}


def test_cards_are_read_once_more_without_their_note(server: ModelServer) -> None:
    """All cards of a note at once, each as its learner will see it."""
    book("keel rudder", "mast")
    assert ask_and_read(server) == 0
    written, read = server.heard
    assert not written.is_reading
    assert read.messages[0]["content"].startswith("You are a demanding student ")
    assert read.messages[1]["content"].split("\n\n") == [
        f"{number}. [Parts of a ship > Part {part}]\n   Q: What is the {name}?\n   A: {PARTS[name]}"
        for number, part, name in ((1, 1, "keel"), (2, 1, "rudder"), (3, 2, "mast"))
    ]
    assert json.dumps(read.body["response_format"]).count('"maxItems": 3') == 1


def test_a_card_that_is_doubted_is_only_offered(server: ModelServer, capsys: pytest.CaptureFixture[str]) -> None:
    """Its line says why; the deck has the others, and whoever wants all has all."""
    book("keel rudder")
    server.tell = lambda heard: read_as(heard, "rudder") if heard.is_reading else well(heard)
    assert ask_and_read(server) == 0
    assert capsys.readouterr().out == "2 cards from 1 section, 1 only offered, 0 refused\n"
    assert doubts() == {"What is the keel?": None, "What is the rudder?": "vague"}
    run("cards", "vault", "-o", "decks", "--json")
    assert [card["question"] for card in printed(capsys)] == ["What is the keel?"]
    run("cards", "vault", "-o", "decks", "--json", "--all")
    assert {card["question"]: card["tier"] for card in printed(capsys) if card["by"] == "m"} == {
        "What is the keel?": "sure",
        "What is the rudder?": "offered",
    }


def test_cards_that_were_not_read_are_read_by_the_next_run(
    server: ModelServer, capsys: pytest.CaptureFixture[str]
) -> None:
    """They are written down before, so that nothing is asked twice, and are in the deck until then."""
    book("keel", "mast")
    server.tell = lambda heard: refused(500) if heard.is_reading else well(heard)
    assert ask_and_read(server) == 1
    assert set(doubts().values()) == {"unread"}
    capsys.readouterr()
    run("cards", "vault", "-o", "decks", "--json")
    assert {"What is the keel?", "What is the mast?"} <= {str(card["question"]) for card in printed(capsys)}
    server.heard.clear()
    server.tell = well
    capsys.readouterr()
    assert ask_and_read(server, "--dry-run") == 0
    assert capsys.readouterr().out.startswith("2 cards would be sent to ")
    assert ask_and_read(server) == 0
    assert [heard.is_reading for heard in server.heard] == [True]
    assert set(doubts().values()) == {None}
    assert ask_and_read(server) == 0
    assert len(server.heard) == 1


@pytest.mark.parametrize("reply", ["Fine cards!", '{"cards": []}', '{"cards": [{"number": "1"}, 7]}'])
def test_a_useless_reading_is_told_and_leaves_the_cards_unread(
    server: ModelServer, capsys: pytest.CaptureFixture[str], reply: str
) -> None:
    """The cards are there, and in the deck, as if nobody had wanted them read."""
    book("keel")
    server.tell = lambda heard: said(reply) if heard.is_reading else well(heard)
    assert ask_and_read(server) == 0
    out, err = capsys.readouterr()
    assert out == "1 card from 1 section, 0 refused\n"
    assert err.startswith("vault/sea/ship.md:1: its new cards could not be read once more, and are taken as they are: ")
    assert doubts() == {"What is the keel?": "unread"}


def test_a_reader_who_leaves_out_a_card_has_not_read_it(server: ModelServer) -> None:
    """Nor has one whose word for it is none of those that were named."""
    book("keel rudder mast")
    faults = [{"number": 1, "fault": "None"}, {"number": 2, "fault": "hm"}]
    server.tell = lambda heard: said(json.dumps({"cards": faults})) if heard.is_reading else well(heard)
    assert ask_and_read(server) == 0
    assert list(doubts().values()) == [None, "unread", "unread"]


def test_a_card_that_its_learner_changed_meanwhile_stays_theirs(server: ModelServer) -> None:
    """What is said of the card that it was counts no more."""
    book("keel rudder")

    def tell(heard: Heard) -> Answer:
        if heard.is_reading:
            FILE.write_text(FILE.read_text("utf-8").replace("What is the keel?", "Which beam is the keel?"), "utf-8")
        return well(heard)

    server.tell = tell
    assert ask_and_read(server) == 0
    assert doubts() == {"Which beam is the keel?": "unread", "What is the rudder?": None}
