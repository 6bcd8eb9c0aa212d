"""The server of a review: its addresses, each of which asks the desk or tells it something."""

import contextlib
import dataclasses
import json
import socket
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

import uvicorn
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from cuedeck.decks.review.assets import asset
from cuedeck.decks.review.gate import Gate, Pass
from cuedeck.decks.review.pages import Pages, preview
from cuedeck.decks.review.views import Desk, Outcome, Wish
from cuedeck.decks.review.words import words

if TYPE_CHECKING:
    from starlette.types import ASGIApp

_MOST_BYTES = 1_000_000
"""Of a request: more than any card has."""
_WATCH = 1.0
"""Seconds between two looks at whether anybody is still there."""


class _UnfitError(Exception):
    """A request that is not what a page of ours sends."""


class _Body:
    """What a page sent."""

    def __init__(self, values: object) -> None:
        self._values = values if isinstance(values, dict) else {}

    def text(self, name: str) -> str:
        """A text that must be there. Raises _UnfitError."""
        value = self.optional(name)
        if value is None:
            raise _UnfitError(f"`{name}` is missing")
        return value

    def optional(self, name: str) -> str | None:
        """A text that may be there. Raises _UnfitError."""
        value = self._values.get(name)
        if value is not None and not isinstance(value, str):
            raise _UnfitError(f"`{name}` is no text")
        return value

    def texts(self, name: str) -> list[str] | None:
        """Texts that may be there. Raises _UnfitError."""
        value = self._values.get(name)
        if value is None:
            return None
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            raise _UnfitError(f"`{name}` is no list of texts")
        return value

    def is_set(self, name: str) -> bool:
        """Whether a switch is on."""
        return self._values.get(name) is True


class Review:
    """What the addresses of a review do."""

    def __init__(self, desk: Desk, pages: Pages | None = None) -> None:
        self._desk, self._pages = desk, pages or Pages(words("en"))
        self.heard = time.monotonic()
        """When a page was heard of last."""

    def app(self, given: Pass) -> "ASGIApp":
        """The review for whoever has the pass."""
        asks = {"/": self._list, "/note/{path:path}": self._note}
        asks |= {"/static/{name}": self._static, "/api/state": self._state, "/api/forecast": self._forecast}
        tells: dict[str, Callable[[_Body], Outcome]] = {
            "keep": lambda body: self._desk.keep(body.text("note"), body.texts("guids") or []),
            "drop": lambda body: self._desk.drop(body.text("note"), body.texts("guids") or []),
            "correct": lambda body: self._desk.correct(body.text("note"), body.text("guid"), _wish(body)),
            "write": lambda body: self._desk.write(*map(body.text, ("note", "quote", "question", "answer"))),
            "undo": lambda _: self._desk.undo(),
            "build": lambda body: self._desk.build(force=body.is_set("force")),
        }
        routes = [Route(path, self._heard(answer), methods=["GET"]) for path, answer in asks.items()]
        routes += [Route(f"/api/{name}", self._telling(tell), methods=["POST"]) for name, tell in tells.items()]
        routes += [Route("/api/preview", self._posted(self._preview), methods=["POST"])]
        return Starlette(routes=routes, middleware=[Middleware(Gate, given=given)])

    # --- pages ---

    def _list(self, _: Request) -> Response:
        return HTMLResponse(self._pages.list(self._desk.overview(), self._desk.state()))

    def _note(self, request: Request) -> Response:
        view, overview = self._desk.note(request.path_params["path"]), self._desk.overview()
        if view is None or overview is None:
            return PlainTextResponse("there is no such note\n", HTTPStatus.NOT_FOUND)
        return HTMLResponse(self._pages.note(view, self._desk.state(), overview))

    def _static(self, request: Request) -> Response:
        found = asset(request.path_params["name"])
        if found is None:
            return PlainTextResponse("there is no such file\n", HTTPStatus.NOT_FOUND)
        kind, text = found
        return Response(text, media_type=kind)

    def _state(self, _: Request) -> Response:
        return JSONResponse(dataclasses.asdict(self._desk.state()))

    def _forecast(self, _: Request) -> Response:
        found = self._desk.forecast()
        return JSONResponse({"html": self._pages.forecast(found), "alarms": bool(found.alarms)})

    # --- what pages tell ---

    def _preview(self, body: _Body) -> Response:
        return JSONResponse(
            {"html": preview(body.text("question"), body.text("answer"), body.optional("context") or "")}
        )

    def _telling(self, tell: Callable[[_Body], Outcome]) -> Callable[[Request], Any]:
        return self._posted(lambda body: self._answer(tell(body)))

    def _answer(self, outcome: Outcome) -> Response:
        views = {guid: self._desk.card(outcome.note, guid) for guid in outcome.guids}
        return JSONResponse(
            {
                "done": outcome.is_done,
                "message": outcome.message,
                "note": outcome.note,
                "cards": {guid: self._pages.card(view) for guid, view in views.items() if view is not None},
                "built": self._pages.built(outcome.message, outcome.built) if outcome.built else "",
                "state": dataclasses.asdict(self._desk.state()),
            }
        )

    def _posted(self, answer: Callable[[_Body], Response]) -> Callable[[Request], Any]:
        async def posted(request: Request) -> Response:
            self.heard = time.monotonic()
            try:
                return await run_in_threadpool(answer, await _body(request))
            except _UnfitError as error:
                return PlainTextResponse(f"{error}\n", HTTPStatus.BAD_REQUEST)

        return posted

    def _heard(self, answer: Callable[[Request], Response]) -> Callable[[Request], Response]:
        def asked(request: Request) -> Response:
            self.heard = time.monotonic()
            return answer(request)

        return asked


async def _body(request: Request) -> _Body:
    """What a page sent. Raises _UnfitError."""
    if request.headers.get("content-type", "").partition(";")[0].strip() != "application/json":
        raise _UnfitError("only JSON is taken")
    data = b""
    async for chunk in request.stream():
        data += chunk
        if len(data) > _MOST_BYTES:
            raise _UnfitError("too long")
    try:
        return _Body(json.loads(data))
    except (ValueError, RecursionError) as error:
        raise _UnfitError("no JSON") from error


def _wish(body: _Body) -> Wish:
    tags = body.texts("tags")
    return Wish(
        question=body.optional("question"),
        answer=body.optional("answer"),
        tags=None if tags is None else tuple(tags),
        deck=body.optional("deck"),
    )


@contextlib.contextmanager
def listening(*ports: int) -> Iterator[socket.socket]:
    """A socket on this machine alone, on the first of the ports that is free; 0 is any that is. Raises OSError."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as own:
        own.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        _bind(own, ports)
        own.listen()  # who comes before the server is up waits for it
        yield own


def _bind(own: socket.socket, ports: Sequence[int]) -> None:
    for port in ports[:-1]:
        with contextlib.suppress(OSError):
            return own.bind(("127.0.0.1", port))
    return own.bind(("127.0.0.1", ports[-1]))


def serve(
    review: Review,
    given: Pass,
    own: socket.socket,
    *,
    patience: float | None,
    until: threading.Event | None = None,
) -> bool:
    """Answer requests until Ctrl-C, until told, or until no page was heard of for `patience` seconds; whether for that."""
    server = uvicorn.Server(
        uvicorn.Config(
            review.app(given), log_level="error", access_log=False, server_header=False, lifespan="off", ws="none"
        )
    )
    told, left = until or threading.Event(), threading.Event()

    def watch() -> None:
        while not told.wait(_WATCH) and not left.is_set():
            if patience is not None and time.monotonic() - review.heard > patience:
                left.set()
        server.should_exit = True

    threading.Thread(target=watch, daemon=True).start()
    with contextlib.suppress(KeyboardInterrupt):
        server.run(sockets=[own])
    told.set()
    return left.is_set()
