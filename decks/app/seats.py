"""Cards seen from their decks: which identity each has, and whether it is taken, offered or dropped."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from cuedeck.cards.card import WRITTEN, YOU, Card, Tier
from cuedeck.cards.correction import Correction, corrected
from cuedeck.cards.identity import content
from cuedeck.cards.written import Written
from cuedeck.decks.app.planning import Plan, now
from cuedeck.decks.review.views import Standing
from cuedeck.notes.fragment import fragment


@dataclass(frozen=True, slots=True)
class Seat:
    """A card that notes give."""

    card: Card
    """As the notes have it, with the identity that it has in its deck."""
    all_cards: bool
    """Whether its vault takes offered cards, too."""
    changed: int
    """POSIX seconds of the last change that its ledger knows; now for one that no ledger knows."""
    is_remembered: bool = False
    """Whether its ledger knew it before."""

    @property
    def guid(self) -> str:
        """The identity that decisions go by."""
        return self.card.guid

    @property
    def content(self) -> str:
        """Hash of all that is shown of it, without what its user made of it."""
        return content(self.card)

    def standing(self, correction: Correction | None) -> Standing:
        """Where it stands after a decision."""
        if correction is not None and correction.drop:
            return Standing.DROPPED
        wanted = correction is not None and correction.wants
        return Standing.TAKEN if wanted or self.all_cards or self.card.tier is Tier.SURE else Standing.OFFERED

    def is_decided(self, correction: Correction | None) -> bool:
        """Whether its user has said what becomes of it: in `cards.yaml`, or by marking or writing it."""
        return correction is not None or self.card.by == YOU

    def is_of(self, written: Written) -> bool:
        """Whether it is this card that its user wrote beside the notes."""
        answer = "; ".join(written.items) if len(written.items) > 1 else written.answer
        said = [fragment(side).plain.split() for side in (written.question, answer)]
        shown = [side.plain.split() for side in (self.card.question, self.card.answer)]
        return self.is_own and written.by == YOU and shown == said

    @property
    def is_own(self) -> bool:
        """Whether its user wrote it beside the notes."""
        return WRITTEN in self.card.tags and self.card.by == YOU

    def shown(self, correction: Correction | None) -> Card:
        """The card as its user wants it."""
        return corrected(self.card, correction)


def seats(planned: Plan) -> dict[str, tuple[Seat, ...]]:
    """The cards of each note, in reading order, by its path."""
    found: dict[str, list[Seat]] = {}
    for seat in _identified(planned):
        found.setdefault(seat.card.note, []).append(seat)
    return {note: tuple(sorted(own, key=lambda seat: seat.card.line)) for note, own in found.items()}


def _identified(planned: Plan) -> Iterator[Seat]:
    for deck, one in planned.reconciled.items():
        identities = planned.identities(deck)
        known = {change.guid for change in one.changes if change.was is not None}
        for card in planned.found.decks.get(deck, ()):
            entry = one.entries.get(card.guid)
            guid, changed = identities[card.guid], now() if entry is None else entry.changed
            yield Seat(replace(card, guid=guid), planned.vault.config.all_cards, changed, guid in known)


def counts(of: Sequence[Seat], decided: Mapping[str, Correction]) -> dict[Standing, int]:
    """How many cards stand where."""
    found = dict.fromkeys(Standing, 0)
    for seat in of:
        found[seat.standing(decided.get(seat.guid))] += 1
    return found
