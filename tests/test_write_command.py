"""`cuedeck write` asks for what was not asked yet, and saves each reply beside the ledger; a person may carry both."""

import json
import re
from pathlib import Path

import pytest

from tests.model_server import Answer, Heard, ModelServer, Turns, answering, cards_on, failing, reply_on, said, well
from tests.network import shut
from tests.ships import FILE, PARTS, ask, book, chapter, on, questions, rows, section, sentence, vault
from tests.vaults import BROKEN, printed, run, state, write

pytestmark = pytest.mark.usefixtures("a_writer_of_no_settings")
FAR = "http://192.0.2.1:9"
"""An address that nobody has."""


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


def test_a_model_that_can_hold_no_more_than_a_section_is_not_given_up(
    server: ModelServer, capsys: pytest.CaptureFixture[str]
) -> None:
    """However many halves of halves a note has."""
    parts = [*PARTS] * 6
    book(*parts)
    server.tell = lambda heard: said("{", "length") if heard.section.count("##") > 1 else well(heard)
    assert ask(server) == 0
    assert capsys.readouterr() == ("36 cards from 36 sections, 0 refused\n", "")


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
    turns, most = Turns(server, together=4), len(PARTS)
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


def _list(value: object) -> list[object]:
    assert isinstance(value, list)
    return value


def _carried(sheet: str) -> str:
    """What a good model says to a printed sheet."""
    sections = re.findall(r'^## Note (\w+),.*?"""\n(.*?)\n"""', sheet, re.MULTILINE | re.DOTALL)
    return "\n".join(json.dumps({"text": mark, "cards": cards_on(text)}) for mark, text in sections)
