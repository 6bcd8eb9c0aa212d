"""What holds for written cards, whatever a model says and whatever stands in a file."""

import json
from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from cuedeck.cards import written
from cuedeck.cards.written import Asked, Writings, Written, WrittenError
from cuedeck.decks.asking.passages import Passage
from cuedeck.decks.asking.prompt import Prompt
from cuedeck.decks.asking.replies import ReplyError, read_replies, read_reply
from cuedeck.decks.asking.requests import Request
from cuedeck.extract.parser.parser import NoParser
from cuedeck.extract.text.place import Place, places
from cuedeck.extract.written.anchors import Ground, anchor, grounds
from cuedeck.extract.written.drafts import Drafted, drafted
from cuedeck.notes.config import Config, Limits
from cuedeck.notes.fragment import fragment
from cuedeck.notes.note import Note
from cuedeck.notes.reader import read_text
from cuedeck.notes.text import Mark

WAVES = """# Waves

A **wave**  is a [[swell | rise]] of water, e.g. of a sea. [00:01:21] It breaks in 3 m of water!
Its name — "billow" — is old. [1:30, 2:40]

- **Crest:** The highest point `h[i]` with $h^2$ | and *foam*. [00:02:05]
  1. İts foam does not sink…

| Wave | Height |
| ---- | ------ |
| Ripple | 2 cm [00:03:00] |
| [00:03:10] | |

> [!note] Don't swim
> The tide is 1,000 times as strong.
"""
_SPEAKING = Mark.LINK | Mark.CLOZE | Mark.ASKS | Mark.BOTH_WAYS
REQUEST = Request(
    (
        Passage(
            note="sea/waves.md", line=3, title="Waves", headings=("Waves",), text="A wave.", marks=("ab", "cd", "ef")
        ),
    ),
    Prompt("Write at most $most cards.", "1"),
)
FIELDS = ("note", "by", "quote", "question", "answer", "items", "asked", "prompt", "sentences", "cards", "text")
PIECES = (
    *(f'"{name}": ' for name in FIELDS),
    '{"cards": [',
    '{"question": "Why?", "answer": "So", "quote": "It is so.", "items": []}',
    '{"note": "a.md", "by": "you", "asked": "f00"}',
    "```json\n",
    "<think>",
    "</think>",
    "<<<<<<< HEAD\n",
    '"\\ud800"',
    '"words"',
    "[" * 50,
    "9" * 5000,
    "NaN",
    "1e999",
    "null",
    *'{}[],:"\n\ufeff\u2028\r',
)
replies = st.lists(st.sampled_from(PIECES) | st.text(max_size=5), max_size=20).map("".join)
said = st.text(min_size=1, max_size=30)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)
records = st.dictionaries(st.sampled_from(FIELDS) | st.text(max_size=5), values | said, max_size=9)
more = st.dictionaries(st.text(max_size=8).filter(lambda name: name not in FIELDS), values, max_size=3)
cards = st.builds(
    Written,
    note=said,
    quote=said,
    question=said,
    answer=st.text(max_size=30),
    items=st.lists(said, max_size=3).map(tuple),
    by=said,
    more=more,
)
asked = st.builds(
    Asked,
    note=said,
    asked=said,
    by=said,
    prompt=st.text(max_size=5),
    sentences=st.lists(st.text(max_size=5), max_size=3).map(tuple),
    more=more,
)
MARKS = (
    "#card",
    "{{c1::x}}",
    "[x](y)",
    "[[x|y]]",
    "![x](y)",
    "**",
    "`",
    "$",
    "[[",
    "]]",
    "|",
    "[00:01:21]",
    "<b>",
    "{{c1::",
    "}}",
    "\n",
    "- ",
    "# ",
    "> ",
    "\\",
    "==",
    "—",
)


@cache
def waves() -> tuple[Note, tuple[Place, ...], tuple[Ground, ...]]:
    """Read the note, with its places and texts."""
    note = read_text(WAVES, path="sea/waves.md", deck="sea", config=Config())
    assert isinstance(note, Note)
    around = tuple(places(note, NoParser(), "en"))
    return note, around, grounds(around)


quotes = st.lists(st.sampled_from([*WAVES.split(), *MARKS]) | st.text(max_size=5), max_size=12).map(" ".join)
texts = st.text(max_size=60) | quotes


# --- replies ---


@given(replies | values.map(json.dumps))
def test_any_reply_gives_cards_or_its_error(text: str) -> None:
    """No more than were asked for, each of which a file can hold."""
    try:
        cards = read_reply(text, REQUEST, "small-model").cards
    except ReplyError:
        return
    assert len(cards) <= REQUEST.most == 3
    assert list(written.faults(written.dump(cards))) == []
    assert all((card.note, card.by) == ("sea/waves.md", "small-model") for card in cards)


@given(replies | values.map(json.dumps))
def test_any_text_of_replies_is_read_or_gives_its_error(text: str) -> None:
    """As it is pasted from anywhere."""
    try:
        read = list(read_replies(text, "you"))
    except ReplyError:
        return
    assert all(card.question.strip() and card.quote.strip() for reply in read for card in reply.cards)


@settings(max_examples=50)
@given(st.lists(cards, max_size=3), said, said)
def test_cards_are_found_whatever_a_model_says_around_them(own: list[Written], before: str, after: str) -> None:
    """Unless that is JSON itself."""
    sound = [card for card in own if all(map(str.strip, (card.question, card.answer, card.quote, *card.items)))]
    body = json.dumps({"cards": [card.record() for card in sound]})
    chat = [words.replace("{", "(").replace("[", "(").replace("<", "(") for words in (before, after)]
    read = read_reply(body.join(chat), REQUEST, "small-model").cards
    assert [card.question for card in read] == [card.question.strip() for card in sound]


# --- files ---


@given(replies | records.map(json.dumps) | records.map(lambda record: json.dumps(record, ensure_ascii=False)))
def test_any_text_is_a_file_or_has_faults(text: str) -> None:
    """The first of which is the error."""
    found = list(written.faults(text))
    told: list[tuple[int, str]] = []
    try:
        written.parse(text, "x")
    except WrittenError as error:
        told.append((error.line, error.reason))
    assert told == found[:1]


@settings(max_examples=50)
@given(st.lists(cards, max_size=3), st.lists(asked, max_size=3))
def test_what_is_written_is_read_again(own: list[Written], rows: list[Asked]) -> None:
    """With all fields of other programs."""
    text = written.dump((*rows, *own))
    assert written.parse(text, "x") == Writings(tuple(own), tuple(rows))
    read = written.parse(text, "x")
    assert written.dump((*read.asked, *read.cards)) == text


# --- quotes ---


@given(texts)
def test_any_text_is_a_fragment(text: str) -> None:
    """One line of words, without what would load, link or ask."""
    words = fragment(text)
    assert "\n" not in words.plain
    assert not words.stamps
    assert not any(span.marks & _SPEAKING or span.target or span.line for span in words.spans)
    assert fragment(words.plain).plain or not words.plain.strip()


@given(texts)
def test_any_quote_stands_in_the_note_or_does_not(quote: str) -> None:
    """A statement is made of whole sentences of one text, with its line."""
    _, _, within = waves()
    found = anchor(quote, within)
    if found is None:
        return
    assert any(found.statement.plain in ground.text.plain for ground in within)
    assert found.statement.plain.strip()
    assert 1 <= found.statement.line <= WAVES.count("\n")


@given(st.data())
def test_whatever_words_of_the_note_are_quoted_are_found(data: st.DataObject) -> None:
    """In a statement that holds them."""
    _, _, within = waves()
    ground = data.draw(st.sampled_from(within))
    words = ground.text.plain.split()
    start = data.draw(st.integers(0, len(words) - 1))
    quote = " ".join(words[start : data.draw(st.integers(start + 1, len(words)))])
    found = anchor(quote, within)
    if any(letter.isalnum() for letter in quote):
        assert found is not None
        assert quote.lower() in " ".join(found.statement.plain.split()).lower()


@given(texts, texts, texts, st.lists(texts, max_size=3), st.sampled_from(["you", "small-model"]))
def test_any_card_is_a_draft_or_lost(quote: str, question: str, answer: str, items: list[str], by: str) -> None:
    """Whatever it says, nothing is raised."""
    note, around, _ = waves()
    card = Written(note=note.path, quote=quote, question=question, answer=answer, items=tuple(items), by=by)
    (found,) = drafted(note, grounds(around), [card], Limits())
    assert found is card or isinstance(found, Drafted)
