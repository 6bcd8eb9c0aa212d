"""Lemmas, and tags put right, from memory: what a pipeline says of a token by its word, tag and relation alone.

The attribute ruler and the lemmatizer of spaCy's models look at nothing else, but for a few phrases such as `gonna`.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from importlib import import_module
from itertools import chain
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

Known = tuple[str, str, str]
"""Word, tag and relation of a token, as tagger and parser leave them."""
Ending = tuple[str, str, str]
"""Lemma, tag and relation of a token, as the whole pipeline leaves them."""
_MOST = 100_000
"""Endings kept at a time: a large vault has ever more words."""
_ANOTHER = "another"
"""Stands for all words that no pattern names."""
_Pattern = Mapping[str, Any]
"""What is asked of one token."""


def endings(pipeline: "Pipeline") -> "Endings | None":
    """What is remembered of a pipeline; None where its last components are of another kind."""
    if tuple(pipeline.pipe_names[-2:]) != COMPONENTS:
        return None
    ruler = cast("AttributeRuler", pipeline.get_pipe(COMPONENTS[0]))
    lemmatizer = cast("Lemmatizer", pipeline.get_pipe(COMPONENTS[1]))
    names = _names(ruler)
    if getattr(lemmatizer, "mode", None) != "rule" or names is None or names.search(_ANOTHER):
        return None
    return Endings(pipeline.vocab, ruler, lemmatizer, names)


class Endings:
    """What the attribute ruler and the lemmatizer say of tokens, asked once of each word, tag and relation."""

    def __init__(
        self, vocab: "Vocab", ruler: "AttributeRuler", lemmatizer: "Lemmatizer", names: re.Pattern[str]
    ) -> None:
        """`names`: finds the words, in small letters, that patterns of the ruler name."""
        self._doc = partial(import_module("spacy.tokens").Doc, vocab)
        self._ruler, self._lemmatizer, self._names = ruler, lemmatizer, names
        self._phrases = import_module("spacy.matcher").Matcher(vocab)
        self._phrases.add("phrase", [pattern for pattern in _patterns(self._ruler) if len(pattern) > 1])
        self._ruled: dict[Known, tuple[str, str, str, str, str]] = {}
        self._endings: dict[Known, Ending] = {}
        _hasten(self._lemmatizer)

    def __call__(self, doc: "Doc", tokens: Sequence[Known]) -> list[Ending]:
        """The endings of the tokens of a sentence, which have been learned."""
        if self._phrases(doc, allow_missing=True):
            return [(token.lemma_, token.tag_, token.dep_) for token in self._lemmatizer(self._ruler(doc))]
        return [self._endings[token] for token in tokens]

    def learn(self, tokens: Iterable[Known]) -> None:
        """Ask what is not known of some tokens yet, all at once, which is faster."""
        if len(self._endings) > _MOST:
            self._endings.clear()
        new = [token for token in dict.fromkeys(tokens) if token not in self._endings]
        if new:
            ruled = [self._rule(*token) for token in new]
            words = [word for word, _, _ in new]
            pos, morphs, lemmas, tags, deps = map(list, zip(*ruled, strict=True))
            doc = self._lemmatizer(self._doc(words=words, pos=pos, morphs=morphs, lemmas=lemmas))
            self._endings.update(zip(new, zip((token.lemma_ for token in doc), tags, deps, strict=True), strict=True))

    def _rule(self, word: str, tag: str, dep: str) -> tuple[str, str, str, str, str]:
        """Part of speech, morphology, lemma, tag and relation by the ruler, to which words without a name are one."""
        key = (word if word.isspace() or self._names.search(word.lower()) else _ANOTHER, tag, dep)
        if key not in self._ruled:
            token = self._ruler(self._doc(words=[key[0]], tags=[tag], deps=[dep], heads=[0]))[0]
            self._ruled[key] = (token.pos_, str(token.morph), token.lemma_, token.tag_, token.dep_)
        return self._ruled[key]


def _patterns(ruler: "AttributeRuler") -> Iterator[Sequence[_Pattern]]:
    for entry in ruler.patterns:
        yield from cast("list[list[_Pattern]]", entry["patterns"])


def _names(ruler: "AttributeRuler") -> re.Pattern[str] | None:
    """Finds the words that a ruler names; None where a pattern looks at more than is known here."""
    found: list[str] = []
    for token in chain.from_iterable(_patterns(ruler)):
        match token:
            case _ if not _SEEN.issuperset(token):
                return None
            case {"LOWER": str(word)}:
                found.append(rf"^{re.escape(word)}$")
            case {"LOWER": {"IN": [*several]}}:
                found += (rf"^{re.escape(word)}$" for word in several)
            case {"LOWER": {"REGEX": str(shape)}}:
                found.append(shape)
            case {"LOWER": _}:
                return None
            case _:
                pass
    return re.compile("|".join(f"(?:{one})" for one in found) or r"(?!)")


def _hasten(lemmatizer: "Lemmatizer") -> None:
    """Let words be found without a search through a list of tens of thousands of them."""
    index = lemmatizer.lookups.get_table("lemma_index", {})
    for part, known in list(index.items()):
        index[part] = frozenset(known)
