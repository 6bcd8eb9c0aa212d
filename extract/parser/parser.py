"""The parses of the sentences of a note, each made once."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from cuedeck.extract.parser.model import MODEL, Model
from cuedeck.extract.parser.parse import Parse
from cuedeck.notes.stages import Stage

_MOST_CHARACTERS = 600
"""Longer sentences are lists in disguise; their parse is slow and rarely right."""

_PARSING = Stage("parsing: repairs")

Parses = Callable[[Sequence[str]], Sequence[Parse]]
"""Parses many sentences at once."""


class Parser:
    """Tells the parses of sentences, and remembers them."""

    def __init__(self, model: str | None = None, *, parses: Parses | None = None) -> None:
        """`model`: name or path of a spaCy model; without it the one that comes with cuedeck.

        It is loaded for the first sentence that is not known; without one, ModelError is raised here. `parses` stands
        in for it.
        """
        self._make = parses or Model(model or MODEL).parses
        self._parses: dict[str, Parse] = {}
        self._remembered: dict[str, Parse] = {}
        self._expected: tuple[str, ...] = ()

    def expect(self, sentences: Iterable[str]) -> None:
        """Have sentences that will most likely be asked for parsed together with the first that is."""
        self._expected += tuple(sentences)

    @property
    def awaited(self) -> list[str]:
        """The sentences that are expected, and not known yet."""
        return [text for text in self._new(self._expected) if text not in self._remembered]

    def read(self, sentences: Iterable[str]) -> None:
        """Parse many sentences at once, which is faster, for `parse` to find. Raises ModelError."""
        asked = self._new(sentences)
        if asked and self._expected:
            asked, self._expected = self._new((*self._expected, *asked)), ()
        new = [text for text in asked if text not in self._remembered]
        self._parses |= {text: self._remembered[text] for text in asked if text in self._remembered}
        if new:
            with _PARSING:
                self._parses.update(zip(new, self._make(new), strict=True))

    def parse(self, sentence: str) -> Parse | None:
        """The parse of one sentence; None for one that is empty or too long to be worth it. Raises ModelError."""
        if sentence not in self._parses:
            self.read([sentence])
        return self._parses.get(sentence)

    def _new(self, sentences: Iterable[str]) -> list[str]:
        return [text for text in dict.fromkeys(sentences) if text not in self._parses and _is_worth_it(text)]

    @property
    def asked(self) -> Mapping[str, Parse]:
        """The parses of all sentences that were asked for since `forget`."""
        return self._parses

    def remember(self, parses: Mapping[str, Parse]) -> None:
        """Take over parses that were asked for before, by the same model."""
        self._remembered.update(parses)

    def forget(self) -> None:
        """Let go of all parses."""
        self._expected = ()
        self._parses = {}
        self._remembered = {}


class NoParser(Parser):
    """Stands in where no model can be loaded: cards then come from structure alone."""

    def __init__(self) -> None:
        """Need no model."""
        super().__init__(parses=lambda _: ())

    def read(self, sentences: Iterable[str]) -> None:
        """Parse nothing."""

    def parse(self, sentence: str) -> None:
        """None, as for a sentence that is not worth a parse."""


def _is_worth_it(sentence: str) -> bool:
    return len(sentence) <= _MOST_CHARACTERS and bool(sentence.strip())
