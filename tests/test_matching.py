"""Promises of which found card is which remembered one."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest

from cuedeck.cards.card import Card, Kind
from cuedeck.cards.changes import Change, Fate, Reconciled, reconcile
from cuedeck.cards.identity import guid
from cuedeck.cards.ledger import Ledger
from tests.build_cards import card

NOON = 1_795_435_200
Said = tuple[str, str]
"""A question and its answer."""

BOWLINE = ("What is a bowline?", "A knot that makes a fixed loop")
HITCH = ("What is a clove hitch?", "A knot that ties a rope to a post with two turns")
SHEET = ("What is a sheet bend?", "A knot that joins two ropes of different thickness")


def make(said: Said, kind: Kind = Kind.DEFINITION, note: str = "A/n.md", path: tuple[str, ...] = ("N", "S")) -> Card:
    """Give a card that says something somewhere."""
    question, answer = said
    made = guid(note, kind.family, (*path, question))
    return replace(card(made, question, answer), kind=kind, note=note, path=path, context=path, deck=note[0], cue=None)


def build(
    before: Mapping[str, Ledger], *cards: Card, now: int = NOON, unread: Sequence[str] = ()
) -> dict[str, Reconciled]:
    """Build decks A and B."""
    found = {deck: [each for each in cards if each.deck == deck] for deck in "AB"}
    return reconcile(before, found, now=now, unread=unread)


def ledgers(*cards: Card) -> dict[str, Ledger]:
    """Build for the first time."""
    return {deck: built.ledger for deck, built in build({}, *cards).items()}


def after(old: Sequence[Card], new: Sequence[Card]) -> list[Change]:
    """Build twice, and tell what changed, in reading order."""
    return [change for built in build(ledgers(*old), *new, now=NOON + 60).values() for change in built.changes]


def origins(old: Sequence[Card], new: Sequence[Card]) -> list[int | None]:
    """For each new card in order, which old one it was."""
    guids = [each.guid for each in old]
    return [
        guids.index(change.was.guid) if change.was is not None else None
        for change in after(old, new)
        if change.card is not None
    ]


CLOZE, LIST, STATEMENT, TERM, QA, TABLE, ITEM = (
    Kind.CLOZE,
    Kind.LIST,
    Kind.STATEMENT,
    Kind.TERM,
    Kind.QA,
    Kind.TABLE,
    Kind.ITEM,
)


@pytest.mark.parametrize(
    ("kind", "old", "new"),
    [
        (Kind.DEFINITION, BOWLINE, ("What is a bowline?", "A knot that mkaes a fixed loop")),
        (Kind.DEFINITION, BOWLINE, ("What is a bowline?", "A knot that makes a firm loop")),
        (Kind.DEFINITION, BOWLINE, ("What is a bowlin?", "A knot that makes a fixed loop")),
        (
            Kind.DEFINITION,
            BOWLINE,
            ("What is a bowline?", "A knot that makes a fixed loop at the end of a rope, often at sea"),
        ),
        (Kind.DEFINITION, BOWLINE, ("What is the king of knots?", "A knot that makes a fixed loop")),
        (
            Kind.DEFINITION,
            ("What is mitosis?", "Cell division"),
            ("What is mitosis?", "The way that one cell becomes two"),
        ),
        (QA, ("When did the war end?", "1944"), ("When did the war end?", "1945")),
        (QA, ("How long is a marathon?", "42 miles"), ("How long is a marathon?", "42 km")),
        (QA, ("Wich river flows through Paris?", "The Seine"), ("What river runs through Paris?", "The Seine")),
        (QA, ("Is Python interpreted?", "No"), ("Is Python interpreted?", "Yes")),
        (QA, ("Is it shared?", "The cache is shared by all"), ("Is it shared?", "The cache is not shared by all")),
        (CLOZE, ("Water boils at […] degrees.", "90"), ("Water boils at […] degrees.", "100")),
        (CLOZE, ("The […] is a big organ of the body.", "liver"), ("The […] is a large organ of the body.", "liver")),
        (TERM, ("Which term is meant: “a fixed loop”?", "Bowlin"), ("Which term is meant: “a fixed loop”?", "Bowline")),
        (
            LIST,
            ("What are the three colours?", "red; green; blue"),
            ("What are the three colours?", "blue; red; green"),
        ),
        (LIST, ("What are the two colours?", "red; green"), ("What are the three colours?", "red; green; blue")),
        (
            STATEMENT,
            ("What is step 1?", "Preheat the oven to full heat"),
            ("What is step 2?", "Preheat the oven to full heat"),
        ),
    ],
)
def test_an_edit_keeps_the_card(kind: Kind, old: Said, new: Said) -> None:
    """Misspellings, other words, more words, corrections in place: one card, edited."""
    (change,) = after([make(old, kind)], [make(new, kind)])
    assert change.change is Fate.EDITED
    assert change.score is not None
    assert 0 < change.score < 1


@pytest.mark.parametrize(
    ("kind", "old", "new"),
    [
        (
            STATEMENT,
            ("What is the first step?", "Preheat the oven"),
            ("What is the first step?", "Gather all you need"),
        ),
        (QA, ("What was earned in 2019?", "5 million"), ("What was earned in 2021?", "5 million")),
        (QA, ("Which river flows through Paris?", "The Seine"), ("Which river flows through Rouen?", "The Seine")),
        (QA, ("Which cells can divide?", "Skin cells"), ("Which cells cannot divide?", "Skin and nerve cells")),
        (QA, ("Who led Ohio in the war?", "Peter led it"), ("Who led Texas in the war?", "Paul led it")),
        (
            Kind.DEFINITION,
            ("What is hypertension?", "High blood pressure"),
            ("What is hypotension?", "Low blood pressure"),
        ),
        (
            Kind.DEFINITION,
            ("What does any() return?", "True if any is true"),
            ("What does all() return?", "True if all are true"),
        ),
        (
            Kind.DEFINITION,
            ("What is vitamin C?", "An acid found in fruit"),
            ("What is vitamin D?", "An acid found in fish"),
        ),
        (CLOZE, ("In 1914 […] began.", "the First World War"), ("In 1939 […] began.", "the Second World War")),
        (CLOZE, ("The […] divides.", "cell"), ("The cell […].", "divides")),
        (LIST, ("What are the two colours?", "red; green"), ("What are the two colours?", "black; white")),
        (TABLE, ("What is the cost of Alpha?", "Low at all times"), ("What is the cost of Beta?", "Low at all times")),
        (
            ITEM,
            ("What does “Style” involve?", "Long coats of dark wool"),
            ("What does “Fit” involve?", "Long legs of light linen"),
        ),
    ],
)
def test_another_fact_is_another_card(kind: Kind, old: Said, new: Said) -> None:
    """However alike the letters are."""
    assert [change.change for change in after([make(old, kind)], [make(new, kind)])] == [Fate.NEW, Fate.RETIRED]


def test_a_card_never_changes_its_family() -> None:
    """Anki cannot turn a question into a cloze."""
    said = ("Cells divide by […] in the body of an animal.", "mitosis")
    assert origins([make(said, CLOZE)], [make(said, QA)]) == [None]


def test_siblings_never_exchange_their_histories() -> None:
    """Whether figures were corrected, entries moved, or one of them went."""
    old = [
        make((f"What was earned in {year}?", f"{amount} million")) for year, amount in ((2019, 5), (2020, 7), (2021, 9))
    ]
    corrected = [
        make((f"What was earned in {year}?", f"{amount} million")) for year, amount in ((2019, 7), (2020, 5), (2021, 9))
    ]
    shifted = [
        make((f"What was earned in {year}?", f"{amount} million")) for year, amount in ((2022, 5), (2020, 7), (2019, 9))
    ]
    assert origins(old, old[::-1]) == [2, 1, 0]
    assert origins(old, corrected) == [0, 1, 2]
    assert origins(old, shifted) == [None, 1, 0]


def test_what_could_be_two_is_none() -> None:
    """A doubtful match counts only where nothing else could be meant."""
    answer = "Preheat the oven to full heat"
    old = [make(("What is step 1?", answer))]
    assert origins(old, [make(("What is step 2?", answer)), make(("What is step 3?", answer))]) == [None, None]


def test_an_unchanged_card_elsewhere_wins_over_its_guid() -> None:
    """A guid made from a key may name another fact after an edit; then it goes to neither."""
    first = [make(BOWLINE), make(HITCH)]
    swapped = [replace(first[0], guid=first[1].guid), replace(first[1], guid=first[0].guid)]
    assert [change.change for change in after(first, swapped)] == [Fate.KEPT, Fate.KEPT]
    taken = replace(make(SHEET, path=("N", "T")), guid=first[0].guid)
    changes = after(first, [*first[1:], taken])
    new = changes[1]
    assert (new.change, new.guid != first[0].guid, new.guid[0]) == (Fate.NEW, True, "q")
    assert new.guid == after(first, [*first[1:], taken])[1].guid


def test_a_new_identity_stays_in_later_builds() -> None:
    """Though the note still says that the card has the guid of another."""
    taken = replace(make(SHEET), guid=make(BOWLINE).guid)
    second = build(ledgers(make(BOWLINE)), taken)
    third = build({deck: built.ledger for deck, built in second.items()}, taken, now=NOON + 60)
    assert [change.change for change in third["A"].changes] == [Fate.KEPT]
    assert third["A"].entries[taken.guid].guid == second["A"].entries[taken.guid].guid != taken.guid


def test_cards_of_one_guid_in_two_decks_get_two() -> None:
    """A copied note has its own cards; Anki would take them for one."""
    twin = replace(make(BOWLINE), note="B/n.md", deck="B")
    built = build({}, make(BOWLINE), twin)
    (one,), (other,) = built["A"].ledger.entries, built["B"].ledger.entries
    assert one.guid != other.guid


@pytest.mark.parametrize(
    ("note", "path", "reason"),
    [
        ("A/new.md", ("N", "S"), "file renamed from A/n.md"),
        ("A/deep/n.md", ("N", "S"), "file moved from A/n.md"),
        ("A/n.md", ("N", "Knots"), "heading renamed from “S”"),
        ("A/n.md", ("N", "S", "T"), "moved from section “S”"),
        ("A/n.md", ("Title", "S"), "title of the note changed"),
        ("B/n.md", ("N", "S"), "moved to deck B; file moved from A/n.md"),
    ],
)
def test_a_moved_card_is_the_same(note: str, path: tuple[str, ...], reason: str) -> None:
    """Edited on the way or not, and its reason tells both."""
    old = [make(said) for said in (BOWLINE, HITCH)]
    edited = ("What is a clove hitch?", "A knot that ties a line to a post with two turns")
    moved, both = after(old, [make(BOWLINE, note=note, path=path), make(edited, note=note, path=path)])
    assert [moved.was and moved.was.guid, both.was and both.was.guid] == [each.guid for each in old]
    assert (moved.change, moved.reason, moved.score) == (Fate.MOVED, reason, 1)
    assert both.change is Fate.MOVED
    assert both.reason == f"{reason}; edited: same question, answer 94 % alike"


def test_what_says_little_is_found_again_only_with_its_section() -> None:
    """`Cost? - Low` names no fact by itself; what moves with it tells where its section went."""
    cost, said = ("What is the cost?", "Low"), [BOWLINE, HITCH]
    old = [make(cost, ITEM), *(make(each) for each in said)]
    alone = [make(cost, ITEM, path=("N", "Other")), *(make(each) for each in said)]
    together = [make(cost, ITEM, path=("N", "Other")), *(make(each, path=("N", "Other")) for each in said)]
    assert origins(old, alone) == [None, 1, 2]
    assert origins(old, together) == [0, 1, 2]


def test_a_long_answer_is_found_again_below_another_heading() -> None:
    """Though the question names the heading; a short one is not, nor one that could be two."""
    said = "Six legal assistants missed deadlines and mislabeled documents of insurance companies"
    old = [
        make(("What is the problem of legal firms?", said), ITEM),
        make(("What is the cost of legal firms?", "Low"), ITEM),
    ]
    moved = make(("What is the problem of the first example?", said), ITEM, path=("N", "First example"))
    other = make(("What is the problem of the second example?", said), ITEM, path=("N", "Second example"))
    short = make(("What is the cost of the first example?", "Low"), ITEM, path=("N", "First example"))
    assert origins(old, [moved, short]) == [0, None]
    assert origins(old, [moved, other]) == [None, None]
    assert origins(old, [make(("What do they miss?", said), ITEM, path=("N", "First example"))]) == [None]
    here, elsewhere = make(BOWLINE), replace(moved, note="A/m.md")
    assert origins([*old, here, make(HITCH, note="A/m.md")], [here, elsewhere]) == [2, None]


def test_a_card_in_another_deck_leaves_its_ledger() -> None:
    """With its guid and its age, but with a number of its new deck; nothing is retired."""
    before = ledgers(make(BOWLINE), make(HITCH), make(SHEET, note="B/m.md"))
    built = build(before, make(BOWLINE), make(HITCH, note="B/m.md"), make(SHEET, note="B/m.md"), now=NOON + 60)
    assert [entry.question for entry in built["A"].ledger.entries] == [BOWLINE[0]]
    assert built["A"].ledger.next_number == 3
    moved = next(entry for entry in built["B"].ledger.entries if entry.question == HITCH[0])
    assert (moved.guid, moved.number, moved.created) == (make(HITCH).guid, 2, NOON)
    assert [change.change for change in built["A"].changes] == [Fate.KEPT]


def test_numbers_are_not_given_twice_when_a_card_returns_to_its_deck() -> None:
    """The number that it left behind stays unused."""
    there = build(ledgers(make(BOWLINE)), make(BOWLINE, note="B/n.md"))
    back = build({deck: built.ledger for deck, built in there.items()}, make(BOWLINE))
    assert [entry.number for entry in back["A"].ledger.entries] == [2]
    assert back["B"].ledger.entries == ()


def test_a_card_that_comes_back_revives_edited_or_elsewhere() -> None:
    """Its tombstone has its identity, in whatever deck."""
    gone = build(ledgers(make(BOWLINE), make(HITCH)), make(HITCH), now=NOON + 60)
    tombs = {deck: built.ledger for deck, built in gone.items()}
    edited = ("What is a bowline?", "A knot that makes a firm loop")
    for back in (make(BOWLINE), make(edited), make(BOWLINE, note="A/other.md"), make(BOWLINE, note="B/other.md")):
        revived = [
            change
            for built in build(tombs, make(HITCH), back, now=NOON + 120).values()
            for change in built.changes
            if change.change is Fate.REVIVED
        ]
        assert [(change.guid, change.entry.retired) for change in revived] == [(make(BOWLINE).guid, None)]
        assert revived[0].reason.startswith("back in the notes")


def test_the_living_come_before_the_retired() -> None:
    """Where both say the same, the card that moved is the one that was alive."""
    first = ledgers(make(BOWLINE), make(BOWLINE, note="A/m.md"))
    one_left = build(first, make(BOWLINE, note="A/m.md"), now=NOON + 60)
    moved = build({"A": one_left["A"].ledger}, make(BOWLINE, note="A/k.md"), now=NOON + 120)
    assert [change.was and change.was.note for change in moved["A"].changes] == ["A/m.md"]


def test_cards_of_a_note_that_cannot_be_read_are_nobody_elses() -> None:
    """They stay as they are, even if the same is said elsewhere."""
    before = ledgers(make(BOWLINE))
    built = build(before, make(BOWLINE, note="A/m.md"), now=NOON + 60, unread=["A/n.md"])
    assert [change.change for change in built["A"].changes] == [Fate.NEW]
    assert before["A"].entries[0] in built["A"].ledger.entries


def test_a_boilerplate_text_does_not_rename_a_note() -> None:
    """One text that two notes repeat takes no other card along."""
    advert = (
        "How does the sponsor help listeners of this show?",
        "With two free months of storage for all their files",
    )
    old = [make(advert, STATEMENT), *(make(each) for each in (BOWLINE, HITCH, SHEET))]
    guest = ("Who is the guest of the week?", "Anna")
    other = [make(advert, STATEMENT, "A/m.md"), make((guest[0], "Bert"), STATEMENT, "A/m.md")]
    assert origins([*old, make(guest, STATEMENT)], other) == [0, None]


def test_the_best_choice_is_over_all_cards_together() -> None:
    """Each of several reworded siblings goes to its own."""
    old = [make(each) for each in (BOWLINE, HITCH, SHEET)]
    new = [
        make(("What is a sheet bend?", "A knot that connects two ropes of unlike thickness")),
        make(("What is a clove hitch?", "A knot that fastens a rope to a post with two turns")),
        make(("What is a bowline?", "A knot that makes a firm loop")),
    ]
    assert origins(old, new) == [2, 1, 0]
