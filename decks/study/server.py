"""The addresses of studying, each of which asks what is up or tells what became of it."""

from collections.abc import Callable
from datetime import datetime

from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, JSONResponse, Response

from cuedeck.decks.local.body import Body, UnfitError
from cuedeck.decks.local.filling import preview
from cuedeck.decks.local.site import Site, Tell, missing
from cuedeck.decks.schedule.review import Rating
from cuedeck.decks.study.assets import ASSETS
from cuedeck.decks.study.pages import Pages
from cuedeck.decks.study.views import Outcome, Refusal, Study, Turn

Clock = Callable[[], datetime]
"""Tells the time on the wall, with its zone."""


class Session:
    """What the addresses of studying do."""

    def __init__(self, study: Study, pages: Pages, clock: Clock) -> None:
        self._study, self._pages, self._clock = study, pages, clock
        self._fault = ""
        """Why the last wish could not be done, a sentence."""

    @property
    def site(self) -> Site:
        """All addresses."""
        study = self._study
        tells: dict[str, Callable[[Body], Outcome]] = {
            "rate": self._rate,
            "undo": lambda _: study.undo(),
            "drop": lambda body: study.drop(body.text("guid")),
            "reword": lambda body: study.reword(*map(body.text, ("guid", "question", "answer"))),
        }
        return Site(
            ASSETS,
            {
                "/": self._page,
                "/statistics": self._statistics,
                "/recording/{key}/{name}": self._recording,
                "/api/turn": lambda _: JSONResponse(self._shown()),
                "/api/state": lambda _: JSONResponse({"problem": self._fault}),
            },
            {f"/api/{name}": self._telling(tell) for name, tell in tells.items()} | {"/api/preview": _preview},
        )

    # --- pages ---

    def _page(self, _: Request) -> Response:
        turn = self._study.turn()
        left = self._pages.left(turn.left, turn.card)
        return HTMLResponse(self._pages.study(self._html(turn), left, undo=bool(turn.undo)))

    def _statistics(self, _: Request) -> Response:
        return HTMLResponse(self._pages.statistics(self._study.statistics()))

    def _recording(self, request: Request) -> Response:
        found = self._pages.recordings.known.get(request.path_params["key"])
        if found is None or not found.file.is_file():
            return missing("recording")
        return FileResponse(found.file, media_type=found.media_type)

    # --- what is up ---

    def _shown(self) -> dict[str, object]:
        turn = self._study.turn()
        return {
            "html": self._html(turn),
            "left": self._pages.left(turn.left, turn.card),
            "undo": bool(turn.undo),
        }

    def _html(self, turn: Turn) -> str:
        if turn.card is not None:
            return self._pages.card(turn.card, turn.problems)
        return self._pages.over(turn, self._study.statistics(), self._clock())

    # --- what pages tell ---

    def _rate(self, body: Body) -> Outcome:
        try:
            rating = Rating(body.whole("rating"))
        except ValueError as error:
            raise UnfitError("`rating` is none") from error
        return self._study.rate(body.text("guid"), rating, body.whole("ms"), seen=body.whole("seen"))

    def _telling(self, tell: Callable[[Body], Outcome]) -> Tell:
        def told(body: Body) -> Response:
            outcome = tell(body)
            self._fault = outcome.message if outcome.refusal is Refusal.FAULT else ""
            return JSONResponse(
                {**self._shown(), "refusal": outcome.refusal, "message": outcome.message, "guid": outcome.guid}
            )

        return told


def _preview(body: Body) -> Response:
    return JSONResponse({"html": preview(body.text("question"), body.text("answer"), body.optional("context") or "")})
