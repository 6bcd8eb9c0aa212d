"""Notes on the parts of a ship, for a model to write cards on, and the file that these go into."""

import json
from pathlib import Path

from tests.model_server import ModelServer
from tests.vaults import run, write

FILE = Path("decks/sea.written.jsonl")
VARIABLES = ("CUEDECK_WRITE_ADDRESS", "CUEDECK_WRITE_MODEL", "CUEDECK_WRITE_KEY")
PARTS = {
    "keel": "the beam along the bottom of a ship that holds it upright",
    "rudder": "the blade at the stern that turns the whole ship",
    "mast": "the tall pole that carries the sails of a ship",
    "anchor": "the heavy iron that holds a ship to the ground",
    "capstan": "the drum that winds up the cable of an anchor",
    "galley": "the room in which the meals of a crew are cooked",
}


def sentence(part: str) -> str:
    """What the notes say on a part of a ship."""
    return f"The {part} is {PARTS[part]}."


def section(parts: str) -> str:
    """What the notes say on some of them."""
    return " ".join(map(sentence, parts.split()))


def vault(*sections: str) -> None:
    """Write a note on each of some parts; their texts stand on line 3."""
    notes = {f"sea/{number}.md": f"# Parts of a ship\n\n{section(parts)}\n" for number, parts in enumerate(sections, 1)}
    write(Path("vault"), {"cuedeck.yaml": "", **notes})


def book(*sections: str) -> None:
    """Write one note with a section on each of some parts; their texts stand on the lines 5, 9, 13 and so on."""
    texts = (f"\n## Part {number}\n\n{section(parts)}\n" for number, parts in enumerate(sections, 1))
    write(Path("vault"), {"cuedeck.yaml": "", "sea/ship.md": f"# Parts of a ship\n{''.join(texts)}"})


def chapter(number: int, parts: str) -> str:
    """A section of such a note as a model is shown it."""
    return f"## Part {number}\n{section(parts)}"


def ask(server: ModelServer, *options: object) -> int:
    """Ask a server about the vault, and take what it writes."""
    return ask_and_read(server, "--trust", *options)


def ask_and_read(server: ModelServer, *options: object) -> int:
    """Ask a server about the vault, and have it read what it wrote."""
    return run("write", "vault", "--address", server.address, "--model", "m", *options)


def rows(file: Path = FILE) -> list[dict[str, object]]:
    """Read a file of written cards."""
    return [json.loads(line) for line in file.read_text("utf-8").splitlines()]


def questions(file: Path = FILE) -> list[str]:
    """Read the questions of such a file, and `asked` for each line that tells what was asked."""
    return [str(row.get("question", "asked")) for row in rows(file)]


def on(parts: str) -> list[str]:
    """The lines that a good reply to a section leaves."""
    return ["asked", *(f"What is the {part}?" for part in parts.split())]


def far_address(server: ModelServer) -> str:
    """An address that leads to a server on this machine, and does not say so."""
    return f"http://{server.host.replace('127.0.0.1', '0.0.0.0')}"  # noqa: S104 - connected to, not bound
