"""The addresses under which pages ask and tell."""

import json
import time
from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from cuedeck.decks.local.assets import Assets
from cuedeck.decks.local.body import Body, UnfitError
from cuedeck.decks.local.gate import Gate, Pass

if TYPE_CHECKING:
    from starlette.types import ASGIApp

_MOST_BYTES = 1_000_000
"""Of a request: more than any card has."""
Ask = Callable[[Request], Response]
"""Answers what a page asks for."""
Tell = Callable[[Body], Response]
"""Answers what a page tells."""


class Site:
    """What there is to see and to tell, for one browser."""

    def __init__(self, assets: Assets, asks: Mapping[str, Ask], tells: Mapping[str, Tell]) -> None:
        self._assets = assets
        self._asks = {**asks, "/static/{name}": self._static}
        self._tells = tells
        self.heard = time.monotonic()
        """When a page was heard of last."""

    def app(self, given: Pass) -> "ASGIApp":
        """The site for whoever has the pass."""
        routes = [Route(path, self._heard(answer), methods=["GET"]) for path, answer in self._asks.items()]
        routes += [Route(path, self._posted(answer), methods=["POST"]) for path, answer in self._tells.items()]
        return Starlette(routes=routes, middleware=[Middleware(Gate, given=given)])

    def _static(self, request: Request) -> Response:
        found = self._assets.find(request.path_params["name"])
        if found is None:
            return missing("file")
        kind, text = found
        return Response(text, media_type=kind)

    def _heard(self, answer: Ask) -> Ask:
        def asked(request: Request) -> Response:
            self.heard = time.monotonic()
            return answer(request)

        return asked

    def _posted(self, answer: Tell) -> Callable[[Request], Any]:
        async def posted(request: Request) -> Response:
            self.heard = time.monotonic()
            try:
                return await run_in_threadpool(answer, await _body(request))
            except UnfitError as error:
                return PlainTextResponse(f"{error}\n", HTTPStatus.BAD_REQUEST)

        return posted


def missing(what: str) -> Response:
    """The answer where there is none of what was asked for."""
    return PlainTextResponse(f"there is no such {what}\n", HTTPStatus.NOT_FOUND)


async def _body(request: Request) -> Body:
    """What a page sent. Raises UnfitError."""
    if request.headers.get("content-type", "").partition(";")[0].strip() != "application/json":
        raise UnfitError("only JSON is taken")
    data = b""
    async for chunk in request.stream():
        data += chunk
        if len(data) > _MOST_BYTES:
            raise UnfitError("too long")
    try:
        return Body(json.loads(data))
    except (ValueError, RecursionError) as error:
        raise UnfitError("no JSON") from error
