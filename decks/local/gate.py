"""Who may see the pages of a command: the browser that was shown in, from this machine, from these pages alone."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import parse_qs

from starlette.datastructures import Headers
from starlette.requests import cookie_parser
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_HOSTS = ("127.0.0.1", "localhost")
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; img-src 'self' data:; "
    "media-src 'self'; connect-src 'self'; form-action 'none'; frame-ancestors 'none'; base-uri 'none'"
)
_HEADERS = (
    (b"content-security-policy", _POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cache-control", b"no-store"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
)


@dataclass(frozen=True, slots=True)
class Pass:
    """What lets a browser in: a token that is worthless once the server has ended."""

    token: str
    port: int

    @classmethod
    def new(cls, port: int) -> "Pass":
        """One that nobody can guess."""
        return cls(secrets.token_urlsafe(32), port)

    @property
    def address(self) -> str:
        """Where the pages open."""
        return f"{self.origins[0]}/?token={self.token}"

    @property
    def cookie(self) -> str:
        """Name of the cookie; cookies of one host do not mind the port."""
        return f"cuedeck_{self.port}"

    @property
    def hosts(self) -> tuple[str, ...]:
        """What this server is called."""
        return tuple(f"{host}:{self.port}" for host in _HOSTS)

    @property
    def origins(self) -> tuple[str, ...]:
        """Where its pages come from."""
        return tuple(f"http://{host}" for host in self.hosts)


class Gate:
    """Refuses a request of another host or origin, or without the cookie (403), before anything else sees it."""

    def __init__(self, app: ASGIApp, given: Pass) -> None:
        self._app, self._given = app, given

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request in, or answer it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", ()), *_HEADERS]
            await send(message)

        answer = self._answer(scope) or self._app
        await answer(scope, receive, guarded)

    def _answer(self, scope: Scope) -> Response | None:
        headers = Headers(scope=scope)
        if not self._is_ours(headers.getlist("host"), headers.getlist("origin"), headers.get("sec-fetch-site", "none")):
            return _refusal("not a page of this address")
        token = parse_qs(scope["query_string"].decode("latin-1")).get("token", [""])[0]
        if scope["path"] == "/" and token and secrets.compare_digest(token.encode(), self._given.token.encode()):
            return self._shown_in()
        cookie = cookie_parser(headers.get("cookie", "")).get(self._given.cookie, "")
        if not secrets.compare_digest(cookie.encode(), self._given.token.encode()):
            return _refusal("open the address that cuedeck printed when it started")
        return None

    def _is_ours(self, hosts: Iterable[str], origins: Iterable[str], site: str) -> bool:
        # A link from elsewhere may open the pages; whether it may look in, the cookie decides.
        return (
            tuple(hosts) in {(host,) for host in self._given.hosts}
            and set(origins) <= {*self._given.origins}
            and site in {"none", "same-origin"}
        )

    def _shown_in(self) -> Response:
        response = RedirectResponse("/", HTTPStatus.SEE_OTHER)
        response.set_cookie(self._given.cookie, self._given.token, httponly=True, samesite="strict")
        return response


def _refusal(reason: str) -> Response:
    return PlainTextResponse(f"{reason}\n", HTTPStatus.FORBIDDEN)
