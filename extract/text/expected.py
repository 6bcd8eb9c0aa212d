"""Sentences that rules will most likely ask the parser for, so that it reads them at once."""

from collections.abc import Iterator

from cuedeck.extract.parser.sentences import sentences, spoken
from cuedeck.extract.text.capitals import openings
from cuedeck.extract.text.lead_in import entry_lead_in
from cuedeck.extract.text.texts import texts
from cuedeck.notes.note import Note


def expected(note: Note) -> Iterator[str]:
    """The sentences of a note, and its terms each apart from what is said of it; a wrong guess costs time, and no card."""
    yield from openings(note)
    for text in texts(note.root):
        term = entry_lead_in(text)
        if term is not None:
            yield term.name.plain.lower()
        for sentence in sentences(text if term is None or not term.body.plain else term.body):
            said = spoken(sentence)
            yield said
            if said.endswith(":"):
                yield said.strip(" :")
