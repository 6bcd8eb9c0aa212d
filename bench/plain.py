"""What anybody would write in an afternoon: all text through the whole of spaCy, one card a definition, genanki.

    python -m bench.plain NOTES DIR

It knows nothing of times, identity or edits, and gives poor cards; it is what the cost of a build is compared with.
"""

import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

import genanki
import spacy
from spacy.tokens import Doc, Span

from cuedeck.extract.parser.model import MODEL
from cuedeck.notes.vault import SUFFIXES

_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_MARKUP = re.compile(r"<[^>]*>|!?\[\[|\]\]|[*_`#>|]+")
_SUBJECTS = {"nsubj", "nsubjpass"}


def main(arguments: Sequence[str]) -> int:
    """Build a package for each folder."""
    notes, directory = map(Path, arguments)
    directory.mkdir(parents=True, exist_ok=True)
    files = sorted(path for path in notes.rglob("*") if path.suffix in SUFFIXES)
    decks: defaultdict[str, list[genanki.Note]] = defaultdict(list)
    texts = ((_bare(path.read_text("utf-8")), path) for path in files)
    for doc, path in spacy.load(MODEL).pipe(texts, as_tuples=True):
        decks[path.relative_to(notes).parts[0]] += _notes(doc)
    for at, (name, own) in enumerate(sorted(decks.items())):
        deck = genanki.Deck(2 + at, name)
        for note in own:
            deck.add_note(note)
        genanki.Package(deck).write_to_file(directory / f"{name}.apkg", timestamp=1)
    return 0


def _bare(text: str) -> str:
    return _MARKUP.sub(" ", _FRONT_MATTER.sub("", text))


def _notes(doc: Doc) -> Iterator[genanki.Note]:
    for sentence in doc.sents:
        subject = next((token for token in sentence.root.children if token.dep_ in _SUBJECTS), None)
        if sentence.root.lemma_ == "be" and subject is not None:
            yield _note(doc[subject.left_edge.i : subject.right_edge.i + 1], sentence)


def _note(subject: Span, sentence: Span) -> genanki.Note:
    fields = [f"What is {subject.text}?", sentence.text]
    return genanki.Note(genanki.BASIC_MODEL, [re.sub(r"[<&]", " ", field) for field in fields])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
