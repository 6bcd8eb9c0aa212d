"""The language of notes and decks, which pages speak too."""

from pathlib import Path

import pytest

from cuedeck.decks.app.pipeline import collect
from cuedeck.extract.text.language_id import language_of
from cuedeck.notes.config import Config
from cuedeck.notes.note import Problem
from cuedeck.notes.reader import read
from cuedeck.notes.vault import Vault
from tests.vaults import KNOTS, write

TEXTS = {
    "de": "Die Zelle ist die kleinste Einheit des Lebens. Sie wird von einer Membran umgeben und nimmt mit ihr Stoffe auf. "
    "Im Kern liegen die Chromosomen, auf denen die Anlagen eines Wesens stehen.",
    "en": "The cell is the smallest unit of life. It is surrounded by a membrane, and takes in matter through it. "
    "In the nucleus lie the chromosomes, on which the traits of a being are written.",
    "es": "La célula es la unidad más pequeña de la vida. Está rodeada por una membrana y toma con ella las sustancias. "
    "En el núcleo se hallan los cromosomas, en los que están escritos los rasgos de un ser.",
    "fr": "La cellule est la plus petite unité de la vie. Elle est entourée par une membrane et prend avec elle les matières. "
    "Dans le noyau se trouvent les chromosomes, sur lesquels sont écrits les traits de un être.",
    "it": "La cellula è la più piccola unità della vita. È circondata da una membrana e con essa prende le sostanze. "
    "Nel nucleo si trovano i cromosomi, su cui sono scritti i tratti di un essere.",
    "pt": "A célula é a menor unidade da vida. É cercada por uma membrana e com ela toma as substâncias de que precisa. "
    "No núcleo ficam os cromossomos, em que estão escritos os traços de um ser.",
    None: "细胞是生命的最小单位。 Komórka jest najmniejszą jednostką życia. Otacza ją błona, przez którą pobiera ona "
    "substancje. W jądrze leżą chromosomy, na których zapisane są cechy istoty żywej, oraz wiele innych rzeczy, o których "
    "tutaj nie mówimy.",
}
GERMAN = f"""# Zelle

{TEXTS["de"]}

- **Membran:** Die Hülle, die das Innere der Zelle von außen trennt.
- **Chromosom:** Der Faden, auf dem die Anlagen eines Wesens stehen.
- **Kern:** Der Ort, an dem die Chromosomen liegen.
"""


@pytest.mark.parametrize("code", TEXTS)
def test_the_language_of_a_note_is_told_by_its_words(tmp_path: Path, code: str | None) -> None:
    """Languages that are alike are told apart; of an unknown one nothing is claimed."""
    file = tmp_path / "note.md"
    file.write_text(TEXTS[code], "utf-8")
    note = read(file, path="note.md", deck="a", config=Config())
    assert not isinstance(note, Problem)
    assert language_of(note) == code


@pytest.mark.parametrize(("settings", "language"), [("", "de"), ("language: fr", "fr")])
def test_each_note_has_its_language(tmp_path: Path, settings: str, language: str) -> None:
    """Its words decide, and the settings above them."""
    notes = {"cuedeck.yaml": settings, "bio/zelle.md": GERMAN, "sea/knots.md": KNOTS}
    vault = Vault.around(write(tmp_path, notes))
    found = collect(vault.files(tmp_path), vault.config)
    assert found.languages["bio/zelle.md"] == language
    assert found.languages["sea/knots.md"] == ("en" if not settings else language)


def test_formulas_are_in_no_language(tmp_path: Path) -> None:
    """The commands of a formula are no English words, however many there are."""
    formula = r"$\\textcolor{orange}{\\frac{a}{b} \\text{for all a in the set and b not in it}}$"
    text = " ".join(f"La funzione è crescente se {formula} in un punto." for _ in range(6))
    note = read(write(tmp_path, {"n.md": text}) / "n.md", path="n.md", deck="n", config=Config())

    assert not isinstance(note, Problem)
    assert language_of(note) == "it"
