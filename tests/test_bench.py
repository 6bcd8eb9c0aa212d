"""The figures of `bench`, on data small enough to count by hand."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from bench import judging
from bench.facts import Fact, covered, is_at, is_fair, normal, of_note
from bench.score import main
from bench.sentences import read
from cuedeck.cards.card import Card, Kind
from tests.build_cards import card, cloze
from tests.vaults import write

NOTE = """# Knots

- **Bowline:** A knot that makes a fixed loop at the end of a rope. [00:10]
- **Clove hitch:** A knot that ties a rope to a post with two turns. [00:20]
"""
FACTS = [
    {
        "id": 1,
        "ask": "What is a bowline?",
        "answer": "A knot that makes a fixed loop",
        "about": [["bowline"]],
        "must": [["loop", "eye"], ["fixed"]],
        "list": False,
        "from": "definition",
        "cue": [10],
        "weight": 2,
    },
    {
        "id": 2,
        "ask": "What is a sheet bend for?",
        "answer": "Joining two ropes",
        "about": [["sheet bend"]],
        "must": [["join"]],
        "list": False,
        "from": "prose",
        "cue": [],
        "weight": 1,
    },
]
SENTENCES = """1\tA bowline is a knot that makes a fixed loop at the end of a rope.
0\tThe harbour was busy that morning.
1\tAnd so it was called, for ever after.
"""


def fact(about: str, *must: str, is_list: bool = False, cue: tuple[int, ...] = (), weight: int = 1) -> Fact:
    """Give a fact with one spelling for each word that must show up."""
    return Fact(
        ask="",
        answer="",
        source="prose",
        about=((about,),),
        must=tuple((word,) for word in must),
        is_list=is_list,
        cue=cue,
        weight=weight,
    )


def asking(question: str, answer: str, *items: str) -> Card:
    """Give a card with no context."""
    return replace(card(question=question, answer=answer), context=(), items=items)


def test_the_table_has_a_row_for_each_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Facts of a note, all facts, facts by source; then sentences."""
    write(tmp_path, {"notes/knots.md": NOTE, "facts/knots.json": json.dumps({"note": "knots.md", "facts": FACTS})})
    write(tmp_path, {"sentences.tsv": SENTENCES})
    arguments = ["--facts", tmp_path / "facts", "--notes", tmp_path / "notes", "--missed"]
    assert main([str(one) for one in [*arguments, "--sentences", tmp_path / "sentences.tsv"]]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "knots.md (prose, 1): What is a sheet bend for? -> Joining two ropes"
    rows = {line.split("  ")[0]: line.split()[-5:] for line in lines[1:] if line}
    assert rows["knots"][:4] == rows["all"][:4] == ["1/2", "0.667", "1/1", "1/1"]
    assert rows["sentences.tsv"][1:] == ["1.000", "0.500", "0.667", "3"]


@pytest.mark.parametrize("arguments", [[], ["--facts", "x"], ["--notes", "x"]])
def test_a_command_without_its_data_is_refused(arguments: list[str]) -> None:
    """Facts need their notes."""
    with pytest.raises(SystemExit, match="2"):
        main(arguments)


def test_a_line_without_a_label_is_told(tmp_path: Path) -> None:
    """With file and line."""
    file = write(tmp_path, {"s.tsv": "1\tA knot.\n\nno label\n"}) / "s.tsv"
    with pytest.raises(ValueError, match=r"s\.tsv:3: no label"):
        read(file)


def test_words_are_compared_without_punctuation() -> None:
    """Figures keep their points and signs."""
    assert normal("Café’s “3.5 %”, 1,000.") == " café s 3.5 % 1000 "


def test_a_card_counts_for_one_fact_and_central_facts_come_first() -> None:
    """As many facts as can be are covered."""
    both, one = asking("What is a bowline?", "A loop knot"), asking("Which loop is a bowline?", "The knot kind")
    loop, knot = fact("bowline", "loop"), fact("bowline", "knot", weight=2)
    assert covered([loop, knot], [both, one]) == {0: both, 1: one}
    assert covered([loop, knot], [both]) == {1: both}


def test_only_the_first_of_two_equal_fronts_counts() -> None:
    """Case and punctuation aside."""
    again = asking("what is a BOWLINE", "A loop")
    assert covered([fact("bowline", "loop")], [asking("What is a bowline?", "A knot"), again]) == {}


def test_short_words_stand_alone() -> None:
    """`art` is not inside `part`, but `divid` is inside `divides`."""
    divides = asking("What does a part do?", "It divides in two")
    assert covered([fact("part", "divid")], [divides])
    assert not covered([fact("art", "divid")], [divides])


def test_four_fifths_of_a_list_are_enough() -> None:
    """A fact that is no list needs all."""
    five = asking("Which ropes?", "Hemp; Sisal; Jute; Nylon", "Hemp", "Sisal", "Jute", "Nylon")
    wanted = ("hemp", "sisal", "jute", "nylon", "cotton")
    assert covered([fact("rope", *wanted, is_list=True)], [five])
    assert not covered([fact("rope", *wanted)], [five])


def test_a_gap_holds_a_part_of_the_answer() -> None:
    """The sentence may hold the rest."""
    gap = replace(cloze(sentence="A bowline makes a fixed […].", gap="loop"), context=())
    assert covered([fact("bowline", "loop", "fixed")], [gap])
    assert not covered([fact("bowline", "fixed")], [gap])


def test_unfair_cards_do_not_count() -> None:
    """Those that are too long, and those that give the answer away."""
    assert is_fair(asking("What is a bowline?", "A loop"))
    assert not is_fair(asking("What is a loop knot?", "A loop knot"))
    assert not is_fair(asking("What is a bowline?", "loop " * 46))
    assert is_fair(asking("What is a bowline?", "loop " * 46, "loop", "knot"))
    assert not is_fair(asking("loop " * 31, "A knot"))
    assert is_fair(replace(asking("loop " * 31, "A knot"), kind=Kind.CLOZE))


def test_a_cue_is_right_at_its_second_or_where_a_shifted_one_belongs() -> None:
    """`01:21:00` that should be `00:01:21` may be put right."""
    assert is_at(card(), fact("x", cue=(81,)))
    assert is_at(card(), fact("x", cue=(81 * 60,)))
    assert not is_at(card(), fact("x", cue=(80,)))
    assert not is_at(replace(card(), cue=None), fact("x", cue=(81,)))


def test_notes_are_found_by_the_end_of_their_path() -> None:
    """Whichever path is longer."""
    own = card()
    assert of_note([own], "cell_division.md") == of_note([own], "vault/biology/cell_division.md") == [own]
    assert of_note([own], "division.md") == []


def test_the_cards_of_rules_are_counted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each rule is told with the number of its cards, and of those that raise no doubt."""
    notes = write(tmp_path, {"sea/knots.md": NOTE})
    assert judging.main(["count", "--notes", str(notes)]) == 0
    assert capsys.readouterr().out.split() == ["term", "2", "2"]
