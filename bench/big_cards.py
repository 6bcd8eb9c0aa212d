"""Cards of decks larger than anybody has written: as many as are asked for, told by a seed, with words as in lectures.

Every note has an outline, and of each section some cards of every kind that rules make: definitions and their reverse,
lists and their entries, rows of tables, statements and gaps. A few say what another note says, in nearly the same
words, as notes on one recording do.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from html import escape
from itertools import islice, product
from random import Random

from cuedeck.cards.card import Card, Face, Kind
from cuedeck.cards.identity import guid
from cuedeck.notes.cue import Cue

CARDS_OF_NOTE = 24
"""As many as a note of an hour gives, about."""
_RESTATED = 0.02
"""Share of cards that say what an earlier one says."""
_KEPT = 400
"""Cards among which one is chosen to be said again."""
_STARTS = "ab bra cel den el fer gly hy ion ka lum mem neu os pro qua res syn thal ur vas xen zy".split()
_MIDDLES = "a bo cy do e flu go i lo ma ni o pho ri so ta u vi".split()
_ENDS = "cin dine fer gen late lysis mer mide nase phase ron sis sol tion tone trix tum zome".split()
_RARE = [f"{start}{middle}{end}" for start, middle, end in product(_STARTS, _MIDDLES, _ENDS)]
"""Names of things, 7,000 or so."""
_COMMON = """
    cell water energy market price signal wave force rate model data memory layer surface process system pressure field
    current growth value network state path source change balance order point group part structure reaction membrane
    protein vessel teacher student theory method result question language word sentence history war treaty king trade
""".split()
_VERBS = "moves holds carries lowers raises breaks stores binds splits joins measures describes needs turns".split()
_LINKS = "in of with through between under after without around from".split()


def cards(number: int, *, notes_of_deck: int, deck: str = "A", seed: int = 1) -> Iterator[Card]:
    """So many cards in reading order, in sub-decks of `deck` that hold `notes_of_deck` notes each."""
    random = Random(seed)  # noqa: S311 - nothing secret
    said: list[Card] = []
    every = (card for at in range(number) for card in _note(at, f"{deck}::Part {at // notes_of_deck}", random, said))
    return islice(every, number)


def _note(at: int, deck: str, random: Random, said: list[Card]) -> Iterator[Card]:
    """The cards of one note; some of them are kept in `said`, to be said again."""
    title = f"{random.choice(_RARE).title()} {random.choice(_COMMON)} {at}"
    path = f"{deck.replace('::', '/')}/note_{at:06}.md"
    line = 10
    left = random.randint(CARDS_OF_NOTE // 2, CARDS_OF_NOTE * 3 // 2)
    while left > 0:
        section = (title, f"{random.choice(_COMMON).title()} and {random.choice(_RARE)}")
        for _ in range(random.randint(2, 4)):
            line += random.randint(1, 3)
            blank = _blank(path, deck, section, line, random)
            for card in random.choice(_SHAPES)(blank, random):
                left -= 1
                yield _again(card, said, random) if said and random.random() < _RESTATED else card
                if random.random() < 0.2:
                    said.append(card)
                    del said[:-_KEPT]


def _again(card: Card, said: Sequence[Card], random: Random) -> Card:
    """What an earlier card says, where this one stands, in words that differ a little."""
    other = random.choice(said)
    return replace(
        card,
        kind=other.kind,
        question=other.question,
        answer=_face(f"{other.answer.plain} {random.choice(_LINKS)} {random.choice(_COMMON)}")
        if other.kind is Kind.STATEMENT
        else other.answer,
        items=other.items,
        guid=guid(card.note, other.kind.family, (other.question.plain,), card.line),
    )


def _blank(note: str, deck: str, section: tuple[str, ...], line: int, random: Random) -> Card:
    second = random.randint(5, 5000)
    return Card(
        guid="",
        kind=Kind.STATEMENT,
        question=_face(""),
        answer=_face(""),
        context=tuple(section),
        cue=Cue(second, f"https://www.youtube.com/watch?v=cuedeck0001&t={second}s", inherited=random.random() < 0.3),
        note=note,
        line=line,
        deck=deck,
        tags=("lectures", "term-1"),
        path=section,
    )


def _made(blank: Card, kind: Kind, question: str, answer: str, *, items: tuple[str, ...] = (), at: int = 0) -> Card:
    return replace(
        blank,
        kind=kind,
        guid=guid(blank.note, kind.family, (str(kind), question, str(blank.line)), at),
        question=_face(question),
        answer=_face(answer) if not items else Face(plain=answer, html=_list(items)),
        items=items,
        statement=blank.statement or f"{question} {answer}",
    )


def _face(plain: str) -> Face:
    html = escape(plain, quote=False)
    head, blank, rest = html.partition(" ")
    return Face(plain=plain, html=f"<strong>{head}</strong> {rest}" if blank and len(plain) % 4 == 0 else html)


def _list(items: Sequence[str]) -> str:
    return f"<ul>{''.join(f'<li>{escape(item, quote=False)}</li>' for item in items)}</ul>"


def _definition(blank: Card, random: Random) -> Iterator[Card]:
    term, meaning = f"{random.choice(_RARE)} {random.choice(_COMMON)}", _clause(random, 12)
    blank = replace(blank, statement=f"{term.capitalize()}: {meaning}")
    yield _made(blank, Kind.DEFINITION, f"What is a {term}?", meaning)
    yield _made(blank, Kind.TERM, f"What is called so: {meaning}?", term)


def _enumeration(blank: Card, random: Random) -> Iterator[Card]:
    items = tuple(random.sample(_RARE, random.randint(3, 5)))
    asked = f"Which parts of the {random.choice(_RARE)} {random.choice(_COMMON)} are there?"
    yield _made(blank, Kind.LIST, asked, "; ".join(items), items=items)
    for at, item in enumerate(items):
        yield _made(blank, Kind.ITEM, f"What does the {item} do?", _clause(random, 8), at=at)


def _row(blank: Card, random: Random) -> Iterator[Card]:
    name = random.choice(_RARE)
    for column in random.sample(_COMMON, 2):
        yield _made(blank, Kind.TABLE, f"{name}: {column}?", _clause(random, 3))


def _statement(blank: Card, random: Random) -> Iterator[Card]:
    subject = f"{random.choice(_RARE)} {random.choice(_COMMON)}"
    yield _made(blank, Kind.STATEMENT, f"What {random.choice(_VERBS)} the {subject}?", _clause(random, 9))


def _gaps(blank: Card, random: Random) -> Iterator[Card]:
    words = _clause(random, 14).split()
    blank = replace(blank, statement=" ".join(words))
    for at in random.sample(range(1, len(words)), 2):
        sentence = " ".join((*words[:at], "[…]", *words[at + 1 :]))
        yield _made(blank, Kind.CLOZE, sentence, words[at], at=at)


_SHAPES = (_definition, _definition, _enumeration, _row, _statement, _statement, _gaps)


def _clause(random: Random, length: int) -> str:
    """Words in the order of a sentence: most are common, some rare."""
    parts: list[str] = []
    while len(parts) < length:
        rare = random.random() < 0.35
        parts += ["the", random.choice(_RARE) if rare else random.choice(_COMMON)]
        parts.append(random.choice(_VERBS if len(parts) % 2 else _LINKS))
    return " ".join(parts[:length])
