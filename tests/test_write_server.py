"""What servers do, and how `cuedeck write` finds the one it is to ask."""

import gzip
import io
import re
import sys
import time
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.model_server import (
    Answer,
    Heard,
    ModelServer,
    Turns,
    answering,
    failing,
    refused,
    serving,
    well,
)
from tests.network import shut
from tests.ships import (
    ask,
    far_address,
    on,
    questions,
    sentence,
    vault,
)
from tests.vaults import run, state, write

pytestmark = pytest.mark.usefixtures("a_writer_of_no_settings")
KEY = "sk-4711-very-secret"
FAR = "http://192.0.2.1:9"
"""An address that nobody has."""


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
    turns = Turns(server, together=4, tell=_without_schema)
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
    assert run("write", "vault", "--address", far_address(server), "--model", "m", "--trust") == 0
    err = capsys.readouterr().err
    assert f"1 section of 1 note (15 words) will be sent to {far_address(server)[7:]}, unencrypted. Go on?" in err
    assert ("nothing was sent" in err) == (not requests)
    assert len(server.heard) == requests


def test_yes_agrees_beforehand(server: ModelServer) -> None:
    """So that scripts can ask servers far away."""
    vault("keel")
    assert run("write", "vault", "--address", far_address(server), "--model", "m", "--yes", "--trust") == 0
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


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True
