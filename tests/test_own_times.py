"""Promises of cues: a time is a card's own where it stands in what the card tells, and else is told to be borrowed."""

from pathlib import Path

import pytest

from cuedeck.decks.app.pipeline import collect
from cuedeck.notes.vault import Vault
from tests.vaults import write

_TABLE = "| Part | Function | Time |\n|---|---|---|\n"
_TYPES = "There are three types of cells:\n\n"

OWN = {
    "a sentence": "Osmosis is the movement of water. [1:00]",
    "a line behind its time": "[0:50] Lysis ends cells.\n[1:00] Osmosis is the movement of water.",
    "a sentence behind its time": "[0:50] Lysis ends cells. [1:00] Osmosis is the movement of water.",
    "a term": "**Osmosis** [1:00]: the movement of water",
    "a sentence behind a term": "- [1:00] **Osmosis**: It is driven by differences of salt.",
    "a term and what it means": "Osmosis [1:00]\n: The movement of water",
    "a callout": "> [!info] Osmosis [1:00]\n> The movement of water",
    "a heading that asks": "## What is osmosis? [1:00]\n\nMovement of water across a membrane.",
    "a row that is named with it": f"{_TABLE}| Ribosome [1:00] | builds proteins from acids | |",
    "a row that ends in it": (
        f"{_TABLE}| Vacuole | stores water for the cell | [0:50] |\n| Ribosome | builds proteins from acids | [1:00] |"
    ),
    "a list": f"{_TYPES}- Blood cells\n- Nerve cells [1:00]\n- Bone cells [1:10]",
    "a list with times below its entries": (
        f"{_TYPES}- Blood cells\n  - carry oxygen [1:00]\n- Nerve cells\n  - fire [1:10]\n- Bone cells"
    ),
    "headings": (
        "## Types of cells\n\n### 1. Blood cells\n\n- Red [1:00]\n\n### 2. Nerve cells\n\nThey fire. [1:10]\n\n### 3. Bone cells\n\nHard."
    ),
    "a question and its answer": "Q: What is osmosis?\nA: Movement of water [1:00]",
    "a marked question": "What is osmosis? [1:00]\n?\nMovement of water",
    "an answer below a card": "- What is osmosis? #card\n  - Movement of water [1:00]",
    "a fold": "<details><summary>What is osmosis? [1:00]</summary>Movement of water</details>",
    "a gap": "The {{c1::ribosome}} builds proteins. [1:00]",
}
BORROWED = {
    "from the sentence before": "Lysis ends cells. [1:00] Osmosis is the movement of water.",
    "from the end of the paragraph": "Osmosis is the movement of water. Lysis ends cells. [1:00]",
    "from the section above": "## Lysis\n\nCells end. [1:00]\n\n## Water\n\nOsmosis is the movement of water.",
    "from a heading": "## Water [1:00]\n\nOsmosis is the movement of water.",
    "from the row above": f"{_TABLE}| Vacuole | | [1:00] |\n| Ribosome | builds proteins from acids | |",
    "from the cell before": f"{_TABLE}| Ribosome | builds proteins from acids [1:00] | about a minute |",
    "from the entry above": "- **Lysis** [1:00]\n- **Osmosis**: the movement of water",
    "from a list above": "- Cells end [1:00]\n\n**Osmosis**: the movement of water",
    "from what stands above a table": f"See here [1:00]:\n\n{_TABLE}| Ribosome | builds proteins from acids | |",
    "from what stands above a list": f"[1:00] {_TYPES}- Blood cells\n- Nerve cells\n- Bone cells",
    "from what stands above a question": "Cells end. [1:00]\n\nQ: What is osmosis?\nA: Movement of water",
    "from what stands above a gap": "Cells end. [1:00]\n\nThe {{c1::ribosome}} builds proteins.",
    "from a block for times": "```timestamp\n1:00\n```\n\nOsmosis is the movement of water.",
}


def last_time(folder: Path, body: str) -> tuple[int, bool]:
    """Give the second of a note's last card, and whether it is borrowed."""
    notes = write(folder / "notes", {"cells/cells.md": f"---\ntitle: Cells\nvideoId: abcdefghijk\n---\n{body}\n"})
    around = Vault.around(notes)
    cue = collect(around.files(notes), around.config).cards[-1].cue
    assert cue is not None
    return cue.seconds, cue.inherited


@pytest.mark.parametrize("body", OWN.values(), ids=OWN)
def test_a_time_in_what_a_card_tells_is_its_own(tmp_path: Path, body: str) -> None:
    """In its sentence, its row, its heading, its question or answer, or inside its enumeration."""
    assert last_time(tmp_path, body) == (60, False)


@pytest.mark.parametrize("body", BORROWED.values(), ids=BORROWED)
def test_a_time_from_elsewhere_is_told_to_be_borrowed(tmp_path: Path, body: str) -> None:
    """Wherever it was found."""
    assert last_time(tmp_path, body) == (60, True)
