"""Every page says what it may load and run, and keeps to it in a real browser."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cuedeck.decks.paper.choices import Layout
from tests.browser import visit
from tests.vaults import run, write

if TYPE_CHECKING:
    from playwright.sync_api import Browser

RICH = r"""---
title: Marks of the sky
videoId: cuedeck0001
tags: [sky]
---
## High

- **Cirrus:** A cloud of ice at \(h = \frac{6}{1}\) km that is ==thin==. [01:10]
- **Dot:** ![A dot](dot.png) marks the top of the map. [02:10]

What prints a line?

?

```python
print("rain")  # or snow
```

Fog is a {{c1::cloud}} that touches the ground.
"""
DOT = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010800000000"
    "3a7e9b550000000a49444154789c6360000000020001482ba4710000000049454e44ae426082"
)
PAGES = ("sky", *(f"sky-{layout}" for layout in Layout), "index")


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    """Every kind of page, of two decks with all that a card may hold."""
    folder = tmp_path_factory.mktemp("pages")
    vault = write(
        folder / "vault", {"sky/marks.md": RICH, "sea/tide.md": "- **Tide:** The rise and fall of the sea.\n"}
    )
    (vault / "sky" / "dot.png").write_bytes(DOT)
    assert run("build", vault, "-o", folder / "out", "--all") == 0
    for layout in Layout:
        assert run("sheet", vault, "-o", folder / "out", "--layout", layout, "--all") == 0
    return {name: (folder / "out" / f"{name}.html").read_text("utf-8") for name in PAGES}


def rules(html: str) -> dict[str, str]:
    """The policy of a page, by its rules."""
    (policy,) = re.findall(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">', html)
    return dict(rule.split(" ", 1) for rule in policy.split("; "))


@pytest.mark.parametrize("name", PAGES)
def test_every_page_allows_no_more_than_it_needs(pages: Mapping[str, str], name: str) -> None:
    """Nothing is loaded, and no script or style sheet is taken but the page's own, which stands behind the policy."""
    html = pages[name]
    allowed = rules(html)
    assert allowed["default-src"] == allowed["base-uri"] == allowed["form-action"] == "'none'"
    assert html.index("Content-Security-Policy") < html.index("<style>")
    elements = allowed.get("style-src-elem", allowed["style-src"])
    assert re.fullmatch(r"'sha256-[\w+/]{43}='", elements)
    has_script = name in {"sky", "sky-sheet"}
    assert ("script-src" in allowed) == ("<script>" in html) == has_script
    if has_script:
        assert re.fullmatch(r"'sha256-[\w+/]{43}='", allowed["script-src"])


@pytest.mark.parametrize("name", PAGES)
def test_no_page_breaks_its_own_policy(browser: "Browser", pages: Mapping[str, str], tmp_path: Path, name: str) -> None:
    """Opened, used and printed, a page asks for nothing, and the browser has nothing to complain of."""
    with browser.new_context() as context:
        page, record = visit(context, pages[name], tmp_path)
        for button in page.locator(".tools button").all():
            button.click()
            page.keyboard.press("Escape")
        page.pdf()
        styled = page.evaluate("document.styleSheets.length")
    assert (styled, len(record.requests), record.remote, record.messages) == (1, 1, [], [])


@pytest.mark.parametrize("name", PAGES)
def test_what_slips_into_a_page_is_stopped(
    browser: "Browser", pages: Mapping[str, str], tmp_path: Path, name: str
) -> None:
    """No foreign script, style sheet, picture, frame or base gets through the policy."""
    slipped = (
        "<script>document.title = 'slipped'</script><style>main { display: none }</style>"
        '<link rel="stylesheet" href="https://a.example/x.css"><img src="https://a.example/x.png" alt="">'
        '<iframe src="https://a.example/"></iframe><base href="https://a.example/"></body>'
    )
    with browser.new_context() as context:
        page, record = visit(context, pages[name].replace("</body>", slipped), tmp_path)
        assert page.title() != "slipped"
        assert page.locator("main").is_visible()
        assert page.evaluate("document.baseURI").startswith("file:")
    assert len(record.messages) >= 6
