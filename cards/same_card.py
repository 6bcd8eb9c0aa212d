"""When a card that differs from a remembered one still asks for the same fact.

A wrong yes shows the user a fact as learnt that they never saw; a wrong no costs one card its reviews. So a yes needs
two witnesses, and the further a card has moved, the more they must tell:

- The words. One side, question or answer, is the same but for spelling, and the other is alike; or both are much
  alike. Letters alone never decide: where figures, names, negations or opposites were exchanged (`likeness` calls it a
  clash), the other side must be the very same. Nor may a word of meaning be put for another on both sides: entries of
  one list differ like that ("Neutrophils? - Most abundant", "Lymphocytes? - Next most abundant").
- The place. In the same section a question such as "What does it do?" names one fact; elsewhere question and answer
  together must tell what they are about by their own words.

A sentence that was corrected (`in 1941` became `in 1914`) differs in what it says, and still is the same card: its
question stands unchanged in its section. So is a long answer that stands unchanged in its note, where the question
names a heading that has other words now. Such a yes is doubtful, and counts only if nothing else could be meant: no
other remembered card that is gone and no other new card. Thus two entries of one list never exchange their histories.
An answer that replaced another one below a question that could be asked of anything ("What is the first step?") is
another fact.
"""

from dataclasses import dataclass
from enum import IntEnum

from cuedeck.cards.card import Kind
from cuedeck.cards.fact import Fact
from cuedeck.cards.similarity import Likeness, compare, entries, is_extended, telling, without_count


class Place(IntEnum):
    """How near a found card stands to where it was remembered."""

    ELSEWHERE = 0
    DECK = 1
    NOTE = 2
    """The same note, renamed or not."""
    SECTION = 3
    """The same section, renamed or not."""


_TOLD = {Place.SECTION: 1, Place.NOTE: 4, Place.DECK: 6, Place.ELSEWHERE: 7}
"""Telling words that cards must have in common, the more the further apart they stand."""

_TELLS_ALONE = 6
"""Telling words from which on an answer names its fact by itself, inside its note."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sameness:
    """That two cards ask for the same fact, and how surely."""

    score: float
    """How alike they are, from 0 to 1."""
    doubtful: bool
    """Whether this counts only where nothing else could be meant."""


@dataclass(frozen=True, slots=True)
class _Pair:
    """A remembered and a found card side by side."""

    old: Fact
    new: Fact
    place: Place
    question: Likeness
    answer: Likeness

    @property
    def together(self) -> float:
        """Share of letters in common, the longer side counting for more, but neither for less than a third."""
        question, answer = len(self.old.question) + len(self.new.question), len(self.old.answer) + len(self.new.answer)
        weight = min(max(question / (question + answer or 1), 1 / 3), 2 / 3)
        return weight * self.question.share + (1 - weight) * self.answer.share

    @property
    def score(self) -> float:
        """`together`, to be told: 1 only where the words are the same."""
        same = self.old.words == self.new.words
        return 1.0 if same else min(round(self.together, 2), 0.99)

    @property
    def subject(self) -> int:
        """How many words common to both questions tell what is asked for."""
        return len(telling(self.old.question) & telling(self.new.question))

    @property
    def told(self) -> int:
        """How many words common to both answers tell something."""
        return len(telling(self.old.answer) & telling(self.new.answer))

    @property
    def clashes(self) -> bool:
        """Whether either side says something else now."""
        return self.question.clash or self.answer.clash

    @property
    def one_key(self) -> bool:
        """Whether both have one guid: they ask for one term or heading of one note."""
        return self.old.guid == self.new.guid


def sameness(old: Fact, new: Fact, place: Place) -> Sameness | None:
    """Whether a found card is a remembered one that was edited; None if it is another."""
    if old.family != new.family or not _is_placed(old, new, place):
        return None
    question = compare(without_count(old.question, old.answer), without_count(new.question, new.answer))
    pair = _Pair(old, new, place, question, compare(old.answer, new.answer))
    if not pair.clashes and _is_same(pair):
        return Sameness(score=pair.score, doubtful=False)
    if _is_restated(pair) or (place is Place.SECTION and (_is_corrected(pair) or _is_asked_otherwise(pair))):
        return Sameness(score=pair.score, doubtful=True)
    return None


def _is_same(pair: _Pair) -> bool:
    """Whether the words leave no doubt."""
    question, answer, far = pair.question, pair.answer, 0.1 * (Place.SECTION - pair.place)
    if question.close and answer.close:
        return True
    if question.close:
        alike = answer.share >= 0.6 + far or (pair.place >= Place.NOTE and _grew(pair))
        return alike and pair.told >= max(1, answer.exchanged * (2 if pair.place is Place.SECTION else 4))
    if answer.close:
        return (pair.one_key and pair.told > 0) or (_is_question_alike(pair) and question.share >= 0.6 + far / 2)
    exchanged, common = question.exchanged + answer.exchanged, pair.subject + pair.told
    alike = min(question.share, answer.share) >= 0.7 + far and pair.together >= 0.8 + far / 2
    return alike and common >= (max(8, 5 * exchanged) if exchanged else 5)


def _is_question_alike(pair: _Pair) -> bool:
    """Whether two questions of one answer ask the same: cells of a table, say, often have the same answer."""
    exchanged = pair.question.exchanged
    if pair.new.kind is Kind.TABLE:
        return False
    if exchanged:
        return pair.subject >= exchanged * (1 if pair.told > 3 else 5)
    return pair.told > 2 or pair.subject > 2 or pair.question.share >= 0.75


def _is_placed(old: Fact, new: Fact, place: Place) -> bool:
    """Whether place and common words together name one fact."""
    questions = telling(old.question) & telling(new.question)
    return len(questions) + len(telling(old.answer) & telling(new.answer)) >= _TOLD[place]


def _grew(pair: _Pair) -> bool:
    """Whether an answer was made longer or shorter, below a question that names its subject."""
    return pair.subject > 0 and is_extended(pair.old.answer, pair.new.answer)


def _is_corrected(pair: _Pair) -> bool:
    """Whether the same question, which names its subject, has another answer now."""
    if not pair.question.equal or pair.subject == 0:
        return False
    if min(entries(pair.old.answer), entries(pair.new.answer)) > 1:
        return False
    if pair.old.kind is pair.new.kind is Kind.DEFINITION and pair.told:
        return True
    if max(len(telling(pair.old.answer)), len(telling(pair.new.answer))) < 3 + (pair.subject > 1):
        return True
    return pair.answer.share >= 0.5 and pair.told > 1


def _is_restated(pair: _Pair) -> bool:
    """Whether the same long answer stands elsewhere in the note: the question names a heading that has other words."""
    alike = pair.answer.equal and pair.told >= _TELLS_ALONE and pair.subject > 0
    return alike and pair.place is Place.NOTE and pair.new.kind is not Kind.TABLE


def _is_asked_otherwise(pair: _Pair) -> bool:
    """Whether the same answer has another question now: it tells enough by itself, or one word was put for another."""
    if not pair.answer.close or pair.new.kind is Kind.TABLE:
        return False
    reworded = not pair.question.clash and pair.subject >= max(2, 2 * pair.question.exchanged)
    return pair.told > 3 or (reworded and pair.told > 0 and pair.new.kind is not Kind.ITEM)
