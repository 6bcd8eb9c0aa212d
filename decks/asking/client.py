"""Requests -> replies of a model server: the one module that knows the HTTP library, and the only one on the network."""

import json
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from urllib.request import getproxies

from cuedeck.decks.asking.replies import ReplyError
from cuedeck.decks.asking.requests import Message
from cuedeck.decks.asking.server import KEY, Server
from cuedeck.notes.config import ConfigError

if TYPE_CHECKING:
    import httpx

PATIENCE = 120.0
"""Seconds that a whole reply may take."""
_CONNECT, _SEND = 5.0, 30.0
"""Seconds to reach the server, and to send it a request."""
_LARGEST = 4_000_000
"""Bytes of a reply."""
_PAUSES = (1.0, 4.0)
"""Seconds before the second and the third try."""
_LONGEST_PAUSE = 60.0
"""Seconds that a server may ask to wait."""
_LONGEST_TOLD = 200
"""Characters of a server's own words in a message."""
_BUSY, _STRANGE = 429, (400, 422)


class ServerError(Exception):
    """A server that gives no replies; the message is one sentence for the user."""


class _TryAgainError(Exception):
    """A fault that may pass by itself; the message completes a sentence that begins with the server."""

    def __init__(self, reason: str, pause: float | None = None) -> None:
        super().__init__(reason)
        self.pause = pause


class Client:
    """Asks one server, for as long as it is open."""

    def __init__(self, server: Server, *, patience: float = PATIENCE, proxy: bool = False) -> None:
        """`patience`: seconds that a reply may take; `proxy`: whether the one that the environment names is used."""
        self._server, self._patience = server, patience
        self._bare = False
        headers = {"Authorization": f"Bearer {server.key}"} if server.key else {}
        timeout = _httpx().Timeout(patience, connect=_CONNECT, write=_SEND)
        proxies = getproxies().get(urlsplit(server.url).scheme) if proxy else None
        try:
            self._http: httpx.Client = _httpx().Client(
                headers=headers, timeout=timeout, proxy=proxies, trust_env=False, follow_redirects=False
            )
        except (ValueError, ImportError) as error:
            raise ConfigError("the proxy that the environment names is none that can be used") from error

    def ask(self, message: Message, faulty: tuple[str, str] | None = None) -> str:
        """What the model says to a message; `faulty`: its first reply and why it could not be used.

        Raises ServerError where no reply comes, ReplyError for one without an answer.
        """
        messages = [{"role": "system", "content": message.system}, {"role": "user", "content": message.user}]
        if faulty is not None:
            reply, reason = faulty
            again = f"This could not be used: {reason}. Answer again, with JSON of the form that was asked for and nothing else."
            messages += [{"role": "assistant", "content": reply}] if reply.strip() else []
            messages += [{"role": "user", "content": again}]
        return self._persist(lambda: self._answer(messages, message))

    def close(self) -> None:
        """Let go of the server."""
        self._http.close()

    def _persist(self, attempt: Callable[[], str]) -> str:
        """Try until a fault has passed, or is there to stay."""
        for pause in (*_PAUSES, None):
            try:
                return attempt()
            except _TryAgainError as fault:
                wanted = pause if fault.pause is None else fault.pause
                if pause is None or wanted is None or wanted > _LONGEST_PAUSE:
                    raise ServerError(f"{self._server.host} {fault}") from fault
                time.sleep(wanted)
        raise AssertionError("the last attempt returns or raises")

    def _answer(self, messages: list[dict[str, str]], asked: Message) -> str:
        bare = self._bare
        status, headers, body = self._post(self._body(messages, asked, bare=bare))
        if status in _STRANGE and not bare:
            # Some servers know only the oldest fields; what the schema says stands in the prompt, too.
            self._bare = True
            status, headers, body = self._post(self._body(messages, asked, bare=True))
        self._refuse(status, headers, body)
        words = _content(body)
        return words.replace(self._server.key, "***") if self._server.key else words

    def _body(self, messages: list[dict[str, str]], asked: Message, *, bare: bool) -> Mapping[str, object]:
        body: dict[str, object] = {"model": self._server.model, "messages": messages}
        if bare:
            return body
        schema = {"name": "cards", "strict": True, "schema": asked.schema}
        form = {"type": "json_schema", "json_schema": schema}
        return body | {"temperature": 0, "seed": 0, "max_tokens": asked.tokens, "response_format": form}

    def _post(self, body: Mapping[str, object]) -> tuple[int, Mapping[str, str], bytes]:
        until = time.monotonic() + self._patience
        data = bytearray()
        with self._told(), self._http.stream("POST", self._server.url, json=body) as response:
            for part in response.iter_bytes():
                data += part
                if len(data) > _LARGEST:
                    raise ServerError(f"{self._server.host} sent more than a reply can hold")
                if time.monotonic() > until:
                    raise ServerError(self._slow)
            return response.status_code, response.headers, bytes(data)

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Turn the library's errors into sentences."""
        http = _httpx()
        try:
            yield
        except http.ConnectError as error:
            reason = self._shown(str(error))
            raise ServerError(f"{self._server.host} cannot be reached ({reason}): is the server running?") from error
        except http.ConnectTimeout as error:
            raise ServerError(f"{self._server.host} cannot be reached within {_CONNECT:.0f} seconds") from error
        except http.TimeoutException as error:
            raise ServerError(self._slow) from error
        except http.InvalidURL as error:
            raise ServerError(f"{self._server.host}: no valid address") from error
        except http.HTTPError as error:
            raise _TryAgainError("broke off its reply") from error

    @property
    def _slow(self) -> str:
        return f"{self._server.host} gave no reply within {self._patience:.0f} seconds; `--timeout` allows more"

    def _refuse(self, status: int, headers: Mapping[str, str], body: bytes) -> None:
        """Raise what a status means. Raises ServerError, _TryAgainError."""
        host = self._server.host
        if status == 200:
            return
        if status == _BUSY or status >= 500:
            busy = "has too many requests" if status == _BUSY else f"fails with status {status}"
            raise _TryAgainError(f"{busy}{self._said(body)}", _pause(headers))
        if 300 <= status < 400:
            raise ServerError(
                f"{host} sends on to {self._shown(headers.get('location', 'another address'))}; notes go only where you name, so name that address if you trust it"
            )
        if status in {401, 403}:
            key = "refuses the key in" if self._server.key else "asks for a key: put it into"
            raise ServerError(f"{host} {key} {KEY} (status {status})")
        if status == 404:
            raise ServerError(
                f"{host} has no {urlsplit(self._server.url).path}, or no model `{self._server.model}`{self._said(body)}"
            )
        raise ServerError(f"{host} refuses the request with status {status}{self._said(body)}")

    def _said(self, body: bytes) -> str:
        """The server's own words on an error."""
        said = self._shown(_error(body))
        return f": {said}" if said else ""

    def _shown(self, text: str) -> str:
        """Text of the server as a part of one sentence, without the key, if it repeats it."""
        return _words(text.replace(self._server.key, "***") if self._server.key else text)


def _httpx() -> ModuleType:
    """The library, which only this command needs. Raises ConfigError."""
    try:
        return import_module("httpx")
    except ImportError as error:
        raise ConfigError("`cuedeck write` needs httpx: install cuedeck[write]") from error


def _pause(headers: Mapping[str, str]) -> float | None:
    """Seconds that a server asks to wait; None where it says none."""
    wanted = headers.get("retry-after", "").strip()
    return float(wanted) if wanted.isascii() and wanted.isdigit() else None


def _content(body: bytes) -> str:
    """The model's own words. Raises ReplyError."""
    try:
        choice = json.loads(body)["choices"][0]
        words = choice["message"]["content"]
    except (ValueError, LookupError, TypeError, RecursionError) as error:
        raise ReplyError("the server's answer is no chat completion") from error
    if choice.get("finish_reason") == "length":
        raise ReplyError("the reply is cut off")
    if not isinstance(words, str) or not words.strip():
        raise ReplyError("the reply is empty")
    return words


def _error(body: bytes) -> str:
    """What a server says of an error, as most of them word it."""
    try:
        error = json.loads(body)["error"]
        return str(error["message"] if isinstance(error, dict) else error)
    except (ValueError, LookupError, TypeError, RecursionError):
        return ""


def _words(text: str) -> str:
    """Text of a stranger as a part of one sentence."""
    plain = "".join(letter if letter.isprintable() else " " for letter in text)
    return " ".join(plain.split())[:_LONGEST_TOLD].rstrip(".")
