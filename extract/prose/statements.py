"""Sentences of prose -> cards, by moving the parse tree of each into a question."""

import re
from collections.abc import Iterator
from dataclasses import replace

from cuedeck.cards.card import Kind
from cuedeck.cards.draft import Draft
from cuedeck.extract.gates.verdict import verdict
from cuedeck.extract.parser.glued import unglued
from cuedeck.extract.parser.misread import acts
from cuedeck.extract.parser.parse import Parse
from cuedeck.extract.parser.parser import Language
from cuedeck.extract.parser.sentences import sentences, spoken
from cuedeck.extract.prose.advice import advice
from cuedeck.extract.prose.anaphora import Antecedents, is_personal
from cuedeck.extract.prose.ask import questions_on, subject
from cuedeck.extract.prose.figure_clozes import blank
from cuedeck.extract.prose.question import SUBJECT, Asked
from cuedeck.extract.prose.rows import kind_of, of_method, says_what_it_is
from cuedeck.extract.prose.series import series
from cuedeck.extract.prose.settled import settled
from cuedeck.extract.prose.subjects import is_clear
from cuedeck.extract.text import nouns
from cuedeck.extract.text.content import content_words
from cuedeck.extract.text.lead_in import is_marked, lead_in
from cuedeck.extract.text.place import Place
from cuedeck.notes.blocks import Callout, Paragraph
from cuedeck.notes.text import Form, Mark, Text

_CLOSING_SECTIONS = re.compile(
    r"(?:in )?(?:conclusion|summary|key takeaways?|takeaways?|closing thoughts|final thoughts|recap)\b", re.IGNORECASE
)
_INSTANCE = re.compile(r"for (?:example|instance)\b", re.IGNORECASE)
"""Opens a sentence that gives an example, and so defines nothing."""
_FORMULA_BEHIND = re.compile(r":\s*\\\(.+\\\)[.,]?$", re.DOTALL)
"""A formula that shows once more what the words before it say."""
_FORMULAS = frozenset({Form.MATH, Form.DISPLAY_MATH})
_DIGITS = re.compile(r"\d[\d.,]*")
_ARTICLE = re.compile(r"(?:The|An?)\s")
_ANY_ARTICLE = re.compile(r"(?:the|an?)\s", re.IGNORECASE)
_FULL_STOP = re.compile(r"\s[A-Z]\.$")
"""Of a sentence that ends in a letter, as `in C.` does, the parser makes a part of the name."""
_NOWHERE = (0, 0)
_EMPHASIS = ~(Mark.SUBSCRIPT | Mark.SUPERSCRIPT)
"""What is set off in a question would give a hint."""
_TOPIC = ""
"""The subject of a fragment: the topic itself."""
_FRAGMENT = re.compile(
    r"(?P<present>[A-Z][a-z]+s)\s|(?P<participle>[A-Z][a-z]+ed|Known|Found|Made|Built|Given|Seen|Held|Taken)\s"
)


def statements(place: Place, language: Language) -> Iterator[Draft]:
    """Questions on the sentences of a paragraph or of a callout's title."""
    match place.block:
        case Paragraph(text=text) if lead_in(text) is None or _counts(text, language):
            pass
        case Callout(title=text):
            pass
        case _:
            return
    if place.path and _CLOSING_SECTIONS.match(place.path[-1].plain):
        return
    yield from of_sentences(sentences(text), place, language, topic=None)


def _counts(text: Text, language: Language) -> bool:
    """Whether what looks like a term and its text is a sentence that counts: `Insects have three parts: ...`."""
    return not is_marked(text) and series(spoken(text), language) is not None


def of_sentences(
    texts: tuple[Text, ...], place: Place, language: Language, *, topic: Text | None, above: Text | None = None
) -> Iterator[Draft]:
    """Questions on sentences that follow one another.

    `topic` is the term that they explain, `above` what the sentence that introduces their list speaks of.
    """
    known = Antecedents(topic=topic, above=above, opening=topic is not None or above is not None)
    for written in texts:
        text = unglued(_complete(written, place), language)
        found = tuple(
            _named(one, text, place) for one in _asked(text, language, topic=topic if known.opening else None)
        )
        if not text.plain.endswith(":"):
            drafts = [
                settled(_draft(text, one, named, place), known.before)
                for one in found
                if (named := _subject(text, one, known, place))
            ]
            yield from drafts
            told = " ".join(draft.answer.plain for draft in drafts if not verdict(draft))
            cloze = blank(text, place, language)
            if cloze is not None and not set(_DIGITS.findall(cloze.answer.plain)) & set(_DIGITS.findall(told)):
                yield cloze
        known = _after(text, found, known, language, place)


def spoken_of(text: Text, place: Place, language: Language) -> Text | None:
    """What the last sentence of a paragraph speaks of, where that is certain."""
    known = Antecedents()
    for sentence in sentences(text):
        known = _after(sentence, (), known, language, place)
    return known.subject


def _complete(text: Text, place: Place) -> Text:
    """The sentence without the colon at its end, where that only leads to a formula."""
    shown = place.following.text if isinstance(place.following, Paragraph) else Text()
    forms = {span.form for span in shown.spans if span.plain.strip(" .,")}
    return text.strip(":") if text.plain.endswith(":") and forms and forms <= _FORMULAS else text


def _asked(text: Text, language: Language, *, topic: Text | None) -> Iterator[Asked]:
    words = spoken(text)
    parse = language.parse(words)
    fragment = _FRAGMENT.match(words) if topic is not None and not _opens_with_subject(parse) else None
    if topic is not None and fragment is not None:
        yield from _without_subject(words, fragment, topic, language)
    elif parse is not None:
        listed = series(words, language)
        yield from (listed,) if listed is not None else ()
        yield from (one for one in questions_on(parse) if listed is None or says_what_it_is(one.rule))
        yield from advice(words, language)


def _opens_with_subject(parse: Parse | None) -> bool:
    """Whether the first word is what the sentence speaks of, such as `Mitosis`, and no verb such as `Allows`."""
    if parse is None:
        return False
    first = parse.tokens[0]
    return first.is_noun and first.dep in {"nsubj", "nsubjpass"} and first.head == parse.root


def _named(question: Asked, text: Text, place: Place) -> Asked:
    """The question, with what the note tells of its capitals."""
    named = place.capitals.opens_with_name(text.plain, tagged=question.opens_with_name)
    return replace(question, opens_with_name=named)


def _without_subject(words: str, fragment: re.Match[str], topic: Text, language: Language) -> Iterator[Asked]:
    """Questions on `Allows users to type`, read as `It allows users to type`."""
    plural = nouns.is_plural(topic.plain)
    opening = ("They " if plural else "It ") + (("are " if plural else "is ") if fragment["participle"] else "")
    parse = language.parse(opening + words[0].lower() + words[1:])
    shift = len(opening)
    for question in questions_on(parse) if parse is not None else ():
        ranges = [piece for piece in question.question if not isinstance(piece, str)]
        if question.rule == "complement" and fragment["present"] and parse and not acts(parse, 1):
            continue
        if question.anaphoric and question.answer[0] >= shift and all(start >= shift for start, _ in ranges):
            moved = tuple(
                _agreeing(piece, plural=plural) if isinstance(piece, str) else _moved(piece, shift)
                for piece in question.question
            )
            yield replace(question, question=moved, answer=_moved(question.answer, shift), subject=_NOWHERE)


def _agreeing(words: str, *, plural: bool) -> str:
    """A helper verb in the number of the topic: fragments such as `Indicates X` are written of one or of many."""
    return {"does": "do", "is": "are"}.get(words, words) if plural else words


def _moved(piece: tuple[int, int], shift: int) -> tuple[int, int]:
    return piece[0] - shift, piece[1] - shift


def _after(text: Text, found: tuple[Asked, ...], known: Antecedents, language: Language, place: Place) -> Antecedents:
    """What the next sentence may point back to."""
    new = replace(known, subject=None, speaker=None, before=text.plain, opening=False)
    if found and found[0].subject == _NOWHERE and found[0].anaphoric:
        return replace(new, subject=known.resolve(_TOPIC))
    parse = language.parse(spoken(text))
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


def _subject(text: Text, question: Asked, known: Antecedents, place: Place) -> Text | None:
    """The subject as the question names it; None where it is not certain what it is."""
    if question.anaphoric:
        words = _words(text, question)
        if words.lower() == "we" and of_method(question.rule):
            return Text.of("you")
        resolved = known.resolve(words)
        named = place.in_sentence(resolved) if resolved is not None else None
        return None if named is not None and is_personal(words) and named.plain[:1].islower() else named
    if question.subject == _NOWHERE:
        return Text.of("you")
    around = " ".join((place.note.title, *place.names))
    if not is_clear(
        _words(text, question),
        around,
        place.capitals.introduced,
        defined=says_what_it_is(question.rule),
        detail=_detail(text, question),
    ):
        return known.complete(_words(text, question))
    return _inside(text, question)


def _detail(text: Text, question: Asked) -> int:
    """How many words that carry meaning a question takes from the sentence beside its subject."""
    ranges = [piece for piece in question.question if not isinstance(piece, str)]
    return sum(len(content_words(text.plain[start:end])) for start, end in ranges)


def _words(text: Text, question: Asked) -> str:
    return text.cut(*question.subject).plain or _TOPIC


def _inside(text: Text, question: Asked) -> Text:
    """The subject as it stands inside a sentence."""
    subject = text.cut(*question.subject)
    return _as_inside(subject, question) if question.subject[0] == 0 else subject


def _as_inside(part: Text, question: Asked) -> Text:
    """The opening of a sentence as it stands inside one; before a name too, an article is small there."""
    if _ARTICLE.match(part.plain):
        return part.map_initial(str.lower)
    return part if question.opens_with_name else nouns.uncapitalised(part)


def _draft(text: Text, question: Asked, subject: Text, place: Place) -> Draft:
    answer = _answer(text, question)
    person = question.rule in {"description", "definition"} and nouns.is_person(subject.plain, answer.plain)
    asking = nouns.capitalised(_joined(text, _of_whom(question) if person else question, subject))
    items = tuple(nouns.capitalised(text.cut(*entry).strip(" .;,")) for entry in question.entries)
    return Draft(
        kind=Kind.STATEMENT if _INSTANCE.match(text.plain) else kind_of(question.rule),
        question=asking,
        answer=Text() if items else nouns.capitalised(answer.strip(" .;,")),
        items=items,
        path=place.path,
        key=("statement", *place.names, asking.plain),
        statement=text,
        rule=question.rule,
        subject=subject,
        term=_term(asking, question, subject),
    )


def _term(asking: Text, question: Asked, subject: Text) -> Text | None:
    """The name that a definition explains, where nothing stands before its question."""
    if question.rule != "definition" or not asking.plain.startswith("Wh"):
        return None
    article = _ANY_ARTICLE.match(subject.plain)
    return subject.cut(article.end()).strip('"“”') if article else subject.strip('"“”')


def _of_whom(question: Asked) -> Asked:
    """The same question on a person."""
    return replace(question, question=tuple("who " if piece == "what " else piece for piece in question.question))


def _answer(text: Text, question: Asked) -> Text:
    """The part of the sentence that answers, with the bracket that closes it."""
    start, end = question.answer
    shown = _FORMULA_BEHIND.search(text.plain, start + 1, end)
    end = shown.start() if shown is not None else end
    start += len(text.plain[start:end]) - len(text.plain[start:end].lstrip(": "))
    part = text.plain[start:end]
    open_bracket = part.count("(") > part.count(")") and text.plain[end : end + 1] == ")"
    return text.cut(start, end + open_bracket)


def _joined(text: Text, question: Asked, subject: Text) -> Text:
    joined = Text()
    for number, piece in enumerate(question.question):
        if piece == "?" and _FULL_STOP.search(joined.plain):
            joined = joined.cut(0, len(joined.plain) - 1)
        if piece == SUBJECT:
            joined += subject.unset(_EMPHASIS)
        elif isinstance(piece, str):
            joined += piece
        else:
            part = text.cut(*piece).unset(_EMPHASIS)
            joined += _as_inside(part, question) if number and piece[0] == 0 else part
    return joined
