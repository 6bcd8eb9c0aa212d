"""What stands over all decks: the page that leads to them, and the package that holds them all."""

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cuedeck.decks.anki.apkg_reader import packaged
from tests.browser import visit
from tests.vaults import BROKEN, KNOTS, STARS, TIDES, run, sea, state, write

if TYPE_CHECKING:
    from playwright.sync_api import Browser

INDEX = "index.html"


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """A folder for decks that is not there yet."""
    return tmp_path / "out"


def listed(out: Path) -> dict[str, str]:
    """What the overview says of each deck's size, by the address of its page."""
    found = re.findall(
        r'<a href="(.*?)"[^>]*>.*?</a> <span class="size">(.*?)</span>', (out / INDEX).read_text("utf-8")
    )
    return dict(found)


# --- the page ---


def test_one_page_leads_to_all_decks(tmp_path: Path, out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With the size of each and of all, under the name of the vault; the build tells of it."""
    assert run("build", sea(tmp_path), "-o", out) == 0
    assert f"all decks: {out / INDEX}" in capsys.readouterr().out
    html = (out / INDEX).read_text("utf-8")
    assert '<h1 dir="auto">vault</h1>' in html
    sizes = listed(out)
    assert list(sizes) == ["./sea.html", "./sky.html"]
    assert [sizes["./sea.html"].partition(" from ")[2], sizes["./sky.html"]] == ["2 notes.", "1 card from 1 note."]
    total = sum(int(size.split()[0]) for size in sizes.values())
    assert f'<p class="lead">{total} cards from 3 notes.</p>' in html


def test_a_root_deck_and_the_language_of_pages_are_kept(tmp_path: Path, out: Path) -> None:
    """The page is named after the root deck, and speaks as all pages do."""
    run("build", write(sea(tmp_path), {"cuedeck.yaml": "deck: Harbour <1>\ninterface: de\n"}), "-o", out)
    html = (out / INDEX).read_text("utf-8")
    assert '<h1 dir="auto">Harbour &lt;1&gt;</h1>' in html
    assert '<html lang="de">' in html
    assert listed(out)["./sky.html"] == "1 Karte aus 1 Notiz."


def test_a_single_deck_needs_no_overview(tmp_path: Path, out: Path) -> None:
    """There is nothing to choose from."""
    run("build", write(tmp_path / "vault", {"sky/stars.md": STARS}), "-o", out)
    assert INDEX not in state(out)


def test_a_part_of_the_vault_leaves_other_decks_on_the_page(tmp_path: Path, out: Path) -> None:
    """They are known by their ledgers; what is built now is counted anew."""
    vault = sea(tmp_path)
    run("build", vault, "-o", out)
    before = listed(out)
    write(vault, {"sky/more.md": "- **Sirius:** The brightest star of the night.\n"})
    run("build", vault / "sky", "-o", out)
    assert listed(out) == before | {"./sky.html": "2 cards from 2 notes."}


def test_decks_that_go_leave_the_page_and_the_page_goes_with_the_last_but_one(tmp_path: Path, out: Path) -> None:
    """It leads to nothing that is not there."""
    vault = write(sea(tmp_path), {"ice/floe.md": "- **Floe:** A sheet of ice that drifts on the sea.\n"})
    run("build", vault, "-o", out)
    assert list(listed(out)) == ["./ice.html", "./sea.html", "./sky.html"]
    (vault / "ice" / "floe.md").unlink()
    run("build", vault, "-o", out, "--force")
    assert list(listed(out)) == ["./sea.html", "./sky.html"]
    (vault / "sky" / "stars.md").unlink()
    run("build", vault, "-o", out, "--force")
    assert INDEX not in state(out)


@pytest.mark.parametrize("text", ["", "<h1>My own page</h1>", "<p>made with cuedeck</p>"])
def test_a_page_of_somebody_else_stays(
    tmp_path: Path, out: Path, text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is neither overwritten nor removed, and that is said."""
    vault = sea(tmp_path)
    write(out, {INDEX: text})
    assert run("build", vault, "-o", out) == 0
    assert "index.html was not written by cuedeck and stays" in capsys.readouterr().err
    (vault / "sky" / "stars.md").unlink()
    run("build", vault, "-o", out, "--force")
    assert (out / INDEX).read_text("utf-8") == text


def test_a_link_that_leads_nowhere_stays(tmp_path: Path, out: Path) -> None:
    """Nothing is written where it points to."""
    out.mkdir()
    (out / INDEX).symlink_to(tmp_path / "elsewhere.html")
    run("build", sea(tmp_path), "-o", out)
    assert not (tmp_path / "elsewhere.html").exists()


@pytest.mark.parametrize("name", ["index", "Index"])
def test_a_deck_called_index_keeps_its_page(
    tmp_path: Path, out: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its page is the one of that name, also where an overview had it before."""
    vault = sea(tmp_path)
    run("build", vault, "-o", out)
    write(vault, {f"{name}/knots.md": KNOTS})
    capsys.readouterr()
    run("build", vault, "-o", out)
    assert "index.html is the page of one deck" in capsys.readouterr().err
    assert "bowline" in (out / f"{name}.html").read_text("utf-8")


def test_the_page_is_not_touched_where_nothing_changed(tmp_path: Path, out: Path) -> None:
    """Like all files, it keeps its time."""
    vault = sea(tmp_path)
    run("build", vault, "-o", out)
    before = (out / INDEX).stat().st_mtime_ns
    run("build", vault, "-o", out)
    assert (out / INDEX).stat().st_mtime_ns == before


def test_a_note_that_cannot_be_read_costs_no_deck_its_place(tmp_path: Path, out: Path) -> None:
    """Its deck stands with what the others give, or with what its page still shows."""
    assert run("build", write(sea(tmp_path), {"sea/broken.md": BROKEN}), "-o", out) == 1
    before = listed(out)
    assert list(before) == ["./sea.html", "./sky.html"]
    run("build", write(tmp_path / "vault", {"sky/stars.md": BROKEN}), "-o", out)
    assert listed(out) == before
    assert (out / "sky.html").exists()


def test_the_page_opens_each_deck(browser: "Browser", tmp_path: Path, out: Path) -> None:
    """Whatever signs its name holds; on a phone nothing is wider than the screen, and axe finds no fault."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    names = ["C# & 50 %", "Été", "a+b", "w" * 120]
    vault = write(tmp_path / "vault", {f"{name}/n.md": TIDES for name in names})
    run("build", vault, "-o", out)
    for scheme in ("light", "dark"):
        with browser.new_context(
            viewport={"width": 360, "height": 640}, color_scheme="dark" if scheme == "dark" else "light"
        ) as context:
            page, record = visit(context, (out / INDEX).read_text("utf-8"), out)
            assert page.evaluate("document.documentElement.scrollWidth") == 360
            assert axe.Axe().run(page).response["violations"] == []
            for name in names:
                page.get_by_role("link", name=name, exact=True).click()
                assert page.inner_text("h1") == name
                page.go_back()
            assert (record.remote, record.messages) == ([], [])


# --- the package ---


def guids(package: Path) -> set[str]:
    """The guids in a package."""
    return {one.entry.guid for one in packaged(package)}


def test_one_package_holds_all_decks(tmp_path: Path, out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Beside those of the decks, with the cards of all of them; scripts learn where it lies."""
    vault = sea(tmp_path)
    assert run("build", vault, "-o", out, "--single", "--json") == 0
    assert json.loads(capsys.readouterr().out)["single"] == str(out / "vault.apkg")
    assert guids(out / "vault.apkg") == guids(out / "sea.apkg") | guids(out / "sky.apkg")
    before = (out / "vault.apkg").read_bytes()
    (out / "vault.apkg").unlink()
    run("build", vault, "-o", out, "--single")
    assert (out / "vault.apkg").read_bytes() == before


def test_anki_knows_the_cards_of_one_package_from_the_others(tmp_path: Path, out: Path) -> None:
    """Whichever is imported first, the other adds nothing and moves nothing."""
    anki = pytest.importorskip("anki.collection", reason="the Anki backend is not installed: pip install anki")
    run("build", write(sea(tmp_path), {"cuedeck.yaml": "deck: Harbour\n"}), "-o", out, "--single")

    def decks(*files: str) -> list[tuple[str, str, int]]:
        """Guid, deck and place of each card, once these packages are imported."""
        collection = anki.Collection(str(tmp_path / f"{'-'.join(files)}.anki2"))
        for file in files:
            options = anki.ImportAnkiPackageOptions()
            request = anki.ImportAnkiPackageRequest(package_path=str(out / file), options=options)
            collection.import_anki_package(request)
        cards = [collection.get_card(number) for number in collection.find_cards("")]
        found = sorted((card.note().guid, collection.decks.name(card.did), card.due) for card in cards)
        collection.close()
        return found

    whole, parts = decks("Harbour.apkg"), decks("sea.apkg", "sky.apkg")
    assert len(whole) > 3
    assert {deck for _, deck, _ in whole} == {"Harbour::sea", "Harbour::sea::rope", "Harbour::sky"}
    assert [one[:2] for one in whole] == [one[:2] for one in parts]
    assert decks("Harbour.apkg", "sea.apkg", "sky.apkg") == whole
    assert decks("sea.apkg", "sky.apkg", "Harbour.apkg") == parts
    assert sorted(due for _, _, due in whole) == list(range(1, len(whole) + 1))


def test_it_takes_no_deck_s_place(tmp_path: Path, out: Path) -> None:
    """A vault's own deck has its name already; of one deck alone, its own package is the one."""
    vault = write(tmp_path / "harbour", {"knots.md": KNOTS})
    run("build", vault, "-o", out, "--single")
    assert set(state(out)) == {"harbour.apkg", "harbour.html", "harbour.ledger.jsonl"}
    write(vault, {"sky/stars.md": STARS})
    run("build", vault, "-o", out, "--single")
    assert guids(out / "harbour-all.apkg") == guids(out / "harbour.apkg") | guids(out / "sky.apkg")
    assert guids(out / "harbour.apkg").isdisjoint(guids(out / "sky.apkg"))


def test_a_part_of_the_notes_makes_no_package_of_all(
    tmp_path: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Decks would be missing from it: they are named, and nothing is written."""
    vault = sea(tmp_path)
    assert run("build", vault / "sky", "-o", out, "--single") == 2
    assert "leaves out sea; name all notes" in capsys.readouterr().err
    assert not out.exists()


def test_a_folder_that_holds_all_notes_is_no_part(tmp_path: Path, out: Path) -> None:
    """Where the settings lie above it, all decks are in it."""
    write(tmp_path, {"cuedeck.yaml": "deck: Mine\n", "notes/sky/stars.md": STARS, "notes/sea/tides.md": TIDES})
    assert run("build", tmp_path / "notes", "-o", out, "--single") == 0
    assert guids(out / "Mine.apkg") == guids(out / "notes.apkg")


def test_a_build_tells_of_a_package_that_it_leaves_behind(
    tmp_path: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Only where anything changed."""
    vault = sea(tmp_path)
    run("build", vault, "-o", out, "--single")
    before = (out / "vault.apkg").read_bytes()
    capsys.readouterr()
    run("build", vault, "-o", out)
    assert "left as it was" not in capsys.readouterr().err
    write(vault, {"sky/more.md": "- **Sirius:** The brightest star of the night.\n"})
    run("build", vault, "-o", out)
    assert "vault.apkg is left as it was; `cuedeck build --single` renews it" in capsys.readouterr().err
    assert (out / "vault.apkg").read_bytes() == before


def test_no_cards_make_no_package(tmp_path: Path, out: Path) -> None:
    """As they make no decks."""
    assert run("build", write(tmp_path / "vault", {"a.md": "# Nothing\n"}), "-o", out, "--single") == 1
    assert not list(out.glob("*.apkg"))


def test_lost_ledgers_of_all_decks_can_be_rebuilt_from_it(tmp_path: Path, out: Path) -> None:
    """Each with its own numbers, which begin anew in every deck."""
    vault = sea(tmp_path)
    run("build", vault, "-o", out, "--single")
    ledgers = {path: path.read_bytes() for path in out.glob("*.ledger.jsonl")}
    for path in ledgers:
        path.unlink()
    assert run("adopt", out / "vault.apkg", vault, "-o", out) == 0
    assert {path: path.read_bytes() for path in out.glob("*.ledger.jsonl")} == ledgers
