"""What is printed of a push and a pull, a sentence each."""

from collections.abc import Iterator

from cuedeck.decks.app.errand import Lot
from cuedeck.decks.app.listing import count
from cuedeck.decks.app.pulling import Deed, Offer, Pulled
from cuedeck.decks.app.pushing import Pushed, name_of
from cuedeck.decks.app.wishes import Gone

_DONE = {Gone.TAG: "marked as retired", Gone.SUSPEND: "marked as retired and suspended", Gone.DELETE: "deleted"}
_SHOWN = 60
"""Characters of a question."""


def pushed_text(pushed: Pushed, *, foreseen: bool = False) -> Iterator[str]:
    """What a push did, or would do, and what it left alone."""
    would = "would change nothing" if foreseen else "nothing had to change"
    done = list(changes_text(pushed))
    yield f"Anki, profile `{name_of(pushed.profile)}`{', if this were no dry run' if foreseen else ''}: {'; '.join(done) or would}"
    yield from left_alone(pushed)
    if pushed.is_first and pushed.errand.brought and not foreseen:
        yield (
            "Anki's import dialogue has *Import any learning progress*, *Import any deck presets* and *Merge note types* "
            "ticked now, as AnkiConnect leaves it after every import; look there before you import a deck of somebody else's"
        )


def changes_text(pushed: Pushed) -> Iterator[str]:
    """What changes in Anki, in a few words each."""
    errand = pushed.errand
    fresh, changed = len(errand.of(Lot.NEW)) - pushed.failed, len(errand.of(Lot.CHANGED)) - pushed.kept
    if fresh:
        yield f"{count(fresh, 'new card')}"
    if changed:
        yield f"{count(changed, 'card')} updated"
    for deck, notes in errand.moves.items() if errand.wish.move else ():
        yield f"{count(len(notes), 'card')} moved to `{deck}`"
    if errand.gone:
        yield f"{count(len(errand.gone), 'retired card')} {_DONE[errand.wish.gone]}"
    if errand.wakes:
        yield f"{count(len(errand.wakes), 'card')} back and no more suspended"
    if errand.templates:
        yield "the look of cards brought up to date"


def left_alone(pushed: Pushed) -> Iterator[str]:
    """What differs in Anki from what was built, and how that can be mended."""
    errand = pushed.errand
    if clashes := len(errand.of(Lot.CLASH)):
        yield (
            f"{count(clashes, 'card')} changed here, and edited in Anki as well: left as {_they(clashes)} there; "
            "`cuedeck pull` shows the edit, `--overwrite` undoes it"
        )
    if pushed.kept:
        yield f"{count(pushed.kept, 'card')} edited in Anki after the build: left as {_they(pushed.kept)} there; `cuedeck pull` shows the edit"
    if gone := len(errand.of(Lot.DELETED)):
        yield (
            f"{count(gone, 'card')} deleted in Anki: not brought again; `cuedeck pull --apply` drops {_it(gone)}, "
            "`--overwrite` brings back"
        )
    if doubled := len(errand.of(Lot.DOUBLED)):
        yield (
            f"{count(doubled, 'card')} in Anki twice, with a copy that was made there: left alone; empty the field Id of "
            "the copy"
        )
    if pushed.failed:
        yield f"{count(pushed.failed, 'card')} that Anki did not take: import the package by hand to see why"
    for deck, notes in errand.moves.items() if not errand.wish.move else ():
        lie = "lies" if len(notes) == 1 else "lie"
        yield f"{count(len(notes), 'card')} of `{deck}` still {lie} in `{notes[0].deck}`: `--move` moves {_it(len(notes))}"


def pulled_text(pulled: Pulled) -> Iterator[str]:
    """What somebody did in Anki, a line for each card with its guid, and what is offered."""
    for offer in pulled.offers:
        yield f"{offer.guid}  {_offer(offer)}"


def _offer(offer: Offer) -> str:
    question = offer.entry.question if len(offer.entry.question) <= _SHOWN else f"{offer.entry.question[:_SHOWN]}…"
    told = f" ({offer.told})" if offer.told else ""
    return f"{offer.deed} in Anki{told}: {question}{_becomes(offer)}"


def _becomes(offer: Offer) -> str:
    """What the card would be."""
    if offer.decision is None:
        return ""
    if offer.deed is not Deed.EDITED:
        return " -> drop"
    new = ((name, getattr(offer.decision, name)) for name in ("question", "answer"))
    was = {"question": offer.entry.question, "answer": offer.entry.answer}
    return " -> " + ", ".join(
        f"{name}: {' '.join((text or was[name]).split())}" for name, text in new if text != was[name] and text
    )


def _they(number: int) -> str:
    return "it is" if number == 1 else "they are"


def _it(number: int) -> str:
    return "it" if number == 1 else "them"
