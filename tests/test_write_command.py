"""`cuedeck write` asks the one server that its user names for cards, saves each reply, and keeps notes and key to itself."""

import gzip
import io
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pytest

from cuedeck.cards.written import parse
from tests.model_server import Answer, Heard, ModelServer, cards_on, refused, reply_on, said, serving, well
from tests.ships import FILE, PARTS, VARIABLES, ask, book, chapter, on, questions, rows, section, sentence, vault
from tests.vaults import BROKEN, printed, run, state, write

pytestmark = pytest.mark.usefixtures("a_writer_of_no_settings")
KEY = "sk-4711-very-secret"
FAR = "http://192.0.2.1:9"
"""An address that nobody has."""
REAL = {name: os.environ[name] for name in VARIABLES if name in os.environ}
"""What the environment names for the one test that asks a real server."""
OPENING = frozenset(f"socket.{name}" for name in "bind connect getaddrinfo gethostbyname sendmsg sendto".split())
PROGRAM = (
    "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler); "  # a shell's background jobs ignore it
    "from cuedeck.decks.app.cli import main; sys.exit(main())"
)


def answering(*answers: Answer) -> Callable[[Heard], Answer]:
    """Give these answers, one after the other, then those of a good model."""
    left = iter(answers)
    return lambda heard: next(left, None) or well(heard)


def failing(part: str, answer: Answer) -> Callable[[Heard], Answer]:
    """Give this answer to whatever is said on a part, and that of a good model to all else."""
    return lambda heard: answer if f"The {part} is" in heard.section else well(heard)


# --- the good case ---


def test_cards_lie_beside_the_ledger_of_their_deck(server: ModelServer, capsys: pytest.CaptureFixture[str]) -> None:
    """In reading order, each section below the line that tells what was asked, and by whom."""
    book("keel rudder", "mast")
    write(Path("vault"), {"sky/port.md": f"# Port\n\n{sentence('anchor')}\n"})
    assert ask(server) == 0
    assert capsys.readouterr() == ("4 cards from 3 sections, 0 refused\n", "")
    assert sorted(state(Path("decks"))) == ["sea.written.jsonl", "sky.written.jsonl"]
    assert questions() == [*on("keel rudder"), *on("mast")]
    asked, card, *_ = rows()
    assert list(card.items()) == [
        ("note", "sea/ship.md"),
        ("quote", sentence("keel")),
        ("question", "What is the keel?"),
        ("answer", PARTS["keel"]),
        ("items", []),
        ("by", "m"),
    ]
    assert list(asked) == ["note", "asked", "by", "prompt", "sentences"]
    assert (asked["note"], asked["by"]) == ("sea/ship.md", "m")
    assert len({str(mark) for mark in _list(asked["sentences"])}) == 2


def test_a_build_takes_what_was_written(server: ModelServer, capsys: pytest.CaptureFixture[str]) -> None:
    """The cards are those of the deck, and name their model."""
    vault("keel")
    ask(server)
    assert run("build", "vault") == 0
    capsys.readouterr()
    run("cards", "vault", "-o", "decks", "--json")
    assert ("m", "What is the keel?") in [(card["by"], card["question"]) for card in printed(capsys)]


def test_a_request_is_a_note_with_its_title_and_headings(server: ModelServer) -> None:
    """As a chat completion with a schema, drawn without chance."""
    book("keel rudder", "mast")
    ask(server)
    (heard,) = server.heard
    assert heard.path == "/v1/chat/completions"
    assert "authorization" not in heard.headers
    system, user = heard.messages
    assert (system["role"], user["role"]) == ("system", "user")
    assert system["content"].startswith("You write flashcards ")
    text = f"{chapter(1, 'keel rudder')}\n\n{chapter(2, 'mast')}"
    assert user["content"] == f'Title: Parts of a ship\nNote:\n"""\n{text}\n"""'
    form = heard.body["response_format"]
    assert isinstance(form, dict)
    assert form["type"] == "json_schema"
    assert form["json_schema"]["schema"]["properties"]["cards"]["maxItems"] == 3
    assert (heard.body["model"], heard.body["temperature"]) == ("m", 0)


def test_a_second_run_sends_nothing(server: ModelServer, capsys: pytest.CaptureFixture[str]) -> None:
    """It says how to have all asked again, and leaves the file as it is."""
    vault("keel", "mast")
    ask(server)
    before = state(Path("decks"))
    capsys.readouterr()
    assert ask(server) == 0
    assert capsys.readouterr() == ("", "cuedeck: all of it was asked already; --again asks once more\n")
    assert len(server.heard) == 2
    assert state(Path("decks")) == before


def test_after_an_edit_only_the_new_sentence_is_sent(server: ModelServer) -> None:
    """With the questions that are there; cards on what still stands are kept, and new ones stand in their place among them."""
    book("keel rudder", "mast")
    ask(server)
    note = Path("vault/sea/ship.md")
    note.write_text(note.read_text("utf-8").replace(" The rudder", f"\n{sentence('anchor')}\nThe rudder"), "utf-8")
    assert ask(server) == 0
    assert server.sections[1:] == [chapter(1, "anchor")]
    there = "".join(f"\n- What is the {part}?" for part in ("keel", "rudder", "mast"))
    assert (
        server.heard[1]
        .messages[1]["content"]
        .endswith(f'"""\n\nCards that there are already; ask for nothing of this again:{there}')
    )
    assert questions() == [*on("keel"), *on("anchor"), "What is the rudder?", *on("mast")]


def test_a_long_note_makes_several_requests(server: ModelServer) -> None:
    """Of whole sections, each as long as most models can hold."""
    words = " ".join(["There is much more to say on ships than any sailor knows."] * 100)
    texts = "".join(f"\n## Part {number}\n\n{words} {sentence(part)}\n" for number, part in enumerate(PARTS, 1))
    write(Path("vault"), {"cuedeck.yaml": "", "sea/ship.md": f"# Parts of a ship\n{texts}"})
    assert ask(server) == 0
    assert [len(re.findall("^## Part", text, re.MULTILINE)) for text in server.sections] == [2, 2, 2]
    assert questions().count("asked") == len(PARTS)


def test_a_model_that_is_shown_too_much_at_once_is_asked_for_less(
    server: ModelServer, capsys: pytest.CaptureFixture[str]
) -> None:
    """By halves, in reading order, until its replies are whole; nothing of that is told."""
    book("keel", "mast", "anchor", "galley")
    server.tell = lambda heard: said("{", "length") if heard.section.count("##") > 1 else well(heard)
    assert ask(server) == 0
    assert capsys.readouterr() == ("4 cards from 4 sections, 0 refused\n", "")
    assert [text.count("##") for text in server.sections] == [4, 4, 2, 2, 1, 1, 2, 2, 1, 1]
    assert questions() == [*on("keel"), *on("mast"), *on("anchor"), *on("galley")]


def test_a_limit_leaves_the_rest_for_the_next_run(server: ModelServer) -> None:
    """Sections are asked about in reading order."""
    book("keel", "mast", "anchor")
    write(Path("vault"), {"sky/port.md": f"# Port\n\n{sentence('galley')}\n"})
    assert ask(server, "--limit", "2") == 0
    assert server.sections == [f"{chapter(1, 'keel')}\n\n{chapter(2, 'mast')}"]
    assert ask(server, "--limit", "2") == 0
    assert server.sections[1:] == [chapter(3, "anchor"), sentence("galley")]


def test_several_are_asked_at_a_time_if_the_user_says_so(server: ModelServer) -> None:
    """As many as they say, and the file is the same, whichever reply comes first."""
    vault(*PARTS)
    ask(server, "-o", "one")
    turns, most = _Turns(server, together=4), len(PARTS)
    server.tell = turns
    assert ask(server, "-o", "four", "--jobs", "4") == 0
    assert turns.most == 4
    assert len(server.heard) == 2 * most
    assert state(Path("four")) == state(Path("one"))


def test_one_is_asked_at_a_time_unless_the_user_says_so(server: ModelServer) -> None:
    """The next request goes out when the reply to the last one is saved."""
    vault("keel", "mast", "anchor")
    saved: list[int] = []

    def tell(heard: Heard) -> Answer:
        saved.append(len(rows()) if FILE.exists() else 0)
        return well(heard)

    server.tell = tell
    assert ask(server) == 0
    assert saved == [0, 2, 4]


def test_again_replaces_what_models_wrote_and_nothing_else(server: ModelServer) -> None:
    """Cards of that section by a model go; those by `you`, and those of other sections, stay."""
    vault("keel", "mast")
    ask(server)
    own = {"note": "sea/1.md", "quote": sentence("keel"), "question": "What keeps a ship upright?", "by": "you"}
    with FILE.open("a", encoding="utf-8") as file:
        file.write(f"{json.dumps(own | {'answer': 'The keel'})}\n")
    other = {"question": "Which beam lies along the bottom of a ship?", "answer": "the keel", "quote": sentence("keel")}
    server.tell = answering(said(json.dumps({"cards": [other]})))
    assert ask(server, "--again", "--limit", "1") == 0
    assert server.sections[2:] == [sentence("keel")]
    assert questions() == ["asked", own["question"], other["question"], *on("mast")]


def test_a_dry_run_sends_nothing(server: ModelServer, capsys: pytest.CaptureFixture[str]) -> None:
    """It tells what would go where, also of a server far away; nothing is written."""
    book("keel rudder", "mast")
    assert ask(server, "--dry-run") == 0
    out, err = capsys.readouterr()
    assert out.startswith(f"2 sections of 1 note (41 words) would be sent to {server.address}/chat/completions\n")
    assert "tokens in and out, 1 request\n    sea/ship.md:5: 2 sections, 41 words, at most 3 cards\n" in out
    assert err == ""
    assert run("write", "vault", "--address", FAR, "--model", "m", "--dry-run") == 0
    assert not server.heard
    assert not Path("decks").exists()


@pytest.mark.parametrize(
    ("options", "missing"), [((), "no model server is named"), (("--address", FAR), "no model is named")]
)
def test_a_dry_run_needs_no_server(capsys: pytest.CaptureFixture[str], options: tuple[str, ...], missing: str) -> None:
    """It says what a run that is none would lack."""
    vault("keel")
    assert run("write", "vault", "--dry-run", *options) == 0
    out, err = capsys.readouterr()
    assert out.startswith("1 section of 1 note (")
    assert err.startswith(f"cuedeck: {missing}")


def test_a_prompt_of_the_users_own_is_sent(server: ModelServer) -> None:
    """With the most cards in it; the file remembers that it was this one."""
    vault("keel rudder")
    write(Path(), {"prompt.md": "Write at most $most cards, for $5 each.\n"})
    assert ask(server, "--prompt", "prompt.md") == 0
    assert server.heard[0].messages[0]["content"] == "Write at most 2 cards, for $5 each."
    assert str(rows()[0]["prompt"]).startswith("own-")


def test_a_card_without_its_sentence_in_the_notes_is_none(
    server: ModelServer, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is counted as refused; that the section was asked stands in the file."""
    vault("keel")
    server.tell = answering(said(json.dumps({"cards": cards_on(sentence("anchor"))})))
    assert ask(server) == 0
    assert capsys.readouterr().out == "0 cards from 1 section, 1 refused\n"
    assert questions() == ["asked"]


@pytest.mark.parametrize("prompt", [b" \n", b"Write \xff cards"])
def test_a_prompt_that_is_none_is_told(server: ModelServer, capsys: pytest.CaptureFixture[str], prompt: bytes) -> None:
    """Nothing is sent."""
    vault("keel")
    Path("prompt.md").write_bytes(prompt)
    assert ask(server, "--prompt", "prompt.md") == 2
    assert capsys.readouterr().err.startswith("cuedeck: prompt.md:1: ")
    assert not server.heard


def test_a_note_that_cannot_be_read_costs_no_other(server: ModelServer, capsys: pytest.CaptureFixture[str]) -> None:
    """It is told with its line, and the exit code is 1."""
    vault("keel")
    write(Path("vault"), {"sea/anchor.md": BROKEN})
    assert ask(server) == 1
    assert capsys.readouterr().err.startswith("vault/sea/anchor.md:2: broken front matter: ")
    assert questions() == on("keel")


def test_no_notes_are_said_plainly(server: ModelServer, capsys: pytest.CaptureFixture[str]) -> None:
    """Not that all of them were asked."""
    write(Path("vault"), {"cuedeck.yaml": ""})
    assert ask(server) == 1
    assert capsys.readouterr().err == "cuedeck: no notes found; notes are .md, .markdown and .mdx files\n"


# --- by hand ---


def test_requests_can_be_carried_to_a_model_and_its_replies_back(capsys: pytest.CaptureFixture[str]) -> None:
    """As a chat gives them, with words around them; no server is named, and then all is asked."""
    book("keel rudder", "mast")
    write(Path("vault"), {"sky/port.md": f"# Port\n\n{sentence('anchor')}\n"})
    with shut():
        assert run("write", "vault", "--print") == 0
        sheet = capsys.readouterr().out
        assert sheet.startswith("# Flashcards for 2 notes\n")
        assert sheet.count("You write flashcards ") == 1
        write(Path(), {"replies.md": f"Here they are:\n\n```json\n{_carried(sheet)}\n```\nEnjoy!"})
        assert run("write", "vault", "--take", "replies.md", "--model", "chat") == 0
        assert capsys.readouterr().out == "4 cards from 3 sections, 0 refused\n"
        assert questions() == [*on("keel rudder"), *on("mast")]
        assert {row["by"] for row in rows()} == {"chat"}
        assert run("write", "vault", "--print") == 0
        assert capsys.readouterr() == ("", "cuedeck: all of it was asked already; --again asks once more\n")


def test_a_reply_on_what_is_new_in_a_note_counts_as_asked(
    server: ModelServer, capsys: pytest.CaptureFixture[str]
) -> None:
    """Also one without cards: nobody is asked the same twice."""
    vault("keel")
    ask(server)
    vault("keel mast")
    capsys.readouterr()
    run("write", "vault", "--print")
    (mark,) = re.findall(r"^## Note (\w+)", capsys.readouterr().out, re.MULTILINE)
    write(Path(), {"replies.json": json.dumps({"text": mark, "cards": []})})
    run("write", "vault", "--take", "replies.json", "--model", "chat")
    assert [row["by"] for row in rows() if "asked" in row] == ["m", "chat"]
    assert ask(server) == 0
    assert len(server.heard) == 1


def test_cards_that_name_no_note_go_where_their_sentence_stands(capsys: pytest.CaptureFixture[str]) -> None:
    """One whose sentence stands nowhere is refused, with the reason."""
    vault("keel")
    write(Path(), {"replies.json": json.dumps(cards_on(section("keel anchor")))})
    assert run("write", "vault", "--take", "replies.json") == 0
    out, err = capsys.readouterr()
    assert out == "1 card, 1 refused\n"
    assert err == "refused: the sentence that it quotes does not stand in the notes\n"
    assert [(row["question"], row["by"]) for row in rows()] == [("What is the keel?", "by hand")]


@pytest.mark.parametrize("text", ["Sorry, I cannot do that.", "", '{"cards": [{"question": 7}]}', "[" * 100_000])
def test_a_file_without_replies_is_told(capsys: pytest.CaptureFixture[str], text: str) -> None:
    """Nothing is written."""
    vault("keel")
    write(Path(), {"replies.json": text})
    assert run("write", "vault", "--take", "replies.json") == 2
    assert capsys.readouterr().err.startswith("cuedeck: replies.json:1: ")
    assert not FILE.exists()


# --- what models say ---


@pytest.mark.parametrize(
    "form",
    [
        "Sure! Here are [your] {cards}:\n%s\nShall I write more?",
        "```json\n%s\n```",
        '<think>A card such as {"cards": [{"question": "No?"}]}?</think>%s',
        '{"thoughts": 7}\n%s',
    ],
)
def test_words_around_a_reply_do_no_harm(server: ModelServer, form: str) -> None:
    """It is read where it stands."""
    vault("keel rudder")
    server.tell = lambda heard: said(form % reply_on(heard.section))
    assert ask(server) == 0
    assert questions() == on("keel rudder")
    assert len(server.heard) == 1


@pytest.mark.parametrize(
    "reply",
    [
        cards_on(sentence("keel")),
        {"cards": cards_on(sentence("keel")), "notes": None},
        {"cards": [{**cards_on(sentence("keel"))[0], "items": None, "difficulty": 3}]},
        {"cards": [{name: cards_on(sentence("keel"))[0][name] for name in ("question", "answer", "quote")}]},
    ],
    ids=["a bare list", "more fields", "more fields of a card", "no items"],
)
def test_a_reply_beside_its_schema_is_read_if_its_cards_are_whole(server: ModelServer, reply: object) -> None:
    """Not all servers hold a model to a schema."""
    vault("keel")
    server.tell = lambda _: said(json.dumps(reply))
    assert ask(server) == 0
    assert questions() == on("keel")
    assert len(server.heard) == 1


@pytest.mark.parametrize(
    "fault",
    [7, None, "What?", {"question": "What is the mast?", "answer": "x"}]
    + [
        {**cards_on(sentence("keel"))[0], **wrong} for wrong in ({"answer": 1}, {"items": "abc"}, {"quote": "k" * 9000})
    ],
    ids=["number", "null", "words", "no quote", "answer", "items", "long"],
)
def test_a_card_of_the_wrong_shape_costs_no_other(
    server: ModelServer, capsys: pytest.CaptureFixture[str], fault: object
) -> None:
    """It counts as refused."""
    vault("keel rudder")
    server.tell = lambda _: said(json.dumps({"cards": [fault, *cards_on(sentence("rudder"))]}))
    assert ask(server) == 0
    assert capsys.readouterr().out == "1 card from 1 section, 1 refused\n"
    assert questions() == on("rudder")


USELESS = {
    "no cards": (said("I would rather not."), "the reply holds no complete JSON"),
    "cut JSON": (said(reply_on(sentence("keel"))[:-20]), "the reply holds no complete JSON"),
    "wrong types": (said('{"cards": [7, {"question": 7}]}'), "none of its cards has a question"),
    "cards no list": (said('{"cards": {"question": "What?"}}'), "the reply holds no complete JSON"),
    "too deep": (said("[" * 100_000), "the reply is not JSON that can be read"),
    "length": (said(reply_on(sentence("keel")), "length"), "the reply is cut off"),
    "empty": (said(" \n"), "the reply is empty"),
    "null": (said(None), "the reply is empty"),
    "only thought": (said("<think>Hm.</think>"), "the reply holds no complete JSON"),
    "HTML": (Answer(body=b"<html>Hello</html>", headers={"Content-Type": "text/html"}), "no chat completion"),
    "no bytes": (Answer(), "no chat completion"),
    "no UTF-8": (Answer(body=b'{"choices": "\xff"}'), "no chat completion"),
    "no choice": (Answer(body=b'{"choices": []}'), "no chat completion"),
    "error in 200": (Answer(body=b'{"error": {"message": "no memory"}}'), "no chat completion"),
}


@pytest.mark.parametrize(("answer", "reason"), USELESS.values(), ids=USELESS)
def test_a_useless_reply_is_told_with_its_line_and_costs_no_other_section(
    server: ModelServer, capsys: pytest.CaptureFixture[str], answer: Answer, reason: str
) -> None:
    """It is asked for once more, with the reason, and again by the next run; the exit code is 1."""
    vault("mast", "keel", "anchor")
    server.tell = failing("keel", answer)
    assert ask(server) == 1
    out, err = capsys.readouterr()
    assert re.fullmatch(rf"vault/sea/2\.md:3: no cards were written on this section: .*{re.escape(reason)}.*\n", err)
    assert out == "2 cards from 2 sections, 0 refused, 1 section without a usable reply\n"
    assert questions() == [*on("mast"), *on("anchor")]
    assert server.sections == [sentence(part) for part in ("mast", "keel", "keel", "anchor")]
    assert reason in server.heard[2].messages[-1]["content"]
    server.tell = well
    assert ask(server) == 0
    assert server.sections[4:] == [sentence("keel")]


def test_a_model_is_shown_the_reply_that_could_not_be_used(server: ModelServer) -> None:
    """Behind what it was asked, before the reason; its second reply counts."""
    vault("keel")
    server.tell = answering(said("It is a beam."))
    assert ask(server) == 0
    assert questions() == on("keel")
    first, second = server.heard
    assert second.messages[:2] == first.messages
    assert [one["role"] for one in second.messages[2:]] == ["assistant", "user"]
    assert second.messages[2]["content"] == "It is a beam."


def test_a_model_that_gives_nothing_but_useless_replies_is_given_up(
    server: ModelServer, capsys: pytest.CaptureFixture[str]
) -> None:
    """After five sections in a row, for nobody wants to pay for a thousand."""
    vault(*PARTS)
    server.tell = lambda _: said("No.")
    assert ask(server) == 2
    assert len(server.heard) == 10
    assert capsys.readouterr().err.splitlines()[-1].startswith("cuedeck: 5 replies in a row could not be used")


# --- what servers do ---


def _without_schema(heard: Heard) -> Answer:
    return refused(400, "unknown field response_format") if "response_format" in heard.body else well(heard)


def test_a_server_that_knows_no_schemas_is_asked_without(server: ModelServer) -> None:
    """Once more, and from then on at once."""
    vault("keel", "mast", "anchor")
    server.tell = _without_schema
    assert ask(server) == 0
    assert ["response_format" in heard.body for heard in server.heard] == [True, False, False, False]
    assert set(server.heard[1].body) == {"model", "messages"}
    assert questions() == [*on("keel"), *on("mast"), *on("anchor")]


def test_a_server_that_knows_no_schemas_may_learn_that_of_several_requests_at_once(server: ModelServer) -> None:
    """Each that was on its way is asked once more."""
    vault("keel", "mast", "anchor", "galley")
    turns = _Turns(server, together=4, tell=_without_schema)
    server.tell = turns
    assert ask(server, "--jobs", "4") == 0
    assert ["response_format" in heard.body for heard in server.heard] == 4 * [True] + 4 * [False]
    assert len(questions()) == 8


@pytest.mark.parametrize(
    ("answer", "sentence", "requests"),
    [
        (refused(400, "too long"), "refuses the request with status 400: too long", 2),
        (refused(401, "go away"), "asks for a key: put it into CUEDECK_WRITE_KEY (status 401)", 1),
        (refused(403, "go away"), "asks for a key: put it into CUEDECK_WRITE_KEY (status 403)", 1),
        (refused(404, "no m."), "has no /v1/chat/completions, or no model `m`: no m", 1),
        (refused(418, "a\x1b[31m\n\tteapot"), "refuses the request with status 418: a [31m teapot", 1),
        (refused(429, "slow down", Retry_After="soon"), "has too many requests: slow down", 3),
        (refused(500, "out of memory"), "fails with status 500: out of memory", 3),
        (Answer(status=503, body=b"<html>"), "fails with status 503", 3),
        (Answer(body=b'{"choices": [', length=1000), "broke off its reply", 3),
        (Answer(body=bytes(4_000_001)), "sent more than a reply can hold", 1),
        (
            Answer(body=gzip.compress(bytes(4_000_001)), headers={"Content-Encoding": "gzip"}),
            "sent more than a reply can hold",
            1,
        ),
    ],
)
def test_a_server_that_gives_no_replies_is_told_in_one_sentence(
    server: ModelServer, capsys: pytest.CaptureFixture[str], answer: Answer, sentence: str, requests: int
) -> None:
    """With its name; the exit code is 2, and other sections are not tried."""
    vault("keel", "mast")
    server.tell = lambda _: answer
    assert ask(server) == 2
    assert capsys.readouterr() == ("", f"cuedeck: {server.host} {sentence}\n")
    assert len(server.heard) == requests
    assert not state(Path("decks"))


@pytest.mark.parametrize(
    "answers",
    [
        (refused(429), refused(429)),
        (refused(500), refused(502)),
        (Answer(body=b"{", length=9),),
    ],
    ids=["busy", "failing", "broken"],
)
def test_a_fault_that_passes_is_not_told(
    server: ModelServer, capsys: pytest.CaptureFixture[str], answers: tuple[Answer, ...]
) -> None:
    """The request is sent again."""
    vault("keel")
    server.tell = answering(*answers)
    assert ask(server) == 0
    assert capsys.readouterr().err == ""
    assert questions() == on("keel")
    assert len(server.heard) == len(answers) + 1


def test_a_server_says_how_long_it_is_busy(server: ModelServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """The pause that it names takes the place of ours."""
    monkeypatch.setattr("cuedeck.decks.asking.client._PAUSES", (3600.0, 3600.0))
    vault("keel")
    server.tell = answering(refused(429, Retry_After="0"))
    assert ask(server) == 0
    assert len(server.heard) == 2


def test_a_server_that_is_busy_for_an_hour_is_not_waited_for(
    server: ModelServer, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is told as one that gives no replies."""

    def never(seconds: float) -> None:
        raise AssertionError(seconds)

    monkeypatch.setattr("cuedeck.decks.asking.client.time.sleep", never)
    vault("keel", "mast")
    server.tell = lambda _: refused(429, Retry_After="3600")
    assert ask(server) == 2
    assert capsys.readouterr() == ("", f"cuedeck: {server.host} has too many requests\n")
    assert len(server.heard) == 1


def test_what_was_answered_before_a_server_failed_is_saved(
    server: ModelServer, capsys: pytest.CaptureFixture[str]
) -> None:
    """The exit code is 1, and the next run asks for the rest."""
    vault("keel", "mast", "anchor")
    server.tell = failing("mast", refused(404))
    assert ask(server) == 1
    out, err = capsys.readouterr()
    assert out == "1 card from 1 section, 0 refused\n"
    assert err.endswith("; what was answered by then is saved\n")
    assert questions() == on("keel")
    server.tell = well
    assert ask(server) == 0
    assert server.sections[2:] == [sentence("mast"), sentence("anchor")]


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_notes_go_to_no_other_address_that_a_server_sends_on_to(
    server: ModelServer, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, status: int
) -> None:
    """Neither do they go there nor does the key; one sentence tells."""
    monkeypatch.setenv("CUEDECK_WRITE_KEY", KEY)
    vault("keel")
    with serving(well) as other:
        server.tell = lambda _: refused(status, Location=f"{other.address}/chat/completions?key={KEY}")
        assert ask(server) == 2
        assert not other.heard
    (told,) = capsys.readouterr().err.splitlines()
    assert told.startswith(f"cuedeck: {server.host} sends on to http://{other.host}/v1/chat/completions?key=***; ")


def test_a_server_that_does_not_run_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    """At once, and once."""
    vault("keel")
    with serving(well) as server:
        pass
    assert ask(server) == 2
    (told,) = capsys.readouterr().err.splitlines()
    assert re.fullmatch(rf"cuedeck: {server.host} cannot be reached \(.*refused\): is the server running\?", told)


@pytest.mark.slow
@pytest.mark.parametrize("pause", [None, 0.05], ids=["hanging", "dripping"])
def test_a_slow_server_is_given_up(
    server: ModelServer, capsys: pytest.CaptureFixture[str], pause: float | None
) -> None:
    """After the seconds that the user says, for the whole of its reply, however steadily that comes."""

    def tell(heard: Heard) -> Answer:
        if pause is None:
            server.closing.wait(5)
            return well(heard)
        return Answer(body=bytes(100), pause=pause)

    vault("keel")
    server.tell = tell
    began = time.monotonic()
    assert ask(server, "--timeout", "1") == 2
    assert 1 <= time.monotonic() - began < 4.5
    assert capsys.readouterr().err == (
        f"cuedeck: {server.host} gave no reply within 1 seconds; `--timeout` allows more\n"
    )


@pytest.mark.parametrize("seconds", ["0", "-1", "inf", "nan", "1e300", "x"])
def test_a_time_that_cannot_be_waited_for_is_wrong_use(
    server: ModelServer, capsys: pytest.CaptureFixture[str], seconds: str
) -> None:
    """Nothing is sent."""
    vault("keel")
    assert ask(server, f"--timeout={seconds}") == 2
    assert "'--timeout'" in capsys.readouterr().err
    assert not server.heard


# --- the key ---


@pytest.mark.parametrize("status", [200, 400, 401, 403, 404, 418, 429, 500])
def test_the_key_goes_to_the_server_and_nowhere_else(
    server: ModelServer,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    status: int,
) -> None:
    """Into its header, and into no file and no message, also if an error repeats it, or would be cut within it."""
    monkeypatch.setenv("CUEDECK_WRITE_KEY", f"{KEY}\n")
    vault("keel", "mast")
    words = f"Wrong key {KEY}, {'x' * (200 - len(KEY) - 20)}, {KEY}"
    server.tell = well if status == 200 else failing("mast", refused(status, words))
    assert ask(server) == (0 if status == 200 else 1)
    assert {heard.headers["authorization"] for heard in server.heard} == {f"Bearer {KEY}"}
    assert all(KEY not in heard.path + heard.text for heard in server.heard)
    out, err = capsys.readouterr()
    assert KEY[:5] not in out + err
    assert all(KEY[:5].encode() not in data for data in state(tmp_path).values())


@pytest.mark.parametrize("key", ["sk-schlüssel", "sk-1\nsk-2", "sk-1\rX-Other: sk-2"])
def test_what_is_no_key_is_told_without_it(
    server: ModelServer, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    """Nothing is sent."""
    monkeypatch.setenv("CUEDECK_WRITE_KEY", key)
    vault("keel")
    assert ask(server) == 2
    (told,) = capsys.readouterr().err.splitlines()
    assert told.startswith("cuedeck: CUEDECK_WRITE_KEY holds ")
    assert "sk-" not in told
    assert not server.heard


# --- the address ---


def test_who_is_asked_says_the_option_then_the_environment_then_the_users_own_settings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same holds for the model."""
    vault("keel")
    with ExitStack() as stack:
        own, environment, option = (stack.enter_context(serving(well)) for _ in range(3))
        write(tmp_path / "config", {"cuedeck/config.yaml": f"address: {own.address}\nmodel: own\n"})
        assert run("write", "vault", "--again", "--trust") == 0
        monkeypatch.setenv("CUEDECK_WRITE_ADDRESS", environment.address)
        monkeypatch.setenv("CUEDECK_WRITE_MODEL", "environment")
        assert run("write", "vault", "--again", "--trust") == 0
        named = ("--address", option.address, "--model", "option")
        assert run("write", "vault", "--again", "--trust", *named) == 0
    assert [[heard.body["model"] for heard in server.heard] for server in (own, environment, option)] == [
        ["own"],
        ["environment"],
        ["option"],
    ]


@pytest.mark.parametrize("key", ["address", "model_address", "write"])
def test_a_vault_cannot_name_where_its_notes_go(
    server: ModelServer, capsys: pytest.CaptureFixture[str], key: str
) -> None:
    """Its settings know no such key, also where the user named a server."""
    vault("keel")
    write(Path("vault"), {"cuedeck.yaml": f"{key}: {server.address}\n"})
    assert run("write", "vault", "--model", "m", "--yes") == 2
    assert "no model server is named" in capsys.readouterr().err
    assert ask(server) == 2
    assert f"cuedeck.yaml:1: unknown key `{key}`" in capsys.readouterr().err
    assert not server.heard


def test_a_note_cannot_name_where_it_goes(server: ModelServer, capsys: pytest.CaptureFixture[str]) -> None:
    """Neither in its front matter."""
    vault()
    write(Path("vault"), {"sea/ship.md": f"---\ncuedeck: {{address: '{server.address}'}}\n---\n{sentence('keel')}\n"})
    assert run("write", "vault", "--model", "m", "--yes") == 2
    assert ask(server) == 1
    assert "vault/sea/ship.md:2: unknown key `address`" in capsys.readouterr().err
    assert not server.heard


def test_without_an_address_it_is_said_how_to_start_a_server(capsys: pytest.CaptureFixture[str]) -> None:
    """And how to do without."""
    vault("keel")
    assert run("write", "vault") == 2
    (told,) = capsys.readouterr().err.splitlines()
    assert "llama-server" in told
    assert "--address http://127.0.0.1:8080/v1" in told
    assert "--print" in told


@pytest.mark.parametrize(
    "address",
    [
        "localhost:8080",
        "ftp://127.0.0.1/",
        "http://",
        "http://[::1",
        "http://127.0.0.1:99999",
        "http://a..b/v1",
        f"http://{'a' * 70}.example/",
        f"http://me:{KEY}@127.0.0.1:9/",
    ],
)
def test_what_is_no_address_is_told(capsys: pytest.CaptureFixture[str], address: str) -> None:
    """In one sentence, and without the password that it may hold."""
    vault("keel")
    with shut():
        assert run("write", "vault", "--address", address, "--model", "m", "--yes") == 2
    (told,) = capsys.readouterr().err.splitlines()
    assert "address" in told
    assert KEY not in told


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("address: http://127.0.0.1:9\nkey: x\n", "config.yaml:2: takes `address`, `model`"),
        ("address: [a]\n", "config.yaml:1: takes `address`, `model`"),
        ("address: [a\n", "config.yaml:2: "),
    ],
)
def test_wrong_settings_of_the_user_are_told_with_their_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, sentence: str
) -> None:
    """A key in them would lie in a file that others may read."""
    vault("keel")
    write(tmp_path / "config", {"cuedeck/config.yaml": text})
    assert run("write", "vault") == 2
    assert sentence in capsys.readouterr().err


@pytest.mark.parametrize(
    ("address", "where"),
    [
        (FAR, "192.0.2.1:9, unencrypted"),
        ("https://models.example/v1", "models.example"),
        ("http://localhost.example", "localhost.example, unencrypted"),
        ("http://127.0.0.1.example:80", "127.0.0.1.example:80, unencrypted"),
        ("http://[2001:db8::1]:9", "[2001:db8::1]:9, unencrypted"),
    ],
)
def test_nothing_leaves_the_machine_unless_the_user_agrees(
    capsys: pytest.CaptureFixture[str], address: str, where: str
) -> None:
    """Where nobody can be asked, not a socket is opened, and one sentence says how to agree."""
    vault("keel", "mast")
    with shut():
        assert run("write", "vault", "--address", address, "--model", "m") == 2
    assert capsys.readouterr() == (
        "",
        f"cuedeck: 2 sections of 2 notes (28 words) will be sent to {where}: agree to that with --yes\n",
    )


@pytest.mark.parametrize(("reply", "requests"), [("n\n", 0), ("\n", 0), ("y\n", 1)])
def test_on_a_terminal_the_user_is_asked(
    server: ModelServer, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], reply: str, requests: int
) -> None:
    """The question says how much would be sent where; no is the answer of who says nothing."""
    vault("keel")
    monkeypatch.setattr(sys, "stdin", _Terminal(reply))
    assert run("write", "vault", "--address", _far(server), "--model", "m", "--trust") == 0
    err = capsys.readouterr().err
    assert f"1 section of 1 note (15 words) will be sent to {_far(server)[7:]}, unencrypted. Go on?" in err
    assert ("nothing was sent" in err) == (not requests)
    assert len(server.heard) == requests


def test_yes_agrees_beforehand(server: ModelServer) -> None:
    """So that scripts can ask servers far away."""
    vault("keel")
    assert run("write", "vault", "--address", _far(server), "--model", "m", "--yes", "--trust") == 0
    assert len(server.heard) == 1


def test_a_server_on_this_machine_needs_no_agreement(server: ModelServer) -> None:
    """Also by its name."""
    vault("keel")
    assert (
        run("write", "vault", "--address", server.address.replace("127.0.0.1", "localhost"), "--model", "m", "--trust")
        == 0
    )
    assert len(server.heard) == 1


def test_a_proxy_is_used_only_if_the_user_says_so(server: ModelServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the environment names for all programs may not see the notes."""
    vault("keel")
    with serving(well) as proxy:
        monkeypatch.setenv("http_proxy", f"http://{proxy.host}")
        assert ask(server) == 0
        assert (len(server.heard), len(proxy.heard)) == (1, 0)
        assert ask(server, "--again", "--proxy") == 0
        assert (len(server.heard), len(proxy.heard)) == (1, 1)


@pytest.mark.parametrize("proxy", ["foo", "socks4://127.0.0.1:9"])
def test_a_proxy_that_is_none_is_told(
    server: ModelServer, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, proxy: str
) -> None:
    """Nothing is sent."""
    vault("keel")
    monkeypatch.setenv("http_proxy", proxy)
    assert ask(server, "--proxy") == 2
    assert capsys.readouterr().err.startswith("cuedeck: the proxy that the environment names ")
    assert not server.heard


# --- what is sent ---


HIDDEN = f"""\
---
title: Parts of a ship
videoId: dQw4w9WgXcQ
diary: front-matter
tags: [front-tag]
---
## Hull

{sentence("keel")} [01:10]
<!-- in-a-comment -->
![alt-text](https://images.example/picture.png) <img src="https://images.example/tag.png" alt="tag-alt"> ![[embedded.png]]
A [link](https://links.example/target) leads to a harbour in the north.

## Diary <!-- cuedeck: skip -->

{sentence("mast")} This is skipped-words.

### Below the diary

{sentence("anchor")} This is below-skipped.

## References

- https://references.example is a page with words on ships and on harbours.
"""
SKIPPED = f"---\ncuedeck: {{skip: true}}\n---\n# Mine\n\n{sentence('capstan')} This is skipped-note.\n"
SECRETS = (
    "dQw4w9WgXcQ front-matter front-tag 01:10 in-a-comment alt-text picture.png tag.png tag-alt embedded.png "
    "links.example Diary mast skipped-words Below anchor below-skipped references.example capstan skipped-note galley"
).split()


def test_what_a_writer_keeps_back_is_never_sent(server: ModelServer) -> None:
    """Skipped sections and notes, front matter, comments, pictures, addresses and times; nor notes that are left out."""
    notes = {"sea/ship.md": HIDDEN, "sea/mine.md": SKIPPED, "private/galley.md": sentence("galley")}
    write(Path("vault"), {"cuedeck.yaml": "exclude: private\n", **notes})
    assert ask(server) == 0
    (heard,) = server.heard
    assert heard.section == f"## Hull\n{sentence('keel')}\nA link leads to a harbour in the north."
    assert [secret for secret in SECRETS if secret in heard.text] == []


# --- processes ---


@pytest.mark.slow
@pytest.mark.parametrize(
    ("blow", "code"), [(signal.SIGINT, 130), (signal.SIGKILL, -signal.SIGKILL)], ids=["interrupted", "killed"]
)
@pytest.mark.parametrize("jobs", ["1", "3"])
def test_a_run_that_is_stopped_loses_nothing_that_was_answered(
    server: ModelServer, blow: signal.Signals, code: int, jobs: str
) -> None:
    """What was saved is whole, and the next run asks for the rest."""
    vault("keel", "mast", "anchor", "galley")
    holding = _Holding(server, after=2)
    server.tell = holding
    with _started(server, "--jobs", jobs) as process:
        holding.wait(lines=4)
        process.send_signal(blow)
        out, err = process.communicate(timeout=30)
    assert process.returncode == code
    if blow is signal.SIGINT:
        # The second reply may be saved and not yet counted.
        assert re.fullmatch(r"[12] cards? from [12] sections?, 0 refused\n", out)
        assert err == "cuedeck: interrupted; nothing is half-written\n"
        assert set(state(Path("decks"))) == {FILE.name}
    text = FILE.read_text("utf-8")
    assert text.endswith("}\n")
    assert len(parse(text, "").cards) == len(parse(text, "").asked) == 2
    left = {sentence(part) for part in ("keel", "mast", "anchor", "galley")} - {str(row.get("quote")) for row in rows()}
    server.tell, before = well, len(server.heard)
    assert ask(server) == 0
    assert set(server.sections[before:]) == left
    assert len(server.sections[before:]) == 2
    assert questions() == [*on("keel"), *on("mast"), *on("anchor"), *on("galley")]
    assert set(state(Path("decks"))) == {FILE.name}


@pytest.mark.slow
def test_two_runs_at_once_ask_nothing_twice(server: ModelServer, capsys: pytest.CaptureFixture[str]) -> None:
    """The second says that the first is at work; builds may go on meanwhile."""
    vault("keel", "mast", "anchor")
    holding = _Holding(server, after=1)
    server.tell = holding
    with _started(server) as process:
        holding.wait(lines=2)
        assert ask(server) == 2
        assert capsys.readouterr().err.startswith("cuedeck: decks: another `cuedeck write` is at work there")
        assert ask(server, "-o", "elsewhere", "--dry-run") == 0
        assert run("build", "vault") == 0
        holding.go.set()
        out, err = process.communicate(timeout=30)
    assert (process.returncode, out, err) == (0, "3 cards from 3 sections, 0 refused\n", "")
    assert sorted(server.sections) == sorted(map(sentence, ("keel", "mast", "anchor")))
    assert questions() == [*on("keel"), *on("mast"), *on("anchor")]
    assert ask(server) == 0


# --- no other command ---


ILLUSTRATED = """\
# Stars over the mast

![A star](https://images.example/star.png) <img src="http://images.example/two.png">

- **Polaris:** The star that stands almost still above the north pole. ![](https://images.example/three.png)
- **Vega:** The brightest star of summer, seen at [its page](https://links.example/vega). [01:10]
"""
COMMANDS = {
    "build": ("build", "vault"),
    "plan": ("plan", "vault"),
    "cards": ("cards", "vault", "-o", "decks", "--all"),
    "check": ("check", "vault"),
    "sheet": ("sheet", "vault", "--layout", "quiz"),
    "drop": ("drop", "GUID", "--notes", "vault"),
    "keep": ("keep", "GUID", "--notes", "vault"),
    "adopt": ("adopt", "old.apkg", "vault", "-o", "adopted"),
}


@pytest.fixture
def illustrated(server: ModelServer, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> str:
    """A vault with pictures from elsewhere, built before with written cards, and a server that is named; a card's guid."""
    vault("keel")
    write(Path("vault"), {"sea/stars.md": ILLUSTRATED})
    assert ask(server) == 0
    assert run("build", "vault") == 0
    shutil.copy("decks/sea.apkg", "old.apkg")
    monkeypatch.setenv("CUEDECK_WRITE_ADDRESS", server.address)
    monkeypatch.setenv("CUEDECK_WRITE_MODEL", "m")
    capsys.readouterr()
    run("cards", "vault", "-o", "decks", "--json")
    return str(printed(capsys)[0]["guid"])


@pytest.mark.parametrize("command", COMMANDS)
def test_no_other_command_opens_a_socket(illustrated: str, command: str) -> None:
    """Whatever pictures and links the notes hold."""
    with shut():
        assert run(*(illustrated if part == "GUID" else part for part in COMMANDS[command])) == 0


@pytest.mark.parametrize("command", COMMANDS)
def test_no_other_command_can_be_made_to_open_one(
    illustrated: str, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    """A vault that names an address is refused."""
    write(Path("vault"), {"cuedeck.yaml": "address: http://192.0.2.1:9\nmodel_address: http://192.0.2.1:9\n"})
    for ledger in Path("decks").glob("*.ledger.jsonl"):
        ledger.unlink()  # so that `drop` and `keep` must look into the vault
    with shut():
        assert run(*(illustrated if part == "GUID" else part for part in COMMANDS[command])) == 2
    assert "cuedeck.yaml:1: unknown key `address`" in capsys.readouterr().err


def test_a_socket_would_be_noticed(server: ModelServer) -> None:
    """The tests above can fail."""
    vault("keel")
    with pytest.raises(AssertionError, match=r"socket\."), shut():
        ask(server)
    assert not server.heard


# --- a real server ---


@pytest.mark.slow
@pytest.mark.skipif(
    os.environ.get("CUEDECK_SMOKE") != "1",
    reason="asks a real server, if CUEDECK_SMOKE=1 and CUEDECK_WRITE_ADDRESS and CUEDECK_WRITE_MODEL name one",
)
def test_a_real_model_writes_cards_on_a_real_server(monkeypatch: pytest.MonkeyPatch) -> None:
    """Some of what it says can be used."""
    for name, value in REAL.items():
        monkeypatch.setenv(name, value)
    book("keel rudder mast", "anchor capstan galley")
    assert run("write", "vault", "--yes") == 0
    assert questions().count("asked") == 2
    assert len(questions()) > 2


# --- helpers ---


def _list(value: object) -> list[object]:
    assert isinstance(value, list)
    return value


def _carried(sheet: str) -> str:
    """What a good model says to a printed sheet."""
    sections = re.findall(r'^## Note (\w+),.*?"""\n(.*?)\n"""', sheet, re.MULTILINE | re.DOTALL)
    return "\n".join(json.dumps({"text": mark, "cards": cards_on(text)}) for mark, text in sections)


def _far(server: ModelServer) -> str:
    """An address that leads to a server on this machine, and does not say so."""
    return f"http://{server.host.replace('127.0.0.1', '0.0.0.0')}"  # noqa: S104 - connected to, not bound


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@dataclass
class _Turns:
    """Answers no request before so many are there at once, the last of them first."""

    server: ModelServer
    together: int
    tell: Callable[[Heard], Answer] = well
    most: int = 0
    """Requests that were there at once."""
    _there: int = 0
    _changed: threading.Condition = field(default_factory=threading.Condition)

    def __call__(self, heard: Heard) -> Answer:
        with self._changed:
            self._there += 1
            self.most = max(self.most, self._there)
            self._changed.notify_all()
            self._changed.wait_for(lambda: self.most >= self.together, timeout=5)
            self._there -= 1
        return self.tell(heard)


@dataclass
class _Holding:
    """Answers some requests, and holds the others until `go` is set, or so long that a test has failed."""

    server: ModelServer
    after: int
    go: threading.Event = field(default_factory=threading.Event)
    _turn: threading.Lock = field(default_factory=threading.Lock)
    _count: int = 0

    def __call__(self, heard: Heard) -> Answer:
        with self._turn:
            self._count += 1
            held = self._count > self.after
        until = time.monotonic() + 30
        while held and time.monotonic() < until and not self.server.closing.is_set():
            held = not self.go.wait(0.01)
        return well(heard)

    def wait(self, lines: int) -> None:
        """Wait until a request is held, and so many lines are saved."""
        until = time.monotonic() + 30
        while self._count <= self.after or not FILE.exists() or len(rows()) < lines:
            assert time.monotonic() < until
            time.sleep(0.01)


@contextmanager
def _started(server: ModelServer, *options: str) -> Iterator[subprocess.Popen[str]]:
    """A run in a process of its own."""
    own = ("--address", server.address, "--model", "m", "--trust")
    command = [sys.executable, "-c", PROGRAM, "write", "vault", *own, *options]
    environment: Mapping[str, str] = os.environ | {"PYTHONPATH": str(Path(__file__).parents[1] / "src")}
    pipe = subprocess.PIPE
    with subprocess.Popen(command, env=environment, stdin=pipe, stdout=pipe, stderr=pipe, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


@dataclass
class _Watch:
    """What the audit hook of this process looks at; a hook cannot be taken away."""

    armed: bool = False
    opened: list[str] = field(default_factory=list)

    def __call__(self, event: str, _: tuple[object, ...]) -> None:
        if self.armed and event in OPENING:
            self.opened.append(event)
            raise AssertionError(event)


@cache
def _watch() -> _Watch:
    watch = _Watch()
    sys.addaudithook(watch)
    return watch


@contextmanager
def shut() -> Iterator[None]:
    """Let nobody in this process reach the network, and tell of who tries."""
    watch = _watch()
    watch.opened.clear()
    watch.armed = True
    try:
        yield
    finally:
        watch.armed = False
    assert watch.opened == []
