"""Sentences of prose -> cards, by moving the parse tree of each into a question; or the reason why there is none."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from cuedeck.cards.draft import Draft
from cuedeck.extract.gates.verdict import verdict
from cuedeck.extract.parser.glued import unglued
from cuedeck.extract.parser.parser import Parser
from cuedeck.extract.parser.sentences import sentences, spoken
from cuedeck.extract.prose.antecedents import Antecedents, settled
from cuedeck.extract.prose.ask import questions_on, subject
from cuedeck.extract.prose.drafting import draft
from cuedeck.extract.prose.figure_clozes import blank
from cuedeck.extract.prose.named import named_subject
from cuedeck.extract.prose.question import Asked
from cuedeck.extract.prose.silence import why_silent
from cuedeck.extract.text import nouns
from cuedeck.extract.text.lead_in import lead_in
from cuedeck.extract.text.place import Place
from cuedeck.extract.text.silence import Silence
from cuedeck.notes.blocks import Callout, Paragraph
from cuedeck.notes.text import Text

_CLOSING_SECTIONS = re.compile(
    r"(?:in )?(?:conclusion|summary|key takeaways?|takeaways?|closing thoughts|final thoughts|recap)\b", re.IGNORECASE
)
_DIGITS = re.compile(r"\d[\d.,]*")


def statements(place: Place, parser: Parser) -> Iterator[Draft | Silence]:
    """Questions on the sentences of a paragraph or of a callout's title."""
    match place.block:
        case Paragraph(text=text) if lead_in(text) is None:
            pass
        case Callout(title=text):
            pass
        case _:
            return
    if place.path and _CLOSING_SECTIONS.match(place.path[-1].plain):
        yield Silence(text, "it stands in a summary, which says again what was said")
        return
    yield from of_sentences(sentences(text), place, parser, topic=None)


def of_sentences(
    texts: tuple[Text, ...], place: Place, parser: Parser, *, topic: Text | None, above: Text | None = None
) -> Iterator[Draft | Silence]:
    """Questions on sentences that follow one another, and why there is none on the others.

    `topic` is the term that they explain, `above` what the sentence that introduces their list speaks of.
    """
    known = Antecedents(topic=topic, above=above, opening=topic is not None or above is not None)
    for written in texts:
        text = unglued(written, parser)
        parse = parser.parse(spoken(text))
        found = tuple(_named(one, text, place) for one in questions_on(parse)) if parse is not None else ()
        yield from _on_sentence(text, found, known, place, parser)
        known = _after(text, known, parser, place)


def spoken_of(text: Text, place: Place, parser: Parser) -> Text | None:
    """What the last sentence of a paragraph speaks of, where that is certain."""
    known = Antecedents()
    for sentence in sentences(text):
        known = _after(sentence, known, parser, place)
    return known.subject


def _on_sentence(
    text: Text, found: tuple[Asked, ...], known: Antecedents, place: Place, parser: Parser
) -> Iterator[Draft | Silence]:
    """The cards on one sentence, with a cloze for a figure that none of them asks for; else the reason."""
    if text.plain.endswith(":"):
        yield Silence(text, "it only leads to what follows")
        return
    named = [(one, named_subject(text, one, known, place)) for one in found]
    drafts = [settled(draft(text, one, name, place), known.before) for one, name in named if isinstance(name, Text)]
    yield from drafts
    cloze = blank(text, place, parser)
    if cloze is not None and _figures([cloze]).isdisjoint(_figures(one for one in drafts if not verdict(one))):
        yield cloze
    elif not drafts:
        lacking = next((name for _, name in named if isinstance(name, str)), None)
        yield Silence(text, lacking or why_silent(parser.parse(spoken(text))))


def _figures(drafts: Iterable[Draft]) -> set[str]:
    """The figures that cards answer with."""
    return {figure for one in drafts for figure in _DIGITS.findall(one.answer.plain)}


def _named(question: Asked, text: Text, place: Place) -> Asked:
    """The question, with what the note tells of its capitals."""
    named = place.capitals.opens_with_name(text.plain, tagged=question.opens_with_name)
    return replace(question, opens_with_name=named)


def _after(text: Text, known: Antecedents, parser: Parser, place: Place) -> Antecedents:
    """What the next sentence may point back to."""
    new = replace(known, subject=None, speaker=None, before=text.plain, opening=False)
    parse = parser.parse(spoken(text))
    main = subject(parse) if parse is not None else None
    if main is None:
        return new
    words = text.cut(*main.characters)
    if main.anaphoric:
        named = known.resolve(words.plain)
    else:
        keeps = place.capitals.opens_with_name(text.plain, tagged=main.opens_with_name) or main.characters[0]
        named = words if keeps else nouns.uncapitalised(words)
    return replace(new, speaker=named) if main.speaks else replace(new, subject=named)
