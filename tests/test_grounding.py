"""What is held against a written card: what its note does not say, and what makes a question unfair."""

from collections.abc import Iterable
from functools import cache

import pytest

from cuedeck.cards.written import Written
from cuedeck.extract.parser.parser import NoParser
from cuedeck.extract.text.place import Place, places
from cuedeck.extract.written.anchors import grounds
from cuedeck.extract.written.drafts import Drafted, drafted
from cuedeck.notes.config import Config, Limits
from cuedeck.notes.note import Note
from cuedeck.notes.reader import read_text

TOWERS = """# Lighthouses of Cornwall

## Towers

Fresnel lenses bend the light of a small lamp into one strong beam. Storms broke Eddystone's tower four times. The lamp
of Dover shines 1000 times a day and is seen from 30 kilometres away. Keepers do not sleep before dawn.

A red lamp is weaker than a white lamp. Smeaton built the third tower in 1759 from 1,493 blocks of granite. About 80 percent
of its blocks still stand today, and ten men guard them.

There are three kinds of lamps:

- Oil lamps burn with a wick.
- Gas lamps need a mantle.
- Electric lamps draw 500 watts.

The signal repeats after a pause of 5 seconds. Bohr's model shows why red light is weak.

```py
flash(lamp, times=3)
```

## Buoys

The ranges of the lamps are 350 900 `24 watts` 600. Bell buoys ring when waves rock them. A buoy of steel weighs 5 tons. Mooring chains made by Harland last for 12 years.
"""
LENSES = "Fresnel lenses bend the light of a small lamp into one strong beam."
STORMS = "Storms broke Eddystone's tower four times."
DOVER = "The lamp of Dover shines 1000 times a day and is seen from 30 kilometres away."
KEEPERS = "Keepers do not sleep before dawn."
RED = "A red lamp is weaker than a white lamp."
SMEATON = "Smeaton built the third tower in 1759 from 1,493 blocks of granite."
BLOCKS = "About 80 percent of its blocks still stand today, and ten men guard them."
KINDS = "There are three kinds of lamps:"
PAUSE = "The signal repeats after a pause of 5 seconds."
BOHR = "Bohr's model shows why red light is weak."
RANGES = "The ranges of the lamps are 350 900 `24 watts` 600."
BUOY = "A buoy of steel weighs 5 tons."

CHANGED = "its sentence says something else now"
WORDS = "its sentence does not say what the card says"
DENIED = "its sentence does not deny what the card denies"
AWAY = "the question gives the answer away"
TWICE = "it asks more than one thing"
POINTS = "the question points to something the card does not show"


@cache
def page(text: str) -> tuple[Note, tuple[Place, ...]]:
    """Read a note, with its places."""
    note = read_text(text, path="sea/towers.md", deck="sea", config=Config())
    assert isinstance(note, Note)
    return note, tuple(places(note, NoParser(), "en"))


def reasons(
    quote: str, question: str, answer: str, *, items: Iterable[str] = (), by: str = "model", text: str = TOWERS
) -> tuple[str, ...]:
    """Tell what is held against a card that was written on a note."""
    note, around = page(text)
    card = Written(note=note.path, quote=quote, question=question, answer=answer, items=tuple(items), by=by)
    (found,) = drafted(note, grounds(around), [card], Limits())
    assert isinstance(found, Drafted)
    return found.reasons


# --- good cards ---


@pytest.mark.parametrize(
    ("quote", "question", "answer"),
    [
        pytest.param(
            LENSES, "What do Fresnel lenses do with the light of a lamp?", "Bend it into one beam", id="plain"
        ),
        pytest.param(
            STORMS, "Which tower did storms break?", "The tower of Eddystone", id="possessive told without it"
        ),
        pytest.param(LENSES, "What bends light into a strong beam?", "Fresnel's lenses", id="name with a possessive"),
        pytest.param(LENSES, "What bends light into a strong beam?", "The Fresnels' lenses", id="name in the plural"),
        pytest.param(
            BOHR, "What shows why red light is weak?", "A model of Bohr", id="short name without its possessive"
        ),
        pytest.param(STORMS, "How often did storms break the tower?", "4 times", id="figure for a word"),
        pytest.param(BLOCKS, "How many men guard the blocks?", "10 men", id="ten"),
        pytest.param(DOVER, "How often does the lamp shine a day?", "1,000 times", id="comma in a thousand"),
        pytest.param(SMEATON, "From how many blocks was the tower built?", "1493 blocks", id="thousand without comma"),
        pytest.param(DOVER, "From how far is the lamp of Dover seen?", "From 30 km", id="short form of a unit"),
        pytest.param(RANGES, "At how many km is the second of the lamps seen?", "900 km", id="unit of the next cell"),
        pytest.param(BLOCKS, "How much of the tower still stands?", "80 % of its blocks", id="sign of a unit"),
        pytest.param(BLOCKS, "How much of the tower still stands?", "80% of its blocks", id="sign close to its figure"),
        pytest.param(PAUSE, "After what does the signal repeat?", "After a 5-second pause", id="second as a unit"),
        pytest.param(SMEATON, "Which tower did Smeaton build?", "Tower 3", id="figure for an ordinal"),
        pytest.param(RED, "Which is weaker, a red lamp or a white lamp?", "A red lamp", id="choice"),
        pytest.param(RED, "Is a red or a white lamp weaker?", "A red lamp", id="choice of two words"),
        pytest.param(
            SMEATON, "Who built a tower of granite in 1759?", "Smeaton built it in Cornwall", id="name of the title"
        ),
        pytest.param(
            LENSES, "How is one strong beam made of light?", "Lenses of Fresnel focus a lamp", id="other words"
        ),
        pytest.param(KEEPERS, "Who sleeps only after dawn, and when that is over?", "Keepers", id="that in its course"),
        pytest.param(RED, "How do the two lamps differ?", "A red lamp is weaker", id="one thing on two"),
        pytest.param(BUOY, "What weighs 5 tons?", "A buoy of steel", id="figure in the question"),
    ],
)
def test_a_good_card_passes(quote: str, question: str, answer: str) -> None:
    """Names, numbers and words may be spelt as the note does not spell them."""
    assert reasons(quote, question, answer) == ()


@pytest.mark.parametrize("items", [("Oil lamps", "Gas lamps", "Electric lamps"), ("Oil", "Electricity: 500 watts")])
def test_an_enumeration_may_rest_on_the_list_below_its_sentence(items: tuple[str, ...]) -> None:
    """Its words stand in the entries, not in the line that announces them."""
    assert reasons(KINDS, "Which kinds of lamps are there?", "", items=items) == ()
    sets = f"Which {('two', 'three')[len(items) - 2]} sets of lamps are there?"
    assert reasons(KINDS, sets, "", items=items) == ()


def test_nouns_of_other_languages_may_be_inflected() -> None:
    """Where all of them have capitals, none is taken for a name that the note lacks."""
    text = "# Pegel\n\nDer Pegel ist ein Gerät, das die Höhe des Wassers misst.\n"
    question, answer = "Was misst der Pegel?", "Die Höhen des Wassers"
    assert reasons("Der Pegel ist ein Gerät", question, answer, text=text) == ()


# --- what the note does not say ---


@pytest.mark.parametrize(
    ("quote", "question", "answer"),
    [
        pytest.param(LENSES, "What do Fresnel lenses do with light?", "They are weaker than white", id="another card"),
        pytest.param(
            LENSES, "What do Fresnel lenses do with light?", "They ring when waves rock", id="another section"
        ),
        pytest.param(LENSES, "What do Fresnel lenses do with light?", "They filter every colour", id="no card at all"),
        pytest.param(
            LENSES, "How is one strong beam made of light?", "Mirrors focus a lamp", id="too many other words"
        ),
    ],
)
def test_an_answer_that_its_sentence_does_not_give_is_none(quote: str, question: str, answer: str) -> None:
    """Three of five words must stand there."""
    assert WORDS in reasons(quote, question, answer)


def test_an_enumeration_that_its_list_does_not_have_is_none() -> None:
    """That of another section has the words of another section."""
    assert reasons(KINDS, "Which kinds of lamps are there?", "", items=["Bells", "Buoys", "Chains"]) == (WORDS,)


@pytest.mark.parametrize(
    ("quote", "question", "answer", "reason"),
    [
        (DOVER, "From how far is the lamp seen?", "40 kilometres away", "its section does not say `40`"),
        (STORMS, "How often did storms break the tower?", "Six times", "its section does not say `6`"),
        (SMEATON, "When was the third tower built?", "In 1758 or 1795", "its section does not say `1758`, `1795`"),
        (BUOY, "How heavy is a buoy of steel?", "12.5 tons", "its section does not say `12.5`"),
        (DOVER, "From how far is the lamp seen?", "From 30 miles away", "its section does not say 30 mile"),
        (DOVER, "From how far is the lamp seen?", "From 30 m away", "its section does not say 30 metre"),
        (BUOY, "How heavy is a buoy of steel?", "It weighs 5 kilograms", "its section does not say 5 kilogram"),
        (PAUSE, "How long is the pause?", "5 milliseconds", "its section does not say 5 millisecond"),
        (LENSES, "How strong is the beam of the lenses?", "1 strong beam of 1 lamp", "its section does not say `1`"),
    ],
)
def test_another_number_or_unit_is_not_said(quote: str, question: str, answer: str, reason: str) -> None:
    """That `one` in the note is no figure."""
    assert reason in reasons(quote, question, answer)


def test_a_number_of_another_section_is_not_said() -> None:
    """Though the note has it."""
    assert "its section does not say `12`" in reasons(BLOCKS, "How many men guard the blocks?", "12 men")


@pytest.mark.parametrize(
    ("quote", "question", "answer", "reason"),
    [
        (
            SMEATON,
            "Who built the third tower in 1759?",
            "Smeaton and Winstanley",
            "its section does not name `winstanley`",
        ),
        (SMEATON, "Who built the third tower in 1759?", "The RNLI with Smeaton", "its section does not name `rnli`"),
        (SMEATON, "Who built the third tower in 1759?", "Smeaton for Harland", "its section does not name `harland`"),
        (KINDS, "Which kinds of lamps are there?", "Oil lamps of Argand", "its section does not name `argand`"),
    ],
)
def test_an_invented_name_is_not_said(quote: str, question: str, answer: str, reason: str) -> None:
    """Nor is one that only another section names."""
    assert reason in reasons(quote, question, answer)


@pytest.mark.parametrize(
    ("quote", "question", "answer"),
    [
        (RED, "How strong is a red lamp beside a white lamp?", "It is not weaker"),
        (RED, "How strong is a red lamp beside a white lamp?", "It isn't weaker"),
        (LENSES, "What do Fresnel lenses do with light?", "They never bend it into one beam"),
    ],
)
def test_a_denial_that_the_note_does_not_have_is_not_said(quote: str, question: str, answer: str) -> None:
    """The words of its sentence are all there."""
    assert DENIED in reasons(quote, question, answer)


def test_a_sentence_that_was_edited_no_longer_carries_a_card_on_what_it_lost() -> None:
    """A card on what stayed is as good as before."""
    was = "A green lamp is weaker than a white lamp."
    assert CHANGED in reasons(was, "Which lamp is weaker than a white lamp?", "A green lamp")
    assert reasons(was, "Than which other lamp is a lamp weaker by its colour?", "Than a white lamp") == ()


# --- what is asked ---


@pytest.mark.parametrize(
    ("quote", "question", "answer", "reason"),
    [
        pytest.param(RED, "Why is a red lamp weaker than a white lamp?", "A red lamp is weaker", AWAY, id="given away"),
        pytest.param(
            STORMS, "How often, say 4 times, did storms break it?", "Four times", AWAY, id="number given away"
        ),
        pytest.param(LENSES, "What are lenses? What do they bend?", "Light", TWICE, id="two questions"),
        pytest.param(LENSES, "Which lenses bend light and what is the beam?", "Fresnel lenses", TWICE, id="two in one"),
        pytest.param(SMEATON, "Who built the tower, and when did Smeaton do it?", "Smeaton", TWICE, id="who and when"),
        pytest.param(RED, "Why is it weaker than white?", "A red lamp is", POINTS, id="it"),
        pytest.param(KEEPERS, "When do they not sleep?", "Before dawn", POINTS, id="they"),
        pytest.param(SMEATON, "Which tower did he build in 1759?", "The third", POINTS, id="he"),
        pytest.param(BUOY, "How heavy is this buoy?", "5 tons", POINTS, id="this"),
        pytest.param(BUOY, "How heavy is the buoy mentioned above, or the former?", "5 tons", POINTS, id="the former"),
    ],
)
def test_an_unfair_question_is_none(quote: str, question: str, answer: str, reason: str) -> None:
    """One who knows the note well could not answer it, or one who does not could."""
    assert reason in reasons(quote, question, answer)


@pytest.mark.parametrize(
    ("question", "items", "reason"),
    [
        ("Which three kinds of lamps are there?", ("Oil lamps", "Gas lamps", "Electric lamps"), None),
        ("Which kinds of lamps are there?", ("Oil lamps", "Gas lamps"), None),
        ("Which three kinds of lamps are there?", ("Oil lamps", "Gas lamps"), "3 things, and the answer has 2"),
        (
            "What are the two kinds of lamps?",
            ("Oil lamps", "Gas lamps", "Electric lamps"),
            "2 things, and the answer has 3",
        ),
        ("Which three kinds of lamps burn with a wick?", (), "3 things, and the answer has 1"),
    ],
)
def test_an_answer_has_as_many_things_as_its_question_asks_for(
    question: str, items: tuple[str, ...], reason: str | None
) -> None:
    """A question need not count them."""
    told = reasons(KINDS, question, "" if items else "Kinds of lamps with oil", items=items)
    assert [one for one in told if "things" in one] == ([] if reason is None else [f"the question asks for {reason}"])


def test_what_an_answer_adds_to_its_question_stands_in_its_sentence() -> None:
    """The words of a long question alone make no answer."""
    question = "What do Fresnel lenses do with the light of a small lamp?"
    assert reasons(LENSES, question, "Fresnel lenses dim the light of a small lamp") == (WORDS,)


@pytest.mark.parametrize(
    ("question", "answer", "reason"),
    [
        ("What do Fresnel lenses bend?", " ".join(["light"] * 46), "the answer has 46 words, more than 45"),
        (f"What do {'Fresnel ' * 30}lenses bend?", "The light", "the question has more than"),
        ("What do Fresnel lenses bend?", "", "nothing to ask or to answer"),
        ("What do Fresnel lenses bend?", "It is", "the answer says nothing"),
        ("What do Fresnel lenses bend?", "The light (of a lamp", "a bracket or quotation mark stays open"),
        ("What do Fresnel lenses bend?", "The light of a lamp:", "the sentence goes on elsewhere"),
    ],
)
def test_a_card_without_shape_is_none(question: str, answer: str, reason: str) -> None:
    """What no rule may make, nobody else may, either."""
    assert any(told.startswith(reason) for told in reasons(LENSES, question, answer))


# --- what a person wrote ---


@pytest.mark.parametrize(
    ("quote", "question", "answer"),
    [
        (LENSES, "What do Fresnel lenses do with light?", "They ring when waves rock"),
        (DOVER, "From how far is the lamp seen?", "40 miles away"),
        (SMEATON, "Who built the third tower in 1759?", "Smeaton and Winstanley"),
        (RED, "How strong is a red lamp beside a white lamp?", "It is not weaker"),
        (RED, "Why is a red lamp weaker than a white lamp?", "A red lamp is weaker"),
        (LENSES, "What are lenses? What do they bend?", "Light"),
        (RED, "Why is it weaker than this?", "It is"),
        (LENSES, "What do Fresnel lenses bend?", "The light (of a lamp:"),
        (LENSES, "What do Fresnel lenses bend?", " ".join(["light"] * 46)),
        ("A green lamp is weaker than a white lamp.", "Which lamp is weaker than a white lamp?", "A green lamp"),
    ],
)
def test_what_a_person_wrote_is_taken_as_it_is(quote: str, question: str, answer: str) -> None:
    """They know what they want to learn; from a model it is none."""
    assert reasons(quote, question, answer, by="you") == ()
    assert reasons(quote, question, answer) != ()


@pytest.mark.parametrize(
    ("question", "answer"),
    [("What do Fresnel lenses bend?", ""), ("What do Fresnel lenses bend?", " ".join(["light"] * 401)), (" ", "Light")],
)
def test_what_a_person_wrote_must_be_a_card(question: str, answer: str) -> None:
    """With something on both sides, and no more than can be recalled."""
    assert reasons(LENSES, question, answer, by="you") != ()
