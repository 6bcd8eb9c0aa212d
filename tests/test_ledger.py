"""Promises of the ledger's text."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cuedeck.cards.card import Kind
from cuedeck.cards.ledger import Entry, Ledger, LedgerError, dump, parse
from cuedeck.cards.sharing import Shared
from tests import build_cards

HEADER = '{"cuedeck": "ledger", "version": 1, "deck": "A", "next_number": 9}'
LINE = (
    '{"guid": "qa", "number": 7, "kind": "definition", "note": "A/cells.md", "path": ["Cells", "Mitosis"], "cue": 81, '
    '"question": "What is mitosis?", "answer": "a “division”", "content": "0011", '
    '"created": "2026-11-23T10:00:00Z", "changed": "2026-11-24T10:00:00Z", "retired": null}'
)
ENTRY = Entry(
    guid="qa",
    number=7,
    kind=Kind.DEFINITION,
    note="A/cells.md",
    path=("Cells", "Mitosis"),
    cue=81,
    question="What is mitosis?",
    answer="a “division”",
    content="0011",
    created=1795428000,
    changed=1795514400,
)
FULL = HEADER.replace("}", ', "vault": "../notes", "cards": 1}')
TEXT = f"{FULL}\n{LINE}\n"
LEDGER = Ledger(deck="A", next_number=9, entries=(ENTRY,), vault="../notes")
OLD = replace(LEDGER, vault=None)

seconds = st.integers(0, 253_402_300_799)
texts = st.text(max_size=20)


def entry(guid: str, number: int) -> st.SearchStrategy[Entry]:
    """Anything that may be remembered of the card."""
    return st.builds(
        Entry,
        guid=st.just(guid),
        number=st.just(number),
        kind=st.sampled_from(Kind),
        note=texts,
        path=st.lists(texts, max_size=3).map(tuple),
        cue=st.none() | st.integers(),
        question=texts,
        answer=texts,
        content=texts,
        created=seconds,
        changed=seconds,
        retired=st.none() | seconds,
    )


@st.composite
def ledgers(draw: st.DrawFn) -> Ledger:
    """Any ledger: guids and numbers are unique, numbers stay below the next."""
    guids = draw(st.lists(texts, unique=True, max_size=5))
    numbers = draw(st.permutations(range(1, len(guids) + 1)))
    entries = tuple(draw(entry(guid, number)) for guid, number in zip(guids, numbers, strict=True))
    number = len(guids) + draw(st.integers(1, 9))
    return Ledger(deck=draw(texts), next_number=number, entries=entries, vault=draw(st.none() | texts))


def edited(**values: object) -> str:
    """The line above with other values."""
    return json.dumps({**json.loads(LINE), **values})


def without(name: str) -> str:
    """The line above without one field."""
    return json.dumps({key: value for key, value in json.loads(LINE).items() if key != name})


def test_the_text_is_the_one_agreed_upon() -> None:
    """Scripts and people read these lines: names, their order, times, and letters as they are."""
    assert dump(LEDGER) == TEXT


def test_a_text_is_read_value_by_value() -> None:
    """No field is swapped with another."""
    assert parse(TEXT, "A.ledger.jsonl") == LEDGER


@given(ledgers())
def test_what_is_written_is_read_back(ledger: Ledger) -> None:
    """Any text, line separators and quotes included, survives the file."""
    assert parse(dump(ledger), "A.ledger.jsonl") == ledger


@given(ledgers())
def test_one_line_a_card_below_the_header(ledger: Ledger) -> None:
    """A diff shows one card changed as one line changed."""
    assert dump(ledger).count("\n") == 1 + len(ledger.entries)
    assert dump(ledger).endswith("\n")


def test_cards_stand_sorted_by_note_then_guid() -> None:
    """The order of the file doesn't depend on the order of the build."""
    lines = [
        edited(guid=guid, number=number, note=note)
        for guid, number, note in [("b", 1, "n"), ("a", 2, "n"), ("c", 3, "m")]
    ]
    written = dump(parse("\n".join((HEADER, *lines)), "x")).splitlines()
    assert [json.loads(line)["guid"] for line in written[1:]] == ["c", "a", "b"]


@pytest.mark.parametrize("text", ["\ufeff" + TEXT, TEXT.replace("\n", "\r\n"), TEXT + "\n\n", TEXT.rstrip()])
def test_what_editors_and_git_do_to_a_text_file_does_no_harm(text: str) -> None:
    """A byte-order mark, CRLF, blank lines at the end, no newline at the end."""
    assert parse(text, "A.ledger.jsonl") == LEDGER


def test_fields_of_a_later_release_are_passed_over() -> None:
    """What version 1 promises stands, whatever else a line says."""
    assert parse(f"{HEADER}\n{edited(later=[1])}", "A.ledger.jsonl") == OLD


def test_a_header_of_an_earlier_release_is_read() -> None:
    """It tells neither where the vault lies nor how many cards there are."""
    assert parse(f"{HEADER}\n{LINE}\n", "A.ledger.jsonl") == OLD
    assert parse(f"{HEADER}\n", "A.ledger.jsonl").entries == ()


@pytest.mark.parametrize("lines", [(), (LINE,)])
def test_a_file_that_was_cut_at_the_end_of_a_line_is_refused(lines: tuple[str, ...]) -> None:
    """What is left of it looks whole, and the cards that are gone would be taken for new ones."""
    cut = "\n".join((FULL.replace('"cards": 1', '"cards": 2'), *lines))
    with pytest.raises(LedgerError, match=f"the file ends after {len(lines)} of 2 cards"):
        parse(f"{cut}\n", "A.ledger.jsonl")


def test_lines_that_a_merge_added_are_read() -> None:
    """Git puts the lines of both sides together, and may take the header of one."""
    assert len(parse(f"{TEXT}{edited(guid='qb', number=8)}\n", "A.ledger.jsonl").entries) == 2


def test_a_retired_card_stays_retired() -> None:
    """The tombstone keeps its date."""
    ledger = parse(f"{HEADER}\n{edited(retired='1970-01-01T00:01:00Z')}", "x")
    assert ledger.entries[0].retired == 60
    assert parse(dump(ledger), "x") == ledger


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("", "the first line must be a header"),
        (LINE, "the first line must be a header"),
        ("[]", "not a JSON object"),
        (HEADER.replace("1", "2"), "version 2 is not known to this cuedeck"),
        (HEADER.replace("1", "true"), "field version is not of type int: True"),
        (HEADER.replace("deck", "dock", 2), "the first line must be a header"),
        (HEADER.replace('"deck"', '"dock"'), "field missing: deck"),
        (HEADER.replace("9", '"9"'), "field next_number is not of type int: '9'"),
        (FULL.replace('"../notes"', "7"), "field vault is not of type str: 7"),
        (FULL.replace('"cards": 1', '"cards": true'), "field cards is not of type int: True"),
    ],
)
def test_a_broken_header_is_named(line: str, reason: str) -> None:
    """Nothing below an unknown header is trusted."""
    with pytest.raises(LedgerError, match=r"^decks/A\.ledger\.jsonl:1: ") as caught:
        parse(f"{line}\n", "decks/A.ledger.jsonl")
    assert caught.value.reason.startswith(reason)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (LINE[:-1], "not JSON: Expecting ',' delimiter at column"),
        ("<<<<<<< HEAD", "unresolved merge conflict"),
        ("=======", "unresolved merge conflict"),
        (">>>>>>> theirs", "unresolved merge conflict"),
        ("7", "not a JSON object"),
        (edited(number=8), "guid qa stands here twice"),
        (edited(guid="qb"), "number 7 belongs to qa already"),
        (edited(guid="qb", number=9), "number 9 is not between 1 and next_number, 9"),
        (edited(guid="qb", number=0), "number 0 is not between"),
        (edited(guid="qb", number="8"), "field number is not of type int: '8'"),
        (edited(guid="qb", number=True), "field number is not of type int: True"),
        (edited(kind="riddle"), "'riddle' is not a valid Kind"),
        (edited(path="Cells"), "field path is not of type list"),
        (edited(path=["Cells", 1]), "field path holds more than text"),
        (edited(cue="1:21"), "field cue is not of type int"),
        (edited(changed=None), "field changed is not of type str: None"),
        (edited(changed="2026-11-23T10:00:00"), "time without a zone: 2026-11-23T10:00:00"),
        (edited(created="9999-12-31T23:59:59-23:59"), "time out of range: 9999-12-31T23:59:59-23:59"),
        (edited(retired="0001-01-01T00:00:00+23:59"), "time out of range: 0001-01-01T00:00:00+23:59"),
        (edited(created="yesterday"), "Invalid isoformat string: 'yesterday'"),
        *((without(name), f"field missing: {name}") for name in json.loads(LINE)),
    ],
)
def test_a_broken_line_is_named(line: str, reason: str) -> None:
    """The error says where to look and what is wrong, whatever good lines stand around it."""
    with pytest.raises(LedgerError) as caught:
        parse(f"{HEADER}\n{LINE}\n{line}\n", "A.ledger.jsonl")
    assert str(caught.value).startswith(f"A.ledger.jsonl:3: {reason}")


@given(st.text() | st.text().map(lambda text: f"{HEADER}\n{text}"))
def test_any_text_is_read_or_refused_with_its_place(text: str) -> None:
    """No other exception comes out, whatever the file holds."""
    try:
        parse(text, "x")
    except LedgerError as error:
        assert 1 <= error.line <= text.count("\n") + 1  # noqa: PT017 - both ends are fine


def test_what_a_ledger_and_the_notes_say_is_in_memory_once() -> None:
    """Beside the cards of the notes, the texts that an unchanged one has in the ledger take no room."""
    card = build_cards.card()
    ledger = Ledger(deck="biology", next_number=2, entries=(build_cards.entry(card),))
    read = parse(dump(ledger), "biology.ledger.jsonl", Shared.by([card]))
    assert read == ledger
    (entry,) = read.entries
    texts = (entry.guid, entry.note, entry.question, entry.answer, entry.path)
    known = (card.guid, card.note, card.question.plain, card.answer.plain, card.path)
    assert all(one is other for one, other in zip(texts, known, strict=True))
