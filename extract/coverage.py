"""Coverage: how much of a note is on a card, and what is not."""

from __future__ import annotations

from dataclasses import dataclass

TURNED_DOWN = "turned down: "
"""How the reason of a sentence begins all of whose candidates were."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of one or more notes is on a card."""

    sentences: int = 0
    """Those of paragraphs, callouts and list entries."""
    told: int = 0
    """Sentences that are on a card."""
    stamps: int = 0
    """Timestamps, wherever they stand."""
    shown: int = 0
    """Timestamps whose time is on a card."""

    def __add__(self, other: Coverage) -> Coverage:
        return Coverage(
            self.sentences + other.sentences,
            self.told + other.told,
            self.stamps + other.stamps,
            self.shown + other.shown,
        )

    def __str__(self) -> str:
        pairs = ((self.told, self.sentences, "sentences"), (self.shown, self.stamps, "timestamps"))
        shares = [f"{100 * part // whole} % of {whole} {what}" for part, whole, what in pairs if whole]
        return f"{' and '.join(shares)} are on a card" if shares else ""


@dataclass(frozen=True, slots=True)
class Uncovered:
    """A sentence or timestamp that is on no card."""

    line: int
    reason: str
    text: str
