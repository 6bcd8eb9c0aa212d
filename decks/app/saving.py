"""Replies of a model -> `A.written.jsonl`: cards as they come, and what was said against them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from cuedeck.cards.written import UNREAD, Asked, Writings, Written
from cuedeck.decks.app import written_files
from cuedeck.decks.app.asking import Asking, requests_on
from cuedeck.decks.app.writing import Work
from cuedeck.decks.app.written_files import Addition
from cuedeck.decks.asking.replies import Reply
from cuedeck.decks.asking.requests import Request
from cuedeck.decks.asking.second_reading import SecondReading
from cuedeck.extract.written.anchors import anchor
from cuedeck.extract.written.drafts import Drafted

HAND = "by hand"
"""Who wrote cards that a person carried here without saying from where."""
_INVENTED = "the sentence that it quotes does not stand in the notes"
_MISSHAPEN = "it has no question, answer and quote as text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """What became of one reply."""

    cards: int
    """How many were written down and pass all gates."""
    drafted: tuple[Drafted, ...] = ()
    """All that was written down."""
    refused: tuple[str, ...]
    """Why others are none, a reason each."""
    sections: int = 0
    """How many sections the reply was on; none for a card by itself."""


def save(asking: Asking, of: Request, reply: Reply, directory: Path, *, by: str) -> Saved:
    """Write down the cards of a reply, and that its passages were asked; what models wrote on these before goes.

    A card whose quote does not stand in the note is none: a made-up quote is the surest sign of a made-up card.
    Raises LinesError, ConfigError, OSError.
    """
    doubt = UNREAD if asking.reader else ""
    found = asking.drafted(replace(card, doubt=doubt) for card in reply.cards)
    anchored = [one for one in found if isinstance(one, Drafted)]
    refused = [reason for one in anchored for reason in one.reasons[:1]]
    refused += [_INVENTED] * (len(found) - len(anchored))
    refused += [_MISSHAPEN] * reply.misshapen
    asked = tuple(
        Asked(note=one.note, asked=one.mark, by=by, prompt=of.prompt.version, sentences=one.marks)
        for one in of.passages
    )
    replaced = asking.written_on(mark for one in of.passages for mark in one.marks)
    new = Writings(tuple(one.written for one in anchored), asked)
    written_files.add(directory, asking.deck, Addition(of.note, new, replaced, asking.place))
    cards = sum(not one.reasons for one in anchored)
    return Saved(cards=cards, drafted=tuple(anchored), refused=tuple(refused), sections=len(of.passages))


def save_doubts(of: SecondReading, doubts: Iterable[str], directory: Path) -> int:
    """Write down what a second reader said against each card; how many are doubted. Raises LinesError, ConfigError, OSError."""
    pairs = [(face.written, replace(face.written, doubt=doubt)) for face, doubt in zip(of.faces, doubts, strict=True)]
    written_files.rewrite(directory, pairs)
    return sum(new.is_doubted for _, new in pairs)


def take(of: Work, replies: Iterable[Reply], directory: Path, *, by: str) -> Iterator[Saved]:
    """Write down replies that a person carried here, each to the request that it names or, card by card, to the note it quotes.

    Raises LinesError, ConfigError, OSError.
    """
    named = dict(_named(of, directory))
    for reply in replies:
        if reply.text in named:
            asking, request = named[reply.text]
            cards = tuple(replace(card, note=asking.note.path) for card in reply.cards)
            yield save(asking, request, replace(reply, cards=cards), directory, by=by)
        else:
            yield from (_taken(of, card, directory) for card in reply.cards)


def _named(of: Work, directory: Path) -> Iterator[tuple[str, tuple[Asking, Request]]]:
    """What a reply may answer, by its mark: all of a note, or what of it was not asked yet."""
    asked = written_files.read(directory).marks
    for asking in of.askings:
        new = requests_on(asking.note, asking.prompt, asked | asking.marks)
        yield from ((request.mark, (asking, request)) for request in (*asking.requests, *new))


def _taken(of: Work, card: Written, directory: Path) -> Saved:
    """Write down one card on the first note that its quote stands in."""
    home = next((asking for asking in of.askings if anchor(card.quote, asking.grounds) is not None), None)
    if home is None:
        return Saved(cards=0, refused=(_INVENTED,))
    own = replace(card, note=home.note.path)
    reasons = [reason for one in home.drafted([own]) if isinstance(one, Drafted) for reason in one.reasons]
    written_files.add(directory, home.deck, Addition(own.note, Writings((own,)), (), home.place))
    return Saved(cards=int(not reasons), refused=tuple(reasons[:1]))
