"""The routes of a review around a desk, without any of the locks of the real server."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from functools import partial
from time import sleep

import uvicorn
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.middleware.base import BaseHTTPMiddleware, RequestResponseEndpoint
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from cuedeck.decks.review import pages
from cuedeck.decks.review.assets import asset
from cuedeck.decks.review.views import Desk, Outcome, Wish

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'none'; frame-ancestors 'none'; base-uri 'none'"
)
Deed = Callable[[Desk, dict[str, object]], Outcome]


@contextmanager
def serve(desk: Desk, port: int = 0) -> Iterator[str]:
    """Serve the pages of a desk on this machine, and give their address; `port` 0 takes any that is free."""
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind(("127.0.0.1", port))
    server = uvicorn.Server(uvicorn.Config(_app(desk), log_level="critical", lifespan="off", ws="none"))
    running = threading.Thread(target=partial(server.run, sockets=[listener]), daemon=True)
    running.start()
    try:
        while not server.started:
            sleep(0.01)
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        server.should_exit = server.force_exit = True
        running.join(10)
        listener.close()


def _app(desk: Desk) -> Starlette:
    async def policed(request: Request, go_on: RequestResponseEndpoint) -> Response:
        response = await go_on(request)
        response.headers["Content-Security-Policy"] = POLICY
        return response

    deeds = [Route(f"/api/{name}", partial(_do, desk, deed), methods=["POST"]) for name, deed in _DEEDS.items()]
    looks = {
        "/": lambda _: HTMLResponse(pages.list_page(desk.overview(), desk.state())),
        "/note/{path:path}": lambda request: _note(desk, request),
        "/part/cards/{path:path}": lambda request: _cards(desk, request),
        "/static/{name}": _static,
        "/api/state": lambda _: JSONResponse(asdict(desk.state())),
        "/api/forecast": lambda _: _forecast(desk),
    }
    return Starlette(
        routes=[
            *(Route(path, look) for path, look in looks.items()),
            Route("/api/preview", _preview, methods=["POST"]),
            *deeds,
        ],
        middleware=[Middleware(BaseHTTPMiddleware, dispatch=policed)],
    )


def _note(desk: Desk, request: Request) -> Response:
    view, overview = desk.note(request.path_params["path"]), desk.overview()
    if view is None or overview is None:
        return Response(status_code=404)
    return HTMLResponse(pages.note_page(view, desk.state(), overview))


def _cards(desk: Desk, request: Request) -> Response:
    view = desk.note(request.path_params["path"])
    return Response(status_code=404) if view is None else HTMLResponse(pages.cards_part(view))


def _static(request: Request) -> Response:
    found = asset(request.path_params["name"])
    return Response(status_code=404) if found is None else Response(found[1], media_type=found[0])


def _forecast(desk: Desk) -> Response:
    forecast = desk.forecast()
    return JSONResponse({"html": pages.forecast_part(forecast), "alarms": bool(forecast.alarms)})


async def _preview(request: Request) -> Response:
    return JSONResponse({"html": pages.preview(**await request.json())})


def _correct(desk: Desk, wish: dict[str, object]) -> Outcome:
    note, guid = str(wish.pop("note")), str(wish.pop("guid"))
    tags = wish.pop("tags", None)
    told = tuple(map(str, tags)) if isinstance(tags, list) else None
    return desk.correct(note, guid, Wish(tags=told, **{key: str(value) for key, value in wish.items()}))


_DEEDS: dict[str, Deed] = {
    "keep": lambda desk, wish: desk.keep(wish["note"], wish["guids"]),  # type: ignore[arg-type]
    "drop": lambda desk, wish: desk.drop(wish["note"], wish["guids"]),  # type: ignore[arg-type]
    "correct": _correct,
    "write": lambda desk, wish: desk.write(*(str(wish[key]) for key in ("note", "quote", "question", "answer"))),
    "undo": lambda desk, _: desk.undo(),
    "build": lambda desk, wish: desk.build(force=bool(wish["force"])),
}


async def _do(desk: Desk, deed: Deed, request: Request) -> Response:
    wish = await request.json()
    return JSONResponse(await run_in_threadpool(_told, desk, deed, wish))


def _told(desk: Desk, deed: Deed, wish: dict[str, object]) -> dict[str, object]:
    outcome = deed(desk, wish)
    cards = {guid: desk.card(outcome.note, guid) for guid in outcome.guids}
    return {
        "done": outcome.is_done,
        "message": outcome.message,
        "note": outcome.note,
        "cards": {guid: pages.card_part(card) for guid, card in cards.items() if card is not None},
        "state": asdict(desk.state()),
    }
