"""The add-on AnkiConnect, which answers for a running Anki: the one module that knows its protocol.

A request is JSON over HTTP, `{"action": …, "version": 6, "params": {…}, "key": …}`, its answer `{"result": …,
"error": …}`; see https://git.sr.ht/~foosoft/anki-connect. Nothing but this machine is ever connected to: Anki reads the
package that it imports from the disk.
"""

import http.client
import ipaddress
import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from cuedeck.notes.config import ConfigError

KEY = "CUEDECK_ANKI_KEY"
"""The variable of the environment that may hold the add-on's key."""
_VERSION = 6
"""Of the protocol."""
_CONNECT, _REPLY = 5.0, 300.0
"""Seconds to reach Anki, and for an answer: an import of many cards takes its time."""
_LONGEST_TOLD = 200
"""Characters of another program's own words in a message."""
_NO_COLLECTION = ("collection is not available", "'NoneType' object has no attribute")
_UNKNOWN = "unsupported action"
_NO_KEY = "valid api key must be provided"


class AnkiError(Exception):
    """Why nothing can be done in Anki; the message is one sentence for the user."""


class RefusedError(AnkiError):
    """An action that AnkiConnect could not do; `reason` is its own word."""

    def __init__(self, action: str, reason: str) -> None:
        super().__init__(f"AnkiConnect could not do `{action}`: {_words(reason) or 'no reason is told'}")
        self.reason = reason

    @property
    def is_unknown(self) -> bool:
        """Whether this AnkiConnect has no such action."""
        return self.reason == _UNKNOWN


@dataclass(frozen=True, slots=True)
class AnkiConnect:
    """Asks the add-on."""

    host: str
    port: int
    key: str | None = field(default=None, repr=False)
    """Sent to the add-on alone, and never told."""

    @property
    def place(self) -> str:
        """Host and port, as messages have them."""
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"

    def greet(self) -> None:
        """Make sure that it is the add-on that answers, and that it lets us in. Raises AnkiError."""
        try:
            given = self.ask("requestPermission")
        except RefusedError as refused:
            if not refused.is_unknown:  # it came in 2021
                raise
        else:
            if isinstance(given, Mapping) and given.get("permission") != "granted":
                raise AnkiError(f"AnkiConnect at {self.place} refuses permission: allow it when Anki asks")
        version = self.ask("version")
        if not isinstance(version, int) or version < _VERSION:
            raise AnkiError(f"AnkiConnect at {self.place} is too old: update the add-on in Anki")

    def ask(self, action: str, **params: object) -> object:
        """What the add-on answers to an action. Raises AnkiError, as RefusedError where it could not do it."""
        answer = self._post(self._request(action, params))
        if not isinstance(answer, dict) or not {"result", "error"} <= answer.keys():
            raise AnkiError(self._stranger)
        if answer["error"] is not None:
            raise self._refusal(action, str(answer["error"]))
        return answer["result"]

    def ask_all(self, action: str, each: Sequence[Mapping[str, object]]) -> None:
        """Do an action with each of several parameters. Raises AnkiError for the first that could not be done."""
        answers = self.ask("multi", actions=[self._request(action, params) for params in each]) if each else []
        for answer in answers if isinstance(answers, list) else ():
            if isinstance(answer, dict) and answer.get("error") is not None:
                raise self._refusal(action, str(answer["error"]))

    def _request(self, action: str, params: Mapping[str, object]) -> dict[str, object]:
        request: dict[str, object] = {"action": action, "version": _VERSION, "params": dict(params)}
        return request if self.key is None else request | {"key": self.key}

    def _post(self, request: Mapping[str, object]) -> object:
        connection = http.client.HTTPConnection(self.host, self.port, timeout=_CONNECT)
        try:
            connection.connect()
            connection.sock.settimeout(_REPLY)
            connection.request("POST", "/", json.dumps(request).encode(), {"Content-Type": "application/json"})
            response = connection.getresponse()
            status, body = response.status, response.read()
        except ConnectionRefusedError as error:
            raise AnkiError(
                f"nothing answers at {self.place}: start Anki, with the add-on AnkiConnect (its code is 2055492159)"
            ) from error
        except TimeoutError as error:
            raise AnkiError(f"Anki does not answer at {self.place}: is it busy, or waiting for you?") from error
        except (http.client.HTTPException, ConnectionError, ValueError) as error:
            raise AnkiError(self._stranger) from error
        except OSError as error:
            raise AnkiError(f"{self.place} cannot be reached ({_words(str(error))})") from error
        finally:
            connection.close()
        if status == http.client.FORBIDDEN:
            raise AnkiError(
                f"AnkiConnect at {self.place} refuses permission: its setting webCorsOriginList keeps us out"
            )
        try:
            return json.loads(body) if status == http.client.OK else None
        except (ValueError, RecursionError):
            return None

    @property
    def _stranger(self) -> str:
        return (
            f"what answers at {self.place} is not AnkiConnect: install the add-on in Anki (its code is 2055492159), or "
            "name where it listens with --anki URL"
        )

    def _refusal(self, action: str, reason: str) -> AnkiError:
        """What an error of the add-on means."""
        if reason == _NO_KEY:
            does = "refuses the key in" if self.key is not None else "asks for a key: put its apiKey into"
            return AnkiError(f"AnkiConnect at {self.place} {does} {KEY}")
        if reason.startswith(_NO_COLLECTION):
            return AnkiError("Anki has no profile open: choose one there")
        return RefusedError(action, reason)


def anki_connect(address: str, environment: Mapping[str, str] = os.environ) -> AnkiConnect:
    """The add-on at an address such as `http://127.0.0.1:8765`. Raises ConfigError for one that is not on this machine."""
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port or 80
    except ValueError as error:
        raise ConfigError(f"`{address}` is no address: {error}") from error
    if parts.scheme != "http" or not host or parts.username or parts.path not in {"", "/"}:
        raise ConfigError(f"`{address}` is no address of AnkiConnect, such as http://127.0.0.1:8765")
    if not _is_near(host):
        raise ConfigError(f"{host} is another machine: Anki must run on this one, whose disk it reads decks from")
    return AnkiConnect(host, port, _key(environment.get(KEY, "")))


def _is_near(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _key(value: str) -> str | None:
    return value.strip() or None


def _words(text: str) -> str:
    """Text of another program as a part of one sentence."""
    plain = "".join(letter if letter.isprintable() else " " for letter in text)
    return " ".join(plain.split())[:_LONGEST_TOLD].rstrip(".")
