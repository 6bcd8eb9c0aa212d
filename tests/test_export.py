"""What `cuedeck export` promises: the cards of a build, read back by each program, and no file lost by it."""

import csv
import io
import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import jsonschema
import pytest

from cuedeck.cards.card import Card, Kind
from cuedeck.decks.app.planning import plan
from cuedeck.decks.export import document, hashcards, obsidian_sr, table
from cuedeck.decks.export.format import Format
from cuedeck.decks.export.prepared import prepared
from tests.build_cards import card, cloze, face, with_entries
from tests.exports import GAP, Read, read_hashcards, read_mochi, read_obsidian_sr, said, says
from tests.vaults import STARS, entries, printed, run, sea, state, write

if TYPE_CHECKING:
    from anki.collection import Collection

EXAMPLES = Path(__file__).parents[1] / "examples"
SCHEMA = json.loads((Path(document.__file__).parent / "cards.schema.json").read_text("utf-8"))
MARKED = """# Marks

What is `a::b`::It has ==two== **parts** {{here}}

Which formula? #card
$\\frac{{a}}{b} | c$ and `x|y`

| Sign | Meaning |
|---|---|
| `?` | $|x|$ |

Water is ==wet!== [[sea]].

```python
# A comment
Q: none
```
"""
SVG = '<svg xmlns="http://www.w3.org/2000/svg"/>'


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run every test in a folder of its own."""
    monkeypatch.chdir(tmp_path)


def export(form: str, *args: object, notes: Path | str = "vault") -> int:
    """Run the command into the folder `out`."""
    return run("export", notes, "-o", "out", "--format", form, *args)


def read(form: str, folder: Path) -> list[Read]:
    """All cards of the files in a folder."""
    if form == "mochi":
        return [one for file in sorted(folder.glob("*.mochi")) for one in read_mochi(file.read_bytes())[0]]
    texts = {file.stem: file.read_text("utf-8") for file in sorted(folder.glob("*.md"))}
    if form == "hashcards":
        return [one for name, text in texts.items() for one in read_hashcards(text, name)]
    return [one for text in texts.values() for one in read_obsidian_sr(text)]


def built(notes: Path) -> list[Card]:
    """The cards that a build of these notes puts into decks."""
    planned = plan(notes, Path("out"))
    return [one for shelf in planned.shelves for one, _ in planned.cards(shelf.deck)]


# --- the same cards ---


@pytest.mark.parametrize("form", ["mochi", "obsidian-sr", "hashcards"])
def test_the_samples_are_read_back_side_by_side(form: str) -> None:
    """Every card with its question, its answer, its context and its time, in its deck."""
    assert export(form, "--all", notes=EXAMPLES) == 0
    cards = {one.guid: one for one in built_all(EXAMPLES)}
    found = read(form, Path("out") / form)
    assert len(found) == len(cards) > 20
    by_front = {said(one.front) + said(one.back): one for one in found}
    for one in cards.values():
        front, back = says(one.question.html), says(one.answer.html)
        match = next(
            own for told, own in by_front.items() if front.replace(GAP, "") in told.replace(GAP, "") and back in told
        )
        assert one.cue is not None
        assert one.cue.label in match.front + match.back
        assert (one.cue.url or "none") in (match.front + match.back).replace("&#38;", "&")
        assert all(part in match.context or part in match.front for part in one.context)
        assert one.deck.replace("::", "-") in match.deck.replace("::", "-").replace("/", "-").replace(" - ", "-")
    if form != "hashcards":
        assert {one.guid for one in found} == set(cards)


def built_all(notes: Path) -> list[Card]:
    """The cards of notes, those that are only offered, too."""
    planned = plan(notes, Path("out"), all_cards=True)
    return [one for shelf in planned.shelves for one, _ in planned.cards(shelf.deck)]


def test_decisions_are_followed(capsys: pytest.CaptureFixture[str]) -> None:
    """What was dropped does not leave, what was corrected or written leaves as its user has it."""
    notes = sea(Path())
    run("build", notes, "-o", "out")
    tides = {entry.answer: entry.guid for entry in entries(Path("out/sea.ledger.jsonl")).values()}
    dropped, changed, *_ = tides.values()
    run("drop", dropped, "-o", "out")
    write(Path("out"), {"cards.yaml": Path("out/cards.yaml").read_text("utf-8") + f"{changed}:\n  answer: So it is\n"})
    own = {
        "note": "sky/stars.md",
        "quote": "The star that stands almost still above the north pole.",
        "items": [],
        "by": "you",
    }
    write(
        Path("out"),
        {"sky.written.jsonl": json.dumps(own | {"question": "Which star guides?", "answer": "Polaris"}) + "\n"},
    )
    capsys.readouterr()
    assert export("json") == 0
    cards = {one["guid"]: one for one in json.loads(capsys.readouterr().out)["cards"]}
    assert dropped not in cards
    assert cards[changed]["answer"] == "So it is"
    assert "Which star guides?" in {one["question"] for one in cards.values()}
    run("build", notes, "-o", "out")
    living = [
        one for name in ("sea", "sky") for one in entries(Path(f"out/{name}.ledger.jsonl")).values() if not one.retired
    ]
    assert {one.guid: one.number for one in living} == {guid: one["number"] for guid, one in cards.items()}


@pytest.mark.evidence
def test_offered_cards_leave_where_they_are_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    """As with `build`."""
    export("json", notes=EXAMPLES)
    few = len(json.loads(capsys.readouterr().out)["cards"])
    export("json", "--all", notes=EXAMPLES)
    assert len(json.loads(capsys.readouterr().out)["cards"]) > few


def test_marks_formulas_and_code_make_no_other_cards() -> None:
    """What a program of notes takes for a separator, a gap or a comment stays a part of its card."""
    notes = write(Path("vault"), {"cuedeck.yaml": "cards: all\n", "a/marks.md": MARKED})
    cards = built(notes)
    assert len(cards) == 3
    for form in ("obsidian-sr", "hashcards", "mochi"):
        assert export(form) == 0
        assert len(read(form, Path("out") / form)) == len(cards), form
    assert "$\\frac{ {a} }{b} | c$" in Path("out/obsidian-sr/a.md").read_text("utf-8")


# --- JSON ---


def test_a_document_is_as_its_schema_says(capsys: pytest.CaptureFixture[str]) -> None:
    """The reference implementation of JSON Schema agrees; a card is that of `cards --json`, with its number."""
    notes = sea(Path())
    assert export("json") == 0
    told = json.loads(capsys.readouterr().out)
    jsonschema.Draft7Validator.check_schema(SCHEMA)
    jsonschema.validate(told, SCHEMA)
    run("cards", notes, "-o", "out", "--json")
    assert [{key: value for key, value in one.items() if key != "number"} for one in told["cards"]] == sorted(
        printed(capsys), key=lambda one: (str(one["deck"]).split("::"), one["note"])
    )


# --- Anki ---


@pytest.fixture
def collection(tmp_path: Path) -> "Collection":
    """Open a new Anki collection."""
    anki = pytest.importorskip("anki.collection", reason="the Anki backend is not installed: pip install anki")
    fresh: Collection = anki.Collection(str(tmp_path / "collection.anki2"))
    return fresh


def brought(collection: "Collection", file: Path) -> dict[str, tuple[list[str], list[str], str, str]]:
    """Import a table as Anki does with its own guesses; tells fields, tags, deck and note type of all notes by guid."""
    from anki.collection import ImportCsvRequest  # noqa: PLC0415 - only where Anki is installed

    metadata = collection.get_csv_metadata(path=str(file), delimiter=None)
    collection.import_csv(ImportCsvRequest(path=str(file), metadata=metadata))
    notes = [collection.get_note(number) for number in collection.find_notes("")]
    found = {}
    for one in notes:
        kind = one.note_type()
        assert kind is not None
        (deck,) = {collection.decks.name(each.did) for each in one.cards()}
        found[one.guid] = (one.fields, one.tags, deck, kind["name"])
    return found


@pytest.mark.parametrize("form", ["csv", "tsv"])
def test_anki_imports_a_table_with_its_guids(form: str, collection: "Collection") -> None:
    """Each row is a note of its deck with its tags; a second import finds the same notes again."""
    notes = write(sea(Path()), {"sea/gap.md": '# Waves\n\nWater is ==wet::so== and $x<1$.\n\n=1+1::-2 “and” "so", a\n'})
    assert export(form, "--to", f"cards.{form}") == 0
    cards = {one.guid: one for one in built(notes)}
    found = brought(collection, Path(f"cards.{form}"))
    assert set(found) == set(cards)
    for guid, (fields, tags, deck, kind) in found.items():
        one = cards[guid]
        assert deck == one.deck
        assert set(one.tags) <= set(tags)
        assert kind == ("Cloze" if one.kind is Kind.CLOZE else "Basic")
        assert all(part in says(fields[0]) for part in one.context)
        assert one.cue is None or one.cue.label in fields[1]
        if one.kind is not Kind.CLOZE:
            assert says(fields[0]).endswith(says(one.question.html))
            assert says(fields[1]).startswith(says(one.answer.html))
    assert brought(collection, Path(f"cards.{form}")) == found
    collection.close()


def test_a_deck_comes_before_the_decks_in_it() -> None:
    """Else Anki, which reads row by row, makes a deck `A+` beside `A`."""
    cards = prepared(
        with_entries(replace(card("q1"), deck="A::B"), replace(card("q2"), deck="A")), root="Root", pictures={}
    )
    assert [one.deck for one, _ in cards] == ["Root::A", "Root::A::B"]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "'=", "''-"])
def test_no_cell_is_a_formula(start: str) -> None:
    """Whoever opens the table in a spreadsheet calculates nothing that a note says; a leading apostrophe tells so."""
    harm = f"{start}HYPERLINK(1)"
    one = replace(card("q1", harm, harm), deck=harm, note=harm, tags=("-x", "@y"), context=())
    (row,) = csv.reader(io.StringIO(table.table(with_entries(one), ",").partition("number\n")[2]))
    assert not any(text[:1] in {"=", "+", "-", "@", "\t"} for text in row)
    assert row[table.COLUMNS.index("question")] == f"'{harm}"


def test_plain_cells_stay_as_they_are() -> None:
    """An apostrophe that hides no formula is none of ours."""
    assert [table.cell(text) for text in ("tis", "'tis", "a=b", "5")] == ["tis", "'tis", "a=b", "5"]


# --- where it goes ---


def test_each_deck_has_a_file(capsys: pytest.CaptureFixture[str]) -> None:
    """Named after it, so that every system can have it; told with its cards."""
    sea(Path())
    assert export("obsidian-sr") == 0
    assert list(state(Path("out"))) == ["obsidian-sr/sea - rope.md", "obsidian-sr/sea.md", "obsidian-sr/sky.md"]
    assert "sea::rope: 2 cards\n    out/obsidian-sr/sea - rope.md\n" in capsys.readouterr().out
    assert export("mochi", "--to", "elsewhere/m") == 0
    assert list(state(Path("elsewhere"))) == ["m/sea.mochi", "m/sky.mochi"]


def test_decks_whose_files_would_be_one_get_two() -> None:
    """On systems that tell no case apart, and where signs are not allowed in names."""
    front = "---\ncuedeck: {deck: '%s'}\n---\n"
    names = ["con", "x::b?", "x::b*", "x::b::c", "x::b - c"]
    notes = {f"x/{at}.md": front % name + STARS.replace("Polaris", f"Star {at}") for at, name in enumerate(names)}
    write(Path("vault"), notes)
    assert export("hashcards") == 0
    files = [path.name for path in sorted(Path("out/hashcards").iterdir())]
    assert len({name.casefold() for name in files}) == len(names)
    assert not any(set(name) & set('\\/:*?"<>|') for name in files)


def test_the_same_cards_give_the_same_bytes() -> None:
    """Whenever they leave."""
    sea(Path())
    for form in Format:
        assert export(form, "--to", f"first/{form}") == export(form, "--to", f"second/{form}") == 0
    assert state(Path("first")) == state(Path("second"))


def test_what_export_did_not_write_stays(capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing at all is written then, unless it is forced."""
    sea(Path())
    write(Path(), {"there/sky.md": "Mine.", "cards.csv": "mine,too", "there/sky.mochi": "mine"})
    before = state(Path())
    for form, to in (("hashcards", "there"), ("obsidian-sr", "there"), ("mochi", "there"), ("csv", "cards.csv")):
        assert export(form, "--to", to) == 2
        assert state(Path()) == before
        assert "is there, and not as an export wrote it" in capsys.readouterr().err
    assert export("hashcards", "--to", "there", "--force") == 0
    assert b"Mine." not in state(Path())["there/sky.md"]


@pytest.mark.parametrize("form", Format)
def test_an_export_renews_what_an_export_wrote(form: Format) -> None:
    """After an edit of the notes, without being forced."""
    sea(Path())
    to = Path(f"cards.{form}") if form.is_one_file else Path("there")
    assert export(form, "--to", to) == 0
    before = state(Path())
    write(Path("vault"), {"sky/stars.md": STARS.replace("Polaris", "Sirius")})
    assert export(form, "--to", to) == 0
    after = state(Path())
    assert set(after) == set(before)
    assert after != before


def test_reviews_in_obsidian_are_not_lost(capsys: pytest.CaptureFixture[str]) -> None:
    """The plug-in writes them into the note; an export over it must be forced."""
    sea(Path())
    export("obsidian-sr")
    file = Path("out/obsidian-sr/sky.md")
    reviewed = file.read_text("utf-8").replace("\n\n", "\n<!--SR:!2026-12-01,3,250-->\n\n")
    file.write_text(reviewed, "utf-8")
    write(Path("vault"), {"sky/stars.md": STARS.replace("Polaris", "Sirius")})
    assert export("obsidian-sr") == 2
    assert file.read_text("utf-8") == reviewed
    assert f"{file}: is there" in capsys.readouterr().err


def test_decks_that_are_no_more_are_named(capsys: pytest.CaptureFixture[str]) -> None:
    """Their files are left for their user to delete; a part of the notes says nothing of the others."""
    notes = sea(Path())
    export("hashcards")
    capsys.readouterr()
    (notes / "sky").rename(notes / "heaven")
    assert export("hashcards") == 0
    assert "left from an earlier export, delete what you do not need: sky.md" in capsys.readouterr().err
    assert export("hashcards", notes=notes / "sea") == 0
    assert "left from" not in capsys.readouterr().err


def test_a_file_and_a_folder_are_told_apart(capsys: pytest.CaptureFixture[str]) -> None:
    """One sentence for each mistake."""
    sea(Path())
    assert export("csv", "--to", "vault") == 2
    assert export("mochi", "--to", "vault/cuedeck.yaml") == 2
    assert run("export", "vault") == 2
    assert run("export", "vault", "--format", "supermemo") == 2
    first, second, third, fourth = capsys.readouterr().err.splitlines()
    assert first == "cuedeck: vault: a folder; csv is one file, so name a file with --to"
    assert second.startswith("cuedeck: vault/cuedeck.yaml: a file; mochi is a file for each deck")
    assert third.startswith("cuedeck: Missing option '--format'. Choose from: csv, tsv, json,")
    assert "supermemo" in fourth


def test_no_cards_are_said_plainly(capsys: pytest.CaptureFixture[str]) -> None:
    """And nothing is written."""
    write(Path("vault"), {"a/empty.md": "\n"})
    for form in Format:
        assert export(form) == 1
        out, err = capsys.readouterr()
        assert out == ""
        assert "the notes give no cards" in err
    assert not Path("out").exists()


@pytest.mark.parametrize("form", ["obsidian-sr", "hashcards"])
def test_exports_among_the_notes_are_no_notes(form: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Their cards are those that there are already."""
    notes = sea(Path())
    export(form, "--to", notes / "sea" / "cards")
    capsys.readouterr()
    run("cards", notes, "--json")
    cards = printed(capsys)
    assert {one["note"] for one in cards} == {"sea/rope/knots.md", "sea/tides.md", "sky/stars.md"}
    assert run("build", notes, "-o", "out") == 0
    assert capsys.readouterr().err == ""


# --- pictures ---


def pictured() -> Path:
    """A vault with a card that shows a picture."""
    return write(Path("vault"), {"a/bee.md": "What is it?::![a bee](bee.svg) A bee\n", "a/bee.svg": SVG})


@pytest.mark.parametrize("form", ["obsidian-sr", "hashcards"])
def test_pictures_lie_beside_decks(form: str) -> None:
    """The card shows the file that is there."""
    pictured()
    assert export(form) == 0
    (one,) = read(form, Path("out") / form)
    ((path, data),) = ((path, data) for path, data in state(Path("out") / form).items() if path.endswith(".svg"))
    assert data == SVG.encode()
    assert f"<img {path} a bee>" in said(one.back)


def test_pictures_lie_inside_a_package() -> None:
    """Mochi finds them by their names."""
    pictured()
    assert export("mochi") == 0
    (one,), names = read_mochi(Path("out/mochi/a.mochi").read_bytes())
    assert names[0] == "data.json"
    assert f"<img @media/{names[1]} a bee>" in said(one.back)


@pytest.mark.parametrize("form", ["csv", "tsv", "json"])
def test_pictures_lie_beside_a_file_or_are_told(form: str, capsys: pytest.CaptureFixture[str]) -> None:
    """What is printed can have none."""
    pictured()
    assert export(form) == 0
    out, err = capsys.readouterr()
    assert "1 picture of these cards can only be written beside a file: --to FILE" in err
    assert export(form, "--to", "cards.txt") == 0
    (name,) = (path.removeprefix("cards.media/") for path in state(Path()) if path.startswith("cards.media/"))
    assert name in out
    assert Path("cards.txt").read_text("utf-8") == out


def test_what_an_interrupted_export_left_goes() -> None:
    """Also beside the pictures; a picture that somebody else put there stays."""
    pictured()
    export("hashcards")
    folder = Path("out/hashcards")
    write(folder, {".a.md.cuedeck.tmp": "half", "cuedeck.media/.a.svg.cuedeck.tmp": "half", "cuedeck.media/b.svg": SVG})
    assert export("hashcards") == 0
    assert [path for path in state(folder) if ".tmp" in path or "b.svg" in path] == ["cuedeck.media/b.svg"]


# --- Obsidian ---


def test_a_note_runs_as_its_cards_do() -> None:
    """Where all questions run from right to left, the note says so."""
    hebrew = card("q1", "מה זה?", "דבורה")
    assert "\ndirection: rtl\n" in obsidian_sr.note("A", with_entries(hebrew))
    assert "direction" not in obsidian_sr.note("A", with_entries(hebrew, card("q2")))


@pytest.mark.parametrize(
    ("answer", "end"),
    [
        ("a", "a ^q1"),
        ("<ul><li>a</li></ul>", "- a ^q1"),
        ("<pre><code>a</code></pre>", "```\n^q1"),
        ("<table><tbody><tr><td>a</td></tr></tbody></table>", "| --- |\n___\n^q1"),
    ],
)
def test_a_card_ends_with_the_name_of_its_block(answer: str, end: str) -> None:
    """Where it has neither time nor tags, on its last line, unless that is one of code or of a table."""
    one = replace(card("q1"), answer=face("a", answer), cue=None, tags=())
    assert obsidian_sr.note("A", with_entries(one)).endswith(f"{end}\n")


@pytest.mark.parametrize("code", ["= this.file", "$= dv.current()", "=1"])
def test_no_code_of_a_note_is_run_on_its_line(code: str) -> None:
    """Plug-ins run what begins so; a sign that nobody sees keeps it code."""
    one = replace(card("q1"), answer=face(code, f"<code>{code}</code>"))
    (found,) = read_obsidian_sr(obsidian_sr.note("A", with_entries(one)))
    assert found.back.startswith(f"`\u2060{code}`")


def test_no_block_of_a_note_is_run() -> None:
    """A language that plug-ins made up is left out, whatever holds the block; others stay."""
    for code in ("dv.pages()", "a::b"):
        blocks = [f'<pre><code class="language-{name}">{code}</code></pre>' for name in ("dataviewjs", "python")]
        note = obsidian_sr.note("A", with_entries(replace(card("q1"), answer=face(code, "".join(blocks)))))
        assert "python" in note
        assert "dataviewjs" not in note


def test_headings_are_the_context_of_the_cards_below() -> None:
    """Of each card its own, also where it stands higher than the one before it, or has none."""
    trails = [("A", "B", "C"), ("A", "D"), ("A",), ("A",), (), tuple("ABCDEFGH")]
    cards = with_entries(*(replace(card(f"q{at}"), context=trail) for at, trail in enumerate(trails)))
    found = [one.context for one in read_obsidian_sr(obsidian_sr.note("A", cards))]
    assert found == [*trails[:4], ("…",), ("A", "B", "C", "D", "E", "F › G › H")]


def test_a_gap_that_is_no_run_of_words_is_a_question() -> None:
    """In code, in a formula, or where it is a list; the gap is shown as it is on all cards."""
    asked = [
        (f"<code>x = {GAP}</code>", "1"),
        (rf"\(x = {GAP}\)", "1"),
        (f"Two: {GAP}", "<ul><li>a</li><li>b</li></ul>"),
    ]
    for question, answer in asked:
        one = replace(cloze(), question=face(question, question), answer=face(answer, answer), cue=None)
        (found,) = read_hashcards(hashcards.deck_file(with_entries(one)))
        assert says(question) in said(found.front)
        assert said(found.back) == says(answer)
