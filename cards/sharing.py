"""Cards whose texts are in memory once where several cards have them: most name the note, headings and words of others."""

from dataclasses import replace

from cuedeck.cards.card import Card, Face

_Texts = tuple[str, ...]


class Shared:
    """Texts, each with the one that stands for all that are the same."""

    def __init__(self) -> None:
        self._text: dict[str, str] = {}
        self._texts: dict[_Texts, _Texts] = {}

    def card(self, card: Card) -> Card:
        """The same card, with the texts of others where they say the same."""
        return replace(
            card,
            question=_face(card.question),
            answer=_face(card.answer),
            context=self.texts(card.context),
            note=self.text(card.note),
            deck=self.text(card.deck),
            tags=self.texts(card.tags),
            path=self.texts(card.path),
            by=self.text(card.by),
            statement=self.text(card.statement),
        )

    def text(self, text: str) -> str:
        """The one text that says this."""
        return self._text.setdefault(text, text)

    def texts(self, texts: _Texts) -> _Texts:
        """The one row of texts that are these."""
        known = self._texts.get(texts)
        if known is None:
            known = tuple(map(self.text, texts))
            self._texts[known] = known
        return known


def _face(face: Face) -> Face:
    return Face(plain=face.plain, html=face.plain) if face.html == face.plain else face
