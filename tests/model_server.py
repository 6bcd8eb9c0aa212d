"""A model server of the tests' own, on this machine: it answers as it is told, and remembers all that it was asked."""

import json
import re
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import cast

_STATES = re.compile(r"The (\w+) is (the [^.]+)\.")
_SECTION = re.compile(r'"""\n(.*)\n"""', re.DOTALL)
_GONE = (BrokenPipeError, ConnectionResetError)


@dataclass(frozen=True, slots=True)
class Heard:
    """A request as it came."""

    path: str
    headers: Mapping[str, str]
    """By names in lower case."""
    text: str
    """Of the body."""

    @property
    def body(self) -> Mapping[str, object]:
        """The JSON that was sent."""
        return cast("Mapping[str, object]", json.loads(self.text))

    @property
    def messages(self) -> Sequence[Mapping[str, str]]:
        """What was said to the model, in order."""
        return cast("Sequence[Mapping[str, str]]", self.body["messages"])

    @property
    def is_reading(self) -> bool:
        """Whether cards are to be read, and none to be written."""
        return not self.messages[1]["content"].startswith("Title: ")

    @property
    def section(self) -> str:
        """The text of notes that was sent."""
        found = _SECTION.search(self.messages[1]["content"])
        assert found is not None
        return found[1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What goes back."""

    status: int = 200
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    length: int | None = None
    """Bytes that are announced; None: as many as there are."""
    pause: float = 0
    """Seconds before each byte."""


class ModelServer:
    """Listens for as long as it is open, each request in a thread of its own."""

    def __init__(self, tell: Callable[[Heard], Answer]) -> None:
        """`tell` gives the answer to a request; it may wait for `closing`, which ends all waiting."""
        self.heard: list[Heard] = []
        """All requests, in the order they came."""
        self.closing = threading.Event()
        self.tell = tell
        self._http = _Http(("127.0.0.1", 0), _Handler)
        self._http.model = self
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.01,))
        self._thread.start()

    @property
    def host(self) -> str:
        """Its name and port."""
        return f"127.0.0.1:{self._http.server_port}"

    @property
    def address(self) -> str:
        """As users name it."""
        return f"http://{self.host}/v1"

    @property
    def sections(self) -> list[str]:
        """The texts of notes that were sent, in the order they came."""
        return [heard.section for heard in self.heard]

    def close(self) -> None:
        """Let all go that wait for an answer, and stop."""
        self.closing.set()
        self._http.shutdown()
        self._thread.join()
        self._http.server_close()


@contextmanager
def serving(tell: Callable[[Heard], Answer]) -> Iterator[ModelServer]:
    """A server for as long as it is needed."""
    server = ModelServer(tell)
    try:
        yield server
    finally:
        server.close()


def said(words: object, finish: str = "stop") -> Answer:
    """A chat completion in which the model says some words, or whatever else stands in their place."""
    choice = {"index": 0, "finish_reason": finish, "message": {"role": "assistant", "content": words}}
    return Answer(body=json.dumps({"object": "chat.completion", "choices": [choice]}).encode())


def refused(status: int, words: str = "", **headers: str) -> Answer:
    """An error as most servers word it."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Answer(status=status, body=json.dumps({"error": {"message": words}}).encode(), headers=named)


def cards_on(section: str) -> list[dict[str, object]]:
    """A sound card on each sentence of the form `The keel is the ...`."""
    return [
        {"question": f"What is the {match[1]}?", "answer": match[2], "items": [], "quote": match[0]}
        for match in _STATES.finditer(section)
    ]


def reply_on(section: str) -> str:
    """What a good model says to a section."""
    return json.dumps({"cards": cards_on(section)})


def read_as(heard: Heard, *doubted: str, fault: str = "vague") -> Answer:
    """What a reader says who doubts the cards that ask for some things, for one reason."""
    cards = re.findall(r"^(\d+)\. .*\n   Q: (.*)", heard.messages[1]["content"], re.MULTILINE)
    faults = [
        {"number": int(number), "fault": fault if any(word in question for word in doubted) else "none"}
        for number, question in cards
    ]
    return said(json.dumps({"cards": faults}))


def well(heard: Heard) -> Answer:
    """The answer of a good model, which likes its own cards."""
    return read_as(heard) if heard.is_reading else said(reply_on(heard.section))


def answering(*answers: Answer) -> Callable[[Heard], Answer]:
    """Give these answers, one after the other, then those of a good model."""
    left = iter(answers)
    return lambda heard: next(left, None) or well(heard)


def failing(part: str, answer: Answer) -> Callable[[Heard], Answer]:
    """Give this answer to whatever is said on a part, and that of a good model to all else."""
    return lambda heard: answer if f"The {part} is" in heard.section else well(heard)


@dataclass
class Turns:
    """Answers no request before so many are there at once, the last of them first."""

    server: ModelServer
    together: int
    tell: Callable[[Heard], Answer] = well
    most: int = 0
    """Requests that were there at once."""
    _there: int = 0
    _changed: threading.Condition = field(default_factory=threading.Condition)

    def __call__(self, heard: Heard) -> Answer:
        """Wait for the others, and answer."""
        with self._changed:
            self._there += 1
            self.most = max(self.most, self._there)
            self._changed.notify_all()
            self._changed.wait_for(lambda: self.most >= self.together, timeout=5)
            self._there -= 1
        return self.tell(heard)


class _Http(ThreadingHTTPServer):
    daemon_threads = False  # so that `server_close` waits for them
    model: ModelServer


class _Handler(BaseHTTPRequestHandler):
    server: _Http

    def do_POST(self) -> None:
        text = self.rfile.read(int(self.headers["Content-Length"])).decode()
        heard = Heard(self.path, {name.lower(): value for name, value in self.headers.items()}, text)
        self.server.model.heard.append(heard)
        answer = self.server.model.tell(heard)
        with suppress(*_GONE):
            self._send(answer)

    def do_GET(self) -> None:
        self.server.model.heard.append(Heard(self.path, dict(self.headers.items()), ""))
        self.send_error(405)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name that its class gives it
        """Say nothing: what stands on stderr is what the tests are about."""

    def _send(self, answer: Answer) -> None:
        self.send_response(answer.status)
        length = len(answer.body) if answer.length is None else answer.length
        for name, value in {
            "Content-Type": "application/json",
            "Content-Length": str(length),
            **answer.headers,
        }.items():
            self.send_header(name, value)
        self.end_headers()
        if not answer.pause:
            self.wfile.write(answer.body)
            return
        for byte in answer.body:
            if self.server.model.closing.wait(answer.pause):
                return
            self.wfile.write(bytes([byte]))
