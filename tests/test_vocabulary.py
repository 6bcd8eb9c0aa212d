"""Vocabulary: what stands around two words, in which deck they are, and what belongs together."""

from pathlib import Path

import pytest

from cuedeck.cards.card import Card, Tier
from cuedeck.cards.duplicates import told_apart
from cuedeck.cards.making import made
from cuedeck.extract.extraction import Extraction, extract
from cuedeck.extract.parser.parser import NoParser
from cuedeck.notes.config import Config, note_settings, read
from cuedeck.notes.note import Note
from cuedeck.notes.reader import read_text
from cuedeck.notes.settings import SettingError
from cuedeck.notes.vocabulary import Ways


def noted(text: str, config: Config | None = None) -> Note:
    """Read a note."""
    note = read_text(text, path="Course/Unit 1.md", deck="Course", config=config or Config())
    assert isinstance(note, Note)
    return note


def found(text: str) -> Extraction:
    """What is found in a note."""
    return extract(noted(text), NoParser())


def cards(text: str) -> tuple[Card, ...]:
    """The cards of a note as its deck has them."""
    note = noted(text)
    kept, _ = told_apart(made(note, extract(note, NoParser()).drafts))
    return kept


def test_the_context_ends_in_the_direction() -> None:
    """By the names of the columns, the articles of the words, or what one side is."""
    table = "# Trip\n\n| English | Deutsch |\n|---|---|\n| train | der Zug |\n"
    assert [one.context[-1] for one in cards(table)] == ["English → Deutsch", "Deutsch → English"]
    words = "# Trip\n\n- der Zug = the train\n- die Bahn = the railway\n- das Gleis = the platform\n"
    assert [one.context[-1] for one in cards(words)[:2]] == ["Deutsch → English", "English → Deutsch"]
    half = "# Vokabeln\n\n- der Zug = train\n- die Bahn = railway\n"
    assert [one.context[-1] for one in cards(half)[:2]] == ["Deutsch →", "→ Deutsch"]


def test_both_directions_rest_on_one_statement() -> None:
    """So that they are known to be of one fact, with its time."""
    there, back = found("# Vokabeln\n\n- gehen = to go [00:00:05]\n- und = and [00:00:09]\n").drafts[:2]
    assert there.statement is back.statement
    assert there.key != back.key


def test_vocabulary_is_sure() -> None:
    """Both sides are the writer's own, side by side."""
    drafts = found("# Vokabeln\n\ngehen = to go\nund = and\n").drafts
    assert [one.tier for one in drafts] == [Tier.SURE] * 4


def test_words_that_differ_by_little_all_stay() -> None:
    """No word is taken for another one with nearly its letters, or for one that means the same."""
    found_cards = cards(
        "# Vokabeln\n\n- der See = lake\n- die See = sea\n- ein See = a lake\n- this = dies\n- that = das\n"
    )
    assert len(found_cards) == 10


def test_what_is_no_side_is_told() -> None:
    """With the reason: a column of examples, a line that is no pair, a table of a verb that nothing names."""
    table = "# Unit 1\n\n| Word | Translation | Example |\n|---|---|---|\n| Zug | train | Der Zug kommt. |\n"
    assert "its column is no side of the words of its table" in {one.reason for one in found(table).silent}
    lines = "# Vokabeln\n\n" + "".join(f"- Wort {n} = word {n}\n" for n in "abcd") + "- learn this\n"
    assert "its line is no pair of words" in {one.reason for one in found(lines).silent}
    verb = "# A very long title that is no verb\n\n| | ich | du |\n|---|---|---|\n| | gehe | gehst |\n"
    silent = extract(noted(verb.replace("# ", "---\ntitle: One more very long title\n---\n# ")), NoParser()).silent
    assert "nothing above its table names the verb" in {one.reason for one in silent}


@pytest.mark.parametrize(
    ("text", "ways"), [("", Ways.BOTH), ("vocabulary: Forward", Ways.FORWARD), ("vocabulary: off", Ways.OFF)]
)
def test_a_vault_says_which_way_is_asked(tmp_path: Path, text: str, ways: Ways) -> None:
    """Both, unless it says otherwise; that alone makes no list vocabulary."""
    (tmp_path / "cuedeck.yaml").write_text(text, "utf-8")
    note = noted("# Week\n\n- casa = house\n- gato = cat\n- perro = dog\n", read(tmp_path))
    assert note.vocabulary is ways
    assert not extract(note, NoParser()).drafts


def test_a_note_says_so_for_itself() -> None:
    """On top of its vault, with a reason where it cannot be understood."""
    assert note_settings({"vocabulary": "on"}, Config(vocabulary=Ways.OFF)).vocabulary is Ways.BOTH
    with pytest.raises(SettingError, match="`vocabulary` takes `both`, `forward`, `backward` or `off`"):
        note_settings({"vocabulary": "sideways"}, Config())
    with pytest.raises(SettingError, match="did you mean `vocabulary`"):
        note_settings({"vocabular": "on"}, Config())
