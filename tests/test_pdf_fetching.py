"""Promises of PDF: a picture of a note fetches nothing from the net and shows no other file."""

import base64
import socket
from pathlib import Path

import pytest

from cuedeck.decks.paper.pdf import pdf
from tests.press import needs_weasyprint

pytestmark = pytest.mark.slow
_SVG = "http://www.w3.org/2000/svg"


def picture(address: str) -> str:
    """Give a page with an SVG picture that shows another one."""
    svg = f'<svg xmlns="{_SVG}" width="9" height="9"><image href="{address}" width="9" height="9"/></svg>'
    return f'<p>Bees</p><img alt="" src="data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()}">'


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    """Write a picture that lies outside of the vault, in a colour of its own."""
    file = tmp_path / "secret.svg"
    file.write_text(f'<svg xmlns="{_SVG}" width="9" height="9"><rect width="9" height="9" fill="#123456"/></svg>')
    return file


def test_no_address_is_fetched() -> None:
    """Nobody learns that a note was printed."""
    needs_weasyprint()
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0)
        pdf(picture(f"http://127.0.0.1:{server.getsockname()[1]}/bee.png"))
        with pytest.raises(BlockingIOError):
            server.accept()


def test_no_file_is_read(secret: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A path in a picture leads nowhere."""
    needs_weasyprint()
    opened: list[str] = []
    monkeypatch.setattr("urllib.request.FileHandler.open_local_file", lambda _, wanted: opened.append(wanted.full_url))
    pdf(picture(secret.as_uri()))
    assert opened == []


def test_what_the_page_holds_is_shown(secret: Path) -> None:
    """A picture inside a picture is, where it is part of the page."""
    needs_weasyprint()
    inner = base64.b64encode(secret.read_bytes()).decode()
    assert pdf(picture(f"data:image/svg+xml;base64,{inner}")).data != pdf("<p>Bees</p>").data
