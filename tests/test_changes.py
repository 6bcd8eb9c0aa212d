"""Promises of what a build remembers."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cuedeck.cards.card import Card, Face, Kind
from cuedeck.cards.changes import Fate, Reconciled, reconcile
from cuedeck.cards.ledger import Entry, Ledger
from cuedeck.notes.cue import Cue

NOON = 1_795_435_200
GUIDS = ("qa", "qb", "qc", "qd")

answers = st.sampled_from(["one", "two", "three"])
decks = st.dictionaries(st.sampled_from(GUIDS), answers).map(
    lambda drawn: [card(guid, answer) for guid, answer in drawn.items()]
)
clocks = st.integers(0, 2 * NOON)
builds = st.lists(st.tuples(decks, clocks), min_size=1, max_size=6)


def card(guid: str = "qa", answer: str = "one", note: str = "A/cells.md") -> Card:
    """A card with nothing unusual."""
    return Card(
        guid=guid,
        kind=Kind.DEFINITION,
        question=Face(plain=f"What is {guid}?", html=f"What is {guid}?"),
        answer=Face(plain=answer, html=answer),
        cue=Cue(seconds=81, url=None),
        note=note,
        line=3,
        deck="A",
        path=("Cells", "Mitosis"),
    )


def face(text: str) -> Face:
    """One side without markup."""
    return Face(plain=text, html=text)


CARD = card()
OTHER = face("other")
UNSEEN = "markup, link, context, tags or deck changed"


def build(ledger: Ledger | None, *cards: Card, now: int = NOON, unread: tuple[str, ...] = ()) -> Reconciled:
    """One build of deck A."""
    return reconcile({} if ledger is None else {"A": ledger}, {"A": cards}, now=now, unread=unread)["A"]


def build_all(drawn: list[tuple[list[Card], int]]) -> list[Reconciled]:
    """Builds one after the other, each on the ledger of the one before."""
    done: list[Reconciled] = []
    for cards, now in drawn:
        done.append(build(done[-1].ledger if done else None, *cards, now=now))
    return done


def only(result: Reconciled) -> Entry:
    """The one entry remembered."""
    (entry,) = result.ledger.entries
    return entry


def fates(result: Reconciled) -> dict[str, Fate]:
    """What became of each card, by guid."""
    return {change.guid: change.change for change in result.changes}


def test_the_first_build_numbers_cards_in_reading_order() -> None:
    """Numbers count from 1, and everything about a card is written down."""
    result = build(None, card("qb"), card("qa"))
    assert [(change.guid, change.number, change.score) for change in result.changes] == [
        ("qb", 1, None),
        ("qa", 2, None),
    ]
    assert result.ledger.next_number == 3
    entry = result.entries["qb"]
    assert entry == Entry(
        guid="qb",
        number=1,
        kind=Kind.DEFINITION,
        note="A/cells.md",
        path=("Cells", "Mitosis"),
        cue=81,
        question="What is qb?",
        answer="one",
        content=entry.content,
        created=NOON,
        changed=NOON,
    )


@given(builds, decks, clocks)
def test_the_same_cards_twice_change_nothing(drawn: list[tuple[list[Card], int]], cards: list[Card], now: int) -> None:
    """A second build of the same notes leaves the ledger as it is, whatever came before and whenever it runs."""
    first = build_all([*drawn, (cards, now)])[-1]
    second = build(first.ledger, *cards, now=now + 1)
    assert second.ledger == first.ledger
    assert set(fates(second).values()) <= {Fate.KEPT}


@given(builds)
def test_a_guid_keeps_its_number_and_a_number_its_guid(drawn: list[tuple[list[Card], int]]) -> None:
    """Through edits, retirement and revival no number is given twice, nor taken away."""
    pairs = {(entry.guid, entry.number) for result in build_all(drawn) for entry in result.ledger.entries}
    assert len(pairs) == len({guid for guid, _ in pairs}) == len({number for _, number in pairs})


@given(builds)
def test_numbers_stay_below_the_next(drawn: list[tuple[list[Card], int]]) -> None:
    """So that the next card's number is free."""
    for result in build_all(drawn):
        assert all(0 < entry.number < result.ledger.next_number for entry in result.ledger.entries)


@given(builds)
def test_changed_grows_exactly_when_something_changed(drawn: list[tuple[list[Card], int]]) -> None:
    """Even with a clock that stands still or goes back, since Anki takes only a strictly newer note."""
    for result in build_all(drawn):
        for change in result.changes:
            if change.was is not None:
                assert (change.entry.changed > change.was.changed) == (change.change is not Fate.KEPT)
                assert change.entry.created == change.was.created


@given(builds)
def test_alive_are_the_cards_found_and_no_others(drawn: list[tuple[list[Card], int]]) -> None:
    """Retired cards stay in the ledger as tombstones."""
    for (cards, _), result in zip(drawn, build_all(drawn), strict=True):
        alive = {entry.guid for entry in result.ledger.entries if entry.retired is None}
        assert alive == result.entries.keys() == {found.guid for found in cards}


@given(builds)
def test_every_change_is_counted(drawn: list[tuple[list[Card], int]]) -> None:
    """Every fate is named, met or not."""
    for result in build_all(drawn):
        assert list(result.counts) == ["kept", "edited", "moved", "new", "retired", "revived"]
        assert sum(result.counts.values()) == len(result.changes)


def test_an_edited_answer_keeps_its_card() -> None:
    """The edit is dated now, or a second after the last change where the clock lags."""
    first = build(None, card())
    late = build(first.ledger, card(answer="two"), now=NOON + 60)
    assert late.counts["edited"] == 1
    assert (only(late).answer, only(late).number, only(late).changed) == ("two", 1, NOON + 60)
    assert only(build(first.ledger, card(answer="two"), now=NOON - 60)).changed == NOON + 1


@pytest.mark.parametrize(
    ("found", "fate", "score", "reason"),
    [
        (CARD, Fate.KEPT, 1, "the same"),
        (replace(CARD, line=99), Fate.KEPT, 1, "the same"),
        (
            replace(CARD, answer=face("One!")),
            Fate.EDITED,
            1,
            "same question, answer the same but for case and punctuation",
        ),
        (
            replace(CARD, answer=OTHER),
            Fate.EDITED,
            0.83,
            "same question, answer 50 % alike; nothing else could be meant",
        ),
        (replace(CARD, kind=Kind.TERM), Fate.EDITED, 1, "definition became term"),
        (replace(CARD, cue=None), Fate.EDITED, 1, "time changed"),
        (replace(CARD, cue=Cue(81, "https://example.org")), Fate.EDITED, 1, UNSEEN),
        (replace(CARD, tags=("more",)), Fate.EDITED, 1, UNSEEN),
        (replace(CARD, note="A/division.md"), Fate.MOVED, 1, "file renamed from A/cells.md"),
        (replace(CARD, note="A/old/cells.md"), Fate.MOVED, 1, "file moved from A/cells.md"),
        (replace(CARD, path=("Cell", "Mitosis")), Fate.MOVED, 1, "title of the note changed"),
        (replace(CARD, path=("Cells", "Mitoses")), Fate.MOVED, 1, "heading renamed from “Mitosis”"),
        (
            replace(CARD, path=("Cells", "Mitosis", "More"), question=face("WHAT is qa, in Cells of Bees?")),
            Fate.MOVED,
            1,
            "moved from section “Mitosis”; edited: question the same but for case and punctuation, same answer",
        ),
    ],
)
def test_a_change_says_how_the_card_was_known_and_what_differs(
    found: Card, fate: Fate, score: float, reason: str
) -> None:
    """The words of the plan."""
    was = replace(CARD, question=face(found.question.plain.replace("WHAT", "What")))
    (change,) = build(build(None, was).ledger, found).changes
    assert (change.change, change.reason, change.score, change.card) == (fate, reason, score, found)


def test_a_card_gone_from_the_notes_is_retired_once() -> None:
    """Its date stays that of the build that missed it first, and later builds report nothing."""
    gone = build(build(None, card()).ledger, now=NOON + 60)
    assert fates(gone) == {"qa": Fate.RETIRED}
    assert [(change.card, change.score, change.entry.retired) for change in gone.changes] == [(None, None, NOON + 60)]
    later = build(gone.ledger, now=NOON + 120)
    assert later.ledger == gone.ledger
    assert later.changes == ()


def test_a_card_that_comes_back_is_revived() -> None:
    """With its number and creation, alive, later than its tombstone, unedited or not."""
    gone = build(build(None, card("qa"), card("qb")).ledger, card("qb"), now=NOON + 60)
    back = build(gone.ledger, card("qc"), card("qb"), card("qa", "two"), now=NOON + 60)
    assert fates(back) == {"qc": Fate.NEW, "qb": Fate.KEPT, "qa": Fate.REVIVED}
    entry = back.entries["qa"]
    assert (entry.number, entry.created, entry.changed, entry.retired) == (1, NOON, NOON + 61, None)
    assert back.entries["qc"].number == 3


def test_a_number_is_not_reused_even_if_its_line_was_deleted() -> None:
    """The header remembers how far numbers have gone."""
    assert build(Ledger(deck="A", next_number=9), CARD).entries["qa"].number == 9


def test_changes_come_in_reading_order_then_what_is_gone() -> None:
    """A plan reads like the notes."""
    first = build(None, card("qa"), card("qb"), card("qc"), card("qd", note="A/atoms.md"))
    result = build(first.ledger, card("qc"), card("qb"))
    assert [change.guid for change in result.changes] == ["qc", "qb", "qd", "qa"]


def test_a_note_that_could_not_be_read_retires_nothing() -> None:
    """A user's mistake in one note leaves its cards as they were; those of other notes go on as ever."""
    first = build(None, card("qa"), card("qb", note="A/broken.md"), card("qc"))
    result = build(first.ledger, card("qc"), now=NOON + 60, unread=("A/broken.md",))
    assert fates(result) == {"qc": Fate.KEPT, "qa": Fate.RETIRED}
    assert [entry for entry in result.ledger.entries if entry.guid == "qb"] == [first.entries["qb"]]
    assert result.entries.keys() == {"qc"}


def test_two_cards_of_one_guid_are_refused() -> None:
    """Anki would keep both for good."""
    with pytest.raises(ValueError, match="1 cards of deck A share a guid"):
        build(None, card("qa"), card("qb"), card("qa"))
