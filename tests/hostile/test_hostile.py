"""Promises of trust in nothing: notes of strangers stop no build, run no code, reach out nowhere and read no other file."""

import base64
import os
import re
import socket
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

import pytest

from cuedeck.decks.paper.choices import Layout
from tests.browser import Record, visit
from tests.hostile.notes import hostile

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.slow

TOLD_TO_NOBODY = "bees-keep-this-to-themselves"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">%s</svg>'
POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')


class Asked(BaseHTTPRequestHandler):
    """Writes down whoever asks."""

    paths: list[str] = []  # noqa: RUF012 - one server, one list

    def do_GET(self) -> None:
        """Answer with nothing."""
        self.paths.append(self.path)
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@dataclass(frozen=True, slots=True)
class Built:
    """What was made of all hostile notes."""

    folder: Path
    """Of decks and pages."""
    notes: int
    code: int
    told: str
    host: str

    @property
    def pages(self) -> list[Path]:
        """All pages, by name."""
        return sorted(self.folder.glob("*.html"))

    @property
    def decks(self) -> list[Path]:
        """The pages to study from, by name."""
        return [page for page in self.pages if page.with_suffix(".apkg").exists()]


@pytest.fixture(scope="module")
def host() -> Iterator[str]:
    """Serve on this machine, and write down who asks."""
    Asked.paths.clear()
    with ThreadingHTTPServer(("127.0.0.1", 0), Asked) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/x.png"
        server.shutdown()


@pytest.fixture(scope="module")
def built(host: str, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Build the decks of all hostile notes, and every layout of those with scripts, through the command line."""
    around = tmp_path_factory.mktemp("hostile")
    secret, vault = around / "secret.svg", around / "vault"
    secret.write_text(SVG % f"<text>{TOLD_TO_NOBODY}</text>", "utf-8")
    notes = hostile(host, str(secret))
    for path, data in notes.items():
        file = vault / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    _lay_traps(vault, secret, host)
    run = command("build", vault, "-o", around / "out", "--all")
    for layout in Layout:
        printing = command("sheet", vault / "scripts", "-o", around / "out", "--all", "--layout", layout)
        assert printing.returncode in {0, 1}, printing.stderr
    return Built(around / "out", len(notes), run.returncode, run.stderr, host)


def _lay_traps(vault: Path, secret: Path, host: str) -> None:
    """Put files that are none, and pictures that lead elsewhere, beside the notes."""
    odd = vault / "odd"
    odd.mkdir()
    for folder in (vault, vault / "outside"):
        (folder / "linked.svg").symlink_to(secret)
        (folder / "linked").symlink_to(secret.parent)
        (folder / "pic.svg").write_text(SVG % f"<script>window.hurt=1</script><image href='{host}'/>", "utf-8")
    os.mkfifo(odd / "pipe.md")
    with closing(socket.socket(socket.AF_UNIX)) as listening:
        here = Path.cwd()
        os.chdir(odd)  # the whole path may be too long for a socket
        listening.bind("socket.md")
        os.chdir(here)
    for name, target in {"endless": "/dev/zero", "self": "self.md", "gone": "nowhere", "out": str(secret)}.items():
        (odd / f"{name}.md").symlink_to(target)
    (odd / "folder.md").mkdir()
    (odd / "circle").symlink_to(".")
    (odd / "/".join(["deep"] * 100)).mkdir(parents=True)


def command(*args: object) -> subprocess.CompletedProcess[str]:
    """Run the real command in a process of its own."""
    words = [sys.executable, "-m", "cuedeck", *map(str, args)]
    return subprocess.run(words, check=False, capture_output=True, text=True, timeout=900)


def test_every_note_is_built_or_told(built: Built) -> None:
    """No traceback, no mistake of ours; what cannot be read has its line, and all else gives cards."""
    assert built.notes >= 200
    assert built.code == 1
    assert "Traceback" not in built.told
    assert "internal error" not in built.told
    for line in built.told.splitlines():
        assert re.match(r"\S.*\.md:\d+: |cuedeck: ", line), line
    for odd in ("pipe", "socket", "endless", "self", "gone", "out"):
        assert f"odd/{odd}.md:1: " in built.told
    assert len(built.pages) > 15


def test_nothing_of_a_note_steers_a_terminal(built: Built) -> None:
    """What is told spells control characters out."""
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", built.told)


def test_no_file_from_outside_is_in_what_was_made(built: Built) -> None:
    """Neither as it is, nor packed, nor encoded."""
    made = [data for file in built.folder.iterdir() if file.is_file() for data in _contents(file)]
    assert len(made) > 50
    assert not [data for data in made if TOLD_TO_NOBODY.encode() in data or b"root:x:0" in data]
    assert not list(built.folder.parent.glob("*.hit"))


def _contents(file: Path) -> Iterator[bytes]:
    """What a file holds, what is packed in it, and what its `data:` addresses hold."""
    data = file.read_bytes()
    yield data
    if zipfile.is_zipfile(file):
        with zipfile.ZipFile(file) as archive:
            yield from (archive.read(name) for name in archive.namelist())
    for packed in re.findall(rb"base64,([A-Za-z0-9+/=]+)", data):
        yield base64.b64decode(packed)


@pytest.mark.parametrize("guarded", [True, False], ids=["policy", "no policy"])
def test_no_page_runs_or_fetches_anything(built: Built, browser: "Browser", tmp_path: Path, *, guarded: bool) -> None:
    """Neither a page to study from nor one to print; not even a page without the policy that it has for this."""
    Asked.paths.clear()
    with browser.new_context() as context:
        for file in built.pages if guarded else built.decks:
            html = file.read_text("utf-8")
            page, record = visit(context, html if guarded else POLICY.sub("", html), tmp_path)
            _check(page, record, file.name)
            page.close()
    assert Asked.paths == []


def _check(page: "Page", record: Record, name: str) -> None:
    """Show all answers, and see that nothing came of it."""
    if page.locator("#reveal").count():
        page.click("#reveal")
    assert page.evaluate("window.hurt") is None, name
    assert (record.remote, record.messages) == ([], []), name
    handlers = (
        "[...document.querySelectorAll('*')].flatMap(one => [...one.attributes]).filter(a => /^on/i.test(a.name))"
    )
    assert page.evaluate(f"{handlers}.length") == 0, name
    links = page.evaluate("[...document.querySelectorAll('[href]')].map(one => one.getAttribute('href'))")
    beside = r"|\./[^/]+\.html$" if name == "index.html" else ""
    assert [link for link in links if not re.match(rf"https?://|#|data:image/{beside}", link)] == [], name


def test_nothing_runs_in_anki(built: Built, browser: "Browser", tmp_path: Path) -> None:
    """Every side of every card as Anki's own backend renders it; there is no policy there."""
    anki = pytest.importorskip("anki.collection", reason="the Anki backend is not installed")
    Asked.paths.clear()
    sides: list[str] = []
    with closing(anki.Collection(str(tmp_path / "collection.anki2"))) as collection:
        for file in sorted(built.folder.glob("*.apkg")):
            request = anki.ImportAnkiPackageRequest(
                package_path=str(file), options=anki.ImportAnkiPackageOptions(with_scheduling=False)
            )
            collection.import_anki_package(request)
        for number in collection.find_cards(""):
            card = collection.get_card(number)
            shown = card.render_output(reload=True)
            assert (*shown.question_av_tags, *shown.answer_av_tags) == ()
            sides += (shown.question_text, shown.answer_text)
        assert collection.media.check().missing == []
    assert len(sides) > 1_000
    assert not [side for side in sides if "[[type:" in side or "[latex]" in side]
    with browser.new_context() as context:
        for start in range(0, len(sides), 500):
            page, record = visit(context, "<meta charset=utf-8>" + "<hr>".join(sides[start : start + 500]), tmp_path)
            record.messages[:] = [one for one in record.messages if "ERR_FILE_NOT_FOUND" not in one]
            _check(page, record, f"cards {start}")
            page.close()
    assert Asked.paths == []


def test_what_runs_would_be_noticed(host: str, browser: "Browser", tmp_path: Path) -> None:
    """The watch bites: a payload on a page of its own is seen there, and by the server."""
    Asked.paths.clear()
    payload = hostile(host, "")["scripts/text/9.md"].decode()
    assert "onerror" in payload
    with browser.new_context() as context:
        page, record = visit(context, f"<meta charset=utf-8>{payload}", tmp_path)
        page.wait_for_timeout(500)
        with pytest.raises(AssertionError):
            _check(page, record, "payload")
        assert page.evaluate("window.hurt") == 1
    assert Asked.paths == ["/x.png"]
