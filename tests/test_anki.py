"""What the package promises, held against the real Anki backend."""

import hashlib
import re
import tempfile
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest

from bench.big_cards import cards
from cuedeck.cards.card import Card
from cuedeck.cards.ledger import Entry
from cuedeck.decks.anki.apkg_writer import TEMPLATES_RELEASED, note_types, package
from cuedeck.decks.anki.retired import tombstones
from cuedeck.decks.anki.searches import searches
from cuedeck.decks.page.media import Image
from cuedeck.notes.cue import Cue
from tests.build_cards import CREATED, card, cloze, entry, face, with_entries

if TYPE_CHECKING:
    from anki.cards import Card as AnkiCard
    from anki.collection import Collection
    from anki.import_export_pb2 import ImportResponse

anki = pytest.importorskip("anki.collection", reason="the Anki backend is not installed: pip install anki")

Bring = Callable[[bytes], "ImportResponse.Log"]
"""Imports a package with Anki's default options; gives Anki's log."""


@pytest.fixture
def collection(tmp_path: Path) -> "Iterator[Collection]":
    """Open a new Anki collection that schedules with FSRS."""
    fresh = anki.Collection(str(tmp_path / "collection.anki2"))
    fresh.set_config("fsrs", True)  # noqa: FBT003  # Anki's own signature
    yield fresh
    fresh.close()


@pytest.fixture
def bring(collection: "Collection", tmp_path: Path) -> Bring:
    """Import the bytes of a package into the collection."""

    def run(data: bytes) -> "ImportResponse.Log":
        file = tmp_path / "deck.apkg"
        file.write_bytes(data)
        options = anki.ImportAnkiPackageOptions()
        return collection.import_anki_package(
            anki.ImportAnkiPackageRequest(package_path=str(file), options=options)
        ).log

    return run


def build(*cards: Card) -> bytes:
    """Package cards that all changed when they were created."""
    return package(with_entries(*cards), root=None, images={})


def in_order(collection: "Collection") -> "list[AnkiCard]":
    """Give all cards of the collection in the order in which Anki would first show them."""
    return sorted(map(collection.get_card, collection.find_cards("")), key=lambda found: found.due)


def found(collection: "Collection", guid: str) -> "AnkiCard":
    """Give the one card whose Id field is the guid."""
    (number,) = collection.find_cards(f'"Id:{guid}"')
    return collection.get_card(number)


def schedules(collection: "Collection") -> dict[str, tuple[object, ...]]:
    """Give all that Anki knows of each card's progress, by guid."""
    assert collection.db is not None
    return {
        one.note().guid: (
            (one.type, one.queue, one.due, one.ivl, one.factor, one.reps, one.lapses, str(one.memory_state)),
            tuple(map(tuple, collection.db.all("select id, ease, ivl from revlog where cid = ?", one.id))),
        )
        for one in map(collection.get_card, collection.find_cards(""))
    }


def study(collection: "Collection", *ratings: Literal[1, 2, 3, 4]) -> None:
    """Answer the next cards with these ratings: 1 (again) to 4 (easy)."""
    for rating in ratings:
        shown = collection.sched.getCard()
        assert shown is not None
        shown.start_timer()
        collection.sched.answerCard(shown, rating)


def numbered(count: int) -> list[Card]:
    """Give cards with the guids `g0`, `g1` and so on."""
    return [card(f"g{place}", f"What is number {place}?", f"It is {place}.") for place in range(count)]


# --- what arrives in Anki ---


def test_each_card_becomes_one_note_with_one_anki_card(collection: "Collection", bring: Bring) -> None:
    """A package brings as many notes, and as many Anki cards, as it was given cards."""
    log = bring(build(*numbered(5), cloze()))
    assert len(log.new) == collection.note_count() == collection.card_count() == 6


def test_both_sides_show_what_the_card_says(collection: "Collection", bring: Bring) -> None:
    """The front has context, number and question; the back adds answer, timestamp link and source."""
    bring(build(card()))
    shown = in_order(collection)[0]
    front, back = shown.question(), shown.answer()
    for said in ("What is mitosis?", "Cell division › Mitosis", '<span class="number">1</span>'):
        assert said in front
        assert said in back
    link = '<a href="https://www.youtube.com/watch?v=IQJ4DBkCnco&amp;t=81s">1:21</a>'
    for said in ("Cell division</div>", link, "biology/cell_division.md › Mitosis"):
        assert said not in front
        assert said in back


def test_new_cards_come_in_reading_order(collection: "Collection", bring: Bring) -> None:
    """Anki first shows cards in the order in which they were given, whatever their guids and decks."""
    cards = [replace(one, deck=f"d{place % 3}") for place, one in enumerate(reversed(numbered(12)))]
    bring(build(*cards))
    assert [shown.note().guid for shown in in_order(collection)] == [one.guid for one in cards]
    assert [shown.due for shown in in_order(collection)] == list(range(1, 13))


def test_siblings_come_apart_in_each_deck(collection: "Collection", bring: Bring) -> None:
    """Of new cards, a question and its reverse come twenty cards apart, whichever deck is studied."""
    both = [replace(one, statement=f"s{place // 2}", deck=f"d{place // 40}") for place, one in enumerate(numbered(120))]
    bring(build(*both))
    for deck in ("d0", "d1", "d2"):
        shown = [one.note().guid for one in in_order(collection) if collection.decks.name(one.did) == deck]
        places = {int(guid.removeprefix("g")): at for at, guid in enumerate(shown)}
        assert len(places) == 40
        assert min(abs(places[one] - places[one + 1]) for one in places if one % 2 == 0) >= 15
    assert sorted(one.due for one in in_order(collection)) == list(range(1, 121))


def test_an_order_that_changed_touches_no_history(collection: "Collection", bring: Bring) -> None:
    """A deck imported in reading order comes again with siblings apart: only what is new takes its place in line."""
    cards = numbered(60)
    bring(build(*cards))
    collection.decks.select(found(collection, "g0").did)
    study(collection, 3, 1, 4, 3)
    before, dues = schedules(collection), {one.note().guid: one.due for one in in_order(collection)}
    both = [replace(one, statement=f"s{place // 2}") for place, one in enumerate(cards)]
    added = [replace(card(f"new{at}", f"What is added {at}?", f"It is y{at}"), statement="s5") for at in range(2)]
    log = bring(build(*both[:12], *added, *both[12:]))
    assert (len(log.new), len(log.updated)) == (2, 0)
    assert {guid: kept for guid, kept in schedules(collection).items() if guid in before} == before
    after = {one.note().guid: one.due for one in in_order(collection)}
    assert {guid: due for guid, due in after.items() if guid in dues} == dues
    assert 10 < after["new0"] < after["new1"] - 10 < 62


def test_decks_are_named_as_the_cards_say_and_stand_under_the_root(collection: "Collection", bring: Bring) -> None:
    """A deck `A::B` under the root `R` becomes the sub-deck `R::A::B`."""
    cards = [replace(one, deck=name) for one, name in zip(numbered(3), ("A", "A::B", "C::D"), strict=True)]
    bring(package(with_entries(*cards), root="R", images={}))
    names = [collection.decks.name(shown.did) for shown in in_order(collection)]
    assert names == ["R::A", "R::A::B", "R::C::D"]


def test_decks_whose_names_anki_cannot_tell_apart_become_one(collection: "Collection", bring: Bring) -> None:
    """Anki's deck names know no case; the first spelling stands for all."""
    cards = [replace(one, deck=name) for one, name in zip(numbered(3), ("Bio", "bio", " BIO ::"), strict=True)]
    bring(build(*cards))
    assert {collection.decks.name(shown.did) for shown in in_order(collection)} == {"Bio"}


def test_hundreds_of_decks_arrive(collection: "Collection", bring: Bring) -> None:
    """Every card of 300 decks arrives in its own deck."""
    bring(build(*(replace(one, deck=f"Vault::{one.guid}") for one in numbered(300))))
    assert all(collection.decks.name(shown.did) == f"Vault::{shown.note().guid}" for shown in in_order(collection))


@pytest.mark.slow
def test_thousands_of_cards_in_hundreds_of_decks_arrive_once(
    collection: "Collection", bring: Bring, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each in its deck; a second import of the same cards changes nothing, in whatever order they were written."""
    pairs = with_entries(*cards(8_000, notes_of_deck=1, deck="Library"))
    decks = Counter(of.deck for of, _ in pairs)
    first = bring(package(pairs, root=None, images={}))
    assert (len(first.new), collection.card_count()) == (8_000, 8_000)
    assert len(decks) > 290
    assert all(len(collection.find_cards(f'"deck:{deck}"')) == number for deck, number in decks.items())
    monkeypatch.setattr("cuedeck.decks.anki.apkg_writer._MANY", 0)
    again = bring(package(pairs, root=None, images={}))
    assert (len(again.new), len(again.updated), len(again.duplicate)) == (0, 0, 8_000)


def test_tags_are_the_notes_own_then_cuedecks(collection: "Collection", bring: Bring) -> None:
    """White space, quotes and empty components, which break tags, go; a suspect cue is tagged as well."""
    odd = replace(
        card(),
        tags=("cell biology", "a::::b", "::", 'x"\u3000y'),
        note="b/Über Zellen (1).md",
        cue=Cue(81, None, suspect=True),
    )
    bring(build(odd))
    tags = in_order(collection)[0].note().tags
    cuedecks = ["cuedeck::check-time", "cuedeck::kind::definition", "cuedeck::note::über-zellen-1"]
    assert sorted(tags) == sorted(["cell_biology", "a::b", "x_y", *cuedecks])


def test_a_gaphides_its_gap_and_then_reveals_it(collection: "Collection", bring: Bring) -> None:
    """The front of a cloze shows the sentence with a gap, the back the sentence whole, with its link."""
    bring(build(cloze()))
    shown = in_order(collection)[0]
    assert 'Cells divide by <span class="cloze" data-cloze="mitosis" data-ordinal="1">[...]</span>.' in shown.question()
    assert 'Cells divide by <span class="cloze" data-ordinal="1">mitosis</span>.' in shown.answer()
    assert "t=81s" in shown.answer()
    assert "t=81s" not in shown.question()


@pytest.mark.parametrize(
    ("gap", "revealed"),
    [
        ("std::vector", "std&#58;&#58;vector"),
        ("f{x}", "f{x&#125;"),
        ("{{c2::no}}", "&#123;&#123;c2&#58;&#58;no&#125;&#125;"),
        (r"\(\frac{a}{b_{c}}\)", r"\(\frac{a}{b_{c} }\)"),
    ],
)
def test_a_gap_may_hold_what_ends_or_splits_a_gap_in_anki(
    collection: "Collection", bring: Bring, gap: str, revealed: str
) -> None:
    """Colons, braces and TeX in a gap stay its text: they begin no hint and do not end it early."""
    bring(build(cloze(sentence="It is {[…]} there.", gap=gap)))
    shown = in_order(collection)
    assert len(shown) == 1
    assert f'<span class="cloze" data-ordinal="1">{revealed}</span>}} there.' in shown[0].answer()
    assert '">[...]</span>} there.' in shown[0].question()


@pytest.mark.parametrize("harm", ["[sound:x.mp3]", "[anki:tts lang=en]x[/anki:tts]", "[latex]x[/latex]", "[$]x[/$]"])
def test_what_anki_would_play_or_typeset_stays_text(collection: "Collection", bring: Bring, harm: str) -> None:
    """Anki's own square brackets in a note are shown, not obeyed."""
    bring(build(replace(card(question=harm, answer=harm), context=(harm,))))
    shown = in_order(collection)[0]
    assert shown.question().count(harm.replace("[", "&#91;")) == 2
    assert "[anki:" not in shown.answer()
    assert not shown.question_av_tags()
    assert not shown.answer_av_tags()
    assert "LaTeX" not in shown.answer()


def test_template_language_and_scripts_in_a_note_stay_text(collection: "Collection", bring: Bring) -> None:
    """Braces and tags written in plain context and paths reach neither Anki's templates nor the browser."""
    harm = "{{c1::a}} {{Front}} [[type:Back]] <script>alert(1)</script>"
    bring(build(replace(card(question=harm), context=(harm,), path=("T", harm))))
    shown = in_order(collection)[0].answer()
    assert "<script" not in shown
    assert shown.count("&#123;&#123;Front}} &#91;[type:Back]] &lt;script&gt;") == 3


def test_math_goes_through_to_mathjax(collection: "Collection", bring: Bring) -> None:
    r"""TeX between `\(` and `\)` or `\[` and `\]` is left for MathJax."""
    bring(build(card(question=r"What is \(\frac{a}{b_{c}}\)?", answer=r"\[x^2\]")))
    shown = in_order(collection)[0].answer()
    assert r"\(\frac{a}{b_{c}}\)" in shown
    assert r"\[x^2\]" in shown


@pytest.mark.parametrize("tex", [r"\(\href{javascript:x}{y}\)", r"\[\style{color:red}{y}\]", r"\\(\href{x}{y}\\)"])
def test_tex_that_acts_is_not_read_by_mathjax(collection: "Collection", bring: Bring, tex: str) -> None:
    """Words of a note may spell the delimiters of MathJax; all signs stay, but for the delimiters."""
    bring(build(replace(card(), answer=face("y", f"Bees {tex} dance."))))
    (shown,) = in_order(collection)
    assert re.search(r"\\[(\[]", shown.answer()) is None
    assert r"\href" in shown.answer() or r"\style" in shown.answer()


def test_characters_that_break_a_field_are_left_out(collection: "Collection", bring: Bring) -> None:
    """Field separators, control characters and lone surrogates do not spoil a package; text arrives as NFC."""
    bring(build(card(question="e\u0301\x1fa\x00\ud800b", answer="one\r\n\ttwo")))
    fields = in_order(collection)[0].note().fields
    assert fields[:2] == ["éa\ufffdb", "one\n\ttwo"]


@pytest.mark.parametrize(
    ("cue", "shown"),
    [
        (None, ""),
        (Cue(81, None), '<span class="time">1:21</span>'),
        (Cue(81, None, suspect=True), '<span class="time">1:21?</span>'),
        (
            Cue(81, "https://v.example/?t=81", inherited=True),
            '<a href="https://v.example/?t=81">≈\N{NO-BREAK SPACE}1:21</a>',
        ),
        (Cue(81, "https://v.example/?a=1&t=81", suspect=True), '<a href="https://v.example/?a=1&amp;t=81">1:21?</a>'),
        (Cue(81, "javascript:alert(1)"), '<span class="time">1:21</span>'),
    ],
)
def test_the_time_is_shown_as_sure_as_it_is(
    collection: "Collection", bring: Bring, cue: Cue | None, shown: str
) -> None:
    """A cue is a link where a recording is known, else just a time; a suspect one has a question mark."""
    bring(build(replace(card(), cue=cue)))
    back = in_order(collection)[0].answer()
    assert shown in back
    assert ('class="time"' in back) == (cue is not None)


def test_images_arrive_under_names_made_from_their_content(
    collection: "Collection", bring: Bring, tmp_path: Path
) -> None:
    """An embedded image is stored once and shown; one that could not be had leaves its alternative text."""
    html = '<img src="a/b.png" alt="A cell"><img src="copy.png" alt=""><img src="gone.png" alt="a &lt; b">'
    picture = Image(b"\x89PNG", ".png")
    shown = replace(card(), answer=face("A cell", html))
    images = {"a/b.png": picture, "copy.png": Image(b"\x89PNG", ".png"), "unused.png": Image(b"other", ".png")}
    bring(package(with_entries(shown), root=None, images=images))
    expected = f'<img src="{picture.name}" alt="A cell"><img src="{picture.name}" alt="">a &lt; b'
    assert in_order(collection)[0].note().fields[1] == expected
    media = tmp_path / "collection.media"
    assert {file.name: file.read_bytes() for file in media.iterdir()} == {picture.name: picture.data}


def test_a_tombstone_marks_the_note_there_is_and_keeps_its_schedule(collection: "Collection", bring: Bring) -> None:
    """The card gets a banner with the day and a tag; its progress stays, and no other note is touched."""
    first, second = numbered(2)
    bring(build(first, second))
    collection.decks.select(found(collection, "g0").did)
    study(collection, 3, 3)
    before = schedules(collection)
    gone = replace(entry(first), retired=CREATED, changed=CREATED + 60)
    log = bring(tombstones("deck", [gone]))
    assert (len(log.updated), len(log.new)) == (1, 0)
    assert schedules(collection) == before
    assert "No longer in the notes since 2023-11-14" in found(collection, "g0").question()
    assert "No longer" not in found(collection, "g1").question()
    assert collection.find_notes("tag:cuedeck::retired") == [found(collection, "g0").nid]


def test_a_tombstone_brings_no_card_to_who_has_deleted_it(collection: "Collection", bring: Bring) -> None:
    """Nothing shows up for review again."""
    (first,) = numbered(1)
    bring(tombstones("deck", [replace(entry(first), retired=CREATED)]))
    assert collection.card_count() == 0


def test_a_card_that_comes_back_loses_its_banner_and_keeps_its_history(collection: "Collection", bring: Bring) -> None:
    """The package with the living card, changed later, updates the tombstone."""
    (first,) = numbered(1)
    bring(build(first))
    collection.decks.select(found(collection, "g0").did)
    study(collection, 3)
    before = schedules(collection)
    bring(tombstones("deck", [replace(entry(first), retired=CREATED, changed=CREATED + 60)]))
    bring(package([(first, replace(entry(first), changed=CREATED + 120))], root=None, images={}))
    assert "No longer" not in found(collection, "g0").question()
    assert schedules(collection) == before
    assert not collection.find_notes("tag:cuedeck::retired")


def test_the_searches_find_the_notes_of_retired_cards(collection: "Collection", bring: Bring) -> None:
    """Anki takes each search, with more ids in all than one of its searches may hold."""
    cards = numbered(1200)
    bring(build(*cards))
    found_notes = [note for search in searches([one.guid for one in cards]) for note in collection.find_notes(search)]
    assert len(found_notes) == len(set(found_notes)) == 1200


# --- what happens when a package comes again ---


def test_the_same_package_again_changes_nothing(collection: "Collection", bring: Bring) -> None:
    """A second import of one file finds every note there already."""
    data = build(*numbered(4), cloze())
    bring(data)
    before = [(one.mod, one.note().mod, one.note().fields) for one in in_order(collection)]
    log = bring(data)
    assert len(log.duplicate) == 5
    assert len(log.new) + len(log.updated) + len(log.conflicting) == 0
    assert [(one.mod, one.note().mod, one.note().fields) for one in in_order(collection)] == before


def test_an_edited_answer_updates_exactly_that_note_and_no_schedule(collection: "Collection", bring: Bring) -> None:
    """After reviews, a rebuilt package changes the text of the one edited note and no card's progress."""
    cards = [*numbered(4), cloze()]
    entries = with_entries(*cards)
    bring(package(entries, root=None, images={}))
    collection.decks.select(found(collection, "g0").did)
    study(collection, 4, 3, 1)
    before = schedules(collection)
    assert any("stability" in str(one) for one in before.values())

    edited = replace(cards[0], answer=face("It is zero."))
    entries[0] = (edited, entry(edited, changed=CREATED + 60))
    log = bring(package(entries, root=None, images={}))

    assert (len(log.updated), len(log.duplicate), len(log.new)) == (1, 4, 0)
    assert found(collection, "g0").note().fields[1] == "It is zero."
    assert schedules(collection) == before


def test_a_readers_own_edit_of_an_untouched_note_survives(collection: "Collection", bring: Bring) -> None:
    """What the reader wrote into a note stays while the note's card is unchanged."""
    cards = numbered(2)
    bring(build(*cards))
    note = found(collection, "g1").note()
    note.fields[1], note.tags = "My own words.", ["mine"]
    collection.update_note(note)

    edited = replace(cards[0], answer=face("It is zero."))
    log = bring(
        package([(edited, entry(edited, changed=CREATED + 60)), *with_entries(*cards)[1:]], root=None, images={})
    )

    assert len(log.updated) == 1
    kept = found(collection, "g1").note()
    assert (kept.fields[1], kept.tags) == ("My own words.", ["mine"])


def test_the_note_types_stay_one_each(collection: "Collection", bring: Bring) -> None:
    """Importing again and again never grows a second note type, and leaves the reader's own styling."""
    bring(build(card(), cloze()))
    styled = collection.models.by_name("Cuedeck Question")
    assert styled is not None
    styled["css"] = ".card { color: red }"
    collection.models.update_dict(styled)
    bring(build(card(), cloze(), card("another")))
    names = [one.name for one in collection.models.all_names_and_ids() if one.name.startswith("Cuedeck")]
    assert names == ["Cuedeck Cloze", "Cuedeck Question"]
    assert (collection.models.by_name("Cuedeck Question") or {})["css"] == ".card { color: red }"


# --- the file itself ---


def test_two_builds_give_the_same_bytes_and_leave_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same cards give the same file, and no temporary file is left."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setenv("SQLITE_TMPDIR", str(tmp_path))
    shown = replace(card(), answer=face("", '<img src="a.png" alt="">'))
    first, second = (
        package(with_entries(*numbered(50), shown), root="R", images={"a.png": Image(b"x", ".png")}) for _ in range(2)
    )
    assert first == second
    assert list(tmp_path.iterdir()) == []
    assert all(one.date_time == (1980, 1, 1, 0, 0, 0) for one in zipfile.ZipFile(BytesIO(first)).infolist())


def test_note_ids_last_and_lie_before_the_notes_creation(collection: "Collection", bring: Bring) -> None:
    """A note's id depends on its entry alone, and never lies in the future."""
    bring(build(*numbered(3)))
    known = {one.note().guid: one.nid for one in in_order(collection)}
    assert all((CREATED - 86_400) * 1000 < number <= CREATED * 1000 for number in known.values())
    collection.remove_notes(list(known.values()))
    bring(build(card("before"), *reversed(numbered(3))))
    assert {guid: found(collection, guid).nid for guid in known} == known


def test_notes_whose_ids_would_fall_together_both_arrive(collection: "Collection", bring: Bring) -> None:
    """`g4264` and `g4749` come out at one millisecond; the later one takes the next."""
    bring(build(card("g4264"), card("g4749")))
    assert found(collection, "g4749").nid == found(collection, "g4264").nid + 1


@pytest.mark.parametrize(
    ("cards", "reason"),
    [
        (with_entries(card("twice"), card("twice")), "twice: two cards have this guid"),
        (with_entries(card("mute", question=" ")), "mute: has an empty front"),
        (with_entries(card("timeless"), changed=0), "timeless: has no time of change"),
        ([(card("one"), entry(card("other")))], "one: its ledger entry is that of other"),
        (with_entries(cloze("whole", sentence="No gap.")), "whole: a cloze without a gap or without an answer"),
    ],
)
def test_what_anki_would_take_wrongly_is_refused(cards: list[tuple[Card, Entry]], reason: str) -> None:
    """A mistake in the program that calls is named by guid before a package is made."""
    with pytest.raises(ValueError, match=re.escape(reason)):
        package(cards, root=None, images={})


def test_the_note_types_are_frozen() -> None:
    """Ids, names and order of note types, templates and fields never change: see `note_types`."""
    rest = ["Back", "Context", "Source", "Link", "Number", "Id", "Retired", "Spare1", "Spare2"]
    question = [*zip(["Front", *rest], range(101, 111), strict=True)]
    gap = [*zip(["Text", *rest], range(201, 211), strict=True)]
    frozen = [
        (1788000000001, "Cuedeck Question", 0, [("Cuedeck Question", 100)], question),
        (1788000000002, "Cuedeck Cloze", 1, [("Cuedeck Cloze", 200)], gap),
    ]
    present = [
        (
            one.model_id,
            one.name,
            one.model_type,
            [(template["name"], template["id"]) for template in one.templates],
            [(field["name"], field["id"]) for field in one.fields],
        )
        for one in note_types().values()
    ]
    assert present == frozen


def test_changed_templates_carry_a_new_release_date() -> None:
    """Anki takes changed templates only with a later date: set `TEMPLATES_RELEASED` when this hash changes."""
    texts = [
        text for one in note_types().values() for text in (one.css, one.templates[0]["qfmt"], one.templates[0]["afmt"])
    ]
    assert (TEMPLATES_RELEASED, hashlib.sha256("".join(texts).encode()).hexdigest()[:16]) == (
        1793491200,
        "6a4344f310460ff0",
    )
