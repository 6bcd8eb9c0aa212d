"""What `cuedeck write` sends of notes, and that no other command reaches the network."""

import shutil
from pathlib import Path

import pytest

from tests.model_server import ModelServer
from tests.network import shut
from tests.ships import ask, sentence, vault
from tests.vaults import printed, run, write

pytestmark = pytest.mark.usefixtures("a_writer_of_no_settings")


# --- what is sent ---


HIDDEN = f"""\
---
title: Parts of a ship
videoId: dQw4w9WgXcQ
diary: front-matter
tags: [front-tag]
---
## Hull

{sentence("keel")} [01:10]
<!-- in-a-comment -->
![alt-text](https://images.example/picture.png) <img src="https://images.example/tag.png" alt="tag-alt"> ![[embedded.png]]
A [link](https://links.example/target) leads to a harbour in the north.

## Diary <!-- cuedeck: skip -->

{sentence("mast")} This is skipped-words.

### Below the diary

{sentence("anchor")} This is below-skipped.

## References

- https://references.example is a page with words on ships and on harbours.
"""
SKIPPED = f"---\ncuedeck: {{skip: true}}\n---\n# Mine\n\n{sentence('capstan')} This is skipped-note.\n"
SECRETS = (
    "dQw4w9WgXcQ front-matter front-tag 01:10 in-a-comment alt-text picture.png tag.png tag-alt embedded.png "
    "links.example Diary mast skipped-words Below anchor below-skipped references.example capstan skipped-note galley"
).split()


def test_what_a_writer_keeps_back_is_never_sent(server: ModelServer) -> None:
    """Skipped sections and notes, front matter, comments, pictures, addresses and times; nor notes that are left out."""
    notes = {"sea/ship.md": HIDDEN, "sea/mine.md": SKIPPED, "private/galley.md": sentence("galley")}
    write(Path("vault"), {"cuedeck.yaml": "exclude: private\n", **notes})
    assert ask(server) == 0
    (heard,) = server.heard
    assert heard.section == f"## Hull\n{sentence('keel')}\nA link leads to a harbour in the north."
    assert [secret for secret in SECRETS if secret in heard.text] == []


# --- no other command ---


ILLUSTRATED = """\
# Stars over the mast

![A star](https://images.example/star.png) <img src="http://images.example/two.png">

- **Polaris:** The star that stands almost still above the north pole. ![](https://images.example/three.png)
- **Vega:** The brightest star of summer, seen at [its page](https://links.example/vega). [01:10]
"""
COMMANDS = {
    "build": ("build", "vault"),
    "plan": ("plan", "vault"),
    "cards": ("cards", "vault", "-o", "decks", "--all"),
    "check": ("check", "vault"),
    "sheet": ("sheet", "vault", "--layout", "quiz"),
    "drop": ("drop", "GUID", "--notes", "vault"),
    "keep": ("keep", "GUID", "--notes", "vault"),
    "adopt": ("adopt", "old.apkg", "vault", "-o", "adopted"),
}


@pytest.fixture
def illustrated(server: ModelServer, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> str:
    """A vault with pictures from elsewhere, built before with written cards, and a server that is named; a card's guid."""
    vault("keel")
    write(Path("vault"), {"sea/stars.md": ILLUSTRATED})
    assert ask(server) == 0
    assert run("build", "vault") == 0
    shutil.copy("decks/sea.apkg", "old.apkg")
    monkeypatch.setenv("CUEDECK_WRITE_ADDRESS", server.address)
    monkeypatch.setenv("CUEDECK_WRITE_MODEL", "m")
    capsys.readouterr()
    run("cards", "vault", "-o", "decks", "--json")
    return str(printed(capsys)[0]["guid"])


@pytest.mark.parametrize("command", COMMANDS)
def test_no_other_command_opens_a_socket(illustrated: str, command: str) -> None:
    """Whatever pictures and links the notes hold."""
    with shut():
        assert run(*(illustrated if part == "GUID" else part for part in COMMANDS[command])) == 0


@pytest.mark.parametrize("command", COMMANDS)
def test_no_other_command_can_be_made_to_open_one(
    illustrated: str, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    """A vault that names an address is refused."""
    write(Path("vault"), {"cuedeck.yaml": "address: http://192.0.2.1:9\nmodel_address: http://192.0.2.1:9\n"})
    for ledger in Path("decks").glob("*.ledger.jsonl"):
        ledger.unlink()  # so that `drop` and `keep` must look into the vault
    with shut():
        assert run(*(illustrated if part == "GUID" else part for part in COMMANDS[command])) == 2
    assert "cuedeck.yaml:1: unknown key `address`" in capsys.readouterr().err


def test_a_socket_would_be_noticed(server: ModelServer) -> None:
    """The tests above can fail."""
    vault("keel")
    with pytest.raises(AssertionError, match=r"socket\."), shut():
        ask(server)
    assert not server.heard
