"""Promises of what is printed: words are shown, and nothing in them moves the terminal."""

import json
from pathlib import Path

import pytest

from tests.vaults import run, write

ESCAPES = {
    "title": "\x1b]0;bees\x07",
    "clear": "\x1b[2J",
    "clipboard": "\x1b]52;c;YmVlcw==\x07",
    "C1": "\x9b2J",
    "return": "bees\rants",
    "delete": "a\x7f",
}
NOTE = "# Bees\n\n- **Bee {}:** An insect that dances to tell the way.\n"


@pytest.mark.parametrize("escape", ESCAPES.values(), ids=ESCAPES)
@pytest.mark.parametrize("options", [(), ("--json",)])
def test_escape_sequences_of_notes_are_spelt_out(
    options: tuple[str, ...], escape: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """In text as in JSON, which says the same as before."""
    vault = write(tmp_path, {"bees.md": NOTE.format(f"x{escape}x")})
    run("cards", vault, "--all", *options)
    out, err = capsys.readouterr()
    assert all(sign == "\n" or sign.isprintable() for sign in out + err)
    if options:
        assert all(json.loads(line) for line in out.splitlines())


def test_names_of_files_are_spelt_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A path is no command either."""
    write(tmp_path, {"a\x1b[2Jb.md": "---\nnever closed: [\n---\n"})
    run("check", tmp_path)
    out, err = capsys.readouterr()
    assert "a\\u001b[2Jb.md:" in out + err
    assert "\x1b" not in out + err
