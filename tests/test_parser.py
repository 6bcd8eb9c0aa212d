"""Parses are the same however they come about, and nothing is loaded before a sentence needs it."""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from cuedeck.decks.app.pipeline import collect
from cuedeck.extract.parser.model import MODEL
from cuedeck.extract.parser.model.embedding import Embedding, embedding
from cuedeck.extract.parser.model.endings import endings
from cuedeck.extract.parser.model.loading import load
from cuedeck.extract.parser.model.model import Model
from cuedeck.extract.parser.parse import Parse
from cuedeck.extract.parser.parser import Parser
from cuedeck.extract.text.capitals import _FIRST_WORD, _RUN_TOGETHER, _told_by
from cuedeck.notes.vault import Vault
from tests.vaults import sea

SENTENCES = (
    "The keel keeps the boat upright, and a heavier one makes it slower.",
    "Let's say there are three knots that you ain't gonna tie in the dark.",
    "  Ropes\twere made\n of hemp , which rotted.",
    "C'mon, y'all gotta see the 2nd U.S. lighthouse — it's 30 m high.",
    "The mill converts raw grain into flour.",
    "Its plan involved two ships and seven months at sea.",
    "Nothin' floats better than cork; he'd better've known.",
    "anchors",
    "stow the anchor",
    "1",
)


def told(parse: Parse) -> list[tuple[str, str, str, str, int]]:
    """List what a parse says of its tokens."""
    return [(token.text, token.lemma, token.tag, token.dep, token.head) for token in parse.tokens]


@pytest.fixture(scope="module")
def model() -> Model:
    """Load the model once."""
    return Model()


def test_remembered_endings_are_those_of_the_whole_pipeline(model: Model) -> None:
    """Also in phrases of two words, of which the attribute ruler knows some."""
    whole = load(MODEL)
    for text in SENTENCES[:4] + SENTENCES[6:]:
        said = [(token.text, token.lemma_, token.tag_, token.dep_, token.head.i) for token in whole(text)]
        assert told(model.parses([text])[0]) == said


def test_vectors_of_tokens_are_those_of_the_network() -> None:
    """But for rounding, and also of sentences of one token, first and last in their batch."""
    pipeline = load(MODEL)
    tok2vec = pipeline.get_pipe("tok2vec")
    swift = embedding(tok2vec)  # type: ignore[arg-type]
    assert isinstance(swift, Embedding)
    docs = [pipeline.make_doc(text) for text in ("1", *SENTENCES, "anchors")]
    for own, whole in zip(swift.predict(docs), tok2vec.predict(docs), strict=True):  # type: ignore[attr-defined]
        assert own.shape == whole.shape
        assert abs(own - whole).max() < 1e-4


def test_what_is_expected_is_parsed_with_the_first_that_is_asked() -> None:
    """Once, and only then."""
    made: list[Sequence[str]] = []

    def parses(texts: Sequence[str]) -> list[Parse]:
        made.append(texts)
        return [Parse(text, ()) for text in texts]

    parser = Parser(parses=parses)
    parser.expect(["Ebb.", "Flood."])
    assert made == []
    for text in ("Slack.", "Flood.", "Ebb.", "Tide."):
        parser.parse(text)
    assert made == [["Ebb.", "Flood.", "Slack."], ["Tide."]]


def test_a_parse_does_not_depend_on_its_batch(model: Model) -> None:
    """Alone, among others, or in another order."""
    alone = [model.parses([text])[0] for text in SENTENCES]
    assert model.parses(SENTENCES) == alone
    assert model.parses(SENTENCES[::-1] * 12)[-len(SENTENCES) :] == alone[::-1]


def test_a_full_memory_is_emptied_and_forgets_nothing_that_counts(
    model: Model, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was remembered of words is told anew."""
    monkeypatch.setattr("cuedeck.extract.parser.model.embedding._MOST", 40)
    monkeypatch.setattr("cuedeck.extract.parser.model.endings._MOST", 10)
    small = Model()
    assert [small.parses([text])[0] for text in SENTENCES * 2] == model.parses(SENTENCES * 2)


def test_a_pipeline_of_another_kind_runs_as_it_is(tmp_path: Path, model: Model) -> None:
    """Here one whose ruler looks at words next to each other in a way of its own."""
    assert endings(load(MODEL)) is not None
    pipeline = load(MODEL)
    ruler = pipeline.get_pipe("attribute_ruler")
    ruler.add([[{"ORTH": "keel"}]], {"LEMMA": "spine"})  # type: ignore[attr-defined]
    assert endings(pipeline) is None
    pipeline.to_disk(tmp_path / "own")
    own = told(Model(str(tmp_path / "own")).parses(SENTENCES[:1])[0])
    known = told(model.parses(SENTENCES[:1])[0])
    assert own == [known[0], ("keel", "spine", *known[1][2:]), *known[2:]]


def test_parses_that_are_remembered_are_not_made_again() -> None:
    """What was asked of one note serves its next reading, in which only new sentences are parsed."""
    made: list[str] = []

    def parses(texts: Sequence[str]) -> list[Parse]:
        made.extend(texts)
        return [Parse(text, ()) for text in texts]

    parser = Parser(parses=parses)
    parser.read(["Ebb.", "Flood.", " ", "x" * 700])
    kept = dict(parser.asked)
    parser.forget()
    assert (list(kept), dict(parser.asked)) == (["Ebb.", "Flood."], {})
    parser.remember(kept)
    assert parser.parse("Flood.") == kept["Flood."]
    parser.read(["Flood.", "Slack."])
    assert made == ["Ebb.", "Flood.", "Slack."]
    assert list(parser.asked) == ["Flood.", "Slack."]


def test_without_a_new_sentence_spacy_is_not_loaded() -> None:
    """Whether there is a model is told without it."""
    code = """
import sys
from cuedeck.extract.parser.parse import Parse
from cuedeck.extract.parser.parser import Parser
parser = Parser()
parser.remember({"Ebb.": Parse("Ebb.", ())})
assert parser.parse("Ebb.") is not None and parser.parse(" ") is None
assert not {"spacy", "thinc", "numpy"} & set(sys.modules)
"""
    subprocess.run([sys.executable, "-c", code], check=True)


def test_a_model_that_only_looks_like_one_costs_the_prose_alone(tmp_path: Path) -> None:
    """It is found out when the first sentence needs it."""
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "config.cfg").touch()
    vault = Vault.around(sea(tmp_path))
    config = type(vault.config)(model=str(tmp_path / "broken"))
    found = collect(vault.files(sea(tmp_path)), config)
    assert found.cards
    assert found.remarks == (
        f"the spaCy model `{tmp_path / 'broken'}` cannot be loaded: cards come from structure alone",
    )


def test_notes_are_parsed_together_and_fail_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A sentence that no parser can read costs the cards of its own note alone."""
    asked: list[list[str]] = []
    real = Model.parses

    def parses(model: Model, texts: Sequence[str]) -> list[Parse]:
        asked.append(list(texts))
        return real(model, texts)

    def fails(model: Model, texts: Sequence[str]) -> list[Parse]:
        if any("pole" in text for text in texts):
            raise ZeroDivisionError("poles")
        return parses(model, texts)

    vault = Vault.around(sea(tmp_path))
    monkeypatch.setattr(Model, "parses", parses)
    whole = collect(vault.files(vault.folder), vault.config)
    assert any({"bowline", "polaris", "spring tide"} <= set(texts) for texts in asked)
    monkeypatch.setattr(Model, "parses", fails)
    broken = collect(vault.files(vault.folder), vault.config)
    assert [card for card in whole.cards if "stars" not in card.note] == list(broken.cards)
    assert [(one.note, "ZeroDivisionError: poles" in one.reason) for one in broken.problems] == [("sky/stars.md", True)]


def test_the_first_tag_follows_from_the_first_words(model: Model) -> None:
    """So that no more of a sentence is parsed where nothing else is asked of it."""
    for text in SENTENCES:
        whole, part = model.parses([text, _told_by(text)])
        assert told(part)[0][:3] == told(whole)[0][:3]


def test_words_that_the_parser_splits_are_known() -> None:
    """Or else a first word that it takes for two would be taken for the word it looks like."""
    rules: dict[str, list[dict[int, str]]] = load(MODEL).tokenizer.rules  # type: ignore[union-attr]
    split = [word for word, parts in rules.items() if len(parts) > 1 and _FIRST_WORD.fullmatch(word)]
    assert "Cannot" in split
    assert [word for word in split if not _RUN_TOGETHER.fullmatch(word.lower())] == []
