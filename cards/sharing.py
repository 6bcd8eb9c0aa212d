"""Cards whose texts are in memory once where several cards have them: most name the note, headings and words of others."""

from collections.abc import Iterable
from typing import Self

from cuedeck.cards.card import Card, Face

_Texts = tuple[str, ...]


class Shared:
    """Texts, each with the one that stands for all that are the same."""

    def __init__(self) -> None:
        self._text: dict[str, str] = {}
        self._texts: dict[_Texts, _Texts] = {}

    @classmethod
    def by(cls, cards: Iterable[Card]) -> Self:
        """The texts that cards have and a ledger remembers."""
        shared = cls()
        for card in cards:
            for text in (card.guid, card.note, card.question.plain, card.answer.plain, *card.path):
                shared.text(text)
            shared._texts.setdefault(card.path, card.path)
        return shared

    def card(self, card: Card) -> Card:
        """The same card, with the texts of others where they say the same."""
        return Card(
            guid=card.guid,
            kind=card.kind,
            question=_face(card.question),
            answer=_face(card.answer),
            items=card.items,
            context=self.texts(card.context),
            cue=card.cue,
            note=self.text(card.note),
            line=card.line,
            deck=self.text(card.deck),
            tags=self.texts(card.tags),
            path=self.texts(card.path),
            pictures=card.pictures,
            tier=card.tier,
            is_vocabulary=card.is_vocabulary,
            by=self.text(card.by),
            doubt=card.doubt,
            statement=self.text(card.statement),
        )

    def text(self, text: str) -> str:
        """The one text that says this."""
        return self._text.setdefault(text, text)

    def known(self, text: str) -> str:
        """The one text that says this, where there is one; else this."""
        return self._text.get(text, text)

    def texts(self, texts: _Texts) -> _Texts:
        """The one row of texts that are these."""
        known = self._texts.get(texts)
        if known is None:
            known = tuple(map(self.text, texts))
            self._texts[known] = known
        return known


def _face(face: Face) -> Face:
    return Face(plain=face.plain, html=face.plain) if face.html == face.plain else face
