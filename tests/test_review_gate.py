"""Who may talk to a review, on a real socket."""

import http.client
import json
import socket
from collections.abc import Iterator, Mapping

import pytest

from cuedeck.decks.app.desk import Desk
from cuedeck.decks.local.gate import Pass
from tests.reviewing import served, settled
from tests.vaults import sea

Answer = tuple[int, dict[str, str], str]


@pytest.fixture(scope="module")
def given(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pass]:
    """The pass to a review of a small vault."""
    tmp_path = tmp_path_factory.mktemp("review")
    desk = Desk(sea(tmp_path), tmp_path / "decks", jobs=1)
    settled(desk)
    with served(desk) as given:
        yield given


def ask(
    given: Pass,
    path: str,
    headers: Mapping[str, str] | None = None,
    *,
    body: object = None,
    cookie: bool = True,
    method: str = "",
) -> Answer:
    """Send a request as it is, and give status, headers and text of the answer."""
    connection = http.client.HTTPConnection("127.0.0.1", given.port, timeout=10)
    sent = {"Host": given.hosts[0]} | ({"Cookie": f"{given.cookie}={given.token}"} if cookie else {})
    sent |= {"Content-Type": "application/json"} if body is not None else {}
    sent |= headers or {}
    data = None if body is None else body if isinstance(body, str) else json.dumps(body)
    connection.request(method or ("GET" if body is None else "POST"), path, data, sent)
    answer = connection.getresponse()
    found = answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read().decode()
    connection.close()
    return found


def test_the_address_shows_in_and_is_then_forgotten(given: Pass) -> None:
    """Its token becomes a cookie that no script and no other site sees, and leaves the address bar."""
    status, headers, _ = ask(given, given.address.removeprefix(given.origins[0]), cookie=False)
    assert (status, headers["location"]) == (303, "/")
    assert headers["set-cookie"].startswith(f"{given.cookie}={given.token};")
    assert {"HttpOnly", "SameSite=strict"} <= {part.strip() for part in headers["set-cookie"].split(";")}
    assert ask(given, "/")[0] == 200


PATHS = ("/", "/note/sea/tides.md", "/static/review.js", "/api/state", "/api/forecast", "/nowhere")


@pytest.mark.parametrize("path", PATHS)
def test_nothing_is_shown_without_the_cookie(given: Pass, path: str) -> None:
    """Whatever else is right; a wrong token is none."""
    for cookie in ("", "x", f"{given.cookie}=", f"{given.cookie}={given.token[:-1]}", f"other={given.token}"):
        assert ask(given, path, {"Cookie": cookie}, cookie=False)[0] == 403
    assert ask(given, f"{path}?token={given.token[:-1]}", cookie=False)[0] == 403


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example"},
        {"Host": "127.0.0.1"},
        {"Host": "127.0.0.1:1"},
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:1"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_other_hosts_and_origins_are_refused(given: Pass, headers: dict[str, str]) -> None:
    """Also with the cookie, and also where they only look; nothing is done."""
    for path in PATHS:
        assert ask(given, path, headers)[0] == 403
    assert ask(given, "/api/undo", headers, body={})[0] == 403
    assert ask(given, f"/?token={given.token}", headers, cookie=False)[0] == 403


def test_it_is_called_by_both_names_of_this_machine(given: Pass) -> None:
    """And by no other."""
    assert ask(given, "/api/state", {"Host": given.hosts[1], "Origin": given.origins[1]})[0] == 200


@pytest.mark.parametrize(
    "path",
    [
        "/note/../../../../etc/passwd",
        "/note/%2e%2e/%2e%2e/etc/passwd",
        "/note//etc/passwd",
        "/note/..%2fcuedeck.yaml",
        "/part/cards/../secret.md",
        "/static/../gate.py",
        "/static/..%2fgate.py",
        "/static/%2e%2e/pages.py",
        "//etc/passwd",
    ],
)
def test_no_path_leads_out(given: Pass, path: str) -> None:
    """Only notes under review and the two files of the page are there."""
    status, _, text = ask(given, path)
    assert status in {400, 404}
    assert "root:" not in text
    assert "import" not in text


def test_every_answer_says_what_may_run(given: Pass) -> None:
    """Refusals, too."""
    for cookie in (True, False):
        _, headers, _ = ask(given, "/", cookie=cookie)
        assert headers["content-security-policy"].startswith("default-src 'none'; script-src 'self'; ")
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert (headers["x-content-type-options"], headers["cache-control"]) == ("nosniff", "no-store")


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("", "no JSON"),
        ("{", "no JSON"),
        ("[" * 100_000, "no JSON"),
        ([], "`note` is missing"),
        ({"note": 1}, "`note` is no text"),
        ({"note": "sea/tides.md", "guids": "a"}, "`guids` is no list of texts"),
        ({"note": "x" * 1_100_000}, "too long"),
    ],
)
def test_what_no_page_sends_is_refused(given: Pass, body: object, told: str) -> None:
    """In a word, and nothing is done."""
    status, _, text = ask(given, "/api/keep", body=body)
    assert (status, text) == (400, f"{told}\n")


def test_a_form_of_another_site_can_do_nothing(given: Pass) -> None:
    """Only JSON is taken, which a form cannot send."""
    for kind in ("application/x-www-form-urlencoded", "text/plain", "multipart/form-data; boundary=x"):
        assert ask(given, "/api/undo", {"Content-Type": kind}, body="{}")[0] == 400
    assert ask(given, "/api/undo", method="GET")[0] == 405


def test_only_this_machine_is_listened_to(given: Pass) -> None:
    """On loopback, and nowhere else."""
    own = {str(info[4][0]) for info in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)}
    for address in own - {"127.0.0.1", "127.0.1.1"}:
        with pytest.raises(OSError, match=r"refused|unreachable|timed out"):
            socket.create_connection((address, given.port), timeout=2).close()
    with socket.create_connection(("127.0.0.1", given.port), timeout=2) as there:
        assert there.getpeername()[0] == "127.0.0.1"
