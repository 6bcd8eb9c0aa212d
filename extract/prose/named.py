"""The subject of a question as the card names it: the words of the sentence, or what they stand for."""

from cuedeck.extract.prose.antecedents import Antecedents, is_personal
from cuedeck.extract.prose.drafting import as_inside
from cuedeck.extract.prose.question import Asked
from cuedeck.extract.prose.rows import of_method, says_what_it_is
from cuedeck.extract.prose.subjects import is_clear
from cuedeck.extract.text.content import content_words
from cuedeck.extract.text.place import Place
from cuedeck.notes.text import Text


def named_subject(text: Text, question: Asked, known: Antecedents, place: Place) -> Text | str:
    """The subject as the question names it; a reason where it is not certain what it is."""
    said = text.cut(*question.subject).plain
    if question.anaphoric:
        return _put_in_place(said, question, known, place)
    around = " ".join((place.note.title, *place.names))
    introduced, detail = place.capitals.introduced, _detail(text, question)
    if not is_clear(said, around, introduced, defined=says_what_it_is(question.rule), detail=detail):
        return known.complete(said) or f"its subject `{said}` does not tell which is meant"
    subject = text.cut(*question.subject)
    return as_inside(subject, question) if question.subject[0] == 0 else subject


def _put_in_place(said: str, question: Asked, known: Antecedents, place: Place) -> Text | str:
    """What a subject that points back stands for."""
    if said.lower() == "we" and of_method(question.rule):
        return Text.of("you")
    resolved = known.resolve(said)
    named = place.in_sentence(resolved) if resolved is not None else None
    if named is None or (is_personal(said) and named.plain[:1].islower()):
        return f"it is not certain what `{said}` stands for" if said else "it is not certain what it speaks of"
    return named


def _detail(text: Text, question: Asked) -> int:
    """How many words that carry meaning a question takes from the sentence beside its subject."""
    ranges = [piece for piece in question.question if not isinstance(piece, str)]
    return sum(len(content_words(text.plain[start:end])) for start, end in ranges)
