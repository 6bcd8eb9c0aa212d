"""Cards share the texts that they have in common, and stay what they are."""

from dataclasses import fields, replace

from cuedeck.cards.card import Card, Face, Kind, Tier
from cuedeck.cards.sharing import Shared
from cuedeck.notes.cue import Cue
from tests.build_cards import card


def other(text: str) -> str:
    """The same text elsewhere in memory, as what is read from a file."""
    return text.encode().decode()


def test_a_card_stays_what_it_is() -> None:
    """Whatever it shares."""
    one = Card(
        guid="q",
        kind=Kind.LIST,
        question=Face(plain="Which knots?", html="Which <b>knots</b>?"),
        answer=Face(plain="Bowline; hitch", html="<ul></ul>"),
        items=("Bowline", "hitch"),
        context=("Knots",),
        cue=Cue(seconds=7, url=None),
        note="sea/knots.md",
        line=3,
        deck="sea",
        tags=("rope",),
        path=("Knots", "Loops"),
        pictures=("knot.png",),
        tier=Tier.OFFERED,
        is_vocabulary=True,
        by="you",
        doubt="vague",
        statement="A bowline is a knot",
    )
    assert all(getattr(one, field.name) != field.default for field in fields(Card))
    assert Shared().card(one) == one


def test_what_two_cards_have_in_common_is_in_memory_once() -> None:
    """Their note, deck, headings and statement; of a side its plain text, where it has no markup."""
    shared = Shared()
    path, statement = ("Knots", "Loops of a rope"), "A bowline is a knot"
    one, two = (
        shared.card(
            replace(
                card(),
                note=other("A/knots.md"),
                path=tuple(map(other, path)),
                statement=other(statement),
                question=Face(plain=other("What?"), html=other("What?")),
            )
        )
        for _ in range(2)
    )
    assert one.note is two.note
    assert one.path is two.path
    assert one.statement is two.statement
    assert one.question.html is one.question.plain
