"""The addresses of a review, each of which asks the desk or tells it something."""

import dataclasses
from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from cuedeck.decks.local.body import Body
from cuedeck.decks.local.filling import preview, turned
from cuedeck.decks.local.site import Site, Tell, missing
from cuedeck.decks.review.assets import ASSETS
from cuedeck.decks.review.pages import Pages
from cuedeck.decks.review.views import Desk, Outcome, Typed, Wish
from cuedeck.decks.review.words import words
from cuedeck.extract.written.preview import faces
from cuedeck.notes.fragment import with_tex


class Review:
    """What the addresses of a review do."""

    def __init__(self, desk: Desk, pages: Pages | None = None) -> None:
        self._desk, self._pages = desk, pages or Pages(words("en"))

    @property
    def site(self) -> Site:
        """All addresses."""
        tells: dict[str, Callable[[Body], Outcome]] = {
            "keep": lambda body: self._desk.keep(body.text("note"), body.texts("guids") or []),
            "drop": lambda body: self._desk.drop(body.text("note"), body.texts("guids") or []),
            "correct": lambda body: self._desk.correct(body.text("note"), body.text("guid"), _wish(body)),
            "write": lambda body: self._desk.write(body.text("note"), _typed(body)),
            "undo": lambda _: self._desk.undo(),
            "build": lambda body: self._desk.build(force=body.is_set("force")),
        }
        return Site(
            ASSETS,
            {
                "/": self._list,
                "/note/{path:path}": self._note,
                "/api/state": self._state,
                "/api/forecast": self._forecast,
            },
            {f"/api/{name}": self._telling(tell) for name, tell in tells.items()} | {"/api/preview": self._preview},
        )

    # --- pages ---

    def _list(self, _: Request) -> Response:
        return HTMLResponse(self._pages.list(self._desk.overview(), self._desk.state()))

    def _note(self, request: Request) -> Response:
        view, overview = self._desk.note(request.path_params["path"]), self._desk.overview()
        if view is None or overview is None:
            return missing("note")
        return HTMLResponse(self._pages.note(view, self._desk.state(), overview))

    def _state(self, _: Request) -> Response:
        return JSONResponse(dataclasses.asdict(self._desk.state()))

    def _forecast(self, _: Request) -> Response:
        found = self._desk.forecast()
        return JSONResponse(
            {"html": self._pages.forecast(found), "alarms": bool(found.alarms), "needed": found.is_needed}
        )

    # --- what pages tell ---

    def _preview(self, body: Body) -> Response:
        question, answer = body.text("question"), body.text("answer")
        context = body.optional("context") or ""
        if body.is_set("markdown"):
            return JSONResponse({"html": turned(*faces(question, answer), context)})
        return JSONResponse({"html": preview(with_tex(question), with_tex(answer), context)})

    def _telling(self, tell: Callable[[Body], Outcome]) -> Tell:
        return lambda body: self._answer(tell(body))

    def _answer(self, outcome: Outcome) -> Response:
        views = {guid: self._desk.card(outcome.note, guid) for guid in outcome.guids}
        return JSONResponse(
            {
                "done": outcome.is_done,
                "message": outcome.message,
                "note": outcome.note,
                "cards": {guid: self._pages.card(view) for guid, view in views.items() if view is not None},
                "gone": outcome.gone,
                "draft": outcome.draft and dataclasses.asdict(outcome.draft),
                "built": self._pages.built(outcome.message, outcome.built) if outcome.built else "",
                "state": dataclasses.asdict(self._desk.state()),
            }
        )


def _typed(body: Body) -> Typed:
    return Typed(*map(body.text, ("quote", "question", "answer")))


def _wish(body: Body) -> Wish:
    tags = body.texts("tags")
    return Wish(
        quote=body.optional("quote"),
        question=body.optional("question"),
        answer=body.optional("answer"),
        tags=None if tags is None else tuple(tags),
        deck=body.optional("deck"),
    )
