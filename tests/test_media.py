"""Which images a card may have, and how they stand in its HTML."""

import base64
import hashlib
import os
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from cuedeck.cards.card import Card
from cuedeck.cards.face import face as render
from cuedeck.decks.page.media import Image, MissingImage, embed, find_images, sources
from cuedeck.notes.blocks import Paragraph
from cuedeck.notes.markdown import blocks
from cuedeck.notes.source import prepare
from cuedeck.notes.text import Form, Span, Text
from tests.build_cards import card, face

WALK = os.walk
PNG = b"\x89PNG\r\n\x1a\n"
CIRCLE = "image cannot be read" if sys.version_info < (3, 13) else "image not found"
"""What is said of a link to itself, which Python took for an error up to 3.12."""


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    """Make a vault with an image in a folder, beside which a secret lies outside."""
    folder = tmp_path / "vault"
    (folder / "img").mkdir(parents=True)
    (folder / "img" / "cell 50%.png").write_bytes(PNG)
    (tmp_path / "secret.png").write_bytes(b"secret")
    return folder


def showing(*paths: str) -> Card:
    """Give a card whose answer shows these images."""
    return replace(card(), answer=face("", "".join(f'<img src="{path}" alt="">' for path in paths)))


def test_an_image_is_found_by_its_path_in_the_vault(vault: Path) -> None:
    """A source is a plain path: a per cent sign stands for itself."""
    images, missing = find_images(vault, [showing("img/cell 50%.png", "img/../img/cell 50%.png")])
    assert images == dict.fromkeys(("img/cell 50%.png", "img/../img/cell 50%.png"), Image(PNG, ".png"))
    assert missing == ()


def test_questions_may_show_images_too(vault: Path) -> None:
    """Both sides of a card are searched."""
    asked = replace(card(), question=face("", '<img src="img/cell 50%.png" alt="">'))
    assert list(find_images(vault, [asked])[0]) == ["img/cell 50%.png"]


def test_nothing_outside_the_vault_is_read(vault: Path) -> None:
    """Neither `..`, nor an absolute path, nor a link leads out of the vault."""
    (vault / "link.png").symlink_to(vault.parent / "secret.png")
    ways_out = ("../secret.png", str(vault.parent / "secret.png"), "link.png")
    images, missing = find_images(vault, [showing(*ways_out)])
    assert images == {}
    assert [one.reason for one in missing] == [f"image outside the vault: {way}" for way in ways_out]


def test_a_link_within_the_vault_is_followed(vault: Path) -> None:
    """A link to an image in the vault is that image, even where the vault itself is reached by a link."""
    (vault / "link.PNG").symlink_to(vault / "img" / "cell 50%.png")
    (vault.parent / "door").symlink_to(vault)
    assert find_images(vault.parent / "door", [showing("link.PNG")])[0] == {"link.PNG": Image(PNG, ".png")}


def test_what_cannot_be_had_is_reported_at_its_card(vault: Path) -> None:
    """A missing file, a folder, another kind of file and an impossible name each give one reason; none raises."""
    (vault / "folder.png").mkdir()
    (vault / "circle.png").symlink_to("circle.png")
    (vault / "note.md").write_text("# Not an image")
    long = "x" * 300 + ".png"
    asked = showing("gone.png", "gone.png", "folder.png", "note.md", "", "a\0.png", long, "circle.png")
    images, missing = find_images(vault, [asked])
    assert images == {}
    assert missing == tuple(
        MissingImage(note="biology/cell_division.md", line=12, reason=reason)
        for reason in (
            "image not found: gone.png",
            "image not found: folder.png",
            "not an image that can be embedded: note.md",
            "image cannot be read: a\0.png",
            f"image cannot be read: {long}",
            f"{CIRCLE}: circle.png",
        )
    )


def test_each_card_that_misses_an_image_is_reported(vault: Path) -> None:
    """One missing file is reported for every line that asks for it, and once for each."""
    asked = [replace(showing("gone.png"), line=line) for line in (3, 7, 7)]
    assert [one.line for one in find_images(vault, asked)[1]] == [3, 7]


def test_remote_images_are_neither_fetched_nor_reported(vault: Path) -> None:
    """An image on the web is simply left out."""
    asked = showing("https://x.example/a.png", "HTTP://x.example/a.png", "//x.example/a.png")
    assert find_images(vault, [asked]) == ({}, ())


def test_a_name_belongs_to_one_content() -> None:
    """The name of an image is made of the hash of its content and its extension."""
    image = Image(PNG, ".png")
    assert image.name == f"cuedeck-{hashlib.sha256(PNG).hexdigest()[:16]}.png"
    assert image.name == Image(PNG, ".png").name != Image(b"other", ".png").name


def test_a_page_can_hold_an_image_itself() -> None:
    """The address of an image holds its type and its whole content."""
    assert Image(b"<svg/>", ".svg").uri == "data:image/svg+xml;base64,PHN2Zy8+"


def test_sources_are_listed_once_and_unescaped() -> None:
    """Sources come in the order of the HTML, as paths."""
    html = '<p><img alt="x" src="a &amp; b.png"></p><img src="c.png"/><img src="a &amp; b.png"><img alt="none">'
    assert sources(html) == ("a & b.png", "c.png")


def test_embedding_changes_the_source_and_nothing_else() -> None:
    """Other attributes and all other HTML stay as they are."""
    html = '<p title="a > b">x</p><img src="a &amp; b.png" alt="1 > 0 &quot;" width="300">'
    embedded = embed(html, {"a & b.png": "data:x"})
    assert embedded == '<p title="a > b">x</p><img src="data:x" alt="1 > 0 &quot;" width="300">'


def test_an_image_without_address_gives_way_to_its_alternative_text() -> None:
    """The text in its place is escaped anew: it comes out of an attribute."""
    html = 'A <img src="gone.png" alt="<b> &amp; &quot;c&quot;">, <img src="x.png">.'
    assert embed(html, {}) == 'A &lt;b&gt; &amp; "c", .'


def test_an_image_named_in_an_attribute_is_no_image() -> None:
    """A tag is read whole, so that text in its attributes is never taken for a tag."""
    html = '<a title="<img src=\'a.png\'>" href="#">a</a> <b title="<img ">b</b><imgx src="a.png">'
    assert sources(html) == ()
    assert embed(html, {"a.png": "data:x"}) == html


def test_an_image_lies_where_its_note_says(vault: Path) -> None:
    """A path counts from the note's folder, as Markdown has it; a name alone is found anywhere in the vault."""
    beside = Text((Span("", Form.IMAGE, target="img/cell%2050%25.png"), Span("", Form.IMAGE, target="../pasted.png")))
    (vault / "notes" / "img").mkdir(parents=True)
    (vault / "notes" / "img" / "cell 50%.png").write_bytes(b"beside")
    (vault / "attachments").mkdir()
    (vault / "attachments" / "pasted.png").write_bytes(b"pasted")
    images, missing = find_images(vault, [replace(card(), answer=render(beside, "notes"))])
    assert images == {"notes/img/cell 50%.png": Image(b"beside", ".png"), "pasted.png": Image(b"pasted", ".png")}
    assert missing == ()


def test_the_vault_is_walked_once_for_all_that_is_missing(vault: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many images lie elsewhere, or nowhere; where all lie at their paths it is not walked at all."""
    walks: list[Path] = []

    def walk(folder: Path) -> Iterator[tuple[str, list[str], list[str]]]:
        walks.append(folder)
        return ((str(parent), folders, names) for parent, folders, names in WALK(folder))

    monkeypatch.setattr("os.walk", walk)
    assert find_images(vault, [showing("img/cell 50%.png")])[1] == ()
    assert walks == []
    images, missing = find_images(vault, [showing("cell 50%.png", *(f"bee {number}.png" for number in range(9)))])
    assert (list(images), len(missing), len(walks)) == (["cell 50%.png"], 9, 1)


@pytest.mark.parametrize(
    "markdown",
    [
        r"![](img\cell 50%.png)",
        r"![[img\cell 50%.png]]",
        "![](/img/cell%2050%25.png)",
        "![](<img/cell 50%.png>)",
        "![](img/cell%2050%25.png =300x200)",
        "![](img/cell%2050%25.png){width=50%}",
        '![](img/cell 50%.png "A cell")',
        "![[cell 50%.png|a cell|300]]",
        '<img width="40" src="img/cell 50%.png">',
        "![](img/cell%2050%25.png?raw=true)",
    ],
)
def test_a_path_is_read_however_it_is_written(markdown: str, vault: Path) -> None:
    """Backslashes, blanks, percent signs, sizes and a leading slash are no hindrance."""
    (paragraph,) = blocks(prepare(f"A cell: {markdown}"))
    assert isinstance(paragraph, Paragraph)
    images, missing = find_images(vault, [replace(card(), answer=render(paragraph.text))])
    assert (list(images.values()), missing) == ([Image(PNG, ".png")], ())


def test_an_image_in_the_note_itself_is_kept(vault: Path) -> None:
    """Of other data, and of files elsewhere, it is told that they are not shown."""
    inside = f"data:image/png;base64,{base64.b64encode(PNG).decode()}"
    images, missing = find_images(vault, [showing(inside, "data:text/html;base64,YQ==", "file:///C:/fig.png")])
    assert images == {inside: Image(PNG, ".png")}
    assert [one.reason for one in missing] == [
        "not an image that can be embedded: an address that begins with data:",
        "image outside the vault: file:///C:/fig.png",
    ]
