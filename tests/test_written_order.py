"""Written cards among those of rules: in reading order, also within a line."""

from pathlib import Path

from cuedeck.cards.written import Written, dump
from cuedeck.decks.app.showing import shown
from tests.vaults import write

SOUND = """# Sound

Sound is a pressure wave that travels through matter. It needs a medium to spread. Echoes are sounds that return.

**Pitch:** how high a tone is
"""


def card(quote: str, question: str) -> Written:
    """A card on a sentence."""
    return Written(note="sound/waves.md", quote=quote, question=question, answer="Matter", by="you")


def questions(folder: Path, *cards: Written) -> list[str]:
    """The questions of all cards, in their order."""
    vault = write(folder / "vault", {"cuedeck.yaml": "", "sound/waves.md": SOUND})
    out = folder / "decks"
    out.mkdir(exist_ok=True)
    (out / "sound.written.jsonl").write_text(dump(cards), "utf-8")
    return [one.question.plain for one in shown(vault, out, every=True).cards]


def test_a_written_card_stands_where_its_sentence_does(tmp_path: Path) -> None:
    """Behind what rules made of sentences before it, before what they made of its own; rules keep their order."""
    alone = questions(tmp_path)
    assert [alone[0], alone[2]] == ["What is sound?", "What does sound need?"]
    own = [
        card("Echoes are sounds that return", "What returns?"),
        card("It needs a medium to spread.", "What must be there?"),
        card("Sound is a pressure wave that travels through matter.", "What travels through matter?"),
        card("**Pitch:** how high a tone is", "What is high or low?"),
    ]
    both = questions(tmp_path, *own)
    assert [one for one in both if one in alone] == alone
    line = ["What travels through matter?", *alone[:2], "What must be there?", "What does sound need?"]
    assert both[:5] == line
    assert both.index("What returns?") < both.index("What is high or low?") < both.index("What is meant by “Pitch”?")
