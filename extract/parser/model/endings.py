"""Lemmas, and tags put right, from memory: what a pipeline says of a token by its word, tag and relation alone.

The attribute ruler and the lemmatizer of spaCy's models look at nothing else, but for a few phrases such as `gonna`.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from itertools import chain, count
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from spacy.language import Language as Pipeline
    from spacy.pipeline import AttributeRuler, Lemmatizer
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

COMPONENTS = ("attribute_ruler", "lemmatizer")
"""What is remembered, by name and in order."""
_SEEN = frozenset({"TAG", "LOWER", "DEP", "IS_SPACE"})
"""What a pattern may look at in a token."""

Known = tuple[int, int, int]
"""Word, tag and relation of a token, as tagger and parser leave them, by the numbers that COLUMNS have as int64."""
COLUMNS = ("ORTH", "TAG", "DEP")
_UNSIGNED = 2**64 - 1
"""What turns such a number into the one that spaCy knows a string by."""
Ending = tuple[str, str, str, str]
"""Word, lemma, tag and relation of a token, as the whole pipeline leaves them."""
_Lemmatized = tuple[str, str, str, str]
"""What a lemma follows from: word, part of speech, features, and the lemma where the attribute ruler names one."""
_MOST = 100_000
"""Endings kept at a time: a large vault has ever more words."""
_Pattern = Mapping[str, Any]
"""What is asked of one token."""


def endings(pipeline: "Pipeline") -> "Endings | None":
    """What is remembered of a pipeline; None where its last components are of another kind."""
    if tuple(pipeline.pipe_names[-2:]) != COMPONENTS:
        return None
    ruler = cast("AttributeRuler", pipeline.get_pipe(COMPONENTS[0]))
    lemmatizer = cast("Lemmatizer", pipeline.get_pipe(COMPONENTS[1]))
    by_rules = getattr(lemmatizer, "mode", None) == "rule"
    if not by_rules or not all(map(_is_plain, chain.from_iterable(_patterns(ruler)))):
        return None
    return Endings(pipeline.vocab, ruler, lemmatizer)


@dataclass(frozen=True, slots=True)
class _Ruled:
    """What the attribute ruler says of a token."""

    pos: str
    morph: str
    lemma: str
    tag: str
    dep: str
    opens: bool
    """Whether it may open a phrase that the ruler knows."""


class Endings:
    """What the attribute ruler and the lemmatizer say of tokens, asked once of each word, tag and relation."""

    def __init__(self, vocab: "Vocab", ruler: "AttributeRuler", lemmatizer: "Lemmatizer") -> None:
        """`ruler`, `lemmatizer`: as `endings` judges them."""
        self._doc = partial(import_module("spacy.tokens").Doc, vocab)
        self._ruler, self._lemmatizer = ruler, lemmatizer
        self._names = _Names(chain.from_iterable(_patterns(ruler)))
        self._opening = import_module("spacy.matcher").Matcher(vocab)
        self._opening.add("opening", [[pattern[0]] for pattern in _patterns(ruler) if len(pattern) > 1])
        self._strings = vocab.strings
        self._ruled: dict[tuple[str, str, str], _Ruled] = {}
        self._lemmas: dict[_Lemmatized, str] = {}
        self._endings: dict[Known, Ending] = {}
        self._opens: set[Known] = set()
        _hasten(self._lemmatizer)

    def __call__(self, doc: "Doc", tokens: Sequence[Known]) -> list[Ending]:
        """The endings of the tokens of a sentence, which have been learned; one with a phrase takes the long way."""
        if not self._opens.isdisjoint(tokens):
            return [(token.text, token.lemma_, token.tag_, token.dep_) for token in self._lemmatizer(self._ruler(doc))]
        return [self._endings[token] for token in tokens]

    def learn(self, tokens: Iterable[Known]) -> None:
        """Ask what is not known of some tokens yet, all at once, which is faster."""
        if len(self._endings) > _MOST:
            self._endings.clear()
            self._lemmas.clear()
        new = [token for token in dict.fromkeys(tokens) if token not in self._endings]
        told = [tuple(self._strings[number & _UNSIGNED] for number in token) for token in new]
        ruled = [self._rule(word, tag, dep) for word, tag, dep in told]
        asked = [(word, one.pos, one.morph, one.lemma) for (word, _, _), one in zip(told, ruled, strict=True)]
        self._lemmatize([one for one in dict.fromkeys(asked) if one not in self._lemmas])
        for token, of, one in zip(new, asked, ruled, strict=True):
            self._endings[token] = (of[0], self._lemmas[of], one.tag, one.dep)
        self._opens.update(token for token, one in zip(new, ruled, strict=True) if one.opens)

    def _lemmatize(self, new: Sequence[_Lemmatized]) -> None:
        words, pos, morphs, lemmas = map(list, zip(*new, strict=True)) if new else ([], [], [], [])
        doc = self._doc(words=words, pos=pos, morphs=morphs, lemmas=lemmas)
        self._lemmas.update((of, token.lemma_) for of, token in zip(new, self._lemmatizer(doc), strict=True))

    def _rule(self, word: str, tag: str, dep: str) -> _Ruled:
        """What the ruler says, to which all words that it does not name are one."""
        key = (word if word.isspace() or word.lower() in self._names else self._names.other, tag, dep)
        if key not in self._ruled:
            doc = self._doc(words=[key[0]], tags=[tag], deps=[dep], heads=[0])
            opens = bool(self._opening(doc, allow_missing=True))
            token = self._ruler(doc)[0]
            self._ruled[key] = _Ruled(token.pos_, str(token.morph), token.lemma_, token.tag_, token.dep_, opens)
        return self._ruled[key]


class _Names:
    """The words, in small letters, that patterns name."""

    def __init__(self, pattern: Iterable[_Pattern]) -> None:
        """`pattern`: of single tokens, each plain."""
        asked = [token["LOWER"] for token in pattern if "LOWER" in token]
        self._words = frozenset(
            chain.from_iterable([one] if isinstance(one, str) else one.get("IN", ()) for one in asked)
        )
        self._shapes = [re.compile(one["REGEX"]) for one in asked if not isinstance(one, str) and "REGEX" in one]
        self.other = next(word for number in count() if (word := f"other{number}") not in self)

    def __contains__(self, word: str) -> bool:
        return word in self._words or any(shape.search(word) for shape in self._shapes)


def _patterns(ruler: "AttributeRuler") -> Iterator[Sequence[_Pattern]]:
    for entry in ruler.patterns:
        yield from cast("list[list[_Pattern]]", entry["patterns"])


def _is_plain(token: _Pattern) -> bool:
    """Whether a pattern asks of a token what is known here."""
    told = token.get("LOWER", "")
    return _SEEN.issuperset(token) and (isinstance(told, str) or set(told) in ({"IN"}, {"REGEX"}))


def _hasten(lemmatizer: "Lemmatizer") -> None:
    """Let words be found without a search through a list of tens of thousands of them."""
    index = lemmatizer.lookups.get_table("lemma_index", {})
    for part, known in list(index.items()):
        index[part] = frozenset(known)
