"""A second reading: written cards without their note, for a reader who says what is wrong with each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cuedeck.cards.written import UNREAD, Written
from cuedeck.decks.asking.prompt import Prompt
from cuedeck.decks.asking.replies import ReplyError, listed
from cuedeck.decks.asking.requests import closed_object

_SOUND = "none"
_DOUBTS = ("vague", "trivial", "dangling", "giveaway", "wrong", "long", "grammar", "duplicate")
"""What strict readers of sheets name as their reasons."""
_TOKENS, _TOKENS_A_CARD = 100, 25
"""What a reply may take: by itself, and for each card."""


@dataclass(frozen=True, slots=True)
class Face:
    """A card as its learner sees it, and as it was written."""

    written: Written
    context: str
    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class SecondReading:
    """What is sent to have the cards of a note read, whoever reads them."""

    faces: tuple[Face, ...]
    prompt: Prompt

    @property
    def system(self) -> str:
        """What the reader is told before."""
        return self.prompt.text

    @property
    def user(self) -> str:
        """The cards, with their numbers."""
        return "\n\n".join(
            f"{number}. [{face.context}]\n   Q: {face.question}\n   A: {face.answer}"
            for number, face in enumerate(self.faces, 1)
        )

    @property
    def tokens(self) -> int:
        """The most that the reply should take."""
        return _TOKENS + _TOKENS_A_CARD * len(self.faces)

    @property
    def schema(self) -> Mapping[str, object]:
        """The JSON Schema of the reply."""
        fault = closed_object({"number": {"type": "integer"}, "fault": {"enum": [_SOUND, *_DOUBTS]}})
        count = len(self.faces)
        return closed_object({"cards": {"type": "array", "minItems": count, "maxItems": count, "items": fault}})

    def doubts(self, reply: str) -> Sequence[str]:
        """What a reply says against each card: nothing, one word, or that it was not read. Raises ReplyError."""
        said = {
            one["number"]: one["fault"].strip().lower()
            for one in listed(reply)
            if isinstance(one, dict) and isinstance(one.get("number"), int) and isinstance(one.get("fault"), str)
        }
        found = [said.get(number, "") for number in range(1, len(self.faces) + 1)]
        if not any(found):
            raise ReplyError("the reply says nothing of any card")
        known = (*_DOUBTS, _SOUND)
        return ["" if one == _SOUND else one if one in known else UNREAD for one in found]
