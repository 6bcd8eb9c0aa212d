"""Promises of a vault's settings."""

from pathlib import Path

import pytest

from cuedeck.notes import yaml_reader
from cuedeck.notes.config import KINDS, NAME, Config, ConfigError, Guard, Limits, NoteSettings, note_settings, read
from cuedeck.notes.study_settings import StudySettings


def written(folder: Path, text: str | bytes) -> Path:
    """Write the settings of a folder."""
    (folder / NAME).write_bytes(text.encode() if isinstance(text, str) else text)
    return folder


def test_no_file_means_defaults(tmp_path: Path) -> None:
    """Settings are never needed."""
    assert read(tmp_path) == Config()


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "deck:\nmodel: ''\n", "\ufeff"])
def test_an_empty_file_means_defaults(tmp_path: Path, text: str) -> None:
    """Comments and empty values set nothing."""
    assert read(written(tmp_path, text)) == Config()


def test_all_settings_are_read(tmp_path: Path) -> None:
    """Each key has its value; scalars stay as they are written."""
    text = """
deck: 007
exclude: [drafts, '*.tmp.md']
recording: https://m.example/{id}#t={seconds}
language: pt-BR
interface: de-AT
model: some_model
kinds: {term: off, cloze: No, qa: on}
limits: {question: 20, answer: 25, enumeration: 60, entries: 7}
tags: [sea, '#ships']
guard: {share: 0.5, least: 0}
study:
  desired_retention: 0.95
  learning_steps: [30s, 5m, 1d]
  relearning_steps: []
  new_cards: 5
  reviews: 100
  maximum_interval: 365
  day_starts: 0
"""
    assert read(written(tmp_path, text)) == Config(
        deck="007",
        exclude=("drafts", "*.tmp.md"),
        recording="https://m.example/{id}#t={seconds}",
        language="pt-br",
        interface="de",
        model="some_model",
        kinds=frozenset(KINDS) - {"term", "cloze"},
        limits=Limits(question=20, answer=25, enumeration=60, entries=7),
        tags=("sea", "ships"),
        guard=Guard(share=0.5, least=0),
        study=StudySettings(
            desired_retention=0.95,
            learning_steps=(30, 300, 86_400),
            relearning_steps=(),
            new_cards=5,
            reviews=100,
            maximum_interval=365,
            day_starts=0,
        ),
    )


def test_a_part_of_limits_and_guard_leaves_the_rest(tmp_path: Path) -> None:
    """What is not set keeps its default."""
    assert read(
        written(tmp_path, "limits: {answer: 20, entries: }\nguard: {least: 5}\nlanguage: auto\ninterface: auto\n")
    ) == Config(limits=Limits(answer=20), guard=Guard(least=5))


def test_a_list_of_kinds_keeps_only_those(tmp_path: Path) -> None:
    """In one line, too."""
    assert read(written(tmp_path, "kinds: [list, table]")).kinds == {"list", "table"}
    assert read(written(tmp_path, "kinds: list, table")).kinds == {"list", "table"}


def test_a_note_sets_on_top_of_its_vault() -> None:
    """A list of kinds stands in place of the vault's, switches change it."""
    vault = Config(kinds=frozenset({"list", "term"}))
    assert note_settings(None, vault) == note_settings("", vault) == NoteSettings(kinds=vault.kinds)
    assert note_settings({"kinds": ["table"]}, vault).kinds == {"table"}
    assert note_settings({"kinds": {"table": "yes", "term": "off"}}, vault).kinds == {"list", "table"}
    assert note_settings({"skip": "TRUE", "deck": " A ::  B c "}, vault) == NoteSettings(
        skip=True, deck="A::B c", kinds=vault.kinds
    )


def test_a_single_pattern_needs_no_list(tmp_path: Path) -> None:
    """Patterns may stand in one line."""
    assert read(written(tmp_path, "exclude: drafts, old/*")).exclude == ("drafts", "old/*")


@pytest.mark.parametrize(("text", "every"), [("", False), ("cards: sure", False), ("cards: All", True)])
def test_decks_take_sure_cards_or_all(tmp_path: Path, text: str, *, every: bool) -> None:
    """Sure ones, unless the user wants all."""
    assert read(written(tmp_path, text)).all_cards is every


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("deck: x\nexcludes: y", 2, "did you mean `exclude`?"),
        ("colour: red", 1, "known are deck, exclude, recording, language, model, kinds, limits, tags, guard"),
        ("# x\ndeck: [a]", 2, "`deck` takes one word or line"),
        ("exclude:\n  a: b", 1, "`exclude` takes one pattern or a list of them"),
        ("exclude: [[a]]", 1, "`exclude` takes one pattern or a list of them"),
        ("\nrecording: https://m.example/{id}", 2, "`recording` needs `{seconds}` in it"),
        ("language: english", 1, "`language` takes `auto`, or a code such as `en`"),
        ("deck: term\nkinds:\n  trem: off", 3, "unknown kind `trem`; did you mean `term`?"),
        ("kinds:\n  list: off  # not trem\n  trem: off", 3, "unknown kind `trem`; did you mean `term`?"),
        ("deck: a\nkinds: list, clouse", 2, "unknown kind `clouse`; did you mean `cloze`?"),
        ("tags: a\ncards: some", 2, "`cards` takes `sure`, or `all` for those that are only offered, too"),
        ("kinds: [list,\n  clouse]", 2, "unknown kind `clouse`; did you mean `cloze`?"),
        ("kinds:\n  list: off\n  term: 7", 3, "`term` is switched `on` or `off`"),
        ("kinds: [[a]]", 1, "`kinds` takes a list of kinds to make, or switches such as {term: off}"),
        ("limits: 20", 1, "`limits` takes keys and values, such as {question: …}"),
        ("limits:\n  answers: 20", 2, "unknown key `answers` under `limits`; did you mean `answer`?"),
        ("limits:\n  answer: twenty", 2, "`answer` takes a whole number from 1 on"),
        ("limits: {entries: 10}", 1, "`entries` takes a whole number from 2 to 9"),
        ("limits: {question: 0}", 1, "`question` takes a whole number from 1 on"),
        ("guard:\n\n  share: 20", 3, "`share` takes a share from 0 to 1, such as 0.2"),
        ("guard: {least: -1}", 1, "`least` takes a whole number from 0 on"),
        ("study: 20", 1, "`study` takes keys and values, such as {new_cards: 20}"),
        ("study:\n  new_card: 5", 2, "unknown key `new_card` under `study`; did you mean `new_cards`?"),
        ("study:\n  reviews: -1", 2, "`reviews` takes a whole number from 0 on"),
        ("study: {maximum_interval: 0}", 1, "`maximum_interval` takes a whole number from 1 on"),
        ("study: {day_starts: 24}", 1, "`day_starts` takes a whole number from 0 to 23"),
        ("study: {desired_retention: 0.5}", 1, "`desired_retention` takes a share from 0.7 to 0.99"),
        ("study:\n  learning_steps: [1m, soon]", 2, "`learning_steps` takes steps such as [1m, 10m], or none: []"),
        ("study: {relearning_steps: 0m}", 1, "`relearning_steps` takes steps such as [1m, 10m], or none: []"),
        ("study: {learning_steps: {a: b}}", 1, "`learning_steps` takes steps such as [1m, 10m], or none: []"),
        ("study:\n  parameters: [0.2, 1.3]", 2, "`parameters` takes a list of 21 numbers, those of FSRS-6"),
        ("tags: {a: b}", 1, "`tags` takes one tag or a list of them"),
        ("deck: 'x", 1, ""),
        ("deck: a\n\tb: c", 2, ""),
        ("- deck", 1, "not a mapping of keys to values"),
        ("? [a, b]\n: c", 1, ""),
        ("deck: \x07", 1, "not valid YAML"),
        (b"deck: \xff", 1, "cannot be read"),
        ("deck: a\ntags: [b, 'c', \"\\ud800\"]", 2, "an escape stands for half a character"),
        ('deck: "\\x01 :: "', 1, "`deck` has no name"),
        ("deck: '::'", 1, "`deck` has no name"),
        ('recording: "http://[{id}#t={seconds}"', 1, "`recording` makes no address"),
    ],
)
def test_a_wrong_setting_is_named_with_its_line(tmp_path: Path, text: str | bytes, line: int, reason: str) -> None:
    """The message starts with file and line, and says what is wrong."""
    with pytest.raises(ConfigError) as error:
        read(written(tmp_path, text))
    assert str(error.value).startswith(f"{tmp_path / NAME}:{line}: ")
    assert reason in str(error.value)


def test_nesting_without_end_is_no_crash() -> None:
    """YAML nested beyond all reason is an error like others."""
    with pytest.raises(yaml_reader.MappingError):
        yaml_reader.parse("[" * 5000)


@pytest.mark.parametrize(
    "model", ["model", "./model", "../model", "models/other", r"..\\model", "{vault}/model", "{vault}/link"]
)
def test_a_model_that_came_with_the_notes_is_refused(
    tmp_path: Path, model: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Loading one may run code, and spaCy takes a folder for a name."""
    (tmp_path / "model").mkdir()
    (tmp_path / "link").symlink_to("model")
    monkeypatch.chdir(tmp_path)
    folder = written(tmp_path, f'tags: a\nmodel: "{model.format(vault=tmp_path)}"\n')
    with pytest.raises(ConfigError) as error:
        read(folder)
    assert str(error.value).startswith(f"{tmp_path / 'cuedeck.yaml'}:2: `model` takes the name of an installed package")


def test_a_model_may_lie_elsewhere(tmp_path: Path) -> None:
    """By its full path, or as a package; what cannot be a name of a file is found out by whoever loads it."""
    (tmp_path / "model").mkdir()
    (tmp_path / "vault").mkdir()
    for model in (str(tmp_path / "model"), "en_core_web_md", "a\\0b"):
        folder = written(tmp_path / "vault", f'model: "{model}"\n')
        assert read(folder).model == model.replace("\\0", "\0")
