"""Who may talk to studying, and what it serves, on a real socket."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.studying_page import Table, studied
from tests.test_review_gate import ask
from tests.test_study_recording import sound

PATHS = ("/", "/statistics", "/static/study.js", "/static/study.css", "/api/turn", "/api/state", "/recording/x/y.mp3")


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Table]:
    """Somebody who studies, with a recording."""
    folder = tmp_path_factory.mktemp("study")
    sound(folder / "vault" / "sea" / "harbour walk.wav")
    with studied(folder) as started:
        yield started


@pytest.fixture(scope="module")
def recording(table: Table) -> str:
    """The address of the recording that the first card names."""
    page = ask(table.given, "/")[2]
    return page.partition('src="/recording/')[2].partition("#")[0]


@pytest.mark.parametrize("path", PATHS)
def test_nothing_is_shown_without_the_cookie(table: Table, path: str) -> None:
    """Nor to another host or origin; nothing is done."""
    assert ask(table.given, path, cookie=False)[0] == 403
    for headers in ({"Host": "evil.example"}, {"Origin": "http://evil.example"}, {"Sec-Fetch-Site": "cross-site"}):
        assert ask(table.given, path, headers)[0] == 403
    assert ask(table.given, "/api/undo", {"Origin": "null"}, body={})[0] == 403


def test_a_recording_is_served_in_parts_to_who_may_see_it(table: Table, recording: str) -> None:
    """And to nobody else."""
    path = f"/recording/{recording}"
    status, headers, _ = ask(table.given, path, {"Range": "bytes=44-143"})
    assert (status, headers["content-length"], headers["content-type"]) == (206, "100", "audio/wav")
    assert headers["content-range"].startswith("bytes 44-143/")
    assert "media-src 'self'" in headers["content-security-policy"]
    assert ask(table.given, path, {"Range": "bytes=99999999-"})[0] == 416
    assert ask(table.given, path, cookie=False)[0] == 403


@pytest.mark.parametrize("name", ["..%2f..%2fcuedeck.yaml", "../../cuedeck.yaml", "harbour.md", "%2fetc%2fpasswd"])
def test_no_other_file_is_served(table: Table, recording: str, name: str) -> None:
    """Whatever name is asked for; an address is good for its own file alone."""
    key = recording.partition("/")[0]
    for path in (f"/recording/{name}", f"/recording/{key}/../{name}", f"/recording/{key[:-1]}/{name}", f"/{name}"):
        status, _, text = ask(table.given, path)
        assert status == 404
        assert "root:" not in text


@pytest.mark.parametrize(
    ("what", "body", "told"),
    [
        ("rate", {}, "`rating` is no whole number"),
        ("rate", {"rating": 5}, "`rating` is none"),
        ("rate", {"rating": True}, "`rating` is no whole number"),
        ("rate", {"rating": 3, "ms": 1, "seen": 0}, "`guid` is missing"),
        ("rate", {"guid": "a", "rating": 3, "ms": -1, "seen": 0}, "`ms` is no whole number"),
        ("rate", {"guid": "a", "rating": 3, "ms": 1, "seen": "0"}, "`seen` is no whole number"),
        ("drop", {"guid": 1}, "`guid` is no text"),
        ("reword", {"guid": "a", "question": "b"}, "`answer` is missing"),
    ],
)
def test_what_no_page_sends_is_refused(table: Table, what: str, body: object, told: str) -> None:
    """In a word, and nothing is written down."""
    assert ask(table.given, f"/api/{what}", body=body)[::2] == (400, f"{told}\n")
    assert table.log == []


def test_what_is_no_card_is_refused(table: Table, tmp_path: Path) -> None:
    """Nothing is written down."""
    for what in ("rate", "drop", "reword"):
        body = {"guid": "nothing", "rating": 3, "ms": 1, "seen": 0, "question": "a", "answer": "b"}
        status, _, text = ask(table.given, f"/api/{what}", body=body)
        assert (status, '"refusal":"gone"' in text) == (200, True)
    assert (table.log, list(tmp_path.iterdir())) == ([], [])
